// SPDX-License-Identifier: Apache-2.0

//! Tests of status changes, of one and of many credentials.

use super::*;
use crate::{Statuses, Successors};
use frame_support::{assert_noop, assert_ok};
use testamur_primitives::{RevocationReason, Status, StatusChange::*};

/// Runs a test with two batches of the university, of which the second has two chunks.
fn with_two(test: impl FnOnce()) {
	let batches = [anchor(1, 5), anchor(2, 300)];
	ExtBuilder::default().with_batches(&batches).build_and_execute(test);
}

fn change(n: u8, list: &[(u32, StatusChange)]) -> Call {
	Call::change_statuses { root: root(n), changes: changes(list) }
}

fn succeeds(n: u8, list: &[(u32, StatusChange)]) {
	assert_ok!(dispatch(change(n, list), signed(STATUS_CLERK)));
}

fn fails(n: u8, list: &[(u32, StatusChange)], error: Error<Test>) {
	assert_noop!(dispatch(change(n, list), signed(STATUS_CLERK)), error);
}

fn status(n: u8, index: u32) -> Status {
	Credentials::status_of(&credential(n, index)).unwrap()
}

fn successor(n: u8, index: u32) -> Option<CredentialPointer> {
	Successors::<Test>::get((UNIVERSITY, root(n), index))
}

const REVOKE: StatusChange = Revoke(RevocationReason::Misconduct);

#[test]
fn change_statuses_works() {
	with_two(|| {
		let list = [
			(0, Suspend),
			(255, REVOKE),
			(256, Suspend),
			(299, Supersede(credential(1, 4).into())),
		];
		succeeds(2, &list);
		assert_eq!(status(2, 0), Status::Suspended);
		assert_eq!(status(2, 1), Status::Active);
		assert_eq!(status(2, 255), Status::Revoked(RevocationReason::Misconduct));
		assert_eq!(status(2, 256), Status::Suspended);
		assert_eq!(status(2, 299), Status::Superseded);
		assert_eq!(successor(2, 299), Some(credential(1, 4)));
		assert_eq!(Statuses::<Test>::iter().count(), 2);
		let event = Event::StatusesChanged {
			institution: UNIVERSITY,
			root: root(2),
			changes: changes(&list),
			by: STATUS_CLERK,
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn change_statuses_keeps_every_reason() {
	with_two(|| {
		for (index, reason) in (0..).zip(RevocationReason::ALL) {
			succeeds(2, &[(index, Revoke(reason))]);
			assert_eq!(status(2, index), Status::Revoked(reason));
		}
	});
}

#[test]
fn change_statuses_works_in_the_order_given() {
	with_two(|| {
		succeeds(1, &[(3, Suspend), (3, Reinstate), (3, Suspend), (3, REVOKE)]);
		assert_eq!(status(1, 3), Status::Revoked(RevocationReason::Misconduct));
	});
}

#[test]
fn change_statuses_stores_no_chunk_that_is_all_active() {
	with_two(|| {
		succeeds(1, &[(3, Suspend)]);
		assert_eq!(Statuses::<Test>::iter().count(), 1);
		succeeds(1, &[(3, Reinstate)]);
		assert_eq!(Statuses::<Test>::iter().count(), 0);
	});
}

#[test]
fn change_statuses_works_after_the_grant_was_withdrawn() {
	with_two(|| {
		assert_ok!(Credentials::withdraw_accreditation(council(), AGENCY_GRANT, Some(START)));
		succeeds(1, &[(3, REVOKE)]);
	});
}

#[test]
fn suspend_fails_unless_active() {
	with_two(|| {
		let error = || Error::<Test>::TransitionNotAllowed { position: 0 };
		succeeds(1, &[(0, Suspend), (1, REVOKE), (2, Supersede(credential(2, 0).into()))]);
		for index in 0..3 {
			fails(1, &[(index, Suspend)], error());
		}
	});
}

#[test]
fn reinstate_fails_unless_suspended() {
	with_two(|| {
		let error = || Error::<Test>::TransitionNotAllowed { position: 0 };
		succeeds(1, &[(1, REVOKE), (2, Supersede(credential(2, 0).into()))]);
		for index in 0..3 {
			fails(1, &[(index, Reinstate)], error());
		}
	});
}

#[test]
fn revocation_is_final() {
	with_two(|| {
		let error = || Error::<Test>::TransitionNotAllowed { position: 0 };
		succeeds(1, &[(0, REVOKE)]);
		let others = [
			Suspend,
			Reinstate,
			REVOKE,
			Revoke(RevocationReason::Unspecified),
			Supersede(credential(2, 0).into()),
		];
		for other in others {
			fails(1, &[(0, other)], error());
		}
	});
}

#[test]
fn supersede_works_from_suspended_and_keeps_the_successor_when_revoked() {
	with_two(|| {
		succeeds(1, &[(0, Suspend), (0, Supersede(credential(2, 7).into()))]);
		assert_eq!(status(1, 0), Status::Superseded);
		succeeds(1, &[(0, REVOKE)]);
		assert_eq!(status(1, 0), Status::Revoked(RevocationReason::Misconduct));
		assert_eq!(successor(1, 0), Some(credential(2, 7)));
	});
}

#[test]
fn supersede_works_with_another_institutions_credential() {
	with_two(|| {
		let any = terms(testamur_primitives::Scope::Any, true, 0);
		assert_ok!(Credentials::offer_accreditation(council(), COLLEGE, None, any));
		let grant = testamur_primitives::AccreditationId(3);
		assert_ok!(Credentials::accept_accreditation(signed(COLLEGE_ADMIN), grant));
		assert_ok!(Credentials::anchor(signed(COLLEGE_ADMIN), grant, COURSE, anchor(9, 1)));
		let theirs = CredentialPointer { institution: COLLEGE, root: root(9), index: 0 };
		succeeds(1, &[(0, Supersede(theirs.into()))]);
	});
}

#[test]
fn supersede_fails_if_superseded() {
	with_two(|| {
		succeeds(1, &[(0, Supersede(credential(2, 0).into()))]);
		let error = Error::<Test>::TransitionNotAllowed { position: 0 };
		fails(1, &[(0, Supersede(credential(2, 1).into()))], error);
	});
}

#[test]
fn supersede_fails_if_successor_not_found() {
	with_two(|| {
		let elsewhere = CredentialPointer { institution: COLLEGE, ..credential(2, 0) };
		for missing in [credential(9, 0), credential(1, 5), elsewhere] {
			let error = Error::<Test>::SuccessorNotFound { position: 0 };
			fails(1, &[(0, Supersede(missing.into()))], error);
		}
	});
}

#[test]
fn supersede_fails_if_successor_is_itself() {
	with_two(|| {
		let error = Error::<Test>::SuccessorNotActive { position: 0 };
		fails(1, &[(0, Supersede(credential(1, 0).into()))], error);
	});
}

#[test]
fn supersede_fails_if_successor_not_active() {
	with_two(|| {
		succeeds(2, &[(0, Suspend), (1, REVOKE), (2, Supersede(credential(1, 4).into()))]);
		for index in 0..3 {
			let error = Error::<Test>::SuccessorNotActive { position: 0 };
			fails(1, &[(0, Supersede(credential(2, index).into()))], error);
		}
		let reason = RevocationReason::Unspecified;
		assert_ok!(Credentials::revoke_batch(signed(UNIVERSITY_ADMIN), root(2), reason, None));
		let error = Error::<Test>::SuccessorNotActive { position: 0 };
		fails(1, &[(0, Supersede(credential(2, 7).into()))], error);
	});
}

#[test]
fn supersede_fails_if_it_would_close_a_ring() {
	with_two(|| {
		succeeds(
			1,
			&[(0, Supersede(credential(1, 1).into())), (1, Supersede(credential(1, 2).into()))],
		);
		let error = Error::<Test>::SuccessorNotActive { position: 0 };
		fails(1, &[(2, Supersede(credential(1, 0).into()))], error);
		let both =
			[(3, Supersede(credential(1, 4).into())), (4, Supersede(credential(1, 3).into()))];
		fails(1, &both, Error::<Test>::SuccessorNotActive { position: 1 });
	});
}

#[test]
fn change_statuses_fails_if_empty() {
	with_two(|| fails(1, &[], Error::<Test>::NothingToDo));
}

#[test]
fn change_statuses_fails_if_batch_not_found_or_anothers() {
	with_two(|| {
		fails(9, &[(0, Suspend)], Error::<Test>::BatchNotFound);
		let refused = dispatch(change(1, &[(0, Suspend)]), signed(COLLEGE_ADMIN));
		assert_noop!(refused, Error::<Test>::BatchNotFound);
	});
}

#[test]
fn change_statuses_fails_if_batch_revoked() {
	with_two(|| {
		succeeds(1, &[(0, Suspend)]);
		let reason = RevocationReason::Unspecified;
		assert_ok!(Credentials::revoke_batch(signed(UNIVERSITY_ADMIN), root(1), reason, None));
		for later in [Reinstate, REVOKE] {
			fails(1, &[(0, later)], Error::<Test>::BatchRevoked);
		}
	});
}

#[test]
fn change_statuses_fails_if_index_out_of_range() {
	with_two(|| {
		for index in [5, 256, u32::MAX] {
			let error = Error::<Test>::IndexOutOfRange { position: 0 };
			fails(1, &[(index, Suspend)], error);
		}
	});
}

#[test]
fn change_statuses_fails_if_one_fails_and_names_it() {
	with_two(|| {
		let good = [(0, Suspend), (1, Supersede(credential(2, 0).into()))];
		for (last, error) in [
			((5, Suspend), Error::<Test>::IndexOutOfRange { position: 2 }),
			((0, Suspend), Error::<Test>::TransitionNotAllowed { position: 2 }),
			(
				(2, Supersede(credential(9, 0).into())),
				Error::<Test>::SuccessorNotFound { position: 2 },
			),
			(
				(2, Supersede(credential(1, 0).into())),
				Error::<Test>::SuccessorNotActive { position: 2 },
			),
		] {
			fails(1, &[good[0], good[1], last], error);
		}
	});
}
