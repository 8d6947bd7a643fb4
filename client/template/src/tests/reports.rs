// SPDX-License-Identifier: Apache-2.0

//! What went wrong in other projects, by their public reports.

use super::{built, document, example_with, faults, CONTEXTS, LIST};
use crate::{example_template, lint, Rule, State};
use serde_json::{json, Value};

/// Returns the paths of the findings after a change of the document.
fn found(change: impl FnOnce(&mut Value)) -> Vec<(String, State)> {
	let mut document = document();
	change(&mut document);
	let findings = lint(&CONTEXTS, document.to_string().as_bytes());
	findings.into_iter().map(|finding| (finding.path, finding.state)).collect()
}

/// digitalbazaar/vc #86: a subject whose identifier is no URI was issued, and verified after a change.
#[test]
fn an_identifier_that_is_no_uri_is_refused_when_issued() {
	let list = LIST.replace("did:example:ana", "asdasd");
	let template = super::read(&example_template());
	let faults = testamur_roster::Roster::read(list.as_bytes(), template.columns()).unwrap_err();
	assert!(faults.to_string().starts_with("Line 2, column 4 (\"learner_id\")"), "{faults}");
	let paths = found(|document| document["credentialSubject"]["id"] = json!("asdasd"));
	assert!(paths.contains(&("credentialSubject.id".to_owned(), State::Malformed)), "{paths:?}");
}

/// filip26/iron-verifiable-credentials #49: a bare day as the beginning of the validity, the member of
/// an older version beside it, and moments with other offsets.
#[test]
fn moments_have_one_form_and_are_compared_by_what_they_mean() {
	let malformed = |path: &str| (path.to_owned(), State::Malformed);
	let paths = found(|document| document["validFrom"] = json!("2026-07-01"));
	assert!(paths.contains(&malformed("validFrom")));
	let paths = found(|document| document["issuanceDate"] = json!("2026-07-01T00:00:00Z"));
	assert!(paths.contains(&malformed("issuanceDate")));
	let paths = found(|document| document["validUntil"] = json!("2026-07-01T01:00:00+02:00"));
	assert!(paths.contains(&malformed("validUntil")), "it ends an hour before it begins");
	let paths = found(|document| document["validUntil"] = json!("2026-06-30T23:00:00-02:00"));
	assert_eq!(paths, []);
}

/// digitalcredentials/verifier-plus #135, digitalbazaar/jsonld-signatures #169: a member that no context
/// defines was not signed.
#[test]
fn a_member_that_no_context_defines_is_found() {
	let mut document = document();
	document["honours"] = json!("cum laude");
	let findings = lint(&CONTEXTS, document.to_string().as_bytes());
	let rules: Vec<_> = findings.iter().map(|finding| finding.rule).collect();
	assert_eq!(rules, [Rule::House, Rule::Signature]);
	assert!(findings.iter().all(|finding| finding.path == "honours"));
}

/// blockchain-certificates/blockcerts-verifier #1485: the statements of a file could not be made. Here a
/// document with other contexts is found before it is signed, and `golden.rs` keeps one of the first.
#[test]
fn other_contexts_are_found() {
	let paths = found(|document| document["@context"][1] = json!("https://example.org/context"));
	assert!(paths.contains(&("@context".to_owned(), State::Malformed)));
	let paths = found(|document| document["@context"].as_array_mut().unwrap().swap(2, 3));
	assert!(paths.contains(&("@context".to_owned(), State::Malformed)));
}

/// dannymcc/may #250, teableio/teable #1880: days in the order of one country, and zeros that get lost.
#[test]
fn days_have_one_order_and_numbers_keep_their_zeros() {
	let found = faults(&example_with("months = 60", "until = \"03/04/2031\""));
	assert!(found[0].to_string().contains("validity.until: "));
	let hash = |number: &str| {
		let list = LIST.replace("00731", number);
		let document = built(&example_template(), &list).unwrap()[0].clone();
		let document: Value = serde_json::from_str(&document).unwrap();
		document["credentialSubject"]["identifier"][2]["identityHash"].clone()
	};
	assert_ne!(hash("00731"), hash("731"));
}

/// microsoft/ClaimQR #1: long narratives. They are bounded, and taken below the bound.
#[test]
fn a_long_narrative_is_taken_to_its_bound() {
	let list = |length: usize| LIST.replace("A river.", &"r".repeat(length));
	built(&example_template(), &list(10_000)).unwrap();
	let fault = built(&example_template(), &list(10_001)).unwrap_err();
	assert!(
		fault.starts_with("Line 2, column \"evidence_narrative\": it has more than 10000"),
		"{fault}"
	);
}

/// Statuses come in many forms elsewhere. They are left to their own check, and a signature has to cover
/// them.
#[test]
fn a_status_is_left_to_its_own_check() {
	let status = json!({
		"id": "https://hw.example.edu/status/3#94567",
		"type": "BitstringStatusListEntry",
		"statusPurpose": "revocation",
		"statusListIndex": "94567",
		"statusListCredential": "https://hw.example.edu/status/3"
	});
	assert_eq!(found(|document| document["credentialStatus"] = status), []);
	let paths = found(|document| document["credentialStatus"] = json!({ "type": "Unknown" }));
	assert_eq!(paths, [("credentialStatus.type".to_owned(), State::Malformed)]);
}
