# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Runs cargo for this repository. This file is sourced after say.sh and toolchain.sh; its functions are
# called after `use_toolchain`, from ROOT, the repository.
#
# Demo, tests and CI build through these functions only. Each names the same profile and the whole
# workspace, so that the features of shared crates are the same each time and no dependency is
# compiled twice: `-p testamur-node` would select other features of the workspace's crates, and
# compile them, the runtime among them, a second time.

# The seconds between two lines of progress where there is no terminal for cargo's own.
SILENCE=30

node_binary() {
	printf '%s/release/testamur-node' "$CARGO_TARGET_DIR"
}

# Prints how long a build will take, judging by what is already there.
forecast() {
	local folder=$CARGO_TARGET_DIR/release/.fingerprint built=0
	[[ ! -d $folder ]] || built=$(find "$folder" -mindepth 1 -maxdepth 1 | wc -l)
	if ((built < 1000)); then
		say "From nothing this takes 15 to 50 minutes on two cores, and downloads about 200 MB of crates." \
			"The next time it takes seconds to 5 minutes."
	else
		say "The dependencies are built already: this takes seconds, or up to 10 minutes after a change."
	fi
}

# Returns whether cargo shows how far it is. On a terminal that cannot move its cursor, and wherever CI is
# set, it names a crate when it begins it, and is silent for minutes over a large one.
cargo_shows_progress() {
	[[ -t 2 && ${TERM:-dumb} != dumb && -z ${CI:-} ]]
}

# compile ARGUMENT...: runs cargo and shows its progress, unless cargo does that itself. Its "Compiling"
# lines are counted, and the rest of its output is shown at the end.
compile() {
	if cargo_shows_progress; then
		cargo "$@"
		return
	fi
	local log ticker status=0
	log=$(mktemp)
	tick "$log" &
	ticker=$!
	cargo "$@" >"$log" 2>&1 || status=$?
	kill "$ticker" 2>/dev/null || true
	wait "$ticker" 2>/dev/null || true
	grep -vE '^ *(Compiling|Downloading|Downloaded|Fresh|Updating|Locking|Blocking) ' "$log" || true
	rm -f "$log"
	return "$status"
}

# Prints one line every SILENCE seconds for as long as the calling shell lives. Its sleeps hold no
# file of the caller open, so that no reader waits for them when the build is done.
tick() {
	local parent=$$ start=$SECONDS due=$((SECONDS + SILENCE)) compiled last
	while kill -0 "$parent" 2>/dev/null; do
		sleep 1 >/dev/null 2>&1
		((SECONDS >= due)) || continue
		due=$((SECONDS + SILENCE))
		compiled=$(grep -c '^ *Compiling ' "$1") || true
		last=$(sed -n 's/^ *Compiling \([^ ]*\).*/\1/p' "$1" | tail -n 1)
		if tail -n 1 "$1" | grep -q '^ *Blocking '; then
			say "  $(duration $((SECONDS - start))): another build holds the folder of build products"
		elif ((compiled == 0)); then
			say "  $(duration $((SECONDS - start))): fetching crates"
		else
			say "  $(duration $((SECONDS - start))): $(counted "$compiled" crate) begun, the last of them $last"
		fi
	done
}

build_node() {
	forecast
	compile build --release --locked --workspace --bin testamur-node
	say "Built $(node_binary)."
}

command_binary() {
	printf '%s/release/testamur' "$CARGO_TARGET_DIR"
}

# Builds the command `testamur`, and tells the programs that this script starts where it is.
build_command() {
	compile build --release --locked --workspace --bin testamur
	TESTAMUR_COMMAND=$(command_binary)
	export TESTAMUR_COMMAND
	say "Built $TESTAMUR_COMMAND."
}

# Provides a `testamur`, which is built unless the caller names one.
provide_command() {
	[[ -z ${TESTAMUR_COMMAND:-} ]] || return 0
	use_toolchain
	build_command
}

# Runs the unit, property, integration and documentation tests of every crate.
test_workspace() {
	forecast
	compile test --release --locked --workspace --no-run
	cargo test --release --locked --workspace --no-fail-fast
}

# Every benchmark runs once, as a test, and what only benchmarks and try-runtime need is compiled. The
# features reach down to `sp-runtime`, so FRAME is compiled a second time. The node is named although
# it has no library to test: with it the features of all other crates are those of the other builds,
# and 160 of them, wasm-opt among them, are not compiled again.
# These tests run the native runtime, so no blob is made. What must hold of the runtime as a whole is not
# asked of this one, which is lenient for the benchmarks' sake (ADR 11): the stage `rust` asks the real
# one.
BENCHMARKS=(
	-p pallet-allowance -p pallet-consortium -p pallet-credentials -p pallet-event-log -p testamur-runtime
	-p testamur-node
	--features "testamur-runtime/runtime-benchmarks,testamur-runtime/try-runtime"
)

test_benchmarks() {
	say "The first time this compiles FRAME once more: 3 to 15 minutes on two cores."
	SKIP_WASM_BUILD=1 compile test --release --locked "${BENCHMARKS[@]}" --lib --no-run
	SKIP_WASM_BUILD=1 cargo test --release --locked "${BENCHMARKS[@]}" --lib --no-fail-fast
}
