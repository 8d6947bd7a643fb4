// SPDX-License-Identifier: Apache-2.0

//! Signatures, and the keys that they name.

use crate::{
	records::UNIVERSITY,
	world::{badge, record, signed, signer, words, World, ISSUER},
};
use serde_json::{json, Value};
use testamur_documents::{Contexts, Signer};
use testamur_verification::{Conclusion, Finding};

/// Returns what is found when the proofs of the document are changed, of which the first is the signature and
/// the second is the anchor.
fn changed(change: impl FnOnce(&mut Vec<Value>)) -> Finding {
	let mut world = World::new(1);
	let mut document: Value = serde_json::from_str(&world.documents[0]).unwrap();
	change(document["proof"].as_array_mut().unwrap());
	world.documents[0] = document.to_string();
	world.write();
	world.found()
}

#[test]
fn anchored_alone_is_not_valid() {
	let without = changed(|proofs| drop(proofs.remove(0)));
	assert_eq!(without.conclusion(), Conclusion::Invalid);
	assert_eq!(words(&without), [vec!["notSigned"], vec![]]);
	assert!(without.shown.is_some());
}

#[test]
fn an_exchanged_signature_is_invalid() {
	let contexts = Contexts::shipped();
	let proof_of = |document: &str, by: &Signer| -> Value {
		let text = signed(&contexts, document, by);
		serde_json::from_str::<Value>(&text).unwrap()["proof"].clone()
	};
	let stranger = proof_of(&badge(0), &signer(9, 1));
	let of_another = proof_of(&badge(1), &signer(7, 1));
	for proof in [stranger, of_another] {
		let found = changed(|proofs| proofs[0] = proof.clone());
		assert_eq!(words(&found), [vec!["signature"], vec![]]);
		// A broken one beside a good one is invalid as well.
		let found = changed(|proofs| proofs.push(proof));
		assert_eq!(found.conclusion(), Conclusion::Invalid);
	}
	let foreign = changed(|proofs| {
		proofs[0]["verificationMethod"] = json!("did:web:other.example#k1");
	});
	assert_eq!(words(&foreign), [vec!["signature"], vec![]]);
	for fragment in ["#s1", "#k01", "#key-1"] {
		let method = format!("{ISSUER}{fragment}");
		let found = changed(|proofs| proofs[0]["verificationMethod"] = json!(method));
		assert_eq!(words(&found), [vec!["signature"], vec![]], "{fragment}");
	}
}

#[test]
fn signatures_of_unknown_kinds_cannot_be_told() {
	let unknown = changed(|proofs| proofs[0]["cryptosuite"] = json!("ecdsa-sd-2023"));
	assert_eq!(words(&unknown), [vec![], vec!["unknownSuites"]]);
	let member = changed(|proofs| proofs[0]["previousProof"] = json!("urn:x"));
	assert_eq!(words(&member), [vec![], vec!["signature"]]);
	let beside = changed(|proofs| proofs.push(json!({ "type": "Later" })));
	assert_eq!(beside.conclusion(), Conclusion::Valid);
}

#[test]
fn a_key_that_is_not_on_record_under_its_number_proves_nothing() {
	let world = World::new(1);
	let other = signer(9, 1).public_key();
	for (hints, doubt) in [
		(vec![], "keyUnknown"),
		(vec![(2, world.key)], "keyUnknown"),
		(vec![(1, other)], "keyNotProven"),
	] {
		let mut node = world.node();
		node.keys.insert(UNIVERSITY, hints);
		let found = world.inquire(&mut node);
		assert_eq!(found[0].conclusion(), Conclusion::CannotTell);
		assert_eq!(words(&found[0]), [vec![], vec![doubt]]);
	}
	// A node can hand over several, and the one on record counts.
	let mut node = world.node();
	node.keys.insert(UNIVERSITY, vec![(1, other), (1, world.key)]);
	assert_eq!(world.inquire(&mut node)[0].conclusion(), Conclusion::Valid);
	node.keys.insert(UNIVERSITY, vec![]);
	// The record of the key has another number than the signature names.
	let mut world = world;
	world.set_key(world.key, record(2));
	assert_eq!(words(&world.found()), [vec![], vec!["keyNotProven"]]);
}

/// Checks that a thief cannot use a key of the institution under the number of another one that was compromised.
#[test]
fn a_stranger_cannot_take_the_number_of_a_key() {
	let contexts = Contexts::shipped();
	let by_stranger = signed(&contexts, &badge(0), &signer(9, 1));
	let world = World::of(contexts, vec![by_stranger]);
	let mut node = world.node();
	assert_eq!(words(&world.inquire(&mut node)[0]), [vec!["signature"], vec![]]);
	node.keys.insert(UNIVERSITY, vec![(1, signer(9, 1).public_key())]);
	assert_eq!(words(&world.inquire(&mut node)[0]), [vec![], vec!["keyNotProven"]]);
}

#[test]
fn an_issuer_that_names_another_institution_of_the_chain_is_invalid() {
	let name = |institution: u32| format!("did:testamur:{}:{institution}", "9e".repeat(16));
	for (institution, conclusion) in [(2, Conclusion::Valid), (1, Conclusion::Invalid)] {
		let contexts = Contexts::shipped();
		let issuer = name(institution);
		let document = badge(0).replace(ISSUER, &issuer);
		let by = Signer::new(&[7; 32], &format!("{issuer}#k1"));
		let document = signed(&contexts, &document, &by);
		let world = World::of(contexts, vec![document]);
		assert_eq!(world.found().conclusion(), conclusion, "{:?}", world.found());
	}
}

#[test]
fn unknown_contexts_cannot_be_told_unless_the_record_speaks_against_it() {
	let contexts = Contexts::shipped();
	let document = signed(&contexts, &badge(0), &signer(7, 1))
		.replace("context-3.0.3.json", "context-9.9.9.json");
	let mut world = World::of(contexts, vec![document]);
	assert_eq!(words(&world.found()), [vec![], vec!["context"]]);
	world.set_status(0, testamur_primitives::Status::Suspended);
	assert_eq!(words(&world.found()), [vec!["suspended"], vec!["context"]]);
	assert_eq!(world.found().conclusion(), Conclusion::Invalid);
}
