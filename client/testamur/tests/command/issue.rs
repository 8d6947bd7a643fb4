// SPDX-License-Identifier: Apache-2.0

//! Cohorts, as far as they come without a node. `tests/e2e/issue.test.js` has the rest of the way.

use crate::folder::{Ended, Folder};
use std::{fs, path::Path, sync::LazyLock};
use testamur_keystore::{Key, Password, Random, Scheme};

/// The address of a node that is not there: no program listens on this port.
pub(crate) const NOBODY: &str = "ws://127.0.0.1:1";

/// The password of both keys.
pub(crate) const PASSWORD: &str = "a sound password";

/// The keystores of an account and of a document key. It takes a second to make them.
static KEYSTORES: LazyLock<[String; 2]> = LazyLock::new(|| {
	[(Scheme::Sr25519, 1), (Scheme::Ed25519, 2)].map(|(scheme, seed)| {
		let (key, password) = (Key::from_seed(scheme, &[seed; 32]), Password::new(PASSWORD));
		let random = Random::draw().unwrap();
		key.unwrap().lock(&password.unwrap(), "Registrar", random).unwrap()
	})
});

/// Writes the keystores.
pub(crate) fn write_keystores(folder: &Path, account: &str, documents: &str) {
	for (name, keystore) in [account, documents].iter().zip(&*KEYSTORES) {
		fs::write(folder.join(name), keystore).unwrap();
	}
}

fn folder() -> Folder {
	let folder = Folder::new();
	write_keystores(&folder.path(""), "a.json", "d.json");
	folder
}

fn issue_with(folder: &Folder, options: &str, password: &str) -> Ended {
	let call = format!(
		"issue --type 1 --template water.toml --out out {options} --account-password 0 \
		 --document-key-password 0 --yes"
	);
	folder.run_with(&call, password.as_bytes())
}

fn issue(folder: &Folder, list: &str, node: &str, account: &str) -> Ended {
	let options = format!("--list {list} --node {node} --account {account} --document-key d.json");
	issue_with(folder, &options, PASSWORD)
}

#[test]
fn a_node_that_is_away_can_be_tried_again() {
	let folder = folder();
	for _ in 0..2 {
		let ended = issue(&folder, "cohort.csv", NOBODY, "a.json").with(3);
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
	let ended = issue(&folder(), "cohort.csv", "http://127.0.0.1:9944", "a.json").with(2);
	assert!(ended.messages.contains("begins with ws:// or wss://"), "{ended:?}");
}

#[test]
fn a_list_that_is_refused_is_refused_before_anything_is_touched() {
	let folder = folder();
	folder.write("bad.csv", "name\nAna\n");
	issue(&folder, "bad.csv", NOBODY, "a.json").with(1);
	assert!(!folder.path("out").exists());
}

#[test]
fn what_is_no_key_is_not_repeated() {
	let folder = folder();
	for secret in ["0x1234secret", "correct horse battery staple", "0x12", ""] {
		folder.write("b.json", secret);
		let ended = issue(&folder, "cohort.csv", NOBODY, "b.json").with(2);
		assert!(ended.messages.contains("b.json is no key that this program reads"), "{ended:?}");
		assert!(secret.is_empty() || !ended.messages.contains(secret), "{ended:?}");
	}
	issue(&folder, "cohort.csv", NOBODY, "none.json").with(2);
}

/// Checks that a wrong password is told, after the address of the account, and that no folder is spoiled.
#[test]
fn a_password_that_does_not_open_the_keystore_is_told() {
	let folder = folder();
	let options =
		format!("--list cohort.csv --node {NOBODY} --account a.json --document-key d.json");
	let ended = issue_with(&folder, &options, "another password").with(2);
	assert!(ended.messages.contains("The account in a.json is 5"), "{ended:?}");
	assert!(ended.messages.contains("the password is wrong: it does not open a.json"), "{ended:?}");
	assert!(!ended.messages.contains("no key that this program reads"), "{ended:?}");
	assert!(!ended.messages.contains("another password"), "{ended:?}");
	let ended = issue_with(&folder, &options, "").with(2);
	assert!(
		ended
			.messages
			.contains("the password of a.json cannot be used: the password is empty"),
		"{ended:?}"
	);
	let ended = issue(&folder, "cohort.csv", NOBODY, "d.json").with(3);
	assert!(ended.messages.contains("cannot be reached"), "{ended:?}");
}

#[test]
fn a_folder_with_other_files_is_left_as_it_is() {
	let folder = folder();
	folder.create("out");
	folder.write("out/thesis.odt", "");
	let ended = issue(&folder, "cohort.csv", NOBODY, "a.json").with(2);
	assert!(ended.messages.contains("\"thesis.odt\" is in it"), "{ended:?}");
	assert!(!folder.path("out/journal").exists());
}

#[test]
fn nobody_is_asked_where_the_list_is_the_standard_input() {
	let folder = folder();
	let call = "issue --type 1 --template water.toml --list - --out out --node ws://127.0.0.1:1 \
	            --account a.json --document-key d.json";
	let ended = folder.run_with(call, &folder.read("cohort.csv")).with(2);
	assert!(ended.messages.contains("the standard input is a file"), "{ended:?}");
	assert!(ended.messages.contains("state --yes"), "{ended:?}");
	let taken = format!("{call} --account-password 0 --yes");
	let ended = folder.run_with(&taken, &folder.read("cohort.csv")).with(2);
	assert!(ended.messages.contains("the standard input can be read once"), "{ended:?}");
}

/// Checks that a run which could not be answered ends at once, and not after a second of scrypt.
#[test]
fn nobody_is_asked_where_a_password_is_on_the_standard_input() {
	let folder = folder();
	for option in ["--account-password 0", "--document-key-password 0"] {
		let call = format!(
			"issue --type 1 --template water.toml --list cohort.csv --out out --node {NOBODY} \
			 --account a.json --document-key d.json {option}"
		);
		let ended = folder.run_with(&call, PASSWORD.as_bytes()).with(2);
		assert!(ended.messages.contains("the standard input is a password"), "{ended:?}");
		assert!(ended.messages.contains("state --yes"), "{ended:?}");
		assert!(!ended.messages.contains("The account in"), "{ended:?}");
		assert!(!folder.path("out").exists());
	}
}

#[test]
fn type_zero_is_a_wrong_call() {
	let call = "issue --type 0 --template water.toml --list cohort.csv --out out --node ws://a \
	            --account a.json --document-key d.json";
	folder().run(call).with(2);
}
