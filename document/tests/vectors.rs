// SPDX-License-Identifier: Apache-2.0

//! Comparison of this crate with an implementation that shares no code with it: `tests/client`,
//! which wrote `vectors.json`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::Value;
use std::collections::BTreeSet;
use testamur_document::{canonical, digest_over, leaf_over, Document, Envelopes, Fault, Salt};
use testamur_primitives::{
	merkle::{Tree, TreeError},
	Digest, Leaf,
};

fn vectors() -> Value {
	serde_json::from_str(include_str!("vectors.json")).expect("the file is JSON")
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
	let list = value[name].as_array().unwrap_or_else(|| panic!("`{name}` is no list"));
	assert!(!list.is_empty() || name == "digests" || name == "envelopes" || name == "others");
	list
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
	value[name].as_str().unwrap_or_else(|| panic!("`{name}` is no text"))
}

fn bytes(value: &Value) -> Vec<u8> {
	let digits = value.as_str().and_then(|text| text.strip_prefix("0x")).expect("0x-hex");
	let pairs = digits.as_bytes().chunks(2);
	pairs
		.map(|pair| u8::from_str_radix(core::str::from_utf8(pair).unwrap(), 16).expect("hex"))
		.collect()
}

fn hash(value: &Value) -> [u8; 32] {
	bytes(value).try_into().expect("32 bytes")
}

fn digests(value: &Value, name: &str) -> Vec<Digest> {
	list(value, name).iter().map(|digest| Digest(hash(digest))).collect()
}

/// Returns the words of a result: that of the fault.
fn code<T>(result: Result<T, Fault>) -> Option<&'static str> {
	result.err().map(Fault::code)
}

/// Reads a document in JSON or in a token.
fn read(envelope: &Value) -> Document {
	match envelope["token"].as_str() {
		Some(token) => Document::from_token(token),
		None => Document::from_json(text(envelope, "json").as_bytes()),
	}
	.expect("a document")
}

fn assert_document(document: Document, known: &Value) {
	let about = text(known, "about");
	assert_eq!(document.digest(), Digest(hash(&known["digest"])), "{about}");
	assert_eq!(leaf_over(document.digest(), &[]), Ok(Leaf(hash(&known["leaf"]))), "{about}");
	assert_eq!(document.salt().text(), text(known, "salt"), "{about}");
	assert_eq!(Salt::parse(text(known, "salt")), Ok(document.salt()), "{about}");
}

#[test]
fn canonical_forms_agree() {
	for known in list(&vectors(), "canonicalForms") {
		let form = canonical(text(known, "text").as_bytes());
		assert_eq!(form.as_deref(), Ok(text(known, "canonical")));
		let again = canonical(text(known, "canonical").as_bytes());
		assert_eq!(again, form, "a canonical form is its own canonical form");
	}
}

#[test]
fn what_could_mean_two_things_is_refused() {
	let vectors = vectors();
	for known in list(&vectors, "refused") {
		let result = canonical(text(known, "text").as_bytes());
		assert_eq!(code(result), known["fault"].as_str(), "{known}");
	}
	for known in list(&vectors, "notUtf8") {
		assert_eq!(code(canonical(&bytes(&known["bytes"]))), known["fault"].as_str(), "{known}");
	}
}

#[test]
fn digests_and_leaves_of_documents_agree() {
	let vectors = vectors();
	for known in list(&vectors, "documents") {
		let envelope = text(known, "text").as_bytes();
		let document = Document::from_json(envelope).expect("a document");
		assert_document(document, known);
		assert_eq!(Document::from_envelope(envelope), Ok(document));
	}
	for known in list(&vectors, "refusedDocuments") {
		let envelope = text(known, "text").as_bytes();
		assert_eq!(code(Document::from_json(envelope)), known["fault"].as_str(), "{known}");
		assert!(Document::from_envelope(envelope).is_err(), "{known}");
	}
}

#[test]
fn digests_and_leaves_of_tokens_agree() {
	let vectors = vectors();
	for known in list(&vectors, "tokens") {
		let token = text(known, "token");
		let document = Document::from_token(token).expect("a document");
		assert_document(document, known);
		assert_eq!(Document::from_envelope(token.as_bytes()), Ok(document));
	}
	for known in list(&vectors, "refusedTokens") {
		let result = Document::from_token(text(known, "token"));
		assert_eq!(code(result), known["fault"].as_str(), "{known}");
	}
}

#[test]
fn no_text_is_both_json_and_a_token() {
	let vectors = vectors();
	for known in list(&vectors, "documents") {
		assert_eq!(Document::from_token(text(known, "text")), Err(Fault::NotToken), "{known}");
	}
	for known in list(&vectors, "tokens") {
		let result = Document::from_json(text(known, "token").as_bytes());
		assert_eq!(result, Err(Fault::NotJson), "{known}");
	}
	for known in list(&vectors, "refusedEnvelopes") {
		let result = Document::from_envelope(&bytes(&known["bytes"]));
		assert_eq!(code(result), known["fault"].as_str(), "{known}");
	}
}

#[test]
fn digests_over_several_envelopes_agree() {
	let vectors = vectors();
	for known in list(&vectors, "combined") {
		let all = digests(known, "digests");
		let over = digest_over(&all).expect("in order");
		assert_eq!(over, Digest(hash(&known["digest"])));
		for (place, own) in all.iter().enumerate() {
			let mut others = all.clone();
			others.remove(place);
			assert_eq!(leaf_over(*own, &others), Ok(Leaf(hash(&known["leaf"]))));
		}
	}
	for known in list(&vectors, "refusedCombined") {
		let result = digest_over(&digests(known, "digests"));
		assert_eq!(code(result), known["fault"].as_str(), "{known}");
	}
}

#[test]
fn joined_envelopes_agree_and_each_leads_to_the_leaf() {
	let vectors = vectors();
	for known in list(&vectors, "joined") {
		let leaf = Leaf(hash(&known["leaf"]));
		let documents: Vec<Document> = list(known, "envelopes").iter().map(read).collect();
		let envelopes = Envelopes::new(&documents).expect("envelopes");
		assert_eq!(envelopes.leaf(), leaf);
		for (document, known) in documents.iter().zip(list(known, "envelopes")) {
			let others = digests(known, "others");
			assert_eq!(envelopes.others(document), others);
			assert_eq!(leaf_over(document.digest(), &others), Ok(leaf));
		}
	}
	for known in list(&vectors, "refusedJoined") {
		let documents: Vec<Document> = list(known, "envelopes").iter().map(read).collect();
		assert_eq!(code(Envelopes::new(&documents)), known["fault"].as_str(), "{known}");
	}
	for known in list(&vectors, "refusedOthers") {
		let result = leaf_over(Digest(hash(&known["own"])), &digests(known, "others"));
		assert_eq!(code(result), known["fault"].as_str(), "{known}");
	}
}

#[test]
fn equal_leaves_have_no_tree() {
	for known in list(&vectors(), "equalLeaves") {
		let leaves: Vec<Leaf> = list(known, "leaves").iter().map(|leaf| Leaf(hash(leaf))).collect();
		let place = |name: &str| known[name].as_u64().and_then(|place| place.try_into().ok());
		let (first, second) = (place("first").unwrap(), place("second").unwrap());
		assert_eq!(Tree::new(&leaves).err(), Some(TreeError::EqualLeaves { first, second }));
	}
}

#[test]
fn every_fault_has_a_vector() {
	let vectors = vectors();
	let shown: BTreeSet<&str> = vectors
		.as_object()
		.unwrap()
		.values()
		.filter_map(Value::as_array)
		.flatten()
		.filter_map(|known| known["fault"].as_str())
		.collect();
	let all: BTreeSet<&str> = Fault::ALL.iter().map(|fault| fault.code()).collect();
	assert_eq!(shown, all);
}
