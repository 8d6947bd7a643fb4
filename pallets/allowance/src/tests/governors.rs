// SPDX-License-Identifier: Apache-2.0

//! Tests that governors submit on their own and have priority.

use super::*;

fn used_by(governor: AccountId) -> u32 {
	Usages::<Test>::get(Payer::Governor(governor)).operations
}

#[test]
fn a_governor_is_accepted_within_its_own_allowance() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(spend(GOVERNOR, GOVERNORS_BUDGET));
		assert_eq!(used_by(GOVERNOR), GOVERNORS_BUDGET);
		assert_waits(GOVERNOR, 1);
		let over = validate(GOVERNOR, GOVERNORS_BUDGET + 1, External);
		assert_eq!(over, custom(Refusal::OverAllowance));
	});
}

#[test]
fn each_governor_has_an_allowance_of_its_own() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(spend(GOVERNOR, GOVERNORS_BUDGET));
		assert_ok!(spend(GOVERNING_MEMBER, GOVERNORS_BUDGET));
		assert_eq!((used_by(GOVERNOR), used_by(GOVERNING_MEMBER)), (50, 50));
	});
}

#[test]
fn a_governor_that_belongs_to_a_member_pays_as_governor() {
	ExtBuilder.build_and_execute(|| {
		FirstIsSuspended::set(true);
		assert_ok!(spend(GOVERNING_MEMBER, GOVERNORS_BUDGET));
		assert_eq!(used(FIRST).operations, 0);
		assert_eq!(validate(ALICE, 1, External), custom(Refusal::Suspended));
	});
}

#[test]
fn governors_have_priority_over_members() {
	ExtBuilder.build_and_execute(|| {
		let priority = |who| priority(who, 1, 0);
		assert!(priority(GOVERNOR) > priority(ALICE));
		assert_eq!(priority(GOVERNOR), priority(GOVERNING_MEMBER));
		assert_eq!(priority(ALICE), priority(BERTA));
	});
}
