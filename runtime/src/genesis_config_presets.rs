// SPDX-License-Identifier: Apache-2.0

//! Named states of the first block, for chains that are for development and tests only.
//!
//! Their keys are the publicly known ones of every Substrate development chain.

use alloc::{string::ToString, vec, vec::Vec};

use frame_support::build_struct_json_patch;
use pallet_consortium::{Settings, NEVER_ABSENT};
use serde_json::Value;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::{
	Ed25519Keyring,
	Sr25519Keyring::{self, Alice, Bob, Charlie, Dave},
};

use crate::{constants::MINUTES, AccountId, RuntimeGenesisConfig, SessionKeys};

/// Returns the preset of one institution on one machine: Alice decides alone and writes every
/// block.
fn development() -> Value {
	genesis(&[Alice], Settings { floor: 1, absent_sessions: NEVER_ABSENT, ..SHORT_SESSIONS })
}

/// Returns the preset of four members and four validators, the smallest network that survives the
/// loss of one.
fn local_testnet() -> Value {
	genesis(&[Alice, Bob, Charlie, Dave], SHORT_SESSIONS)
}

/// Settings with sessions of a minute, so that a developer can watch the set change.
const SHORT_SESSIONS: Settings =
	Settings { session_length: MINUTES, floor: 3, ceiling: 7, absent_sessions: 3 };

/// Returns the changes to the default genesis: the council, and the validators with their keys.
///
/// Members get their accounts from their seats and validators from their admission, so there is no
/// list of accounts. The authorities of Aura and GRANDPA are those of the first session.
#[allow(clippy::expect_used, reason = "runs before there is a chain, over the lists in this file")]
fn genesis(members: &[Sr25519Keyring], settings: Settings) -> Value {
	let accounts: Vec<AccountId> = members.iter().map(|member| member.to_account_id()).collect();
	let keys = members.iter().map(|member| {
		let account = member.to_account_id();
		(account.clone(), account, session_keys(*member))
	});
	build_struct_json_patch!(RuntimeGenesisConfig {
		consortium: pallet_consortium::GenesisConfig { settings, validators: accounts.clone() },
		session: pallet_session::GenesisConfig { keys: keys.collect() },
		council_membership: pallet_membership::GenesisConfig {
			members: accounts.try_into().expect("presets seat fewer members than the limit; qed"),
		},
	})
}

/// Returns the publicly known session keys of that name.
fn session_keys(who: Sr25519Keyring) -> SessionKeys {
	let name: &'static str = who.into();
	let grandpa = Ed25519Keyring::iter()
		.find(|other| name == <&'static str>::from(*other))
		.unwrap_or(Ed25519Keyring::Alice);
	SessionKeys { aura: who.public().into(), grandpa: grandpa.public().into() }
}

/// Returns the preset of that name, as the JSON patch that `GenesisBuilder` serves.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	let patch = match id.as_ref() {
		DEV_RUNTIME_PRESET => development(),
		LOCAL_TESTNET_RUNTIME_PRESET => local_testnet(),
		_ => return None,
	};
	Some(patch.to_string().into_bytes())
}

/// Returns the names of all presets.
pub fn preset_names() -> Vec<PresetId> {
	vec![PresetId::from(DEV_RUNTIME_PRESET), PresetId::from(LOCAL_TESTNET_RUNTIME_PRESET)]
}
