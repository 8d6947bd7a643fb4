// SPDX-License-Identifier: Apache-2.0

//! Commands for blocks, one whenever a transaction waits for one.
//!
//! The pool says how many transactions are ready on the newest block, and that is not all: the pool
//! keeps a view of itself for each block, and fills the view of a new one from all that it holds. A
//! transaction that arrives after that and before the new view is in force enters the former view
//! alone, and the next block's view takes it over. On a chain that makes blocks on demand nothing
//! would ask for that next block. So this module remembers what arrived until a block includes it.

use std::{
	collections::HashSet,
	sync::{
		atomic::{AtomicBool, Ordering},
		Arc,
	},
	time::Duration,
};

use futures::{channel::oneshot, future, stream, FutureExt, Stream, StreamExt};
use sc_client_api::{BlockBackend, BlockchainEvents, ImportNotifications};
use sc_consensus_manual_seal::EngineCommand;
use sc_service::SpawnTaskHandle;
use sc_transaction_pool_api::TransactionPool;
use testamur_runtime::{opaque::Block, Hash};

use crate::components::{FullClient, FullPool};

/// Interval between checks for transactions that wait without having arrived just now: those that
/// the last block unblocked, that did not fit into it, or that the view of the newest block lacks.
const CHECK_INTERVAL: Duration = Duration::from_millis(500);

/// An occasion to look whether a transaction waits.
enum Occasion {
	Arrival(Hash),
	Check,
}

/// Returns a stream with a command for a block whenever a transaction waits for one.
pub(super) fn commands(
	client: Arc<FullClient>,
	pool: Arc<FullPool>,
	spawner: SpawnTaskHandle,
) -> impl Stream<Item = EngineCommand<Hash>> {
	let arrivals = pool.import_notification_stream().map(Occasion::Arrival);
	let checks = stream::unfold((), |()| async {
		tokio::time::sleep(CHECK_INTERVAL).await;
		Some((Occasion::Check, ()))
	});
	let blocks = client.import_notification_stream();
	let mut demand = Demand {
		client,
		pool,
		spawner,
		blocks,
		awaited: Awaited::default(),
		was_empty: Arc::default(),
	};
	stream::select(arrivals, checks)
		.filter_map(move |occasion| future::ready(demand.command(occasion)))
}

/// Decides when a block is needed.
struct Demand {
	client: Arc<FullClient>,
	pool: Arc<FullPool>,
	spawner: SpawnTaskHandle,
	blocks: ImportNotifications<Block>,
	awaited: Awaited,
	/// Tells whether the last command made no block.
	was_empty: Arc<AtomicBool>,
}

impl Demand {
	fn command(&mut self, occasion: Occasion) -> Option<EngineCommand<Hash>> {
		let is_ready = self.pool.status().ready > 0;
		match occasion {
			Occasion::Arrival(hash) => {
				self.awaited.arrived(hash);
				is_ready.then(|| self.seal(false))
			},
			Occasion::Check => {
				self.forget_included();
				// What was dropped, or replaced by another transaction, is in no block either: it
				// costs one block without transactions.
				let is_missing = !is_ready && self.awaited.take();
				(is_ready || is_missing).then(|| self.seal(is_missing))
			},
		}
	}

	/// Forgets the transactions of all blocks that came since the last call.
	fn forget_included(&mut self) {
		while let Some(Some(block)) = self.blocks.next().now_or_never() {
			let body = self.client.block_body(block.hash).ok().flatten().unwrap_or_default();
			self.awaited
				.included(body.iter().map(|transaction| self.pool.hash_of(transaction)));
		}
	}

	/// Returns a command for a block, and spawns a task that logs if the block cannot be made.
	///
	/// A block without transactions is made only if `create_empty` says so, for the one before may
	/// have included them all. But a change of sessions fills a block by itself. So if a command made
	/// no block and a transaction is still ready, the next command makes one in any case.
	fn seal(&self, create_empty: bool) -> EngineCommand<Hash> {
		let create_empty = self.was_empty.swap(false, Ordering::Relaxed) || create_empty;
		let was_empty = self.was_empty.clone();
		let (sender, outcome) = oneshot::channel();
		self.spawner.spawn("instant-seal-outcome", None, async move {
			use sc_consensus_manual_seal::Error::EmptyTransactionPool;
			match outcome.await {
				Ok(Ok(_)) | Err(oneshot::Canceled) => (),
				Ok(Err(EmptyTransactionPool)) => was_empty.store(true, Ordering::Relaxed),
				Ok(Err(error)) => log::warn!("Could not make a block: {error}"),
			}
		});
		EngineCommand::SealNewBlock {
			create_empty,
			finalize: true,
			parent_hash: None,
			sender: Some(sender),
		}
	}
}

/// The transactions that arrived and that no block is known to include.
#[derive(Default)]
struct Awaited(HashSet<Hash>);

impl Awaited {
	fn arrived(&mut self, transaction: Hash) {
		self.0.insert(transaction);
	}

	fn included(&mut self, transactions: impl Iterator<Item = Hash>) {
		for transaction in transactions {
			self.0.remove(&transaction);
		}
	}

	/// Returns whether any transaction is awaited, and forgets them all.
	fn take(&mut self) -> bool {
		!std::mem::take(&mut self.0).is_empty()
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const ONE: Hash = Hash::repeat_byte(1);
	const OTHER: Hash = Hash::repeat_byte(2);

	#[test]
	fn what_a_block_includes_is_awaited_no_longer() {
		let mut awaited = Awaited::default();
		awaited.arrived(ONE);
		awaited.included([OTHER, ONE].into_iter());
		assert!(!awaited.take());
	}

	#[test]
	fn what_no_block_includes_asks_for_one_block() {
		let mut awaited = Awaited::default();
		awaited.arrived(ONE);
		awaited.arrived(OTHER);
		awaited.included([OTHER].into_iter());
		assert!(awaited.take());
		assert!(!awaited.take());
	}
}
