// SPDX-License-Identifier: Apache-2.0

//! The publishing of status lists, as far as it comes without a node. `tests/e2e/publish.test.js` has the rest of
//! the way.

use crate::{
	folder::{Ended, Folder},
	issue::write_keystores,
};
use serde_json::json;

/// The address of a node that is not there: no program listens on this port.
const NOBODY: &str = "ws://127.0.0.1:1";

fn folder() -> Folder {
	let folder = Folder::bare();
	write_keystores(&folder.path(""), "account.json", "lists.json");
	let trust = json!({
		"genesis": format!("0x{}", "9e".repeat(32)),
		"authorities": [format!("0x{}", "11".repeat(32))],
	});
	folder.write("trust.json", trust.to_string());
	folder
}

/// Returns the example of the help.
fn example() -> String {
	let help = Folder::bare().run("status publish --help").with(0);
	let mut examples = help.out.lines().filter_map(|line| line.strip_prefix("  testamur "));
	examples.next().unwrap().to_owned()
}

/// Runs the example of the help after a change.
fn publish(folder: &Folder, from: &str, to: &str) -> Ended {
	let call = example().replace("ws://127.0.0.1:9944", NOBODY);
	assert!(call.contains(from), "{call}");
	folder.run(&call.replace(from, to))
}

#[test]
fn the_example_of_the_help_is_a_call_that_is_understood() {
	let folder = folder();
	let ended = publish(&folder, "status", "status");
	ended.refused(3, "the node at ws://127.0.0.1:1 cannot be reached");
	assert!(!folder.path("site").exists());
	assert!(Folder::bare().run("--help").with(0).out.contains("\n  status "));
}

#[test]
fn a_wrong_call_says_what_is_wrong_before_a_node_is_asked() {
	let folder = folder();
	for (from, to, message) in [
		("did:web:uni.example", "did:key:z6Mk", "is no name of the web"),
		("did:web:uni.example", "did:web:..", "is no name of the web"),
		("https://status.uni.example", "https://a/b", "is no host"),
		("--institution 2", "--institution 0", "--institution"),
		("trust.json", "no.json", "no.json cannot be read"),
		("--out site", "--list 0x12 --out site", "0x and 32 hexadecimal digits"),
		("--out site", "--max-age soon --out site", "expected a number and s, m, h or d"),
		(NOBODY, "http://127.0.0.1", "begins with ws:// or wss://"),
	] {
		publish(&folder, from, to).refused(2, message);
	}
}
