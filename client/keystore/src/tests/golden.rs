// SPDX-License-Identifier: Apache-2.0

//! Keystores of our own that stay as they are, which `tests/unit/keystore.test.js` has polkadot.js open.
//!
//! `TESTAMUR_BLESS=1 cargo test --release --locked --workspace --lib golden` writes them
//! anew, after a change that is meant.

use super::{bytes, hex, key, password, random, read, verify, PASSWORD, SCHEMES};
use crate::{Key, Scheme};
use serde_json::{json, Value};
use std::{env, fs, path::Path};

const MESSAGE: &str = "a message of an institution";
const UNICODE: &str = "Höhere Wasserschule 水🎓";

/// Returns what the golden file says of a key, with a signature that is another one each time.
fn entry(scheme: Scheme, key: &Key, password_text: &str, name: &str, seed: u8) -> Value {
	json!({
		"scheme": scheme.word(),
		"password": password_text,
		"name": name,
		"account": hex(&key.public()),
		"message": MESSAGE,
		"signature": hex(&key.sign(MESSAGE.as_bytes())),
		"file": key.lock(&password(password_text), name, random(seed)).unwrap(),
	})
}

#[test]
fn new_keystores_are_the_golden_ones() {
	let mut entries = Vec::new();
	for (scheme, seed) in SCHEMES.into_iter().zip(1..) {
		entries.push(entry(scheme, &key(scheme, seed), PASSWORD, "Registrar", seed));
	}
	let digits = "0xC0ffee0123456789";
	for (scheme, (text, seed)) in SCHEMES.into_iter().zip([(UNICODE, 3), (digits, 4)]) {
		entries.push(entry(scheme, &key(scheme, seed), text, UNICODE, seed));
	}
	let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/ours.json");
	if env::var_os("TESTAMUR_BLESS").is_some() {
		fs::write(&path, format!("{:#}\n", json!(entries))).unwrap();
	}
	let golden: Vec<Value> = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
	assert_eq!(golden.len(), entries.len());
	for (golden, entry) in golden.iter().zip(&entries) {
		for name in ["scheme", "password", "name", "account", "message", "file"] {
			assert_eq!(golden[name], entry[name], "{name}: see the head of this file");
		}
		let keystore = read(golden["file"].as_str().unwrap()).unwrap();
		let account = bytes(&golden["account"]);
		for signature in [&golden["signature"], &entry["signature"]] {
			let signature = bytes(signature);
			assert!(verify(keystore.scheme(), &account, MESSAGE.as_bytes(), &signature));
		}
	}
}
