// SPDX-License-Identifier: Apache-2.0

//! Tests of sessions, in which decided sets become running sets.

use super::*;
use frame_support::traits::EstimateNextSessionRotation;
use pallet_session::historical::{HistoricalSessions, StoredRange};
use sp_runtime::{DigestItem, Permill};

/// Returns the number of times that another set was planned.
fn times_queued() -> usize {
	let queued = RuntimeEvent::Session(pallet_session::Event::NewQueued);
	System::events().iter().filter(|record| record.event == queued).count()
}

/// Returns whether this block announces other authorities to Aura.
fn authorities_change() -> bool {
	let announces = |log: &DigestItem| matches!(log, DigestItem::Consensus(..));
	System::digest().logs.iter().any(announces)
}

#[test]
fn a_session_is_as_long_as_configured() {
	ExtBuilder::default().build_and_execute(|| {
		blocks(LENGTH - 2);
		assert_eq!((System::block_number(), Session::current_index()), (LENGTH - 1, 0));
		blocks(1);
		assert_eq!((System::block_number(), Session::current_index()), (LENGTH, 1));
		blocks(LENGTH - 1);
		assert_eq!(Session::current_index(), 1);
		blocks(1);
		assert_eq!(Session::current_index(), 2);

		let longer = Settings { session_length: 30, ..SETTINGS };
		assert_ok!(Consortium::configure(council(), longer));
		blocks(29);
		assert_eq!(Session::current_index(), 2);
		blocks(1);
		assert_eq!(Session::current_index(), 3);
	});
}

#[test]
fn a_session_that_is_made_shorter_ends_with_the_next_block() {
	ExtBuilder::default().build_and_execute(|| {
		blocks(LENGTH - 4);
		let shorter = Settings { session_length: 14, ..SETTINGS };
		assert_ok!(Consortium::configure(council(), shorter));
		assert_eq!(Session::current_index(), 0);
		blocks(1);
		assert_eq!(Session::current_index(), 1);
	});
}

#[test]
fn the_council_ends_a_session_with_the_next_block() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Consortium::end_session(council()));
		assert_eq!(last_event(), Event::SessionEndAsked);
		assert_eq!(Session::current_index(), 0);
		blocks(1);
		assert_eq!(Session::current_index(), 1);
		// The next session has its full length again.
		blocks(LENGTH - 1);
		assert_eq!(Session::current_index(), 1);
		blocks(1);
		assert_eq!(Session::current_index(), 2);
	});
}

#[test]
fn decisions_take_effect_sooner_if_sessions_are_ended() {
	ExtBuilder::default().build_and_execute(|| {
		join(5);
		for _ in 0..2 {
			assert_ok!(Consortium::end_session(council()));
			blocks(1);
		}
		assert_eq!(running(), [1, 2, 3, 4, 5]);
		assert_eq!(count(&Event::TooManyAbsent { session: 0, absent: 3 }), 0);
	});
}

#[test]
fn an_unchanged_set_is_no_change() {
	ExtBuilder::default().build_and_execute(|| {
		for _ in 0..50 {
			sessions(1);
			assert!(!authorities_change());
		}
		assert_eq!(times_queued(), 0);
		assert_eq!(running(), [1, 2, 3, 4]);
	});
}

#[test]
fn a_change_is_planned_once() {
	ExtBuilder::default().build_and_execute(|| {
		join(5);
		sessions(1);
		assert_eq!((times_queued(), authorities_change()), (1, false));
		sessions(1);
		assert_eq!((times_queued(), authorities_change()), (1, true));
		for _ in 0..5 {
			sessions(1);
			assert_eq!((times_queued(), authorities_change()), (1, false));
		}
	});
}

#[test]
fn a_validator_without_keys_is_not_planned() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Consortium::admit_validator(council(), 5));
		sessions(3);
		assert_eq!((running(), times_queued()), (vec![1, 2, 3, 4], 0));
	});
}

#[test]
fn other_keys_alone_take_effect() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(set_keys(2, 1));
		sessions(1);
		assert_eq!(authorities()[1], key(2, 0));
		sessions(1);
		assert!(authorities_change());
		assert_eq!(authorities(), [key(1, 0), key(2, 1), key(3, 0), key(4, 0)]);
		sessions(1);
		assert!(!authorities_change());
	});
}

#[test]
fn every_session_has_a_root_from_the_first_on() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(HistoricalSessions::<Test>::contains_key(0));
		assert!(HistoricalSessions::<Test>::contains_key(1));
		for _ in 0..5 {
			let next = Session::current_index() + 1;
			assert!(HistoricalSessions::<Test>::contains_key(next));
			sessions(1);
		}
	});
}

#[test]
fn the_last_set_stays_when_nobody_is_left_to_plan() {
	ExtBuilder::default().build().execute_with(|| {
		// No call can cause this.
		crate::Validators::<Test>::kill();
		sessions(5);
		assert_eq!(running(), [1, 2, 3, 4]);
	});
}

#[test]
fn the_end_of_a_session_is_estimated() {
	ExtBuilder::default().build_and_execute(|| {
		let estimate = |now| {
			let (progress, _) = Consortium::estimate_current_session_progress(now);
			let (end, _) = Consortium::estimate_next_session_rotation(now);
			(progress.unwrap(), end.unwrap())
		};
		assert_eq!(Consortium::average_session_length(), LENGTH);
		assert_eq!(estimate(1), (Permill::from_percent(5), LENGTH));
		sessions(1);
		assert_eq!(System::block_number(), LENGTH);
		assert_eq!(estimate(LENGTH), (Permill::zero(), 2 * LENGTH));
		assert_eq!(estimate(LENGTH + 10), (Permill::from_percent(50), 2 * LENGTH));
		// The progress is never more than one.
		assert_eq!(estimate(4 * LENGTH), (Permill::one(), 2 * LENGTH));
	});
}

#[test]
fn history_is_kept_for_a_while_and_stays_bounded() {
	let settings = Settings { session_length: 14, ..SETTINGS };
	ExtBuilder::default().settings(settings).build_and_execute(|| {
		for ended in 0..300 {
			sessions(1);
			let (first, end) = StoredRange::<Test>::get().unwrap();
			assert_eq!(end, ended + 3, "up to the session that is planned");
			// The range has the ended sessions in history, the running one and the planned one.
			assert_eq!(end - first, (ended + 1).min(HISTORY) + 2);
			assert_eq!(HistoricalSessions::<Test>::iter().count() as u32, end - first);
		}
	});
}
