// SPDX-License-Identifier: Apache-2.0

//! Tests that a transaction over what is left of the allowance waits in the pool until a period has
//! room for it, behind all others, and is not forgotten.

use super::*;
use crate::Admission;

#[test]
fn what_exceeds_the_rest_of_the_allowance_waits_for_the_next_period() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(spend(ALICE, BUDGET - 1));
		assert_ok!(validate(ALICE, 1, InBlock));
		for who in [ALICE, ADAM] {
			assert_waits(who, 2);
			assert_waits(who, BUDGET);
		}
		assert_eq!(used(FIRST).operations, BUDGET - 1);
		for block in 2..PERIOD {
			System::set_block_number(block);
			assert_waits(ALICE, 2);
		}
		System::set_block_number(PERIOD);
		assert_ok!(validate(ALICE, 2, InBlock));
		assert_ok!(spend(ALICE, 2));
		assert_eq!(used(FIRST), Usage { period: 1, operations: 2 });
	});
}

/// Checks a caller that no SDK has: one that validates a transaction as the pool does, and then
/// executes it.
#[test]
fn what_waits_is_not_executed_without_being_charged() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(spend(ALICE, BUDGET));
		for source in [External, Local] {
			let extension = CheckMembership::<Test>::new();
			let (_, admission, origin) = extension
				.clone()
				.validate_only(signed(ALICE), &call(), &info(1), 100, source, 0)
				.unwrap();
			assert!(matches!(admission, Admission::Early));
			let answer = extension.prepare(admission, &origin, &call(), &info(1), 100);
			assert_eq!(answer, Err(InvalidTransaction::ExhaustsResources.into()));
		}
		assert_eq!(used(FIRST).operations, BUDGET);
	});
}

#[test]
fn what_waits_comes_after_all_that_is_within_an_allowance() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(spend(ALICE, BUDGET));
		assert_ok!(spend(GOVERNOR, GOVERNORS_BUDGET));
		assert_eq!(priority(ALICE, 1, 0), IN_TURN);
		for waiting in [ALICE, ADAM, GOVERNOR] {
			for within in [BERTA, GOVERNING_MEMBER] {
				let last = if within == BERTA { BUDGET } else { GOVERNORS_BUDGET } - 1;
				assert!(priority(waiting, 1, 0) < priority(within, 1, last));
			}
		}
	});
}

/// Checks that among those who wait, the next transaction of each account has an equal place, so that
/// a full pool evicts what is far ahead, whoever sent it.
#[test]
fn those_who_wait_are_ranked_by_their_distance() {
	ExtBuilder.build_and_execute(|| {
		for (who, budget) in [(ALICE, BUDGET), (BERTA, BUDGET), (GOVERNOR, GOVERNORS_BUDGET)] {
			assert_ok!(spend(who, budget));
		}
		for nonce in 0..20 {
			let rank = IN_TURN - u64::from(nonce);
			for who in [ALICE, ADAM, BERTA, GOVERNOR] {
				assert_eq!(priority(who, 1, nonce), rank);
			}
		}
	});
}

#[test]
fn a_smaller_transaction_need_not_wait_for_a_larger_one() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(spend(ALICE, BUDGET - 5));
		assert_waits(ALICE, 6);
		assert_ok!(spend(ADAM, 5));
	});
}
