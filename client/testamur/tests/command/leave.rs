// SPDX-License-Identifier: Apache-2.0

//! The folder that proves documents without the chain, as far as it comes without a node. `tests/e2e/leave.test.js`
//! has the rest of the way.

use crate::{
	folder::Folder,
	verify::{folder, NOBODY},
};

/// Returns the examples of the help.
fn examples() -> Vec<String> {
	let help = Folder::bare().run("leave --help").with(0);
	let examples = help.out.lines().filter_map(|line| line.strip_prefix("  testamur "));
	examples.map(str::to_owned).collect()
}

#[test]
fn the_examples_of_the_help_are_calls_that_are_understood() {
	let folder = folder();
	let [make, check] = examples().try_into().unwrap();
	let make = make.replace("ws://127.0.0.1:9944", NOBODY);
	folder.run(&make).refused(3, "the node at ws://127.0.0.1:1 cannot be reached");
	assert!(!folder.path("leaving").exists());
	folder.run(&check).refused(2, "manifest.json: it is missing");
	assert!(Folder::bare().run("--help").with(0).out.contains("\n  leave "));
}

#[test]
fn a_wrong_call_says_what_is_missing() {
	let folder = folder();
	for (call, message) in [
		("documents", "--trust <FILE>"),
		("--trust trust.json documents", "--rpc <URL>"),
		("--trust trust.json --rpc ws://a documents", "--institution <NUMBER>"),
		("--trust trust.json --rpc ws://a --institution 2 documents", "--out <FOLDER>"),
		("--trust trust.json --rpc ws://a --institution 2 --out b", "<FILE>"),
		("--trust trust.json --check a --rpc ws://a", "cannot be used with"),
		("--trust trust.json --check a documents", "cannot be used with"),
		("--trust no.json --check a", "no.json cannot be read"),
		(
			"--trust trust.json --rpc http://127.0.0.1 --institution 2 --out b documents",
			"begins with ws:// or wss://",
		),
	] {
		folder.run(&format!("leave {call}")).refused(2, message);
	}
}

#[test]
fn a_folder_of_somebody_else_is_not_checked() {
	let folder = folder();
	folder.write("documents/manifest.json", "{\"name\":\"a web page\"}");
	let ended = folder.run("leave --trust trust.json --check documents");
	ended.refused(2, "manifest.json: it is no list of such a folder");
}
