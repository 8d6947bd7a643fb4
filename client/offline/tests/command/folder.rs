// SPDX-License-Identifier: Apache-2.0

//! The files that a user has, and the calls.

use serde_json::{json, Value};
use std::{
	fs,
	process::{Command, Output},
};
use tempfile::TempDir;
use testamur_document::Document;
use testamur_json::hex::Hash;
use testamur_proof::bundle::{Format, BUNDLE, HAND_OFFS};

pub(crate) const DOCUMENT: &str = r#"{"name":"Ada","salt":"AAAAAAAAAAAAAAAAAAAAAA"}"#;

/// A folder with a credential, a bundle that does not cover it, and what is trusted.
pub(crate) struct Folder(TempDir);

impl Folder {
	pub(crate) fn new() -> Self {
		let folder = Self(tempfile::tempdir().unwrap());
		let network = network();
		let [first, second] = [0, 3].map(|place| file(&BUNDLE, &network["bundles"][place]["file"]));
		let trust = json!({ "genesis": network["genesis"], "authorities": network["authorities"] });
		folder.write("trust.json", trust.to_string());
		folder.write("sets", file(&HAND_OFFS, &network["handOffs"]));
		folder.write("later.testamur", second);
		fs::create_dir(folder.path("credentials")).unwrap();
		folder.write("credentials/ada.json", DOCUMENT);
		folder.write("credentials/ada.reference.json", reference().to_string());
		folder.write("credentials/ada.testamur", first);
		folder
	}

	pub(crate) fn path(&self, name: &str) -> String {
		self.0.path().join(name).display().to_string()
	}

	pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
		fs::write(self.path(name), content).unwrap();
	}

	/// Removes a file.
	pub(crate) fn remove(&self, name: &str) {
		fs::remove_file(self.path(name)).unwrap();
	}

	/// Calls the command in the folder.
	pub(crate) fn run<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Output {
		self.command(arguments).output().unwrap()
	}

	/// Returns the call of the command in the folder.
	pub(crate) fn command<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
		let mut command = Command::new(env!("CARGO_BIN_EXE_testamur-verify-offline"));
		command.current_dir(self.0.path()).args(arguments);
		command
	}

	/// Verifies the credential, with these arguments before its path.
	pub(crate) fn verify(&self, arguments: &[&str]) -> Output {
		let trust = self.path("trust.json");
		let credentials = self.path("credentials");
		let all = [&["--trust", &trust], arguments, &[&credentials]].concat();
		self.run(all)
	}

	/// Verifies the credential at any age, and returns the reason why it is invalid, or the word for why
	/// nothing can be told.
	pub(crate) fn word(&self, arguments: &[&str]) -> String {
		let output = self.verify(&[&["--json", "--max-age", "any"], arguments].concat());
		let answers: Value = serde_json::from_slice(&output.stdout).unwrap();
		let [verdict, problem] = ["verdict", "problem"].map(|member| &answers[0][member]);
		let (word, code) = match problem.is_null() {
			true => (&verdict["reasons"][0], 1),
			false => (&problem["word"], 3),
		};
		assert_eq!(output.status.code(), Some(code), "{output:?}");
		assert_ne!(verdict.is_null(), problem.is_null());
		word.as_str().unwrap().into()
	}
}

pub(crate) fn network() -> Value {
	let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../proof/tests/network.json");
	serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Returns the bytes of a file of which the network keeps the text form.
pub(crate) fn file(format: &Format, text: &Value) -> Vec<u8> {
	format.read_text(text.as_str().unwrap()).unwrap()
}

/// Returns the reference of the document as the only one of a batch.
pub(crate) fn reference() -> Value {
	let leaf = Document::from_json(DOCUMENT.as_bytes()).unwrap().digest().leaf();
	let leaf = serde_json::to_value(Hash(leaf.0)).unwrap();
	json!({ "institution": 1, "leaf": leaf, "index": 0, "size": 1, "path": [] })
}
