// SPDX-License-Identifier: Apache-2.0

//! The columns that a list should have.

use crate::{
	encoding::Encoding,
	kind::Kind,
	kinds::{self, formula_begin, is_name},
	limits::{MAX_COLUMNS, MAX_HEADER},
	separator::{states_separator, Separator},
};
use std::{collections::BTreeSet, fmt};

/// A column that a list should have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
	pub(crate) headers: Vec<String>,
	pub(crate) kind: Kind,
	pub(crate) required: bool,
	pub(crate) unique: bool,
	pub(crate) stated: Option<String>,
}

impl Column {
	/// Returns a column that may be missing, by its header.
	#[must_use]
	pub fn new(header: impl Into<String>, kind: Kind) -> Self {
		Self { headers: vec![header.into()], kind, required: false, unique: false, stated: None }
	}

	/// Takes another header for the same column, such as that of a gradebook.
	#[must_use]
	pub fn or(mut self, header: impl Into<String>) -> Self {
		self.headers.push(header.into());
		self
	}

	/// Refuses lists without this column, and rows without a value in it.
	#[must_use]
	pub const fn required(mut self) -> Self {
		self.required = true;
		self
	}

	/// Refuses a value that stands in two rows. Addresses of mail are the same in either case.
	#[must_use]
	pub const fn unique(mut self) -> Self {
		self.unique = true;
		self
	}

	/// Takes a value for all rows of a list that has no such column, as the file of a gradebook has no day of
	/// issuing. A list with the column has the values of its own.
	#[must_use]
	pub fn stated(mut self, value: impl Into<String>) -> Self {
		self.stated = Some(value.into());
		self
	}

	/// Returns whether a list without the column is refused.
	pub(crate) const fn must_be_there(&self) -> bool {
		self.required && self.stated.is_none()
	}

	/// Returns the header by which the column is called.
	#[must_use]
	pub fn name(&self) -> &str {
		self.headers.first().map_or("", String::as_str)
	}
}

/// The columns that a list should have, and what is known of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
	pub(crate) columns: Vec<Column>,
	pub(crate) encoding: Encoding,
	pub(crate) separator: Option<Separator>,
	pub(crate) ignores_others: bool,
}

/// The reason why columns can be no header of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnsFault {
	/// There are none, or more than [`MAX_COLUMNS`].
	Number(usize),
	/// A header is no name of at most [`MAX_HEADER`] characters, or a spreadsheet takes it for a
	/// formula or for the statement of a separator.
	Header(String),
	/// A header stands for two columns.
	Repeated(String),
	/// A column takes one of a list, and the list is empty or holds what no cell can hold.
	List(String),
	/// The value that is stated for the rows of lists without a column is none of the column.
	Stated(String),
}

impl fmt::Display for ColumnsFault {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Number(number) => {
				write!(f, "a list has 1 to {MAX_COLUMNS} columns, and {number} were stated")
			},
			Self::Header(header) => write!(
				f,
				"{header:?} is no header: take a name of 1 to {MAX_HEADER} characters that a \
				 spreadsheet does not take for a formula"
			),
			Self::Repeated(header) => write!(f, "the header {header:?} stands for two columns"),
			Self::List(header) => write!(
				f,
				"the column {header:?} takes one of a list that is empty, or that has an entry \
				 which no cell can hold"
			),
			Self::Stated(header) => {
				write!(f, "the column {header:?} cannot have the value that is stated for it")
			},
		}
	}
}

impl std::error::Error for ColumnsFault {}

impl Columns {
	/// Returns the columns of a list.
	///
	/// # Errors
	///
	/// Returns why they can be no header.
	pub fn new(columns: impl IntoIterator<Item = Column>) -> Result<Self, ColumnsFault> {
		let columns: Vec<_> = columns.into_iter().collect();
		if columns.is_empty() || columns.len() > MAX_COLUMNS {
			return Err(ColumnsFault::Number(columns.len()));
		}
		let mut known = BTreeSet::new();
		for header in columns.iter().flat_map(|column| &column.headers) {
			if !is_header(header) {
				return Err(ColumnsFault::Header(header.clone()));
			}
			if !known.insert(header) {
				return Err(ColumnsFault::Repeated(header.clone()));
			}
		}
		if let Some(column) = columns.iter().find(|column| !has_sound_list(&column.kind)) {
			return Err(ColumnsFault::List(column.name().to_owned()));
		}
		let is_wrong = |column: &&Column| {
			let mut stated = column.stated.iter();
			stated.any(|value| value.is_empty() || kinds::check(value, &column.kind).is_err())
		};
		if let Some(column) = columns.iter().find(is_wrong) {
			return Err(ColumnsFault::Stated(column.name().to_owned()));
		}
		let (encoding, separator) = (Encoding::Unicode, None);
		Ok(Self { columns, encoding, separator, ignores_others: false })
	}

	/// States the encoding of the file.
	#[must_use]
	pub const fn encoded_in(mut self, encoding: Encoding) -> Self {
		self.encoding = encoding;
		self
	}

	/// States what stands between two cells.
	#[must_use]
	pub const fn separated_by(mut self, separator: Separator) -> Self {
		self.separator = Some(separator);
		self
	}

	/// Leaves out columns that are not named here, as a gradebook has many. A header that is like
	/// that of a column which was not found is refused all the same.
	#[must_use]
	pub const fn ignoring_others(mut self) -> Self {
		self.ignores_others = true;
		self
	}

	/// Returns the columns in their order.
	#[must_use]
	pub fn list(&self) -> &[Column] {
		&self.columns
	}

	/// Returns the column that a header stands for.
	pub(crate) fn place_of(&self, header: &str) -> Option<usize> {
		self.columns
			.iter()
			.position(|column| column.headers.iter().any(|known| known == header))
	}
}

fn is_header(header: &str) -> bool {
	is_name(header)
		&& header.chars().count() <= MAX_HEADER
		&& formula_begin(header).is_none()
		&& !states_separator(header)
}

fn has_sound_list(kind: &Kind) -> bool {
	match kind {
		Kind::OneOf(list) => {
			!list.is_empty()
				&& list.iter().all(|word| is_name(word) && formula_begin(word).is_none())
		},
		_ => true,
	}
}
