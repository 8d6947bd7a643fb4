# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Builds the runtime that a running network is upgraded to in the rehearsal. This file is sourced after
# blob.sh; its functions are called after `use_toolchain` and `build_node`, from ROOT, the repository.

# Prints the path of the runtime that the rehearsal upgrades to.
next_runtime() {
	printf '%s/rehearsal/testamur_runtime_next.wasm' "$CARGO_TARGET_DIR"
}

# Builds the runtime with the feature `upgrade-rehearsal`, which has the next spec_version and a migration.
build_next_runtime() {
	say "Building the runtime to upgrade to: 1 to 4 minutes."
	build_blob next upgrade-rehearsal "$(next_runtime)"
}
