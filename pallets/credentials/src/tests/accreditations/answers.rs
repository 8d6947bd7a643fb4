// SPDX-License-Identifier: Apache-2.0

//! Tests of the answers to offers: each is accepted or declined, once.

use super::*;
use frame_support::{assert_noop, assert_ok};
use testamur_primitives::{AccreditationState, Scope};

const OFFER: AccreditationId = AccreditationId(1);

/// Runs a test in which the college has an offer of the council.
fn with_offer(test: impl FnOnce()) {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let terms = terms(Scope::Any, true, 0);
		assert_ok!(Credentials::offer_accreditation(council(), COLLEGE, None, terms));
		test();
	});
}

fn accept() -> Call {
	Call::accept_accreditation { accreditation: OFFER }
}

fn decline() -> Call {
	Call::decline_accreditation { accreditation: OFFER }
}

#[test]
fn accept_works() {
	with_offer(|| {
		set_time(START + DAY);
		assert_ok!(dispatch(accept(), signed(COLLEGE_ADMIN)));
		assert_eq!(grant(OFFER).state, AccreditationState::Active);
		assert_eq!(grant(OFFER).accepted_at, Some(START + DAY));
		assert_eq!(institution(COLLEGE).held, 1);
		let event = Event::AccreditationAccepted {
			accreditation: OFFER,
			by: COLLEGE_ADMIN,
			holder: COLLEGE,
			grantor: Grantor::Council,
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn accept_fails_if_window_over() {
	with_offer(|| {
		set_time(grant(OFFER).terms.valid_until);
		let refused = dispatch(accept(), signed(COLLEGE_ADMIN));
		assert_noop!(refused, Error::<Test>::AccreditationExpired);
		set_time(grant(OFFER).terms.valid_until - 1);
		assert_ok!(dispatch(accept(), signed(COLLEGE_ADMIN)));
	});
}

#[test]
fn decline_works() {
	with_offer(|| {
		set_time(START + DAY);
		assert_ok!(dispatch(decline(), signed(COLLEGE_ADMIN)));
		assert_eq!(grant(OFFER).state, AccreditationState::Declined { at: START + DAY });
		assert!(!holds_place(OFFER));
		assert_eq!(institution(COLLEGE).held, 0);
		let event = Event::AccreditationDeclined {
			accreditation: OFFER,
			by: COLLEGE_ADMIN,
			holder: COLLEGE,
			grantor: Grantor::Council,
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn decline_works_after_the_window() {
	with_offer(|| {
		set_time(grant(OFFER).terms.valid_until);
		assert_ok!(dispatch(decline(), signed(COLLEGE_ADMIN)));
	});
}

#[test]
fn answers_fail_if_not_found() {
	with_offer(|| {
		let (accreditation, by) = (MISSING, || signed(COLLEGE_ADMIN));
		for call in [
			Call::accept_accreditation { accreditation },
			Call::decline_accreditation { accreditation },
		] {
			assert_noop!(dispatch(call, by()), Error::<Test>::AccreditationNotFound);
		}
	});
}

#[test]
fn answers_fail_if_not_holder() {
	with_offer(|| {
		for call in [accept(), decline()] {
			assert_noop!(dispatch(call, signed(UNIVERSITY_ADMIN)), Error::<Test>::NotHolder);
		}
	});
}

#[test]
fn answers_fail_if_answered() {
	let answer_twice = |first: fn() -> Call, second: fn() -> Call| {
		with_offer(|| {
			assert_ok!(dispatch(first(), signed(COLLEGE_ADMIN)));
			let refused = dispatch(second(), signed(COLLEGE_ADMIN));
			assert_noop!(refused, Error::<Test>::AlreadyAnswered);
		});
	};
	for first in [accept, decline] {
		for second in [accept, decline] {
			answer_twice(first, second);
		}
	}
}

#[test]
fn answers_fail_if_withdrawn() {
	with_offer(|| {
		assert_ok!(Credentials::withdraw_accreditation(council(), OFFER, None));
		for call in [accept(), decline()] {
			let refused = dispatch(call, signed(COLLEGE_ADMIN));
			assert_noop!(refused, Error::<Test>::AlreadyAnswered);
		}
	});
}
