// SPDX-License-Identifier: Apache-2.0

//! Tests of the check of this node's session keys.

use super::*;
use codec::Encode;
use sp_keyring::{
	Ed25519Keyring,
	Sr25519Keyring::{self, Alice, Bob, Charlie},
};

fn voter(key: Sr25519Keyring) -> GrandpaId {
	Ed25519Keyring::iter()
		.find(|other| other.to_string() == key.to_string())
		.unwrap()
		.public()
		.into()
}

fn keys(key: Sr25519Keyring) -> SessionKeys {
	SessionKeys { aura: key.public().into(), grandpa: voter(key) }
}

/// Returns the keys of Alice and Bob, and for the next session those of Bob and Charlie.
fn validator_keys() -> ValidatorKeys {
	ValidatorKeys {
		authors: vec![Alice.public().into(), Bob.public().into()],
		voters: vec![voter(Alice), voter(Bob)],
		next: Some(vec![keys(Bob), keys(Charlie)]),
	}
}

/// Returns the status of a keystore with these keys.
fn status(held: &[(Vec<u8>, KeyTypeId)]) -> KeyStatus {
	validator_keys().status(|key, kind| held.contains(&(key.to_vec(), kind)))
}

fn both(key: Sr25519Keyring) -> Vec<(Vec<u8>, KeyTypeId)> {
	let SessionKeys { aura, grandpa } = keys(key);
	vec![(aura.to_raw_vec(), AURA), (grandpa.to_raw_vec(), GRANDPA)]
}

#[test]
fn an_empty_keystore_is_noticed() {
	assert_eq!(status(&[]), KeyStatus::Missing);
}

#[test]
fn keys_of_nobody_are_noticed() {
	assert_eq!(status(&both(Sr25519Keyring::Eve)), KeyStatus::Missing);
}

#[test]
fn keys_under_the_wrong_type_are_noticed() {
	let swapped = [(Alice.public().to_vec(), GRANDPA), (voter(Alice).to_raw_vec(), AURA)];
	assert_eq!(status(&swapped), KeyStatus::Missing);
}

#[test]
fn keys_in_the_set_validate() {
	assert_eq!(status(&both(Alice)), KeyStatus::Validating(Alice.public().into()));
	assert_eq!(status(&both(Bob)), KeyStatus::Validating(Bob.public().into()));
}

#[test]
fn keys_of_the_next_set_wait() {
	assert_eq!(status(&both(Charlie)), KeyStatus::Upcoming(Charlie.public().into()));
}

#[test]
fn one_key_of_two_is_noticed() {
	assert_eq!(status(&both(Alice)[..1]), KeyStatus::Incomplete { missing: "grandpa" });
	assert_eq!(status(&both(Alice)[1..]), KeyStatus::Incomplete { missing: "aura" });
}

#[test]
fn nobody_is_expected_before_the_chain_says_so() {
	let nobody = ValidatorKeys { next: Some(vec![]), ..Default::default() };
	assert_eq!(nobody.status(|_, _| true), KeyStatus::Missing);
}

/// Checks that an older node does not say that a validator has no keys after an upgrade of the runtime.
#[test]
fn keys_in_a_form_of_another_runtime_are_unknown_and_not_missing() {
	let account = AccountId::new([7; 32]);
	let known = vec![(account.clone(), keys(Bob)), (account, keys(Charlie))];
	assert_eq!(decode_queued(&known.encode()), Some(vec![keys(Bob), keys(Charlie)]));
	let with_a_third_key: Vec<_> =
		known.iter().map(|(account, keys)| (account, keys, [9_u8; 32])).collect();
	let without_one: Vec<_> =
		known.iter().map(|(account, keys)| (account, keys.aura.clone())).collect();
	for record in [with_a_third_key.encode(), without_one.encode(), vec![]] {
		assert_eq!(decode_queued(&record), None);
	}
	let nobody = ValidatorKeys { next: None, ..validator_keys() };
	assert_eq!(nobody.status(|_, _| false), KeyStatus::Unknown);
	assert!(matches!(
		nobody.status(|key, _| key == Alice.public().as_slice() || key == voter(Alice).as_slice()),
		KeyStatus::Validating(_)
	));
}

#[test]
fn what_is_well_is_said_once_and_what_is_not_again_and_again() {
	let validating = KeyStatus::Validating(Alice.public().into());
	let mut schedule = LogSchedule::default();
	let mut now = Instant::now();
	let mut said = |status: &KeyStatus, minutes: u32| {
		let lines = (0..minutes * 10).filter(|_| {
			now += CHECK_INTERVAL;
			schedule.is_due(status, now)
		});
		lines.count()
	};
	assert_eq!(said(&KeyStatus::Missing, 20), 4);
	assert_eq!(said(&validating, 20), 1);
	assert_eq!(said(&KeyStatus::Incomplete { missing: "aura" }, 1), 1);
	assert_eq!(said(&validating, 1), 1);
}

#[test]
fn the_warning_says_what_to_do() {
	for word in ["author_rotateKeysWithOwner", "session.setKeys", "testamur-node key insert"] {
		assert!(REMEDY.contains(word), "{word}");
	}
}
