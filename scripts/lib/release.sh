# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Builds what is shipped, so that every member gets the same runtime to the byte. This file is sourced after
# say.sh, toolchain.sh and build.sh; its functions are called after `use_toolchain`, from ROOT, the
# repository.
#
# The folder of a crate is a part of what is built: it stands in the texts of panics, and cargo mixes it into
# the identity of the crate, from which the compiler makes names, numbers and an order. No option of the
# compiler takes the second away. So source, crates and build products are at one place on every machine,
# in a mount namespace, and nothing of the caller's environment reaches the compiler.

# The place. Every machine has this folder, and no compiler or tool stands in it.
PLACE=/mnt
# The folder of source, crates, build products and results. Where it is the place itself, as in the build of
# a container, no namespace is needed.
RELEASE=$CARGO_TARGET_DIR/shipped
# The caller's variables that the build sees: where the compiler is, how fast it may be, the way to the network.
PASSED=(
	RUSTUP_HOME RUSTUP_TOOLCHAIN CARGO_BUILD_JOBS CARGO_NET_OFFLINE CARGO_TERM_COLOR TERM
	http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY SSL_CERT_FILE
)

# Sets OWN_MOUNTS to the options that give a command mounts of its own, as root of this machine, or else as
# root of a namespace of users.
find_own_mounts() {
	OWN_MOUNTS=(--mount)
	! unshare "${OWN_MOUNTS[@]}" true 2>/dev/null || return 0
	OWN_MOUNTS=(--user --map-root-user --mount)
	unshare "${OWN_MOUNTS[@]}" true 2>/dev/null ||
		die "A release is built at $PLACE in a mount namespace, and this machine gives none. Run this as root," \
			"or allow users to make namespaces (kernel.unprivileged_userns_clone=1, or" \
			"kernel.apparmor_restrict_unprivileged_userns=0 on Ubuntu), or in a container with --at-place."
}

# Ends the script unless the compiler is of the version that rust-toolchain.toml names, to the last digit, and
# the source has a history.
expect_pinned_compiler() {
	local release tool
	release=$(rustc -vV | sed -n 's/^release: //p')
	[[ $release == "$(pinned_channel)" ]] ||
		die "A release is built by rustc $(pinned_channel), which rust-toolchain.toml names, and this machine" \
			"has $release. Install it with rustup (https://rustup.rs), then run this again."
	for tool in "$(type -P cargo)" "$(rustc --print sysroot)"; do
		[[ $tool != "$PLACE"/* ]] || die "$tool is below $PLACE, where the build hides it: move it elsewhere."
	done
}

# at_place COMMAND...: runs a command in the folder of the source, with the folders of RELEASE at their place
# and with nothing of the caller's environment but what PASSED names.
at_place() {
	local variable environment=(
		"PATH=$PATH" "HOME=$PLACE" "CARGO_HOME=$PLACE/cargo" "CARGO_TARGET_DIR=$PLACE/target" LC_ALL=C TZ=UTC
		"SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)" OPENSSL_NO_VENDOR=1
		"WASM_BUILD_WORKSPACE_HINT=$PLACE/source"
		"SUBSTRATE_CLI_GIT_COMMIT_HASH=$(git rev-parse --short=11 HEAD)"
	)
	# rustup looks for its toolchains in the home of the caller.
	local RUSTUP_HOME=${RUSTUP_HOME:-${HOME:-}/.rustup}
	for variable in "${PASSED[@]}"; do
		[[ -z ${!variable:-} ]] || environment+=("$variable=${!variable}")
	done
	mkdir -p "$RELEASE"/{source,cargo,target}
	if [[ $RELEASE == "$PLACE" ]]; then
		(cd "$PLACE/source" && umask 022 && exec env -i "${environment[@]}" "$@")
		return
	fi
	find_own_mounts
	mkdir -p "$RELEASE/stage"
	# Everything is put together elsewhere and moved at the end, since the repository itself may be below the
	# place. A list of mounts of the machine is nothing that these belong to, or that a user could write.
	# shellcheck disable=SC2016
	unshare "${OWN_MOUNTS[@]}" sh -euc '
		release=$1 place=$2
		shift 2
		mount --no-mtab -t tmpfs -o mode=755 tmpfs "$release/stage"
		for name in source cargo target; do
			mkdir "$release/stage/$name"
			mount --no-mtab --bind "$release/$name" "$release/stage/$name"
		done
		mount --no-mtab --move "$release/stage" "$place"
		cd "$place/source"
		umask 022
		exec "$@"
	' at_place "$RELEASE" "$PLACE" env -i "${environment[@]}" "$@"
}

# Takes what is committed, and nothing else, as the source.
take_source() {
	git rev-parse --quiet --verify HEAD >/dev/null ||
		die "A release is built from a clone of the repository, with its history."
	git diff --quiet HEAD -- ||
		warn "What is not committed is no part of this build, which is of $(git rev-parse --short HEAD)."
	rm -rf "$RELEASE/source"
	mkdir -p "$RELEASE/source"
	# Every file is as new as this build: cargo takes a file that is older than its products for one that
	# has not changed.
	git archive HEAD | tar --extract --touch --directory "$RELEASE/source"
}

# build_release [runtime]: builds node and runtime, or the runtime only, into RELEASE/out.
build_release() {
	local packages=(-p testamur-runtime) built=$RELEASE/target/production out=$RELEASE/out
	[[ ${1:-} == runtime ]] || packages+=(-p testamur-node)
	expect_pinned_compiler
	take_source
	say "Building from nothing takes 30 to 90 minutes on two cores."
	# `compile` shows the progress of whatever `cargo` is.
	# shellcheck disable=SC2317
	cargo() {
		at_place cargo "$@"
	}
	compile build --locked --profile production "${packages[@]}" --features testamur-runtime/metadata-hash
	unset -f cargo
	rm -rf "$out"
	mkdir -p "$out"
	cp "$built/wbuild/testamur-runtime/testamur_runtime.compact.compressed.wasm" "$out/testamur_runtime.wasm"
	[[ ${1:-} == runtime ]] || cp "$built/testamur-node" "$out"
	write_manifest "$out"
	say "Built $out:"
	jq . "$out/manifest.json"
}

# Prints the sum over the standard library of the runtime's target.
sum_of_core() {
	(cd "$(rustc --print target-libdir --target "$WASM")" && sha256sum -- *.rlib | sha256sum | cut -d ' ' -f 1)
}

# write_manifest FOLDER: states what was built from what. The hash of the runtime is that of
# `system.authorizeUpgrade`.
write_manifest() {
	local runtime=$1/testamur_runtime.wasm node=null
	[[ ! -f $1/testamur-node ]] || node=$(jq -n --arg sum "$(sha256 "$1/testamur-node")" '{sha256: $sum}')
	jq -n --argjson node "$node" \
		--arg commit "$(git rev-parse HEAD)" \
		--arg tree "$(git rev-parse 'HEAD^{tree}')" \
		--arg compiler "$(rustc --version)" \
		--arg llvm "$(rustc -vV | sed -n 's/^LLVM version: //p')" \
		--arg core "$(sum_of_core)" \
		--argjson version "$(sed -n 's/^\tspec_version: \([0-9]*\),$/\1/p' "$RELEASE/source/runtime/src/version.rs")" \
		--argjson bytes "$(wc -c <"$runtime")" \
		--arg hash "0x$(b2sum --length=256 "$runtime" | cut -d ' ' -f 1)" \
		--arg sum "$(sha256 "$runtime")" '{
			source: {commit: $commit, tree: $tree},
			compiler: {version: $compiler, llvm: $llvm, standardLibrary: $core},
			profile: "production",
			runtime: {specVersion: $version, bytes: $bytes, blake2_256: $hash, sha256: $sum},
			node: $node
		}' >"$1/manifest.json"
}

sha256() {
	sha256sum "$1" | cut -d ' ' -f 1
}

# compare_manifests MINE THEIRS: says whether two members have built the same runtime, and if not, what else
# differs. Returns 1 where it is not the same.
compare_manifests() {
	local file path mine theirs different=()
	for file in "$@"; do
		jq -e '.runtime.blake2_256 | strings' "$file" >/dev/null 2>&1 || die "$file is no manifest of a release."
	done
	for path in source.tree compiler.version compiler.llvm compiler.standardLibrary profile; do
		mine=$(jq -r ".$path" "$1") theirs=$(jq -r ".$path" "$2")
		[[ $mine == "$theirs" ]] || different+=("$path is $mine here, and $theirs there")
	done
	mine=$(jq -r .runtime.blake2_256 "$1") theirs=$(jq -r .runtime.blake2_256 "$2")
	if [[ $mine == "$theirs" ]]; then
		say "Both have built the runtime $mine."
		((${#different[@]} == 0)) || printf 'Yet %s.\n' "${different[@]}"
		return
	fi
	warn "The runtimes differ: $mine here, and $theirs there."
	if ((${#different[@]} > 0)); then
		printf 'So does what they were built from: %s.\n' "${different[@]}" >&2
	else
		warn "What they were built from is the same. Approve neither before you know why."
	fi
	return 1
}
