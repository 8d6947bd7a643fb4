// SPDX-License-Identifier: Apache-2.0

//! Cohorts, as far as they come without a node. `tests/e2e/issue.test.js` has the rest of the way.

use crate::folder::{Ended, Folder};
use std::fs;

/// The address of a node that is not there: no program listens on this port.
const NOBODY: &str = "ws://127.0.0.1:1";

fn folder() -> Folder {
	let folder = Folder::new();
	folder.write("a.key", format!("0x{}\n", "1".repeat(64)));
	folder.write("d.key", "2".repeat(64));
	folder
}

fn issue(folder: &Folder, list: &str, node: &str, account: &str) -> Ended {
	folder.run(&format!(
		"issue --type 1 --template water.toml --list {list} --out out --node {node} --account {account} \
		 --document-key d.key --yes"
	))
}

#[test]
fn a_node_that_is_away_can_be_tried_again() {
	let folder = folder();
	for _ in 0..2 {
		let ended = issue(&folder, "cohort.csv", NOBODY, "a.key").with(3);
		assert!(
			ended.messages.contains("the node at ws://127.0.0.1:1 cannot be reached"),
			"{ended:?}"
		);
	}
	let names = fs::read_dir(folder.path("out")).unwrap();
	assert!(names.map(|name| name.unwrap().file_name()).eq(["journal"]));
}

#[test]
fn an_address_that_is_none_of_a_node_is_a_wrong_call() {
	let ended = issue(&folder(), "cohort.csv", "http://127.0.0.1:9944", "a.key").with(2);
	assert!(ended.messages.contains("begins with ws:// or wss://"), "{ended:?}");
}

#[test]
fn a_list_that_is_refused_is_refused_before_anything_is_touched() {
	let folder = folder();
	folder.write("bad.csv", "name\nAna\n");
	issue(&folder, "bad.csv", NOBODY, "a.key").with(1);
	assert!(!folder.path("out").exists());
}

#[test]
fn what_is_no_key_is_not_repeated() {
	let folder = folder();
	for secret in ["0x1234secret", "correct horse battery staple", "0x12", ""] {
		folder.write("b.key", secret);
		let ended = issue(&folder, "cohort.csv", NOBODY, "b.key").with(2);
		assert!(ended.messages.contains("expected 0x and 64 hexadecimal digits"), "{ended:?}");
		assert!(secret.is_empty() || !ended.messages.contains(secret), "{ended:?}");
	}
	issue(&folder, "cohort.csv", NOBODY, "none.key").with(2);
}

#[test]
fn a_folder_with_other_files_is_left_as_it_is() {
	let folder = folder();
	folder.create("out");
	folder.write("out/thesis.odt", "");
	let ended = issue(&folder, "cohort.csv", NOBODY, "a.key").with(2);
	assert!(ended.messages.contains("\"thesis.odt\" in it is not of this program"), "{ended:?}");
	assert!(!folder.path("out/journal").exists());
}

#[test]
fn nobody_is_asked_where_the_list_is_the_standard_input() {
	let folder = folder();
	let call = "issue --type 1 --template water.toml --list - --out out --node ws://127.0.0.1:1 \
	            --account a.key --document-key d.key";
	let ended = folder.run_with(call, &folder.read("cohort.csv")).with(2);
	assert!(ended.messages.contains("state --yes"), "{ended:?}");
}

#[test]
fn type_zero_is_a_wrong_call() {
	let call = "issue --type 0 --template water.toml --list cohort.csv --out out --node ws://a \
	            --account a.key --document-key d.key";
	folder().run(call).with(2);
}
