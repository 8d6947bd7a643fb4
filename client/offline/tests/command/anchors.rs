// SPDX-License-Identifier: Apache-2.0

//! Tests of the ways from a document to its batch: an anchor in it, a sidecar, or a reference beside it.

use crate::folder::{network, reference, Folder, DOCUMENT};
use serde_json::{json, Value};
use testamur_document::{Document, MAX_ENVELOPES};
use testamur_documents::anchor::{attach, sidecar, Anchor, Genesis, Order};
use testamur_json::hex::Hash;
use testamur_primitives::{
	base64url, reference::InclusionPath, CredentialReference, InstitutionId,
};

const DOCUMENT_FILE: &str = "credentials/ada.json";
const SIDECAR_FILE: &str = "credentials/ada.anchor.json";
const REFERENCE_FILE: &str = "credentials/ada.reference.json";

/// Returns a folder without the reference.
fn folder() -> Folder {
	let folder = Folder::new();
	folder.remove(REFERENCE_FILE);
	folder
}

fn trusted() -> Genesis {
	let genesis: Hash = serde_json::from_value(network()["genesis"].clone()).unwrap();
	Genesis(genesis.0)
}

/// Returns the anchor of a document as the only one of a batch of an institution.
fn anchor_of(genesis: Genesis, institution: u32, document: &str) -> Anchor {
	let digest = Document::from_envelope(document.as_bytes()).unwrap().digest();
	let reference = CredentialReference {
		institution: InstitutionId(institution),
		leaf: digest.leaf(),
		index: 0,
		size: 1,
		path: InclusionPath::new(),
		signed_by: None,
	};
	Anchor::new(genesis, &reference, digest, &[]).unwrap()
}

fn anchor() -> Anchor {
	anchor_of(trusted(), 1, DOCUMENT)
}

fn anchored(anchor: &Anchor) -> String {
	attach(DOCUMENT.as_bytes(), anchor, Order::Last).unwrap()
}

#[test]
fn an_anchor_in_the_document_takes_the_place_of_a_reference() {
	let folder = folder();
	assert_eq!(folder.word(&[]), "noAnchor");
	folder.write(DOCUMENT_FILE, anchored(&anchor()));
	assert_eq!(folder.word(&[]), "notAnchored");
	// The bundle can be one for all, and then the document is the only file.
	let bundle = folder.path("credentials/ada.testamur");
	let elsewhere = folder.path("bundle");
	std::fs::rename(bundle, &elsewhere).unwrap();
	assert_eq!(folder.word(&["--bundle", &elsewhere]), "notAnchored");
}

#[test]
fn a_sidecar_does_so_for_documents_and_tokens() {
	let folder = folder();
	folder.write(SIDECAR_FILE, sidecar(&anchor()));
	assert_eq!(folder.word(&[]), "notAnchored");
	let token = format!("e30.{}.c2ln", base64url::encode(DOCUMENT.as_bytes()));
	folder.write(DOCUMENT_FILE, &token);
	assert_eq!(folder.word(&[]), "notAnchored");
	folder.remove(SIDECAR_FILE);
	assert_eq!(folder.word(&[]), "noAnchor");
}

#[test]
fn what_leads_to_different_places_is_refused() {
	let folder = Folder::new();
	folder.write(DOCUMENT_FILE, anchored(&anchor()));
	folder.write(SIDECAR_FILE, sidecar(&anchor()));
	assert_eq!(folder.word(&[]), "notAnchored");
	folder.write(SIDECAR_FILE, sidecar(&anchor_of(trusted(), 2, DOCUMENT)));
	assert_eq!(folder.word(&[]), "anchorsDiffer");
	folder.remove(SIDECAR_FILE);
	folder.write(DOCUMENT_FILE, anchored(&anchor_of(trusted(), 2, DOCUMENT)));
	assert_eq!(folder.word(&[]), "anchorsDiffer");
	folder.remove(REFERENCE_FILE);
	assert_eq!(folder.word(&[]), "notAnchored");
	folder.write(SIDECAR_FILE, sidecar(&anchor()));
	assert_eq!(folder.word(&[]), "anchorsDiffer");
}

#[test]
fn an_anchor_of_another_chain_leads_nowhere_and_contradicts_nothing() {
	let folder = folder();
	let other = anchor_of(Genesis([7; 32]), 1, DOCUMENT);
	folder.write(DOCUMENT_FILE, anchored(&other));
	assert_eq!(folder.word(&[]), "otherChain");
	folder.write(REFERENCE_FILE, reference().to_string());
	assert_eq!(folder.word(&[]), "notAnchored");
	folder.remove(REFERENCE_FILE);
	let both = attach(anchored(&other).as_bytes(), &anchor(), Order::Last).unwrap();
	folder.write(DOCUMENT_FILE, both);
	assert_eq!(folder.word(&[]), "notAnchored");
}

#[test]
fn each_fault_of_an_anchor_has_its_word() {
	let changed = |from: &str, to: &str| {
		let folder = folder();
		let text = anchored(&anchor());
		folder.write(DOCUMENT_FILE, text.replacen(from, to, 1));
		folder.word(&[])
	};
	assert_eq!(changed("Ada", "Eve"), "otherDocument");
	assert_eq!(changed("\"u", "\"z"), "malformed");
	assert_eq!(changed("\"uA", "\"uE"), "unknownVersion");
	assert_eq!(changed("#anchors", "#k1"), "otherMethod");
	assert_eq!(changed("assertionMethod", "authentication"), "malformedProof");
	assert_eq!(changed("2026", "2025"), "noAnchor");
	let beside = |content: &str| {
		let folder = folder();
		folder.write(SIDECAR_FILE, content);
		folder.word(&[])
	};
	assert_eq!(beside("{}"), "noAnchor");
	assert_eq!(beside("{"), "notJson");
	let envelopes = vec![[1; 32]; MAX_ENVELOPES - 1];
	let mut bytes = anchor().encode();
	bytes.pop();
	bytes.push(7);
	bytes.extend(envelopes.concat());
	let proof: Value = serde_json::from_str(&sidecar(&anchor())).unwrap();
	let mut proof = proof["proof"].clone();
	proof["proofValue"] = json!(format!("u{}", base64url::encode(&bytes)));
	assert_eq!(beside(&json!({ "proof": proof }).to_string()), "equalDigests");
}

#[test]
fn a_sidecar_is_no_credential() {
	let folder = folder();
	folder.write(SIDECAR_FILE, sidecar(&anchor()));
	let path = folder.path(SIDECAR_FILE);
	let trust = folder.path("trust.json");
	let output = folder.run(["--trust", &trust, "--max-age", "any", &path]);
	assert_eq!(output.status.code(), Some(3), "{output:?}");
	// Any other file in JSON in a folder has an answer, also one that is no document.
	folder.write("credentials/list.json", "{\"salt\":1}");
	folder.write("credentials/eve.json", DOCUMENT.replace("Ada", "Eve"));
	let output = folder.verify(&["--json", "--max-age", "any"]);
	let answers: Value = serde_json::from_slice(&output.stdout).unwrap();
	let words: Vec<_> =
		answers.as_array().unwrap().iter().map(|it| &it["problem"]["word"]).collect();
	assert_eq!(words, [&Value::Null, &json!("noAnchor"), &json!("saltMalformed")]);
	assert_eq!(output.status.code(), Some(1), "{output:?}");
}
