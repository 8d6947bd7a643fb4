# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Provides Node.js, the packages of tests/, bench/ and client/web/ and the contexts that testamur-documents embeds, and
# runs the JavaScript tests. This file is sourced after say.sh; the tests and `provide_node` also need
# toolchain.sh and build.sh. ROOT is the repository.

JS=$ROOT/tests
# The folders that have a lock file of their own. The unit tests in tests/ need the packages of both.
JS_FOLDERS=(tests bench client/documents/contexts client/web)
OLDEST_NODE=18

node_is_recent() {
	local version
	version=$(node --version 2>/dev/null) || return 1
	version=${version#v}
	((${version%%.*} >= OLDEST_NODE))
}

# Installs exactly what the lock files name, unless that is installed already.
install_js() {
	local folder
	for folder in "${JS_FOLDERS[@]}"; do
		install_js_of "$folder"
	done
}

# Installs the packages of one folder.
install_js_of() {
	local lock=$ROOT/$1/package-lock.json installed=$ROOT/$1/node_modules/.package-lock.json
	[[ -f $lock ]] || die "$lock is missing: the checkout is not complete, clone the repository again."
	if [[ -f $installed && ! $lock -nt $installed ]]; then
		say "JavaScript packages of $1/: all present."
		return
	fi
	say "JavaScript packages of $1/: installing (about 20 seconds)."
	npm --prefix "$ROOT/$1" ci --no-audit --no-fund --loglevel=error ||
		die "npm could not install the packages of $1/; its own words are above. Check the" \
			"network, then run scripts/setup again."
	# npm does not touch an unchanged file, but this function compares times.
	touch "$installed"
}

# Installs the packages where there are none; a node that was built elsewhere does not imply them.
provide_js() {
	local folder
	for folder in "${JS_FOLDERS[@]}"; do
		[[ -d $ROOT/$folder/node_modules ]] || install_js_of "$folder" >&2
	done
}

# provide_node HEADLINE: sets TESTAMUR_NODE to a node, which it builds unless the caller names one, and
# installs the JavaScript packages. HEADLINE is printed after a build. It is called from ROOT.
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

# Runs the unit tests in JavaScript.
test_js() {
	npm --prefix "$JS" run test:unit
}

# Runs the tests against nodes, which they start themselves. It builds the node first, so that they
# never pass on an old one.
test_end_to_end() {
	build_node
	provide_verifiers
	build_command
	build_checks
	TESTAMUR_NODE=$(node_binary) TESTAMUR_CHECKS=$(checks_module) \
		npm --prefix "$JS" run test:e2e -- "$@"
}
