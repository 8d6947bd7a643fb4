// SPDX-License-Identifier: Apache-2.0

//! Tests of the council's call that moves the end of a retired key forward, or takes it away.

use super::*;
use crate::Actor;
use frame_support::assert_noop;
use testamur_primitives::limits::MAX_CURRENT_KEYS;

/// Runs a test a day after the university has retired the first of two keys.
fn with_a_retired_key(test: impl FnOnce()) {
	with_keys(&[key(1), key(2)], || {
		set_time(START + DAY);
		assert_ok!(dispatch(retire(key(1)), by_admin()));
		set_time(START + 2 * DAY);
		test();
	});
}

#[test]
fn reinstate_document_key_works() {
	with_a_retired_key(|| {
		let event = |former, until| Event::DocumentKeyReinstated {
			institution: UNIVERSITY,
			number: 1,
			key: key(1),
			former,
			until,
			by: Actor::Council,
		};
		let later = START + DAY + 1;
		assert_ok!(dispatch(reinstate(key(1), KeyEnd::At(later)), council()));
		assert_eq!(record(key(1)).until, Some(later));
		assert_eq!(counts(), (2, 2, 1), "it is still retired");
		assert_eq!(last_event(), event(START + DAY, Some(later)));

		assert_ok!(dispatch(reinstate(key(1), KeyEnd::Never), council()));
		assert_eq!(record(key(1)).until, None);
		assert_eq!(counts(), (2, 2, 2));
		assert_eq!(last_event(), event(later, None));
		// Its institution retires it again.
		assert_ok!(dispatch(retire(key(1)), by_admin()));
		assert_eq!(record(key(1)).until, Some(START + 2 * DAY));
	});
}

#[test]
fn a_reinstated_key_is_as_if_it_had_never_been_retired() {
	with_keys(&[key(1)], || {
		let before = storage();
		assert_ok!(dispatch(retire(key(1)), by_admin()));
		assert_ok!(dispatch(reinstate(key(1), KeyEnd::Never), council()));
		assert_eq!(storage(), before);
	});
}

#[test]
fn an_end_is_moved_forward_and_to_the_present_at_most() {
	with_a_retired_key(|| {
		let now = START + 2 * DAY;
		let to = |end| dispatch(reinstate(key(1), end), council());
		assert_noop!(to(KeyEnd::Unstated), Error::<Test>::KeyEndUnstated);
		for earlier in [0, START, START + DAY - 1] {
			assert_noop!(to(KeyEnd::At(earlier)), Error::<Test>::KeyEndNotLater);
		}
		for future in [now + 1, Moment::MAX] {
			assert_noop!(to(KeyEnd::At(future)), Error::<Test>::KeyEndInFuture);
		}
		assert_ok!(to(KeyEnd::At(now)));
		assert_noop!(to(KeyEnd::At(now - 1)), Error::<Test>::KeyEndNotLater);
		let unknown = dispatch(reinstate(key(9), KeyEnd::Never), council());
		assert_noop!(unknown, Error::<Test>::KeyNotFound);
	});
}

/// Checks that the council ends no key: that is for its institution.
#[test]
fn a_key_in_use_is_given_no_end() {
	with_a_retired_key(|| {
		let refused = dispatch(reinstate(key(2), KeyEnd::At(START + DAY)), council());
		assert_noop!(refused, Error::<Test>::KeyNotRetired);
		for by in [by_admin(), signed(REGISTRAR)] {
			let refused = dispatch(reinstate(key(1), KeyEnd::Never), by);
			assert_noop!(refused, sp_runtime::traits::BadOrigin);
		}
	});
}

#[test]
fn a_key_comes_back_into_use_only_where_there_is_room() {
	with_a_retired_key(|| {
		for n in 3..=1 + MAX_CURRENT_KEYS as u8 {
			assert_ok!(dispatch(add(key(n)), by_admin()));
		}
		let to = |end| dispatch(reinstate(key(1), end), council());
		assert_noop!(to(KeyEnd::Never), Error::<Test>::TooManyCurrentKeys);
		// The end of a retired key moves all the same: it takes no place.
		assert_ok!(to(KeyEnd::At(START + 2 * DAY)));
		assert_ok!(dispatch(retire(key(2)), by_admin()));
		assert_ok!(to(KeyEnd::Never));
		assert_eq!(counts().2, MAX_CURRENT_KEYS);
	});
}

/// Checks that both ends of a key are moved by themselves.
#[test]
fn a_compromised_key_stays_compromised() {
	with_a_retired_key(|| {
		assert_ok!(dispatch(declare(key(1), START), council()));
		assert_ok!(dispatch(reinstate(key(1), KeyEnd::Never), council()));
		assert_eq!(record(key(1)).compromised_since, Some(START));
		assert_eq!(counts(), (2, 1, 1));
		assert_ok!(dispatch(lift(key(1)), council()));
		assert_eq!(counts(), (2, 2, 2));
	});
}

#[test]
fn what_was_anchored_before_the_new_end_counts() {
	with_a_retired_key(|| {
		issue(1);
		set_time(START + 3 * DAY);
		issue(2);
		let both = || [1, 2].map(|n| reasons(n, key(1)).is_empty());
		assert_eq!(both(), [false, false]);
		let to = |end| {
			assert_ok!(dispatch(reinstate(key(1), end), council()));
		};
		to(KeyEnd::At(START + 2 * DAY));
		assert_eq!(both(), [false, false], "a key counts for nothing in the block of its end");
		to(KeyEnd::At(START + 2 * DAY + 1));
		assert_eq!(both(), [true, false]);
		to(KeyEnd::Never);
		assert_eq!(both(), [true, true]);
	});
}
