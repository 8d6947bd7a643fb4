// SPDX-License-Identifier: Apache-2.0

//! The preview, as a person reads it.

use super::summary::{Identity, Summary};
use crate::words::{count, name};
use std::path::Path;
use testamur_console::line;
use testamur_roster::{Column, Columns, Gradebook, Roster, Row};

/// The number of learners that the preview shows from the beginning of a list.
const FIRST: usize = 3;
/// The number of learners that it shows from the end.
const LAST: usize = 2;
/// Maximum number of characters of a cell, and of headers that are passed over, in the preview.
const MAX_SHOWN: usize = 100;
/// The width of the labels about a document.
const WIDTH: usize = 13;

/// A list and what would become of it.
pub(crate) struct Preview<'a> {
	pub(crate) template: &'a Path,
	pub(crate) list: &'a Path,
	pub(crate) columns: &'a Columns,
	pub(crate) roster: &'a Roster,
	/// The content of the first learner's document.
	pub(crate) summary: Summary,
}

impl Preview<'_> {
	/// Returns the learners that are shown, with their numbers from 1.
	pub(crate) fn shown(&self) -> impl Iterator<Item = (usize, Row<'_>)> {
		let last = self.roster.len().saturating_sub(LAST);
		let rows = self.roster.rows().enumerate();
		rows.filter(move |(place, _)| *place < FIRST || *place >= last)
			.map(|(place, row)| (place.saturating_add(1), row))
	}

	/// Returns the preview in sentences.
	pub(crate) fn sentences(&self) -> String {
		let learners = count(self.roster.len(), "learner");
		let mut lines = vec![format!("{}: {learners}, without a fault.", name(self.list))];
		if let Some(book) = self.roster.gradebook() {
			lines.push(format!("It is a file of {}.", gradebook(book)));
		}
		lines.push(self.passed_over());
		lines.push(String::new());
		let mut next = 1_usize;
		for (number, row) in self.shown() {
			if number > next {
				let skipped = number.saturating_sub(next);
				let is = if skipped == 1 { "is" } else { "are" };
				lines.push(format!("({} {is} not shown.)", count(skipped, "more learner")));
			}
			next = number.saturating_add(1);
			self.learner(number, &row, &mut lines);
		}
		lines.push(String::new());
		self.document(&mut lines);
		lines.push(String::new());
		lines.push("So far nothing was signed, stored or sent.".to_owned());
		lines.iter().flat_map(|text| [line(text), "\n".to_owned()]).collect()
	}

	fn passed_over(&self) -> String {
		let headers: Vec<_> = self.roster.left_out().map(testamur_roster::shown).collect();
		match headers.as_slice() {
			[] => "No column was passed over.".to_owned(),
			[only] => format!("1 column was passed over: {only}."),
			many => {
				format!("{} columns were passed over: {}.", many.len(), cut(&many.join(", ")))
			},
		}
	}

	fn learner(&self, number: usize, row: &Row<'_>, lines: &mut Vec<String>) {
		lines.push(format!("Learner {number}, line {}", row.line()));
		let columns = self.columns.list();
		let length = |column: &Column| column.name().chars().count();
		let width = columns.iter().map(length).max().unwrap_or_default();
		for (place, column) in columns.iter().enumerate() {
			// The lines of a cell with several are shown behind each other.
			let cell = row.at(place).map_or_else(
				|| "(empty)".to_owned(),
				|cell| cut(&cell.split_whitespace().collect::<Vec<_>>().join(" ")),
			);
			lines.push(format!("  {:width$}  {cell}", column.name()));
		}
	}

	fn document(&self, lines: &mut Vec<String>) {
		let Summary { issuer, identities, .. } = &self.summary;
		lines.push("The document of learner 1 would say".to_owned());
		let mut put = |label: &str, text: &str| lines.push(format!("  {label:WIDTH$}  {text}"));
		put("title", &self.summary.title);
		put("type", &self.summary.kind);
		put("issuer", &format!("{}, {}, {}", issuer.name, issuer.country, issuer.id));
		put("awarded", &self.summary.awarded_date);
		put("valid from", &self.summary.valid_from);
		put("valid until", self.summary.valid_until.as_deref().unwrap_or("(no end)"));
		let ways: Vec<_> = identities.iter().map(words).collect();
		put("identified by", &ways.join(", "));
		put("results", &self.summary.results.to_string());
		put("evidence", if self.summary.evidence { "yes" } else { "no" });
	}
}

/// Returns the name of a gradebook.
pub(crate) const fn gradebook(book: Gradebook) -> &'static str {
	match book {
		Gradebook::Canvas => "Canvas",
		Gradebook::Moodle => "Moodle",
	}
}

/// Returns the words for a way to identify a learner, by the column of the list.
fn words(identity: &Identity) -> String {
	let column = match identity.kind.as_str() {
		"id" => "learner_id",
		"emailAddress" => "email",
		"identifier" => "number",
		other => other,
	};
	let hashed = if identity.hashed { " (hashed)" } else { "" };
	format!("{column}{hashed}")
}

/// Returns the beginning of a text.
fn cut(text: &str) -> String {
	match text.char_indices().nth(MAX_SHOWN) {
		Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
		None => text.to_owned(),
	}
}
