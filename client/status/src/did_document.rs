// SPDX-License-Identifier: Apache-2.0

//! The DID document of an institution, which follows from its record (`docs/spec/document-keys.md`, "The DID
//! document").

use crate::site::Site;
use serde_json::{json, Value};
use testamur_documents::{anchor::Genesis, key_name, list_key_name};
use testamur_primitives::{base64url, DocumentKey, KeyPurpose, PublicKey};

const CONTEXTS: [&str; 3] = [
	"https://www.w3.org/ns/did/v1",
	"https://w3id.org/security/multikey/v1",
	"https://w3id.org/security/jwk/v1",
];

/// Returns the DID document for all document keys of an institution.
#[must_use]
pub fn did_document(site: &Site, genesis: Genesis, keys: &[(PublicKey, DocumentKey)]) -> String {
	let did = site.did();
	let methods: Vec<Value> = keys
		.iter()
		.filter(|(key, record)| is_listed(record) && key.is_point())
		.filter_map(|(key, record)| methods(did, key, record))
		.flatten()
		.collect();
	let names: Vec<_> = methods.iter().filter_map(|method| method.get("id")).collect();
	let document = json!({
		"@context": CONTEXTS,
		"id": did,
		"alsoKnownAs": [genesis.institution_name(site.institution())],
		"verificationMethod": methods,
		"assertionMethod": names,
	});
	format!("{document:#}\n")
}

/// Returns whether a key is in the document: retired keys for credentials stay, since what they signed is good,
/// and retired keys for lists leave, since no list lives long.
const fn is_listed(record: &DocumentKey) -> bool {
	match record.purpose {
		KeyPurpose::Credentials => record.is_listed(),
		KeyPurpose::StatusLists => record.is_current(),
		KeyPurpose::Unstated => false,
	}
}

/// Returns the two verification methods of a key.
fn methods(did: &str, key: &PublicKey, record: &DocumentKey) -> Option<[Value; 2]> {
	let name = method_name(did, record)?;
	let jwk = json_web_key(key)?;
	Some([
		json!({ "id": name, "type": "Multikey", "controller": did, "publicKeyMultibase": key.to_string() }),
		json!({ "id": format!("{name}-jwk"), "type": "JsonWebKey", "controller": did, "publicKeyJwk": jwk }),
	])
}

/// Returns the name of a key by its purpose and its number.
fn method_name(did: &str, record: &DocumentKey) -> Option<String> {
	match record.purpose {
		KeyPurpose::Credentials => Some(key_name(did, record.number)),
		KeyPurpose::StatusLists => Some(list_key_name(did, record.number)),
		KeyPurpose::Unstated => None,
	}
}

/// Returns a key as a JSON Web Key (RFC 7518, section 6.2, and RFC 8037).
fn json_web_key(key: &PublicKey) -> Option<Value> {
	match key {
		PublicKey::Ed25519(bytes) => {
			Some(json!({ "kty": "OKP", "crv": "Ed25519", "x": base64url::encode(bytes) }))
		},
		PublicKey::P256(_) => {
			let (x, y) = key.p256_coordinates()?;
			let (x, y) = (base64url::encode(&x), base64url::encode(&y));
			Some(json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y }))
		},
	}
}
