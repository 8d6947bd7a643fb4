// SPDX-License-Identifier: Apache-2.0

//! What is shown of a document, and which documents are refused.

use super::{changed, credential, document, example};
use crate::{Credential, CredentialFault, Day};
use testamur_documents::anchor::AnchorFault;

#[test]
fn the_values_of_a_document_are_taken_as_they_stand() {
	let credential = credential("Ana Šolová");
	assert_eq!(credential.learner.as_deref(), Some("Ana Šolová"));
	assert_eq!(credential.title, "Water chemistry for practitioners");
	assert_eq!(credential.issuer, "Höhere Wasserschule");
	assert_eq!(credential.awarded, Day { year: 2026, month: 7, day: 1 });
	assert_eq!(credential.until, Some(Day { year: 2031, month: 7, day: 1 }));
	assert_eq!(credential.level(), Some("5"));
	assert_eq!(
		credential
			.number(&["credentialSubject", "achievement", "creditsAvailable"])
			.unwrap(),
		"5.5"
	);
	assert_eq!(credential.results(), [("Grade of the examination", "A")]);
	assert_eq!(credential.list("learningOutcome").len(), 2);
	assert_eq!(
		credential.skills().collect::<Vec<_>>(),
		["analyse water samples", "Water technology 3"]
	);
	assert_eq!(credential.identities.len(), 3);
	assert_eq!(credential.subject(), Some("did:example:ana"));
}

#[test]
fn a_document_keeps_its_bytes() {
	let bytes = document("Ana", 1);
	assert_eq!(Credential::read(&bytes).unwrap().bytes(), bytes);
}

#[test]
fn a_day_is_the_one_that_the_document_states() {
	let bytes = changed(
		"\"awardedDate\":\"2026-07-01T00:00:00Z\"",
		"\"awardedDate\":\"2026-07-01T00:30:00+02:00\"",
	);
	assert_eq!(Credential::read(&bytes).unwrap().awarded, Day { year: 2026, month: 7, day: 1 });
}

#[test]
fn what_is_no_signed_credential_is_refused() {
	let fault = |bytes: &[u8]| Credential::read(bytes).unwrap_err();
	assert!(matches!(fault(b""), CredentialFault::Text(_)));
	assert!(matches!(fault(b"{\"a\":1,\"a\":2}"), CredentialFault::Text(_)));
	assert_eq!(fault(b"{}"), CredentialFault::OtherType);
	assert_eq!(fault(example().as_bytes()), CredentialFault::NotSigned);
}

#[test]
fn an_anchor_alone_is_no_signature() {
	let text = example().strip_suffix('}').unwrap();
	let bytes = format!("{text},\"proof\":[{{\"cryptosuite\":\"testamur-merkle-2026\"}}]}}");
	assert_eq!(Credential::read(bytes.as_bytes()).unwrap_err(), CredentialFault::NotSigned);
}

#[test]
fn a_member_that_every_certificate_shows_is_named_where_it_is_missing() {
	for (from, to, member) in [
		("\"validFrom\":\"2026-07-01T00:00:00Z\"", "\"validFrom\":\"2026-07-01\"", "validFrom"),
		(
			"\"validFrom\":\"2026-07-01T00:00:00Z\"",
			"\"validFrom\":\"1969-07-01T00:00:00Z\"",
			"validFrom",
		),
		("\"validUntil\":\"2031-07-01T00:00:00Z\"", "\"validUntil\":7", "validUntil"),
		("\"name\":\"Höhere Wasserschule\"", "\"name\":\" \"", "the name of the issuer"),
		("\"id\":\"urn:uuid:", "\"ID\":\"urn:uuid:", "id"),
	] {
		let fault = Credential::read(&changed(from, to)).unwrap_err();
		assert_eq!(fault, CredentialFault::Missing(member), "{to}");
	}
}

#[test]
fn a_reference_leads_to_the_batch_of_the_anchor() {
	let reference = Credential::read(&document("Ana", 5)).unwrap().reference().unwrap();
	let reference: serde_json::Value = serde_json::from_str(&reference).unwrap();
	assert_eq!((&reference["institution"], &reference["size"]), (&7.into(), &5.into()));
	assert_eq!(reference["path"].as_array().unwrap().len(), 3);
	let without = Credential::read(&changed("\"salt\"", "\"salt\"")).unwrap();
	assert_eq!(without.reference().unwrap_err(), AnchorFault::NoAnchor);
}
