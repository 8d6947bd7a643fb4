// SPDX-License-Identifier: Apache-2.0

//! Whatever is changed in a built document changes what is signed, or is refused; and each value of the
//! template and of the row stands in the document.

use super::{built, document, example_with, leaves, CONTEXTS, LIST};
use crate::{
	example_template, lint,
	schema::{Shape, SECTIONS},
};
use proptest::prelude::*;
use serde_json::{json, Value};
use std::sync::LazyLock;
use testamur_document::Document;
use testamur_documents::canonical_statements;

static BUILT: LazyLock<Value> = LazyLock::new(document);

fn statements(document: &Value) -> Option<String> {
	canonical_statements(&CONTEXTS, document.to_string().as_bytes()).ok()
}

/// Returns another value of the same kind.
fn other(value: &Value) -> Value {
	match value {
		Value::String(old) => json!(format!("{old}x")),
		Value::Bool(old) => json!(!old),
		Value::Number(old) => json!(old.as_f64().unwrap() + 0.5),
		_ => json!("x"),
	}
}

fn assert_covered(changed: &Value, pointer: &str) {
	let before = statements(&BUILT).unwrap();
	assert_ne!(statements(changed).as_ref(), Some(&before), "{pointer}");
	let digest = |document: &Value| Document::from_json(document.to_string().as_bytes());
	assert_ne!(digest(changed), digest(&BUILT), "{pointer}");
}

#[test]
fn each_value_that_is_changed_changes_what_is_signed() {
	let pointers = leaves(&BUILT);
	assert!(pointers.len() > 80, "{}", pointers.len());
	for pointer in pointers {
		let mut changed = BUILT.clone();
		let value = changed.pointer_mut(&pointer).unwrap();
		*value = other(value);
		assert_covered(&changed, &pointer);
	}
}

#[test]
fn each_member_that_is_removed_changes_what_is_signed() {
	for pointer in leaves(&BUILT) {
		let (parent, name) = pointer.rsplit_once('/').unwrap();
		let mut changed = BUILT.clone();
		match changed.pointer_mut(parent).unwrap() {
			Value::Object(object) => drop(object.remove(name)),
			Value::Array(items) => drop(items.remove(name.parse().unwrap())),
			_ => unreachable!(),
		}
		assert_covered(&changed, &pointer);
	}
}

#[test]
fn each_member_that_is_added_changes_what_is_signed() {
	let objects = leaves(&BUILT).into_iter().filter_map(|pointer| {
		let (parent, _) = pointer.rsplit_once('/').unwrap();
		BUILT.pointer(parent).unwrap().is_object().then(|| parent.to_owned())
	});
	for parent in objects {
		for (name, value) in [("honours", json!("cum laude")), ("creditsEarned", json!(30))] {
			let mut changed = BUILT.clone();
			changed.pointer_mut(&parent).unwrap()[name] = value;
			assert_covered(&changed, &format!("{parent}/{name}"));
		}
	}
}

/// Returns another value for a key of the example, in TOML.
fn other_value(shape: Shape, example: &str) -> Option<String> {
	let changed = |old: &str, new: &str| Some(example.replacen(old, new, 1));
	match shape {
		Shape::Line => Some(format!("{}x\"", example.strip_suffix('"')?)),
		Shape::Paragraphs => changed("\"", "\"\"\"x").map(|_| "\"Another text.\"".to_owned()),
		Shape::Iri | Shape::Web => Some(format!("{}9\"", example.strip_suffix('"')?)),
		Shape::Esco => changed("f0ca8a66", "f0ca8a67"),
		Shape::Email => changed("registrar", "other"),
		Shape::Language => Some("\"fr\"".to_owned()),
		Shape::Country => Some("\"SI\"".to_owned()),
		Shape::Column => Some("\"mark\"".to_owned()),
		Shape::Lines | Shape::Iris => changed("\"]", "9\"]"),
		Shape::Number(_) => Some("6".to_owned()),
		Shape::Whole(1, 1) | Shape::Truth => None,
		Shape::Decimal | Shape::Whole(..) => Some("7".to_owned()),
		Shape::Date => Some("2032-12-31".to_owned()),
		Shape::Word(words) => {
			let other = words.iter().find(|word| format!("\"{word}\"") != example)?;
			Some(format!("\"{other}\""))
		},
	}
}

#[test]
fn each_value_of_a_template_stands_in_the_document() {
	let before = statements(&BUILT).unwrap();
	let example = example_template();
	let mut tried = 0;
	for section in SECTIONS {
		for key in section.keys.iter().filter(|key| key.shown) {
			let path = format!("{}.{}", section.name, key.name);
			let Some(value) = other_value(key.shape, key.example) else { continue };
			// These two go with others.
			if ["result.type", "learning.integration", "result.pass"].contains(&path.as_str()) {
				continue;
			}
			let heading = format!("\n{}\n", section.heading());
			let (head, rest) = example.split_once(&heading).unwrap();
			let line = format!("\n{} = {}\n", key.name, key.example);
			assert!(rest.contains(&line), "{path}");
			let rest = rest.replacen(&line, &format!("\n{} = {value}\n", key.name), 1);
			let template = format!("{head}{heading}{rest}");
			let mut list = LIST.to_owned();
			if path == "result.column" {
				list = list.replace("grade", "mark");
			}
			if path == "result.values" {
				list = list.replace(",A\r\n", ",A9\r\n");
			}
			let changed = built(&template, &list).unwrap()[0].clone();
			let changed: Value = serde_json::from_str(&changed).unwrap();
			assert_ne!(statements(&changed), Some(before.clone()), "{path}");
			assert_eq!(lint(&CONTEXTS, changed.to_string().as_bytes()), Vec::new(), "{path}");
			tried += 1;
		}
	}
	assert!(tried > 50, "{tried}");
	let pass = built(&example_with("pass = \"C\"", "pass = \"B\""), LIST).unwrap();
	assert!(pass[0].contains("\"requiredValue\":\"B\""));
}

#[test]
fn each_cell_of_a_row_stands_in_the_document() {
	let before = statements(&BUILT).unwrap();
	for (old, new) in [
		("Ana Šolová", "Ana Solová"),
		("ana@", "anna@"),
		("00731", "0731"),
		("did:example:ana", "did:example:anna"),
		("2026-07-01", "2026-07-03"),
		("/e/1", "/e/2"),
		("A river.", "\"A river,\nand a lake.\""),
		(",A\r\n", ",B\r\n"),
	] {
		let changed = built(&example_template(), &LIST.replacen(old, new, 1)).unwrap()[0].clone();
		let changed: Value = serde_json::from_str(&changed).unwrap();
		assert_ne!(statements(&changed), Some(before.clone()), "{old}");
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	/// Whatever a registrar writes as text: it is refused, or it is built, covered and found sound.
	#[test]
	fn any_text_is_refused_or_built(text in "\\PC{1,40}", name in "\\PC{1,20}") {
		let quoted = json!(text).to_string();
		let template = example_with("name = \"analyse water samples\"", &format!("name = {quoted}"));
		let Ok(template) = crate::Template::read(template.as_bytes()) else { return Ok(()) };
		let cell = format!("\"{}\"", name.replace('"', "\"\""));
		let list = LIST.replace("Ana Šolová", &cell);
		let Ok(roster) = testamur_roster::Roster::read(list.as_bytes(), template.columns()) else {
			return Ok(());
		};
		let builder = crate::Builder::new(&template, &CONTEXTS);
		let row = roster.rows().next().unwrap();
		let document = builder.build(&row, &super::random(1)).unwrap();
		prop_assert_eq!(lint(&CONTEXTS, document.as_bytes()), Vec::new());
		let value: Value = serde_json::from_str(&document).unwrap();
		prop_assert_eq!(&value["credentialSubject"]["identifier"][0]["identityHash"], &json!(name));
	}
}
