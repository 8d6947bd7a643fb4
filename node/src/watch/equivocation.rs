// SPDX-License-Identifier: Apache-2.0

//! Detects equivocations of Aura, two blocks of one validator for one slot, and reports them to the
//! chain.
//!
//! The import queue of Aura logs an equivocation and does nothing else. Here the two sealed headers
//! become a proof, which the chain checks again and acts upon. The blocks of this node are observed
//! like all others, for its keys may be on a second machine by mistake.

use std::{
	collections::{BTreeMap, VecDeque},
	sync::Arc,
};

use futures::{Stream, StreamExt};
use pallet_consortium_runtime_api::{ConsortiumApi, OpaqueKeyOwnershipProof};
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

use super::authors::{self, SealedHeader};
use crate::components::{Components, FullClient, FullPool};

/// Number of slots for which headers are kept, back from the present slot and, since clocks differ,
/// ahead of it.
const WINDOW: u64 = 64;

/// Most authors that a slot can have. It has one, or two on a fork at the end of a session, when
/// the set of validators changed on one side only.
const AUTHORS_PER_SLOT: usize = 4;

type EquivocationProof = sp_consensus_slots::EquivocationProof<Header, AuraId>;

/// The first header of each author in each of the latest slots.
#[derive(Default)]
struct RecentHeaders {
	slots: BTreeMap<Slot, VecDeque<FirstHeader>>,
}

struct FirstHeader {
	author: AuraId,
	header: Header,
	/// Another header for the same slot was seen. One proof is enough, so later ones are ignored.
	proven: bool,
}

impl RecentHeaders {
	/// Stores a header whose seal was checked. Returns a proof if it is the second one of its
	/// author for its slot.
	fn insert(&mut self, block: SealedHeader, now: Slot) -> Option<EquivocationProof> {
		let SealedHeader { slot, author, header } = block;
		let (from, to) = (now.saturating_sub(WINDOW), now.saturating_add(WINDOW));
		self.slots = self.slots.split_off(&from);
		if !(from..=to).contains(&slot) {
			return None;
		}
		let authors = self.slots.entry(slot).or_default();
		let Some(first) = authors.iter_mut().find(|first| first.author == author) else {
			if authors.len() < AUTHORS_PER_SLOT {
				authors.push_back(FirstHeader { author, header, proven: false });
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

/// Starts to observe every block. Those of others arrive through `of_others`.
pub(super) fn start(
	components: &Components,
	sync: &Arc<SyncingService<Block>>,
	of_others: mpsc::Receiver<SealedHeader>,
) -> Result<(), PrometheusError> {
	let detector = Detector {
		client: components.client.clone(),
		pool: components.pool.clone(),
		sync: sync.clone(),
		keystore: components.keystore.clone(),
	};
	let imported = detector.client.import_notification_stream();
	let counter = counter(components.prometheus.as_ref())?;
	components.spawner.spawn_blocking(
		"equivocation",
		Some("consensus"),
		detector.run(of_others, imported, counter),
	);
	Ok(())
}

/// Returns the counter of equivocations, which Prometheus shows if there is a registry.
fn counter(registry: Option<&Registry>) -> Result<Counter<U64>, PrometheusError> {
	let counter = Counter::new(
		"testamur_equivocations_total",
		"Slots for which this node saw two blocks of one validator, since it was started",
	)?;
	match registry {
		Some(registry) => register(counter, registry),
		None => Ok(counter),
	}
}

/// The components that detecting and reporting takes.
struct Detector {
	client: Arc<FullClient>,
	pool: Arc<FullPool>,
	sync: Arc<SyncingService<Block>>,
	keystore: KeystorePtr,
}

impl Detector {
	async fn run(
		self,
		mut of_others: mpsc::Receiver<SealedHeader>,
		mut imported: impl Stream<Item = BlockImportNotification<Block>> + Unpin,
		counter: Counter<U64>,
	) {
		let mut recent = RecentHeaders::default();
		loop {
			let block = tokio::select! {
				Some(block) = of_others.recv() => Some(block),
				Some(block) = imported.next() => self.own_block(block),
				else => return,
			};
			// Blocks that come while the node catches up are old.
			let Some(block) = block.filter(|_| !self.sync.is_major_syncing()) else { continue };
			if let Some(proof) = recent.insert(block, slot_now()) {
				counter.inc();
				self.handle(proof);
			}
		}
	}

	/// Returns the header of a block that this node wrote.
	fn own_block(&self, block: BlockImportNotification<Block>) -> Option<SealedHeader> {
		if block.origin != BlockOrigin::Own {
			return None;
		}
		let authorities = authors::authorities(&self.client, block.header.parent_hash)?;
		authors::check_seal(block.header, &authorities)
	}

	/// Logs an equivocation and reports it.
	fn handle(&self, proof: EquivocationProof) {
		let (slot, offender) = (proof.slot, proof.offender.clone());
		log::warn!(
			"👯 Equivocation: the validator with the key {offender} wrote two blocks for slot {slot}, \
			 {:?} and {:?}.",
			proof.first_header.hash(),
			proof.second_header.hash(),
		);
		if self.keystore.has_keys(&[(offender.to_raw_vec(), AURA)]) {
			log::error!(
				"👯 {offender} is a key of this node. Another machine writes blocks with it: stop one \
				 of the two, and take the key from it before it is started again.",
			);
		}
		match self.report(proof) {
			Ok(Outcome::Submitted) => {
				log::info!(
					"👯 The equivocation of {offender} in slot {slot} was reported to the chain."
				);
			},
			Ok(Outcome::NotSubmitted(reason)) => {
				log::warn!(
					"👯 The equivocation of {offender} in slot {slot} was not reported: {reason}."
				);
			},
			Err(error) => {
				log::error!("👯 Could not report the equivocation of {offender}: {error}");
			},
		}
	}

	/// Reports an equivocation to the best block's runtime, if that takes reports and knows the
	/// key.
	fn report(&self, proof: EquivocationProof) -> Result<Outcome, ApiError> {
		let best = self.client.info().best_hash;
		if !self.client.runtime_api().has_api::<dyn ConsortiumApi<Block>>(best)? {
			return Ok(Outcome::NotSubmitted("the runtime of this chain takes no such reports"));
		}
		let Some(key_owner) = self.key_owner_proof(&proof, best)? else {
			return Ok(Outcome::NotSubmitted("the key belongs to no validator of this session"));
		};
		Ok(match self.submit(best, proof, key_owner)? {
			Some(()) => Outcome::Submitted,
			None => Outcome::NotSubmitted(
				"the pool did not take it, most likely because another node was first",
			),
		})
	}

	/// Hands the proofs to the runtime, which makes a transaction of them and puts it into the
	/// pool.
	fn submit(
		&self,
		best: Hash,
		proof: EquivocationProof,
		key_owner: OpaqueKeyOwnershipProof,
	) -> Result<Option<()>, ApiError> {
		let pool = OffchainTransactionPoolFactory::new(self.pool.clone());
		let mut api = self.client.runtime_api();
		api.register_extension(pool.offchain_transaction_pool(best));
		api.submit_report_equivocation(best, proof, key_owner)
	}

	/// Returns the proof that the key belonged to a validator.
	///
	/// The state in which the block was written is sure to have the key. Before the first block of
	/// a session that is the state of the session before, so the best block is asked too.
	fn key_owner_proof(
		&self,
		proof: &EquivocationProof,
		best: Hash,
	) -> Result<Option<OpaqueKeyOwnershipProof>, ApiError> {
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

/// Returns the slot that the clock of this machine is in.
fn slot_now() -> Slot {
	(Timestamp::current().as_millis() / SLOT_DURATION).into()
}

/// The outcome of a report.
enum Outcome {
	Submitted,
	/// The report was not submitted, for this reason.
	NotSubmitted(&'static str),
}

#[cfg(test)]
mod tests {
	use super::{
		super::authors::tests::{block, id},
		*,
	};
	use sp_keyring::Sr25519Keyring::{self, Alice, Bob};

	const NOW: u64 = 1_000;

	fn insert(
		recent: &mut RecentHeaders,
		slot: u64,
		key: Sr25519Keyring,
		difference: u8,
	) -> Option<EquivocationProof> {
		recent.insert(block(slot, key, difference), NOW.into())
	}

	fn stored(recent: &RecentHeaders) -> usize {
		recent.slots.values().map(VecDeque::len).sum()
	}

	#[test]
	fn two_blocks_for_a_slot_are_a_proof_with_both_seals() {
		let mut recent = RecentHeaders::default();
		let (first, second) = (block(NOW, Alice, 1), block(NOW, Alice, 2));
		assert_eq!(recent.insert(first.clone(), NOW.into()), None);
		let proof = recent.insert(second.clone(), NOW.into()).unwrap();
		assert_eq!((proof.slot, &proof.offender), (NOW.into(), &id(Alice)));
		assert_eq!(proof.first_header, first.header);
		assert_eq!(proof.second_header, second.header);
		for header in [proof.first_header, proof.second_header] {
			assert!(authors::check_seal(header, &[id(Alice)]).is_some());
		}
	}

	#[test]
	fn the_same_block_again_is_no_offence() {
		let mut recent = RecentHeaders::default();
		let block = block(NOW, Alice, 1);
		for _ in 0..10 {
			assert_eq!(recent.insert(block.clone(), NOW.into()), None);
		}
		assert_eq!(stored(&recent), 1);
	}

	#[test]
	fn a_seal_made_anew_is_a_block_of_its_own() {
		// Each signature differs, and so does the hash. Only the owner of the key can make a second
		// one.
		let mut recent = RecentHeaders::default();
		let (one, other) = (block(NOW, Alice, 1), block(NOW, Alice, 1));
		assert_ne!(one.header.hash(), other.header.hash());
		assert_eq!(recent.insert(one, NOW.into()), None);
		assert!(recent.insert(other, NOW.into()).is_some());
	}

	#[test]
	fn other_slots_and_other_authors_are_no_offence() {
		let mut recent = RecentHeaders::default();
		assert_eq!(insert(&mut recent, NOW, Alice, 1), None);
		assert_eq!(insert(&mut recent, NOW + 1, Alice, 2), None);
		assert_eq!(insert(&mut recent, NOW, Bob, 3), None);
	}

	#[test]
	fn many_blocks_for_a_slot_are_proven_once() {
		let mut recent = RecentHeaders::default();
		let proofs = (0..200).filter_map(|difference| insert(&mut recent, NOW, Alice, difference));
		assert_eq!(proofs.count(), 1);
		assert_eq!(stored(&recent), 1);
	}

	#[test]
	fn slots_far_away_are_not_stored() {
		let mut recent = RecentHeaders::default();
		for slot in [0, NOW - WINDOW - 1, NOW + WINDOW + 1, u64::MAX] {
			for difference in 0..3 {
				assert_eq!(insert(&mut recent, slot, Alice, difference), None);
			}
		}
		assert_eq!(stored(&recent), 0);
	}

	#[test]
	fn a_slot_far_away_removes_no_others() {
		let mut recent = RecentHeaders::default();
		insert(&mut recent, NOW, Alice, 1);
		insert(&mut recent, u64::MAX, Bob, 1);
		assert!(insert(&mut recent, NOW, Alice, 2).is_some());
	}

	#[test]
	fn memory_is_bounded() {
		let mut recent = RecentHeaders::default();
		for now in (0..10_000).step_by(7) {
			for slot in [now, now + WINDOW] {
				for key in Sr25519Keyring::iter() {
					recent.insert(block_of(slot, key), now.into());
				}
			}
		}
		let most = (2 * WINDOW as usize + 1) * AUTHORS_PER_SLOT;
		assert!(stored(&recent) <= most, "{}", stored(&recent));
	}

	/// Makes a block without a seal, since a seal takes long to make.
	fn block_of(slot: u64, key: Sr25519Keyring) -> SealedHeader {
		let header = Header {
			number: 1,
			parent_hash: Default::default(),
			state_root: Default::default(),
			extrinsics_root: Default::default(),
			digest: Default::default(),
		};
		SealedHeader { slot: slot.into(), author: id(key), header }
	}

	#[test]
	fn old_slots_are_forgotten() {
		let mut recent = RecentHeaders::default();
		insert(&mut recent, NOW, Alice, 1);
		let later = (NOW + WINDOW + 1).into();
		assert_eq!(recent.insert(block(NOW, Alice, 2), later), None);
		assert_eq!(stored(&recent), 0);
	}
}
