// SPDX-License-Identifier: Apache-2.0

//! Tests of attendance: counts of blocks, absences, and retirement for absence.

use super::*;
use crate::NEVER_ABSENT;
use crate::{Absences, Authored};

/// Returns the number of sessions in a row that a validator has been absent for.
fn absences(who: AccountId) -> u32 {
	Absences::<Test>::get(who)
}

fn absent(validator: AccountId, session: u32, in_a_row: u32) -> Event<Test> {
	Event::ValidatorAbsent { validator, session, in_a_row }
}

fn retired(validator: AccountId) -> Event<Test> {
	Event::ValidatorRetired { validator, reason: Retirement::Absence }
}

#[test]
fn blocks_are_counted_for_their_authors() {
	ExtBuilder::default().build_and_execute(|| {
		block_in(FIRST_SLOT + 1);
		block_in(FIRST_SLOT + 4);
		block_in(FIRST_SLOT + 5);
		assert_eq!([1, 2, 3, 4].map(Authored::<Test>::get), [2, 0, 0, 2]);
	});
}

#[test]
fn the_block_that_ends_a_session_counts_for_it() {
	ExtBuilder::default().build_and_execute(|| {
		// Validator 3 writes the last block only, while the retirement of 1 moves its place in the
		// set.
		assert_ok!(Consortium::retire_validator(council(), 1));
		sessions(1);
		while System::block_number() < 2 * LENGTH - 1 {
			block_without(&[3]);
		}
		let slot = (slot() + 1..).find(|slot| in_turn(*slot) == 3).unwrap();
		block_in(slot);
		assert_eq!(Session::current_index(), 2);
		assert_eq!(running(), [2, 3, 4]);
		assert_eq!(absences(3), 0);
		assert!(Authored::<Test>::iter().next().is_none(), "counting begins anew");
	});
}

#[test]
fn an_absence_is_reported_and_counted_until_the_next_block() {
	ExtBuilder::default().build_and_execute(|| {
		session_without(&[2]);
		assert_eq!(last_event(), absent(2, 0, 1));
		session_without(&[2]);
		assert_eq!(last_event(), absent(2, 1, 2));
		assert_eq!(absences(2), 2);

		sessions(1);
		assert_eq!(absences(2), 0);
		assert_eq!(last_event(), absent(2, 1, 2));

		session_without(&[2]);
		assert_eq!(last_event(), absent(2, 3, 1));
	});
}

#[test]
fn a_validator_is_retired_after_the_configured_absences() {
	ExtBuilder::default().build_and_execute(|| {
		session_without(&[2]);
		session_without(&[2]);
		assert!(Consortium::is_validator(&2));
		session_without(&[2]);
		assert_eq!(last_event(), retired(2));
		assert_eq!((decided(), absences(2)), (vec![1, 3, 4], 0));
		// It was retired when its third session ended, so the plan made at that moment excludes it.
		session_without(&[2]);
		assert_eq!(running(), [1, 3, 4]);
	});
}

#[test]
fn no_absence_retires_a_validator_if_the_setting_is_never() {
	let settings = Settings { absent_sessions: NEVER_ABSENT, ..SETTINGS };
	ExtBuilder::default().settings(settings).build_and_execute(|| {
		for session in 0..10 {
			session_without(&[2]);
			assert_eq!(last_event(), absent(2, session, session + 1));
		}
		assert!(Consortium::is_validator(&2));
	});
}

#[test]
fn absences_of_too_many_are_not_counted() {
	ExtBuilder::default().build_and_execute(|| {
		for session in 0..5 {
			session_without(&[2, 3]);
			assert_eq!(last_event(), Event::TooManyAbsent { session, absent: 2 });
		}
		assert_eq!((absences(2), absences(3)), (0, 0));
		assert_eq!(decided(), [1, 2, 3, 4]);
	});
}

/// Checks the limit of a third: none of three may be absent, one of four, two of seven.
#[test]
fn as_many_may_be_absent_as_the_network_can_do_without() {
	let reported = |validators: &[AccountId], missing: &[AccountId]| {
		let mut reported = Vec::new();
		ExtBuilder::default().validators(validators).build_and_execute(|| {
			session_without(missing);
			reported = events();
		});
		reported
	};
	let too_many = |absent| vec![Event::TooManyAbsent { session: 0, absent }];
	assert_eq!(reported(&[1, 2, 3], &[1]), too_many(1));
	assert_eq!(reported(&[1, 2, 3, 4], &[1]), [absent(1, 0, 1)]);
	assert_eq!(reported(&[1, 2, 3, 4, 5, 6], &[1]), [absent(1, 0, 1)]);
	assert_eq!(reported(&[1, 2, 3, 4, 5, 6], &[1, 2]), too_many(2));
	let two = [absent(1, 0, 1), absent(2, 0, 1)];
	assert_eq!(reported(&[1, 2, 3, 4, 5, 6, 7], &[1, 2]), two);
	assert_eq!(reported(&[1, 2, 3, 4, 5, 6, 7], &[1, 2, 3]), too_many(3));
}

#[test]
fn a_short_session_is_not_counted() {
	ExtBuilder::default().build_and_execute(|| {
		let missing = [2];
		// The session has one block fewer than two turns for each of the four.
		for _ in 0..5 {
			block_without(&missing);
		}
		assert_ok!(Consortium::end_session(council()));
		block_without(&missing);
		assert_eq!((Session::current_index(), System::block_number()), (1, 7));
		assert_eq!(absences(2), 0);

		for _ in 0..7 {
			block_without(&missing);
		}
		assert_ok!(Consortium::end_session(council()));
		block_without(&missing);
		assert_eq!((Session::current_index(), System::block_number()), (2, 15));
		assert_eq!(absences(2), 1);
	});
}

#[test]
fn a_disabled_validator_is_not_absent() {
	ExtBuilder::default().build_and_execute(|| {
		Session::disable_index(1);
		assert!(is_disabled(2));
		session_without(&[]);
		assert_eq!(absences(2), 0);
		assert!(events().is_empty());
	});
}

#[test]
fn the_floor_holds_back_the_absent_too() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Consortium::retire_validator(council(), 1));
		for session in 0..2 {
			session_without(&[2]);
			assert_eq!(last_event(), absent(2, session, session + 1));
		}
		// Three are left, so one that is missing is one too many to be counted.
		session_without(&[2]);
		assert_eq!(last_event(), Event::TooManyAbsent { session: 2, absent: 1 });
	});
	let settings = Settings { floor: 4, ..SETTINGS };
	ExtBuilder::default().settings(settings).build_and_execute(|| {
		for session in 0..5 {
			session_without(&[2]);
			let held_back = Event::RetirementHeldBack { validator: 2, reason: Retirement::Absence };
			let last = if session < 2 { absent(2, session, session + 1) } else { held_back };
			assert_eq!(last_event(), last);
		}
		// As soon as there are enough others, it is retired.
		join(5);
		session_without(&[2]);
		assert_eq!(last_event(), retired(2));
	});
}

#[test]
fn absences_of_a_leaving_validator_are_not_counted() {
	ExtBuilder::default().build_and_execute(|| {
		session_without(&[2]);
		assert_ok!(Consortium::resign(signed(2)));
		assert_eq!(absences(2), 0);
		let before = events().len();
		session_without(&[2]);
		assert_eq!(events().len(), before);
		assert_eq!(absences(2), 0);
	});
}
