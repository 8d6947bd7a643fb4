# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Node.js, and the packages and tests of tests/. To be sourced, after say.sh; the tests and
# `provide_node` need toolchain.sh and build.sh, too. ROOT is the repository.

JS=$ROOT/tests
OLDEST_NODE=18

node_is_recent() {
	local version
	version=$(node --version 2>/dev/null) || return 1
	version=${version#v}
	((${version%%.*} >= OLDEST_NODE))
}

# Installs exactly what the lock file names, when it names something else than what is there.
install_js() {
	local lock=$JS/package-lock.json installed=$JS/node_modules/.package-lock.json
	[[ -f $lock ]] || die "$lock is missing: the checkout is not complete, clone the repository again."
	if [[ -f $installed && ! $lock -nt $installed ]]; then
		say "JavaScript packages: all present."
		return
	fi
	say "JavaScript packages: installing (about 20 seconds)."
	npm --prefix "$JS" ci --no-audit --no-fund --loglevel=error ||
		die "npm could not install the packages of tests/; its own words are above. Check the" \
			"network, then run scripts/setup again."
	# npm leaves the time of an unchanged file alone, and this function compares times.
	touch "$installed"
}

# A node that is there already is no sign that the packages are.
provide_js() {
	[[ -d $JS/node_modules ]] || install_js >&2
}

# provide_node HEADLINE: a node in TESTAMUR_NODE, built unless the caller names one, and the packages of
# those who drive it. What comes after a build has the headline. From ROOT.
provide_node() {
	if [[ -n ${TESTAMUR_NODE:-} ]]; then
		provide_js
		return
	fi
	headline "Setting up"
	scripts/setup
	use_toolchain
	headline "Building the node"
	build_node
	TESTAMUR_NODE=$(node_binary)
	export TESTAMUR_NODE
	headline "$1"
}

test_js() {
	npm --prefix "$JS" run test:unit
}

# Against nodes that the tests start themselves. Builds the node first, so that they never pass on
# an old one.
test_end_to_end() {
	build_node
	TESTAMUR_NODE=$(node_binary) npm --prefix "$JS" run test:e2e
}
