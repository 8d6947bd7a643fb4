// SPDX-License-Identifier: Apache-2.0

//! Tests of the crate, by concern.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod building;
mod covered;
mod golden;
mod linting;
mod mutated;
mod reading;
mod reports;
mod values;
mod writing;

use crate::{example_template, Builder, Fault, Random, Template};
use serde_json::Value;
use std::sync::LazyLock;
use testamur_documents::Contexts;
use testamur_roster::Roster;

static CONTEXTS: LazyLock<Contexts> = LazyLock::new(Contexts::shipped);

/// The list of the example template.
const LIST: &str = "\
name,email,number,learner_id,award_date,evidence_url,evidence_narrative,grade\r\n\
Ana Šolová,ana@example.org,00731,did:example:ana,2026-07-01,https://hw.example.edu/e/1,A river.,A\r\n\
محمد الأحمد,m@example.org,00732,,2026-07-02,,,C\r\n";

fn random(seed: u8) -> Random {
	let mut bytes = [0; crate::RANDOM_BYTES];
	for (place, byte) in bytes.iter_mut().enumerate() {
		*byte = seed.wrapping_add(u8::try_from(place).unwrap());
	}
	Random::new(bytes).unwrap()
}

fn read(template: &str) -> Template {
	Template::read(template.as_bytes()).unwrap_or_else(|faults| panic!("{faults}"))
}

/// Returns the example with a text exchanged, which stands in it once.
fn example_with(old: &str, new: &str) -> String {
	let example = example_template();
	assert_eq!(example.matches(old).count(), 1, "{old}");
	example.replace(old, new)
}

/// Returns the faults of a template.
fn faults(template: &str) -> Vec<Fault> {
	Template::read(template.as_bytes()).unwrap_err().listed().to_vec()
}

/// Returns the documents of a list, or the fault of the first row that has one.
fn built(template: &str, list: &str) -> Result<Vec<String>, String> {
	let template = read(template);
	let roster = Roster::read(list.as_bytes(), template.columns())
		.unwrap_or_else(|faults| panic!("{faults}"));
	let builder = Builder::new(&template, &CONTEXTS);
	let rows = roster.rows().zip(1..);
	rows.map(|(row, seed)| builder.build(&row, &random(seed)).map_err(|fault| fault.to_string()))
		.collect()
}

/// Returns the first document of the example.
fn document() -> Value {
	serde_json::from_str(&built(&example_template(), LIST).unwrap()[0]).unwrap()
}

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
			_ => found.push(pointer.to_owned()),
		}
	}
	let mut found = Vec::new();
	visit(value, "", &mut found);
	found
}
