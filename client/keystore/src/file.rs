// SPDX-License-Identifier: Apache-2.0

//! The file of a keystore: what it is, and its parts.

use crate::{address, fault::Fault, limits::MAX_BYTES, scheme::Scheme, sealed::Sealed};
use base64::{engine::general_purpose::STANDARD, Engine as _};
use serde_json::json;
use testamur_document::{
	ijson,
	value::{Object, Value},
};

/// The word for the form of the encrypted text.
const PKCS8: &str = "pkcs8";
/// The word for the form of a file of several accounts.
const BATCH: &str = "batch-pkcs8";
/// The steps of the encryption.
const ENCRYPTION: [&str; 2] = ["scrypt", "xsalsa20-poly1305"];
/// The word for no encryption.
const NONE: &str = "none";
/// The version that is read and written.
const VERSION: &str = "3";
/// The versions before.
const OLDER: [&str; 3] = ["0", "1", "2"];
/// The schemes of polkadot.js that are not read.
const OTHER_SCHEMES: [&str; 2] = ["ecdsa", "ethereum"];
/// The members of `meta` by which polkadot.js marks an account of a hardware wallet.
const HARDWARE: [&str; 2] = ["isHardware", "hardwareType"];

/// The parts of a file.
pub(crate) struct File {
	pub(crate) scheme: Scheme,
	pub(crate) account: [u8; 32],
	pub(crate) name: Option<String>,
	pub(crate) sealed: Sealed,
}

impl File {
	/// Reads a file.
	///
	/// # Errors
	///
	/// Returns the fault that says best what the file is instead.
	pub(crate) fn read(bytes: &[u8]) -> Result<Self, Fault> {
		if bytes.len() > MAX_BYTES {
			return Err(Fault::TooLarge);
		}
		let file = ijson::parse_object(bytes).map_err(|fault| match fault {
			testamur_document::Fault::DuplicateMember => Fault::DuplicateMember,
			testamur_document::Fault::NotObject => Fault::NotKeystore,
			other => Fault::NotJson(other),
		})?;
		let meta = member(&file, "meta").and_then(object);
		let encoded = match member(&file, "encoded").and_then(string) {
			Some(encoded) if !encoded.is_empty() => encoded,
			_ => return Err(without_key(&file, meta)),
		};
		let encoding = member(&file, "encoding").and_then(object).ok_or(Fault::NotKeystore)?;
		let scheme = scheme_of(encoding)?;
		let sealed = STANDARD.decode(encoded).map_err(|_| Fault::NotBase64)?;
		let sealed = Sealed::from_bytes(&sealed)?;
		let stated = member(&file, "address").and_then(string).ok_or(Fault::NotKeystore)?;
		let account = address::decode(stated).map_err(Fault::Address)?;
		let name = meta.and_then(|meta| member(meta, "name")).and_then(string);
		Ok(Self { scheme, account, name: name.map(str::to_owned), sealed })
	}

	/// Returns the text of the file, with its members in the order of polkadot.js.
	pub(crate) fn write(&self) -> String {
		let encoded = json!(STANDARD.encode(self.sealed.to_bytes()));
		let content = json!([PKCS8, self.scheme.word()]);
		let encryption = json!(ENCRYPTION);
		let version = json!(VERSION);
		let address = json!(address::encode(&self.account));
		let name = json!(self.name);
		format!(
			"{{\"encoded\":{encoded},\"encoding\":{{\"content\":{content},\"type\":{encryption},\
			 \"version\":{version}}},\"address\":{address},\"meta\":{{\"name\":{name}}}}}\n"
		)
	}
}

/// Returns the reason why a file holds no key at all.
fn without_key(file: &Object, meta: Option<&Object>) -> Fault {
	let is_hardware =
		|meta: &Object| HARDWARE.iter().any(|mark| member(meta, mark).is_some_and(is_set));
	if member(file, "address").and_then(string).is_none() {
		Fault::NotKeystore
	} else if meta.is_some_and(is_hardware) {
		Fault::Hardware
	} else {
		Fault::WatchOnly
	}
}

/// Returns the scheme of the key in a file.
///
/// # Errors
///
/// Refuses every encoding but that of version 3 with a password.
fn scheme_of(encoding: &Object) -> Result<Scheme, Fault> {
	let words = |name| member(encoding, name).map(strings).unwrap_or_default();
	let (content, encryption) = (words("content"), words("type"));
	if content.first() == Some(&BATCH) {
		return Err(Fault::Batch);
	}
	if encryption.contains(&NONE) {
		return Err(Fault::NotEncrypted);
	}
	let version = member(encoding, "version").and_then(string).ok_or(Fault::UnknownVersion)?;
	if let Some(older) = OLDER.into_iter().find(|older| *older == version) {
		return Err(Fault::OlderVersion(older));
	}
	if version != VERSION {
		return Err(Fault::UnknownVersion);
	}
	let scheme = match content.as_slice() {
		[PKCS8, scheme] => *scheme,
		_ => return Err(Fault::UnknownScheme),
	};
	if let Some(other) = OTHER_SCHEMES.into_iter().find(|other| *other == scheme) {
		return Err(Fault::OtherScheme(other));
	}
	if encryption != ENCRYPTION {
		return Err(Fault::UnknownEncryption);
	}
	let schemes = [Scheme::Sr25519, Scheme::Ed25519];
	schemes
		.into_iter()
		.find(|known| known.word() == scheme)
		.ok_or(Fault::UnknownScheme)
}

fn member<'a>(object: &'a Object, name: &str) -> Option<&'a Value> {
	object.get(&name.into())
}

fn object(value: &Value) -> Option<&Object> {
	match value {
		Value::Object(object) => Some(object),
		_ => None,
	}
}

fn string(value: &Value) -> Option<&str> {
	match value {
		Value::String(string) => Some(string),
		_ => None,
	}
}

/// Returns the strings of an array, or a single one. Older versions wrote it without the array.
fn strings(value: &Value) -> Vec<&str> {
	match value {
		Value::String(string) => vec![string],
		// Anything else in an array becomes a word that nothing has.
		Value::Array(items) => items.iter().map(|item| string(item).unwrap_or_default()).collect(),
		_ => Vec::new(),
	}
}

/// Returns whether a mark is set: polkadot.js writes `true`, or the name of a device.
fn is_set(value: &Value) -> bool {
	!matches!(value, Value::Null | Value::Bool(false))
}
