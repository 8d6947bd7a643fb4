// SPDX-License-Identifier: Apache-2.0

//! Tests of what a learner does with her own files, by bytes of requests. That others accept her presentations is
//! tested in a browser (`tests/web/show.test.js`).

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use serde_json::{json, Value};
use std::sync::LazyLock;
use support::{read, request, text};
use testamur_document::Document;
use testamur_documents::{
	anchor::{attach, Anchor, Genesis, Order},
	presentation::{Subject, MAX_CREDENTIALS},
	sign, Audience, Contexts, SignedPresentation, Signer, Suite,
};
use testamur_page::learner::{
	draw_code, new_key, open_own, pack_own, present, relate, restore_key,
};
use testamur_primitives::{
	base64url, reference::InclusionPath, CredentialReference, InstitutionId,
};

const DOCUMENT: &[u8] = include_bytes!("../../template/tests/example/document.json");
const PASSWORD: &[u8] = b"correct horse battery";
const NOW: u64 = 1_782_896_400_123;
/// The recovery phrase of the development accounts, and the name that follows from it.
const PHRASE: &[u8] = b"bottom drive obey lake curtain smoke basket hold race lonely fit walk";
const DID: &str = "did:key:z6MkhyUPfFQxFNDnT1bC5Xv9oxPMwnWZBH9tjSvB4vnwD9jk";

/// Returns bytes that are not all the same.
fn random(length: u8) -> Vec<u8> {
	(0..length).collect()
}

/// The file of the key, which takes seconds to be made.
static KEY: LazyLock<String> = LazyLock::new(|| {
	let parts: [&[u8]; 4] = [br#"{"name":"Learner"}"#, PASSWORD, PHRASE, &random(56)];
	let made = read(&restore_key(&request(&parts)));
	assert_eq!(made["did"], DID);
	assert_eq!(made["phrase"], Value::Null);
	made["keystore"].as_str().unwrap().to_owned()
});

/// Returns a signed credential that names a learner, with an anchor if one is wanted.
fn credential(learner: Option<&str>, is_anchored: bool) -> String {
	let mut document: Value = serde_json::from_slice(DOCUMENT).unwrap();
	let subject = document["credentialSubject"].as_object_mut().unwrap();
	match learner {
		Some(learner) => drop(subject.insert("id".into(), json!(learner))),
		None => drop(subject.remove("id")),
	}
	let issuer = document["issuer"]["id"].as_str().unwrap();
	let signer = Signer::new(&[7; 32], &format!("{issuer}#k1"));
	let created = "2026-07-01T09:00:00Z";
	let document = text(&document);
	let signed =
		sign(&Contexts::shipped(), &document, &[Suite::EddsaRdfc2022], created, &signer).unwrap();
	if !is_anchored {
		return signed;
	}
	let digest = Document::from_json(signed.as_bytes()).unwrap().digest();
	let reference = CredentialReference {
		institution: InstitutionId(3),
		leaf: digest.leaf(),
		index: 0,
		size: 1,
		path: InclusionPath::new(),
		signed_by: None,
	};
	let anchor = Anchor::new(Genesis([7; 32]), &reference, digest, &[]).unwrap();
	attach(signed.as_bytes(), &anchor, Order::Last).unwrap()
}

/// Returns the word of a refusal.
fn refused(answer: &[u8]) -> String {
	let answer = read(answer);
	answer["refused"]["word"]
		.as_str()
		.unwrap_or_else(|| panic!("{answer}"))
		.to_owned()
}

fn open(name: &str, content: &[u8]) -> Vec<u8> {
	open_own(&request(&[&text(&json!({ "name": name })), content]))
}

/// Returns the answer to the question for a presentation for a challenge.
fn presented(challenge: &str, password: &[u8], key: &[u8], credentials: &[&str]) -> Vec<u8> {
	let question = json!({ "now": NOW, "challenge": challenge, "domain": "hr.example.com" });
	let question = text(&question);
	let mut parts: Vec<&[u8]> = vec![&question, password, key];
	parts.extend(credentials.iter().map(|credential| credential.as_bytes()));
	present(&request(&parts))
}

#[test]
fn a_new_key_comes_with_the_phrase_that_makes_it_again() {
	let parts: [&[u8]; 4] = [br#"{"name":"Learner"}"#, PASSWORD, &random(16), &random(56)];
	let made = read(&new_key(&request(&parts)));
	let phrase = made["phrase"].as_str().unwrap();
	assert_eq!(phrase.split(' ').count(), 12);
	assert!(!made["keystore"].as_str().unwrap().contains(phrase));
	let parts: [&[u8]; 4] =
		[br#"{"name":"Again"}"#, b"another password", phrase.as_bytes(), &random(56)];
	let again = read(&restore_key(&request(&parts)));
	assert_eq!(again["did"], made["did"]);
	assert_ne!(again["keystore"], made["keystore"]);
}

#[test]
fn a_key_without_randomness_a_password_or_a_phrase_is_none() {
	let name = br#"{"name":"Learner"}"#;
	let new = |password: &[u8], entropy: &[u8], bits: &[u8]| {
		new_key(&request(&[name, password, entropy, bits]))
	};
	assert_eq!(refused(&new(b"short", &random(16), &random(56))), "shortPassword");
	assert_eq!(refused(&new(b"", &random(16), &random(56))), "passwordUnfit");
	assert_eq!(refused(&new(b"\xff\xff\xff", &random(16), &random(56))), "passwordUnfit");
	assert_eq!(refused(&new(PASSWORD, &[0; 16], &random(56))), "keyUnread");
	assert_eq!(refused(&new(PASSWORD, &random(16), &[7; 56])), "keyUnread");
	assert_eq!(read(&new(PASSWORD, &random(15), &random(56)))["wrong"]["field"], "entropy");
	assert_eq!(read(&new(PASSWORD, &random(16), &random(57)))["wrong"]["field"], "random");
	let again = restore_key(&request(&[name, PASSWORD, b"bottom drive", &random(56)]));
	assert_eq!(refused(&again), "phraseWrong");
}

#[test]
fn files_of_a_learner_are_told_apart() {
	let key = read(&open("mine.json", KEY.as_bytes()));
	assert_eq!(key["key"], json!({ "did": DID, "name": "Learner" }));
	let own = credential(Some(DID), true);
	let opened = read(&open("a\nb.json", own.as_bytes()));
	let first = &opened["credentials"][0];
	assert_eq!(first["file"], "a?b.json");
	let shown = &first["credential"];
	assert_eq!(shown["text"], own.as_str());
	assert_eq!(shown["stated"]["name"], "Water chemistry for practitioners");
	assert_eq!(shown["issuer"], "Höhere Wasserschule");
	assert_eq!([&shown["isDamaged"], &shown["isAnchored"]], [false, true]);
	let changed = own.replace("Water chemistry", "Brain surgery");
	let changed = read(&open("ana.json", changed.as_bytes()));
	assert_eq!(changed["credentials"][0]["credential"]["isDamaged"], true);
	let none = read(&open("other.json", b"{}"));
	assert_eq!(none["credentials"][0]["problem"]["word"], "noCredential");
	let picture = read(&open("other.png", b"\x89PNG\r\n\x1a\n"));
	assert_eq!(picture["credentials"][0]["problem"]["word"], "damagedFile");
	let large =
		format!("{{\"type\":[\"VerifiableCredential\"],\"a\":\"{}\"}}", "a".repeat(1 << 20));
	let large = read(&open("large.json", large.as_bytes()));
	assert_eq!(large["credentials"][0]["problem"]["word"], "noCredential");
}

#[test]
fn a_key_that_signs_no_presentation_is_refused_when_it_is_opened() {
	let keys = include_str!("../../keystore/tests/data/ours.json");
	let keys: Value = serde_json::from_str(keys).unwrap();
	let other = keys[0]["file"].as_str().unwrap();
	assert_eq!(keys[0]["scheme"], "sr25519");
	assert_eq!(refused(&open("other.json", other.as_bytes())), "otherScheme");
	let damaged = KEY.replace("\"encoded\":\"", "\"encoded\":\"AAAA");
	assert_eq!(refused(&open("damaged.json", damaged.as_bytes())), "keyUnread");
	let own = credential(Some(DID), true);
	let answer = presented("8f3a", b"correct horse battery", other.as_bytes(), &[&own]);
	assert_eq!(refused(&answer), "otherScheme");
}

#[test]
fn a_presentation_stands_for_its_audience_only() {
	let own = [credential(Some(DID), true), credential(None, false)];
	let own = [own[0].as_str(), own[1].as_str()];
	let answer = read(&presented("8f3a \"x\"", PASSWORD, KEY.as_bytes(), &own));
	let presentation = answer["presentation"].as_str().unwrap();
	assert!(presentation.contains("\"created\":\"2026-07-01T09:00:00Z\""));
	let contexts = Contexts::shipped();
	let signed = SignedPresentation::read(&contexts, presentation.as_bytes()).unwrap();
	assert_eq!(signed.holder(), Some(DID));
	let verify = |challenge, domain| {
		signed.verify(Audience { challenge: Some(challenge), domain: Some(domain) })
	};
	let good = verify("8f3a \"x\"", "hr.example.com").unwrap();
	assert_eq!(good.subjects, [Subject::Holder, Subject::Unnamed]);
	assert!(verify("another", "hr.example.com").is_err());
	assert!(verify("8f3a \"x\"", "example.com").is_err());
	for one in own {
		assert!(presentation.contains(one), "a credential stays as it is written");
	}
}

#[test]
fn nothing_is_signed_without_password_credentials_and_audience() {
	let own = credential(Some(DID), true);
	let key = KEY.as_bytes();
	assert_eq!(refused(&presented("8f3a", b"wrong password", key, &[&own])), "wrongPassword");
	assert_eq!(refused(&presented("8f3a", PASSWORD, b"{}", &[&own])), "keyUnread");
	assert_eq!(refused(&presented("8f3a", PASSWORD, key, &[])), "noCredentials");
	assert_eq!(refused(&presented("", PASSWORD, key, &[&own])), "audience");
	assert_eq!(refused(&presented("8f3a", PASSWORD, key, &["{}"])), "unsigned");
	let many = vec![own.as_str(); MAX_CREDENTIALS + 1];
	assert_eq!(refused(&presented("8f3a", PASSWORD, key, &many)), "unsigned");
}

#[test]
fn what_a_verifier_will_miss_is_told_beforehand() {
	let own = [
		credential(Some(DID), true),
		credential(Some("did:example:other"), true),
		credential(None, false),
	];
	let question = text(&json!({ "did": DID }));
	let mut parts: Vec<&[u8]> = vec![&question];
	parts.extend(own.iter().map(|one| one.as_bytes()));
	let related = read(&relate(&request(&parts)));
	let relation = |subject: &str, anchor: bool| json!({ "subject": subject, "hasAnchor": anchor });
	assert_eq!(
		related["relations"],
		json!([relation("holder", true), relation("other", true), relation("unnamed", false)])
	);
	assert_eq!(refused(&relate(&request(&[&question, b"{}"]))), "unsigned");
}

#[test]
fn a_code_is_drawn_of_a_credential_that_leads_somewhere() {
	let own = credential(None, true);
	let code = read(&draw_code(&request(&[own.as_bytes()])));
	assert_eq!(code["runs"][0], json!([4, 4, 7]));
	assert!(code["side"].as_u64().unwrap() > 40);
	for none in [credential(None, false).as_bytes(), b"{}", b""] {
		assert_eq!(refused(&draw_code(&request(&[none]))), "noCode");
	}
}

#[test]
fn files_are_packed_and_opened_again() {
	let own = credential(Some(DID), true);
	let names = text(&json!({ "names": ["mine.json", "Zeugnis ä.json"] }));
	let packed = read(&pack_own(&request(&[&names, KEY.as_bytes(), own.as_bytes()])));
	let zip = base64url::decode(packed["zip"].as_str().unwrap()).unwrap();
	let opened = read(&open("all.zip", &zip));
	let archive = opened["archive"].as_array().unwrap();
	assert_eq!(archive.len(), 2);
	for (file, (name, content)) in archive
		.iter()
		.zip([("Zeugnis ä.json", own.as_str()), ("mine.json", KEY.as_str())])
	{
		assert_eq!(file["name"], name);
		assert_eq!(
			base64url::decode(file["content"].as_str().unwrap()).unwrap(),
			content.as_bytes()
		);
	}
	let twice = text(&json!({ "names": ["a", "a"] }));
	assert_eq!(refused(&pack_own(&request(&[&twice, b"", b""]))), "unpacked");
	assert_eq!(refused(&open("all.zip", &zip[..zip.len() - 30])), "archiveUnread");
}

#[test]
fn no_request_makes_a_function_panic() {
	let own = credential(Some(DID), true);
	let whole = request(&[&text(&json!({ "name": "ana.json" })), own.as_bytes()]);
	let functions = [open_own, new_key, restore_key, relate, present, draw_code, pack_own];
	for end in (0..whole.len()).step_by(41) {
		for function in functions {
			assert!(read(&function(&whole[..end])).is_object());
		}
	}
	let mut changed = own.into_bytes();
	for place in (0..changed.len()).step_by(97) {
		changed[place] ^= 1 << (place % 8);
		assert!(read(&open("ana.json", &changed)).is_object());
		assert!(read(&draw_code(&request(&[&changed]))).is_object());
		changed[place] ^= 1 << (place % 8);
	}
}
