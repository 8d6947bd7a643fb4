// SPDX-License-Identifier: Apache-2.0

//! Tests of the consequences of an offence.

use super::*;
use crate::Equivocation;
use sp_runtime::DispatchResult;
use sp_staking::offence::{OffenceError, ReportOffence};

/// Reports that a validator wrote two blocks in a slot of the running session.
fn offend(who: AccountId, slot: u64) -> Result<(), OffenceError> {
	let offence = Equivocation {
		slot: slot.into(),
		session: Session::current_index(),
		validator_count: running().len() as u32,
		offender: (who, ()),
	};
	<Test as crate::Config>::ReportOffence::report_offence(vec![], offence)
}

fn acted_on(validator: AccountId) -> Event<Test> {
	Event::OffenceActedOn { validator, session: Session::current_index() }
}

fn retired(validator: AccountId) -> Event<Test> {
	Event::ValidatorRetired { validator, reason: Retirement::Offence }
}

fn held_back(validator: AccountId) -> Event<Test> {
	Event::RetirementHeldBack { validator, reason: Retirement::Offence }
}

#[test]
fn an_offender_is_disabled_at_once_and_retired() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offend(2, 1));
		assert!(is_disabled(2));
		assert_eq!(events(), [acted_on(2), retired(2)]);
		assert_eq!((decided(), leaving()), (vec![1, 3, 4], vec![2]));
		sessions(1);
		assert!(is_disabled(2));
		sessions(1);
		assert_eq!(running(), [1, 3, 4]);
		assert_eq!(Session::load_keys(&2), None);
		assert!(Session::disabled_validators().is_empty());
	});
}

/// Checks the change of a set, at which the session pallet enables all validators.
#[test]
fn an_offender_stays_disabled_when_others_come_and_go() {
	ExtBuilder::default().build_and_execute(|| {
		// Another validator is planned for the next session, in which the offender still runs.
		join(5);
		sessions(1);
		assert_ok!(offend(2, 1));
		sessions(1);
		assert_eq!(running(), [1, 2, 3, 4, 5]);
		assert!(is_disabled(2));
		assert_eq!(crate::Offenders::<Test>::get().into_inner(), [2]);
		sessions(1);
		assert_eq!(running(), [1, 3, 4, 5]);
		assert!(Session::disabled_validators().is_empty());
		assert!(crate::Offenders::<Test>::get().is_empty());
	});
	// The same holds when keys change, and for an offender whose retirement the floor holds back.
	let settings = Settings { floor: 4, ..SETTINGS };
	ExtBuilder::default().settings(settings).build_and_execute(|| {
		assert_ok!(set_keys(3, 1));
		sessions(1);
		assert_ok!(offend(2, 1));
		for _ in 0..4 {
			sessions(1);
			assert!(is_disabled(2));
		}
	});
}

#[test]
fn an_offence_is_acted_on_once() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offend(2, 1));
		let before = events().len();
		assert!(matches!(offend(2, 1), Err(OffenceError::DuplicateReport)));
		assert_eq!(events().len(), before);
	});
}

/// Checks offences in many slots, which anybody who has the key can make up.
#[test]
fn further_offences_change_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offend(2, 1));
		for slot in 2..10 {
			assert!(matches!(offend(2, slot), Err(OffenceError::DuplicateReport)));
		}
		assert_eq!(pallet_offences::Reports::<Test>::iter().count(), 1);
	});
}

/// Checks that a key that leaked after it was given up proves nothing against its former owner.
#[test]
fn former_keys_prove_nothing() {
	let offend_in = |session| {
		<Test as crate::Config>::ReportOffence::report_offence(
			vec![],
			Equivocation { slot: 1.into(), session, validator_count: 4, offender: (2, ()) },
		)
	};
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(set_keys(2, 1));
		sessions(2);
		assert_eq!(crate::KeysSince::<Test>::get(2), Some(2));
		assert_eq!(crate::KeysSince::<Test>::get(1), Some(0));
		assert!(matches!(offend_in(0), Err(OffenceError::DuplicateReport)));
		assert!(!is_disabled(2));
		// A report that was under way when the keys changed is accepted.
		assert_ok!(offend_in(1));
		assert!(is_disabled(2));
	});
	// They prove nothing against a validator that was expelled and admitted again either.
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offend_in(0));
		sessions(2);
		assert_eq!(crate::KeysSince::<Test>::get(2), None);
		assert_ok!(Consortium::admit_validator(council(), 2));
		let again =
			Equivocation { slot: 2.into(), session: 0, validator_count: 4, offender: (2, ()) };
		let reported = <Test as crate::Config>::ReportOffence::report_offence(vec![], again);
		assert!(matches!(reported, Err(OffenceError::DuplicateReport)));
		assert!(decided().contains(&2));
	});
}

#[test]
fn the_floor_holds_back_the_retirement_and_not_the_disabling() {
	let settings = Settings { floor: 4, ..SETTINGS };
	ExtBuilder::default().settings(settings).build_and_execute(|| {
		assert_ok!(offend(2, 1));
		assert!(is_disabled(2));
		assert_eq!(events(), [acted_on(2), held_back(2)]);
		assert!(Consortium::is_validator(&2));

		join(5);
		assert_ok!(Consortium::retire_validator(council(), 2));
		sessions(2);
		assert_eq!(running(), [1, 3, 4, 5]);
	});
}

#[test]
fn fewer_than_a_third_are_disabled() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offend(2, 1));
		assert_ok!(offend(3, 2));
		// One of four may be disabled, so that the others can go on.
		assert_eq!((is_disabled(2), is_disabled(3)), (true, false));
		assert_eq!(last_event(), held_back(3));
	});
	ExtBuilder::default().validators(&[1, 2, 3, 4, 5, 6, 7]).build_and_execute(|| {
		for (who, slot) in [(2, 1), (3, 2), (4, 3)] {
			assert_ok!(offend(who, slot));
		}
		assert_eq!([2, 3, 4].map(is_disabled), [true, true, false]);
		assert_eq!(decided(), [1, 5, 6, 7]);
	});
}

#[test]
fn an_offender_that_resigned_first_is_disabled_too() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Consortium::resign(signed(2)));
		assert_ok!(offend(2, 1));
		assert!(is_disabled(2));
		assert_eq!(last_event(), acted_on(2));
		assert_eq!(leaving(), [2]);
	});
}

#[test]
fn an_offence_of_a_validator_that_has_left_changes_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Consortium::resign(signed(2)));
		sessions(2);
		let before = events().len();
		assert!(matches!(offend(2, 1), Err(OffenceError::DuplicateReport)));
		assert_eq!(events().len(), before);
		assert!(Session::disabled_validators().is_empty());
		assert_eq!(decided(), [1, 3, 4]);
	});
}

#[test]
fn an_offender_comes_back_with_other_keys_only() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offend(2, 1));
		sessions(2);
		let again = |generation| -> DispatchResult { set_keys(2, generation) };
		assert!(again(1).is_err());
		assert_ok!(Consortium::admit_validator(council(), 2));
		assert_ok!(again(1));
		sessions(2);
		assert_eq!(running(), [1, 2, 3, 4]);
		assert_eq!(authorities()[1], key(2, 1));
		assert!(!is_disabled(2));
	});
}
