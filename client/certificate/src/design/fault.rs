// SPDX-License-Identifier: Apache-2.0

//! What can be wrong with a design.

use crate::limits::{MAX_DESIGN, MAX_ITEMS};
use std::{error::Error, fmt};

/// A place in a design.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
	/// The line, from 1.
	pub line: usize,
	/// The column, in characters from 1.
	pub column: usize,
}

impl Place {
	/// Returns the place of a byte.
	pub(crate) fn of(text: &str, at: usize) -> Self {
		let before = text.get(..at).unwrap_or(text);
		let line_begin = before.rfind('\n').map_or(0, |end| end.saturating_add(1));
		let column = before.get(line_begin..).unwrap_or_default().chars().count();
		Self {
			line: before.matches('\n').count().saturating_add(1),
			column: column.saturating_add(1),
		}
	}
}

/// A fault of a design.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DesignFault {
	/// The file has more bytes than a design may have.
	TooLarge,
	/// The file is not UTF-8.
	NotUtf8,
	/// The file is no TOML, or a key is unknown or has a value of another kind.
	Form {
		/// The place.
		place: Option<Place>,
		/// The reason.
		why: String,
	},
	/// The version is another one.
	Version(i64),
	/// A list has too many items.
	TooMany(&'static str),
	/// A length is none that a page can have.
	Length {
		/// The name of the key.
		key: String,
		/// The bounds, as a clause.
		wanted: &'static str,
	},
	/// The margins leave no room for text.
	NoRoom,
	/// A text is to stand at a place that is stated only in part.
	PartOfPlace(String),
}

impl fmt::Display for DesignFault {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::TooLarge => {
				write!(f, "it has more than {MAX_DESIGN} bytes: choose the file with the design")
			},
			Self::NotUtf8 => write!(f, "it is not UTF-8: save it as UTF-8"),
			Self::Form { place: Some(Place { line, column }), why } => {
				write!(f, "line {line}, column {column}: {why}")
			},
			Self::Form { place: None, why } => write!(f, "{why}"),
			Self::Version(version) => write!(
				f,
				"it is of version {version}, and this program reads version 1: \"testamur design\" writes one"
			),
			Self::TooMany(key) => {
				write!(f, "{key}: there are more than {MAX_ITEMS}; leave some out")
			},
			Self::Length { key, wanted } => write!(f, "{key}: state {wanted}"),
			Self::NoRoom => {
				write!(f, "page.margins: they leave no room for text; make them smaller")
			},
			Self::PartOfPlace(text) => write!(
				f,
				"the text \"{text}\": state x, y and width for its place, or none of them"
			),
		}
	}
}

impl Error for DesignFault {}
