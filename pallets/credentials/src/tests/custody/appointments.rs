// SPDX-License-Identifier: Apache-2.0

//! Tests of the appointment of a custodian and of its end.

use super::*;
use testamur_primitives::limits::{MAX_CUSTODIAL_ACTS, MAX_CUSTODY};

#[test]
fn the_council_appoints_a_custodian() {
	with_cohort(|| {
		assert_ok!(dispatch(close(), council()));
		assert_ok!(dispatch(appoint(COLLEGE, END, 7, 3), council()));
		let expected = Custody {
			custodian: COLLEGE,
			since: START,
			until: END,
			status_changes: 7,
			reissues: 3,
		};
		assert_eq!(institution(UNIVERSITY).custody, Some(expected));
		let event = Event::CustodianAppointed {
			institution: UNIVERSITY,
			custodian: COLLEGE,
			until: END,
			status_changes: 7,
			reissues: 3,
		};
		assert_eq!(event.institutions().into_inner(), [UNIVERSITY, COLLEGE]);
		assert_eq!(last_event(), event);
	});
}

#[test]
fn no_custodian_is_appointed_that_could_not_act_or_could_do_too_much() {
	with_cohort(|| {
		fails(appoint(COLLEGE, END, 1, 1), council(), Error::<Test>::NotClosed);
		assert_ok!(Credentials::suspend_institution(council(), UNIVERSITY));
		fails(appoint(COLLEGE, END, 1, 1), council(), Error::<Test>::NotClosed);
		assert_ok!(dispatch(close(), council()));
		let (most, longest) = (MAX_CUSTODIAL_ACTS, START + MAX_CUSTODY);
		let unknown = InstitutionId(77);
		for (call, error) in [
			(appoint(UNIVERSITY, END, 1, 1), Error::<Test>::CustodianIsItself),
			(appoint(unknown, END, 1, 1), Error::<Test>::InstitutionNotFound),
			(appoint(InstitutionId(0), END, 1, 1), Error::<Test>::InstitutionNotFound),
			(appoint(COLLEGE, START, 1, 1), Error::<Test>::CustodyOver),
			(appoint(COLLEGE, 0, 1, 1), Error::<Test>::CustodyOver),
			(appoint(COLLEGE, longest + 1, 1, 1), Error::<Test>::CustodyTooLong),
			(appoint(COLLEGE, u64::MAX, 1, 1), Error::<Test>::CustodyTooLong),
			(appoint(COLLEGE, END, 0, 0), Error::<Test>::CustodyEmpty),
			(appoint(COLLEGE, END, most + 1, 1), Error::<Test>::CustodyTooLarge),
			(appoint(COLLEGE, END, 1, u32::MAX), Error::<Test>::CustodyTooLarge),
		] {
			fails(call, council(), error);
		}
		for (status_changes, reissues) in [(most, most), (0, 1), (1, 0)] {
			let call = appoint(COLLEGE, longest, status_changes, reissues);
			assert_ok!(hypothetically!(dispatch(call, council())));
		}
		assert_ok!(Credentials::suspend_institution(council(), COLLEGE));
		fails(appoint(COLLEGE, END, 1, 1), council(), Error::<Test>::CustodianNotActive);
		let call = Call::close_institution { institution: COLLEGE };
		assert_ok!(dispatch(call, council()));
		fails(appoint(COLLEGE, END, 1, 1), council(), Error::<Test>::CustodianNotActive);
		let of_nobody = Call::appoint_custodian {
			institution: unknown,
			custodian: AGENCY,
			until: END,
			status_changes: 1,
			reissues: 1,
		};
		fails(of_nobody, council(), Error::<Test>::InstitutionNotFound);
	});
}

#[test]
fn the_same_appointment_changes_nothing_and_another_one_counts_anew() {
	with_custodian(7, 3, || {
		let deposited = events().len();
		assert_ok!(dispatch(appoint(COLLEGE, END, 7, 3), council()));
		assert_eq!((custody().since, events().len()), (START, deposited));
		// The custodian has done something since the council began to vote.
		assert_ok!(dispatch(change(&[(0, StatusChange::Suspend)]), signed(CLERK)));
		assert_ok!(dispatch(appoint(COLLEGE, END, 7, 3), council()));
		assert_eq!((custody().since, left()), (LATER, (7, 3)));
		assert!(matches!(last_event(), Event::CustodianAppointed { .. }));
	});
}

#[test]
fn another_custodian_takes_the_place_of_the_first() {
	with_custodian(7, 3, || {
		assert_ok!(dispatch(appoint(AGENCY, END, 1, 0), council()));
		let dismissed =
			Event::<Test>::CustodianDismissed { institution: UNIVERSITY, custodian: COLLEGE };
		assert_eq!(dismissed.institutions().into_inner(), [UNIVERSITY, COLLEGE]);
		assert!(events().contains(&dismissed));
		let suspend = || change(&[(0, StatusChange::Suspend)]);
		fails(suspend(), signed(CLERK), Error::<Test>::NotCustodian);
		assert_ok!(dispatch(suspend(), signed(AGENCY_ADMIN)));
		assert_eq!(left(), (0, 0));
	});
}

#[test]
fn the_council_dismisses_a_custodian() {
	with_custodian(7, 3, || {
		let dismiss = || Call::dismiss_custodian { institution: UNIVERSITY };
		assert_ok!(dispatch(dismiss(), council()));
		let expected = Event::CustodianDismissed { institution: UNIVERSITY, custodian: COLLEGE };
		assert_eq!(last_event(), expected);
		assert_eq!(custody(), Custody { until: LATER, ..custody() });
		for call in [change(&[(0, StatusChange::Suspend)]), reissue(&[(0, 1)])] {
			fails(call, signed(COLLEGE_ADMIN), Error::<Test>::NotCustodian);
		}
		let deposited = events().len();
		assert_ok!(dispatch(dismiss(), council()));
		assert_eq!(events().len(), deposited, "it finds what it asks for");
		let unknown = Call::dismiss_custodian { institution: InstitutionId(77) };
		fails(unknown, council(), Error::<Test>::InstitutionNotFound);
	});
}

#[test]
fn a_custody_is_over_when_its_time_is() {
	with_custodian(7, 3, || {
		set_time(END - 1);
		assert_ok!(dispatch(change(&[(0, StatusChange::Suspend)]), signed(CLERK)));
		set_time(END);
		for call in [change(&[(1, StatusChange::Suspend)]), reissue(&[(1, 1)])] {
			fails(call, signed(COLLEGE_ADMIN), Error::<Test>::NotCustodian);
		}
	});
}

#[test]
fn a_custodian_that_is_suspended_or_closed_does_nothing() {
	with_custodian(7, 3, || {
		let suspend = || change(&[(0, StatusChange::Suspend)]);
		assert_ok!(Credentials::suspend_institution(council(), COLLEGE));
		fails(suspend(), signed(CLERK), Error::<Test>::InstitutionSuspended);
		let call = Call::close_institution { institution: COLLEGE };
		assert_ok!(dispatch(call, council()));
		fails(suspend(), signed(CLERK), Error::<Test>::InstitutionClosed);
		assert_ok!(Credentials::reinstate_institution(council(), COLLEGE));
		assert_ok!(dispatch(suspend(), signed(CLERK)));
	});
}

/// Checks that nobody but the custodian acts: not the closed institution, not another one, and not
/// for another one.
#[test]
fn nobody_else_is_a_custodian() {
	with_custodian(7, 3, || {
		let suspend = || change(&[(0, StatusChange::Suspend)]);
		let calls = || [suspend(), reissue(&[(0, 1)])];
		for call in calls() {
			fails(call, signed(AGENCY_ADMIN), Error::<Test>::NotCustodian);
		}
		for call in calls() {
			fails(call, signed(UNIVERSITY_ADMIN), Error::<Test>::InstitutionClosed);
		}
		fails(suspend(), signed(ISSUER), Error::<Test>::PermissionDenied);
		fails(reissue(&[(0, 1)]), signed(CLERK), Error::<Test>::PermissionDenied);
		for (institution, error) in [
			(AGENCY, Error::<Test>::NotCustodian),
			(COLLEGE, Error::<Test>::NotCustodian),
			(InstitutionId(77), Error::<Test>::InstitutionNotFound),
		] {
			let (root, changes) = (cohort().root(), changes(&[(0, StatusChange::Suspend)]));
			let call = Call::change_statuses_for { institution, root, changes };
			fails(call, signed(CLERK), error);
		}
	});
}
