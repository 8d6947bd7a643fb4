// SPDX-License-Identifier: Apache-2.0

//! Tests of declarations that a key is compromised: how far back they reach, who moves them, and
//! who lifts them.

use super::*;
use crate::Actor;
use frame_support::{assert_noop, hypothetically};
use testamur_primitives::limits::MAX_REACH_BACK;

#[test]
fn declare_compromised_works() {
	with_keys(&[key(1), key(2)], || {
		set_time(START + 5 * DAY);
		let since = START + 2 * DAY;
		assert_ok!(dispatch(declare(key(2), since), by_admin()));
		assert_eq!(record(key(2)).compromised_since, Some(since));
		assert_eq!(record(key(2)).until, None, "it is not retired by that");
		assert_eq!(counts(), (2, 1, 1));
		let event = Event::DocumentKeyCompromised {
			institution: UNIVERSITY,
			number: 2,
			key: key(2),
			former: None,
			since,
			by: Actor::Account(UNIVERSITY_ADMIN),
		};
		assert_eq!(last_event(), event);

		let earlier = START + DAY;
		assert_ok!(dispatch(declare(key(2), earlier), council()));
		let event = Event::DocumentKeyCompromised {
			institution: UNIVERSITY,
			number: 2,
			key: key(2),
			former: Some(since),
			since: earlier,
			by: Actor::Council,
		};
		assert_eq!(last_event(), event);
		assert_eq!(counts(), (2, 1, 1), "it is counted once");
	});
}

#[test]
fn the_institution_reaches_back_to_its_bound_and_the_council_to_the_beginning_of_the_key() {
	with_keys(&[key(1)], || {
		set_time(START + MAX_REACH_BACK + DAY);
		let by = |origin, since| hypothetically!(dispatch(declare(key(1), since), origin));
		for since in [0, START, START + DAY - 1] {
			assert_noop!(by(by_admin(), since), Error::<Test>::CompromiseTooFarBack);
		}
		for since in [START + DAY, START + MAX_REACH_BACK + DAY] {
			assert_ok!(by(by_admin(), since));
			assert_ok!(by(council(), since));
		}
		assert_ok!(by(council(), START));
		for since in [0, START - 1] {
			assert_noop!(by(council(), since), Error::<Test>::KeyNotYetAdded);
		}
		for origin in [by_admin(), council()] {
			for since in [START + MAX_REACH_BACK + DAY + 1, Moment::MAX] {
				assert_noop!(by(origin.clone(), since), Error::<Test>::CompromiseInFuture);
			}
		}
	});
}

#[test]
fn a_key_is_not_compromised_before_it_was_added() {
	with_keys(&[], || {
		set_time(START + DAY);
		assert_ok!(dispatch(add(key(1)), by_admin()));
		for origin in [by_admin(), council()] {
			let before = dispatch(declare(key(1), START + DAY - 1), origin.clone());
			assert_noop!(before, Error::<Test>::KeyNotYetAdded);
			let unknown = dispatch(declare(key(2), START + DAY), origin);
			assert_noop!(unknown, Error::<Test>::KeyNotFound);
		}
		assert_ok!(dispatch(declare(key(1), START + DAY), by_admin()));
	});
}

#[test]
fn the_institution_moves_the_moment_further_back_only() {
	with_keys(&[key(1)], || {
		set_time(START + 5 * DAY);
		let by = |origin, since| dispatch(declare(key(1), since), origin);
		assert_ok!(by(by_admin(), START + 3 * DAY));
		assert_noop!(by(by_admin(), START + 3 * DAY), Error::<Test>::CompromiseUnchanged);
		assert_noop!(by(by_admin(), START + 4 * DAY), Error::<Test>::CompromiseNotEarlier);
		assert_ok!(by(by_admin(), START + 2 * DAY));
		assert_ok!(by(council(), START + 4 * DAY));
		assert_eq!(record(key(1)).compromised_since, Some(START + 4 * DAY));
		assert_ok!(by(council(), START + DAY));
		assert_noop!(by(by_admin(), START + 2 * DAY), Error::<Test>::CompromiseNotEarlier);
	});
}

#[test]
fn the_council_alone_lifts_it() {
	with_keys(&[key(1), key(2)], || {
		set_time(START + DAY);
		let before = storage();
		assert_ok!(dispatch(declare(key(1), START), by_admin()));
		assert_noop!(dispatch(lift(key(1)), by_admin()), sp_runtime::traits::BadOrigin);
		assert_ok!(dispatch(lift(key(1)), council()));
		let event = Event::CompromiseLifted {
			institution: UNIVERSITY,
			number: 1,
			key: key(1),
			former: START,
			by: Actor::Council,
		};
		assert_eq!(last_event(), event);
		assert_eq!(storage(), before, "all is as it was");
		let unknown = dispatch(lift(key(9)), council());
		assert_noop!(unknown, Error::<Test>::KeyNotFound);
		// A retired key stays retired.
		assert_ok!(dispatch(retire(key(2)), by_admin()));
		assert_ok!(dispatch(declare(key(2), START), by_admin()));
		assert_eq!(counts(), (2, 1, 1));
		assert_ok!(dispatch(lift(key(2)), council()));
		assert_eq!(record(key(2)).until, Some(START + DAY));
		assert_eq!(counts(), (2, 2, 1));
	});
}

/// Checks that a motion which comes after another of the same content does not fail.
#[test]
fn a_decision_of_the_council_that_changes_nothing_succeeds_and_says_nothing() {
	with_keys(&[key(1)], || {
		set_time(START + DAY);
		assert_ok!(dispatch(declare(key(1), START), by_admin()));
		for call in [declare(key(1), START), lift(key(1))] {
			assert_ok!(dispatch(call.clone(), council()));
			let (before, events_before) = (storage(), events().len());
			assert_ok!(dispatch(call, council()));
			assert_eq!((storage(), events().len()), (before, events_before));
		}
	});
}

/// Checks that a key may be found compromised after its end: somebody might sign with it and state
/// an early date, and those who read no chain would believe it.
#[test]
fn a_retired_key_can_be_declared_compromised_and_a_compromised_one_retired() {
	with_keys(&[key(1), key(2)], || {
		assert_ok!(dispatch(retire(key(1)), by_admin()));
		set_time(START + DAY);
		assert_ok!(dispatch(declare(key(1), START + DAY), by_admin()));
		assert_eq!(record(key(1)).until, Some(START));
		assert_eq!(counts(), (2, 1, 1));
		assert_ok!(dispatch(declare(key(2), START + DAY), by_admin()));
		assert_eq!(counts(), (2, 0, 0));
		assert_ok!(dispatch(retire(key(2)), by_admin()));
		assert_eq!(counts(), (2, 0, 0));
		assert_ok!(dispatch(lift(key(2)), council()));
		assert_eq!(counts(), (2, 1, 0), "it is back as a retired one");
	});
}

#[test]
fn a_suspended_institution_declares_nothing_and_the_council_does() {
	with_keys(&[key(1)], || {
		assert_ok!(Credentials::suspend_institution(council(), UNIVERSITY));
		for call in [declare(key(1), START), retire(key(1)), add(key(2))] {
			let refused = dispatch(call, by_admin());
			assert_noop!(refused, Error::<Test>::InstitutionSuspended);
		}
		assert_ok!(dispatch(declare(key(1), START), council()));
	});
}
