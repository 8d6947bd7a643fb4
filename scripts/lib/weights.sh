# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Measures weights. This file is sourced after blob.sh; its functions are called after `use_toolchain`,
# from ROOT, the repository.

# shellcheck disable=SC2034 # for scripts that source this
# The pallets to measure: all with a call or a check that this runtime weighs.
PALLETS=(
	frame_system
	frame_system_extensions
	pallet_timestamp
	pallet_grandpa
	pallet_collective
	pallet_membership
	pallet_utility
	pallet_tx_pause
	pallet_allowance
	pallet_consortium
	pallet_credentials
	pallet_event_log
)

bencher() {
	"$CARGO_TARGET_DIR/release/testamur-bencher" "$@"
}

# Prints the path of the runtime with the benchmarks of its pallets.
benchmarks_blob() {
	printf '%s/benchmarks/testamur_runtime_benchmarks.wasm' "$CARGO_TARGET_DIR"
}

build_bencher() {
	say "The program that measures: 10 to 25 minutes the first time."
	# A dependency would build a runtime of its own, for benchmarks that are not used here.
	SKIP_WASM_BUILD=1 compile build --release --locked --manifest-path tools/bencher/Cargo.toml
}

build_benchmarks() {
	say "The runtime with its benchmarks: 3 to 6 minutes the first time."
	build_blob benchmarks runtime-benchmarks "$(benchmarks_blob)"
}

# measure_pallet NAME STEPS REPEAT
#
# Measures a pallet and writes its weights. Proof recording is off, because nobody makes or checks
# proofs of the blocks of a solo chain. The genesis is that of the development chain.
measure_pallet() {
	local pallet=$1 extrinsic='*' template=sdk-pallet file=runtime/src/weights/$1.rs
	case $pallet in
		pallet_allowance | pallet_consortium | pallet_credentials | pallet_event_log)
			template=pallet
			local folder=${pallet#pallet_}
			file=pallets/${folder//_/-}/src/weights.rs
			;;
		# The weights of its reports are set by hand.
		pallet_grandpa) extrinsic=note_stalled ;;
	esac
	bencher pallet --runtime "$(benchmarks_blob)" --genesis-builder runtime \
		--pallet "$pallet" --extrinsic "$extrinsic" --steps "$2" --repeat "$3" \
		--min-duration 0 --heap-pages 4096 --disable-proof-recording --no-storage-info \
		--no-median-slopes --no-min-squares --quiet \
		--template "scripts/weights/$template.hbs" --output "$file"
	tidy "$file"
}

# Removes what the generator leaves behind and the formatter rejects, and formats a file.
tidy() {
	sed -i 's/, *) -> Weight/) -> Weight/' "$1"
	rustfmt --edition 2021 "$1"
	say "Wrote $1."
}

# The number of values that a full block writes, which share the work of its new root.
WRITES=10000

# measure_machine ENTRIES: measures the database of a chain with that many batches, an empty block and
# an empty transaction.
measure_machine() {
	local folder base
	# The folder is among the build products, because temporary files may lie in memory.
	folder=$(mktemp -d "$CARGO_TARGET_DIR/machine.XXXXXX")
	# shellcheck disable=SC2064
	trap "rm -rf '$folder'" EXIT
	say "Filling a database with $1 batches."
	base=$(TESTAMUR_NODE=$(node_binary) node bench/fill.js \
		--folder "$folder/chain" --batches "$1" | tail -n 1)
	say "Reading and writing each of its values."
	bencher storage --chain "$folder/chain/chain.json" --base-path "$base" \
		--state-version 1 --warmups 1 --disable-pov-recorder --batch-size "$WRITES" --weight-path "$folder/"
	say "Measuring an empty block and an empty transaction."
	bencher overhead --runtime "$(node_blob)" --genesis-builder runtime --weight-path "$folder/" \
		--warmup 10 --repeat 100
	python3 scripts/lib/machine_weights.py "$folder" "$1" >runtime/src/weights/machine.rs
	tidy runtime/src/weights/machine.rs
}

# Prints the path of the runtime that is in the node.
node_blob() {
	printf '%s/release/wbuild/testamur-runtime/testamur_runtime.compact.compressed.wasm' \
		"$CARGO_TARGET_DIR"
}
