// SPDX-License-Identifier: Apache-2.0

//! Tests of the closure of an institution.

use super::*;
use pallet_allowance::{Payers, Refusal};

#[test]
fn a_closed_institution_submits_nothing_and_its_credentials_stay_valid() {
	with_cohort(|| {
		set_time(LATER);
		assert_ok!(dispatch(close(), council()));
		assert_eq!(last_event(), Event::InstitutionClosed { institution: UNIVERSITY });
		let state = InstitutionState::Closed { since: LATER };
		assert_eq!(institution(UNIVERSITY).state, state);
		let anchor =
			Call::anchor { accreditation: UNIVERSITY_GRANT, type_id: COURSE, anchor: anchor(2, 1) };
		fails(anchor, signed(REGISTRAR), Error::<Test>::InstitutionClosed);
		assert_eq!(<Credentials as Payers<_>>::payer(&REGISTRAR), Err(Refusal::Suspended));
		assert_eq!(Credentials::authorization(UNIVERSITY, COURSE), Ok(None));
		assert!(Credentials::issuers(None, 1, 10).unwrap().items.is_empty());
		let verdict = judge(reference(0));
		assert_eq!(verdict.reasons, []);
		assert_eq!(verdict.findings.unwrap().institution.state, state);
	});
}

#[test]
fn a_suspended_institution_is_closed_and_a_closed_one_is_not_suspended() {
	with_cohort(|| {
		assert_ok!(Credentials::suspend_institution(council(), UNIVERSITY));
		set_time(LATER);
		assert_ok!(dispatch(close(), council()));
		let state = InstitutionState::Closed { since: LATER };
		assert_eq!(institution(UNIVERSITY).state, state);
		set_time(LATER + 1);
		for call in [Call::suspend_institution { institution: UNIVERSITY }, close()] {
			let deposited = events().len();
			assert_ok!(dispatch(call, council()));
			assert_eq!((institution(UNIVERSITY).state, events().len()), (state, deposited));
		}
		let unknown = Call::close_institution { institution: InstitutionId(77) };
		fails(unknown, council(), Error::<Test>::InstitutionNotFound);
	});
}

#[test]
fn its_operators_can_leave_and_the_council_reinstates_it() {
	with_cohort(|| {
		assert_ok!(dispatch(close(), council()));
		assert_ok!(Credentials::resign(signed(STATUS_CLERK)));
		assert_ok!(Credentials::reinstate_institution(council(), UNIVERSITY));
		assert_eq!(last_event(), Event::InstitutionReinstated { institution: UNIVERSITY });
		let anchored =
			Credentials::anchor(signed(REGISTRAR), UNIVERSITY_GRANT, COURSE, anchor(2, 1));
		assert_ok!(anchored);
	});
}

/// Checks that a custody which was not over ends with the reinstatement, and is not in force again
/// when the institution is closed once more.
#[test]
fn a_reinstatement_ends_the_custody() {
	with_custodian(5, 5, || {
		assert_ok!(Credentials::reinstate_institution(council(), UNIVERSITY));
		assert_eq!(custody().until, LATER);
		let dismissed = Event::CustodianDismissed { institution: UNIVERSITY, custodian: COLLEGE };
		let reinstated = Event::InstitutionReinstated { institution: UNIVERSITY };
		assert!(events().ends_with(&[dismissed, reinstated]));
		let suspend = || change(&[(0, StatusChange::Suspend)]);
		fails(suspend(), signed(CLERK), Error::<Test>::NotCustodian);
		assert_ok!(dispatch(close(), council()));
		fails(suspend(), signed(CLERK), Error::<Test>::NotCustodian);
		fails(reissue(&[(0, 1)]), signed(ISSUER), Error::<Test>::NotCustodian);
	});
}

/// Checks that only a custody in force ends with a reinstatement, so that its end stays on record.
#[test]
fn a_reinstatement_leaves_the_end_of_a_custody_that_is_over() {
	with_custodian(5, 5, || {
		set_time(END);
		let deposited = events().len();
		assert_ok!(Credentials::reinstate_institution(council(), UNIVERSITY));
		assert_eq!((custody().until, events().len()), (END, deposited + 1));
	});
}
