// SPDX-License-Identifier: Apache-2.0

//! Mutated texts: nothing panics, and what is taken for JSON is JSON to another parser, with the same value and one
//! canonical form.
//!
//! A long run: `TESTAMUR_INPUTS=1000000 cargo test --release -p testamur-document --test mutated -- --nocapture`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::Value;
use testamur_document::{canonical, Document, Fault};
use testamur_mutation::{inputs, Numbers};

/// Good texts, of which the mutations are made.
const TEXTS: [&str; 3] = [
	r#"{"salt":"AAAAAAAAAAAAAAAAAAAAAA","name":"Ana \u0160olov\u00e1 \ud83d\ude00","credits":5.5,"proof":{"a":[1]}}"#,
	r#" { "a" : [ true , false , null , { } , [ ] ] , "\ufb33" : -1.5E+3 , "\ud83d\ude02" : "\n\"\\\/" } "#,
	r#"{"numbers":[0,-0,1e21,1e-7,333333333.3333333,9007199254740991,4.5e-324,1.7976931348623157e308],"é😀":"ß"}"#,
];
/// Pieces that matter to some part of the reader.
const PIECES: [&[u8]; 26] = [
	b"\"",
	b"\\",
	b"\\u",
	b"\\ud83d",
	b"\\udc00",
	b"\\u0000",
	b"\\uffff",
	b"{",
	b"}",
	b"[",
	b"]",
	b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
	b",",
	b":",
	b"null",
	b"1e400",
	b"-0",
	b".5",
	b"9007199254740993",
	b"\"a\":1,",
	b"\"proof\":",
	b"\"salt\":",
	b"\x1f",
	b"\xef\xbf\xbf",
	b"\xff",
	b"\xef\xbb\xbf",
];

/// Returns the word for what came of a text, after its checks.
fn outcome(text: &[u8]) -> &'static str {
	let other = serde_json::from_slice::<Value>(text);
	match canonical(text) {
		Ok(form) => {
			assert_eq!(canonical(form.as_bytes()).as_deref(), Ok(form.as_str()));
			let mut value = other.unwrap();
			value.as_object_mut().unwrap().remove("proof");
			assert_eq!(same_numbers(value), same_numbers(serde_json::from_str(&form).unwrap()));
			if let Ok(document) = Document::from_json(text) {
				assert_eq!(Document::from_json(form.as_bytes()), Ok(document));
				return "a document";
			}
			"an object"
		},
		Err(Fault::NotJson | Fault::NotUtf8) => {
			assert!(other.is_err(), "{}", text.escape_ascii());
			"no JSON"
		},
		Err(fault) => {
			assert!(!fault.code().is_empty());
			"ambiguous"
		},
	}
}

/// Returns a value in which each number is the double for it.
fn same_numbers(value: Value) -> Value {
	match value {
		// Negative zero and zero have one form.
		Value::Number(number) => Value::from(number.as_f64().unwrap() + 0.0),
		Value::Array(items) => items.into_iter().map(same_numbers).collect(),
		Value::Object(members) => {
			members.into_iter().map(|(name, value)| (name, same_numbers(value))).collect()
		},
		other => other,
	}
}

#[test]
fn mutated_texts_are_refused_or_have_one_meaning() {
	let inputs = inputs(20_000);
	let mut numbers = Numbers::of_run();
	let mut counts = std::collections::BTreeMap::new();
	for _ in 0..inputs {
		let text = numbers.one_of(&TEXTS).as_bytes().to_vec();
		let text = numbers.mutated(text, &PIECES);
		*counts.entry(outcome(&text)).or_insert(0_u64) += 1;
	}
	println!("JSON: {inputs} inputs: {counts:?}");
	assert!(counts.len() == 4 && counts.values().all(|count| *count > inputs / 1_000));
}
