// SPDX-License-Identifier: Apache-2.0

//! Counts the slots that passed without a block, and the blocks that this node wrote.

use futures::StreamExt;
use prometheus_endpoint::{register, Counter, PrometheusError, U64};
use sc_client_api::{BlockImportNotification, BlockchainEvents};
use sp_consensus::BlockOrigin;
use sp_consensus_slots::Slot;
use testamur_runtime::{opaque::Block, Hash};

use super::authors::slot_of;
use crate::components::{Components, FullClient};

/// Starts to count, if there is a registry to show the counters.
pub(super) fn start(components: &Components) -> Result<(), PrometheusError> {
	let Some(registry) = &components.prometheus else { return Ok(()) };
	let client = components.client.clone();
	let missed = register(
		Counter::<U64>::new(
			"testamur_missed_slots_total",
			"Slots between blocks of the best chain in which no validator wrote one, since this \
			 node was started",
		)?,
		registry,
	)?;
	let authored = register(
		Counter::<U64>::new(
			"testamur_blocks_authored_total",
			"Blocks that this node wrote since it was started, on the best chain or not",
		)?,
		registry,
	)?;

	// There are no notifications while a node catches up, so old slots are not counted.
	let mut blocks = client.import_notification_stream();
	components.spawner.spawn("slots", Some("metrics"), async move {
		while let Some(block) = blocks.next().await {
			if block.origin == BlockOrigin::Own {
				authored.inc();
			}
			missed.inc_by(missed_with(&client, &block));
		}
	});
	Ok(())
}

/// Counts the slots that passed without a block before the blocks that a new best block adds to the
/// best chain.
fn missed_with(client: &FullClient, block: &BlockImportNotification<Block>) -> u64 {
	if !block.is_new_best {
		return 0;
	}
	let reorganized = block.tree_route.iter().flat_map(|route| route.enacted());
	let hashes = reorganized.map(|enacted| enacted.hash).filter(|hash| *hash != block.hash);
	hashes
		.chain([block.hash])
		.filter_map(|hash| {
			let (slot, parent) = slot_and_parent(client, hash)?;
			let (before, _) = slot_and_parent(client, parent)?;
			Some(missed_between(before, slot))
		})
		.sum()
}

fn slot_and_parent(client: &FullClient, hash: Hash) -> Option<(Slot, Hash)> {
	let header = client.header(hash).ok().flatten()?;
	Some((slot_of(&header)?, header.parent_hash))
}

/// Counts the slots strictly between that of a block and that of its child.
fn missed_between(parent: Slot, child: Slot) -> u64 {
	u64::from(child).saturating_sub(u64::from(parent)).saturating_sub(1)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn only_slots_between_two_blocks_are_missed() {
		assert_eq!(missed_between(7.into(), 8.into()), 0);
		assert_eq!(missed_between(7.into(), 9.into()), 1);
		assert_eq!(missed_between(7.into(), 107.into()), 99);
	}

	#[test]
	fn slots_out_of_order_count_for_nothing() {
		assert_eq!(missed_between(8.into(), 8.into()), 0);
		assert_eq!(missed_between(9.into(), 8.into()), 0);
		assert_eq!(missed_between(0.into(), u64::MAX.into()), u64::MAX - 1);
	}
}
