// SPDX-License-Identifier: Apache-2.0

//! Two blocks of one validator for one slot: noticed, proven and reported to the chain.
//!
//! The import queue of Aura writes such a thing into the log and leaves it there. Here the two
//! sealed headers are the proof, which the chain checks again and acts upon. Blocks of this node
//! count like any other, for its keys may be on a second machine by mistake.

use std::{
	collections::{BTreeMap, VecDeque},
	sync::Arc,
};

use futures::{Stream, StreamExt};
use pallet_consortium_runtime_api::ConsortiumApi;
use prometheus_endpoint::{register, Counter, PrometheusError, Registry, U64};
use sc_client_api::{BlockImportNotification, BlockchainEvents};
use sc_network_sync::SyncingService;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_api::{ApiError, ApiExt, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use sp_consensus::{BlockOrigin, SyncOracle};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_slots::Slot;
use sp_core::{crypto::key_types::AURA, ByteArray};
use sp_keystore::KeystorePtr;
use sp_timestamp::Timestamp;
use testamur_runtime::{constants::SLOT_DURATION, opaque::Block, Hash, Header};
use tokio::sync::mpsc;

use super::authors::{self, Sealed};
use crate::components::{Components, FullClient, FullPool};

/// For how many slots headers are remembered, back from the present one and, for clocks that
/// differ, ahead of it.
const WINDOW: u64 = 64;

/// A slot has one author. It has two on a fork at the end of a session, when the set of validators
/// changed on one side; more than a few there cannot be.
const AUTHORS_PER_SLOT: usize = 4;

type EquivocationProof = sp_consensus_slots::EquivocationProof<Header, AuraId>;

/// The first header seen of each author in each of the last slots.
#[derive(Default)]
struct Seen {
	slots: BTreeMap<Slot, VecDeque<First>>,
}

struct First {
	author: AuraId,
	header: Header,
	/// A second one was seen. What comes after adds nothing: one proof is enough.
	proven: bool,
}

impl Seen {
	/// Remember a header whose seal was checked. A proof, if it is the second one of its author for
	/// its slot.
	fn note(&mut self, block: Sealed, now: Slot) -> Option<EquivocationProof> {
		let Sealed { slot, author, header } = block;
		let (from, to) = (now.saturating_sub(WINDOW), now.saturating_add(WINDOW));
		self.slots = self.slots.split_off(&from);
		if !(from..=to).contains(&slot) {
			return None;
		}
		let authors = self.slots.entry(slot).or_default();
		let Some(first) = authors.iter_mut().find(|first| first.author == author) else {
			if authors.len() < AUTHORS_PER_SLOT {
				authors.push_back(First { author, header, proven: false });
			}
			return None;
		};
		if first.proven || first.header.hash() == header.hash() {
			return None;
		}
		first.proven = true;
		Some(EquivocationProof {
			offender: author,
			slot,
			first_header: first.header.clone(),
			second_header: header,
		})
	}
}

/// What looking for double authoring needs.
struct Watch {
	client: Arc<FullClient>,
	pool: Arc<FullPool>,
	sync: Arc<SyncingService<Block>>,
	keystore: KeystorePtr,
}

/// Look at every block from here on.
pub(super) fn start(
	components: &Components,
	sync: &Arc<SyncingService<Block>>,
	of_others: mpsc::Receiver<Sealed>,
) -> Result<(), PrometheusError> {
	let watch = Watch {
		client: components.client.clone(),
		pool: components.pool.clone(),
		sync: sync.clone(),
		keystore: components.keystore.clone(),
	};
	let own = watch.client.import_notification_stream();
	let found = counter(components.prometheus.as_ref())?;
	components.spawner.spawn_blocking(
		"double-authoring",
		Some("consensus"),
		watch.run(of_others, own, found),
	);
	Ok(())
}

/// How often it was found: shown to Prometheus, if that is asked for.
fn counter(registry: Option<&Registry>) -> Result<Counter<U64>, PrometheusError> {
	let counter = Counter::new(
		"testamur_double_authoring_total",
		"Slots for which this node saw two blocks of one validator, since it was started",
	)?;
	match registry {
		Some(registry) => register(counter, registry),
		None => Ok(counter),
	}
}

impl Watch {
	async fn run(
		self,
		mut of_others: mpsc::Receiver<Sealed>,
		mut imported: impl Stream<Item = BlockImportNotification<Block>> + Unpin,
		found: Counter<U64>,
	) {
		let mut seen = Seen::default();
		loop {
			let block = tokio::select! {
				Some(block) = of_others.recv() => Some(block),
				Some(block) = imported.next() => self.own(block),
				else => return,
			};
			// What is learnt while catching up is stale.
			let Some(block) = block.filter(|_| !self.sync.is_major_syncing()) else { continue };
			if let Some(proof) = seen.note(block, slot_now()) {
				found.inc();
				self.act_on(proof);
			}
		}
	}

	/// A block that this node wrote.
	fn own(&self, block: BlockImportNotification<Block>) -> Option<Sealed> {
		if block.origin != BlockOrigin::Own {
			return None;
		}
		let authorities = authors::authorities(&self.client, block.header.parent_hash)?;
		authors::sealed(block.header, &authorities)
	}

	fn act_on(&self, proof: EquivocationProof) {
		let (slot, offender) = (proof.slot, proof.offender.clone());
		let hashes = (proof.first_header.hash(), proof.second_header.hash());
		log::warn!(
			"👯 Double authoring: the validator with the key {offender} wrote two blocks for slot \
			 {slot}, {:?} and {:?}.",
			hashes.0,
			hashes.1,
		);
		if self.keystore.has_keys(&[(offender.to_raw_vec(), AURA)]) {
			log::error!(
				"👯 {offender} is a key of this node. Another machine writes blocks with it: stop one \
				 of the two, and take the key from it before it is started again.",
			);
		}
		match self.report(proof) {
			Ok(Report::Submitted) => {
				log::info!(
					"👯 Double authoring of {offender} in slot {slot} was reported to the chain."
				);
			},
			Ok(Report::Not(why)) => {
				log::warn!(
					"👯 Double authoring of {offender} in slot {slot} was not reported: {why}."
				);
			},
			Err(error) => {
				log::error!("👯 Could not report the double authoring of {offender}: {error}");
			},
		}
	}

	/// Hand the proof to the runtime, which makes a transaction of it and puts it into the pool.
	fn report(&self, proof: EquivocationProof) -> Result<Report, ApiError> {
		let best = self.client.info().best_hash;
		let mut api = self.client.runtime_api();
		if !api.has_api::<dyn ConsortiumApi<Block>>(best)? {
			return Ok(Report::Not("the runtime of this chain takes no such reports"));
		}
		let Some(key_owner) = self.key_owner_proof(&proof, best)? else {
			return Ok(Report::Not("the key belongs to no validator of this session"));
		};
		let pool = OffchainTransactionPoolFactory::new(self.pool.clone());
		api.register_extension(pool.offchain_transaction_pool(best));
		Ok(match api.submit_report_double_authoring(best, proof, key_owner)? {
			Some(()) => Report::Submitted,
			None => {
				Report::Not("the pool did not take it, most likely because another node was first")
			},
		})
	}

	/// Asked where the block was written, the chain surely knows the key. At the first block of a
	/// session that is the session before, so the best block is asked too.
	fn key_owner_proof(
		&self,
		proof: &EquivocationProof,
		best: Hash,
	) -> Result<Option<pallet_consortium_runtime_api::OpaqueKeyOwnershipProof>, ApiError> {
		let ask = |at| {
			let api = self.client.runtime_api();
			api.generate_key_ownership_proof(at, proof.slot, proof.offender.clone())
		};
		match ask(proof.second_header.parent_hash)? {
			Some(found) => Ok(Some(found)),
			None => ask(best),
		}
	}
}

/// The slot that the clock of this machine is in.
fn slot_now() -> Slot {
	(Timestamp::current().as_millis() / SLOT_DURATION).into()
}

/// What became of a proof.
enum Report {
	Submitted,
	Not(&'static str),
}

#[cfg(test)]
mod tests {
	use super::{
		super::authors::tests::{block, id},
		*,
	};
	use sp_keyring::Sr25519Keyring::{self, Alice, Bob};

	const NOW: u64 = 1_000;

	fn note(
		seen: &mut Seen,
		slot: u64,
		key: Sr25519Keyring,
		difference: u8,
	) -> Option<EquivocationProof> {
		seen.note(block(slot, key, difference), NOW.into())
	}

	fn remembered(seen: &Seen) -> usize {
		seen.slots.values().map(VecDeque::len).sum()
	}

	#[test]
	fn two_blocks_for_a_slot_are_a_proof_with_both_seals() {
		let mut seen = Seen::default();
		let (first, second) = (block(NOW, Alice, 1), block(NOW, Alice, 2));
		assert_eq!(seen.note(first.clone(), NOW.into()), None);
		let proof = seen.note(second.clone(), NOW.into()).unwrap();
		assert_eq!((proof.slot, &proof.offender), (NOW.into(), &id(Alice)));
		assert_eq!(proof.first_header, first.header);
		assert_eq!(proof.second_header, second.header);
		for header in [proof.first_header, proof.second_header] {
			assert!(authors::sealed(header, &[id(Alice)]).is_some());
		}
	}

	#[test]
	fn the_same_block_again_is_no_offence() {
		let mut seen = Seen::default();
		let block = block(NOW, Alice, 1);
		for _ in 0..10 {
			assert_eq!(seen.note(block.clone(), NOW.into()), None);
		}
		assert_eq!(remembered(&seen), 1);
	}

	#[test]
	fn a_seal_made_anew_is_a_block_of_its_own() {
		// Signatures differ each time, and with them the hash. Nobody but the owner of the key can
		// make a second one.
		let mut seen = Seen::default();
		let (one, other) = (block(NOW, Alice, 1), block(NOW, Alice, 1));
		assert_ne!(one.header.hash(), other.header.hash());
		assert_eq!(seen.note(one, NOW.into()), None);
		assert!(seen.note(other, NOW.into()).is_some());
	}

	#[test]
	fn other_slots_and_other_authors_are_no_offence() {
		let mut seen = Seen::default();
		assert_eq!(note(&mut seen, NOW, Alice, 1), None);
		assert_eq!(note(&mut seen, NOW + 1, Alice, 2), None);
		assert_eq!(note(&mut seen, NOW, Bob, 3), None);
	}

	#[test]
	fn many_blocks_for_a_slot_are_proven_once() {
		let mut seen = Seen::default();
		let proofs = (0..200).filter_map(|difference| note(&mut seen, NOW, Alice, difference));
		assert_eq!(proofs.count(), 1);
		assert_eq!(remembered(&seen), 1);
	}

	#[test]
	fn slots_far_away_are_not_remembered() {
		let mut seen = Seen::default();
		for slot in [0, NOW - WINDOW - 1, NOW + WINDOW + 1, u64::MAX] {
			for difference in 0..3 {
				assert_eq!(note(&mut seen, slot, Alice, difference), None);
			}
		}
		assert_eq!(remembered(&seen), 0);
	}

	#[test]
	fn a_slot_far_away_does_not_make_others_forgotten() {
		let mut seen = Seen::default();
		note(&mut seen, NOW, Alice, 1);
		note(&mut seen, u64::MAX, Bob, 1);
		assert!(note(&mut seen, NOW, Alice, 2).is_some());
	}

	#[test]
	fn memory_is_bounded() {
		let mut seen = Seen::default();
		for now in (0..10_000).step_by(7) {
			for slot in [now, now + WINDOW] {
				for key in Sr25519Keyring::iter() {
					seen.note(block_of(slot, key), now.into());
				}
			}
		}
		let most = (2 * WINDOW as usize + 1) * AUTHORS_PER_SLOT;
		assert!(remembered(&seen) <= most, "{}", remembered(&seen));
	}

	/// Without a seal, which takes its time to make.
	fn block_of(slot: u64, key: Sr25519Keyring) -> Sealed {
		let header = Header {
			number: 1,
			parent_hash: Default::default(),
			state_root: Default::default(),
			extrinsics_root: Default::default(),
			digest: Default::default(),
		};
		Sealed { slot: slot.into(), author: id(key), header }
	}

	#[test]
	fn old_slots_are_forgotten() {
		let mut seen = Seen::default();
		note(&mut seen, NOW, Alice, 1);
		let later = (NOW + WINDOW + 1).into();
		assert_eq!(seen.note(block(NOW, Alice, 2), later), None);
		assert_eq!(remembered(&seen), 0);
	}
}
