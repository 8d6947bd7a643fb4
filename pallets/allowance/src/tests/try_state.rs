// SPDX-License-Identifier: Apache-2.0

//! Tests of the invariant checks: each breaks the state in one way and expects the message for it.

use super::*;

/// Checks that a sound state passes, and that it is reported once this record is added.
fn reports(message: &'static str, period: u64, operations: u32) {
	ExtBuilder.build().execute_with(|| {
		System::set_block_number(3 * PERIOD);
		assert_ok!(spend(ALICE, 7));
		assert_ok!(Allowance::do_try_state());
		Usages::<Test>::insert(Payer::Member(SECOND), Usage { period, operations });
		assert_eq!(Allowance::do_try_state(), Err(message.into()));
	});
}

#[test]
fn usages_are_of_periods_begun() {
	let message = "usages_are_of_periods_begun: a usage lies in a future period";
	reports(message, 4, 1);
	reports(message, u64::MAX, 1);
}

#[test]
fn usages_are_of_something() {
	let message = "usages_are_of_something: a usage of no operations is stored";
	reports(message, 3, 0);
	reports(message, 0, 0);
}
