// SPDX-License-Identifier: Apache-2.0

//! Reads the state that a chain begins with.

use sc_executor::RuntimeVersionOf;
use sc_service::ChainSpec;
use sp_core::{
	storage::{well_known_keys::CODE, Storage},
	traits::{RuntimeCode, WrappedRuntimeCode},
	H256,
};
use sp_runtime::traits::{BlakeTwo256, Block as _, Hash as _};
use sp_state_machine::BasicExternalities;
use sp_version::RuntimeVersion;
use testamur_runtime::opaque::Block;

use super::error::Error;
use crate::module_cache;

/// The state of block 0.
pub(crate) struct GenesisState {
	pub(crate) storage: Storage,
	pub(crate) version: RuntimeVersion,
	/// The hash that a motion to authorize an upgrade to this runtime would name.
	pub(crate) code_hash: H256,
	/// The hash by which nodes tell chains apart.
	pub(crate) genesis_hash: H256,
}

impl GenesisState {
	/// Takes the state from a specification that holds it.
	pub(crate) fn of(spec: &dyn ChainSpec) -> Result<Self, Error> {
		let storage = spec.as_storage_builder().build_storage().map_err(Error::Runtime)?;
		let code = storage.top.get(CODE).ok_or_else(|| Error::NoRuntime("none is there".into()))?;
		let code_hash = BlakeTwo256::hash(code);
		let version = version(code, code_hash)?;
		let state_version = version.state_version();
		let root = sp_core::traits::Externalities::storage_root(
			&mut BasicExternalities::new(storage.clone()),
			state_version,
		);
		let root = H256::from_slice(&root);
		let block = sc_chain_spec::construct_genesis_block::<Block>(root, state_version);
		Ok(Self { storage, version, code_hash, genesis_hash: block.hash() })
	}

	/// Runs `reader` over the state, which it reads with the types of this binary's runtime.
	pub(crate) fn read<R>(&self, reader: impl FnOnce() -> R) -> R {
		BasicExternalities::new(self.storage.clone()).execute_with(reader)
	}
}

/// Returns whether this is the runtime that came with this binary.
pub(super) fn is_own(code: &[u8]) -> bool {
	testamur_runtime::wasm_binary().is_ok_and(|own| own == code)
}

/// Returns the version that a runtime declares. An unknown runtime is compiled for that.
fn version(code: &[u8], hash: H256) -> Result<RuntimeVersion, Error> {
	if is_own(code) {
		return Ok(testamur_runtime::VERSION);
	}
	let fetcher = WrappedRuntimeCode(code.into());
	let code =
		RuntimeCode { code_fetcher: &fetcher, heap_pages: None, hash: hash.as_bytes().to_vec() };
	module_cache::with_executor(|executor| {
		executor.runtime_version(&mut BasicExternalities::new_empty(), &code)
	})
	.map_err(|error| Error::NoRuntime(error.to_string()))
}
