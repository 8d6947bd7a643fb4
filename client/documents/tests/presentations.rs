// SPDX-License-Identifier: Apache-2.0

//! Tests of presentations: that they stand for their audience only, that every part of them is covered, and that
//! the credentials in them stay as they are written.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use proptest::prelude::*;
use serde_json::{json, Value};
use std::sync::LazyLock;
use support::{badge, Desk, BADGE, CREATED};
use testamur_documents::{
	did_key::{did_key, DidKeyFault},
	presentation::{
		credentials_in, is_presentation, subject_of, PresentationFault, Presented, Subject,
		MAX_AUDIENCE, MAX_CREDENTIALS,
	},
	proofs::ProofFault,
	rdf::{Fault, Reason},
	Audience, ContextFault, Presentation, Refusal, SignedPresentation, Signer, Suite,
};

const CHALLENGE: &str = "8f3a-\u{1f393}-\"quoted\"";
const DOMAIN: &str = "hr.example.com";
const AUDIENCE: Audience<'_> = Audience { challenge: Some(CHALLENGE), domain: Some(DOMAIN) };
const RDFC: [Suite; 1] = [Suite::EddsaRdfc2022];

static DESK: LazyLock<Desk> = LazyLock::new(Desk::new);
/// Two credentials with a signature and an anchor, in texts that no program writes: of the holder, and of
/// another learner.
static CREDENTIALS: LazyLock<[String; 2]> = LazyLock::new(|| {
	["did:example:other", &name()].map(|learner| {
		let mut badge = badge();
		badge["credentialSubject"]["id"] = json!(learner);
		let mut signed: Value =
			serde_json::from_str(&DESK.sign(&badge.to_string(), &RDFC).unwrap()).unwrap();
		signed["proof"] = json!([signed["proof"], anchor()]);
		let text = serde_json::to_string_pretty(&signed).unwrap();
		text.replacen("\"name\"", "\"\\u006eame\"", 1)
	})
});
static SIGNED: LazyLock<String> = LazyLock::new(|| present(&texts(), &RDFC).unwrap());

fn anchor() -> Value {
	json!({
		"type": "DataIntegrityProof",
		"cryptosuite": "testamur-merkle-2026",
		"proofPurpose": "assertionMethod",
		"verificationMethod": "did:testamur:00112233445566778899aabbccddeeff:7#anchors",
		"proofValue": "uAAEC",
	})
}

fn holder() -> Signer {
	Signer::of_did_key(&[9; 32])
}

fn name() -> String {
	did_key(&holder().public_key())
}

fn texts() -> [&'static str; 2] {
	[&CREDENTIALS[0], &CREDENTIALS[1]]
}

fn present(credentials: &[&str], suites: &[Suite]) -> Result<String, PresentationFault> {
	let presentation = Presentation { credentials, challenge: CHALLENGE, domain: DOMAIN };
	presentation.sign(&DESK.contexts, suites, CREATED, &holder())
}

fn verify_for(text: &str, audience: Audience<'_>) -> Result<Presented, PresentationFault> {
	SignedPresentation::read(&DESK.contexts, text.as_bytes())?.verify(audience)
}

fn verify(text: &str) -> Result<Presented, PresentationFault> {
	verify_for(text, AUDIENCE)
}

/// Returns why a presentation with both proofs is refused once it is changed.
fn refused(change: impl FnOnce(&mut Value)) -> PresentationFault {
	let mut changed = serde_json::from_str(&present(&texts(), &Suite::ALL).unwrap()).unwrap();
	change(&mut changed);
	verify(&changed.to_string()).unwrap_err()
}

fn of_proof(fault: ProofFault) -> PresentationFault {
	PresentationFault::Document(Refusal::Proof(0, fault))
}

#[test]
fn a_presentation_stands_for_its_audience_and_says_whose_credentials_it_has() {
	for suites in [&RDFC[..], &[Suite::EddsaJcs2022], &Suite::ALL] {
		let signed = present(&texts(), suites).unwrap();
		assert!(is_presentation(signed.as_bytes()));
		let presented = verify(&signed).unwrap();
		assert_eq!(presented.proofs.len(), suites.len());
		assert_eq!(presented.subjects, [Subject::Other, Subject::Holder]);
		let read = SignedPresentation::read(&DESK.contexts, signed.as_bytes()).unwrap();
		assert_eq!(read.holder(), Some(name().as_str()));
	}
}

#[test]
fn credentials_keep_their_text_and_their_proofs() {
	assert_eq!(credentials_in(SIGNED.as_bytes()).unwrap(), texts());
	for credential in credentials_in(SIGNED.as_bytes()).unwrap() {
		let report = DESK.verify(&serde_json::from_str(credential).unwrap()).unwrap();
		assert_eq!(report.proofs.len(), 2);
	}
	// A presentation that others made has a single credential without an array, and any white space.
	let single = format!(
		" {{\"type\":\"VerifiablePresentation\" , \"verifiableCredential\": {} }}",
		texts()[0]
	);
	assert_eq!(credentials_in(single.as_bytes()).unwrap(), texts()[..1]);
}

#[test]
fn a_presentation_for_somebody_else_is_refused_by_its_own_word() {
	let other = |challenge, domain| verify_for(&SIGNED, Audience { challenge, domain });
	let (challenge, domain) = (Some(CHALLENGE), Some(DOMAIN));
	let invalid = |found: Result<Presented, PresentationFault>, fault| {
		let found = found.unwrap_err();
		assert!(found.is_invalid());
		assert_eq!(found, of_proof(fault));
	};
	invalid(other(Some("8f3b"), domain), ProofFault::Challenge);
	invalid(other(challenge, Some("example.com")), ProofFault::Domain);
	// What is certainly wrong goes before what cannot be told.
	invalid(other(Some(""), None), ProofFault::Challenge);
	invalid(other(None, Some("example.com")), ProofFault::Domain);
	for (found, fault) in [
		(other(None, domain), ProofFault::ChallengeUnknown),
		(other(None, None), ProofFault::ChallengeUnknown),
		(other(challenge, None), ProofFault::DomainUnknown),
	] {
		let found = found.unwrap_err();
		assert!(!found.is_invalid());
		assert_eq!(found, of_proof(fault));
	}
}

#[test]
fn another_purpose_or_key_is_refused_by_its_own_word() {
	let purpose = refused(|all| all["proof"][0]["proofPurpose"] = json!("assertionMethod"));
	assert_eq!(purpose, of_proof(ProofFault::Purpose("authentication")));
	let stranger = Signer::of_did_key(&[8; 32]);
	let method = refused(|all| all["proof"][0]["verificationMethod"] = json!(stranger.method()));
	assert_eq!(method, of_proof(ProofFault::ForeignMethod));
	let fragment = format!("{}#k1", name());
	let unnamed = refused(|all| all["proof"][0]["verificationMethod"] = json!(fragment));
	assert_eq!(unnamed, of_proof(ProofFault::UnknownMethod));
	// Somebody else presents it as his own, by the signature of the holder.
	let other = did_key(&stranger.public_key());
	let stolen = refused(|all| all["holder"] = json!(other));
	assert_eq!(stolen, of_proof(ProofFault::ForeignMethod));
	let own = refused(|all| {
		all["holder"] = json!(other);
		all["proof"] = json!([all["proof"][0]]);
		all["proof"][0]["verificationMethod"] = json!(stranger.method());
	});
	assert_eq!(own, of_proof(ProofFault::Signature));
	for fault in [purpose, method, unnamed, stolen, own] {
		assert!(fault.is_invalid());
	}
}

#[test]
fn credentials_that_were_changed_removed_added_or_exchanged_are_refused() {
	let signature = of_proof(ProofFault::Signature);
	let changes: [fn(&mut Vec<Value>); 5] = [
		|all| all[0]["name"] = json!("Brain surgery"),
		|all| drop(all.pop()),
		|all| all.push(all[0].clone()),
		|all| all[1]["proof"][1]["proofValue"] = json!("uAAED"),
		|all| drop(all[0]["proof"].as_array_mut().unwrap().pop()),
	];
	for change in changes {
		let found = refused(|all| change(all["verifiableCredential"].as_array_mut().unwrap()));
		assert_eq!(found, signature);
	}
	let none = refused(|all| all["verifiableCredential"] = json!([]));
	assert!(none.is_invalid() || matches!(none, PresentationFault::Document(Refusal::Proof(..))));
	let absent = json!({ "type": "VerifiablePresentation", "verifiableCredential": [] });
	let found = credentials_in(absent.to_string().as_bytes()).unwrap_err();
	assert_eq!(found, PresentationFault::NoCredentials);
	assert!(found.is_invalid());
}

/// Returns the pointers to all values that hold no others.
fn leaves(value: &Value, pointer: &str, found: &mut Vec<String>) {
	match value {
		Value::Object(object) => object
			.iter()
			.for_each(|(name, value)| leaves(value, &format!("{pointer}/{name}"), found)),
		Value::Array(items) => items
			.iter()
			.enumerate()
			.for_each(|(place, value)| leaves(value, &format!("{pointer}/{place}"), found)),
		_ => found.push(pointer.to_string()),
	}
}

#[test]
fn each_value_is_covered_under_each_suite() {
	for suite in Suite::ALL {
		let signed: Value =
			serde_json::from_str(&present(&texts()[1..], &[suite]).unwrap()).unwrap();
		let mut pointers = Vec::new();
		leaves(&signed, "", &mut pointers);
		assert!(pointers.len() > 60);
		for pointer in pointers {
			let mut changed = signed.clone();
			let value = changed.pointer_mut(&pointer).unwrap();
			*value = match &value {
				Value::String(old) => json!(format!("{old}x")),
				Value::Number(old) => json!(old.as_f64().unwrap() + 0.5),
				Value::Bool(old) => json!(!old),
				_ => json!("x"),
			};
			assert!(verify(&changed.to_string()).is_err(), "{suite:?} {pointer}");
		}
	}
}

#[test]
fn what_is_not_known_cannot_be_told() {
	let change = |change: fn(&mut Value)| {
		let mut changed: Value = serde_json::from_str(&SIGNED).unwrap();
		change(&mut changed);
		verify(&changed.to_string()).unwrap_err()
	};
	let holder = change(|all| all["holder"] = json!("did:web:example.org"));
	assert_eq!(holder, PresentationFault::Holder(DidKeyFault::OtherMethod));
	let nobody = change(|all| drop(all.as_object_mut().unwrap().remove("holder")));
	assert_eq!(nobody, PresentationFault::HolderMissing);
	let context =
		change(|all| all["@context"] = json!(["https://www.w3.org/ns/credentials/v2", "x"]));
	assert_eq!(context, PresentationFault::Document(Refusal::Context(ContextFault::Unknown(1))));
	let inside = change(|all| all["verifiableCredential"][1]["@context"] = json!(["x"]));
	let member = "verifiableCredential[1].@context".to_string();
	let fault = Fault { member, reason: Reason::OwnContexts };
	assert_eq!(inside, of_proof(ProofFault::NotCovered(fault)));
	let bare = change(|all| {
		drop(all["verifiableCredential"][0].as_object_mut().unwrap().remove("@context"));
	});
	assert!(matches!(
		&bare,
		PresentationFault::Document(Refusal::Proof(0, ProofFault::NotCovered(_)))
	));
	let expires = change(|all| all["proof"]["expires"] = json!("2027-01-01T00:00:00Z"));
	assert_eq!(expires, of_proof(ProofFault::Member("expires".into())));
	let twice = SIGNED.replacen('{', "{\"holder\":\"did:key:z6Mk\",", 1);
	let twice = verify(&twice).unwrap_err();
	assert_eq!(
		twice,
		PresentationFault::Document(Refusal::Text(testamur_document::Fault::DuplicateMember))
	);
	for fault in [holder, nobody, context, inside, bare, expires, twice] {
		assert!(!fault.is_invalid(), "{fault}");
	}
}

#[test]
fn other_texts_are_no_presentations() {
	let credential = DESK.signed(&RDFC).to_string();
	let credential = credential.as_bytes();
	assert!(!is_presentation(credential));
	assert_eq!(credentials_in(credential), Err(PresentationFault::OtherType));
	let read = SignedPresentation::read(&DESK.contexts, credential).err();
	assert_eq!(read, Some(PresentationFault::OtherType));
	let with = |credentials: Value| {
		let text = json!({ "type": "VerifiablePresentation", "verifiableCredential": credentials });
		credentials_in(text.to_string().as_bytes()).unwrap_err()
	};
	let credential = json!({ "type": "VerifiableCredential" });
	assert_eq!(with(json!([credential, "urn:x"])), PresentationFault::NotACredential(1));
	assert_eq!(with(json!({ "type": "Other" })), PresentationFault::NotACredential(0));
	assert_eq!(with(json!(vec![credential; 65])), PresentationFault::TooManyCredentials);
	let unsigned = refused(|all| drop(all.as_object_mut().unwrap().remove("proof")));
	assert_eq!(unsigned, PresentationFault::Document(Refusal::NoProof));
}

#[test]
fn what_nobody_could_verify_is_not_presented() {
	let sign = |credentials: &[&str], challenge: &str, domain: &str, holder: &Signer| {
		let presentation = Presentation { credentials, challenge, domain };
		presentation.sign(&DESK.contexts, &RDFC, CREATED, holder).unwrap_err()
	};
	let long = "x".repeat(MAX_AUDIENCE + 1);
	for (challenge, domain) in [("", "a"), ("a", ""), (long.as_str(), "a"), ("a", &long)] {
		let fault = sign(&texts(), challenge, domain, &holder());
		assert_eq!(fault, PresentationFault::Audience);
	}
	assert_eq!(sign(&[], "a", "b", &holder()), PresentationFault::NoCredentials);
	let many = [texts()[0]; MAX_CREDENTIALS + 1];
	assert_eq!(sign(&many, "a", "b", &holder()), PresentationFault::TooManyCredentials);
	for other in [BADGE, "{\"type\":\"Other\",\"proof\":{}}"] {
		let fault = sign(&[texts()[0], other], "a", "b", &holder());
		assert_eq!(fault, PresentationFault::NotACredential(1));
	}
	let web = Signer::new(&[9; 32], "did:web:example.org#k1");
	let fault = sign(&texts(), "a", "b", &web);
	assert_eq!(fault, PresentationFault::Holder(DidKeyFault::OtherMethod));
	let deep = format!(
		"{{\"type\":\"VerifiableCredential\",\"proof\":{}1{}}}",
		"[".repeat(98),
		"]".repeat(98)
	);
	let fault = sign(&[&deep], "a", "b", &holder());
	assert!(matches!(fault, PresentationFault::Document(Refusal::Text(_))), "{fault}");
}

/// Checks that many credentials of one cohort, which are alike but for their learners, can be presented.
#[test]
fn as_many_credentials_of_a_cohort_as_there_may_be_are_presented_together() {
	let all: Vec<String> = (0..MAX_CREDENTIALS)
		.map(|number| {
			let mut badge = badge();
			badge["id"] = json!(format!("urn:uuid:{number}"));
			DESK.sign(&badge.to_string(), &RDFC).unwrap()
		})
		.collect();
	let texts: Vec<&str> = all.iter().map(String::as_str).collect();
	let presented = verify(&present(&texts, &RDFC).unwrap()).unwrap();
	assert_eq!(presented.subjects.len(), MAX_CREDENTIALS);
}

#[test]
fn a_credential_says_whether_its_learner_is_the_holder() {
	let of = |subject: Value| {
		let text = json!({ "type": ["VerifiableCredential"], "credentialSubject": subject });
		subject_of(text.to_string().as_bytes(), "did:key:z6Mk").unwrap()
	};
	assert_eq!(of(json!({ "id": "did:key:z6Mk" })), Subject::Holder);
	assert_eq!(of(json!([{ "id": "urn:x" }, { "id": "did:key:z6Mk" }])), Subject::Holder);
	assert_eq!(of(json!({ "id": "urn:x" })), Subject::Other);
	assert_eq!(of(json!({ "name": "Ana" })), Subject::Unnamed);
	assert_eq!(of(Value::Null), Subject::Unnamed);
}

proptest! {
	#[test]
	fn no_byte_can_be_changed_and_nothing_panics(place in any::<prop::sample::Index>(), byte in any::<u8>()) {
		let mut bytes = SIGNED.clone().into_bytes();
		let place = place.index(bytes.len());
		prop_assume!(bytes[place] != byte);
		bytes[place] = byte;
		let _ = credentials_in(&bytes);
		let before: Value = serde_json::from_str(&SIGNED).unwrap();
		// White space between values is no part of what is signed.
		if serde_json::from_slice::<Value>(&bytes).ok() != Some(before) {
			let read = SignedPresentation::read(&DESK.contexts, &bytes);
			prop_assert!(read.and_then(|read| read.verify(AUDIENCE)).is_err());
		}
	}

	#[test]
	fn a_part_of_a_presentation_is_refused(end in any::<prop::sample::Index>()) {
		let text = &SIGNED.as_bytes()[..end.index(SIGNED.len())];
		prop_assert!(credentials_in(text).is_err());
		prop_assert!(SignedPresentation::read(&DESK.contexts, text).is_err());
	}
}
