// SPDX-License-Identifier: Apache-2.0

//! Each missing or malformed part of a document is found, and named.

use super::{document, CONTEXTS};
use crate::{lint, Finding, Rule, State, MAX_DOCUMENT, MAX_FINDINGS};
use serde_json::{json, Value};

fn findings(document: &Value) -> Vec<Finding> {
	lint(&CONTEXTS, document.to_string().as_bytes())
}

/// Removes a member of the document.
fn without(pointer: &str) -> Value {
	let mut document = document();
	let (parent, name) = pointer.rsplit_once('/').unwrap();
	document
		.pointer_mut(parent)
		.unwrap()
		.as_object_mut()
		.unwrap()
		.remove(name)
		.unwrap();
	document
}

fn with(pointer: &str, value: Value) -> Value {
	let mut document = document();
	let (parent, name) = pointer.rsplit_once('/').unwrap();
	match document.pointer_mut(parent).unwrap() {
		Value::Array(items) => items[name.parse::<usize>().unwrap()] = value,
		parent => parent[name] = value,
	}
	document
}

const ACHIEVEMENT: &str = "/credentialSubject/achievement";

#[test]
fn each_missing_element_of_annex_1_is_named() {
	let cases = [
		(2, "/credentialSubject/achievement/name"),
		(3, "/issuer/address/addressCountryCode"),
		(3, "/issuer/address"),
		(4, "/issuer/name"),
		(4, "/issuer"),
		(5, "/awardedDate"),
		(6, "/credentialSubject/achievement/learningOutcome"),
		(9, "/credentialSubject/achievement/assessmentMethod"),
		(10, "/credentialSubject/achievement/participation"),
		(11, "/credentialSubject/achievement/qualityAssurance"),
	];
	for (element, pointer) in cases {
		let found = findings(&without(pointer));
		assert_eq!(found.len(), 1, "{pointer}: {found:?}");
		assert_eq!(found[0].rule, Rule::Element(element), "{pointer}");
		assert_eq!(found[0].state, State::Missing, "{pointer}");
		assert_eq!(found[0].path, pointer[1..].replace('/', "."), "{pointer}");
	}
	let mut document = document();
	let subject = document["credentialSubject"].as_object_mut().unwrap();
	subject.remove("id");
	subject.remove("identifier");
	let achievement = subject["achievement"].as_object_mut().unwrap();
	for name in ["creditsAvailable", "creditUnit", "volumeOfLearning"] {
		achievement.remove(name);
	}
	achievement["alignment"].as_array_mut().unwrap().remove(0);
	let found = findings(&document);
	let rules: Vec<_> = found.iter().map(|finding| (finding.rule, finding.state)).collect();
	let missing = |element| (Rule::Element(element), State::Missing);
	assert_eq!(rules, [missing(1), missing(7), missing(8)]);
	assert_eq!(
		found[1].to_string(),
		"Missing at credentialSubject.achievement.creditsAvailable: The workload in credits or hours is \
		 missing (element 7 of Annex I, workload). State ects, hours or both in the template."
	);
}

#[test]
fn each_missing_member_of_open_badges_is_named() {
	for pointer in [
		"/id",
		"/type",
		"/validFrom",
		"/credentialSubject/type",
		"/credentialSubject/achievement",
		"/credentialSubject/achievement/id",
		"/credentialSubject/achievement/type",
		"/credentialSubject/achievement/criteria",
		"/credentialSubject/achievement/description",
		"/credentialSubject/identifier/0/hashed",
		"/credentialSubject/identifier/0/identityType",
		"/credentialSubject/achievement/alignment/0/targetName",
		"/credentialSubject/achievement/resultDescription/0/resultType",
		"/credentialSubject/result/0/type",
		"/credentialSubject/result/0/value",
		"/credentialSubject/identifier/1/salt",
		"/evidence/0/type",
		"/issuer/type",
		"/issuer/id",
		"/salt",
		"/credentialSubject",
	] {
		let found = findings(&without(pointer));
		let path =
			pointer[1..]
				.split('/')
				.fold(String::new(), |path, part| match part.parse::<u8>() {
					Ok(position) => format!("{path}[{position}]"),
					Err(_) if path.is_empty() => part.to_owned(),
					Err(_) => format!("{path}.{part}"),
				});
		let is_it = |finding: &Finding| finding.path == path && finding.state == State::Missing;
		assert!(found.iter().any(is_it), "{path}: {found:?}");
	}
}

#[test]
fn each_malformed_value_is_named() {
	let cases = [
		("/id", json!("6f2cf1d4")),
		("/type", json!(["VerifiableCredential", "AchievementCredential", "Diploma"])),
		("/salt", json!("short")),
		("/name", json!("")),
		("/issuer", json!("did:web:hw.example.edu")),
		("/issuer/id", json!("urn:uuid:1")),
		("/issuer/url", json!("hw.example.edu")),
		("/issuer/email", json!("registrar")),
		("/issuer/address/addressCountryCode", json!("Austria")),
		("/awardedDate", json!("2026-07-01")),
		("/awardedDate", json!("2026-02-30T00:00:00Z")),
		("/validFrom", json!("2026-07-01T00:00:00")),
		("/validUntil", json!("2026-07-01T00:00:00Z")),
		("/credentialSubject/achievement/id", json!("https://hw.example.edu/a#b")),
		("/credentialSubject/achievement/achievementType", json!("Microcredential")),
		("/credentialSubject/achievement/name", json!({ "en": "Water" })),
		("/credentialSubject/achievement/inLanguage", json!("EN")),
		("/credentialSubject/achievement/creditsAvailable", json!("5.5")),
		("/credentialSubject/achievement/creditsAvailable", json!(0)),
		("/credentialSubject/achievement/creditUnit", json!("CP")),
		("/credentialSubject/achievement/volumeOfLearning", json!("140 h")),
		("/credentialSubject/achievement/participation", json!("remote")),
		("/credentialSubject/achievement/supervision", json!("none")),
		("/credentialSubject/achievement/learningOutcome", json!(["a", "a"])),
		("/credentialSubject/achievement/assessmentMethod", json!([])),
		("/credentialSubject/achievement/integration", json!("stand-alone")),
		(
			"/credentialSubject/achievement/alignment/0/targetUrl",
			json!("http://data.europa.eu/snb/eqf/9"),
		),
		("/credentialSubject/achievement/alignment/0/targetCode", json!("6")),
		(
			"/credentialSubject/achievement/alignment/1/targetUrl",
			json!("http://data.europa.eu/esco/skill/x"),
		),
		("/credentialSubject/achievement/alignment/2/targetType", json!("Skill")),
		("/credentialSubject/achievement/translatedName/0/@language", json!("en")),
		("/credentialSubject/achievement/resultDescription/0/requiredValue", json!("Z")),
		("/credentialSubject/identifier/0/hashed", json!("false")),
		("/credentialSubject/identifier/1/identityHash", json!("ana@example.org")),
		("/credentialSubject/identifier/1/identityType", json!("email")),
		("/credentialSubject/result/0/value", json!("F")),
		("/credentialSubject/result/0/resultDescription", json!("https://hw.example.edu/x#y")),
		("/evidence/0/id", json!("evidence 1")),
	];
	for (pointer, value) in cases {
		let found = findings(&with(pointer, value.clone()));
		let begin = pointer[1..].split('/').next().unwrap();
		let is_it = |finding: &Finding| {
			finding.state == State::Malformed && finding.path.starts_with(begin)
		};
		assert!(found.iter().any(is_it), "{pointer} {value}: {found:?}");
	}
}

#[test]
fn levels_are_one_or_have_a_reason() {
	let mut document = document();
	document.pointer_mut(ACHIEVEMENT).unwrap()["levelNotApplicable"] = json!("A reason.");
	let found = findings(&document);
	assert_eq!((found.len(), found[0].rule), (1, Rule::Element(8)));
	document.pointer_mut(ACHIEVEMENT).unwrap()["alignment"]
		.as_array_mut()
		.unwrap()
		.remove(0);
	assert_eq!(findings(&document), []);
}

#[test]
fn scales_are_checked_with_their_results() {
	let scale = |kind: &str| {
		let mut document = document();
		let description = &mut document.pointer_mut(ACHIEVEMENT).unwrap()["resultDescription"][0];
		let id = description["id"].clone();
		*description = json!({
			"id": id, "type": ["ResultDescription"], "name": "Grade", "resultType": kind,
		});
		document
	};
	let rule_of = |document: &Value| {
		findings(document)
			.iter()
			.map(|finding| finding.path.clone())
			.collect::<Vec<_>>()
	};
	let at = |name: &str| format!("credentialSubject.achievement.resultDescription[0].{name}");
	assert_eq!(rule_of(&scale("Percent")), [at("valueMin")]);
	assert_eq!(rule_of(&scale("LetterGrade")), [at("allowedValue")]);
	assert_eq!(rule_of(&scale("Result")), Vec::<String>::new());
	assert_eq!(rule_of(&scale("Status")), ["credentialSubject.result[0].value"]);
	let mut percent = scale("Percent");
	let description = &mut percent.pointer_mut(ACHIEVEMENT).unwrap()["resultDescription"][0];
	description["valueMin"] = json!("0");
	description["valueMax"] = json!("100");
	assert_eq!(rule_of(&percent), ["credentialSubject.result[0].value"]);
	percent["credentialSubject"]["result"][0]["value"] = json!("99.5");
	assert_eq!(rule_of(&percent), Vec::<String>::new());
}

#[test]
fn a_misspelt_member_is_found_with_the_one_that_may_be_meant() {
	let mut document = without("/credentialSubject/achievement/participation");
	document.pointer_mut(ACHIEVEMENT).unwrap()["partcipation"] = json!("online");
	let found = findings(&document);
	assert_eq!(found[0].state, State::Missing);
	assert!(found[1].what.ends_with("; participation may be meant"), "{}", found[1]);
	assert_eq!(found[2].rule, Rule::Signature);
}

#[test]
fn what_is_no_document_has_one_finding() {
	let one = |bytes: &[u8]| {
		let found = lint(&CONTEXTS, bytes);
		assert_eq!((found.len(), found[0].state), (1, State::Malformed));
		found[0].to_string()
	};
	assert!(one(b"").starts_with("Malformed at the document: the text is not JSON"));
	assert!(one(b"[]").contains("a document is a JSON object"));
	assert!(one(b"{\"a\":1,\"a\":2}").contains("two members of one name"));
	assert!(one(&vec![b' '; MAX_DOCUMENT + 1]).contains("it has more than 1048576 bytes"));
	let many: serde_json::Map<_, _> = (0..1_000).map(|n| (format!("m{n}"), json!(1))).collect();
	assert_eq!(findings(&Value::Object(many)).len(), MAX_FINDINGS);
}

#[test]
fn a_document_of_others_is_checked_by_the_same_rules() {
	let badge = include_bytes!("../../../documents/tests/badge.json");
	let found = lint(&CONTEXTS, badge);
	let missing = |element| {
		let is_it = |finding: &&Finding| {
			finding.rule == Rule::Element(element) && finding.state == State::Missing
		};
		found.iter().filter(is_it).count()
	};
	assert_eq!([3, 5, 6, 9, 10, 11].map(missing), [1, 1, 1, 1, 1, 1]);
	assert_eq!([1, 2, 4, 8].map(missing), [0, 0, 0, 0]);
}

#[test]
fn names_of_members_cannot_write_to_a_terminal() {
	let mut document = document();
	document["\u{1b}[2J\u{202e}"] = json!(1);
	for finding in findings(&document) {
		assert!(!finding.to_string().contains(['\u{1b}', '\u{202e}']), "{finding:?}");
	}
}
