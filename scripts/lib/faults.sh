# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Runs the fault suite, in which real nodes are killed, cut off, starved of disk and misled. This file is
# sourced after say.sh, node.sh, packages.sh, build.sh, verifier.sh and rehearsal.sh.
#
# The suite runs in namespaces of its own. Its networks, mounts and processes are visible to nobody
# else, and the kernel removes them when it ends, however it ends: it can neither harm nor leave
# anything outside of its folder, .testamur/faults.

# The files of tests/faults in the short version, the longest first, because they run two at a time. The
# short version also has fewer and shorter rounds.
SHORT_FAULTS=(partition crash files)
# The time of the whole suite on a fast machine at most, in seconds, without the set-up and the build.
LONGEST_FAULTS=$((20 * 60))

# test_faults MODE [PART...]: runs the suite in the mode full or short. Only files with a PART in their
# names run, if any is given.
test_faults() {
	local mode=$1
	shift
	local next=${TESTAMUR_NEXT_RUNTIME:-}
	[[ $mode == full ]] || (($# > 0)) || set -- "${SHORT_FAULTS[@]}"
	expect_fault_machine
	build_node
	# The table of known sets after a recovery is made by this one (scripts/known-sets).
	[[ $mode == short ]] || compile build --release --locked --workspace --bin testamur-verify-offline
	if [[ -z $next ]] && needs_next_runtime "$@"; then
		build_next_runtime
		next=$(next_runtime)
	fi
	local begin=$SECONDS
	TESTAMUR_NEXT_RUNTIME=$next TESTAMUR_FAULTS=$mode TESTAMUR_NODE=$(node_binary) \
		TESTAMUR_OFFLINE=$(offline_binary) TESTAMUR_FAKETIME=$(faketime_library) in_namespaces node "$JS/run.js" faults "$@"
	if [[ $mode == full ]] && (($# == 0 && SECONDS - begin > LONGEST_FAULTS)); then
		warn "Every fault test passed, but they took $(duration $((SECONDS - begin))); on a fast machine the" \
			"whole suite takes less than $(duration "$LONGEST_FAULTS")."
	fi
}

test_faults_short() {
	test_faults short
}

# Returns whether the chosen files include the rehearsal of an upgrade.
needs_next_runtime() {
	local part
	(($# > 0)) || return 0
	for part in "$@"; do
		[[ upgrade.test.js != *"$part"* ]] || return 0
	done
	return 1
}

# Ends the script if the suite cannot run on this machine. It is called before anything that takes long.
expect_fault_machine() {
	find_namespaces
	expect_own_folder
}

# Sets NAMESPACES to the options that give a command processes, network and mounts of its own, as root
# of this machine, or else as root of these namespaces only.
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

# Ends the script if the suite's folder holds files of another user, which only root can remove.
expect_own_folder() {
	local folder=$ROOT/.testamur foreign
	((EUID != 0)) && [[ -d $folder ]] || return 0
	foreign=$(find "$folder" -path "$folder/*" ! -path "$folder/faults*" -prune -o \
		! -user "$EUID" -print -quit 2>/dev/null) || true
	[[ -z $foreign ]] ||
		die "$foreign belongs to another user, probably since the suite was run as root. Give the" \
			"folder back with \"sudo chown -R $EUID $folder\", or run this as root again."
}

# in_namespaces COMMAND...: runs a command with processes, network and mounts of its own.
in_namespaces() {
	find_namespaces
	# It runs in the background, so that this shell receives signals, and it ends with this shell.
	# A new network namespace begins without a loopback device that is up.
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
