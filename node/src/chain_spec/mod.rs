// SPDX-License-Identifier: Apache-2.0

//! The chains that this node knows by name. Their first states are presets of the runtime.

pub(crate) mod genesis_state;

use std::path::PathBuf;

use sc_service::{ChainSpec, ChainType, GenericChainSpec, Properties};
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use testamur_runtime::genesis_config_presets;

use crate::module_cache;

/// Returns the specification of the chain of that name or in that file.
///
/// It may hold only the instructions for the state of block 0; [`genesis_state::build`] follows
/// them.
pub(crate) fn load(id: &str) -> Result<Box<dyn ChainSpec>, String> {
	let spec = match id {
		"" => Err("no chain was named. Use --dev for a chain of your own, --chain local for the \
			test network of four, or --chain FILE for the network that FILE describes"
			.into()),
		"dev" => development(),
		"local" => local_testnet(),
		file => GenericChainSpec::from_json_file(PathBuf::from(file)).map_err(|error| {
			format!("{file:?} is neither `dev` nor `local` nor a chain specification: {error}")
		}),
	}?;
	Ok(Box::new(spec))
}

/// Follows the instructions of a specification outside of a node; see [`genesis_state::build`].
pub(crate) fn build_state(spec: &mut dyn ChainSpec) -> Result<(), String> {
	module_cache::with_executor(|executor| genesis_state::build(spec, executor))
}

fn development() -> Result<GenericChainSpec, String> {
	builtin("Testamur Development", "testamur-dev", ChainType::Development, DEV_RUNTIME_PRESET)
}

fn local_testnet() -> Result<GenericChainSpec, String> {
	builtin(
		"Testamur Local Testnet",
		"testamur-local",
		ChainType::Local,
		LOCAL_TESTNET_RUNTIME_PRESET,
	)
}

fn builtin(
	name: &str,
	id: &str,
	chain_type: ChainType,
	preset: &str,
) -> Result<GenericChainSpec, String> {
	let patch = genesis_config_presets::get_preset(&preset.into())
		.ok_or_else(|| format!("the runtime has no preset {preset:?}"))?;
	let patch = serde_json::from_slice(&patch)
		.map_err(|error| format!("the preset {preset:?} is not JSON: {error}"))?;
	Ok(GenericChainSpec::builder(testamur_runtime::wasm_binary()?, None)
		.with_name(name)
		.with_id(id)
		.with_protocol_id("testamur")
		.with_chain_type(chain_type)
		// The preset itself and not its name, for whose meaning the SDK would compile the runtime.
		.with_genesis_config_patch(patch)
		.with_properties(properties())
		.build())
}

/// Returns the properties of the chain that wallets show.
///
/// The token has an empty name and no decimals, since there is none. Left out, polkadot.js would
/// fill in its own defaults and show everyone a balance of "0.0000 Unit". The same pair goes into
/// the hash of the metadata (`build.rs` of the runtime), which wallets compute from these.
pub(crate) fn properties() -> Properties {
	let mut properties = Properties::new();
	properties.insert("ss58Format".into(), testamur_runtime::constants::SS58_PREFIX.into());
	properties.insert("tokenDecimals".into(), 0.into());
	properties.insert("tokenSymbol".into(), "".into());
	properties
}
