// SPDX-License-Identifier: Apache-2.0

//! Tests of voids: how far a withdrawal reaches back, who moves the moment, and what verdicts make
//! of it.

use super::*;
use crate::Actor;
use frame_support::{assert_noop, assert_ok};
use testamur_primitives::{
	limits::MAX_REACH_BACK,
	records::{Anchor, Validity},
	verdict::Reason,
	AccreditationState, CredentialReference, Digest, Root, Scope,
};

const VOIDED: &[Reason] = &[Reason::Voided];
const NONE: [bool; 5] = [false; 5];
const ALL_FIVE: [bool; 5] = [true; 5];

fn reference(n: u8) -> CredentialReference {
	let leaf = Digest([n; 32]).leaf();
	CredentialReference {
		institution: UNIVERSITY,
		leaf,
		index: 0,
		size: 1,
		path: Default::default(),
		signed_by: None,
	}
}

/// Anchors a single credential of the university now.
fn issue(n: u8) {
	let root = Root::from(reference(n).leaf);
	let anchor = Anchor { root, size: 1, validity: Validity::Never };
	assert_ok!(Credentials::anchor(signed(REGISTRAR), UNIVERSITY_GRANT, COURSE, anchor));
}

/// Runs a test in which the university issued credential 0 at the start, credential 1 a day later,
/// and so on, and the fifth day has come.
fn with_five_issued(test: impl FnOnce()) {
	ExtBuilder::default().accredited().build_and_execute(|| {
		for n in 0..5 {
			set_time(START + u64::from(n) * DAY);
			issue(n);
		}
		set_time(START + 5 * DAY);
		test();
	});
}

/// Checks which of the five credentials are void, and that the others are valid.
fn assert_void(void: [bool; 5]) {
	let verdicts = Credentials::verify((0..5).map(reference).collect()).unwrap();
	let reasons: Vec<_> = verdicts.iter().map(|verdict| verdict.reasons.as_slice()).collect();
	let expected = void.map(|void| if void { VOIDED } else { &[] });
	assert_eq!(reasons, expected);
	for (verdict, void) in verdicts.iter().zip(void) {
		assert_eq!(verdict.findings.as_ref().unwrap().accreditation.then, !void);
	}
}

#[test]
fn a_void_of_an_institution_reaches_back_to_its_bound_and_no_further() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		set_time(START + MAX_REACH_BACK);
		let by_agency = |from| {
			frame_support::hypothetically!(dispatch(
				withdraw(UNIVERSITY_GRANT, Some(from)),
				signed(AGENCY_ADMIN)
			))
		};
		for from in [0, START - DAY, START - 1] {
			assert_noop!(by_agency(from), Error::<Test>::VoidTooFarBack);
		}
		for from in [START, START + 1, START + MAX_REACH_BACK] {
			assert_ok!(by_agency(from));
		}
		// The bound moves with the time.
		set_time(START + MAX_REACH_BACK + 1);
		assert_noop!(by_agency(START), Error::<Test>::VoidTooFarBack);
	});
}

#[test]
fn a_void_of_the_council_reaches_back_to_any_moment() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		for void_from in [Some(0), Some(START - DAY), Some(START)] {
			frame_support::hypothetically!({
				assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, void_from), council()));
				let state = AccreditationState::Withdrawn { at: START, void_from };
				assert_eq!(grant(UNIVERSITY_GRANT).state, state);
			});
		}
	});
}

#[test]
fn in_the_first_days_of_the_chain_a_void_reaches_back_to_its_beginning() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let terms = Terms { valid_from: 1, ..terms(Scope::Any, false, 2) };
		assert_ok!(Credentials::offer_accreditation(council(), COLLEGE, None, terms.clone()));
		assert_ok!(Credentials::accept_accreditation(signed(COLLEGE_ADMIN), NEXT));
		let below = Terms { rights: grant(UNIVERSITY_GRANT).terms.rights, ..terms };
		assert_ok!(dispatch(offer(UNIVERSITY, Some(NEXT), below), signed(COLLEGE_ADMIN)));
		set_time(MAX_REACH_BACK - 1);
		let call = withdraw(AccreditationId(4), Some(0));
		assert_ok!(frame_support::hypothetically!(dispatch(call, signed(COLLEGE_ADMIN))));
		set_time(START);
	});
}

#[test]
fn withdraw_fails_if_void_in_future() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		for by in [council(), signed(AGENCY_ADMIN)] {
			for from in [START + 1, Moment::MAX] {
				let ahead = dispatch(withdraw(UNIVERSITY_GRANT, Some(from)), by.clone());
				assert_noop!(ahead, Error::<Test>::VoidInFuture);
			}
		}
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, Some(START)), council()));
		let forward = dispatch(withdraw(UNIVERSITY_GRANT, Some(START + 1)), council());
		assert_noop!(forward, Error::<Test>::VoidInFuture);
	});
}

#[test]
fn the_grantor_moves_a_void_further_back_within_its_bound() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let by = || signed(AGENCY_ADMIN);
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, None), by()));
		set_time(START + 2 * DAY);
		let mut former = None;
		for void_from in [Some(START + DAY), Some(START + DAY - 1), Some(START)] {
			assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, void_from), by()));
			let state = AccreditationState::Withdrawn { at: START, void_from };
			assert_eq!(grant(UNIVERSITY_GRANT).state, state);
			assert_eq!(institution(UNIVERSITY).held, 0);
			let event = Event::AccreditationVoidMoved {
				accreditation: UNIVERSITY_GRANT,
				former,
				void_from,
				by: Actor::Account(AGENCY_ADMIN),
				holder: UNIVERSITY,
				grantor: BY_AGENCY,
			};
			assert_eq!(last_event(), event);
			former = void_from;
		}
		let bound = START + 2 * DAY - MAX_REACH_BACK;
		let too_far = dispatch(withdraw(UNIVERSITY_GRANT, Some(bound - 1)), by());
		assert_noop!(too_far, Error::<Test>::VoidTooFarBack);
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, Some(bound)), by()));
	});
}

#[test]
fn the_grantor_neither_lifts_a_void_nor_moves_it_forward() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let by = || signed(AGENCY_ADMIN);
		let from = START - DAY;
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, Some(from)), by()));
		for void_from in [from + 1, START] {
			let moved = dispatch(withdraw(UNIVERSITY_GRANT, Some(void_from)), by());
			assert_noop!(moved, Error::<Test>::VoidNotEarlier);
		}
		assert_noop!(dispatch(lift(UNIVERSITY_GRANT), by()), sp_runtime::DispatchError::BadOrigin);
		let same = dispatch(withdraw(UNIVERSITY_GRANT, Some(from)), by());
		assert_noop!(same, Error::<Test>::VoidUnchanged);
	});
}

#[test]
fn the_council_moves_a_void_wherever_it_was_not() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, None), council()));
		set_time(START + 2 * DAY);
		let mut former = None;
		for void_from in [Some(0), Some(START), None, Some(START + 2 * DAY), Some(START - DAY)] {
			let lifts = void_from.is_none();
			let moves = withdraw(UNIVERSITY_GRANT, void_from);
			let call = if lifts { lift(UNIVERSITY_GRANT) } else { moves };
			assert_ok!(dispatch(call, council()));
			let state = AccreditationState::Withdrawn { at: START, void_from };
			assert_eq!(grant(UNIVERSITY_GRANT).state, state, "it stays withdrawn since then");
			let event = Event::AccreditationVoidMoved {
				accreditation: UNIVERSITY_GRANT,
				former,
				void_from,
				by: Actor::Council,
				holder: UNIVERSITY,
				grantor: BY_AGENCY,
			};
			assert_eq!(last_event(), event);
			former = void_from;
		}
	});
}

/// Checks that a moment that a client left out lifts nothing, whoever calls.
#[test]
fn no_void_is_lifted_by_a_moment_that_was_left_out() {
	with_five_issued(|| {
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, Some(START)), signed(AGENCY_ADMIN)));
		for by in [council(), signed(AGENCY_ADMIN)] {
			let left_out = dispatch(withdraw(UNIVERSITY_GRANT, None), by);
			assert_noop!(left_out, Error::<Test>::AccreditationVoid);
		}
		assert_void(ALL_FIVE);
	});
}

#[test]
fn verdicts_follow_a_void_that_is_set_moved_and_lifted() {
	with_five_issued(|| {
		assert_void(NONE);
		// A thief with the keys of the agency.
		let by_thief = dispatch(withdraw(UNIVERSITY_GRANT, Some(START)), signed(AGENCY_ADMIN));
		assert_ok!(by_thief);
		assert_void(ALL_FIVE);
		assert_ok!(dispatch(lift(UNIVERSITY_GRANT), council()));
		assert_void(NONE);
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, Some(START + DAY)), council()));
		assert_void([false, true, true, true, true]);
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, Some(START + 3 * DAY)), council()));
		assert_void([false, false, false, true, true]);
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, Some(0)), council()));
		assert_void(ALL_FIVE);
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, Some(START + 5 * DAY)), council()));
		assert_void(NONE);
	});
}

#[test]
fn a_lifted_void_of_a_grant_further_up_makes_what_is_below_valid_again() {
	with_five_issued(|| {
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, Some(START + 4 * DAY)), council()));
		assert_ok!(dispatch(withdraw(AGENCY_GRANT, Some(START + 2 * DAY)), council()));
		assert_void([false, false, true, true, true]);
		assert_ok!(dispatch(lift(AGENCY_GRANT), council()));
		assert_void([false, false, false, false, true]);
		assert_ok!(dispatch(lift(UNIVERSITY_GRANT), council()));
		assert_void(NONE);
		// The grants stay withdrawn: nothing more is issued under them.
		assert!(!university_may_issue());
	});
}
