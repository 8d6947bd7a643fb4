# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Prints messages to the user, in color only on a terminal. This file is sourced. Every script in the
# parent folder starts with a header that `usage` prints.

if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
	BOLD=$'\e[1m' RED=$'\e[31m' YELLOW=$'\e[33m' PLAIN=$'\e[0m'
else
	BOLD='' RED='' YELLOW='' PLAIN=''
fi

# Prints the header of the running script: its comment from the fourth line, below the licence, to the
# first line that is no comment.
usage() {
	awk 'NR > 3 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0"
}

headline() {
	printf '\n%s== %s%s\n' "$BOLD" "$*" "$PLAIN"
}

say() {
	printf '%s\n' "$*"
}

warn() {
	printf '%s%s%s\n' "$YELLOW" "$*" "$PLAIN" >&2
}

# Prints an error with its cure, and ends the script.
die() {
	printf '%s%s%s\n' "$RED" "$*" "$PLAIN" >&2
	exit 1
}

# Reports a test that could not be tried on this machine, now and, by the file NOT_TRIED, at the end. If
# CI is set it fails, so that a run does not pass because a test was left out.
not_tried() {
	warn "NOT TRIED: $*."
	[[ -z ${CI:-} ]] || return 1
	printf '%s\n' "$*" >>"$NOT_TRIED"
}

# Prints seconds as text: 75 becomes "1 min 15 s".
duration() {
	local seconds=$1
	if ((seconds < 60)); then
		printf '%d s' "$seconds"
	elif ((seconds < 3600)); then
		printf '%d min %d s' $((seconds / 60)) $((seconds % 60))
	else
		printf '%d h %d min' $((seconds / 3600)) $((seconds % 3600 / 60))
	fi
}

# counted NUMBER NOUN: prints a number with a noun, in the plural unless it is 1.
counted() {
	if (($1 == 1)); then
		printf '1 %s' "$2"
	else
		printf '%d %ss' "$1" "$2"
	fi
}

have() {
	command -v "$1" >/dev/null 2>&1
}
