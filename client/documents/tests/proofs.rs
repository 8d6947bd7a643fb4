// SPDX-License-Identifier: Apache-2.0

//! Tests of documents that their issuer signed, and of each reason to refuse a proof.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use serde_json::{json, Value};
use support::{badge, Desk, BADGE, CREATED, METHOD};
use testamur_documents::{
	proofs::ProofFault, ContextFault, Controller, Refusal, SignedDocument, Signer, Standing, Suite,
};
use testamur_primitives::PublicKey;

const BOTH: [Suite; 2] = [Suite::EddsaRdfc2022, Suite::EddsaJcs2022];

/// Returns why a badge with both proofs is refused once the first of them is changed.
fn refused(change: impl FnOnce(&mut Value)) -> Refusal {
	let desk = Desk::new();
	let mut signed = desk.signed(&BOTH);
	change(&mut signed["proof"][0]);
	desk.verify(&signed).unwrap_err()
}

#[test]
fn a_badge_is_signed_and_stands() {
	let desk = Desk::new();
	for suites in [&BOTH[..1], &BOTH[1..], &BOTH[..]] {
		let report = desk.verify(&desk.signed(suites)).unwrap();
		let good: Vec<Suite> = report
			.proofs
			.iter()
			.map(|standing| match standing {
				Standing::Good { suite, method, key, created } => {
					assert_eq!((method.as_str(), created.as_deref()), (METHOD, Some(CREATED)));
					assert_eq!(*key, desk.signer.public_key());
					*suite
				},
				Standing::Skipped(name) => panic!("{name}"),
			})
			.collect();
		assert_eq!(good, suites);
	}
}

#[test]
fn a_proof_is_added_behind_those_that_stand() {
	let desk = Desk::new();
	let first = desk.sign(BADGE, &BOTH[..1]).unwrap();
	let both = desk.sign(&first, &BOTH[1..]).unwrap();
	assert_eq!(desk.verify_text(&both).unwrap().proofs.len(), 2);
	assert_eq!(both, desk.sign(BADGE, &BOTH).unwrap());
}

#[test]
fn a_broken_proof_beside_a_good_one_makes_the_document_invalid() {
	let broken = refused(|proof| proof["created"] = json!("2026-07-01T09:00:01Z"));
	assert_eq!(broken, Refusal::Proof(0, ProofFault::Signature));
	assert!(broken.is_invalid());
	let stranger = refused(|proof| proof["verificationMethod"] = json!("did:web:other.example#k1"));
	assert_eq!(stranger, Refusal::Proof(0, ProofFault::ForeignMethod));
	let another = refused(|proof| proof["verificationMethod"] = json!("did:web:hw.example.edu#k2"));
	assert_eq!(another, Refusal::Proof(0, ProofFault::UnknownMethod));
	assert!(stranger.is_invalid() && another.is_invalid());
}

#[test]
fn another_purpose_is_refused() {
	for purpose in [json!("authentication"), json!(["assertionMethod"]), Value::Null] {
		let refusal = refused(|proof| proof["proofPurpose"] = purpose);
		assert_eq!(refusal, Refusal::Proof(0, ProofFault::Purpose("assertionMethod")));
		assert!(refusal.is_invalid());
	}
}

#[test]
fn members_that_change_the_meaning_of_a_proof_are_named() {
	for name in ["previousProof", "expires", "domain", "challenge", "foo"] {
		let refusal = refused(|proof| proof[name] = json!("2026-07-01T09:00:00Z"));
		assert_eq!(refusal, Refusal::Proof(0, ProofFault::Member(name.to_string())));
		assert!(!refusal.is_invalid());
	}
}

#[test]
fn a_malformed_proof_is_refused() {
	for (name, value, fault) in [
		("type", Value::Null, ProofFault::Malformed),
		("cryptosuite", json!(1), ProofFault::Malformed),
		("created", json!("2026-07-01"), ProofFault::Created),
		("created", json!("2026-07-01T09:00:00"), ProofFault::Created),
		("created", json!(1), ProofFault::Created),
		("verificationMethod", json!({ "id": METHOD }), ProofFault::MethodMissing),
		("proofValue", json!("u1234"), ProofFault::Value),
		("proofValue", json!("z1234"), ProofFault::Value),
		("proofValue", json!("z0OIl"), ProofFault::Value),
		("proofValue", json!("z".repeat(100_000)), ProofFault::Value),
		("proofValue", Value::Null, ProofFault::Value),
	] {
		let refusal = refused(|proof| proof[name] = value.clone());
		assert_eq!(refusal, Refusal::Proof(0, fault), "{name}: {value}");
		assert!(refusal.is_invalid());
	}
	assert_eq!(refused(|proof| *proof = json!("x")), Refusal::Proof(0, ProofFault::Malformed));
}

#[test]
fn a_suite_that_is_not_known_is_skipped_and_named() {
	let desk = Desk::new();
	let anchor = json!({ "type": "DataIntegrityProof", "cryptosuite": "testamur-merkle-2026" });
	let mut signed = desk.signed(&BOTH[..1]);
	signed["proof"] = json!([signed["proof"], anchor, { "type": "Ed25519Signature2020" }]);
	let report = desk.verify(&signed).unwrap();
	assert_eq!(report.proofs[1], Standing::Skipped("testamur-merkle-2026".to_string()));
	assert_eq!(report.proofs[2], Standing::Skipped("Ed25519Signature2020".to_string()));
	signed["proof"] = signed["proof"][1].clone();
	let alone = desk.verify(&signed).unwrap_err();
	assert_eq!(alone, Refusal::UnknownSuites(vec!["testamur-merkle-2026".to_string()]));
	assert!(!alone.is_invalid());
}

#[test]
fn a_document_without_a_proof_is_invalid() {
	let desk = Desk::new();
	for proof in [None, Some(json!([]))] {
		let mut document = badge();
		if let Some(proof) = proof {
			document["proof"] = proof;
		}
		let refusal = desk.verify(&document).unwrap_err();
		assert_eq!(refusal, Refusal::NoProof);
		assert!(refusal.is_invalid());
	}
}

#[test]
fn another_issuer_is_invalid() {
	let desk = Desk::new();
	let mut signed = desk.signed(&BOTH);
	signed["issuer"]["id"] = json!("did:web:other.example");
	let refusal = desk.verify(&signed).unwrap_err();
	assert_eq!(refusal, Refusal::Issuer("did:web:other.example".to_string()));
	signed["issuer"] = json!({ "name": "nobody" });
	assert_eq!(desk.verify(&signed).unwrap_err(), Refusal::IssuerMissing);
	let mut document = badge();
	document["issuer"] = json!("did:web:other.example");
	let unsigned = desk.sign(&document.to_string(), &BOTH).unwrap_err();
	assert_eq!(unsigned, Refusal::Proof(0, ProofFault::ForeignMethod));
}

#[test]
fn contexts_that_were_changed_after_signing_are_refused() {
	let desk = Desk::new();
	let mut document = badge();
	document["@context"].as_array_mut().unwrap().truncate(1);
	document.as_object_mut().unwrap().retain(|name, _| {
		["@context", "id", "type", "issuer", "validFrom", "credentialSubject"]
			.contains(&name.as_str())
	});
	document["type"] = json!(["VerifiableCredential"]);
	document["issuer"] = json!("did:web:hw.example.edu");
	document["credentialSubject"] = json!({ "id": "did:example:learner", "name": "A" });
	let signed = desk.sign(&document.to_string(), &BOTH[1..]).unwrap();
	let mut signed: Value = serde_json::from_str(&signed).unwrap();
	desk.verify(&signed).unwrap();
	// The standard allows this for `eddsa-jcs-2022`.
	signed["@context"] = badge()["@context"].clone();
	let refusal = desk.verify(&signed).unwrap_err();
	assert_eq!(refusal, Refusal::Proof(0, ProofFault::ContextsChanged));
	assert!(refusal.is_invalid());
	signed["@context"] = json!(["https://www.w3.org/ns/credentials/v2", { "name": "urn:x" }]);
	let unknown = desk.verify(&signed).unwrap_err();
	assert_eq!(unknown, Refusal::Context(ContextFault::Unknown(1)));
	assert!(!unknown.is_invalid());
}

#[test]
fn a_member_that_no_context_defines_makes_a_document_invalid_where_its_text_is_signed() {
	let desk = Desk::new();
	for (suites, is_invalid) in [(&BOTH[..1], false), (&BOTH[1..], true), (&BOTH[..], true)] {
		let mut signed = desk.signed(suites);
		signed["honours"] = json!("cum laude");
		assert_eq!(desk.verify(&signed).unwrap_err().is_invalid(), is_invalid, "{suites:?}");
	}
}

#[test]
fn a_text_that_could_mean_two_things_is_refused() {
	let desk = Desk::new();
	let signed = desk.sign(BADGE, &BOTH).unwrap();
	let twice = signed.replacen("{\"@context\"", "{\"id\":\"urn:x\",\"@context\"", 1);
	let refusal = desk.verify_text(&twice).unwrap_err();
	assert_eq!(refusal, Refusal::Text(testamur_document::Fault::DuplicateMember));
	assert!(!refusal.is_invalid());
}

#[test]
fn keys_for_which_anybody_can_sign_are_refused() {
	let desk = Desk::new();
	let signed = desk.signed(&BOTH);
	let document = SignedDocument::read(&desk.contexts, signed.to_string().as_bytes());
	let document = document.unwrap();
	let mut identity = [0; 32];
	identity[0] = 1;
	let mut p256 = [7; 33];
	p256[0] = 2;
	for (key, fault) in [
		(PublicKey::Ed25519(identity), ProofFault::NotAPoint),
		(PublicKey::Ed25519([0xff; 32]), ProofFault::NotAPoint),
		(PublicKey::P256(p256), ProofFault::Algorithm),
		(Signer::new(&[8; 32], METHOD).public_key(), ProofFault::Signature),
	] {
		let keys = [(METHOD.to_string(), key)];
		let controller = Controller { id: support::ISSUER, keys: &keys };
		assert_eq!(document.verify(&controller), Err(Refusal::Proof(0, fault)), "{key:?}");
	}
}

/// Checks that a caller who knows one key learns that this one stands and the others are not known.
#[test]
fn each_proof_has_a_finding_of_its_own() {
	let desk = Desk::new();
	let mut signed = desk.signed(&BOTH);
	signed["proof"][0]["verificationMethod"] = json!("did:web:hw.example.edu#k2");
	let anchor = json!({ "type": "DataIntegrityProof", "cryptosuite": "testamur-merkle-2026" });
	signed["proof"].as_array_mut().unwrap().push(anchor);
	let text = signed.to_string();
	let document = SignedDocument::read(&desk.contexts, text.as_bytes()).unwrap();
	let methods: Vec<_> = document.methods().collect();
	assert_eq!(methods, [Some("did:web:hw.example.edu#k2"), Some(METHOD), None]);
	let id = "did:web:hw.example.edu";
	let found = document.examine(&Controller { id, keys: &desk.keys }).unwrap();
	assert_eq!(found[0], Err(ProofFault::UnknownMethod));
	assert!(matches!(&found[1], Ok(Standing::Good { method, .. }) if method == METHOD));
	assert_eq!(found[2], Ok(Standing::Skipped("testamur-merkle-2026".into())));
	let other = Controller { id: "did:web:other.example", keys: &desk.keys };
	assert_eq!(document.examine(&other), Err(Refusal::Issuer(id.into())));
}
