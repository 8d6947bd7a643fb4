// SPDX-License-Identifier: Apache-2.0

//! Tests that each payer spends within its allowance, period by period.

use super::*;
use crate::{
	allowance::{cost, OPERATION_BYTES, OPERATION_REF_TIME},
	WeightInfo,
};
use frame_support::traits::Hooks;

#[test]
fn an_allowance_is_shared_between_the_accounts_of_a_member() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(spend(ALICE, 60));
		assert_ok!(spend(ADAM, 40));
		assert_waits(ALICE, 1);
		assert_ok!(validate(BERTA, BUDGET, External));
	});
}

#[test]
fn the_next_period_brings_the_whole_allowance() {
	ExtBuilder.build_and_execute(|| {
		System::set_block_number(PERIOD - 1);
		assert_ok!(spend(ALICE, BUDGET));
		assert_waits(ALICE, 1);
		System::set_block_number(PERIOD);
		assert_ok!(spend(ALICE, BUDGET));
		assert_eq!(used(FIRST), Usage { period: 1, operations: BUDGET });
		System::set_block_number(2 * PERIOD - 1);
		assert_waits(ALICE, 1);
	});
}

#[test]
fn an_unused_allowance_does_not_carry_over() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(spend(ALICE, 1));
		System::set_block_number(7 * PERIOD);
		assert_ok!(spend(ALICE, BUDGET));
		assert_waits(ALICE, 1);
	});
}

#[test]
fn a_new_allowance_counts_at_once() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(spend(ALICE, BUDGET));
		FirstAllowance::set(BUDGET + 1);
		assert_ok!(spend(ALICE, 1));
		FirstAllowance::set(BUDGET);
		assert_waits(ALICE, 1);
	});
}

#[test]
fn the_largest_allowance_does_not_overflow() {
	ExtBuilder.build_and_execute(|| {
		FirstAllowance::set(u32::MAX);
		let usage = Usage { period: 0, operations: u32::MAX };
		Usages::<Test>::insert(Payer::Member(FIRST), usage);
		assert_ok!(spend(ALICE, 1));
		assert_eq!(used(FIRST).operations, u32::MAX);
	});
}

#[test]
fn cost_is_of_time_or_of_space_and_never_nothing() {
	let time = |operations: u64| Weight::from_parts(operations * OPERATION_REF_TIME, u64::MAX);
	let space = |operations: u64| usize::try_from(operations * OPERATION_BYTES).unwrap();
	assert_eq!(cost(Weight::zero(), 0), 1);
	assert_eq!(cost(time(1), space(1)), 1);
	assert_eq!(cost(time(1) + Weight::from_parts(1, 0), space(1)), 2);
	assert_eq!(cost(time(1), space(1) + 1), 2);
	assert_eq!(cost(time(7), space(3)), 7);
	assert_eq!(cost(time(3), space(7)), 7);
	assert_eq!(cost(Weight::MAX, usize::MAX), u32::MAX);
}

#[test]
fn a_transaction_is_charged_for_its_weight_and_its_length() {
	ExtBuilder.build_and_execute(|| {
		let of_length = |length| {
			CheckMembership::<Test>::new()
				.validate_and_prepare(signed(ALICE), &call(), &info(3), length, 0)
				.map(|_| ())
		};
		assert_ok!(of_length(100));
		assert_eq!(used(FIRST).operations, 3);
		assert_ok!(of_length(5 * 4_096));
		assert_eq!(used(FIRST).operations, 8);
	});
}

#[test]
fn the_extensions_own_weight_is_charged_too() {
	ExtBuilder.build_and_execute(|| {
		let extension_weight = Weight::from_parts(2 * OPERATION_REF_TIME, 0);
		let info = DispatchInfo { extension_weight, ..info(3) };
		let extension = CheckMembership::<Test>::new();
		assert_ok!(extension.validate_and_prepare(signed(ALICE), &call(), &info, 100, 0));
		assert_eq!(used(FIRST).operations, 5);
		let declared = <Test as crate::Config>::WeightInfo::check_membership();
		assert_eq!(CheckMembership::<Test>::new().weight(&call()), declared);
	});
}

#[test]
fn the_settings_of_this_runtime_pass_the_integrity_test() {
	Allowance::integrity_test();
}

/// Checks that stored usages keep their bytes: the period and the operations.
#[test]
fn usages_keep_their_bytes() {
	use codec::Encode;
	let usage: Usage<u32> = Usage { period: 5, operations: 6 };
	assert_eq!(usage.encode(), [5, 0, 0, 0, 6, 0, 0, 0]);
}
