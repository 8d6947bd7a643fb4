// SPDX-License-Identifier: Apache-2.0

//! Mutated templates and documents: nothing panics, and what is taken keeps all rules.

use super::{document, leaves, CONTEXTS};
use crate::{blank_template, example_template, lint, Template, MAX_FAULTS, MAX_FINDINGS};
use proptest::prelude::*;
use serde_json::{json, Value};
use std::sync::LazyLock;

static DOCUMENT: LazyLock<Value> = LazyLock::new(document);

const PIECES: &[&str] = &[
	"\"",
	"\"\"\"",
	"'",
	"[",
	"]",
	"[[",
	"]]",
	"{",
	"}",
	"=",
	".",
	",",
	"#",
	"\n",
	"\r",
	"\0",
	"\u{feff}",
	"\u{202e}",
	"ä",
	"1e9",
	"-",
	"nan",
	"2026-02-30",
	"true",
	"[issuer]",
	"[[result]]",
	"[[skill]]\n",
	"\\u",
	"\\UFFFFFFFF",
	"values = []",
	"min = 1",
	"max = 0",
	"a.b.c = 1",
];

/// A change of a text: a place, how many characters are removed there, and a piece that is put in.
fn change() -> impl Strategy<Value = (prop::sample::Index, usize, prop::sample::Index)> {
	(any::<prop::sample::Index>(), 0..40_usize, any::<prop::sample::Index>())
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(1_500))]

	#[test]
	fn mutated_templates_are_read_or_refused(
		filled in any::<bool>(),
		changes in prop::collection::vec(change(), 1..4),
	) {
		let text = if filled { example_template() } else { blank_template() };
		let mut text: Vec<char> = text.chars().collect();
		for (place, removed, piece) in changes {
			let at = place.index(text.len());
			let end = (at + removed).min(text.len());
			text.splice(at..end, piece.get(PIECES).chars());
		}
		let text: String = text.into_iter().collect();
		match Template::read(text.as_bytes()) {
			Ok(template) => prop_assert!(!template.columns().list().is_empty()),
			Err(faults) => {
				prop_assert!((1..=MAX_FAULTS).contains(&faults.listed().len()));
				for fault in faults.listed() {
					let message = fault.to_string();
					prop_assert!(!message.contains(['\r', '\0', '\u{202e}']), "{:?}", message);
				}
			},
		}
	}

	#[test]
	fn any_bytes_are_refused_as_a_template(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
		prop_assert!(Template::read(&bytes).is_err());
		prop_assert!(!lint(&CONTEXTS, &bytes).is_empty());
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(200))]

	#[test]
	fn a_value_of_another_kind_is_found(place in any::<prop::sample::Index>(), kind in 0..7_usize) {
		let pointers = leaves(&DOCUMENT);
		let pointer = place.get(&pointers);
		let kinds = [json!(null), json!(""), json!(-1), json!([]), json!({}), json!([[1]]), json!("\u{202e}")];
		let mut changed = DOCUMENT.clone();
		*changed.pointer_mut(pointer).unwrap() = kinds[kind].clone();
		let found = lint(&CONTEXTS, changed.to_string().as_bytes());
		prop_assert!((1..=MAX_FINDINGS).contains(&found.len()), "{} {}", pointer, kinds[kind]);
	}
}

#[test]
fn the_worst_templates_and_documents_are_refused_soon() {
	let keys = (0..14_000).map(|number| format!("outcomex{number}=1\n")).collect::<String>();
	let sections = (0..14_000).map(|number| format!("[learnx{number}]\n")).collect::<String>();
	let skills = "[[skill]]\n".repeat(25_000);
	for text in [format!("[learning]\n{keys}"), keys, sections, skills] {
		let faults = Template::read(text.as_bytes()).unwrap_err();
		assert_eq!(faults.listed().len(), MAX_FAULTS);
		assert!(faults.count() >= MAX_FAULTS);
	}
	let members = (0..40_000).map(|number| format!("\"participatiox{number}\":1"));
	let members: Vec<_> = members.collect();
	let many = |item: &str| format!("[{}]", vec![item; 90_000].join(","));
	let scales = format!(
		"{{\"credentialSubject\":{{\"result\":{},\"achievement\":{{\"resultDescription\":{}}}}}}}",
		many("{}"),
		many("{}")
	);
	for text in [format!("{{{}}}", members.join(",")), scales] {
		assert!(text.len() < crate::MAX_DOCUMENT);
		let found = lint(&CONTEXTS, text.as_bytes());
		assert!((2..=MAX_FINDINGS).contains(&found.len()));
	}
}
