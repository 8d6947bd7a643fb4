// SPDX-License-Identifier: Apache-2.0

//! Tests of inquiries: while a grant is suspended, the batches under it and below it stay where they
//! are, so that what the inquiry finds still reaches them. Only a void lets a batch go sooner.

use super::*;

/// Checks that the batch cannot be attested again.
fn stays() {
	let call = again(cohort(), LATER_GRANT);
	assert_noop!(dispatch(call, signed(UNIVERSITY_ADMIN)), Error::<Test>::AccreditationNotLost);
}

/// Attests the batch again.
fn goes() {
	assert_ok!(dispatch(again(cohort(), LATER_GRANT), signed(UNIVERSITY_ADMIN)));
	assert_eq!(verify().reasons, []);
}

fn suspend(accreditation: AccreditationId) {
	assert_ok!(Credentials::suspend_accreditation(council(), accreditation));
}

fn reinstate(accreditation: AccreditationId) {
	assert_ok!(Credentials::reinstate_accreditation(council(), accreditation));
}

/// Checks that the council's void of a grant reaches the batch.
fn ends_with_a_void(accreditation: AccreditationId) {
	withdraw(accreditation, Some(START));
	assert_eq!(verify().reasons, [Reason::Voided]);
}

/// Runs a test in which the council looks into a grant, and the university holds another one that
/// lasts longer than any.
fn with_inquiry(into: AccreditationId, test: impl FnOnce()) {
	with_cohort(|| {
		let valid_until = START + 999 * DAY;
		accredit(Terms { valid_until, ..terms(scope(&[COURSE]), true, 0) });
		suspend(into);
		stays();
		test();
	});
}

fn narrow_to(terms: Terms) -> Call {
	Call::narrow_accreditation { accreditation: UNIVERSITY_GRANT, terms }
}

/// A grantor that helps the holder, or whose key was stolen, does not end the council's suspension.
#[test]
fn a_grantor_does_not_end_an_inquiry_of_the_council() {
	with_inquiry(UNIVERSITY_GRANT, || {
		let by_agency = |call| dispatch(call, signed(AGENCY_ADMIN));
		let accreditation = UNIVERSITY_GRANT;
		for void_from in [None, Some(START), Some(START + DAY)] {
			let call = Call::withdraw_accreditation { accreditation, void_from };
			assert_noop!(by_agency(call), Error::<Test>::SuspendedByCouncil);
		}
		let reinstate = Call::reinstate_accreditation { accreditation };
		assert_noop!(by_agency(reinstate), Error::<Test>::SuspendedByCouncil);
		let ended = Terms { valid_until: START + DAY, ..terms(scope(&[COURSE]), true, 0) };
		assert_ok!(by_agency(narrow_to(ended)));
		stays();
		ends_with_a_void(UNIVERSITY_GRANT);
	});
}

#[test]
fn time_does_not_end_an_inquiry() {
	with_inquiry(UNIVERSITY_GRANT, || {
		set_time(START + 200 * DAY);
		stays();
		ends_with_a_void(UNIVERSITY_GRANT);
	});
}

/// A holder may give back what is below a suspended grant, and gains nothing while that is suspended.
#[test]
fn a_holder_below_does_not_end_an_inquiry() {
	let give_back = || {
		let by = signed(UNIVERSITY_ADMIN);
		assert_ok!(Credentials::relinquish_accreditation(by, UNIVERSITY_GRANT));
		stays();
	};
	with_inquiry(AGENCY_GRANT, || {
		give_back();
		ends_with_a_void(AGENCY_GRANT);
	});
	with_inquiry(AGENCY_GRANT, || {
		give_back();
		reinstate(AGENCY_GRANT);
		goes();
	});
}

/// Neither the holder of the grant above nor whoever gave that one ends an inquiry into a grant below.
#[test]
fn what_becomes_of_the_grants_above_does_not_end_an_inquiry() {
	with_inquiry(UNIVERSITY_GRANT, || {
		let by = signed(AGENCY_ADMIN);
		assert_ok!(Credentials::relinquish_accreditation(by, AGENCY_GRANT));
		stays();
		ends_with_a_void(UNIVERSITY_GRANT);
	});
	with_inquiry(UNIVERSITY_GRANT, || {
		withdraw(AGENCY_GRANT, None);
		stays();
		withdraw(UNIVERSITY_GRANT, None);
		goes();
	});
}

/// A grantor ends what it suspended itself, by a withdrawal as by a reinstatement.
#[test]
fn a_grantor_ends_its_own_inquiry() {
	with_inquiry(UNIVERSITY_GRANT, || {
		reinstate(UNIVERSITY_GRANT);
		let by = || signed(AGENCY_ADMIN);
		assert_ok!(Credentials::suspend_accreditation(by(), UNIVERSITY_GRANT));
		stays();
		assert_ok!(Credentials::withdraw_accreditation(by(), UNIVERSITY_GRANT, None));
		goes();
	});
}

/// A void is the worst that an inquiry ends with, so whoever is void already does not wait for it.
#[test]
fn what_is_void_does_not_wait_for_the_end_of_an_inquiry() {
	with_cohort(|| {
		accredit(terms(scope(&[COURSE]), true, 0));
		let by = signed(AGENCY_ADMIN);
		assert_ok!(Credentials::withdraw_accreditation(by, UNIVERSITY_GRANT, Some(START)));
		suspend(AGENCY_GRANT);
		goes();
		assert_eq!(accreditation().former, former(Loss::Voided, true));
	});
}
