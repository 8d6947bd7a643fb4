# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Builds the verifier of proofs for WebAssembly, and runs its tests there. This file is sourced after
# say.sh, node.sh, toolchain.sh and build.sh; its functions are called after `use_toolchain`, from ROOT,
# the repository.

# The most bytes that the module may have, compressed by gzip, which every server and browser knows.
MAX_VERIFIER=100000

# Prints the folder of the package: the module in WebAssembly, and its interface for JavaScript.
verifier_folder() {
	printf '%s/testamur-verifier' "$CARGO_TARGET_DIR"
}

# Builds the package. The features of one crate alone are those that it needs, so this one is not built
# with the workspace, and the profile is one for small programs.
build_verifier() {
	local folder
	folder=$(verifier_folder)
	compile rustc --locked --profile verifier --package testamur-verifier --lib --crate-type cdylib \
		--target "$WASM" -- -C link-arg=--compress-relocations
	mkdir -p "$folder"
	cp "$CARGO_TARGET_DIR/$WASM/verifier/testamur_verifier.wasm" "$folder/verifier.wasm"
	cp client/verifier/js/* "$folder"
	expect_sound_verifier "$folder/verifier.wasm"
	say "Built $folder."
}

# expect_sound_verifier FILE: ends the script unless the module needs nothing from its surroundings and
# is small enough.
expect_sound_verifier() {
	local imports raw gzip brotli
	imports=$(node -p 'WebAssembly.Module.imports(new WebAssembly.Module(fs.readFileSync(process.argv[1])))
		.map(({ module, name }) => module + "." + name).join(", ")' "$1")
	[[ -z $imports ]] || die "$1 imports $imports: it would reach out of the sandbox, and must not."
	raw=$(wc -c <"$1")
	gzip=$(gzip -9 -c "$1" | wc -c)
	brotli=$(node -p 'zlib.brotliCompressSync(fs.readFileSync(process.argv[1])).length' "$1")
	say "verifier.wasm has $raw bytes; compressed, $gzip by gzip and $brotli by brotli. It imports nothing."
	((gzip <= MAX_VERIFIER)) ||
		die "$1 has more than $MAX_VERIFIER bytes compressed by gzip: find out what came in, or raise" \
			"the limit in scripts/lib/verifier.sh with the reason."
}

# Prints the path of the command that verifies credentials by their bundles.
offline_binary() {
	printf '%s/release/testamur-verify-offline' "$CARGO_TARGET_DIR"
}

# Builds everything that verifies without a node, and tells the programs that this script starts where
# it is.
provide_verifiers() {
	compile build --release --locked --workspace --bin testamur-verify-offline
	say "Built $(offline_binary)."
	build_verifier
	TESTAMUR_OFFLINE=$(offline_binary)
	TESTAMUR_VERIFIER=$(verifier_folder)
	export TESTAMUR_OFFLINE TESTAMUR_VERIFIER
}

# Runs the tests of the verifier in WebAssembly.
test_verifier() {
	build_verifier
	TESTAMUR_VERIFIER=$(verifier_folder) npm --prefix "$JS" run test:verifier
}
