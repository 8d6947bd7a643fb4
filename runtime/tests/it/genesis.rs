// SPDX-License-Identifier: Apache-2.0

//! Tests of the genesis presets.

use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use testamur_runtime::{
	genesis_config_presets::{get_preset, preset_names},
	AccountId, Council, CouncilMembership, Grandpa, Runtime, Session, System,
};

use crate::chain;

const FOUR: [(Sr25519Keyring, Ed25519Keyring); 4] = [
	(Sr25519Keyring::Alice, Ed25519Keyring::Alice),
	(Sr25519Keyring::Bob, Ed25519Keyring::Bob),
	(Sr25519Keyring::Charlie, Ed25519Keyring::Charlie),
	(Sr25519Keyring::Dave, Ed25519Keyring::Dave),
];

/// Checks that the council, the authors and the voters of a chain are these, and that no other
/// account exists.
fn assert_run_by(preset: &str, keys: &[(Sr25519Keyring, Ed25519Keyring)]) {
	chain(preset).execute_with(|| {
		let mut council: Vec<AccountId> =
			keys.iter().map(|(account, _)| account.to_account_id()).collect();
		council.sort();
		assert_eq!(CouncilMembership::members().into_inner(), council);
		assert_eq!(pallet_collective::Members::<Runtime, _>::get(), council);

		// Validators are stored in the order of their accounts, and their keys in the same order.
		let mut keys = keys.to_vec();
		keys.sort_by_key(|(account, _)| account.to_account_id());
		assert_eq!(pallet_consortium::Validators::<Runtime>::get().into_inner(), council);
		assert_eq!(Session::validators(), council);

		let authors: Vec<_> = keys.iter().map(|(key, _)| key.public().into()).collect();
		assert_eq!(pallet_aura::Authorities::<Runtime>::get().into_inner(), authors);

		let voters: Vec<_> = keys.iter().map(|(_, key)| (key.public().into(), 1)).collect();
		assert_eq!(Grandpa::grandpa_authorities(), voters);

		assert_eq!(frame_system::Account::<Runtime>::iter().count(), council.len());
		assert!(council.iter().all(System::account_exists));
		assert!(council.iter().all(Council::is_member));
	});
}

#[test]
fn development_is_run_by_alice() {
	assert_run_by("development", &FOUR[..1]);
}

#[test]
fn local_testnet_is_run_by_four() {
	assert_run_by("local_testnet", &FOUR);
}

#[test]
fn every_listed_preset_exists() {
	assert_eq!(preset_names(), ["development", "local_testnet"]);
	assert!(preset_names().iter().all(|name| get_preset(name).is_some()));
	assert_eq!(get_preset(&"staging".into()), None);
}
