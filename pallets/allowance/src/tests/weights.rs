// SPDX-License-Identifier: Apache-2.0

//! Comparison of the declared weight of the check with the accesses of the pallet itself.
//!
//! The reads of a runtime's governors and members come on top. The tests of the pallets that
//! implement [`Payers`](crate::Payers) compare all accesses with the weight.

use super::*;
use crate::WeightInfo;
use frame_support::weights::RuntimeDbWeight;
use std::collections::BTreeSet;

/// Returns the numbers of reads and of writes that the declared weight includes.
fn declared_accesses() -> (u64, u64) {
	let priced = |read, write| {
		DbWeight::set(RuntimeDbWeight { read, write });
		<Test as crate::Config>::WeightInfo::check_membership().ref_time()
	};
	let usual = DbWeight::get();
	let (neither, reads, writes) = (priced(0, 0), priced(1, 0), priced(0, 1));
	DbWeight::set(usual);
	(reads - neither, writes - neither)
}

/// Returns the keys of all storage entries.
fn keys() -> BTreeSet<Vec<u8>> {
	let mut keys = BTreeSet::new();
	let mut key = Vec::new();
	while let Some(next) = sp_io::storage::next_key(&key) {
		keys.insert(next.clone());
		key = next;
	}
	keys
}

#[test]
fn the_check_writes_one_record_whoever_pays() {
	let (reads, writes) = declared_accesses();
	assert!(reads >= 1);
	assert_eq!(writes, 1);
	for (who, payer) in [(ALICE, Payer::Member(FIRST)), (GOVERNOR, Payer::Governor(GOVERNOR))] {
		ExtBuilder.build_and_execute(|| {
			let before = keys();
			assert_ok!(spend(who, 1));
			assert_ok!(spend(who, 1));
			let new: Vec<_> = keys().difference(&before).cloned().collect();
			assert_eq!(new, [Usages::<Test>::hashed_key_for(payer)]);
		});
	}
}
