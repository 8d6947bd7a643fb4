# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# What scripts tell the person in front of them: plain sentences, in colour only on a terminal.
# To be sourced. Every script of this folder's parent starts with a header that `usage` prints.

if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
	BOLD=$'\e[1m' RED=$'\e[31m' YELLOW=$'\e[33m' PLAIN=$'\e[0m'
else
	BOLD='' RED='' YELLOW='' PLAIN=''
fi

# Prints the comment at the head of the running script, from below the licence, its fourth line, to
# the first line that is no comment.
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

# Says what went wrong and what cures it, and ends the script.
die() {
	printf '%s%s%s\n' "$RED" "$*" "$PLAIN" >&2
	exit 1
}

# Says what could not be tried on this machine, now and, by the file NOT_TRIED, at the end. Where CI is
# set that is a failure: it must not pass because something was left out.
not_tried() {
	warn "NOT TRIED: $*."
	[[ -z ${CI:-} ]] || return 1
	printf '%s\n' "$*" >>"$NOT_TRIED"
}

# 75 becomes "1 min 15 s".
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

have() {
	command -v "$1" >/dev/null 2>&1
}
