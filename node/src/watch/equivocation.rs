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
mod tests;
