# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Installs system packages. This file is sourced after say.sh and node.sh.
#
# A package counts as present if its purpose is fulfilled, however that came about. Only missing ones
# are installed, and only where apt-get exists; elsewhere the missing tools are named.

# The packages by Debian's names. `has` knows how to recognize each.
SYSTEM_PACKAGES=(
	build-essential ca-certificates curl fonts-noto-core git jq libimage-exiftool-perl libprotobuf-dev libssl-dev
	nodejs npm pkg-config pngcheck poppler-utils protobuf-compiler python3 qpdf shellcheck zbar-tools
)
# The packages that only the fault suite needs (scripts/setup --faults), for network namespaces and for
# clocks that are wrong.
FAULT_PACKAGES=(iproute2 libfaketime mount util-linux)
# The browser in which the verifier of proofs and the web page are tested, the server that serves the page, and what
# makes codes for its camera (scripts/setup --browser).
BROWSER_PACKAGES=(chromium nginx-light qrencode)

# Returns whether the machine has what Debian's package of this name brings.
has() {
	case $1 in
		chromium) have "${CHROMIUM:-chromium}" ;;
		nginx-light) have nginx || [[ -x /usr/sbin/nginx ]] ;;
		build-essential) have cc && have c++ && have make ;;
		# Elsewhere the certificates come with the system.
		ca-certificates) ! have apt-get || [[ -s /etc/ssl/certs/ca-certificates.crt ]] ;;
		fonts-noto-core) has_noto_fonts ;;
		iproute2) have ip ;;
		libimage-exiftool-perl) have exiftool ;;
		libfaketime) faketime_library >/dev/null ;;
		libprotobuf-dev) imports_well_known_types ;;
		libssl-dev) finds_openssl ;;
		nodejs) have node && node_is_recent ;;
		poppler-utils) have pdfattach && have pdfdetach && have pdffonts && have pdfinfo && have pdftoppm && have pdftotext ;;
		protobuf-compiler) have protoc ;;
		zbar-tools) have zbarimg ;;
		util-linux) have unshare && have nsenter && have setpriv ;;
		*) have "$1" ;;
	esac
}

# Returns whether the fonts with which certificates are tested lie where the command looks for them.
has_noto_fonts() {
	local font
	for font in /usr/share/fonts /usr/local/share/fonts /Library/Fonts; do
		[[ -d $font ]] || continue
		[[ -n $(find "$font" -name 'NotoSansDevanagari-Regular.ttf' -print -quit) ]] && return
	done
	return 1
}

# Returns whether the build finds OpenSSL. It finds Homebrew's copy without the help of pkg-config.
finds_openssl() {
	{ have pkg-config && pkg-config --exists openssl; } ||
		{ have brew && [[ -d $(brew --prefix openssl 2>/dev/null)/include ]]; }
}

# Prints the path of the library that gives a process another clock, in its variant for many threads.
faketime_library() {
	local library
	for library in /usr/lib/*/faketime/libfaketimeMT.so.1 /usr/lib/faketime/libfaketimeMT.so.1; do
		[[ -f $library ]] || continue
		printf '%s' "$library"
		return
	done
	return 1
}

imports_well_known_types() {
	have protoc || return 1
	local folder status=0
	folder=$(mktemp -d)
	printf 'syntax = "proto3";\nimport "google/protobuf/empty.proto";\n' >"$folder/probe.proto"
	protoc -I "$folder" --descriptor_set_out="$folder/probe" "$folder/probe.proto" \
		>/dev/null 2>&1 || status=1
	rm -rf "$folder"
	return "$status"
}

# Runs a command as root: directly, or through sudo.
as_root() {
	if ((EUID == 0)); then
		"$@"
	elif have sudo; then
		sudo "$@"
	else
		die "Root is needed to run \"$*\", and there is no sudo: run \"scripts/setup --faults --browser\"" \
			"as root once, which installs all that any script here needs."
	fi
}

apt_get() {
	as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@"
}

# Prints the version of a package that apt could install, or nothing if it knows none.
apt_candidate() {
	apt-cache policy "$1" 2>/dev/null | awk '/Candidate:/ && $2 != "(none)" { print $2 }'
}

apt_update() {
	say "Reading Debian's package lists (about 10 seconds)."
	apt_get update || die "apt-get update failed; its own words are above. Check the network and" \
		"/etc/apt/sources.list, then run scripts/setup again."
}

# Installs packages by name, and reads the package lists again only if they are missing or stale. It
# never removes a package to make room.
apt_install() {
	local package
	for package in "$@"; do
		if [[ -z $(apt_candidate "$package") ]]; then
			apt_update
			break
		fi
	done
	apt_get install --yes --no-install-recommends --no-remove "$@" >/dev/null && return
	apt_update
	apt_get install --yes --no-install-recommends --no-remove "$@" >/dev/null ||
		die "apt-get could not install: $*. Its own words are above. Where it speaks of packages to" \
			"be removed, remove those yourself (an old rustc or cargo of Debian, an old Node.js) and" \
			"run scripts/setup again."
}

install_packages() {
	install_missing "System packages" "${SYSTEM_PACKAGES[@]}"
}

install_fault_packages() {
	install_missing "Packages of the fault suite" "${FAULT_PACKAGES[@]}"
}

install_browser() {
	install_missing "Browser" "${BROWSER_PACKAGES[@]}"
}

# install_missing TITLE PACKAGE...: installs the packages that are not present.
install_missing() {
	local title=$1 package missing=()
	shift
	for package in "$@"; do
		has "$package" || missing+=("$package")
	done
	if ((${#missing[@]} == 0)); then
		say "$title: all present."
		return
	fi
	have apt-get ||
		die "These tools are missing, and there is no apt-get to install them: ${missing[*]}" \
			"(Debian's names). Install them with your system's package manager (Node.js 18 is the" \
			"oldest that does), then run scripts/setup again."
	say "$title: installing ${missing[*]} (up to 5 minutes on a bare machine)."
	apt_install "${missing[@]}"
	hash -r
	for package in "${missing[@]}"; do
		has "$package" ||
			die "$package is installed, but what it brings cannot be used: an older one probably stands" \
				"before it on PATH. Remove that one, then run scripts/setup again."
	done
}
