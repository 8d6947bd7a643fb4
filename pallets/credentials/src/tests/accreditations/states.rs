// SPDX-License-Identifier: Apache-2.0

//! Tests of the states of grants: suspension, reinstatement, withdrawal, and the right to them.

use super::*;
use crate::Actor;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;
use testamur_primitives::{AccreditationState, Scope};

fn suspend(accreditation: AccreditationId) -> Call {
	Call::suspend_accreditation { accreditation }
}

/// Returns the calls that manage a grant.
fn managing(accreditation: AccreditationId) -> [Call; 5] {
	let terms = Terms { valid_until: START + DAY, ..terms(scope(&[COURSE]), true, 0) };
	[
		suspend(accreditation),
		reinstate(accreditation),
		withdraw(accreditation, None),
		Call::renew_accreditation { accreditation, valid_until: START + 99 * DAY },
		Call::narrow_accreditation { accreditation, terms },
	]
}

#[test]
fn suspend_works() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		set_time(START + DAY);
		assert_ok!(dispatch(suspend(UNIVERSITY_GRANT), signed(AGENCY_ACCREDITER)));
		let state = AccreditationState::Suspended { since: START + DAY, by_council: false };
		assert_eq!(grant(UNIVERSITY_GRANT).state, state);
		assert!(!university_may_issue());
		let event = Event::AccreditationSuspended {
			accreditation: UNIVERSITY_GRANT,
			by: Actor::Account(AGENCY_ACCREDITER),
			holder: UNIVERSITY,
			grantor: BY_AGENCY,
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn suspend_puts_all_below_out_of_force() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let below = grant(UNIVERSITY_GRANT);
		assert_ok!(dispatch(suspend(AGENCY_GRANT), council()));
		assert_eq!(grant(UNIVERSITY_GRANT), below);
		assert!(!university_may_issue());
		assert_ok!(dispatch(reinstate(AGENCY_GRANT), council()));
		assert!(university_may_issue());
	});
}

#[test]
fn suspend_fails_if_not_active() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let by_agency = || dispatch(suspend(UNIVERSITY_GRANT), signed(AGENCY_ADMIN));
		assert_ok!(dispatch(suspend(UNIVERSITY_GRANT), council()));
		assert_noop!(by_agency(), Error::<Test>::AlreadySuspended);
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, None), council()));
		assert_noop!(by_agency(), Error::<Test>::AccreditationWithdrawn);
	});
}

/// Checks that an inquiry of the council is not ended with a key of the grantor.
#[test]
fn only_the_council_reinstates_what_it_suspended() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		assert_ok!(dispatch(suspend(UNIVERSITY_GRANT), council()));
		let state = AccreditationState::Suspended { since: START, by_council: true };
		assert_eq!(grant(UNIVERSITY_GRANT).state, state);
		set_time(START + DAY);
		for by in [AGENCY_ADMIN, AGENCY_ACCREDITER] {
			let reinstated = dispatch(reinstate(UNIVERSITY_GRANT), signed(by));
			assert_noop!(reinstated, Error::<Test>::SuspendedByCouncil);
			let suspended = dispatch(suspend(UNIVERSITY_GRANT), signed(by));
			assert_noop!(suspended, Error::<Test>::AlreadySuspended);
		}
		assert!(!university_may_issue());
		assert_ok!(dispatch(reinstate(UNIVERSITY_GRANT), council()));
		assert!(university_may_issue());
	});
}

/// Checks that it does not matter who was first, and that the moment of the first stays.
#[test]
fn a_suspension_by_the_council_takes_over_that_of_the_grantor() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let by_agency = |call: Call| dispatch(call, signed(AGENCY_ADMIN));
		assert_ok!(by_agency(suspend(UNIVERSITY_GRANT)));
		set_time(START + DAY);
		assert_ok!(dispatch(suspend(UNIVERSITY_GRANT), council()));
		let state = AccreditationState::Suspended { since: START, by_council: true };
		assert_eq!(grant(UNIVERSITY_GRANT).state, state);
		let event = Event::AccreditationSuspended {
			accreditation: UNIVERSITY_GRANT,
			by: Actor::Council,
			holder: UNIVERSITY,
			grantor: BY_AGENCY,
		};
		assert_eq!(last_event(), event);
		let refused = by_agency(reinstate(UNIVERSITY_GRANT));
		assert_noop!(refused, Error::<Test>::SuspendedByCouncil);
		assert_ok!(dispatch(reinstate(UNIVERSITY_GRANT), council()));
		assert_eq!(grant(UNIVERSITY_GRANT).state, AccreditationState::Active);
		// The next suspension has nothing to do with the last.
		assert_ok!(by_agency(suspend(UNIVERSITY_GRANT)));
		assert_ok!(by_agency(reinstate(UNIVERSITY_GRANT)));
	});
}

#[test]
fn the_council_reinstates_what_a_grantor_suspended() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		assert_ok!(dispatch(suspend(UNIVERSITY_GRANT), signed(AGENCY_ADMIN)));
		assert_ok!(dispatch(reinstate(UNIVERSITY_GRANT), council()));
		assert!(university_may_issue());
	});
}

#[test]
fn suspend_and_reinstate_fail_if_offered_or_declined() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let terms = terms(Scope::Any, true, 0);
		assert_ok!(Credentials::offer_accreditation(council(), COLLEGE, None, terms));
		for call in [suspend(NEXT), reinstate(NEXT)] {
			assert_noop!(dispatch(call, council()), Error::<Test>::AccreditationNotAccepted);
		}
		assert_ok!(Credentials::decline_accreditation(signed(COLLEGE_ADMIN), NEXT));
		for call in [suspend(NEXT), reinstate(NEXT)] {
			assert_noop!(dispatch(call, council()), Error::<Test>::AccreditationDeclined);
		}
	});
}

#[test]
fn reinstate_works() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		assert_ok!(dispatch(suspend(UNIVERSITY_GRANT), signed(AGENCY_ADMIN)));
		assert_ok!(dispatch(reinstate(UNIVERSITY_GRANT), signed(AGENCY_ADMIN)));
		assert_eq!(grant(UNIVERSITY_GRANT).state, AccreditationState::Active);
		assert!(university_may_issue());
		let event = Event::AccreditationReinstated {
			accreditation: UNIVERSITY_GRANT,
			by: Actor::Account(AGENCY_ADMIN),
			holder: UNIVERSITY,
			grantor: BY_AGENCY,
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn reinstate_fails_if_not_suspended() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let by_agency = || dispatch(reinstate(UNIVERSITY_GRANT), signed(AGENCY_ADMIN));
		assert_noop!(by_agency(), Error::<Test>::NotSuspended);
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, None), council()));
		assert_noop!(by_agency(), Error::<Test>::AccreditationWithdrawn);
	});
}

#[test]
fn withdraw_works() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		set_time(START + DAY);
		let void_from = Some(START + DAY);
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, void_from), signed(AGENCY_ADMIN)));
		let state = AccreditationState::Withdrawn { at: START + DAY, void_from };
		assert_eq!(grant(UNIVERSITY_GRANT).state, state);
		assert!(!holds_place(UNIVERSITY_GRANT));
		assert_eq!(institution(UNIVERSITY).held, 0);
		assert!(!university_may_issue());
		let event = Event::AccreditationWithdrawn {
			accreditation: UNIVERSITY_GRANT,
			void_from,
			by: Actor::Account(AGENCY_ADMIN),
			holder: UNIVERSITY,
			grantor: BY_AGENCY,
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn withdraw_leaves_grants_below_alone() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let below = grant(UNIVERSITY_GRANT);
		assert_ok!(dispatch(withdraw(AGENCY_GRANT, None), council()));
		assert_eq!(grant(UNIVERSITY_GRANT), below);
		assert!(holds_place(UNIVERSITY_GRANT));
		assert!(!university_may_issue());
	});
}

#[test]
fn withdraw_works_on_an_offer_and_on_a_suspended_grant() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let terms = terms(Scope::Any, true, 0);
		assert_ok!(Credentials::offer_accreditation(council(), COLLEGE, None, terms));
		assert_ok!(dispatch(withdraw(NEXT, None), council()));
		assert_ok!(dispatch(suspend(UNIVERSITY_GRANT), council()));
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, None), council()));
		assert_eq!(institution(COLLEGE).held, 0);
		assert_eq!(institution(UNIVERSITY).held, 0);
	});
}

/// Checks that an institution takes back what nobody has answered, whatever became of its right.
#[test]
fn a_grantor_that_has_lost_its_right_takes_its_offers_back() {
	type Lose = fn();
	let ways: [Lose; 4] = [
		|| {
			assert_ok!(dispatch(suspend(AGENCY_GRANT), council()));
		},
		|| {
			assert_ok!(dispatch(withdraw(AGENCY_GRANT, Some(START)), council()));
		},
		|| {
			let terms = Terms { valid_until: START + DAY, ..grant(AGENCY_GRANT).terms };
			assert_ok!(Credentials::narrow_accreditation(council(), AGENCY_GRANT, terms));
			set_time(START + DAY);
		},
		|| {
			let by = signed(AGENCY_ADMIN);
			assert_ok!(Credentials::relinquish_accreditation(by, AGENCY_GRANT));
		},
	];
	for lose in ways {
		ExtBuilder::default().accredited().build_and_execute(|| {
			let terms = terms(scope(&[COURSE]), true, 0);
			let by = signed(AGENCY_ADMIN);
			assert_ok!(dispatch(offer(COLLEGE, Some(AGENCY_GRANT), terms), by));
			lose();
			// It takes back nothing else: not with a void, not what was accepted, and not what others
			// offered.
			for call in [withdraw(NEXT, Some(START)), withdraw(UNIVERSITY_GRANT, None)] {
				assert!(dispatch(call, signed(AGENCY_ADMIN)).is_err());
			}
			let refused = dispatch(withdraw(NEXT, None), signed(COLLEGE_ADMIN));
			assert_noop!(refused, Error::<Test>::NotGrantor);
			assert_ok!(dispatch(withdraw(NEXT, None), signed(AGENCY_ACCREDITER)));
			assert!(!holds_place(NEXT));
			let again = dispatch(withdraw(NEXT, None), signed(AGENCY_ACCREDITER));
			assert!(again.is_err(), "it is no offer any more");
		});
	}
}

#[test]
fn withdraw_fails_if_declined() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let terms = terms(scope(&[COURSE]), true, 0);
		assert_ok!(dispatch(offer(COLLEGE, Some(AGENCY_GRANT), terms), signed(AGENCY_ADMIN)));
		assert_ok!(Credentials::decline_accreditation(signed(COLLEGE_ADMIN), NEXT));
		for void_from in [None, Some(START)] {
			let declined = dispatch(withdraw(NEXT, void_from), signed(AGENCY_ADMIN));
			assert_noop!(declined, Error::<Test>::AccreditationDeclined);
		}
	});
}

#[test]
fn managing_fails_if_not_found() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		for by in [council(), signed(AGENCY_ADMIN)] {
			for call in managing(MISSING) {
				assert_noop!(dispatch(call, by.clone()), Error::<Test>::AccreditationNotFound);
			}
		}
	});
}

#[test]
fn managing_fails_if_not_grantor() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		// The signers are its holder, a third institution, and the holder of one that the council
		// gave.
		for (id, by) in [
			(UNIVERSITY_GRANT, UNIVERSITY_ADMIN),
			(UNIVERSITY_GRANT, COLLEGE_ADMIN),
			(AGENCY_GRANT, AGENCY_ADMIN),
			(AGENCY_GRANT, UNIVERSITY_ADMIN),
		] {
			for call in managing(id) {
				assert_noop!(dispatch(call, signed(by)), Error::<Test>::NotGrantor);
			}
		}
	});
}

#[test]
fn managing_fails_if_the_grantor_has_lost_its_right() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let refused = |error: Error<Test>| {
			let error = DispatchError::from(error);
			for call in managing(UNIVERSITY_GRANT) {
				assert_noop!(dispatch(call, signed(AGENCY_ADMIN)), error);
			}
		};
		assert_ok!(dispatch(suspend(AGENCY_GRANT), council()));
		refused(Error::<Test>::AccreditationSuspended);
		assert_ok!(dispatch(withdraw(AGENCY_GRANT, None), council()));
		refused(Error::<Test>::AccreditationWithdrawn);
		assert_ok!(dispatch(suspend(UNIVERSITY_GRANT), council()));
	});
}

#[test]
fn managing_fails_if_the_grantor_may_no_longer_accredit() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		// The agency keeps a grant in force, and loses the level that the university's grant needs.
		let attest_only = terms(Scope::Any, true, 0);
		assert_ok!(dispatch(withdraw(AGENCY_GRANT, None), council()));
		let both = terms(Scope::Any, true, 1);
		assert_ok!(Credentials::offer_accreditation(council(), AGENCY, None, both));
		let (own, below) = (AccreditationId(3), AccreditationId(4));
		assert_ok!(Credentials::accept_accreditation(signed(AGENCY_ADMIN), own));
		let given = terms(scope(&[COURSE]), true, 0);
		let by = signed(AGENCY_ADMIN);
		assert_ok!(Credentials::offer_accreditation(by, UNIVERSITY, Some(own), given));
		assert_ok!(Credentials::accept_accreditation(signed(UNIVERSITY_ADMIN), below));
		assert_ok!(Credentials::narrow_accreditation(council(), own, attest_only));
		for call in managing(below) {
			let refused = Error::<Test>::DelegationExceeded;
			assert_noop!(dispatch(call, signed(AGENCY_ADMIN)), refused);
		}
	});
}

#[test]
fn managing_fails_if_a_grant_above_no_longer_reaches_so_deep() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let middle = terms(Scope::Any, true, 1);
		let by = signed(AGENCY_ADMIN);
		assert_ok!(Credentials::offer_accreditation(by, COLLEGE, Some(AGENCY_GRANT), middle));
		assert_ok!(Credentials::accept_accreditation(signed(COLLEGE_ADMIN), NEXT));
		let last = terms(scope(&[COURSE]), true, 0);
		assert_ok!(dispatch(offer(UNIVERSITY, Some(NEXT), last), signed(COLLEGE_ADMIN)));
		let id = AccreditationId(4);
		frame_support::hypothetically!({
			let call = withdraw(id, None);
			assert_ok!(dispatch(call, signed(COLLEGE_ADMIN)));
		});
		let mut shallow = grant(AGENCY_GRANT).terms;
		shallow.rights.delegation = 1;
		assert_ok!(Credentials::narrow_accreditation(council(), AGENCY_GRANT, shallow));
		let taken_back = withdraw(id, None);
		for call in managing(id).into_iter().filter(|call| *call != taken_back) {
			let refused = dispatch(call, signed(COLLEGE_ADMIN));
			assert_noop!(refused, Error::<Test>::DelegationExceeded);
		}
		assert_ok!(dispatch(taken_back, signed(COLLEGE_ADMIN)));
	});
}
