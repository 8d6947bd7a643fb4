// SPDX-License-Identifier: Apache-2.0

//! Tests that this runtime stores its records under the keys that readers compute.

use super::chain;
use frame_support::{
	storage::StoragePrefixedMap,
	traits::{Get, GetStorageVersion, StorageVersion},
};
use testamur_primitives::{keys, InstitutionId, Root};
use testamur_runtime::{Credentials, Runtime};

#[test]
fn records_and_time_are_stored_under_the_keys_that_readers_compute() {
	let (institution, root) = (InstitutionId(7), Root([7; 32]));
	assert_eq!(
		keys::batch(institution, root),
		pallet_credentials::Batches::<Runtime>::hashed_key_for(institution, root),
	);
	assert_eq!(keys::allowance_uses(), pallet_allowance::Usages::<Runtime>::final_prefix());
	assert_eq!(
		keys::institution_log(institution),
		pallet_event_log::SubjectLogs::<Runtime>::hashed_key_for(institution),
	);
	assert_eq!(keys::whole_log(), pallet_event_log::WholeLog::<Runtime>::hashed_key());
	assert_eq!(keys::now(), pallet_timestamp::Now::<Runtime>::hashed_key());
	assert_eq!(keys::storage_version(), StorageVersion::storage_key::<Credentials>());
	assert_eq!(keys::grandpa_authorities(), pallet_grandpa::Authorities::<Runtime>::hashed_key());
	assert_eq!(keys::block_hash(7), frame_system::BlockHash::<Runtime>::hashed_key_for(7));
}

/// Checks that a verifier finds the hashes of as many blocks as its documentation says, and who votes.
#[test]
fn the_state_remembers_blocks_and_voters() {
	let remembered: u32 = <Runtime as frame_system::Config>::BlockHashCount::get();
	assert_eq!(remembered, keys::REMEMBERED_BLOCKS);
	chain("local_testnet").execute_with(|| {
		assert_eq!(pallet_grandpa::Authorities::<Runtime>::get().len(), 4);
	});
}

/// Checks the version without which a node would call the runtime for every verdict.
#[test]
fn the_first_block_has_the_version_of_the_record_layout() {
	for preset in ["development", "local_testnet"] {
		chain(preset).execute_with(|| {
			assert_eq!(Credentials::on_chain_storage_version(), keys::LAYOUT);
		});
	}
}
