// SPDX-License-Identifier: Apache-2.0

//! Tests of the first state, and of the mistakes that stop a chain from being built.

use super::*;

#[test]
fn the_first_set_is_the_one_of_genesis() {
	ExtBuilder::default().validators(&[3, 1, 2]).build_and_execute(|| {
		assert_eq!(running(), [1, 2, 3]);
		assert_eq!(authorities(), [key(1, 0), key(2, 0), key(3, 0)]);
		assert_eq!(Session::queued_keys().len(), 3);
		assert_eq!(crate::CurrentSettings::<Test>::get(), SETTINGS);
		assert_eq!(System::providers(&1), 1);
	});
}

#[test]
fn a_state_without_validators_can_be_built() {
	ExtBuilder::default().validators(&[]).genesis().execute_with(|| {
		assert!(decided().is_empty() && running().is_empty());
	});
}

#[test]
#[should_panic(expected = "consortium: bad Settings")]
fn settings_that_do_not_fit_stop_it() {
	ExtBuilder::default().settings(Settings { floor: 0, ..SETTINGS }).genesis();
}

#[test]
#[should_panic(expected = "consortium: a validator is listed twice")]
fn a_validator_that_is_listed_twice_stops_it() {
	ExtBuilder::default()
		.validators(&[1, 2, 3, 1])
		.session_keys_of(&[1, 2, 3])
		.genesis();
}

#[test]
#[should_panic(expected = "consortium: 2 validators, with a floor of 3 and a ceiling of 7")]
fn too_few_validators_stop_it() {
	ExtBuilder::default().validators(&[1, 2]).genesis();
}

#[test]
#[should_panic(expected = "consortium: 8 validators, with a floor of 3 and a ceiling of 7")]
fn too_many_validators_stop_it() {
	ExtBuilder::default().validators(&[1, 2, 3, 4, 5, 6, 7, 8]).genesis();
}

#[test]
#[should_panic(expected = "consortium: the validators are not those whose session keys are given")]
fn a_validator_without_keys_stops_it() {
	ExtBuilder::default().session_keys_of(&[1, 2, 3]).genesis();
}

#[test]
#[should_panic(expected = "consortium: the validators are not those whose session keys are given")]
fn keys_of_a_stranger_stop_it() {
	ExtBuilder::default().session_keys_of(&[1, 2, 3, 4, 5]).genesis();
}

/// Checks a mistake that the session pallet would accept.
#[test]
#[should_panic(expected = "consortium: the validators are not those whose session keys are given")]
fn keys_without_validators_stop_it() {
	ExtBuilder::default().validators(&[]).session_keys_of(&[1, 2, 3]).genesis();
}
