// SPDX-License-Identifier: Apache-2.0

//! Document keys, and the DID document that follows from them.

use crate::{
	records::UNIVERSITY,
	state::State,
	world::{key, open, put_keys, record, world, FakeNode},
};
use serde_json::Value;
use testamur_documents::anchor::Genesis;
use testamur_primitives::{keys, DocumentKey, InstitutionId, KeyPurpose, PublicKey};
use testamur_status::{did_document, document_keys, signing_key, Fault, Site};

const PAGE: &str = include_str!("../../../../docs/spec/document-keys.md");

fn keys_in(state: State) -> Result<Vec<(PublicKey, DocumentKey)>, Fault> {
	let mut node = FakeNode::new(state);
	document_keys(&mut open(&mut node).unwrap())
}

/// Returns the blocks of JSON on the page.
fn examples() -> Vec<Value> {
	let blocks = PAGE.split("```json\n").skip(1);
	let texts = blocks.map(|block| block.split("```").next().unwrap());
	texts.map(|text| serde_json::from_str(text).unwrap()).collect()
}

/// Returns the keys of the example on the page, without their moments.
fn example() -> Vec<(PublicKey, DocumentKey)> {
	let examples = examples();
	let all = examples[0].as_array().unwrap().iter().map(|item| {
		let purpose = match item["purpose"].as_str().unwrap() {
			"credentials" => KeyPurpose::Credentials,
			_ => KeyPurpose::StatusLists,
		};
		let number = u32::try_from(item["number"].as_u64().unwrap()).unwrap();
		let moment = |name: &str| item[name].as_str().map(|_| 2);
		let (until, compromised_since) = (moment("until"), moment("compromisedSince"));
		let record = DocumentKey { until, compromised_since, ..record(number, purpose) };
		(item["key"].as_str().unwrap().parse().unwrap(), record)
	});
	all.collect()
}

#[test]
fn the_did_document_is_that_of_the_specification() {
	let mut state = world();
	put_keys(&mut state, &example());
	let all = keys_in(state).unwrap();
	assert_eq!(all, example());
	let site = Site::new("did:web:gateway.example:i:2", "https://a.example", InstitutionId(2));
	let mut genesis = [0; 32];
	let name = [0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef];
	genesis[..8].copy_from_slice(&name);
	genesis[8..16].copy_from_slice(&name);
	let document = did_document(&site.unwrap(), Genesis(genesis), &all);
	let document: Value = serde_json::from_str(&document).unwrap();
	assert_eq!(document, examples()[1]);
}

#[test]
fn an_institution_without_keys_has_a_document_without_methods() {
	let all = keys_in(world()).unwrap();
	assert_eq!(all, []);
	let site = Site::new("did:web:uni.example", "https://a.example", UNIVERSITY).unwrap();
	let document: Value =
		serde_json::from_str(&did_document(&site, Genesis([0; 32]), &all)).unwrap();
	assert_eq!(document["verificationMethod"], serde_json::json!([]));
	assert_eq!(document["assertionMethod"], serde_json::json!([]));
	// Bytes that are no point are on record, and in no document.
	let mut keys = (2..=u8::MAX).map(|byte| PublicKey::Ed25519([byte; 32]));
	let none = [(keys.find(|key| !key.is_point()).unwrap(), record(1, KeyPurpose::Credentials))];
	let document = did_document(&site, Genesis([0; 32]), &none);
	assert!(!document.contains("#k1"));
}

#[test]
fn only_a_key_for_lists_that_is_in_use_signs_lists() {
	let retired = DocumentKey { until: Some(2), ..record(3, KeyPurpose::StatusLists) };
	let lost = DocumentKey { compromised_since: Some(2), ..record(4, KeyPurpose::StatusLists) };
	let all = [
		(key(1), record(1, KeyPurpose::Credentials)),
		(key(2), record(2, KeyPurpose::StatusLists)),
		(key(3), retired),
		(key(4), lost),
	];
	assert_eq!(signing_key(&all, key(2)), Ok(2));
	let name = |seed| key(seed).to_string();
	assert_eq!(signing_key(&all, key(1)), Err(Fault::OtherPurpose(name(1))));
	assert_eq!(signing_key(&all, key(3)), Err(Fault::EndedKey(name(3))));
	assert_eq!(signing_key(&all, key(4)), Err(Fault::EndedKey(name(4))));
	assert_eq!(signing_key(&all, key(5)), Err(Fault::UnknownKey(name(5))));
}

#[test]
fn a_record_that_contradicts_itself_is_damage() {
	let all = [
		(key(1), record(1, KeyPurpose::Credentials)),
		(key(2), record(2, KeyPurpose::StatusLists)),
	];
	let changes: [fn(&mut State); 7] = [
		|state| state.put(keys::document_key_counts(UNIVERSITY), (0_u32, 0_u32, 0_u32)),
		|state| state.put(keys::document_key_counts(UNIVERSITY), (1_u32, 1_u32, 1_u32)),
		|state| state.put(keys::document_key_counts(UNIVERSITY), (3_u32, 2_u32, 2_u32)),
		|state| drop(state.0.remove(&keys::document_key_counts(UNIVERSITY))),
		|state| drop(state.0.remove(&keys::document_key(UNIVERSITY, key(2)))),
		|state| state.put(keys::document_key_number(UNIVERSITY, 2), key(1)),
		|state| {
			let unstated = record(2, KeyPurpose::Unstated);
			state.put(keys::document_key(UNIVERSITY, key(2)), unstated);
		},
	];
	for (place, change) in changes.iter().enumerate() {
		let mut state = world();
		put_keys(&mut state, &all);
		change(&mut state);
		let fault = keys_in(state).unwrap_err();
		assert!(matches!(fault, Fault::Damaged(_)), "{place}: {fault:?}");
	}
	let mut many = world();
	many.put(keys::document_key_counts(UNIVERSITY), (10_001_u32, 1_u32, 1_u32));
	assert_eq!(keys_in(many), Err(Fault::TooManyKeys));
}
