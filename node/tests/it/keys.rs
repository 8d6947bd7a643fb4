// SPDX-License-Identifier: Apache-2.0

use serde_json::Value;

use crate::{node, said, unread};

#[test]
fn a_generated_key_has_a_phrase_and_an_address() {
	for scheme in ["sr25519", "ed25519"] {
		let args = ["key", "generate", "--scheme", scheme, "--output-type", "json"];
		let key: Value = serde_json::from_str(&said(&args)).unwrap();
		assert_eq!(key["secretPhrase"].as_str().unwrap().split(' ').count(), 12);
		// What addresses of prefix 42 begin with.
		assert!(key["ss58Address"].as_str().unwrap().starts_with('5'));
	}
}

#[test]
fn no_two_generated_keys_are_the_same() {
	assert_ne!(said(&["key", "generate"]), said(&["key", "generate"]));
}

#[test]
fn a_key_can_be_put_into_the_keystore() {
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path().to_str().unwrap();
	let output = node(&[
		"key",
		"insert",
		"--chain",
		"local",
		"--base-path",
		path,
		"--scheme",
		"sr25519",
		"--key-type",
		"aura",
		"--suri",
		"//Alice",
	]);
	assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
	let keystore = folder.path().join("chains/testamur-local/keystore");
	assert_eq!(std::fs::read_dir(keystore).unwrap().count(), 1);
}

#[test]
fn commands_of_the_sdk_end_quietly_without_a_reader() {
	for args in [&["key", "generate"][..], &["key", "inspect", "//Alice"]] {
		let output = unread(args);
		let complaint = String::from_utf8_lossy(&output.stderr);
		// 128 and the number of SIGPIPE, as for programs that the operating system ends.
		assert_eq!(output.status.code(), Some(141), "{args:?}: {complaint}");
		assert!(!complaint.contains("panicked"), "{args:?}: {complaint}");
	}
}
