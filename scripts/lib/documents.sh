# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Compares the documents of testamur-documents with those of other implementations. This file is sourced
# after say.sh, node.sh, toolchain.sh and build.sh; its functions are called after `use_toolchain`, from
# ROOT, the repository.

# Prints the path of the program that signs and verifies documents for the tests.
documents_program() {
	printf '%s/release/examples/documents' "$CARGO_TARGET_DIR"
}

# Runs the tests in which others accept what we sign, and we accept what they sign.
test_documents() {
	compile build --release --locked --workspace --example documents
	TESTAMUR_DOCUMENTS=$(documents_program) npm --prefix "$JS" run test:documents
}
