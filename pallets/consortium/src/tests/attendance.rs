// SPDX-License-Identifier: Apache-2.0

//! Who wrote blocks, and who did not.

use super::*;
use crate::{Absences, Authored};

/// The sessions that a validator has been absent for by now.
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
fn blocks_are_counted_for_who_wrote_them() {
	ExtBuilder::default().build_and_execute(|| {
		block_in(FIRST + 1);
		block_in(FIRST + 4);
		block_in(FIRST + 5);
		assert_eq!([1, 2, 3, 4].map(Authored::<Test>::get), [2, 0, 0, 2]);
	});
}

#[test]
fn the_block_that_ends_a_session_counts_for_it() {
	ExtBuilder::default().build_and_execute(|| {
		// The third is needed for the last block only, and the set moves under its feet.
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
fn absence_is_told_counted_and_forgiven() {
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
fn patience_ends() {
	ExtBuilder::default().build_and_execute(|| {
		session_without(&[2]);
		session_without(&[2]);
		assert!(Consortium::is_validator(&2));
		session_without(&[2]);
		assert_eq!(last_event(), retired(2));
		assert_eq!((decided(), absences(2)), (vec![1, 3, 4], 0));
		// Retired as its third session ended, it is left out of the plan that was made then.
		session_without(&[2]);
		assert_eq!(running(), [1, 3, 4]);
	});
}

#[test]
fn patience_is_never_ending_if_the_council_says_so() {
	let settings = Settings { absent_sessions: 0, ..SETTINGS };
	ExtBuilder::default().settings(settings).build_and_execute(|| {
		for session in 0..10 {
			session_without(&[2]);
			assert_eq!(last_event(), absent(2, session, session + 1));
		}
		assert!(Consortium::is_validator(&2));
	});
}

#[test]
fn too_many_absent_count_for_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		for session in 0..5 {
			session_without(&[2, 3]);
			assert_eq!(last_event(), Event::TooManyAbsent { session, absent: 2 });
		}
		assert_eq!((absences(2), absences(3)), (0, 0));
		assert_eq!(decided(), [1, 2, 3, 4]);
	});
}

/// Fewer than a third: none of three, one of four, two of seven.
#[test]
fn as_many_may_be_absent_as_the_network_can_do_without() {
	let told = |validators: &[AccountId], missing: &[AccountId]| {
		let mut told = Vec::new();
		ExtBuilder::default().validators(validators).build_and_execute(|| {
			session_without(missing);
			told = events();
		});
		told
	};
	let too_many = |absent| vec![Event::TooManyAbsent { session: 0, absent }];
	assert_eq!(told(&[1, 2, 3], &[1]), too_many(1));
	assert_eq!(told(&[1, 2, 3, 4], &[1]), [absent(1, 0, 1)]);
	assert_eq!(told(&[1, 2, 3, 4, 5, 6], &[1]), [absent(1, 0, 1)]);
	assert_eq!(told(&[1, 2, 3, 4, 5, 6], &[1, 2]), too_many(2));
	let two = [absent(1, 0, 1), absent(2, 0, 1)];
	assert_eq!(told(&[1, 2, 3, 4, 5, 6, 7], &[1, 2]), two);
	assert_eq!(told(&[1, 2, 3, 4, 5, 6, 7], &[1, 2, 3]), too_many(3));
}

#[test]
fn a_short_session_says_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		let missing = [2];
		// One block fewer than two turns for each of the four.
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
fn who_is_disabled_is_not_absent() {
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
		// As soon as there are others, it goes.
		join(5);
		session_without(&[2]);
		assert_eq!(last_event(), retired(2));
	});
}

#[test]
fn absence_of_who_is_leaving_is_not_counted() {
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
