// SPDX-License-Identifier: Apache-2.0

//! Every value of a document is covered by what is signed, and what would not be covered is refused.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use proptest::prelude::*;
use serde_json::{json, Value};
use std::sync::LazyLock;
use support::{badge, Desk};
use testamur_documents::{
	canonical_statements,
	rdf::{Fault, Reason},
	Refusal, Suite,
};

static DESK: LazyLock<Desk> = LazyLock::new(Desk::new);
static SIGNED: LazyLock<Value> = LazyLock::new(|| DESK.signed(&[Suite::EddsaRdfc2022]));

/// Returns the pointers to all values that hold no others.
fn leaves(value: &Value) -> Vec<String> {
	fn visit(value: &Value, pointer: &str, found: &mut Vec<String>) {
		match value {
			Value::Object(object) => object
				.iter()
				.for_each(|(name, value)| visit(value, &format!("{pointer}/{name}"), found)),
			Value::Array(items) => items
				.iter()
				.enumerate()
				.for_each(|(place, value)| visit(value, &format!("{pointer}/{place}"), found)),
			_ => found.push(pointer.to_string()),
		}
	}
	let mut found = Vec::new();
	visit(value, "", &mut found);
	found
}

/// Returns the statements of a document, or why it makes none.
fn statements(document: &Value) -> Result<String, Refusal> {
	canonical_statements(&DESK.contexts, document.to_string().as_bytes())
}

/// Returns the member that is refused in the badge once it is changed, and why.
fn refused(change: impl FnOnce(&mut Value)) -> (String, Reason) {
	let mut document = badge();
	change(&mut document);
	match statements(&document) {
		Err(Refusal::NotCovered(Fault { member, reason })) => (member, reason),
		other => panic!("{other:?}"),
	}
}

/// Returns another value of the same kind.
fn other(value: &Value, text: &str) -> Value {
	match value {
		Value::String(old) => json!(format!("{old}{text}")),
		Value::Bool(old) => json!(!old),
		Value::Number(old) => json!(old.as_f64().unwrap() + 0.5),
		_ => json!(text),
	}
}

/// Returns whether a change is refused under a suite.
fn is_refused(signed: &Value, pointer: &str, value: Value) -> bool {
	let mut changed = signed.clone();
	*changed.pointer_mut(pointer).unwrap() = value;
	DESK.verify(&changed).is_err()
}

#[test]
fn each_value_is_covered_under_each_suite() {
	for suite in Suite::ALL {
		let signed = DESK.signed(&[suite]);
		DESK.verify(&signed).unwrap();
		for pointer in leaves(&signed) {
			let old = signed.pointer(&pointer).unwrap();
			assert!(is_refused(&signed, &pointer, other(old, "x")), "{suite:?} {pointer}");
		}
	}
}

#[test]
fn each_member_is_covered_under_each_suite() {
	for suite in Suite::ALL {
		let signed = DESK.signed(&[suite]);
		for pointer in leaves(&badge()) {
			let (parent, name) = pointer.rsplit_once('/').unwrap();
			let mut changed = signed.clone();
			match changed.pointer_mut(parent).unwrap() {
				Value::Object(object) => drop(object.remove(name)),
				Value::Array(items) => drop(items.remove(name.parse().unwrap())),
				_ => unreachable!(),
			}
			assert!(DESK.verify(&changed).is_err(), "{suite:?} {pointer}");
		}
	}
}

proptest! {
	#[test]
	fn no_value_can_become_another(
		place in any::<prop::sample::Index>(),
		text in "\\PC{0,12}",
	) {
		let pointers = leaves(&SIGNED);
		let pointer = place.get(&pointers);
		let old = SIGNED.pointer(pointer).unwrap();
		prop_assume!(*old != json!(text));
		prop_assert!(is_refused(&SIGNED, pointer, json!(text)), "{}", pointer);
		prop_assert!(is_refused(&SIGNED, pointer, other(old, &format!("{text}y"))), "{}", pointer);
	}
}

#[test]
fn members_and_types_that_no_context_defines_are_refused() {
	let undefined = |change: fn(&mut Value), member: &str| {
		assert_eq!(refused(change), (member.to_string(), Reason::Undefined));
	};
	undefined(|badge| badge["honours"] = json!("cum laude"), "honours");
	undefined(|badge| badge["issuer"]["foo"] = json!({ "bar": 1 }), "issuer.foo");
	undefined(
		|badge| badge["credentialSubject"]["result"][1]["grade"] = json!("A"),
		"credentialSubject.result[1].grade",
	);
	undefined(|badge| badge["type"][1] = json!("Diploma"), "type");
	// A term of a type counts for a node of that type only.
	undefined(|badge| badge["achievementType"] = json!("Badge"), "achievementType");
	undefined(|badge| badge["https://example.org/x"] = json!("Badge"), "https://example.org/x");
}

#[test]
fn what_is_no_iri_is_refused_where_one_belongs() {
	let texts = [
		"asdasd",
		"",
		"#fragment",
		"/path",
		"https ://x",
		"did:x y",
		"https://x/<a>",
		"urn:a%2",
		"_:b0",
		"1a:b",
		"urn:a#b#c",
		"urn:\u{e000}",
		"https://x/\u{7f}",
		"urn:",
		"https://x/\\",
	];
	for text in texts {
		let (member, reason) = refused(|badge| badge["credentialSubject"]["id"] = json!(text));
		assert_eq!((member.as_str(), reason), ("credentialSubject.id", Reason::NotAnIri), "{text}");
		let (member, _) = refused(|badge| badge["evidence"][0]["id"] = json!(text));
		assert_eq!(member, "evidence[0].id");
	}
	for text in ["urn:uuid:1", "https://ex.org/ä?a=b%20c#d", "mailto:a@b.c", "did:web:a%3A80:b"] {
		let mut document = badge();
		document["credentialSubject"]["id"] = json!(text);
		statements(&document).unwrap();
	}
}

#[test]
fn what_programs_sign_differently_is_refused() {
	let name = |value: Value| refused(|badge| badge["name"] = value);
	let expected = |member: &str, reason| (member.to_string(), reason);
	assert_eq!(
		name(json!({ "@value": "a", "@language": "ar", "@direction": "rtl" })),
		expected("name.@direction", Reason::Direction)
	);
	for language in ["en-US", "EN", "", "e n", "-en", "verylongtag"] {
		assert_eq!(
			name(json!({ "@value": "a", "@language": language })),
			expected("name.@language", Reason::Language)
		);
	}
	for number in [1e-7, 0.300_000_000_000_000_04] {
		let (_, reason) =
			refused(|badge| badge["credentialSubject"]["creditsEarned"] = json!(number));
		assert_eq!(reason, Reason::Number, "{number}");
	}
}

#[test]
fn what_says_nothing_is_refused() {
	let cases: [(Value, Reason); 7] = [
		(json!(null), Reason::Null),
		(json!([]), Reason::Empty),
		(json!([["a"]]), Reason::Nested),
		(json!([null]), Reason::Null),
		(json!({ "@list": ["a"] }), Reason::Keyword),
		(json!({ "@context": {} }), Reason::Context),
		(json!({ "@value": "a", "@type": "@json" }), Reason::Keyword),
	];
	for (value, expected) in cases {
		let (_, reason) =
			refused(|badge| badge["credentialSubject"]["achievement"]["tag"] = value.clone());
		assert_eq!(reason, expected, "{value}");
	}
	let (member, reason) = refused(|badge| badge["@id"] = json!("urn:uuid:1"));
	assert_eq!((member.as_str(), reason), ("id", Reason::Twice));
}

#[test]
fn statements_of_numbers_are_those_of_the_standard() {
	let mut document = badge();
	for (number, literal) in [
		(json!(5.5), "\"5.5E0\""),
		(json!(6), "\"6\""),
		(json!(6.0), "\"6\""),
		(json!(0.1), "\"1.0E-1\""),
		(json!(-1234.5625), "\"-1.2345625E3\""),
		(json!(-0.0), "\"0\""),
	] {
		document["credentialSubject"]["creditsEarned"] = number;
		let statements = statements(&document).unwrap();
		let credits = statements.lines().find(|line| line.contains("creditsEarned")).unwrap();
		assert!(credits.contains(literal), "{credits}");
		assert!(credits.contains("^^<https://www.w3.org/2001/XMLSchema#float>"), "{credits}");
	}
}
