// SPDX-License-Identifier: Apache-2.0

//! Tests that what a custodian ends counts among its own final changes, and takes two accounts where
//! its own do.

use super::*;
use crate::{FinalChanges, GraveAct};
use codec::Encode;
use testamur_primitives::limits::{
	AUTHORIZATION_WINDOW, FINAL_CHANGES_PERIOD, MAX_FINAL_CHANGES_ALONE,
};

/// Returns reissues of credentials 0 to `count` - 1.
fn reissues(count: u8) -> Call {
	let list: Vec<_> = (0..count).map(|n| (u32::from(n), n + 1)).collect();
	reissue(&list)
}

/// Returns revocations of credentials from `first` on.
fn revocations(first: u32, count: u32) -> Call {
	let list: Vec<_> = (first..first + count).map(|index| (index, REVOKE)).collect();
	change(&list)
}

fn counted(institution: InstitutionId) -> u32 {
	FinalChanges::<Test>::get(institution).map_or(0, |alone| alone.count)
}

#[test]
fn a_clerk_and_an_issuer_end_few_together_in_a_day() {
	with_custodian(99, 99, || {
		assert_ok!(dispatch(reissues(10), signed(ISSUER)));
		assert_ok!(dispatch(revocations(20, 6), signed(CLERK)));
		assert_eq!((counted(COLLEGE), counted(UNIVERSITY)), (MAX_FINAL_CHANGES_ALONE, 0));
		let too_many = || Error::<Test>::TooManyFinalChanges;
		fails(revocations(30, 1), signed(CLERK), too_many());
		fails(reissue(&[(30, 77)]), signed(ISSUER), too_many());
		// Suspensions are not counted, and neither are the changes that the admin makes.
		assert_ok!(dispatch(change(&[(30, StatusChange::Suspend)]), signed(CLERK)));
		assert_ok!(dispatch(revocations(31, 5), signed(COLLEGE_ADMIN)));
		set_time(LATER + FINAL_CHANGES_PERIOD);
		assert_ok!(dispatch(reissue(&[(37, 77)]), signed(ISSUER)));
	});
}

#[test]
fn more_take_two_accounts_where_the_custodian_demands_them() {
	with_custodian(99, 99, || {
		let warden = 33;
		enlist(COLLEGE_ADMIN, warden, ALL);
		assert_ok!(Credentials::set_dual_authorization(council(), COLLEGE, true));
		for call in [reissues(17), revocations(20, 17)] {
			let before = left();
			assert_ok!(dispatch(call.clone(), signed(warden)));
			assert_eq!(left(), before, "it waits for a second account");
			let act = match call.clone() {
				Call::reissue { institution, items } => {
					let items = sp_io::hashing::blake2_256(&items.encode());
					GraveAct::Reissue { institution, items }
				},
				Call::change_statuses_for { institution, root, changes } => {
					let changes = sp_io::hashing::blake2_256(&changes.encode());
					GraveAct::ChangeStatusesFor { institution, root, changes }
				},
				_ => unreachable!(),
			};
			let until = LATER + AUTHORIZATION_WINDOW;
			let expected = Event::ActProposed { institution: COLLEGE, act, by: warden, until };
			assert_eq!(last_event(), expected);
			fails(
				call.clone(),
				signed(ISSUER),
				match call {
					Call::reissue { .. } => Error::<Test>::TooManyFinalChanges,
					_ => Error::<Test>::PermissionDenied,
				},
			);
			assert_ok!(dispatch(call, signed(COLLEGE_ADMIN)));
			assert_ne!(left(), before);
		}
		assert_eq!(left(), (99 - 17, 99 - 17));
		assert_eq!(counted(COLLEGE), 0);
	});
}

/// Checks that an act which waits for a second account does nothing once the custody is over.
#[test]
fn the_second_account_comes_too_late_after_the_custody() {
	with_custodian(99, 99, || {
		let warden = 33;
		enlist(COLLEGE_ADMIN, warden, ALL);
		assert_ok!(Credentials::set_dual_authorization(council(), COLLEGE, true));
		assert_ok!(dispatch(reissues(17), signed(warden)));
		let dismiss = Call::dismiss_custodian { institution: UNIVERSITY };
		assert_ok!(dispatch(dismiss, council()));
		fails(reissues(17), signed(COLLEGE_ADMIN), Error::<Test>::NotCustodian);
	});
}
