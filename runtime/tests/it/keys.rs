// SPDX-License-Identifier: Apache-2.0

//! This runtime stores its records where readers look for them.

use super::chain;
use frame_support::traits::{GetStorageVersion, StorageVersion};
use testamur_primitives::{keys, InstitutionId, Root};
use testamur_runtime::{Credentials, Runtime};

#[test]
fn records_and_time_stand_where_readers_look() {
	let (institution, root) = (InstitutionId(7), Root([7; 32]));
	assert_eq!(
		keys::batch(institution, root),
		pallet_credentials::Batches::<Runtime>::hashed_key_for(institution, root),
	);
	assert_eq!(keys::now(), pallet_timestamp::Now::<Runtime>::hashed_key());
	assert_eq!(keys::storage_version(), StorageVersion::storage_key::<Credentials>());
}

/// Without it a node would ask the runtime for every verdict.
#[test]
fn the_first_block_says_of_which_layout_the_records_are() {
	for preset in ["development", "local_testnet"] {
		chain(preset).execute_with(|| {
			assert_eq!(Credentials::on_chain_storage_version(), keys::LAYOUT);
		});
	}
}
