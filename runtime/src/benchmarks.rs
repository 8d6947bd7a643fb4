// SPDX-License-Identifier: Apache-2.0

//! The benchmarks that `benchmark pallet` can measure on this runtime.

use alloc::{string::String, vec::Vec};

use frame_benchmarking::{
	baseline::Pallet as BaselineBench, BenchmarkBatch, BenchmarkConfig, BenchmarkList,
};
use frame_support::traits::{StorageInfo, StorageInfoTrait, WhitelistedStorageKeys};
use frame_system_benchmarking::{
	extensions::Pallet as SystemExtensionsBench, Pallet as SystemBench,
};

use crate::{
	AllPalletsWithSystem, Allowance, Consortium, Council, CouncilMembership, Credentials, EventLog,
	Grandpa, Runtime, Timestamp, TxPause, Utility,
};

frame_benchmarking::define_benchmarks!(
	[frame_benchmarking, BaselineBench::<Runtime>]
	[frame_system, SystemBench::<Runtime>]
	[frame_system_extensions, SystemExtensionsBench::<Runtime>]
	[pallet_timestamp, Timestamp]
	[pallet_grandpa, Grandpa]
	[pallet_collective, Council]
	[pallet_membership, CouncilMembership]
	[pallet_utility, Utility]
	[pallet_tx_pause, TxPause]
	[pallet_allowance, Allowance]
	[pallet_consortium, Consortium]
	[pallet_credentials, Credentials]
	[pallet_event_log, EventLog]
);

impl frame_benchmarking::baseline::Config for Runtime {}
impl frame_system_benchmarking::Config for Runtime {}

/// Lists all benchmarks and the storage of the pallets.
pub(crate) fn list(extra: bool) -> (Vec<BenchmarkList>, Vec<StorageInfo>) {
	let mut list = Vec::new();
	list_benchmarks!(list, extra);
	(list, AllPalletsWithSystem::storage_info())
}

/// Runs one benchmark.
pub(crate) fn dispatch(config: BenchmarkConfig) -> Result<Vec<BenchmarkBatch>, String> {
	let mut whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
	// Each block writes its time first and pays for that, so that no call of the block reads it from the
	// database.
	if config.pallet != b"pallet_timestamp" {
		whitelist.push(pallet_timestamp::Now::<Runtime>::hashed_key().to_vec().into());
	}
	let mut batches = Vec::new();
	let params = (&config, &whitelist);
	add_benchmarks!(params, batches);
	Ok(batches)
}
