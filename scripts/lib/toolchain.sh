# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Provides the Rust toolchain, with the target of the runtime. This file is sourced after say.sh and
# packages.sh; ROOT is the repository.
#
#   install_toolchain    makes a toolchain available (scripts/setup)
#   use_toolchain        sets the environment that every cargo invocation here expects
#
# The first toolchain that works is taken. It works if it links a small program for the runtime's target
# with link-time optimization, as the runtime's own build does:
#
#   1. rustup, with the channel of rust-toolchain.toml or, failing that, its default one
#   2. any other rustc on PATH that is recent enough
#   3. the system's own compiler: on Debian rustc-web, for which `core` and `alloc` are built once
#
# Nothing here edits the start-up files of the caller's shell.

WASM=wasm32v1-none
# The target of the checks of the web page: it has a standard library, which the parsers of pictures and archives
# need. rustup brings that library; elsewhere it is built with the checks (page.sh).
WASM_WITH_STD=wasm32-unknown-unknown
OLDEST_RUST=1.92
SYSTEM_TOOLS=/usr/bin

# absolute PATH: prints a path from the root. A relative one is relative to the folder of the caller, so it
# is resolved before a script changes its folder.
absolute() {
	if [[ $1 == /* ]]; then
		printf '%s' "$1"
	else
		printf '%s/%s' "$PWD" "$1"
	fi
}

# The folder of build products is `target`, or the caller's choice.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$ROOT/target}
# Every variable in which a caller names a file.
for variable in CARGO_TARGET_DIR TESTAMUR_{NODE,COMMAND,OFFLINE,NEXT_RUNTIME,FORMER_NODE,FIXTURE}; do
	[[ -z ${!variable:-} ]] || printf -v "$variable" %s "$(absolute "${!variable}")"
done
unset variable

pinned_channel() {
	sed -n 's/^channel *= *"\(.*\)"/\1/p' "$ROOT/rust-toolchain.toml"
}

# Prints the path of rustup, also if no login shell has put it on PATH.
rustup_command() {
	local candidate=${CARGO_HOME:-${HOME:-}/.cargo}/bin/rustup
	if have rustup; then
		command -v rustup
	elif [[ -x $candidate ]]; then
		printf '%s' "$candidate"
	else
		return 1
	fi
}

# rust_is_recent COMMAND...: returns whether this rustc is new enough.
rust_is_recent() {
	local minor
	minor=$("$@" --version 2>/dev/null | sed -n 's/^rustc 1\.\([0-9]*\)\..*/\1/p')
	[[ -n $minor ]] && ((minor >= ${OLDEST_RUST#1.}))
}

# makes_wasm COMMAND...: returns whether this rustc links for the runtime's target. The test includes
# link-time optimization, because a `core` without bitcode compiles everything and fails at the very end.
makes_wasm() {
	local folder status=0
	folder=$(mktemp -d)
	cat >"$folder/probe.rs" <<-'PROBE'
		#![no_std]
		#[panic_handler]
		fn panic(_: &core::panic::PanicInfo) -> ! { loop {} }
		#[no_mangle]
		pub extern "C" fn third(of: u32) -> u32 { of / 3 }
	PROBE
	"$@" --target "$WASM" --crate-type cdylib -C lto=fat -C opt-level=1 \
		-o "$folder/probe.wasm" "$folder/probe.rs" >/dev/null 2>&1 || status=1
	rm -rf "$folder"
	return "$status"
}

# Returns whether a file is one of rustup's proxies, which obey rust-toolchain.toml; older ones fetch
# missing toolchains without being asked.
is_proxy() {
	local rustup
	rustup=$(rustup_command) && [[ $1 -ef $rustup ]]
}

# Sets TOOLCHAIN to the first way that works: "rustup CHANNEL", "path" or "system".
find_toolchain() {
	local rustup channel default
	TOOLCHAIN=
	# A missing toolchain is to be reported, not fetched in passing.
	export RUSTUP_AUTO_INSTALL=0
	if rustup=$(rustup_command); then
		# Inside the repository rust-toolchain.toml would be the answer.
		default=$(cd / && "$rustup" show active-toolchain 2>/dev/null) || default=
		for channel in "$(pinned_channel)" "${default%% *}"; do
			if [[ -n $channel ]] && rust_is_recent "$rustup" run "$channel" rustc &&
				makes_wasm "$rustup" run "$channel" rustc; then
				TOOLCHAIN="rustup $channel"
				return
			fi
		done
	fi
	if have cargo && have rustc && ! is_proxy "$(command -v rustc)" &&
		[[ ! $(command -v rustc) -ef $SYSTEM_TOOLS/rustc ]] && rust_is_recent rustc && makes_wasm rustc; then
		TOOLCHAIN=path
	elif [[ -x $SYSTEM_TOOLS/cargo && -x $SYSTEM_TOOLS/rustc ]] && ! is_proxy "$SYSTEM_TOOLS/rustc" &&
		rust_is_recent "$SYSTEM_TOOLS/rustc" && core_is_current && makes_wasm "$SYSTEM_TOOLS/rustc"; then
		TOOLCHAIN=system
	else
		return 1
	fi
}

# Sets the environment that every cargo invocation of this repository expects, for these scripts only.
use_toolchain() {
	find_toolchain || die "There is no Rust toolchain with the target $WASM: run scripts/setup first."
	# From a target folder outside the repository the runtime's builder cannot find the workspace.
	export WASM_BUILD_WORKSPACE_HINT=$ROOT
	# As in .cargo/config.toml, for crates that are built from another folder.
	export OPENSSL_NO_VENDOR=1
	case $TOOLCHAIN in
		rustup*)
			export RUSTUP_TOOLCHAIN=${TOOLCHAIN#rustup }
			prepend_path "$(dirname "$(rustup_command)")"
			;;
		path)
			unset RUSTUP_TOOLCHAIN
			;;
		system)
			unset RUSTUP_TOOLCHAIN
			prepend_path "$(system_tools)"
			;;
	esac
}

prepend_path() {
	[[ $PATH == "$1":* ]] || export PATH=$1:$PATH
}

# Prints a folder that holds only the system's Rust tools. First on PATH, it hides rustup's proxies,
# which stop at rust-toolchain.toml, and no other tool of the caller, as the whole of /usr/bin would.
system_tools() {
	local folder tool
	folder=$CARGO_TARGET_DIR/tools/rust
	mkdir -p "$folder"
	for tool in cargo cargo-clippy cargo-fmt clippy-driver rustc rustdoc rustfmt; do
		[[ ! -x $SYSTEM_TOOLS/$tool || -e $folder/$tool ]] || ln -sf "$SYSTEM_TOOLS/$tool" "$folder/$tool"
	done
	printf '%s' "$folder"
}

install_toolchain() {
	local rustup
	if ! find_toolchain; then
		if rustup=$(rustup_command) && fetch_with_rustup "$rustup" && find_toolchain; then
			:
		elif have apt-get; then
			install_debian_rust
		else
			die "No Rust toolchain with the target $WASM was found. Install rustup (https://rustup.rs)," \
				"then run scripts/setup again."
		fi
	fi
	[[ $TOOLCHAIN != rustup* ]] || add_wasm_with_std "${TOOLCHAIN#rustup }"
	case $TOOLCHAIN in
		rustup*) say "Rust: ${TOOLCHAIN#rustup } through rustup." ;;
		path) say "Rust: $(rustc --version), found on PATH." ;;
		system) say "Rust: $("$SYSTEM_TOOLS/rustc" --version), the system's own." ;;
	esac
}

# add_wasm_with_std CHANNEL: asks rustup for the target of the checks of the page, unless the toolchain has it. One
# that was installed before this target was needed works for everything else, so that a failure only warns.
add_wasm_with_std() {
	local rustup
	rustup=$(rustup_command) || return 0
	[[ ! -d $("$rustup" run "$1" rustc --print sysroot)/lib/rustlib/$WASM_WITH_STD ]] || return 0
	say "Rust: asking rustup for $WASM_WITH_STD (about 10 seconds)."
	"$rustup" target add --toolchain "$1" "$WASM_WITH_STD" ||
		warn "rustup could not add $WASM_WITH_STD, which scripts/build-page needs."
}

# Asks rustup once for the pinned toolchain, without waiting for a network that does not answer.
fetch_with_rustup() {
	local channel limit=()
	channel=$(pinned_channel)
	say "Rust: asking rustup for $channel (about 1 minute)."
	have timeout && limit=(timeout 600)
	RUST_BACKTRACE=0 ${limit[@]+"${limit[@]}"} "$1" toolchain install "$channel" --profile minimal \
		--component rustfmt --component clippy --target "$WASM" --target "$WASM_WITH_STD" --no-self-update && return
	warn "rustup could not install $channel with the target $WASM; trying Debian's own compiler."
	return 1
}

# Prints the folder in which the system's compiler looks for the target's libraries.
core_folder() {
	printf '%s/lib/rustlib/%s' "$("$SYSTEM_TOOLS/rustc" --print sysroot)" "$WASM"
}

# Returns whether the libraries that this script built are for the present version of the compiler.
core_is_current() {
	local marker
	marker=$(core_folder)/built-for
	[[ ! -f $marker ]] || [[ $(<"$marker") == "$("$SYSTEM_TOOLS/rustc" -vV)" ]]
}

offers_recent_rust() {
	local minor
	minor=$(apt_candidate rustc-web | sed -n 's/^1\.\([0-9]*\)\..*/\1/p')
	[[ -n $minor ]] && ((minor >= ${OLDEST_RUST#1.}))
}

install_debian_rust() {
	local llvm lld tool packages=(
		cargo-web libstd-rust-web-dev rust-web-clippy rust-web-llvm rust-web-src rustc-web rustfmt-web
	)
	# Package lists as old as the installation know only the compiler that Debian was released with.
	offers_recent_rust || apt_update
	offers_recent_rust ||
		die "This system's packages have no rustc-web of $OLDEST_RUST or newer. On Debian, add its security" \
			"suite to /etc/apt/sources.list; elsewhere, install rustup (https://rustup.rs). Then run" \
			"scripts/setup again."
	# The linker must be of the same LLVM as the compiler.
	llvm=$(apt-cache depends rust-web-llvm 2>/dev/null | sed -n 's/^ *Depends: llvm-\([0-9]*\)$/\1/p')
	lld=lld${llvm:+-$llvm}
	packages+=("$lld")
	if ! rust_is_recent "$SYSTEM_TOOLS/rustc" || ! all_installed "${packages[@]}"; then
		say "Rust: installing Debian's compiler (about 1 minute, 1 GB)."
		apt_install "${packages[@]}"
		hash -r
	fi
	for tool in cargo clippy-driver rust-lld rustfmt; do
		[[ -x $SYSTEM_TOOLS/$tool ]] || die "Debian's Rust packages brought no $tool: install rustup" \
			"(https://rustup.rs) instead, then run scripts/setup again."
	done
	if ! core_is_current || ! makes_wasm "$SYSTEM_TOOLS/rustc"; then
		build_core
	fi
	find_toolchain || die "Debian's compiler does not link for $WASM although its libraries were built" \
		"for it. Install rustup (https://rustup.rs) instead, then run scripts/setup again."
}

all_installed() {
	local package
	for package in "$@"; do
		[[ $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) == 'install ok installed' ]] || return 1
	done
}

# Builds `core` and `alloc` for the runtime's target from Debian's own sources, and puts them where
# its compiler looks for them.
build_core() {
	local folder sysroot
	sysroot=$(core_folder)
	folder=$(mktemp -d)
	say "Rust: building the core library for $WASM (about 30 seconds)."
	mkdir "$folder/src"
	cat >"$folder/Cargo.toml" <<-'MANIFEST'
		[package]
		name = "seed"
		version = "0.0.0"
		edition = "2021"

		[lib]
		crate-type = ["cdylib"]

		[profile.release]
		panic = "abort"

		[workspace]
	MANIFEST
	cat >"$folder/src/lib.rs" <<-'SOURCE'
		#![no_std]
		#[panic_handler]
		fn panic(_: &core::panic::PanicInfo) -> ! { loop {} }
	SOURCE
	# The bootstrap switch opens the one unstable option. Without the bitcode the link-time
	# optimisation of the runtime fails. The caller's flags must not get into these libraries.
	(
		cd "$folder"
		unset RUSTUP_TOOLCHAIN RUSTC RUSTC_WRAPPER RUSTC_WORKSPACE_WRAPPER CARGO_ENCODED_RUSTFLAGS
		PATH=$SYSTEM_TOOLS:$PATH CARGO_TARGET_DIR=$folder/target RUSTC_BOOTSTRAP=1 \
			RUSTFLAGS='-C embed-bitcode=yes' \
			"$SYSTEM_TOOLS/cargo" build --quiet --release -Zbuild-std=core,alloc --target "$WASM"
	) || {
		rm -rf "$folder"
		die "The core library for $WASM could not be built; the compiler's words are above. Install" \
			"rustup (https://rustup.rs) instead, then run scripts/setup again."
	}
	"$SYSTEM_TOOLS/rustc" -vV >"$folder/built-for"
	as_root rm -rf "$sysroot/lib" "$sysroot/built-for"
	as_root mkdir -p "$sysroot/lib"
	as_root install -m 644 "$folder/target/$WASM"/release/deps/lib{core,alloc,compiler_builtins}-*.rlib \
		"$sysroot/lib"
	as_root install -m 644 "$folder/built-for" "$sysroot/built-for"
	rm -rf "$folder"
	# What was built against the libraries before these would not link with them.
	rm -rf "$CARGO_TARGET_DIR"/*/wbuild
}
