# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Runs the units of ops/systemd under a real systemd. This file is sourced after say.sh, packages.sh and
# build.sh. ROOT is the repository.
#
# The machine's own systemd is left alone. Another one boots in a container (systemd-nspawn) that shares
# only /usr with this machine, and has its own network without a way out, and its own, empty /etc and
# /var. systemd-probe.sh runs in it.

# Returns whether such a container can be made here. That takes root and an installed systemd, and
# fails inside of most containers.
can_boot_systemd() {
	((EUID == 0)) && have systemd-nspawn && [[ -x /usr/lib/systemd/systemd ]] &&
		systemd-nspawn --quiet --register=no --keep-unit --directory=/ --volatile=yes --private-network \
			/usr/bin/true </dev/null >/dev/null 2>&1
}

# Boots the container and runs the probe. It is called in a subshell, which may be killed.
rehearse_systemd() {
	local folder container status=0
	folder=$(mktemp -d)
	# shellcheck disable=SC2064
	trap "rm -rf '$folder'" EXIT
	mkdir -p "$folder"/{bin,etc,units,out}
	ln "$(node_binary)" "$folder/bin/testamur-node" 2>/dev/null ||
		cp "$(node_binary)" "$folder/bin/testamur-node"
	"$folder/bin/testamur-node" export-chain-spec --chain dev --raw --output "$folder/etc/chain-spec.json" \
		>/dev/null
	cp "$ROOT"/ops/systemd/*.env "$folder/etc"
	# It is alone on its chain, and a validator writes nothing before it has met another one.
	sed -i '/^TESTAMUR_OPTIONS=--validator/s/$/ --force-authoring/' "$folder/etc/validator.env"
	cat >"$folder/units/rehearsal.service" <<-'UNIT'
		[Unit]
		After=basic.target
		SuccessAction=exit-force
		FailureAction=exit-force

		[Service]
		Type=oneshot
		ExecStart=/usr/bin/bash /rehearsal/probe.sh
		StandardOutput=file:/rehearsal/out/log
		StandardError=inherit
		TimeoutStartSec=240
	UNIT
	cat >"$folder/units/rehearsal.target" <<-'UNIT'
		[Unit]
		Requires=basic.target rehearsal.service
	UNIT
	# A machine that has a number boots for more than the first time: nothing asks for its name and its
	# language, and the services that stand in /usr are not all turned on.
	tr -d - </proc/sys/kernel/random/uuid >"$folder/machine-id"
	cp "$ROOT/scripts/lib/systemd-probe.sh" "$folder/probe.sh"
	# In the background, so that this shell hears signals; `timeout` passes them on.
	timeout --kill-after=5 1200 systemd-nspawn --quiet --register=no --keep-unit --directory=/ --volatile=yes \
		--private-network --machine="testamur-$$" \
		--bind="$folder:/rehearsal" \
		--bind-ro="$folder/machine-id:/etc/machine-id" \
		--bind-ro="$folder/bin:/usr/local/bin" \
		--bind-ro="$folder/etc:/etc/testamur" \
		--bind-ro="$folder/units/rehearsal.service:/etc/systemd/system/rehearsal.service" \
		--bind-ro="$folder/units/rehearsal.target:/etc/systemd/system/rehearsal.target" \
		--bind-ro="$ROOT/ops/systemd/testamur-node@.service:/etc/systemd/system/testamur-node@.service" \
		--bind-ro="$ROOT/ops/systemd/testamur.sysusers:/etc/sysusers.d/testamur.conf" \
		--boot systemd.unit=rehearsal.target </dev/null >"$folder/console" 2>&1 &
	container=$!
	# shellcheck disable=SC2064
	trap "kill $container 2>/dev/null; wait; exit 143" TERM
	wait "$container" || status=$?
	trap - TERM
	if ((status == 0)) && grep -q '^All of it holds' "$folder/out/log"; then
		cat "$folder/out/log"
	else
		say "The container ended with $status; the end of its console, and what was done in it:"
		tail -n 20 "$folder/console"
		tail -n 60 "$folder/out/log" 2>/dev/null || true
		status=1
	fi
	return "$status"
}
