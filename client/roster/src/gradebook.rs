// SPDX-License-Identifier: Apache-2.0

//! The rows and cells that gradebooks write besides learners.

use crate::{
	problem::{GradebookProblem, Problem},
	records::Record,
};

/// A gradebook, recognised by the headers that it writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gradebook {
	/// Canvas: its headers are in English in every language.
	Canvas,
	/// Moodle in English; in other languages its headers are translated.
	Moodle,
}

/// A gradebook, and the columns by which its rows are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Book {
	/// The columns of the name, of the first name if that has one of its own, and of the number.
	Canvas {
		name: usize,
		first_name: Option<usize>,
		id: usize,
	},
	Moodle,
}

/// The kinds of row of a gradebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowOf {
	Learner,
	/// A row about the columns, which is no part of the list.
	Columns,
	TestStudent,
}

/// The kinds of content of a cell of a gradebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellOf {
	/// The value, or none if the cell is empty.
	Value,
	/// A word for no value.
	Nothing,
}

impl Book {
	/// Returns the gradebook that writes such headers.
	pub(crate) fn of(names: &[String]) -> Option<Self> {
		let place = |name: &str| names.iter().position(|known| known == name);
		let has = |name: &str| place(name).is_some();
		if has("SIS Login ID") || has("SIS User ID") {
			let id = place("ID")?;
			return match (place("Student"), place("LastName"), place("FirstName")) {
				(Some(name), _, _) => Some(Self::Canvas { name, first_name: None, id }),
				(_, Some(name), Some(first)) => {
					Some(Self::Canvas { name, first_name: Some(first), id })
				},
				_ => None,
			};
		}
		let has_names = has("First name") && (has("Surname") || has("Last name"));
		let is_moodle = has("Last downloaded from this course") || has("Email address");
		(has_names && is_moodle).then_some(Self::Moodle)
	}

	/// Returns which gradebook it is.
	pub(crate) const fn gradebook(self) -> Gradebook {
		match self {
			Self::Canvas { .. } => Gradebook::Canvas,
			Self::Moodle => Gradebook::Moodle,
		}
	}

	/// Returns what a row is.
	pub(crate) fn row(self, record: &Record<'_>) -> RowOf {
		let Self::Canvas { name, first_name, id } = self else {
			return RowOf::Learner;
		};
		let first_name = first_name.map(|place| record.text(place));
		let has_id = !record.text(id).trim().is_empty();
		match (record.text(name).trim(), first_name) {
			("Student, Test", None) | ("Student", Some("Test")) => RowOf::TestStudent,
			("Points Possible", None | Some("")) if !has_id => RowOf::Columns,
			("", None | Some("")) if !has_id && is_about_posting(record) => RowOf::Columns,
			_ => RowOf::Learner,
		}
	}

	/// Returns what a cell says that is no value of its kind.
	pub(crate) fn cell(self, text: &str, required: bool) -> Result<CellOf, Problem> {
		match (self, text) {
			(Self::Moodle, "-") if required => Err(GradebookProblem::NoGrade.into()),
			(Self::Moodle, "-") => Ok(CellOf::Nothing),
			(Self::Canvas { .. }, "N/A") => Err(GradebookProblem::NotAssigned.into()),
			(Self::Canvas { .. }, "EX") => Err(GradebookProblem::Excused.into()),
			_ => Ok(CellOf::Value),
		}
	}
}

/// Returns whether a row says which assignments are posted by hand, and nothing else.
fn is_about_posting(record: &Record<'_>) -> bool {
	let mut cells =
		record.cells.iter().map(|cell| cell.text.trim()).filter(|text| !text.is_empty());
	cells.all(|text| text.contains("Manual Posting"))
}
