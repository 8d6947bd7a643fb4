// SPDX-License-Identifier: Apache-2.0

//! Tests of the validators by decision: admission, retirement, session keys.

use super::*;
use sp_runtime::DispatchError::BadOrigin;

#[test]
fn an_admitted_validator_sets_its_keys_and_takes_part() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Consortium::admit_validator(council(), 5));
		assert_eq!(last_event(), Event::ValidatorAdmitted { validator: 5 });
		assert!(Consortium::is_validator(&5));
		assert_eq!(decided(), [1, 2, 3, 4, 5]);

		assert_ok!(set_keys(5, 0));
		sessions(2);
		assert_eq!(running(), [1, 2, 3, 4, 5]);
		assert_eq!(authorities()[4], key(5, 0));
	});
}

#[test]
fn the_account_of_zeroes_is_not_admitted() {
	ExtBuilder::default().build_and_execute(|| {
		let refused = Consortium::admit_validator(council(), 0);
		assert_noop!(refused, Error::<Test>::AccountUnstated);
	});
}

#[test]
fn validators_are_kept_in_order() {
	ExtBuilder::default().validators(&[40, 10, 30]).build_and_execute(|| {
		assert_eq!(decided(), [10, 30, 40]);
		[20, 5, 50].into_iter().for_each(join);
		assert_eq!(decided(), [5, 10, 20, 30, 40, 50]);
		assert_ok!(Consortium::retire_validator(council(), 20));
		assert_eq!(decided(), [5, 10, 30, 40, 50]);
	});
}

#[test]
fn only_the_council_decides() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [signed(1), signed(STRANGER), assembly(), RuntimeOrigin::none()] {
			assert_noop!(Consortium::admit_validator(origin.clone(), 5), BadOrigin);
			assert_noop!(Consortium::retire_validator(origin.clone(), 4), BadOrigin);
			assert_noop!(Consortium::configure(origin.clone(), SETTINGS), BadOrigin);
			assert_noop!(Consortium::end_session(origin), BadOrigin);
		}
		assert_noop!(Consortium::resign(council()), BadOrigin);
		assert_noop!(Consortium::resign(RuntimeOrigin::none()), BadOrigin);
	});
}

#[test]
fn nobody_is_admitted_twice() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(Consortium::admit_validator(council(), 4), Error::<Test>::AlreadyValidator);
	});
}

#[test]
fn there_are_no_more_than_the_ceiling() {
	ExtBuilder::default().build_and_execute(|| {
		for who in 5..=7 {
			assert_ok!(Consortium::admit_validator(council(), who));
		}
		assert_noop!(Consortium::admit_validator(council(), 8), Error::<Test>::AboveCeiling);

		assert_ok!(Consortium::retire_validator(council(), 7));
		assert_ok!(Consortium::admit_validator(council(), 8));
	});
}

#[test]
fn a_retired_validator_leaves_within_two_changes_of_sessions() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Consortium::retire_validator(council(), 2));
		let retired = Event::ValidatorRetired { validator: 2, reason: Retirement::Motion };
		assert_eq!(last_event(), retired);
		assert!(!Consortium::is_validator(&2));
		assert_eq!((decided(), leaving()), (vec![1, 3, 4], vec![2]));

		sessions(1);
		assert_eq!((running(), leaving()), (vec![1, 2, 3, 4], vec![2]));
		assert_eq!(Session::load_keys(&2), Some(session_keys(2, 0)));

		sessions(1);
		assert_eq!((running(), leaving()), (vec![1, 3, 4], vec![]));
		assert_eq!(Session::load_keys(&2), None);
		assert_eq!(authorities(), [key(1, 0), key(3, 0), key(4, 0)]);
		assert_eq!(System::consumers(&2), 0);
	});
}

#[test]
fn a_validator_may_resign() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Consortium::resign(signed(3)));
		let retired = Event::ValidatorRetired { validator: 3, reason: Retirement::Resigned };
		assert_eq!(last_event(), retired);
		assert_noop!(Consortium::resign(signed(3)), Error::<Test>::NotValidator);
		assert_noop!(Consortium::resign(signed(STRANGER)), Error::<Test>::NotValidator);
		sessions(2);
		assert_eq!(running(), [1, 2, 4]);
	});
}

#[test]
fn nothing_goes_below_the_floor() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Consortium::resign(signed(1)));
		assert_noop!(Consortium::resign(signed(2)), Error::<Test>::BelowFloor);
		assert_noop!(Consortium::retire_validator(council(), 2), Error::<Test>::BelowFloor);
	});
}

/// Checks that a validator cannot resign to make a motion fail that retires it with others.
#[test]
fn the_council_retires_a_validator_that_has_resigned() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Consortium::resign(signed(3)));
		let deposited = events().len();
		for who in [3, STRANGER] {
			assert_ok!(Consortium::retire_validator(council(), who));
		}
		assert_eq!((decided(), leaving()), (vec![1, 2, 4], vec![3]));
		assert_eq!(events().len(), deposited);
		let unstated = Consortium::retire_validator(council(), 0);
		assert_noop!(unstated, Error::<Test>::AccountUnstated);
	});
}

#[test]
fn the_floor_counts_those_with_keys_only() {
	ExtBuilder::default().validators(&[1, 2, 3]).build_and_execute(|| {
		assert_ok!(Consortium::admit_validator(council(), 4));
		assert_noop!(Consortium::resign(signed(1)), Error::<Test>::BelowFloor);
		assert_ok!(set_keys(4, 0));
		assert_ok!(Consortium::resign(signed(1)));
	});
}

#[test]
fn a_retired_validator_without_keys_is_gone_at_once() {
	ExtBuilder::default().validators(&[1, 2, 3]).build_and_execute(|| {
		assert_ok!(Consortium::admit_validator(council(), 4));
		// The floor does not hold back a validator that it does not count.
		assert_ok!(Consortium::retire_validator(council(), 4));
		assert!(leaving().is_empty());
		assert_ok!(Consortium::admit_validator(council(), 4));
		assert_ok!(Consortium::resign(signed(4)));
	});
}

#[test]
fn a_retired_validator_that_never_ran_leaves_with_the_next_change() {
	ExtBuilder::default().build_and_execute(|| {
		join(5);
		assert_ok!(Consortium::retire_validator(council(), 5));
		assert_eq!(leaving(), [5]);
		sessions(1);
		assert!(leaving().is_empty());
		assert_eq!(Session::load_keys(&5), None);
		sessions(2);
		assert_eq!(running(), [1, 2, 3, 4]);
	});
}

#[test]
fn a_retired_validator_that_was_planned_runs_for_one_session() {
	ExtBuilder::default().build_and_execute(|| {
		join(5);
		sessions(1);
		assert_ok!(Consortium::retire_validator(council(), 5));
		sessions(1);
		assert_eq!((running(), leaving()), (vec![1, 2, 3, 4, 5], vec![5]));
		sessions(1);
		assert_eq!((running(), leaving()), (vec![1, 2, 3, 4], vec![]));
	});
}

#[test]
fn a_leaving_validator_is_not_admitted_before_it_has_left() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Consortium::retire_validator(council(), 4));
		assert_noop!(Consortium::admit_validator(council(), 4), Error::<Test>::StillLeaving);
		sessions(1);
		assert_noop!(Consortium::admit_validator(council(), 4), Error::<Test>::StillLeaving);
		sessions(1);
		assert_ok!(Consortium::admit_validator(council(), 4));
	});
}

#[test]
fn a_validator_that_is_admitted_again_needs_keys_again() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Consortium::retire_validator(council(), 4));
		sessions(2);
		assert_ok!(Consortium::admit_validator(council(), 4));
		sessions(3);
		assert_eq!(running(), [1, 2, 3]);
		assert_ok!(set_keys(4, 1));
		sessions(2);
		assert_eq!(running(), [1, 2, 3, 4]);
		assert_eq!(authorities()[3], key(4, 1));
	});
}

#[test]
fn a_stranger_sets_no_keys() {
	ExtBuilder::default().build_and_execute(|| {
		let refused = || pallet_session::Error::<Test>::NoAssociatedValidatorId;
		System::inc_providers(&STRANGER);
		assert_noop!(set_keys(STRANGER, 0), refused());

		// An account that has left, or was retired before it had keys, sets none either.
		assert_ok!(Consortium::retire_validator(council(), 4));
		sessions(2);
		assert_noop!(set_keys(4, 1), refused());
		assert_ok!(Consortium::admit_validator(council(), 5));
		assert_ok!(Consortium::retire_validator(council(), 5));
		assert_noop!(set_keys(5, 0), refused());
	});
}

#[test]
fn nobody_takes_the_key_of_another() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Consortium::admit_validator(council(), 5));
		let of_another = session_keys(1, 0);
		let stolen = Session::set_keys(signed(5), of_another.clone(), ownership(1, 0, 1));
		assert_eq!(stolen, Err(pallet_session::Error::<Test>::InvalidProof.into()));
		let lent = Session::set_keys(signed(5), of_another, ownership(1, 0, 5));
		assert_eq!(lent, Err(pallet_session::Error::<Test>::DuplicatedKey.into()));
	});
}

#[test]
fn an_admitted_account_can_hold_keys_and_keeps_its_nonce() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(System::providers(&5), 0);
		join(5);
		assert_eq!((System::providers(&5), System::consumers(&5)), (1, 1));
		System::inc_account_nonce(5);
		assert_ok!(Consortium::retire_validator(council(), 5));
		sessions(2);
		assert_eq!((System::providers(&5), System::consumers(&5)), (1, 0));
		assert_ok!(Consortium::admit_validator(council(), 5));
		assert_eq!((System::providers(&5), System::account_nonce(5)), (1, 1));
	});
}

#[test]
fn the_number_of_leaving_validators_is_bounded() {
	let settings = Settings { floor: 1, ceiling: MAX_VALIDATORS, ..SETTINGS };
	let all: Vec<_> = (1..=u64::from(MAX_VALIDATORS)).collect();
	ExtBuilder::default().settings(settings).validators(&all).build_and_execute(|| {
		for who in 1..10 {
			assert_ok!(Consortium::retire_validator(council(), who));
		}
		(11..20).for_each(join);
		assert_ok!(Consortium::retire_validator(council(), 10));
		assert_eq!(leaving().len(), MAX_VALIDATORS as usize);
		let too_many = Error::<Test>::TooManyLeaving;
		assert_noop!(Consortium::retire_validator(council(), 11), too_many);
		sessions(2);
		assert_eq!(running(), (11..20).collect::<Vec<_>>());
		assert_ok!(Consortium::retire_validator(council(), 11));
	});
}
