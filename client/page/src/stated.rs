// SPDX-License-Identifier: Apache-2.0

//! The achievement as a document states it, in the members of Open Badges 3.0 and of Annex I of the European approach to
//! micro-credentials. Nothing of it is judged here: it holds if the document is valid.

use serde::Serialize;
use testamur_console::line;
use testamur_document::{
	ijson,
	value::{text, Object, Value},
};

/// The most items of a list that are shown.
const MAX_ITEMS: usize = 50;
/// The most characters of a text that are shown.
const MAX_TEXT: usize = 2_000;
/// The framework of levels whose code is shown.
const EQF: &str = "http://data.europa.eu/snb/eqf/";

/// The achievement as a document states it.
#[derive(Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Stated {
	/// The name of the achievement.
	name: Option<String>,
	/// The language of the texts.
	language: Option<String>,
	description: Option<String>,
	/// The conditions under which it is earned.
	criteria: Option<String>,
	/// The name of the learner.
	learner: Option<String>,
	/// The level of the European Qualifications Framework.
	level: Option<String>,
	credits: Option<f64>,
	credit_unit: Option<String>,
	/// The learning outcomes.
	outcomes: Vec<String>,
	awarded: Option<String>,
	valid_until: Option<String>,
}

impl Stated {
	/// Returns what a document says, or `None` if it is no object in JSON, such as a token.
	pub(crate) fn of(document: &[u8]) -> Option<Self> {
		let document = ijson::parse_object(document).ok()?;
		let subject = object(&document, "credentialSubject");
		let achievement = subject.and_then(|subject| object(subject, "achievement"));
		let of_subject = |name| subject.and_then(|it| shown(it, name));
		let of_achievement = |name| achievement.and_then(|it| shown(it, name));
		let criteria = achievement.and_then(|it| object(it, "criteria"));
		Some(Self {
			name: of_achievement("name").or_else(|| shown(&document, "name")),
			language: of_achievement("inLanguage"),
			description: of_achievement("description").or_else(|| shown(&document, "description")),
			criteria: criteria.and_then(|it| shown(it, "narrative")),
			learner: subject.and_then(learner),
			level: achievement.and_then(level),
			credits: of_credits(subject, "creditsEarned")
				.or_else(|| of_credits(achievement, "creditsAvailable")),
			credit_unit: of_achievement("creditUnit").or_else(|| of_subject("creditUnit")),
			outcomes: achievement.map(outcomes).unwrap_or_default(),
			awarded: shown(&document, "awardedDate").or_else(|| shown(&document, "validFrom")),
			valid_until: shown(&document, "validUntil"),
		})
	}
}

/// Returns the name of the issuer as a document states it, which nothing confirms.
pub(crate) fn issuer_of(document: &[u8]) -> Option<String> {
	let document = ijson::parse_object(document).ok()?;
	let name = object(&document, "issuer").and_then(|issuer| shown(issuer, "name"));
	name.or_else(|| shown(&document, "issuer")).map(|name| line(&name))
}

/// Returns a member that is an object, or the first of several.
fn object<'o>(of: &'o Object, name: &str) -> Option<&'o Object> {
	match of.get(&name.into())? {
		Value::Object(object) => Some(object),
		Value::Array(items) => items.iter().find_map(|item| match item {
			Value::Object(object) => Some(object),
			_ => None,
		}),
		_ => None,
	}
}

/// Returns the items of a member, of which there may be one that is no list.
fn items<'o>(of: &'o Object, name: &str) -> &'o [Value] {
	match of.get(&name.into()) {
		Some(Value::Array(items)) => items,
		Some(single) => core::slice::from_ref(single),
		None => &[],
	}
}

/// Returns a member that is a text, or a text with its language, as far as it is shown.
fn shown(of: &Object, name: &str) -> Option<String> {
	let with_language = || object(of, name).and_then(|object| text(object, "@value"));
	text(of, name).or_else(with_language).map(in_one_line)
}

/// Returns a text whose lines follow each other on one line, as far as it is shown.
fn in_one_line(text: &str) -> String {
	let words: Vec<_> = text.split_whitespace().collect();
	let line = words.join(" ");
	match line.char_indices().nth(MAX_TEXT) {
		Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
		None => line,
	}
}

/// Returns the name of the learner: of the subject, or of an identity that it states by a name.
fn learner(subject: &Object) -> Option<String> {
	let identities = items(subject, "identifier").iter().filter_map(|item| match item {
		Value::Object(identity) if text(identity, "identityType") == Some("name") => {
			shown(identity, "identityHash")
		},
		_ => None,
	});
	shown(subject, "name").or_else(|| identities.into_iter().next())
}

/// Returns the level of the European Qualifications Framework among the alignments.
fn level(achievement: &Object) -> Option<String> {
	items(achievement, "alignment").iter().find_map(|item| match item {
		Value::Object(alignment) if text(alignment, "targetUrl")?.starts_with(EQF) => {
			shown(alignment, "targetCode")
		},
		_ => None,
	})
}

fn of_credits(of: Option<&Object>, name: &str) -> Option<f64> {
	match of?.get(&name.into()) {
		Some(Value::Number(credits)) => Some(*credits),
		_ => None,
	}
}

/// Returns the learning outcomes, of which no more are shown than anybody reads.
fn outcomes(achievement: &Object) -> Vec<String> {
	let texts = items(achievement, "learningOutcome").iter().filter_map(|item| match item {
		Value::String(text) => Some(in_one_line(text)),
		_ => None,
	});
	texts.take(MAX_ITEMS).collect()
}

#[cfg(test)]
mod tests {
	use super::{Stated, MAX_ITEMS, MAX_TEXT};
	use serde_json::json;

	fn stated(document: &serde_json::Value) -> Option<Stated> {
		Stated::of(document.to_string().as_bytes())
	}

	#[test]
	fn the_example_of_a_template_says_what_was_earned() {
		let document = include_bytes!("../../template/tests/example/document.json");
		let stated = Stated::of(document).unwrap();
		assert_eq!(stated.name.as_deref(), Some("Water chemistry for practitioners"));
		assert_eq!((stated.level.as_deref(), stated.credits), (Some("5"), Some(5.5)));
		assert_eq!(stated.credit_unit.as_deref(), Some("ECTS"));
		assert!(stated.learner.is_some() && !stated.outcomes.is_empty());
	}

	#[test]
	fn members_of_other_forms_are_left_out_and_long_ones_cut_off() {
		let nothing = stated(&json!({ "credentialSubject": [7], "name": ["a"] }));
		assert_eq!(nothing, Some(Stated::default()));
		assert_eq!(Stated::of(b"eyJhbGciOi"), None);
		let achievement = json!({
			"name": { "@value": "Wasser", "@language": "de" },
			"description": "a".repeat(MAX_TEXT + 1),
			"learningOutcome": vec!["b\n c"; MAX_ITEMS + 1],
			"alignment": [{ "targetCode": "9" }, 7],
		});
		let stated = stated(&json!({ "credentialSubject": [{ "achievement": achievement }] }));
		let stated = stated.unwrap();
		assert_eq!(stated.name.as_deref(), Some("Wasser"));
		assert_eq!(stated.description, Some("a".repeat(MAX_TEXT) + "…"));
		assert_eq!(stated.outcomes, vec!["b c"; MAX_ITEMS]);
		assert_eq!(stated.level, None);
	}
}
