# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Builds the node whose chains have the layout before the present one, and rehearses the migration from
# it. This file is sourced after build.sh; its functions are called after `use_toolchain`, from ROOT, the
# repository.

# The last commit whose records have layout 1.
FORMER_COMMIT=0189fe0

# Prints the folder with the build products of the former node.
former_target() {
	printf '%s/former' "$CARGO_TARGET_DIR"
}

# Prints the path of the former node.
former_node() {
	printf '%s' "${TESTAMUR_FORMER_NODE:-$(former_target)/release/testamur-node}"
}

# Builds the node of FORMER_COMMIT from the history of the repository, in a worktree that is removed
# again. Its build products stay, so that the next time takes seconds.
build_former_node() {
	local tree status=0
	[[ -z ${TESTAMUR_FORMER_NODE:-} ]] || return 0
	git cat-file -e "$FORMER_COMMIT^{commit}" 2>/dev/null ||
		die "The history has no commit $FORMER_COMMIT: fetch all of it (git fetch --unshallow)."
	tree=$(former_target)/tree
	mkdir -p "$(former_target)"
	git worktree remove --force "$tree" 2>/dev/null || true
	git worktree prune
	git worktree add --quiet --detach "$tree" "$FORMER_COMMIT"
	say "The node of $FORMER_COMMIT, from nothing: 10 to 30 minutes on two cores."
	(
		cd "$tree" || exit 1
		CARGO_TARGET_DIR=$(former_target) WASM_BUILD_WORKSPACE_HINT=$tree \
			compile build --release --locked --workspace --bin testamur-node
	) || status=$?
	git worktree remove --force "$tree"
	((status == 0)) || die "The node of $FORMER_COMMIT could not be built; the compiler's words are above."
	say "Built $(former_node)."
}

# Prints the path of the runtime in the present node, as the council would upload it.
present_runtime() {
	printf '%s/release/wbuild/testamur-runtime/testamur_runtime.compact.compressed.wasm' \
		"$CARGO_TARGET_DIR"
}

# Plays the migration through on a network of real nodes.
rehearse_migration() {
	TESTAMUR_NODE=$(node_binary) TESTAMUR_FORMER_NODE=$(former_node) \
		TESTAMUR_RUNTIME=$(present_runtime) node "$JS/run.js" migration
}
