// SPDX-License-Identifier: Apache-2.0

use crate::Running;

/// A validator should keep its place in the network; here there is none.
const NEW_KEY: &str = "--unsafe-force-node-key-generation";

#[test]
fn a_validator_without_keys_is_told_so() {
	let node =
		Running::start(&["--chain", "local", "--tmp", "--validator", "--port", "0", NEW_KEY]);
	let warning = node.says("session keys");
	for way_out in ["author_rotateKeysWithOwner", "session.setKeys", "testamur-node key insert"] {
		assert!(warning.contains(way_out), "{warning}");
	}
}

#[test]
fn a_validator_with_keys_says_as_which_it_validates() {
	let node = Running::start(&["--chain", "local", "--tmp", "--alice", "--port", "0", NEW_KEY]);
	node.says("validates with the session keys that begin with 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
}

#[test]
fn a_node_names_the_first_block_of_its_chain() {
	let node = Running::start(&["--dev", "--tmp", "--port", "0"]);
	node.says("Genesis block 0x");
}
