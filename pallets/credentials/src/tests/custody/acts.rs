// SPDX-License-Identifier: Apache-2.0

//! Tests of what a custodian does: status changes and reissues, and each way in which they fail.

use super::*;
use crate::{Batches, CustodialChanges, Reissues};
use testamur_primitives::{
	Batch, BatchRevocation, CustodialChange, Reissue, Status, SuccessorPointer,
};

fn trace(index: u32) -> Option<CustodialChange> {
	CustodialChanges::<Test>::get((UNIVERSITY, cohort().root(), index))
}

fn status(credential: CredentialPointer) -> Status {
	Credentials::status_of(&credential).unwrap()
}

fn edit_cohort(edit: impl FnOnce(&mut Batch)) {
	Batches::<Test>::mutate(UNIVERSITY, cohort().root(), |batch| edit(batch.as_mut().unwrap()));
}

#[test]
fn a_custodian_changes_statuses_and_leaves_a_trace_of_each() {
	with_custodian(5, 0, || {
		let list = [(0, StatusChange::Suspend), (3, REVOKE), (0, StatusChange::Reinstate)];
		assert_ok!(dispatch(change(&list), signed(CLERK)));
		assert_eq!((status(former(0)), status(former(1))), (Status::Active, Status::Active));
		assert_eq!(status(former(3)), Status::Revoked(RevocationReason::IssuedInError));
		let by_college = CustodialChange { by: COLLEGE, at: LATER, ended: false };
		let ended = CustodialChange { ended: true, ..by_college };
		let expected = [Some(by_college), None, Some(ended)];
		assert_eq!([trace(0), trace(1), trace(3)], expected);
		assert_eq!(left(), (2, 0));
		let event = Event::StatusesChangedFor {
			institution: UNIVERSITY,
			root: cohort().root(),
			changes: changes(&list),
			custodian: COLLEGE,
			by: CLERK,
		};
		assert_eq!(event.institutions().into_inner(), [UNIVERSITY, COLLEGE]);
		assert_eq!(last_event(), event);
		set_time(LATER + DAY);
		assert_ok!(dispatch(change(&[(0, StatusChange::Suspend)]), signed(CLERK)));
		assert_eq!(trace(0), Some(CustodialChange { at: LATER + DAY, ..by_college }));
	});
}

#[test]
fn changes_of_a_custodian_fail_as_those_of_an_issuer() {
	with_custodian(9, 0, || {
		let by = || signed(CLERK);
		fails(change(&[]), by(), Error::<Test>::NothingToDo);
		let reinstate = change(&[(0, StatusChange::Suspend), (1, StatusChange::Reinstate)]);
		fails(reinstate, by(), Error::<Test>::TransitionNotAllowed { position: 1 });
		let far = change(&[(SIZE, StatusChange::Suspend)]);
		fails(far, by(), Error::<Test>::IndexOutOfRange { position: 0 });
		let (institution, root) = (UNIVERSITY, root(7));
		let list = changes(&[(0, StatusChange::Suspend)]);
		let elsewhere = Call::change_statuses_for { institution, root, changes: list };
		fails(elsewhere, by(), Error::<Test>::BatchNotFound);
		let ten = vec![(0, StatusChange::Suspend); 10];
		fails(change(&ten), by(), Error::<Test>::TooManyCustodialChanges);
		assert_eq!((left(), trace(0)), ((9, 0), None));
	});
}

#[test]
fn a_custodian_issues_credentials_again() {
	with_custodian(0, 3, || {
		assert_ok!(dispatch(reissue(&[(4, 1), (2, 2)]), signed(ISSUER)));
		let by_former = Batches::<Test>::get(UNIVERSITY, cohort().root()).unwrap();
		for (index, n) in [(4, 1), (2, 2)] {
			let batch = Batches::<Test>::get(UNIVERSITY, leaf(n)).unwrap();
			assert_eq!(batch, Batch { size: 1, ..by_former });
			let made = Reissue { by: COLLEGE, at: LATER, former: cohort().root(), index };
			assert_eq!(Reissues::<Test>::get(UNIVERSITY, leaf(n)), Some(made));
			assert_eq!(status(former(index)), Status::Superseded);
			let trace_of_it = CustodialChange { by: COLLEGE, at: LATER, ended: true };
			assert_eq!(trace(index), Some(trace_of_it));
			let verdict = judge(reference(index)).findings.unwrap();
			let successor = CredentialPointer { institution: UNIVERSITY, root: leaf(n), index: 0 };
			assert_eq!(verdict.status.successor, Some(successor));
		}
		assert_eq!(left(), (0, 1));
		let items = vec![item(4, leaf(1)), item(2, leaf(2))].try_into().unwrap();
		let event = Event::CredentialsReissued {
			institution: UNIVERSITY,
			items,
			custodian: COLLEGE,
			by: ISSUER,
		};
		assert_eq!(event.institutions().into_inner(), [UNIVERSITY, COLLEGE]);
		assert_eq!(last_event(), event);
	});
}

/// Checks that the new credential lasts as long as the former one, and stands under the grant under
/// which that one was attested again.
#[test]
fn a_reissue_copies_what_the_former_batch_states() {
	with_custodian(0, 3, || {
		let attestation = testamur_primitives::Attestation {
			accreditation: UNIVERSITY_GRANT,
			since: START,
			former: UNIVERSITY_GRANT,
			loss: testamur_primitives::Loss::Expired,
		};
		edit_cohort(|batch| {
			batch.valid_until = Some(END);
			batch.attested_again = Some(attestation);
		});
		assert_ok!(dispatch(reissue(&[(0, 1)]), signed(ISSUER)));
		let made = Batches::<Test>::get(UNIVERSITY, leaf(1)).unwrap();
		assert_eq!(made.valid_until, Some(END));
		assert_eq!((made.issued_at, made.attested_again), (START, Some(attestation)));
	});
}

#[test]
fn what_does_not_stand_is_not_issued_again() {
	let expired = || Error::<Test>::FormerExpired { position: 0 };
	let void = || Error::<Test>::FormerVoid { position: 0 };
	let not_reissuable = || Error::<Test>::FormerNotReissuable { position: 0 };
	with_custodian(9, 9, || {
		let one = || reissue(&[(0, 1)]);
		let by = || signed(ISSUER);
		hypothetically!({
			assert_ok!(dispatch(change(&[(0, StatusChange::Suspend)]), signed(CLERK)));
			fails(one(), by(), not_reissuable());
		});
		hypothetically!({
			assert_ok!(Credentials::reinstate_institution(council(), UNIVERSITY));
			let list = changes(&[(0, REVOKE)]);
			let by_clerk = signed(STATUS_CLERK);
			assert_ok!(Credentials::change_statuses(by_clerk, cohort().root(), list));
			assert_ok!(dispatch(close(), council()));
			assert_ok!(dispatch(appoint(COLLEGE, END, 9, 9), council()));
			fails(one(), by(), not_reissuable());
			// Another successor that a custodian names does not make it its own revocation.
			let successor = former(5).into();
			let name = change(&[(0, StatusChange::NameSuccessor(successor))]);
			assert_ok!(dispatch(name, signed(CLERK)));
			assert_ok!(dispatch(change(&[(0, StatusChange::ForgetSuccessor)]), signed(CLERK)));
			fails(one(), by(), not_reissuable());
		});
		hypothetically!({
			edit_cohort(|batch| {
				let reason = RevocationReason::Misconduct;
				batch.revoked = Some(BatchRevocation { reason, at: LATER, successor: None });
			});
			fails(one(), by(), not_reissuable());
		});
		hypothetically!({
			edit_cohort(|batch| batch.valid_until = Some(LATER));
			fails(one(), by(), expired());
		});
		hypothetically!({
			let from = Some(START);
			assert_ok!(Credentials::withdraw_accreditation(council(), AGENCY_GRANT, from));
			fails(one(), by(), void());
		});
		// A grant that has merely ended is no obstacle: that is what a custodian is for.
		assert_ok!(Credentials::withdraw_accreditation(council(), AGENCY_GRANT, None));
		assert_ok!(dispatch(one(), by()));
	});
}

#[test]
fn reissues_fail_at_a_position() {
	with_custodian(9, 3, || {
		let by = || signed(ISSUER);
		let good = item(0, leaf(1));
		let two = |second| reissue_items(vec![good, second]);
		for (second, error) in [
			(item(SIZE, leaf(2)), Error::<Test>::FormerNotFound { position: 1 }),
			(
				ReissueItem { former: root(7), ..item(1, leaf(2)) },
				Error::<Test>::FormerNotFound { position: 1 },
			),
			(
				ReissueItem { index: None, ..item(1, leaf(2)) },
				Error::<Test>::IndexUnstated { position: 1 },
			),
			(item(1, Root::default()), Error::<Test>::RootUnstated { position: 1 }),
			(item(1, leaf(1)), Error::<Test>::AlreadyAnchored { position: 1 }),
			(item(1, cohort().root()), Error::<Test>::AlreadyAnchored { position: 1 }),
			(item(0, leaf(2)), Error::<Test>::SuccessorStands { position: 1 }),
		] {
			fails(two(second), by(), error);
		}
		fails(reissue_items(vec![]), by(), Error::<Test>::NothingToDo);
		let four: Vec<_> = (1..5).map(|n| (u32::from(n), n)).collect();
		fails(reissue(&four), by(), Error::<Test>::TooManyReissues);
		assert_eq!(left(), (9, 3));
		assert_ok!(dispatch(reissue(&four[..3]), by()));
		fails(reissue(&[(9, 9)]), by(), Error::<Test>::TooManyReissues);
	});
}

/// Checks that what was issued again is issued again itself, not the first one, unless the new one was
/// revoked.
#[test]
fn a_credential_is_issued_again_once_as_long_as_its_successor_stands() {
	with_custodian(9, 9, || {
		let by = || signed(ISSUER);
		let change_new = |change| Call::change_statuses_for {
			institution: UNIVERSITY,
			root: leaf(1),
			changes: changes(&[(0, change)]),
		};
		assert_ok!(dispatch(reissue(&[(0, 1)]), by()));
		let again = || reissue(&[(0, 2)]);
		let stands = || Error::<Test>::SuccessorStands { position: 0 };
		fails(again(), by(), stands());
		hypothetically!({
			assert_ok!(dispatch(change_new(StatusChange::Suspend), signed(CLERK)));
			fails(again(), by(), stands());
		});
		hypothetically!({
			let next = ReissueItem { former: leaf(1), index: Some(0), root: leaf(2) };
			assert_ok!(dispatch(reissue_items(vec![next]), by()));
			fails(reissue(&[(0, 3)]), by(), stands());
		});
		assert_ok!(dispatch(change_new(REVOKE), signed(CLERK)));
		assert_ok!(dispatch(again(), by()));
		let successor = judge(reference(0)).findings.unwrap().status.successor.unwrap();
		assert_eq!(successor.root, leaf(2));
		assert_eq!(judge(single(1)).reasons, [Reason::Revoked]);
		assert_eq!(judge(single(2)).reasons, []);
	});
}

/// Checks that a custodian makes no two valid credentials out of one, in whichever order it tries.
#[test]
fn one_credential_leads_to_one_valid_one() {
	let by = || signed(ISSUER);
	let again = |from: u8, to| {
		let next = ReissueItem { former: leaf(from), index: Some(0), root: leaf(to) };
		reissue_items(vec![next])
	};
	let change_new = |n, change| Call::change_statuses_for {
		institution: UNIVERSITY,
		root: leaf(n),
		changes: changes(&[(0, change)]),
	};
	let stands = || Error::<Test>::SuccessorStands { position: 0 };
	let revoke = |n| {
		assert_ok!(dispatch(change_new(n, REVOKE), signed(CLERK)));
	};
	with_custodian(9, 9, || {
		assert_ok!(dispatch(reissue(&[(0, 1)]), by()));
		// As long as what was issued stands, it is the successor.
		assert_ok!(dispatch(change(&[(0, REVOKE)]), signed(CLERK)));
		let CredentialPointer { institution, root, index } = former(1);
		let good = SuccessorPointer { institution, root, index: Some(index) };
		for exchange in [StatusChange::ForgetSuccessor, StatusChange::NameSuccessor(good)] {
			fails(change(&[(0, exchange)]), signed(CLERK), stands());
			hypothetically!({
				revoke(1);
				assert_ok!(dispatch(change(&[(0, exchange)]), signed(CLERK)));
			});
		}
		fails(reissue(&[(0, 2)]), by(), stands());
		// What was issued and revoked is not issued again, before or after the former one is.
		hypothetically!({
			revoke(1);
			let refused = || Error::<Test>::FormerNotReissuable { position: 0 };
			fails(again(1, 3), by(), refused());
			assert_ok!(dispatch(reissue(&[(0, 2)]), by()));
			fails(again(1, 3), by(), refused());
			assert_eq!(judge(single(2)).reasons, []);
		});
		// What was issued in the place of the new one stands, also when that one is revoked.
		assert_ok!(dispatch(again(1, 3), by()));
		revoke(1);
		fails(reissue(&[(0, 2)]), by(), stands());
		fails(change_new(1, StatusChange::ForgetSuccessor), signed(CLERK), stands());
		revoke(3);
		fails(reissue(&[(0, 2)]), by(), stands());
		assert_ok!(dispatch(change_new(1, StatusChange::ForgetSuccessor), signed(CLERK)));
		assert_ok!(dispatch(reissue(&[(0, 2)]), by()));
		assert_eq!(judge(single(2)).reasons, []);
		for ended in [1, 3] {
			assert_eq!(judge(single(ended)).reasons, [Reason::Revoked]);
		}
	});
}

/// Supersedes the first credential of the university by one that ends at `LATER`, which the university
/// issues; closes the university then, and appoints its custodian.
fn superseded_by_the_university() {
	let anchor = Anchor { root: leaf(5), size: 1, validity: Validity::Until(LATER) };
	assert_ok!(Credentials::anchor(signed(REGISTRAR), UNIVERSITY_GRANT, COURSE, anchor));
	let successor = SuccessorPointer { institution: UNIVERSITY, root: leaf(5), index: Some(0) };
	let list = changes(&[(0, StatusChange::Supersede(successor))]);
	assert_ok!(Credentials::change_statuses(signed(STATUS_CLERK), cohort().root(), list));
}

fn appoint_after_closing() {
	assert_ok!(dispatch(close(), council()));
	assert_ok!(dispatch(appoint(COLLEGE, END, 9, 9), council()));
}

/// Checks that what the university superseded is not issued again, whatever becomes of the successor,
/// which is issued again itself: its end and its revocation are not escaped.
#[test]
fn what_the_institution_superseded_is_not_issued_again() {
	with_cohort(|| {
		superseded_by_the_university();
		let fails_now = || {
			let error = Error::<Test>::FormerNotReissuable { position: 0 };
			fails(reissue(&[(0, 1)]), signed(ISSUER), error);
		};
		hypothetically!({
			appoint_after_closing();
			fails_now();
			let next = ReissueItem { former: leaf(5), index: Some(0), root: leaf(6) };
			hypothetically!({
				assert_ok!(dispatch(reissue_items(vec![next]), signed(ISSUER)));
				let made = Batches::<Test>::get(UNIVERSITY, leaf(6)).unwrap();
				assert_eq!(made.valid_until, Some(LATER));
			});
			set_time(LATER);
			fails_now();
			let expired = Error::<Test>::FormerExpired { position: 0 };
			fails(reissue_items(vec![next]), signed(ISSUER), expired);
		});
		let list = changes(&[(0, REVOKE)]);
		assert_ok!(Credentials::change_statuses(signed(STATUS_CLERK), leaf(5), list));
		appoint_after_closing();
		fails_now();
		// Nor is there a way around, by changes that end once more what has ended already.
		assert_ok!(dispatch(change(&[(0, REVOKE)]), signed(CLERK)));
		assert_ok!(dispatch(change(&[(0, StatusChange::ForgetSuccessor)]), signed(CLERK)));
		fails_now();
	});
}

/// Checks that a reissue which the university itself revoked, once it was reinstated, is not replaced.
#[test]
fn what_the_institution_revoked_of_a_custodians_is_not_replaced() {
	with_custodian(9, 9, || {
		assert_ok!(dispatch(reissue(&[(0, 1)]), signed(ISSUER)));
		in_charge_again(|| {
			let list = changes(&[(0, REVOKE)]);
			assert_ok!(Credentials::change_statuses(signed(STATUS_CLERK), leaf(1), list));
		});
		let refused = || Error::<Test>::FormerNotReissuable { position: 0 };
		fails(reissue(&[(0, 2)]), signed(ISSUER), refused());
		// Nor is there a way around, by an end that is the present custodian's.
		let left = || Error::<Test>::EndedInFormerCustody { position: 0 };
		let ends = [REVOKE, StatusChange::ForgetSuccessor, StatusChange::Suspend];
		for step in ends {
			fails(change(&[(0, step)]), signed(CLERK), left());
		}
		fails(reissue(&[(0, 2)]), signed(ISSUER), refused());
		// Number 0 has no meaning of its own: a change without a place is one, whatever stands there.
		let mut unstated = changes(&[(0, REVOKE)]);
		unstated[0].index = None;
		let (institution, root) = (UNIVERSITY, cohort().root());
		let call = Call::change_statuses_for { institution, root, changes: unstated };
		fails(call, signed(CLERK), Error::<Test>::IndexUnstated { position: 0 });
	});
}

/// Checks that what a thief did with a custodian's key is repaired before the institution is reinstated:
/// afterwards, a custodian of the next closure leaves it as it is, and the institution anchors anew.
#[test]
fn a_theft_is_repaired_before_a_reinstatement() {
	with_custodian(9, 9, || {
		assert_ok!(dispatch(change(&[(0, REVOKE)]), signed(CLERK)));
		hypothetically!({
			assert_ok!(dispatch(reissue(&[(0, 1)]), signed(ISSUER)));
			assert_eq!(judge(single(1)).reasons, []);
		});
		in_charge_again(|| ());
		let refused = Error::<Test>::FormerNotReissuable { position: 0 };
		fails(reissue(&[(0, 1)]), signed(ISSUER), refused);
		let left = Error::<Test>::EndedInFormerCustody { position: 0 };
		let CredentialPointer { institution, root, index } = former(1);
		let good = SuccessorPointer { institution, root, index: Some(index) };
		let successor = StatusChange::NameSuccessor(good);
		fails(change(&[(0, successor)]), signed(CLERK), left);
		in_charge_again(|| {
			let list = changes(&[(0, successor)]);
			let root = cohort().root();
			assert_ok!(Credentials::change_statuses(signed(STATUS_CLERK), root, list));
		});
	});
}

/// Checks that what a former custodian issued again is issued again once more, if a thief of the present
/// one's keys revoked it, and that there is one valid credential all the while.
#[test]
fn what_a_former_custodian_issued_again_is_repaired_after_the_next_closure() {
	let again = |from: u8, to| {
		let next = ReissueItem { former: leaf(from), index: Some(0), root: leaf(to) };
		reissue_items(vec![next])
	};
	let revoke = |n| {
		let (institution, root, changes) = (UNIVERSITY, leaf(n), changes(&[(0, REVOKE)]));
		Call::change_statuses_for { institution, root, changes }
	};
	let refused = || Error::<Test>::FormerNotReissuable { position: 0 };
	with_custodian(9, 9, || {
		assert_ok!(dispatch(reissue(&[(0, 1)]), signed(ISSUER)));
		in_charge_again(|| ());
		assert_ok!(dispatch(revoke(1), signed(CLERK)));
		// The first credential is as the institution has left it.
		fails(reissue(&[(0, 2)]), signed(ISSUER), refused());
		assert_ok!(dispatch(again(1, 2), signed(ISSUER)));
		assert_eq!(judge(single(2)).reasons, []);
		assert_ok!(dispatch(revoke(2), signed(CLERK)));
		fails(again(2, 3), signed(ISSUER), refused());
		assert_ok!(dispatch(again(1, 3), signed(ISSUER)));
		let reasons = |n| judge(single(n)).reasons;
		assert_eq!([1, 2, 3].map(reasons), [vec![Reason::Revoked], vec![Reason::Revoked], vec![]]);
	});
}

/// Checks that a credential which the university itself revoked, once it was reinstated, is not issued
/// again, although a custodian had ended it first.
#[test]
fn what_the_institution_revoked_after_a_custodian_is_not_issued_again() {
	with_custodian(9, 9, || {
		assert_ok!(dispatch(reissue(&[(0, 1)]), signed(ISSUER)));
		let (institution, changes) = (UNIVERSITY, changes(&[(0, REVOKE)]));
		let list = changes.clone();
		let revoke = Call::change_statuses_for { institution, root: leaf(1), changes };
		assert_ok!(dispatch(revoke, signed(CLERK)));
		in_charge_again(|| {
			let root = cohort().root();
			assert_ok!(Credentials::change_statuses(signed(STATUS_CLERK), root, list));
		});
		let refused = Error::<Test>::FormerNotReissuable { position: 0 };
		fails(reissue(&[(0, 2)]), signed(ISSUER), refused);
	});
}

/// Has the university reinstated for a day, and closed again, with the same custodian.
fn in_charge_again(meanwhile: impl FnOnce()) {
	set_time(LATER + DAY);
	assert_ok!(Credentials::reinstate_institution(council(), UNIVERSITY));
	meanwhile();
	set_time(LATER + 2 * DAY);
	appoint_after_closing();
}

/// Checks that a custodian takes back its own revocation by a reissue, to which the revoked credential
/// leads.
#[test]
fn what_a_custodian_revoked_is_issued_again() {
	with_custodian(9, 9, || {
		assert_ok!(dispatch(change(&[(0, REVOKE)]), signed(CLERK)));
		assert_ok!(dispatch(reissue(&[(0, 1)]), signed(ISSUER)));
		let verdict = judge(reference(0));
		assert_eq!(verdict.reasons, [Reason::Revoked]);
		let findings = verdict.findings.unwrap();
		assert_eq!(findings.status.successor.unwrap().root, leaf(1));
		assert!(findings.custodial_change.unwrap().ended);
		assert_eq!(judge(single(1)).reasons, []);
		let stands = Error::<Test>::SuccessorStands { position: 0 };
		fails(reissue(&[(0, 2)]), signed(ISSUER), stands);
	});
}
