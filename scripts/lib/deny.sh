# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# cargo-deny, which checks the dependencies against .config/deny.toml. To be sourced, after say.sh,
# toolchain.sh and build.sh, and used after `use_toolchain` and from ROOT, the repository.
#
#   provide_cargo_deny    makes the pinned version available
#   cargo_deny            runs it with the configuration of this repository
#
# A cargo-deny of the pinned version that is on PATH is used. Elsewhere it is compiled from crates.io into
# the folder of build products, which takes about four minutes of processor time, once. Binaries of others
# would save that time and be one more publisher to trust (ADR 14).

DENY_VERSION=0.20.2
DENY_FOLDER=$CARGO_TARGET_DIR/tools/cargo-deny

# is_pinned_deny COMMAND: succeeds where COMMAND is cargo-deny in the pinned version.
is_pinned_deny() {
	[[ $("$1" --version 2>/dev/null) == "cargo-deny $DENY_VERSION" ]]
}

# Sets DENY to a cargo-deny of the pinned version.
provide_cargo_deny() {
	for DENY in cargo-deny "$DENY_FOLDER/bin/cargo-deny"; do
		! is_pinned_deny "$DENY" || return 0
	done
	say "Compiling cargo-deny $DENY_VERSION: 2 to 5 minutes on two cores, once."
	# Link-time optimisation, as in its own profile, would take longer than it could ever save here.
	PATH=$DENY_FOLDER/bin:$PATH CARGO_TARGET_DIR=$DENY_FOLDER/build \
		CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
		compile install --locked --force --version "=$DENY_VERSION" --root "$DENY_FOLDER" cargo-deny || true
	is_pinned_deny "$DENY" || die "cargo-deny $DENY_VERSION could not be installed; the words of cargo are" \
		"above. Check the network, then run this again."
	rm -rf "$DENY_FOLDER/build"
}

cargo_deny() {
	"$DENY" --locked --config "$ROOT/.config/deny.toml" "$@"
}
