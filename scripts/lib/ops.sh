# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Checks the operators' files (ops, docs/operations.md) with the tools that they are meant for. This
# file is sourced after say.sh, packages.sh, node.sh, build.sh and systemd.sh. ROOT is the repository.

# The tools, each with the Debian package that brings it.
OPS_TOOLS=(
	'promtool prometheus'
	'prometheus-node-exporter prometheus-node-exporter'
	'haproxy haproxy'
	'openssl openssl'
	'systemd-analyze systemd'
	'systemd-nspawn systemd-container'
	'ip iproute2'
	'nsenter util-linux'
)

# Makes the tools available. Missing ones are unpacked into a folder of the build instead of being
# installed, because Debian's packages would start a Prometheus and a load balancer on this machine.
find_ops_tools() {
	local tool package missing=() folder=$CARGO_TARGET_DIR/tools/ops
	export PATH=$PATH:/usr/sbin:$folder/usr/bin:$folder/usr/sbin:$folder/bin
	for tool in "${OPS_TOOLS[@]}"; do
		have "${tool% *}" || missing+=("${tool#* }")
	done
	if ((${#missing[@]} > 0)); then
		have apt-get || die "These tools are missing, and there is no apt-get to fetch them: ${missing[*]}" \
			"(Debian's names)."
		say "Fetching ${missing[*]}."
		unpack "$folder" "${missing[@]}"
	fi
	if [[ -d $folder ]]; then
		LD_LIBRARY_PATH=$(find "$folder" -name '*.so*' -printf '%h\n' | sort -u | paste -sd:)
		export LD_LIBRARY_PATH
		# A machine without systemd lacks units that ours depend on. The colon keeps the machine's own.
		export SYSTEMD_UNIT_PATH=$folder/lib/systemd/system:
	fi
	for tool in "${OPS_TOOLS[@]}"; do
		package=${tool#* } tool=${tool% *}
		have "$tool" || die "Debian's package $package brought no $tool."
	done
}

# unpack FOLDER PACKAGE...: unpacks packages, with those of their dependencies that this machine lacks.
unpack() {
	local folder=$1 package packages downloads
	shift
	for package in "$@"; do
		if [[ -z $(apt_candidate "$package") ]]; then
			apt_update
			break
		fi
	done
	downloads=$(mktemp -d)
	packages=$(apt-get -qq --simulate --no-install-recommends install "$@" | sed -n 's/^Inst \([^ ]*\).*/\1/p')
	# shellcheck disable=SC2086
	(cd "$downloads" && apt-get -qq download $packages 2>/dev/null) || {
		apt_update
		# shellcheck disable=SC2086
		(cd "$downloads" && apt-get -qq download $packages)
	}
	mkdir -p "$folder"
	for package in "$downloads"/*.deb; do
		dpkg-deb -x "$package" "$folder"
	done
	rm -rf "$downloads"
}

# Runs the tests and meanwhile rehearses the unit under a real systemd, where one can be booted.
test_ops() {
	local rehearsal='' log status=0
	build_node
	find_ops_tools
	log=$(mktemp)
	if can_boot_systemd; then
		rehearse_systemd >"$log" 2>&1 &
		rehearsal=$!
	fi
	# Background processes do not receive Ctrl-C.
	# shellcheck disable=SC2064
	trap "rm -f '$log'; ${rehearsal:+kill $rehearsal 2>/dev/null; wait}" EXIT
	trap 'exit 130' INT TERM HUP
	TESTAMUR_NODE=$(node_binary) npm --prefix "$JS" run test:ops || status=$?
	if [[ -n $rehearsal ]]; then
		say "The units under a real systemd:"
		wait "$rehearsal" || status=$?
		sed 's/^/  /' "$log"
	else
		not_tried "the units under a real systemd, which needs root, and a machine with systemd" || status=1
	fi
	rm -f "$log"
	trap - EXIT INT TERM HUP
	return "$status"
}
