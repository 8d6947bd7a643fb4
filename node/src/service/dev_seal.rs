// SPDX-License-Identifier: Apache-2.0

//! Makes blocks on demand, for development: one as soon as there is a transaction, final at once.
//!
//! The chain's rules stay those of Aura: each block belongs to a later slot than its parent. So a
//! block takes the time of the clock, or one slot after its parent if that is later. A burst of
//! blocks therefore moves the chain's time ahead of the clock, by up to three seconds for each of
//! them, until the clock has caught up. The time of the parent is read from its state, so a
//! restarted node goes on where it stopped.

mod demand;

use futures::{channel::mpsc, stream};
use pallet_credentials_runtime_api::CredentialsApi;
use sc_basic_authorship::ProposerFactory;
use sc_consensus_aura::SlotDuration;
use sc_consensus_manual_seal::{
	consensus::aura::AuraConsensusDataProvider, run_manual_seal, EngineCommand, ManualSealParams,
};
use sc_service::Error;
use sp_api::ProvideRuntimeApi;
use sp_timestamp::Timestamp;
use testamur_runtime::{constants::MAXIMUM_BLOCK_LENGTH, Hash};

use crate::{components::Components, rpc::SealSender};

/// Number of commands that may wait while a block is made.
const QUEUE_CAPACITY: usize = 1_000;

/// Returns the two ends of a channel for commands that come over RPC.
pub(super) fn command_channel() -> (SealSender, mpsc::Receiver<EngineCommand<Hash>>) {
	mpsc::channel(QUEUE_CAPACITY)
}

/// Starts to make blocks.
pub(super) fn start(
	components: &Components,
	commands: mpsc::Receiver<EngineCommand<Hash>>,
) -> Result<(), Error> {
	let Components { client, pool, spawner, .. } = components;
	let slot_duration = sc_consensus_aura::slot_duration(&**client)?;
	let mut env = ProposerFactory::new(
		spawner.clone(),
		client.clone(),
		pool.clone(),
		components.prometheus.as_ref(),
		None,
	);
	env.set_default_block_size_limit(MAXIMUM_BLOCK_LENGTH as usize);
	let demand = demand::commands(client.clone(), pool.clone(), spawner.clone());
	let client_for_time = client.clone();

	let sealing = run_manual_seal(ManualSealParams {
		block_import: client.clone(),
		env,
		client: client.clone(),
		pool: pool.clone(),
		commands_stream: Box::pin(stream::select(commands, demand)),
		select_chain: components.select_chain.clone(),
		consensus_data_provider: Some(Box::new(AuraConsensusDataProvider::new_with_slot_duration(
			slot_duration,
		))),
		create_inherent_data_providers: move |parent, ()| {
			let client = client_for_time.clone();
			async move {
				let parent = Timestamp::new(client.runtime_api().now(parent)?);
				let time = time_of_next_block(Timestamp::current(), parent, slot_duration);
				Ok(sp_timestamp::InherentDataProvider::new(time))
			}
		},
	});

	components
		.essential_spawner
		.spawn_blocking("instant-seal", Some("block-authoring"), sealing);
	Ok(())
}

/// Returns the clock's time, or one slot after the parent if that is later.
fn time_of_next_block(clock: Timestamp, parent: Timestamp, slot: SlotDuration) -> Timestamp {
	let earliest = parent.as_millis().saturating_add(slot.as_millis());
	Timestamp::new(clock.as_millis().max(earliest))
}

#[cfg(test)]
mod tests {
	use super::*;

	const SLOT: SlotDuration = SlotDuration::from_millis(3_000);

	#[test]
	fn a_block_has_the_time_of_the_clock() {
		let time = time_of_next_block(Timestamp::new(100_000), Timestamp::new(0), SLOT);
		assert_eq!(time.as_millis(), 100_000);
	}

	#[test]
	fn a_block_is_at_least_a_slot_after_its_parent() {
		// Just into the next slot by the clock, but too soon for the chain, which asks for half a
		// slot between two blocks.
		let time = time_of_next_block(Timestamp::new(9_001), Timestamp::new(8_999), SLOT);
		assert_eq!(time.as_millis(), 11_999);
	}

	#[test]
	fn a_chain_ahead_of_the_clock_waits_for_it_slot_by_slot() {
		let mut parent = Timestamp::new(10_000);
		for _ in 0..10 {
			let time = time_of_next_block(Timestamp::new(10_001), parent, SLOT);
			assert_eq!(*time - *parent, 3_000);
			parent = time;
		}
		let time = time_of_next_block(Timestamp::new(50_000), parent, SLOT);
		assert_eq!(time.as_millis(), 50_000);
	}
}
