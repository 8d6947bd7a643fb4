# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Tests the units of ops/systemd in the container of systemd.sh. A validator is installed as
# docs/operations.md says, writes blocks within its sandbox, is killed, comes back, and is stopped;
# then a public node follows. The first failure ends the script.
set -Eeuo pipefail

NODE=/usr/local/bin/testamur-node
PORT=9944

trap 'echo "FAILED at line $LINENO: $BASH_COMMAND"; journalctl --no-pager --lines 40 --unit "testamur-node@*"' ERR

ask() {
	curl --silent --fail --max-time 5 --header 'Content-Type: application/json' \
		--data "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"$1\",\"params\":[${2:-}]}" \
		"http://127.0.0.1:$PORT"
}

# within SECONDS COMMAND...: waits until a command succeeds.
within() {
	local deadline=$((SECONDS + $1))
	shift
	until "$@" >/dev/null 2>&1; do
		((SECONDS < deadline)) || return 1
		sleep 0.5
	done
}

# Returns whether at least this many blocks are final.
final() {
	local head number
	head=$(ask chain_getFinalizedHead | jq --exit-status .result) || return
	number=$(ask chain_getHeader "$head" | jq --exit-status --raw-output .result.number) || return
	((number >= $1))
}

# Returns whether the nodes have logged a line that matches.
said() {
	journalctl --no-pager --unit 'testamur-node@*' | grep -iE "$1" >/dev/null
}

property() {
	systemctl show --value --property "$1" "$2"
}

# Checks the sandbox as the kernel sees it.
check_process() {
	local pid
	pid=$(property MainPID "$1")
	[[ $(stat -c %U "/proc/$pid") == testamur ]]
	grep -qP '^CapEff:\t0{16}$' "/proc/$pid/status"
	grep -qP '^NoNewPrivs:\t1$' "/proc/$pid/status"
	grep -qP '^Seccomp:\t2$' "/proc/$pid/status"
	grep -qP '^Max core file size +0 +0 ' "/proc/$pid/limits"
	# As it sees the file system, everything but its own folder is read-only, also to root.
	if nsenter --target "$pid" --mount touch /etc/probe 2>/dev/null; then return 1; fi
	nsenter --target "$pid" --mount touch /var/lib/testamur/probe
	rm /var/lib/testamur/probe
}

# The node does not start without this file, which every machine with a network has.
echo 'nameserver 127.0.0.1' >/etc/resolv.conf
id testamur >/dev/null

role=testamur-node@validator
install -d -m 700 -o testamur -g testamur /var/lib/testamur /var/lib/testamur/validator
as_testamur() {
	setpriv --reuid testamur --regid testamur --clear-groups "$@"
}
# A validator without a network key of its own does not start, and reports what to do.
systemctl start $role || true
within 300 said 'key generate-node-key'
systemctl stop $role
echo "a validator without a network key does not start, and says how to make one"

as_testamur $NODE key generate-node-key --base-path /var/lib/testamur/validator \
	--chain /etc/testamur/chain-spec.json >/dev/null 2>&1
for key in 'aura Sr25519' 'gran Ed25519'; do
	read -r type scheme <<<"$key"
	as_testamur $NODE key insert --base-path /var/lib/testamur/validator \
		--chain /etc/testamur/chain-spec.json --key-type "$type" --scheme "$scheme" --suri //Alice
done
systemctl start $role
within 300 final 2
check_process $role
[[ $(stat -c '%U %a' /var/lib/testamur/validator) == 'testamur 700' ]]
echo "a validator writes blocks, and they become final, within the sandbox"

systemctl kill --kill-whom=main --signal=KILL $role
within 300 final 3
[[ $(property NRestarts $role) == 1 ]]
echo "killed, it is back by itself"

begin=$SECONDS
systemctl stop $role
[[ $(property Result $role) == success ]]
((SECONDS - begin < 30))
echo "it stops in order, in $((SECONDS - begin)) s"

role=testamur-node@rpc
systemctl start $role
within 300 ask system_health
check_process $role
ask author_rotateKeys | jq --exit-status '.error.code == -32601' >/dev/null
[[ $(curl --silent --fail --max-time 5 http://127.0.0.1:9615/metrics) == *substrate_block_height* ]]
systemctl stop $role
[[ $(property Result $role) == success ]]
echo "a public node refuses unsafe methods, also to callers on its own machine"

# A call that the filter refused would show as this error.
if said 'not permitted|permission denied|not enough memory'; then false; fi
echo "All of it holds, and nothing was refused to the node."
