// SPDX-License-Identifier: Apache-2.0

//! Files that polkadot.js wrote. `tests/tools/make-keystores.js` writes them anew.

use super::{bytes, fault, password, read, verify, PASSWORD};
use crate::{address, Fault};
use serde_json::Value;

const VECTORS: &str = include_str!("../../tests/data/polkadot-js.json");

fn vectors(kind: &str) -> Vec<Value> {
	let vectors: Value = serde_json::from_str(VECTORS).unwrap();
	vectors[kind].as_array().unwrap().clone()
}

#[test]
fn files_of_polkadot_js_open_with_their_passwords() {
	let accepted = vectors("accepted");
	assert_eq!(accepted.len(), 10);
	for vector in accepted {
		let title = &vector["title"];
		let keystore = read(vector["file"].as_str().unwrap()).unwrap();
		let account = bytes(&vector["account"]);
		assert_eq!(keystore.name(), vector["name"].as_str(), "{title}");
		assert_eq!(keystore.scheme().word(), vector["scheme"], "{title}");
		assert_eq!(*keystore.account(), account, "{title}");
		assert_eq!(keystore.address(), address::encode(&account), "{title}");

		let key = keystore.unlock(&password(vector["password"].as_str().unwrap())).unwrap();
		assert_eq!((key.scheme(), key.public()), (keystore.scheme(), account), "{title}");
		assert_eq!(*key.kept(), bytes::<64>(&vector["kept"]), "{title}");
		assert!(verify(key.scheme(), &account, b"a call", &key.sign(b"a call")), "{title}");
	}
}

#[test]
fn other_files_of_polkadot_js_are_told_apart() {
	let refused = vectors("refused");
	assert_eq!(refused.len(), 10);
	for vector in refused {
		let title = vector["title"].as_str().unwrap();
		let keystore = read(vector["file"].as_str().unwrap());
		let expected = match title {
			"Batch" => Fault::Batch,
			"NotEncrypted" => Fault::NotEncrypted,
			"OtherScheme" => Fault::OtherScheme("ecdsa"),
			"OtherSchemeEthereum" => Fault::OtherScheme("ethereum"),
			"OlderVersion" => Fault::OlderVersion("2"),
			"OlderVersion0" => Fault::OlderVersion("0"),
			"Hardware" => Fault::Hardware,
			"WatchOnly" | "WatchOnlyMultisig" => Fault::WatchOnly,
			"OtherAccount" => {
				let keystore = keystore.unwrap();
				let fault = keystore.unlock(&password(PASSWORD)).unwrap_err();
				let Fault::OtherAccount { stated, held } = fault else { panic!("{fault}") };
				assert_eq!(stated, keystore.address());
				assert!(held != stated && address::decode(&held).is_ok());
				continue;
			},
			other => panic!("{other}"),
		};
		assert_eq!(keystore.unwrap_err(), expected, "{title}");
	}
}

#[test]
fn a_file_with_a_byte_order_mark_or_a_tail_is_no_keystore() {
	let file = vectors("accepted")[0]["file"].as_str().unwrap().to_owned();
	for text in [format!("\u{feff}{file}"), format!("{file}{file}"), file[..file.len() - 1].into()]
	{
		assert!(matches!(fault(&text), Fault::NotJson(_)), "{text}");
	}
	assert!(read(&format!(" {file}\r\n")).is_ok());
}
