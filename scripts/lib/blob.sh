# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Builds runtimes that are not the node's own. This file is sourced after build.sh; its function is
# called after `use_toolchain`, from ROOT, the repository.

# build_blob NAME FEATURE FILE: compiles the runtime with one more feature, into a file.
#
# It generates a package for this, because a feature that is enabled in the workspace would end up in
# the blob of the node. The package reuses the compiled dependencies of the node's blob, as far as
# flags, profile, features and lock file are the same.
build_blob() {
	local name=$1 feature=$2 file=$3 package built
	package=$(dirname "$file")/package
	built=$CARGO_TARGET_DIR/release/wbuild/testamur-runtime/target
	mkdir -p "$package/src"
	cp Cargo.lock "$package/Cargo.lock"
	cat >"$package/Cargo.toml" <<-MANIFEST
		[package]
		name = "testamur-runtime-$name"
		version = "0.0.0"
		edition = "2021"

		[lib]
		crate-type = ["cdylib"]

		[dependencies.testamur-runtime]
		path = "$ROOT/runtime"
		default-features = false
		features = ["$feature"]

		[profile.release]
		lto = "thin"
		panic = "abort"

		[workspace]
		resolver = "2"
	MANIFEST
	printf '#![no_std]\n#![allow(unused_imports)]\npub use testamur_runtime::*;\n' >"$package/src/lib.rs"
	# These flags are exactly those of `substrate-wasm-builder`.
	RUSTFLAGS='-C link-arg=--export-table -C link-arg=--export=__heap_base -C link-arg=--import-memory --cfg substrate_runtime ' \
		SKIP_WASM_BUILD='' \
		compile rustc --release --target wasm32v1-none \
		--manifest-path "$package/Cargo.toml" --target-dir "$built"
	cp "$built/wasm32v1-none/release/testamur_runtime_${name//-/_}.wasm" "$file"
	say "Built $file."
}
