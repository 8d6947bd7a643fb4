// SPDX-License-Identifier: Apache-2.0

//! Tests of successors: those of credentials, also after their end, and those of whole batches.

use super::*;
use crate::{Batches, Permissions, Statuses, Successors};
use frame_support::{assert_noop, assert_ok, hypothetically};
use testamur_primitives::{
	merkle::Tree,
	records::{Anchor, Validity},
	AccreditationId, BatchRevocation, CredentialReference, Digest, Post, RevocationReason, Root,
	Scope, Status,
	StatusChange::*,
	SuccessorPointer,
};

mod forgotten;

/// The university's other grant, which the council gave it.
const OTHER_GRANT: AccreditationId = AccreditationId(3);
const REVOKE: StatusChange = Revoke(RevocationReason::Misconduct);
const REASON: RevocationReason = RevocationReason::KeyCompromise;

/// Runs a test with four batches of the university: two that stay good, one that expires after a
/// day, and one under another grant.
fn with_four(test: impl FnOnce()) {
	let short_lived = Anchor { validity: Validity::Until(START + DAY), ..anchor(3, 5) };
	ExtBuilder::default()
		.with_batches(&[anchor(1, 5), anchor(2, 300), short_lived])
		.build_and_execute(|| {
			let any = terms(Scope::Any, true, 0);
			assert_ok!(Credentials::offer_accreditation(council(), UNIVERSITY, None, any));
			assert_ok!(Credentials::accept_accreditation(signed(UNIVERSITY_ADMIN), OTHER_GRANT));
			let by = signed(REGISTRAR);
			assert_ok!(Credentials::anchor(by, OTHER_GRANT, COURSE, anchor(4, 5)));
			test();
		});
}

fn change(n: u8, list: &[(u32, StatusChange)]) -> Call {
	Call::change_statuses { root: root(n), changes: changes(list) }
}

fn succeeds(call: Call) {
	assert_ok!(dispatch(call, signed(UNIVERSITY_ADMIN)));
}

fn fails(call: Call, error: Error<Test>) {
	assert_noop!(dispatch(call, signed(UNIVERSITY_ADMIN)), error);
}

/// Returns the call that revokes a batch of the university and names its successor.
fn revoke(n: u8, successor: Option<u8>) -> Call {
	Call::revoke_batch { root: root(n), reason: REASON, successor: successor.map(root) }
}

fn name(n: u8, index: u32) -> StatusChange {
	NameSuccessor(credential(n, index).into())
}

fn supersede(n: u8, index: u32) -> StatusChange {
	Supersede(credential(n, index).into())
}

fn status(n: u8, index: u32) -> Status {
	Credentials::status_of(&credential(n, index)).unwrap()
}

fn successor(n: u8, index: u32) -> Option<CredentialPointer> {
	Successors::<Test>::get((UNIVERSITY, root(n), index))
}

fn revocation(n: u8) -> Option<BatchRevocation> {
	Batches::<Test>::get(UNIVERSITY, root(n)).unwrap().revoked
}

#[test]
fn superseded_and_revoked_credentials_are_given_another_successor() {
	with_four(|| {
		succeeds(change(1, &[(0, supersede(2, 0)), (1, REVOKE)]));
		let list = [(0, name(2, 7)), (1, name(2, 8))];
		succeeds(change(1, &list));
		assert_eq!((status(1, 0), successor(1, 0)), (Status::Superseded, Some(credential(2, 7))));
		let revoked = Status::Revoked(RevocationReason::Misconduct);
		assert_eq!((status(1, 1), successor(1, 1)), (revoked, Some(credential(2, 8))));
		let event = Event::StatusesChanged {
			institution: UNIVERSITY,
			root: root(1),
			changes: changes(&list),
			by: UNIVERSITY_ADMIN,
		};
		assert_eq!(last_event(), event);
		// A better one takes the place of each.
		succeeds(change(1, &[(0, name(2, 9)), (1, name(4, 0))]));
		assert_eq!(successor(1, 0), Some(credential(2, 9)));
		assert_eq!(successor(1, 1), Some(credential(4, 0)));
	});
}

#[test]
fn a_chain_of_successors_is_led_on_after_the_successor_was_revoked() {
	with_four(|| {
		succeeds(change(1, &[(0, supersede(2, 0))]));
		succeeds(change(2, &[(0, Revoke(RevocationReason::IssuedInError))]));
		succeeds(change(2, &[(0, name(4, 0))]));
		succeeds(change(1, &[(0, name(4, 0))]));
		assert_eq!((successor(1, 0), successor(2, 0)), (Some(credential(4, 0)), successor(1, 0)));
	});
}

#[test]
fn every_credential_of_a_revoked_batch_is_given_a_successor() {
	with_four(|| {
		succeeds(change(2, &[(0, Suspend), (1, REVOKE), (2, supersede(1, 0))]));
		succeeds(revoke(2, None));
		let chunk = || Statuses::<Test>::get((UNIVERSITY, root(2), 0));
		let before = chunk();
		let list: Vec<_> = (0..4).map(|index| (index, name(4, index))).collect();
		succeeds(change(2, &list));
		// None of this chunk has a status of its own.
		succeeds(change(2, &[(299, name(4, 4))]));
		assert_eq!((chunk(), Statuses::<Test>::iter().count()), (before, 1));
		for index in 0..4 {
			assert_eq!(successor(2, index), Some(credential(4, index)));
		}
		for other in [Suspend, Reinstate, REVOKE, supersede(4, 0)] {
			fails(change(2, &[(3, other)]), Error::<Test>::BatchRevoked);
			fails(change(2, &[(3, name(4, 1)), (3, other)]), Error::<Test>::BatchRevoked);
		}
	});
}

#[test]
fn name_successor_fails_unless_ended() {
	with_four(|| {
		succeeds(change(1, &[(1, Suspend)]));
		for index in [0, 1] {
			let error = Error::<Test>::TransitionNotAllowed { position: 0 };
			fails(change(1, &[(index, name(2, 0))]), error);
		}
	});
}

#[test]
fn no_ring_of_successors_can_be_named() {
	with_four(|| {
		let error = || Error::<Test>::SuccessorNotActive { position: 0 };
		succeeds(change(1, &[(0, supersede(1, 1)), (1, supersede(1, 2)), (2, REVOKE)]));
		for back in [0, 1, 2] {
			fails(change(1, &[(2, name(1, back))]), error());
		}
		fails(change(1, &[(0, name(1, 0))]), error());
		// The credentials of a revoked batch have ended with it, whatever the status of each.
		succeeds(revoke(1, None));
		fails(change(1, &[(3, name(1, 4))]), error());
		fails(change(1, &[(3, name(1, 3))]), error());
		succeeds(revoke(2, None));
		fails(change(1, &[(3, name(2, 4))]), error());
		// Neither can batches succeed each other.
		for back in [1, 2] {
			fails(revoke(2, Some(back)), error());
		}
	});
}

#[test]
fn successors_that_are_not_good_are_refused_and_the_place_is_named() {
	with_four(|| {
		succeeds(change(1, &[(0, REVOKE), (1, REVOKE)]));
		succeeds(change(2, &[(0, Suspend)]));
		set_time(START + DAY);
		let by = || SuccessorPointer::from(credential(2, 0));
		let position = 1;
		let refused = |stated: SuccessorPointer, error: Error<Test>| {
			let error = sp_runtime::DispatchError::from(error);
			let bad = change(1, &[(0, name(2, 1)), (1, NameSuccessor(stated))]);
			assert_noop!(dispatch(bad, signed(UNIVERSITY_ADMIN)), error);
			let bad = change(1, &[(2, supersede(2, 1)), (3, Supersede(stated))]);
			assert_noop!(dispatch(bad, signed(UNIVERSITY_ADMIN)), error);
		};
		let unstated = SuccessorPointer { index: None, ..by() };
		refused(unstated, Error::<Test>::SuccessorIndexUnstated { position });
		let nowhere = SuccessorPointer { root: Root::default(), ..by() };
		refused(nowhere, Error::<Test>::SuccessorNotFound { position });
		let nobody = SuccessorPointer { institution: InstitutionId(0), ..by() };
		refused(nobody, Error::<Test>::SuccessorNotFound { position });
		let beyond = SuccessorPointer { index: Some(300), ..by() };
		refused(beyond, Error::<Test>::SuccessorNotFound { position });
		refused(by(), Error::<Test>::SuccessorNotActive { position });
		refused(credential(3, 0).into(), Error::<Test>::SuccessorExpired { position });
		let grant = OTHER_GRANT;
		assert_ok!(Credentials::withdraw_accreditation(council(), grant, Some(START)));
		refused(credential(4, 0).into(), Error::<Test>::SuccessorVoid { position });
		// A successor that was issued before the moment of a void is accepted.
		let again = Some(START + DAY);
		assert_ok!(Credentials::withdraw_accreditation(council(), UNIVERSITY_GRANT, again));
		succeeds(change(1, &[(0, name(2, 1))]));
		// A void further up the path counts as well.
		assert_ok!(Credentials::withdraw_accreditation(council(), AGENCY_GRANT, Some(START)));
		fails(change(1, &[(1, name(2, 1))]), Error::<Test>::SuccessorVoid { position: 0 });
	});
}

#[test]
fn a_void_successor_is_good_once_it_is_attested_again() {
	with_four(|| {
		succeeds(change(1, &[(0, REVOKE)]));
		assert_ok!(Credentials::withdraw_accreditation(council(), OTHER_GRANT, Some(START)));
		fails(change(1, &[(0, name(4, 0))]), Error::<Test>::SuccessorVoid { position: 0 });
		set_time(START + 1);
		let by = || signed(UNIVERSITY_ADMIN);
		assert_ok!(Credentials::attest_again(by(), root(4), UNIVERSITY_GRANT));
		succeeds(change(1, &[(0, name(4, 0))]));
		// Neither the grant of its anchoring nor the moment of that counts for a void of this one.
		let again = Some(START + 1);
		hypothetically!({
			assert_ok!(Credentials::withdraw_accreditation(council(), UNIVERSITY_GRANT, again));
			let error = || Error::<Test>::SuccessorVoid { position: 0 };
			fails(change(1, &[(0, name(4, 1))]), error());
			fails(revoke(1, Some(4)), error());
		});
		succeeds(revoke(1, Some(4)));
	});
}

#[test]
fn a_successor_takes_the_two_accounts_that_a_revocation_takes() {
	with_four(|| {
		let institution = UNIVERSITY;
		assert_ok!(Credentials::set_dual_authorization(council(), institution, true));
		let grave = Permissions { grave: true, ..Default::default() };
		let (warden, post) = (STRANGER, Post::Operator);
		let consent = Some(consent(warden, institution, post));
		let entrust = Call::set_operator { operator: warden, permissions: grave, consent };
		hypothetically!({
			succeeds(entrust.clone());
			assert_eq!(crate::Accounts::<Test>::get(warden), None, "the admin is one of two");
		});
		let role = crate::Role::Operator(grave);
		let record = crate::AccountRecord { institution, role };
		assert_ok!(Credentials::set_dual_authorization(council(), institution, false));
		succeeds(entrust);
		assert_eq!(crate::Accounts::<Test>::get(warden), Some(record));
		assert_ok!(Credentials::set_dual_authorization(council(), institution, true));
		// The two must agree to the same successor.
		succeeds(revoke(1, Some(2)));
		assert_ok!(dispatch(revoke(1, Some(4)), signed(warden)));
		assert_ok!(dispatch(revoke(1, None), signed(warden)));
		assert_eq!(revocation(1), None);
		assert_ok!(dispatch(revoke(1, Some(2)), signed(warden)));
		let named = |successor| BatchRevocation { reason: REASON, at: START, successor };
		assert_eq!(revocation(1), Some(named(Some(root(2)))));
		// A better one takes two accounts as well.
		succeeds(revoke(1, Some(4)));
		assert_eq!(revocation(1), Some(named(Some(root(2)))));
		assert_ok!(dispatch(revoke(1, Some(4)), signed(warden)));
		assert_eq!(revocation(1), Some(named(Some(root(4)))));
	});
}

#[test]
fn a_change_without_place_or_change_is_refused() {
	with_four(|| {
		let refused = |change: StatusChangeAt, error: Error<Test>| {
			let good = StatusChangeAt { index: Some(1), change: Suspend };
			let changes = vec![good, change].try_into().unwrap();
			fails(Call::change_statuses { root: root(1), changes }, error);
		};
		let position = 1;
		for change in [Suspend, REVOKE, supersede(2, 0)] {
			let no_place = StatusChangeAt { index: None, change };
			refused(no_place, Error::<Test>::IndexUnstated { position });
		}
		for index in [None, Some(0)] {
			let no_change = StatusChangeAt { index, change: Unstated };
			refused(no_change, Error::<Test>::ChangeUnstated { position });
		}
	});
}

#[test]
fn a_revoked_batch_has_a_successor_which_can_be_named_later() {
	with_four(|| {
		succeeds(revoke(1, Some(2)));
		let at = START;
		let named = |successor| BatchRevocation { reason: REASON, at, successor };
		assert_eq!(revocation(1), Some(named(Some(root(2)))));
		let event = |n, successor| Event::BatchRevoked {
			institution: UNIVERSITY,
			root: root(n),
			reason: REASON,
			successor: Some(root(successor)),
			by: UNIVERSITY_ADMIN,
		};
		assert_eq!(last_event(), event(1, 2));
		succeeds(revoke(2, None));
		assert_eq!(revocation(2), Some(named(None)));
		set_time(START + DAY);
		// The time and the reason are those of the revocation.
		for n in [1, 2] {
			succeeds(revoke(n, Some(4)));
			assert_eq!(revocation(n), Some(named(Some(root(4)))));
			assert_eq!(last_event(), event(n, 4));
			fails(revoke(n, Some(4)), Error::<Test>::BatchRevoked);
			let reason = RevocationReason::Unspecified;
			let other = Call::revoke_batch { root: root(n), reason, successor: Some(root(3)) };
			fails(other, Error::<Test>::BatchRevoked);
		}
	});
}

/// Checks that a batch that was named by a thief, or by mistake, is forgotten.
#[test]
fn a_revoked_batch_loses_its_successor_again() {
	with_four(|| {
		succeeds(revoke(1, Some(2)));
		set_time(START + DAY);
		let reason = RevocationReason::Unspecified;
		let other = Call::revoke_batch { root: root(1), reason, successor: None };
		fails(other, Error::<Test>::BatchRevoked);
		succeeds(revoke(1, None));
		let named = |successor| BatchRevocation { reason: REASON, at: START, successor };
		assert_eq!(revocation(1), Some(named(None)));
		let event = Event::BatchRevoked {
			institution: UNIVERSITY,
			root: root(1),
			reason: REASON,
			successor: None,
			by: UNIVERSITY_ADMIN,
		};
		assert_eq!(last_event(), event);
		fails(revoke(1, None), Error::<Test>::BatchRevoked);
		succeeds(revoke(1, Some(4)));
		assert_eq!(revocation(1), Some(named(Some(root(4)))));
	});
}

/// Checks that a batch of one credential takes the place of another only while that is active. The
/// credentials of a larger one have a status each.
#[test]
fn a_batch_of_one_succeeds_only_while_its_credential_is_active() {
	for end in [Suspend, REVOKE, supersede(2, 0)] {
		with_four(|| {
			let by = signed(REGISTRAR);
			assert_ok!(Credentials::anchor(by, UNIVERSITY_GRANT, COURSE, anchor(5, 1)));
			hypothetically!(succeeds(revoke(1, Some(5))));
			succeeds(change(5, &[(0, end)]));
			let position = 0;
			fails(revoke(1, Some(5)), Error::<Test>::SuccessorNotActive { position });
			succeeds(change(4, &[(0, end)]));
			succeeds(revoke(1, Some(4)));
		});
	}
}

/// Checks that the credential of another institution may take the place of one.
#[test]
fn a_successor_may_be_of_another_institution() {
	with_four(|| {
		let any = terms(Scope::Any, true, 0);
		assert_ok!(Credentials::offer_accreditation(council(), COLLEGE, None, any));
		let grant = AccreditationId(4);
		assert_ok!(Credentials::accept_accreditation(signed(COLLEGE_ADMIN), grant));
		assert_ok!(Credentials::anchor(signed(COLLEGE_ADMIN), grant, COURSE, anchor(8, 1)));
		let foreign = CredentialPointer { institution: COLLEGE, root: root(8), index: 0 };
		let list =
			[(0, Supersede(foreign.into())), (1, REVOKE), (1, NameSuccessor(foreign.into()))];
		succeeds(change(1, &list));
		assert_eq!((successor(1, 0), successor(1, 1)), (Some(foreign), Some(foreign)));
	});
}

#[test]
fn revoke_batch_fails_if_the_successor_is_not_good() {
	with_four(|| {
		let position = 0;
		fails(revoke(1, Some(0)), Error::<Test>::SuccessorNotFound { position });
		fails(revoke(1, Some(9)), Error::<Test>::SuccessorNotFound { position });
		fails(revoke(1, Some(1)), Error::<Test>::SuccessorNotActive { position });
		succeeds(revoke(2, None));
		fails(revoke(1, Some(2)), Error::<Test>::SuccessorNotActive { position });
		set_time(START + DAY);
		fails(revoke(1, Some(3)), Error::<Test>::SuccessorExpired { position });
		let grant = OTHER_GRANT;
		assert_ok!(Credentials::withdraw_accreditation(council(), grant, Some(START)));
		fails(revoke(1, Some(4)), Error::<Test>::SuccessorVoid { position });
		// A batch of another institution is not found.
		let any = terms(Scope::Any, true, 0);
		assert_ok!(Credentials::offer_accreditation(council(), COLLEGE, None, any));
		let grant = AccreditationId(4);
		assert_ok!(Credentials::accept_accreditation(signed(COLLEGE_ADMIN), grant));
		assert_ok!(Credentials::anchor(signed(COLLEGE_ADMIN), grant, COURSE, anchor(8, 1)));
		fails(revoke(1, Some(8)), Error::<Test>::SuccessorNotFound { position });
	});
}

#[test]
fn verdicts_show_successors_of_credentials_and_of_batches() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let cohort = |seed: u8| {
			let leaves: Vec<_> = (0..3).map(|n| Digest([seed + n; 32]).leaf()).collect();
			let tree = Tree::new(&leaves).unwrap();
			let anchor = Anchor { root: tree.root(), size: 3, validity: Validity::Never };
			assert_ok!(Credentials::anchor(signed(REGISTRAR), UNIVERSITY_GRANT, COURSE, anchor));
			(leaves, tree)
		};
		let ((leaves, former), (_, later)) = (cohort(10), cohort(20));
		let by = || signed(UNIVERSITY_ADMIN);
		let next = Some(later.root());
		let last = CredentialPointer { institution: UNIVERSITY, root: later.root(), index: 2 };
		let list = changes(&[(2, Supersede(last.into()))]);
		assert_ok!(Credentials::change_statuses(by(), former.root(), list));
		assert_ok!(Credentials::revoke_batch(by(), former.root(), REASON, next));
		let place = CredentialPointer { institution: UNIVERSITY, root: later.root(), index: 1 };
		let list = changes(&[(0, NameSuccessor(place.into()))]);
		assert_ok!(Credentials::change_statuses(by(), former.root(), list));
		let summary = |index: u32| {
			let reference = CredentialReference {
				institution: UNIVERSITY,
				leaf: leaves[index as usize],
				index,
				size: 3,
				path: former.path(index).unwrap().try_into().unwrap(),
				signed_by: None,
			};
			let verdict = Credentials::verify(vec![reference]).unwrap().remove(0);
			verdict.findings.unwrap().status
		};
		for (index, successor) in [(0, Some(place)), (1, None), (2, Some(last))] {
			let found = summary(index);
			assert_eq!(found.status, Status::Revoked(REASON));
			let of_batch = found.batch_revoked.unwrap().successor;
			assert_eq!((found.successor, of_batch), (successor, next));
		}
		// The reason is final: no revocation of the credential itself states another one.
		let before = summary(2);
		let other = changes(&[(2, REVOKE)]);
		let error = Error::<Test>::BatchRevoked;
		assert_noop!(Credentials::change_statuses(by(), former.root(), other), error);
		let same = changes(&[(2, Revoke(REASON))]);
		assert_ok!(Credentials::change_statuses(by(), former.root(), same));
		assert_eq!(summary(2), before);
	});
}
