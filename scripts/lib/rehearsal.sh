# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Builds the runtime that a running network is upgraded to in the rehearsal. To be sourced, after
# build.sh, and used after `use_toolchain` and `build_node`, from ROOT, the repository.

# Where the blob lies that the rehearsal upgrades to.
next_runtime() {
	printf '%s/rehearsal/testamur_runtime_next.wasm' "$CARGO_TARGET_DIR"
}

# The runtime with the feature `upgrade-rehearsal`: the next spec_version, and a migration.
#
# In a package of its own, made here, because a feature that is asked for in the workspace would find
# its way into the blob of the node. It takes its dependencies compiled from where the node's blob was
# built, which works as long as flags, profile and lock file are the same; otherwise they are compiled
# once more, which costs minutes and nothing else.
build_next_runtime() {
	local package=$CARGO_TARGET_DIR/rehearsal/package
	mkdir -p "$package/src"
	cp Cargo.lock "$package/Cargo.lock"
	cat >"$package/Cargo.toml" <<-MANIFEST
		[package]
		name = "testamur-runtime-next"
		version = "0.0.0"
		edition = "2021"

		[lib]
		crate-type = ["cdylib"]

		[dependencies.testamur-runtime]
		path = "$ROOT/runtime"
		default-features = false
		features = ["upgrade-rehearsal"]

		[profile.release]
		lto = "thin"
		panic = "abort"

		[workspace]
		resolver = "2"
	MANIFEST
	printf '#![no_std]\n#![allow(unused_imports)]\npub use testamur_runtime::*;\n' >"$package/src/lib.rs"

	say "Building the runtime to upgrade to: 1 to 4 minutes."
	# To the letter what `substrate-wasm-builder` says.
	RUSTFLAGS='-C link-arg=--export-table -C link-arg=--export=__heap_base -C link-arg=--import-memory --cfg substrate_runtime ' \
		SKIP_WASM_BUILD='' \
		compile rustc --release --target wasm32v1-none \
		--manifest-path "$package/Cargo.toml" \
		--target-dir "$CARGO_TARGET_DIR/release/wbuild/testamur-runtime/target"
	cp "$CARGO_TARGET_DIR/release/wbuild/testamur-runtime/target/wasm32v1-none/release/testamur_runtime_next.wasm" \
		"$(next_runtime)"
	say "Built $(next_runtime)."
}
