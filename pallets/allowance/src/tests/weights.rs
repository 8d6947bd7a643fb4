// SPDX-License-Identifier: Apache-2.0

//! The declared weight of the check against what the pallet itself touches.
//!
//! What a runtime's governors and members are read from comes on top. The tests of those who
//! implement [`Payers`](crate::Payers) hold the whole of it against the weight.

use super::*;
use crate::WeightInfo;
use frame_support::weights::RuntimeDbWeight;
use std::collections::BTreeSet;

/// The reads and writes that the declared weight stands for.
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

/// The keys of all that is stored.
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
