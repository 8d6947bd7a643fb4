// SPDX-License-Identifier: Apache-2.0

//! Named states of the first block, for chains that are not for real.
//!
//! Their keys are the publicly known ones of every Substrate development chain.

use alloc::{string::ToString, vec, vec::Vec};

use frame_support::build_struct_json_patch;
use serde_json::Value;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

use crate::{AccountId, RuntimeGenesisConfig};

/// One institution on one machine: Alice decides alone and writes every block.
fn development() -> Value {
	genesis(
		vec![Sr25519Keyring::Alice.to_account_id()],
		vec![(Sr25519Keyring::Alice.public().into(), Ed25519Keyring::Alice.public().into())],
	)
}

/// Four members, four validators: the smallest network that survives the loss of one.
fn local_testnet() -> Value {
	genesis(
		vec![
			Sr25519Keyring::Alice.to_account_id(),
			Sr25519Keyring::Bob.to_account_id(),
			Sr25519Keyring::Charlie.to_account_id(),
			Sr25519Keyring::Dave.to_account_id(),
		],
		vec![
			(Sr25519Keyring::Alice.public().into(), Ed25519Keyring::Alice.public().into()),
			(Sr25519Keyring::Bob.public().into(), Ed25519Keyring::Bob.public().into()),
			(Sr25519Keyring::Charlie.public().into(), Ed25519Keyring::Charlie.public().into()),
			(Sr25519Keyring::Dave.public().into(), Ed25519Keyring::Dave.public().into()),
		],
	)
}

/// The changes to the default genesis: who sits in the council and who are the authorities.
///
/// Members get their accounts from their seats, so there is no list of accounts.
#[allow(clippy::expect_used, reason = "runs before there is a chain, over the lists in this file")]
fn genesis(council: Vec<AccountId>, authorities: Vec<(AuraId, GrandpaId)>) -> Value {
	build_struct_json_patch!(RuntimeGenesisConfig {
		aura: pallet_aura::GenesisConfig {
			authorities: authorities.iter().map(|(aura, _)| aura.clone()).collect(),
		},
		grandpa: pallet_grandpa::GenesisConfig {
			authorities: authorities.iter().map(|(_, grandpa)| (grandpa.clone(), 1)).collect(),
		},
		council_membership: pallet_membership::GenesisConfig {
			members: council.try_into().expect("presets seat fewer members than the limit; qed"),
		},
	})
}

/// The preset of that name, as the JSON patch that `GenesisBuilder` serves.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	let patch = match id.as_ref() {
		DEV_RUNTIME_PRESET => development(),
		LOCAL_TESTNET_RUNTIME_PRESET => local_testnet(),
		_ => return None,
	};
	Some(patch.to_string().into_bytes())
}

/// The names of all presets.
pub fn preset_names() -> Vec<PresetId> {
	vec![PresetId::from(DEV_RUNTIME_PRESET), PresetId::from(LOCAL_TESTNET_RUNTIME_PRESET)]
}
