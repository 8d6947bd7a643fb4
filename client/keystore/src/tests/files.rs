// SPDX-License-Identifier: Apache-2.0

//! Files that are no keystores, or damaged ones.

use super::{fault, file, read, PASSWORD};
use crate::{address::AddressFault, Fault, Scheme, MAX_BYTES};
use base64::{engine::general_purpose::STANDARD, Engine as _};
use serde_json::{json, Value};
use std::sync::LazyLock;
use testamur_document::Fault as Json;

/// A keystore, which the tests change.
static FILE: LazyLock<String> = LazyLock::new(|| file(Scheme::Sr25519, 1));

/// Returns a keystore with the value at a pointer changed.
fn changed(pointer: &str, value: Value) -> String {
	let mut keystore: Value = serde_json::from_str(&FILE).unwrap();
	*keystore.pointer_mut(pointer).unwrap() = value;
	keystore.to_string()
}

/// Returns a keystore with the bytes of its ciphertext changed.
fn resealed(change: impl Fn(&mut Vec<u8>)) -> String {
	let keystore: Value = serde_json::from_str(&FILE).unwrap();
	let mut bytes = STANDARD.decode(keystore["encoded"].as_str().unwrap()).unwrap();
	change(&mut bytes);
	changed("/encoded", json!(STANDARD.encode(bytes)))
}

#[test]
fn what_is_no_json_object_is_no_keystore() {
	for (text, expected) in [
		("", Fault::NotJson(Json::NotJson)),
		("{", Fault::NotJson(Json::NotJson)),
		("not a keystore", Fault::NotJson(Json::NotJson)),
		(&"[".repeat(101), Fault::NotJson(Json::TooDeep)),
		("[]", Fault::NotKeystore),
		("null", Fault::NotKeystore),
		("{}", Fault::NotKeystore),
		("{\"address\":1}", Fault::NotKeystore),
		("{\"encoded\":\"AA==\"}", Fault::NotKeystore),
		("{\"@context\":[],\"type\":[\"VerifiableCredential\"]}", Fault::NotKeystore),
		("{\"address\":\"5Grw\"}", Fault::WatchOnly),
		("{\"address\":\"5Grw\",\"encoded\":\"\",\"meta\":{}}", Fault::WatchOnly),
		(
			"{\"address\":\"5Grw\",\"encoded\":null,\"meta\":{\"isHardware\":false}}",
			Fault::WatchOnly,
		),
		("{\"address\":\"5Grw\",\"meta\":{\"hardwareType\":\"ledger\"}}", Fault::Hardware),
		("{\"a\":1,\"a\":1}", Fault::DuplicateMember),
	] {
		assert_eq!(fault(text), expected, "{text}");
	}
	assert_eq!(crate::Keystore::read(b"\xff").unwrap_err(), Fault::NotJson(Json::NotUtf8));
}

#[test]
fn two_members_of_one_name_are_refused_wherever_they_are() {
	let good = FILE.as_str();
	for name in ["encoded", "encoding", "content", "type", "version", "address", "meta", "name"] {
		let member = format!("\"{name}\":");
		assert_eq!(good.matches(&member).count(), 1);
		for again in [
			format!("{member}null,{member}"),
			format!("\"\\u{:04x}{}\":0,{member}", name.as_bytes()[0], &name[1..]),
		] {
			assert_eq!(fault(&good.replace(&member, &again)), Fault::DuplicateMember, "{again}");
		}
	}
}

#[test]
fn a_file_has_a_bound() {
	let good = FILE.as_str();
	let padded = |bytes: usize| format!("{good}{}", " ".repeat(bytes - good.len()));
	assert!(read(&padded(MAX_BYTES)).is_ok());
	assert_eq!(fault(&padded(MAX_BYTES + 1)), Fault::TooLarge);
}

#[test]
fn another_encoding_is_named() {
	for (pointer, value, expected) in [
		("/encoding", json!(null), Fault::NotKeystore),
		("/encoding", json!({}), Fault::UnknownVersion),
		("/encoding/version", json!("1"), Fault::OlderVersion("1")),
		("/encoding/version", json!("4"), Fault::UnknownVersion),
		("/encoding/version", json!(3), Fault::UnknownVersion),
		("/encoding/version", json!("3 "), Fault::UnknownVersion),
		("/encoding/type", json!("none"), Fault::NotEncrypted),
		("/encoding/type", json!(["scrypt", "none"]), Fault::NotEncrypted),
		("/encoding/type", json!("scrypt"), Fault::UnknownEncryption),
		("/encoding/type", json!(["xsalsa20-poly1305"]), Fault::UnknownEncryption),
		("/encoding/type", json!(["xsalsa20-poly1305", "scrypt"]), Fault::UnknownEncryption),
		("/encoding/type", json!(["scrypt", "xsalsa20-poly1305", 1]), Fault::UnknownEncryption),
		("/encoding/type", json!([]), Fault::UnknownEncryption),
		("/encoding/content", json!("pkcs8"), Fault::UnknownScheme),
		("/encoding/content", json!(["pkcs8"]), Fault::UnknownScheme),
		("/encoding/content", json!(["none", "sr25519"]), Fault::UnknownScheme),
		("/encoding/content", json!(["pkcs8", "Sr25519"]), Fault::UnknownScheme),
		("/encoding/content", json!(["pkcs8", "sr25519", "ed25519"]), Fault::UnknownScheme),
		("/encoding/content", json!(["pkcs8", "ethereum"]), Fault::OtherScheme("ethereum")),
		("/encoding/content", json!(["batch-pkcs8"]), Fault::Batch),
	] {
		assert_eq!(fault(&changed(pointer, value.clone())), expected, "{pointer}: {value}");
	}
}

#[test]
fn a_damaged_ciphertext_is_named_before_a_password_is_asked_for() {
	let keystore: Value = serde_json::from_str(&FILE).unwrap();
	let encoded = keystore["encoded"].as_str().unwrap();
	assert_eq!(encoded.len(), 268);
	for damaged in [&encoded[1..], &format!("{encoded}="), &format!(" {encoded}"), "0x0", "é"] {
		assert_eq!(fault(&changed("/encoded", json!(damaged))), Fault::NotBase64, "{damaged}");
	}
	for length in (0..260).filter(|length| *length != 201) {
		// Without a byte, the member is as empty as one of an account whose key is elsewhere.
		let expected = if length == 0 { Fault::WatchOnly } else { Fault::Length };
		assert_eq!(fault(&resealed(|bytes| bytes.resize(length, 0))), expected, "{length}");
	}
	for value in [json!(null), json!(1), json!([])] {
		assert_eq!(fault(&changed("/encoded", value)), Fault::WatchOnly);
	}
}

#[test]
fn a_cost_that_polkadot_js_does_not_accept_is_never_spent() {
	let with = |n: u32, p: u32, r: u32| {
		let cost = [n, p, r].map(u32::to_le_bytes);
		resealed(|bytes| bytes[32..44].copy_from_slice(cost.as_flattened()))
	};
	let accepted = [(13, 10, 8), (14, 5, 8), (15, 3, 8), (15, 1, 8), (16, 2, 8), (17, 1, 8)];
	for (log_n, p, r) in accepted {
		assert!(read(&with(1 << log_n, p, r)).is_ok());
		for (n, p, r) in [
			(1 << log_n, p, r + 1),
			(1 << log_n, p + 10, r),
			((1 << log_n) + 1, p, r),
			(1 << (log_n + 8), p, r),
		] {
			assert_eq!(fault(&with(n, p, r)), Fault::Cost { n, r, p });
		}
	}
	for (n, p, r) in
		[(0, 0, 0), (1, 1, 8), (2, 1, 8), (1 << 20, 1, 8), (1 << 18, 1, 8), (1 << 17, 8, 1)]
	{
		assert_eq!(fault(&with(n, p, r)), Fault::Cost { n, r, p });
	}
	let most = u32::MAX;
	assert_eq!(fault(&with(most, most, most)), Fault::Cost { n: most, r: most, p: most });
}

#[test]
fn a_damaged_address_is_named() {
	let stated = |value: Value| fault(&changed("/address", value));
	assert_eq!(stated(json!(null)), Fault::NotKeystore);
	assert_eq!(stated(json!("")), Fault::Address(AddressFault::Length));
	assert_eq!(stated(json!("0x00")), Fault::Address(AddressFault::NotBase58));
	let alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ";
	assert_eq!(stated(json!(alice)), Fault::Address(AddressFault::Checksum));
}

#[test]
fn the_name_is_what_the_file_says_and_may_be_missing() {
	let name = |meta: Value| read(&changed("/meta", meta)).unwrap().name().map(str::to_owned);
	for none in [json!(null), json!({}), json!({"name": 1}), json!([{"name": "a"}]), json!("name")]
	{
		assert_eq!(name(none), None);
	}
	assert_eq!(name(json!({"name": "a\nb", "tags": []})), Some("a\nb".to_owned()));
}

#[test]
fn no_fault_repeats_what_the_file_says() {
	let password = format!("{PASSWORD} \u{1b}[2J");
	for pointer in
		["/encoded", "/address", "/encoding/version", "/encoding/content/1", "/encoding/type/0"]
	{
		let fault = fault(&changed(pointer, json!(password)));
		assert!(
			!fault.to_string().contains(PASSWORD) && !fault.to_string().contains('\u{1b}'),
			"{fault}"
		);
	}
}
