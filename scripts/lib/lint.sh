# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Checks that read the code without running it. To be sourced, after say.sh, toolchain.sh, build.sh
# and deny.sh, and used after `use_toolchain` and from ROOT, the repository.

# rustup's proxies exist for components that are not installed, too.
has_component() {
	"$1" --version >/dev/null 2>&1 ||
		die "$1 is missing from the Rust toolchain. With rustup, \"rustup component add rustfmt clippy\"" \
			"adds it; elsewhere install the package of your system that brings it."
}

lint_format() {
	local color=never
	[[ ! -t 1 ]] || color=always
	has_component rustfmt
	cargo fmt --all --check -- --color "$color"
	say "rustfmt has nothing to change."
}

# The shape of the crates: cycles between modules, long files, long functions.
lint_structure() {
	python3 "$ROOT/scripts/lib/structure.py" --self-test
	python3 "$ROOT/scripts/lib/structure.py" "$ROOT"
}

lint_shell() {
	local file files=()
	for file in "$ROOT"/scripts/* "$ROOT"/.ci/* "$ROOT"/ops/*/*; do
		[[ -f $file && $(head -n 1 "$file") == '#!'*bash ]] && files+=("$file")
	done
	files+=("$ROOT"/scripts/lib/*.sh)
	shellcheck "${files[@]}"
	say "shellcheck finds nothing in $(counted "${#files[@]}" file)."
}

# Licences, banned crates and sources. Advisories depend on the day, and have a command of their own.
lint_dependencies() {
	provide_cargo_deny
	cargo_deny --log-level error check bans licenses sources
	say "cargo-deny finds nothing against .config/deny.toml; scripts/advisories looks for advisories."
	expect_same_sdk Cargo.lock tools/bencher/Cargo.lock
	! (expect_same_sdk Cargo.lock <(sed 's/^version = "/&9/' Cargo.lock)) 2>/dev/null ||
		die "expect_same_sdk accepts lock files that differ in every version."
	say "Both lock files name the same release of the SDK."
}

# expect_same_sdk LOCK LOCK: ends the script unless both files name the crates of the SDK that they share in
# the same versions. The program that measures weights is a workspace of its own (ADR 11).
expect_same_sdk() {
	local shared different
	shared=$(LC_ALL=C join <(sdk_versions "$1") <(sdk_versions "$2"))
	[[ -n $shared ]] || die "$1 and $2 have no crate of the SDK in common."
	different=$(awk '$2 != $3' <<<"$shared")
	[[ -z $different ]] ||
		die "$1 and $2 name different releases of the SDK. Each line has a crate, its versions in the first" \
			"file, and those in the second:"$'\n'"$different"
}

# sdk_versions LOCK: prints each crate of the SDK in a lock file, with its versions.
sdk_versions() {
	awk -F '"' '
		/^name = / { name = $2 }
		/^version = / && name ~ /^(frame|pallet|sc|sp|substrate)-/ { versions[name] = versions[name] "," $2 }
		END { for (name in versions) print name, substr(versions[name], 2) }
	' "$1" | LC_ALL=C sort
}

# Clippy, with every warning an error, over all code including tests.
#
# `cargo clippy` is `cargo check` with another compiler, and the results of a check cannot be taken
# from a build: it would go through a thousand dependencies again. The same compiler wrapped around
# the members of the workspace in a `build` takes the dependencies as every other stage leaves them.
# Cargo keeps wrapped and unwrapped members apart, build scripts included, so SKIP_WASM_BUILD does
# not reach the real runtime. The members are not optimised, for nothing of them is run.
#
# The build folder is the common one and the target folder is not: otherwise the node of this build,
# which has no runtime in it, would take the place of the real one. (Cargo 1.90 does not know the
# difference yet, and builds everything a second time.)
lint_clippy() {
	has_component clippy-driver
	forecast
	clippy build --workspace --lib --bins --tests
	say "clippy finds nothing in the workspace."
	# Only libraries, as such and as tests: `--tests` would go for the tests of the node, too.
	clippy build "${BENCHMARKS[@]}" --lib
	# The runtime of these tests is the one that rehearses an upgrade: otherwise nothing would compile
	# that one where only the short part of the fault suite runs.
	clippy test --no-run "${BENCHMARKS[@]}" --features testamur-runtime/upgrade-rehearsal --lib
	say "clippy finds nothing in the benchmarks and in the rehearsal of an upgrade."
}

# clippy COMMAND ARGUMENT...: the command of cargo, with clippy around the members of the workspace.
clippy() {
	local member common=$CARGO_TARGET_DIR unoptimised=()
	while read -r member; do
		unoptimised+=(--config "profile.release.package.$member.opt-level=0")
	done < <(cargo metadata --no-deps --format-version 1 | jq -r '.packages[].name')
	CARGO_BUILD_BUILD_DIR=$common CARGO_TARGET_DIR=$common/lint SKIP_WASM_BUILD=1 \
		RUSTC_WORKSPACE_WRAPPER=clippy-driver CLIPPY_ARGS='-Dwarnings__CLIPPY_HACKERY__' \
		compile "$1" --release --locked "${unoptimised[@]}" "${@:2}"
}
