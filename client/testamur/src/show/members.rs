// SPDX-License-Identifier: Apache-2.0

//! All members of a document, as lines. None is left out, since a reader decides about what is shown.

use super::labels::{label, place};
use testamur_document::{
	canonical,
	value::{Object, Value},
};

/// The lines of a text, to which others are added.
pub(super) struct Lines<'a>(&'a mut Vec<String>);

impl<'a> Lines<'a> {
	/// Goes on with a text.
	pub(super) fn new(text: &'a mut Vec<String>) -> Self {
		Self(text)
	}

	/// Adds a line at a depth.
	pub(super) fn push(&mut self, depth: usize, text: &str) {
		self.0.push(format!("{}{text}", "  ".repeat(depth)));
	}

	/// Adds the members of an object.
	pub(super) fn object(&mut self, object: &Object, depth: usize) {
		let mut members: Vec<_> = object.iter().collect();
		members.sort_by_key(|(name, _)| place(name.as_str()));
		for (name, value) in members {
			self.member(&label(name.as_str()), value, depth);
		}
	}

	/// Adds a member: on one line, or with a line for each of its parts.
	fn member(&mut self, label: &str, value: &Value, depth: usize) {
		if let Some(text) = on_one_line(value) {
			return self.push(depth, &format!("{label}: {text}"));
		}
		let below = depth.saturating_add(1);
		match value {
			Value::Object(object) => {
				self.push(depth, &format!("{label}:"));
				self.object(object, below);
			},
			Value::Array(items) => {
				for (position, item) in items.iter().enumerate() {
					let number = position.saturating_add(1);
					self.member(&format!("{label} {number}"), item, depth);
				}
			},
			_ => {},
		}
	}
}

/// Returns a value that takes one line: a text with its language, a number, or several of them.
fn on_one_line(value: &Value) -> Option<String> {
	Some(match value {
		// The lines of a text are shown behind each other.
		Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
		Value::Null => "nothing".to_owned(),
		Value::Bool(true) => "yes".to_owned(),
		Value::Bool(false) => "no".to_owned(),
		Value::Number(_) => canonical::write(value),
		Value::Array(items) => {
			let texts: Option<Vec<String>> = items.iter().map(on_one_line).collect();
			texts?.join("; ")
		},
		Value::Object(object) => in_language(object)?,
	})
}

/// Returns a text with its language.
fn in_language(object: &Object) -> Option<String> {
	let text = |name: &str| match object.get(&name.into()) {
		Some(Value::String(text)) => Some(text),
		_ => None,
	};
	let (value, language) = (text("@value")?, text("@language")?);
	(object.len() == 2).then(|| format!("{value} ({language})"))
}
