// SPDX-License-Identifier: Apache-2.0

//! Builds the state of block 0, where a chain specification holds only the instructions for it.
//!
//! The SDK follows the instructions each time that something about the first block is asked, and
//! compiles the runtime anew for each. Here they are followed once, by an executor that keeps what it
//! compiled, and the specification then holds the state itself.

use codec::{Decode, Encode};
use sc_chain_spec::json_patch;
use sc_service::ChainSpec;
use serde::Deserialize;
use serde_json::Value;
use sp_core::{
	storage::{well_known_keys::CODE, Storage},
	traits::{CallContext, CodeExecutor, RuntimeCode, WrappedRuntimeCode},
};
use sp_genesis_builder::PresetId;
use sp_io::hashing::blake2_256;
use sp_state_machine::BasicExternalities;

use crate::module_cache::Executor;

/// The part of a chain specification that describes the state of block 0.
#[derive(Deserialize)]
struct Container {
	genesis: Genesis,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Genesis {
	/// Absent where the state itself is there.
	runtime_genesis: Option<Instructions>,
}

/// Tells a runtime which state to build.
#[derive(Deserialize)]
struct Instructions {
	#[serde(with = "sp_core::bytes")]
	code: Vec<u8>,
	#[serde(flatten)]
	config: Config,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Config {
	/// Everything.
	Config(Value),
	/// The values that differ from the runtime's defaults.
	Patch(Value),
}

/// Replaces the instructions in a specification by the state that they lead to. A specification that
/// holds the state already stays as it is.
///
/// # Errors
///
/// Names what the runtime says against the instructions.
pub(crate) fn build(spec: &mut dyn ChainSpec, executor: &Executor) -> Result<(), String> {
	let json = spec.as_json(false)?;
	let Container { genesis } = serde_json::from_str(&json)
		.map_err(|error| format!("the chain specification describes no first block: {error}"))?;
	let Some(Instructions { code, config }) = genesis.runtime_genesis else { return Ok(()) };

	let runtime = Runtime { executor, code };
	let config = match config {
		Config::Config(config) => config,
		Config::Patch(patch) => {
			let mut config = runtime.preset(None)?;
			json_patch::merge(&mut config, patch);
			config
		},
	};
	spec.set_storage(runtime.state(&config)?);
	Ok(())
}

/// A runtime that knows how to begin a chain.
struct Runtime<'a> {
	executor: &'a Executor,
	code: Vec<u8>,
}

impl Runtime<'_> {
	/// Returns a preset as JSON; without a name, the runtime's defaults.
	fn preset(&self, name: Option<PresetId>) -> Result<Value, String> {
		let answer = self.call(
			&mut BasicExternalities::new_empty(),
			"GenesisBuilder_get_preset",
			&name.encode(),
		)?;
		let json = Option::<Vec<u8>>::decode(&mut &answer[..])
			.map_err(|error| format!("the runtime's presets cannot be read: {error}"))?
			.ok_or_else(|| format!("the runtime has no preset {name:?}"))?;
		serde_json::from_slice(&json)
			.map_err(|error| format!("the runtime's preset {name:?} is not JSON: {error}"))
	}

	/// Returns the state that a configuration leads to, with the runtime in it.
	fn state(&self, config: &Value) -> Result<Storage, String> {
		let mut externalities = BasicExternalities::new_empty();
		let json = config.to_string().into_bytes();
		let answer = self.call(&mut externalities, "GenesisBuilder_build_state", &json.encode())?;
		sp_genesis_builder::Result::decode(&mut &answer[..])
			.map_err(|error| format!("the runtime's answer cannot be read: {error}"))?
			.map_err(|error| format!("the runtime refuses the first state: {error}"))?;
		let mut storage = externalities.into_storages();
		storage.top.insert(CODE.to_vec(), self.code.clone());
		Ok(storage)
	}

	fn call(
		&self,
		externalities: &mut BasicExternalities,
		method: &str,
		arguments: &[u8],
	) -> Result<Vec<u8>, String> {
		let code = RuntimeCode {
			code_fetcher: &WrappedRuntimeCode(self.code.as_slice().into()),
			heap_pages: None,
			hash: blake2_256(&self.code).to_vec(),
		};
		let (answer, _) =
			self.executor
				.call(externalities, &code, method, arguments, CallContext::Offchain);
		answer.map_err(|error| format!("the runtime fails in {method}: {error}"))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{chain_spec, module_cache};
	use sc_chain_spec::GenesisConfigBuilderRuntimeCaller;
	use sp_core::storage::StorageMap;
	use testamur_runtime::genesis_config_presets as presets;

	fn executor() -> Executor {
		module_cache::executor(&Default::default(), None)
	}

	/// Returns all entries of a state. There are no child tries.
	fn entries(spec: &dyn ChainSpec) -> StorageMap {
		let Storage { top, children_default } = spec.as_storage_builder().build_storage().unwrap();
		assert!(children_default.is_empty());
		top
	}

	#[test]
	fn states_are_those_that_the_sdk_builds() {
		let executor = executor();
		for id in ["dev", "local"] {
			let expected = entries(chain_spec::load(id).unwrap().as_ref());
			let mut spec = chain_spec::load(id).unwrap();
			build(spec.as_mut(), &executor).unwrap();
			assert_eq!(entries(spec.as_ref()), expected, "{id}");
		}
	}

	#[test]
	fn a_whole_configuration_leads_to_the_same_state_as_its_patch() {
		let executor = executor();
		let code = testamur_runtime::wasm_binary().unwrap();
		let expected = {
			let mut spec = chain_spec::load("dev").unwrap();
			build(spec.as_mut(), &executor).unwrap();
			entries(spec.as_ref())
		};
		let runtime = Runtime { executor: &executor, code: code.to_vec() };
		let mut config = runtime.preset(None).unwrap();
		json_patch::merge(&mut config, runtime.preset(Some("development".into())).unwrap());
		let mut spec: sc_service::GenericChainSpec =
			sc_service::GenericChainSpec::builder(code, None)
				.with_genesis_config(config)
				.build();
		build(&mut spec, &executor).unwrap();
		assert_eq!(entries(&spec), expected);
	}

	#[test]
	fn presets_of_the_runtime_are_those_of_this_binary() {
		let code = testamur_runtime::wasm_binary().unwrap();
		let runtime = Runtime { executor: &executor(), code: code.to_vec() };
		for name in presets::preset_names() {
			let own: Value = serde_json::from_slice(&presets::get_preset(&name).unwrap()).unwrap();
			assert_eq!(runtime.preset(Some(name)).unwrap(), own);
		}
		let sdk = GenesisConfigBuilderRuntimeCaller::<()>::new(code);
		assert_eq!(sdk.preset_names().unwrap(), presets::preset_names());
	}

	#[test]
	fn instructions_that_a_runtime_cannot_follow_are_refused() {
		let executor = executor();
		let code = testamur_runtime::wasm_binary().unwrap();
		let refused = |code: &[u8], patch| {
			let mut spec: sc_service::GenericChainSpec =
				sc_service::GenericChainSpec::builder(code, None)
					.with_genesis_config_patch(patch)
					.build();
			build(&mut spec, &executor).unwrap_err()
		};
		let message = refused(code, serde_json::json!({ "nobody": {} }));
		assert!(message.contains("the runtime refuses the first state"), "{message}");
		let message = refused(b"not WebAssembly", serde_json::json!({}));
		assert!(message.contains("the runtime fails in"), "{message}");
	}
}
