# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Compares the documents of testamur-documents and the status lists of testamur-status with those of other
# implementations, the files of testamur-carriers with those of other programs, and has others read what
# learners are handed. This file is sourced after say.sh, node.sh, toolchain.sh and build.sh; its functions
# are called after `use_toolchain`, from ROOT, the repository.

# Prints the path of the program that signs and verifies documents for the tests.
documents_program() {
	printf '%s/release/examples/documents' "$CARGO_TARGET_DIR"
}

# Prints the path of the program that reads status lists for the tests.
lists_program() {
	printf '%s/release/examples/lists' "$CARGO_TARGET_DIR"
}

# Prints the path of the program that bakes credentials into pictures, and lists what files carry.
carriers_program() {
	printf '%s/release/examples/carriers' "$CARGO_TARGET_DIR"
}

# Runs the tests in which others accept what we sign, and we accept what they sign; and those in which
# others read what we bake, and we read what they bake, attach and pack.
test_documents() {
	compile build --release --locked --workspace --example documents --example carriers --example lists \
		--bin testamur
	TESTAMUR_DOCUMENTS=$(documents_program) TESTAMUR_CARRIERS=$(carriers_program) \
		TESTAMUR_LISTS=$(lists_program) \
		TESTAMUR_COMMAND=$(command_binary) \
		npm --prefix "$JS" run test:documents
}
