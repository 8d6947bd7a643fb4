// SPDX-License-Identifier: Apache-2.0

//! Tests of batches that lost their grant and are attested again under another one.

use super::*;
use crate::{Batches, Permissions};
use frame_support::{assert_noop, assert_ok};
use testamur_primitives::{
	verdict::{AccreditationSummary, FormerGrant, Reason, Verdict},
	AccreditationId, Attestation, CredentialReference, Digest, Loss, Moment, RevocationReason,
	Root, Scope, Terms,
};

mod inquiries;

/// The grants that the council gives to the university in these tests.
const COUNCILS_GRANT: AccreditationId = AccreditationId(3);
const LATER_GRANT: AccreditationId = AccreditationId(4);

fn digest() -> Digest {
	Digest([42; 32])
}

/// Returns the root of a batch of one credential.
fn cohort() -> Root {
	Root(digest().leaf().0)
}

fn verify() -> Verdict {
	let reference = CredentialReference {
		institution: UNIVERSITY,
		leaf: digest().leaf(),
		index: 0,
		size: 1,
		path: Default::default(),
		signed_by: None,
	};
	Credentials::verify(vec![reference]).unwrap().remove(0)
}

fn accreditation() -> AccreditationSummary {
	verify().findings.unwrap().accreditation
}

/// Returns the grant that was lost as a verdict shows it, of a batch that was attested again once.
fn former(loss: Loss, voided: bool) -> Option<FormerGrant> {
	let id = UNIVERSITY_GRANT;
	Some(FormerGrant { id, loss, anchored: id, voided })
}

fn again(root: Root, accreditation: AccreditationId) -> Call {
	Call::attest_again { root, accreditation }
}

/// Gives the university a grant of the council.
fn accredit(terms: Terms) {
	let id = crate::NextAccreditationId::<Test>::get().unwrap();
	assert_ok!(Credentials::offer_accreditation(council(), UNIVERSITY, None, terms));
	assert_ok!(Credentials::accept_accreditation(signed(UNIVERSITY_ADMIN), AccreditationId(id)));
}

fn withdraw(accreditation: AccreditationId, void_from: Option<Moment>) {
	assert_ok!(Credentials::withdraw_accreditation(council(), accreditation, void_from));
}

/// Runs a test in which the university has anchored a credential under the agency's grant, and a
/// day later holds a grant of the council as well.
fn with_cohort(test: impl FnOnce()) {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let anchor = testamur_primitives::records::Anchor { root: cohort(), ..anchor(1, 1) };
		let by = signed(REGISTRAR);
		assert_ok!(Credentials::anchor(by, UNIVERSITY_GRANT, COURSE, anchor));
		set_time(START + DAY);
		accredit(terms(scope(&[COURSE]), true, 0));
		test();
	});
}

#[test]
fn attest_again_works() {
	with_cohort(|| {
		withdraw(UNIVERSITY_GRANT, Some(START));
		assert_eq!(verify().reasons, [Reason::Voided]);
		assert_ok!(dispatch(again(cohort(), COUNCILS_GRANT), signed(UNIVERSITY_ADMIN)));
		let event = Event::BatchAttestedAgain {
			institution: UNIVERSITY,
			root: cohort(),
			accreditation: COUNCILS_GRANT,
			former: UNIVERSITY_GRANT,
			loss: Loss::Voided,
			by: UNIVERSITY_ADMIN,
		};
		assert_eq!(last_event(), event);
		assert_eq!(verify().reasons, []);
		let found = verify().findings.unwrap();
		assert_eq!(found.issued_at, START);
		assert_eq!(
			(found.accreditation.id, found.accreditation.since),
			(COUNCILS_GRANT, START + DAY)
		);
		assert_eq!(found.accreditation.former, former(Loss::Voided, true));
		assert!(found.accreditation.then && found.accreditation.now);
		assert_eq!(found.accreditation.path.len(), 1);
	});
}

#[test]
fn attest_again_is_one_write() {
	with_cohort(|| {
		withdraw(UNIVERSITY_GRANT, None);
		let before = storage();
		assert_ok!(dispatch(again(cohort(), COUNCILS_GRANT), signed(UNIVERSITY_ADMIN)));
		let changed = changed_keys(&before, &storage());
		let key = Batches::<Test>::hashed_key_for(UNIVERSITY, cohort());
		assert_eq!(changed, BTreeSet::from([key]));
	});
}

#[test]
fn every_loss_is_told_apart() {
	let narrow = |accreditation, terms| {
		assert_ok!(Credentials::narrow_accreditation(council(), accreditation, terms));
	};
	let agencys = || crate::Accreditations::<Test>::get(AGENCY_GRANT).unwrap().terms;
	let cases: [(Loss, &dyn Fn()); 6] = [
		(Loss::Withdrawn, &|| withdraw(UNIVERSITY_GRANT, None)),
		(Loss::Withdrawn, &|| withdraw(AGENCY_GRANT, None)),
		(Loss::Withdrawn, &|| withdraw(AGENCY_GRANT, Some(START + 1))),
		(Loss::Voided, &|| withdraw(AGENCY_GRANT, Some(START))),
		(Loss::Expired, &|| {
			let valid_until = START + DAY;
			narrow(AGENCY_GRANT, Terms { valid_until, ..agencys() });
		}),
		(Loss::Narrowed, &|| {
			narrow(AGENCY_GRANT, Terms { scope: scope(&[OTHER_COURSE]), ..agencys() });
		}),
	];
	for (loss, lose) in cases {
		with_cohort(|| {
			lose();
			assert_ok!(dispatch(again(cohort(), COUNCILS_GRANT), signed(UNIVERSITY_ADMIN)));
			assert_eq!(accreditation().former, former(loss, loss == Loss::Voided));
			assert_eq!(verify().reasons, []);
		});
	}
}

/// Checks that a later void of the new grant counts from the attestation on, whenever the credential
/// was issued, and that the batch can be attested once more.
#[test]
fn the_new_grant_is_judged_from_the_attestation_on() {
	with_cohort(|| {
		withdraw(UNIVERSITY_GRANT, Some(0));
		assert_ok!(dispatch(again(cohort(), COUNCILS_GRANT), signed(UNIVERSITY_ADMIN)));
		set_time(START + 2 * DAY);
		withdraw(COUNCILS_GRANT, Some(START + DAY + 1));
		assert_eq!(verify().reasons, []);
		assert!(accreditation().then && !accreditation().now);
		withdraw(COUNCILS_GRANT, Some(START + DAY));
		assert_eq!(verify().reasons, [Reason::Voided]);
		accredit(terms(Scope::Any, true, 0));
		assert_ok!(dispatch(again(cohort(), LATER_GRANT), signed(UNIVERSITY_ADMIN)));
		assert_eq!(verify().reasons, []);
		let attestation = Attestation {
			accreditation: LATER_GRANT,
			since: START + 2 * DAY,
			former: COUNCILS_GRANT,
			loss: Loss::Voided,
		};
		let batch = Batches::<Test>::get(UNIVERSITY, cohort()).unwrap();
		assert_eq!(batch.attested_again, Some(attestation));
		assert_eq!((batch.accreditation, batch.issued_at), (UNIVERSITY_GRANT, START));
	});
}

#[test]
fn a_batch_that_has_not_lost_its_grant_is_refused() {
	with_cohort(|| {
		let refused = || {
			let call = again(cohort(), COUNCILS_GRANT);
			assert_noop!(
				dispatch(call, signed(UNIVERSITY_ADMIN)),
				Error::<Test>::AccreditationNotLost
			);
		};
		refused();
		assert_ok!(Credentials::suspend_accreditation(council(), UNIVERSITY_GRANT));
		refused();
		assert_ok!(Credentials::suspend_accreditation(council(), AGENCY_GRANT));
		refused();
	});
}

#[test]
fn a_grant_that_does_not_allow_the_type_is_refused() {
	with_cohort(|| {
		withdraw(UNIVERSITY_GRANT, None);
		let refused = |accreditation, error: Error<Test>| {
			let call = again(cohort(), accreditation);
			assert_noop!(dispatch(call, signed(UNIVERSITY_ADMIN)), error);
		};
		refused(UNIVERSITY_GRANT, Error::AccreditationWithdrawn);
		refused(AGENCY_GRANT, Error::NotHolder);
		refused(AccreditationId(99), Error::AccreditationNotFound);
		accredit(terms(scope(&[OTHER_COURSE]), true, 0));
		refused(LATER_GRANT, Error::TypeOutOfScope);
		accredit(terms(Scope::Any, false, 1));
		refused(AccreditationId(5), Error::NoRightToAttest);
		assert_ok!(Credentials::suspend_accreditation(council(), COUNCILS_GRANT));
		refused(COUNCILS_GRANT, Error::AccreditationSuspended);
		set_time(START + 99 * DAY);
		refused(COUNCILS_GRANT, Error::AccreditationSuspended);
		refused(LATER_GRANT, Error::AccreditationExpired);
	});
}

#[test]
fn unknown_and_revoked_batches_are_refused() {
	with_cohort(|| {
		withdraw(UNIVERSITY_GRANT, None);
		let unknown = again(root(9), COUNCILS_GRANT);
		assert_noop!(dispatch(unknown, signed(UNIVERSITY_ADMIN)), Error::<Test>::BatchNotFound);
		let others = again(cohort(), COUNCILS_GRANT);
		assert_noop!(dispatch(others, signed(COLLEGE_ADMIN)), Error::<Test>::BatchNotFound);
		let reason = RevocationReason::IssuedInError;
		assert_ok!(Credentials::revoke_batch(signed(UNIVERSITY_ADMIN), cohort(), reason, None));
		let revoked = again(cohort(), COUNCILS_GRANT);
		assert_noop!(dispatch(revoked, signed(UNIVERSITY_ADMIN)), Error::<Test>::BatchRevoked);
	});
}

/// Checks that credentials of a type that was retired since can be attested again: nothing new is
/// issued.
#[test]
fn a_retired_type_is_no_obstacle() {
	with_cohort(|| {
		assert_ok!(Credentials::retire_type(council(), COURSE));
		withdraw(UNIVERSITY_GRANT, None);
		assert_ok!(dispatch(again(cohort(), COUNCILS_GRANT), signed(UNIVERSITY_ADMIN)));
	});
}

/// Checks that neither statuses nor the end of validity change.
#[test]
fn statuses_stay() {
	with_cohort(|| {
		let clerk = signed(STATUS_CLERK);
		let suspended = changes(&[(0, StatusChange::Suspend)]);
		assert_ok!(Credentials::change_statuses(clerk, cohort(), suspended));
		withdraw(UNIVERSITY_GRANT, Some(START));
		assert_ok!(dispatch(again(cohort(), COUNCILS_GRANT), signed(UNIVERSITY_ADMIN)));
		assert_eq!(verify().reasons, [Reason::Suspended]);
	});
}

/// Checks that a batch is only ever attested again by an account with the permission for grave acts:
/// the void of a later grant would then reach what is older.
#[test]
fn other_permissions_do_not_attest() {
	with_cohort(|| {
		withdraw(UNIVERSITY_GRANT, None);
		let all_but_grave = Permissions { grave: false, ..ALL };
		let by = signed(UNIVERSITY_ADMIN);
		assert_ok!(Credentials::set_operator(by, REGISTRAR, all_but_grave, None));
		let call = again(cohort(), COUNCILS_GRANT);
		assert_noop!(dispatch(call, signed(REGISTRAR)), Error::<Test>::PermissionDenied);
	});
}

/// Checks that the record of a void does not disappear when the next grant is given back.
#[test]
fn the_gravest_loss_stays_on_record() {
	with_cohort(|| {
		withdraw(UNIVERSITY_GRANT, Some(0));
		let admin = || signed(UNIVERSITY_ADMIN);
		assert_ok!(dispatch(again(cohort(), COUNCILS_GRANT), admin()));
		assert_ok!(Credentials::relinquish_accreditation(admin(), COUNCILS_GRANT));
		accredit(terms(Scope::Any, true, 0));
		assert_ok!(dispatch(again(cohort(), LATER_GRANT), admin()));
		assert_was_lost(COUNCILS_GRANT, Loss::Withdrawn);
		assert_eq!(accreditation().former, former(Loss::Voided, true));
		assert_eq!(verify().reasons, []);
	});
}

/// Checks that the last event tells which grant the batch has lost just now, and how.
fn assert_was_lost(grant: AccreditationId, way: Loss) {
	let Event::BatchAttestedAgain { former, loss, .. } = last_event() else {
		panic!("a batch was attested again")
	};
	assert_eq!((former, loss), (grant, way));
}

/// Checks that a batch may come back to a grant that it had lost: by a void that was lifted since, or
/// because the window was over that was renewed since. The gravest loss stays on record, which is
/// that of the present grant then.
#[test]
fn a_batch_comes_back_to_a_grant_that_it_had_lost() {
	let lift = || {
		assert_ok!(Credentials::lift_void(council(), UNIVERSITY_GRANT));
		assert_ok!(Credentials::reinstate_accreditation(council(), UNIVERSITY_GRANT));
	};
	let renew = || {
		let end = START + 99 * DAY;
		assert_ok!(Credentials::renew_accreditation(council(), UNIVERSITY_GRANT, end));
	};
	let end = || {
		let ended = Terms { valid_until: START + DAY, ..terms(scope(&[COURSE]), true, 0) };
		assert_ok!(Credentials::narrow_accreditation(council(), UNIVERSITY_GRANT, ended));
	};
	let narrow = || {
		let others = terms(scope(&[OTHER_COURSE]), true, 0);
		accredit(terms(scope(&[COURSE, OTHER_COURSE]), true, 0));
		assert_ok!(dispatch(again(cohort(), LATER_GRANT), signed(UNIVERSITY_ADMIN)));
		assert_ok!(Credentials::narrow_accreditation(council(), LATER_GRANT, others));
	};
	type Case<'a> = (Loss, [&'a dyn Fn(); 3], AccreditationId, Loss);
	let attest = || {
		assert_ok!(dispatch(again(cohort(), COUNCILS_GRANT), signed(UNIVERSITY_ADMIN)));
		withdraw(COUNCILS_GRANT, None);
	};
	let cases: [Case; 2] = [
		(
			Loss::Voided,
			[&|| withdraw(UNIVERSITY_GRANT, Some(START)), &attest, &lift],
			COUNCILS_GRANT,
			Loss::Withdrawn,
		),
		(Loss::Expired, [&end, &narrow, &renew], LATER_GRANT, Loss::Narrowed),
	];
	for (gravest, steps, lost, way) in cases {
		with_cohort(|| {
			steps.iter().for_each(|step| step());
			set_time(START + 2 * DAY);
			let back = again(cohort(), UNIVERSITY_GRANT);
			assert_ok!(dispatch(back, signed(UNIVERSITY_ADMIN)));
			assert_was_lost(lost, way);
			let (present, since) = (accreditation().id, accreditation().since);
			assert_eq!((present, since), (UNIVERSITY_GRANT, START + 2 * DAY));
			assert_eq!(accreditation().former, former(gravest, false));
			assert_eq!(verify().reasons, []);
		});
	}
}

/// Checks that a verdict follows what becomes of the former grant later, from any place of its path,
/// while the loss stays what it was. The batch is judged by the present grant alone.
#[test]
fn a_later_void_of_the_former_grant_is_shown() {
	with_cohort(|| {
		withdraw(UNIVERSITY_GRANT, None);
		assert_ok!(dispatch(again(cohort(), COUNCILS_GRANT), signed(UNIVERSITY_ADMIN)));
		let shows = |voided| {
			assert_eq!(accreditation().former, former(Loss::Withdrawn, voided));
			assert_eq!(verify().reasons, []);
		};
		shows(false);
		withdraw(UNIVERSITY_GRANT, Some(START + 1));
		shows(false);
		withdraw(UNIVERSITY_GRANT, Some(START));
		shows(true);
		assert_ok!(Credentials::lift_void(council(), UNIVERSITY_GRANT));
		shows(false);
		withdraw(AGENCY_GRANT, Some(START));
		shows(true);
	});
}

/// Checks that the grant of the anchoring stays in view when a batch is attested again once more,
/// for a graver loss.
#[test]
fn a_void_of_the_grant_of_the_anchoring_is_shown_after_any_number_of_attestations() {
	with_cohort(|| {
		let admin = || signed(UNIVERSITY_ADMIN);
		let ends = Terms { valid_until: START + DAY, ..terms(scope(&[COURSE]), true, 0) };
		assert_ok!(Credentials::narrow_accreditation(council(), UNIVERSITY_GRANT, ends));
		assert_ok!(dispatch(again(cohort(), COUNCILS_GRANT), admin()));
		assert_eq!(accreditation().former, former(Loss::Expired, false));
		assert_ok!(Credentials::relinquish_accreditation(admin(), COUNCILS_GRANT));
		accredit(terms(Scope::Any, true, 0));
		assert_ok!(dispatch(again(cohort(), LATER_GRANT), admin()));
		let shows = |voided| {
			let (id, loss) = (COUNCILS_GRANT, Loss::Withdrawn);
			let former = FormerGrant { id, loss, anchored: UNIVERSITY_GRANT, voided };
			assert_eq!(accreditation().former, Some(former));
			assert_eq!(verify().reasons, []);
		};
		shows(false);
		// The third grant now attests the batch that the second one attested.
		withdraw(COUNCILS_GRANT, Some(START));
		shows(false);
		withdraw(UNIVERSITY_GRANT, Some(START));
		shows(true);
	});
}

/// Checks that the new grant may be older than the loss, and than the credential.
#[test]
fn the_new_grant_may_be_older_than_the_loss() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		accredit(terms(scope(&[COURSE]), true, 0));
		set_time(START + DAY);
		let anchor = testamur_primitives::records::Anchor { root: cohort(), ..anchor(1, 1) };
		let by = signed(REGISTRAR);
		assert_ok!(Credentials::anchor(by, UNIVERSITY_GRANT, COURSE, anchor));
		withdraw(UNIVERSITY_GRANT, None);
		assert_ok!(dispatch(again(cohort(), COUNCILS_GRANT), signed(UNIVERSITY_ADMIN)));
		assert_eq!(accreditation().since, START + DAY);
	});
}

#[test]
fn attest_again_takes_two_accounts_where_grave_acts_do() {
	with_cohort(|| {
		withdraw(UNIVERSITY_GRANT, None);
		enlist(UNIVERSITY_ADMIN, 24, Permissions { grave: true, ..Default::default() });
		assert_ok!(Credentials::set_dual_authorization(council(), UNIVERSITY, true));
		assert_ok!(dispatch(again(cohort(), COUNCILS_GRANT), signed(UNIVERSITY_ADMIN)));
		assert_eq!(accreditation().id, UNIVERSITY_GRANT);
		assert_ok!(dispatch(again(cohort(), COUNCILS_GRANT), signed(24)));
		assert_eq!(accreditation().id, COUNCILS_GRANT);
	});
}
