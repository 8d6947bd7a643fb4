// SPDX-License-Identifier: Apache-2.0

//! Tests of the listing of uses, which has those of the present period only, page by page.

use super::*;
use crate::{AllowanceUse, DamagedUses};
use codec::Encode;
use frame_support::storage::unhashed;

type Use = AllowanceUse<Payer<AccountId, Member>>;

/// Returns the uses on all pages of this size, the smallest first.
fn uses(limit: u32) -> Vec<Use> {
	let mut uses = vec![];
	let mut after = None;
	loop {
		let page = Allowance::allowance_uses(after, limit).unwrap();
		assert!(page.uses.len() <= limit as usize);
		uses.extend(page.uses);
		after = page.next;
		if after.is_none() {
			uses.sort_by_key(|one: &Use| one.used);
			return uses;
		}
	}
}

#[test]
fn uses_are_listed_page_by_page() {
	ExtBuilder.build_and_execute(|| {
		assert_eq!(uses(1), []);
		assert_ok!(spend(ALICE, 7));
		assert_ok!(spend(BERTA, 8));
		assert_ok!(spend(GOVERNOR, 9));
		let expected = [
			(Payer::Member(FIRST), 7, BUDGET),
			(Payer::Member(SECOND), 8, BUDGET),
			(Payer::Governor(GOVERNOR), 9, GOVERNORS_BUDGET),
		];
		let expected =
			expected.map(|(payer, used, allowance)| AllowanceUse { payer, used, allowance });
		for limit in [1, 2, 3, 100] {
			assert_eq!(uses(limit), expected, "pages of {limit}");
		}
	});
}

#[test]
fn the_use_of_an_earlier_period_is_not_listed() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(spend(ALICE, 7));
		System::set_block_number(PERIOD);
		assert_ok!(spend(BERTA, 8));
		let payers: Vec<_> = uses(1).into_iter().map(|one| one.payer).collect();
		assert_eq!(payers, [Payer::Member(SECOND)]);
	});
}

#[test]
fn the_listed_allowance_is_the_present_one() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(spend(ALICE, 7));
		FirstAllowance::set(3);
		assert_eq!(uses(10)[0].allowance, 3);
	});
}

#[test]
fn a_page_of_nothing_is_the_last() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(spend(ALICE, 7));
		let nothing = Allowance::allowance_uses(None, 0).unwrap();
		assert_eq!((nothing.uses, nothing.next), (vec![], None));
	});
}

/// Checks that a use that cannot be read is not left out of the listing.
#[test]
fn a_damaged_use_is_not_skipped() {
	let key = Usages::<Test>::hashed_key_for(Payer::<AccountId, Member>::Member(FIRST));
	let whole = Usage { period: 0_u64, operations: 7 }.encode();
	let damage = |key: Vec<u8>, value: Vec<u8>| {
		ExtBuilder.build_and_execute(|| {
			assert_ok!(spend(ALICE, 7));
			assert_ok!(spend(BERTA, 8));
			frame_support::hypothetically!({
				unhashed::put_raw(&key, &value);
				assert_eq!(Allowance::allowance_uses(None, 10), Err(DamagedUses::Use));
			});
			assert_eq!(uses(10).len(), 2);
		});
	};
	damage(key.clone(), vec![]);
	damage(key.clone(), whole[..whole.len() - 1].to_vec());
	damage(key.clone(), [whole.clone(), vec![0]].concat());
	// These are keys of no payer: one that is cut, one that is longer, and one with a wrong hash.
	damage(key[..40].to_vec(), whole.clone());
	damage([key.clone(), vec![0]].concat(), whole.clone());
	let mut other = key;
	other[32] ^= 1;
	damage(other, whole);
}

/// Checks that damage on another page does not keep a page from being answered.
#[test]
fn only_the_page_that_is_damaged_is_refused() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(spend(ALICE, 7));
		assert_ok!(spend(BERTA, 8));
		let first = Allowance::allowance_uses(None, 1).unwrap();
		let after = first.next.clone().unwrap();
		frame_support::hypothetically!({
			let second = Allowance::allowance_uses(Some(after.clone()), 1).unwrap();
			let key = Usages::<Test>::hashed_key_for(&second.uses[0].payer);
			unhashed::put_raw(&key, &[1]);
			assert_eq!(Allowance::allowance_uses(None, 1), Ok(first.clone()));
			assert_eq!(Allowance::allowance_uses(Some(after), 1), Err(DamagedUses::Use));
			assert_eq!(Allowance::allowance_uses(None, 2), Err(DamagedUses::Use));
		});
	});
}

/// Checks that a payer whose record cannot be read is not one that has used up an allowance of 0.
#[test]
fn an_allowance_that_cannot_be_read_is_not_taken_for_0() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(spend(ALICE, 7));
		assert_ok!(spend(BERTA, 8));
		FirstIsDamaged::set(true);
		let payer = Payer::Member(FIRST);
		assert_eq!(Allowance::allowance_uses(None, 10), Err(DamagedUses::Payer(payer)));
	});
}
