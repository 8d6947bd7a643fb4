# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# The fault suite: real nodes that are killed, cut off, starved of disk and misled. To be sourced,
# after say.sh, node.sh, build.sh and rehearsal.sh; packages.sh must be there too.
#
# It runs in namespaces of its own. Networks, mounts and processes of the suite are seen by nobody
# else, and the kernel takes them back when it ends, however it ends: it can neither harm nor leave
# anything outside of its folder, .testamur/faults.

# Files of tests/faults that the short version runs, the longest first, since they run two at a time;
# it also takes fewer and shorter rounds of each.
SHORT_FAULTS=(partition crash files)
# How long all of them may take, in seconds; setting up and building do not count.
LONGEST_FAULTS=$((20 * 60))

# test_faults MODE [PART...]: full or short; PARTs of files' names narrow it down.
test_faults() {
	local mode=$1
	shift
	local next=${TESTAMUR_NEXT_RUNTIME:-}
	[[ $mode == full ]] || (($# > 0)) || set -- "${SHORT_FAULTS[@]}"
	expect_fault_machine
	build_node
	if [[ -z $next ]] && needs_next_runtime "$@"; then
		build_next_runtime
		next=$(next_runtime)
	fi
	local begin=$SECONDS
	TESTAMUR_NEXT_RUNTIME=$next TESTAMUR_FAULTS=$mode TESTAMUR_NODE=$(node_binary) \
		TESTAMUR_FAKETIME=$(faketime_library) in_namespaces node "$JS/run.js" faults "$@"
	if [[ $mode == full ]] && (($# == 0 && SECONDS - begin > LONGEST_FAULTS)); then
		die "Every fault test passed, but they took $(duration $((SECONDS - begin))): more than the" \
			"$(duration "$LONGEST_FAULTS") that the whole suite may take."
	fi
}

test_faults_short() {
	test_faults short
}

# Whether these PARTs, or all for none, have the rehearsal of an upgrade among them.
needs_next_runtime() {
	local part
	(($# > 0)) || return 0
	for part in "$@"; do
		[[ upgrade.test.js != *"$part"* ]] || return 0
	done
	return 1
}

# Ends the script where the suite could not run: to be asked before anything that takes long.
expect_fault_machine() {
	find_namespaces
	expect_own_folder
}

# Sets NAMESPACES to the options that give a command processes, network and mounts of its own: as root
# of this machine, or else as root of nothing but these namespaces.
find_namespaces() {
	NAMESPACES=(--mount --net --pid --fork --kill-child --mount-proc)
	! unshare "${NAMESPACES[@]}" true 2>/dev/null || return 0
	NAMESPACES=(--user --map-root-user "${NAMESPACES[@]}")
	unshare "${NAMESPACES[@]}" true 2>/dev/null ||
		die "The fault suite needs namespaces of its own, and this machine gives it none. Run it as" \
			"root, or allow users to make namespaces (kernel.unprivileged_userns_clone=1, or" \
			"kernel.apparmor_restrict_unprivileged_userns=0 on Ubuntu; in a container, the" \
			"capability SYS_ADMIN)."
}

# What root left behind can be removed by root only.
expect_own_folder() {
	local folder=$ROOT/.testamur foreign
	((EUID != 0)) && [[ -d $folder ]] || return 0
	foreign=$(find "$folder" -path "$folder/*" ! -path "$folder/faults*" -prune -o \
		! -user "$EUID" -print -quit 2>/dev/null) || true
	[[ -z $foreign ]] ||
		die "$foreign belongs to another user, probably since the suite was run as root. Give the" \
			"folder back with \"sudo chown -R $EUID $folder\", or run this as root again."
}

# in_namespaces COMMAND...: runs a command where processes, network and mounts are its own.
in_namespaces() {
	find_namespaces
	# In the background, so that this shell hears signals; ended with it, whatever ends it.
	# A network of its own begins without even the loopback device.
	# shellcheck disable=SC2016
	setpriv --pdeathsig KILL unshare "${NAMESPACES[@]}" \
		sh -c 'ip link set lo up && exec "$@"' in_namespaces "$@" &
	local suite=$! status=0
	# shellcheck disable=SC2064
	trap "kill -KILL $suite 2>/dev/null; exit 130" INT TERM HUP
	wait "$suite" || status=$?
	trap - INT TERM HUP
	return "$status"
}
