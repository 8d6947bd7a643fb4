// SPDX-License-Identifier: Apache-2.0

//! Compiles the runtime once more, to the wasm blob that the chain stores and every node executes.

#[cfg(all(feature = "std", feature = "metadata-hash"))]
fn main() {
	// Wallets hash the symbol and the decimals of the chain's properties, which name no token
	// because there is none (`properties` in the node's `chain_spec.rs`).
	substrate_wasm_builder::WasmBuilder::init_with_defaults()
		.enable_metadata_hash("", 0)
		.build();
}

#[cfg(all(feature = "std", not(feature = "metadata-hash")))]
fn main() {
	substrate_wasm_builder::WasmBuilder::build_using_defaults();
}

/// Does nothing, since the wasm build itself has nothing left to build.
#[cfg(not(feature = "std"))]
fn main() {}
