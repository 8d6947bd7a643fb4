// SPDX-License-Identifier: Apache-2.0

//! Tests of grants that their holders give back.

use super::*;
use crate::Actor;
use frame_support::{assert_noop, assert_ok};
use testamur_primitives::{AccreditationState, Lapse, Scope};

fn relinquish(accreditation: AccreditationId) -> Call {
	Call::relinquish_accreditation { accreditation }
}

/// Gives the university's grant back a day after the start.
fn give_back() {
	set_time(START + DAY);
	assert_ok!(dispatch(relinquish(UNIVERSITY_GRANT), signed(UNIVERSITY_ADMIN)));
}

#[test]
fn relinquish_works() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		give_back();
		let state = AccreditationState::Withdrawn { at: START + DAY, void_from: None };
		assert_eq!(grant(UNIVERSITY_GRANT).state, state);
		assert!(!holds_place(UNIVERSITY_GRANT));
		assert_eq!(institution(UNIVERSITY).held, 0);
		assert!(!university_may_issue());
		let event = Event::AccreditationRelinquished {
			accreditation: UNIVERSITY_GRANT,
			by: UNIVERSITY_ADMIN,
			holder: UNIVERSITY,
			grantor: BY_AGENCY,
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn relinquish_works_on_an_expired_grant() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		set_time(START + 200 * DAY);
		assert_ok!(dispatch(relinquish(UNIVERSITY_GRANT), signed(UNIVERSITY_ADMIN)));
		assert_eq!(institution(UNIVERSITY).held, 0);
	});
}

#[test]
fn relinquish_works_while_grants_above_are_not_in_force() {
	let works_after = |act: fn()| {
		ExtBuilder::default().accredited().build_and_execute(|| {
			act();
			give_back();
		});
	};
	works_after(|| {
		assert_ok!(Credentials::suspend_accreditation(council(), AGENCY_GRANT));
	});
	works_after(|| {
		assert_ok!(Credentials::withdraw_accreditation(council(), AGENCY_GRANT, None));
	});
	works_after(|| {
		assert_ok!(dispatch(relinquish(AGENCY_GRANT), signed(AGENCY_ADMIN)));
	});
	works_after(|| {
		assert_ok!(Credentials::suspend_institution(council(), AGENCY));
	});
}

#[test]
fn relinquish_leaves_what_was_issued_valid_until_the_grantor_voids_it() {
	ExtBuilder::default().with_batches(&[anchor(1, 1)]).build_and_execute(|| {
		let then = || testamur_primitives::voids(&Credentials::path(UNIVERSITY_GRANT), START);
		give_back();
		assert!(!then());
		let void = |void_from| withdraw(UNIVERSITY_GRANT, void_from);
		let refused = dispatch(void(Some(START)), signed(UNIVERSITY_ADMIN));
		assert_noop!(refused, Error::<Test>::NotGrantor);
		let unchanged = dispatch(void(None), signed(AGENCY_ADMIN));
		assert_noop!(unchanged, Error::<Test>::VoidUnchanged);
		assert_ok!(dispatch(void(Some(START)), signed(AGENCY_ADMIN)));
		assert!(then());
		let event = Event::AccreditationVoidMoved {
			accreditation: UNIVERSITY_GRANT,
			former: None,
			void_from: Some(START),
			by: Actor::Account(AGENCY_ADMIN),
			holder: UNIVERSITY,
			grantor: BY_AGENCY,
		};
		assert_eq!(last_event(), event);
		assert_ok!(dispatch(lift(UNIVERSITY_GRANT), council()));
		assert!(!then());
		assert_ok!(dispatch(void(Some(0)), council()));
		assert!(then());
	});
}

#[test]
fn relinquish_puts_all_below_out_of_force() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let below = grant(UNIVERSITY_GRANT);
		assert_ok!(dispatch(relinquish(AGENCY_GRANT), signed(AGENCY_ADMIN)));
		assert_eq!(grant(UNIVERSITY_GRANT), below);
		let view = Credentials::accreditation(UNIVERSITY_GRANT).unwrap().unwrap();
		assert_eq!(view.lapse, Some((AGENCY_GRANT, Lapse::Withdrawn)));
		assert!(!university_may_issue());
	});
}

/// Checks that a holder does not end an inquiry, for which its grant is suspended, and attests its
/// batches under another grant.
#[test]
fn relinquish_fails_if_suspended() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		assert_ok!(Credentials::suspend_accreditation(council(), UNIVERSITY_GRANT));
		let refused = dispatch(relinquish(UNIVERSITY_GRANT), signed(UNIVERSITY_ADMIN));
		assert_noop!(refused, Error::<Test>::AccreditationSuspended);
	});
}

#[test]
fn relinquish_is_final() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		give_back();
		let accreditation = UNIVERSITY_GRANT;
		let terms = Terms { valid_until: START + 9 * DAY, ..grant(accreditation).terms };
		let renew = Call::renew_accreditation { accreditation, valid_until: START + 199 * DAY };
		let narrow = Call::narrow_accreditation { accreditation, terms };
		let suspend = Call::suspend_accreditation { accreditation };
		for (call, by) in [
			(suspend, signed(AGENCY_ADMIN)),
			(reinstate(accreditation), signed(AGENCY_ADMIN)),
			(renew.clone(), signed(AGENCY_ADMIN)),
			(narrow.clone(), signed(AGENCY_ADMIN)),
			(renew, council()),
			(narrow, council()),
		] {
			let refused = dispatch(call, by);
			assert_noop!(refused, Error::<Test>::AccreditationWithdrawn);
		}
		let by_council = dispatch(reinstate(accreditation), council());
		assert_noop!(by_council, Error::<Test>::AccreditationGivenBack);
		let again = dispatch(relinquish(accreditation), signed(UNIVERSITY_ADMIN));
		assert_noop!(again, Error::<Test>::AccreditationWithdrawn);
	});
}

#[test]
fn relinquish_fails_if_offered_or_declined() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let any = terms(Scope::Any, true, 0);
		assert_ok!(Credentials::offer_accreditation(council(), COLLEGE, None, any));
		let by = || signed(COLLEGE_ADMIN);
		let offered = dispatch(relinquish(NEXT), by());
		assert_noop!(offered, Error::<Test>::AccreditationNotAccepted);
		assert_ok!(Credentials::decline_accreditation(by(), NEXT));
		let declined = dispatch(relinquish(NEXT), by());
		assert_noop!(declined, Error::<Test>::AccreditationDeclined);
	});
}

#[test]
fn relinquish_fails_if_not_found_or_not_holder() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let missing = dispatch(relinquish(MISSING), signed(UNIVERSITY_ADMIN));
		assert_noop!(missing, Error::<Test>::AccreditationNotFound);
		for by in [AGENCY_ADMIN, COLLEGE_ADMIN] {
			let refused = dispatch(relinquish(UNIVERSITY_GRANT), signed(by));
			assert_noop!(refused, Error::<Test>::NotHolder);
		}
	});
}

#[test]
fn relinquish_takes_two_accounts_where_grave_acts_do() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let grave = crate::Permissions { grave: true, ..Default::default() };
		enlist(UNIVERSITY_ADMIN, 24, grave);
		assert_ok!(Credentials::set_dual_authorization(council(), UNIVERSITY, true));
		assert_ok!(dispatch(relinquish(UNIVERSITY_GRANT), signed(UNIVERSITY_ADMIN)));
		assert_eq!(grant(UNIVERSITY_GRANT).state, AccreditationState::Active);
		assert_ok!(dispatch(relinquish(UNIVERSITY_GRANT), signed(24)));
		assert_ne!(grant(UNIVERSITY_GRANT).state, AccreditationState::Active);
	});
}
