// SPDX-License-Identifier: Apache-2.0

//! The checker checked: each invariant is broken in one way and reported by name.

use super::*;

/// The state is sound, and with this record it is reported so.
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
	let message = "usages_are_of_periods_begun: something was used in a period to come";
	reports(message, 4, 1);
	reports(message, u64::MAX, 1);
}

#[test]
fn usages_are_of_something() {
	let message = "usages_are_of_something: nothing was used, and it is on record";
	reports(message, 3, 0);
	reports(message, 0, 0);
}
