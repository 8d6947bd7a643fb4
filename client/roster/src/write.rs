// SPDX-License-Identifier: Apache-2.0

//! Lists for spreadsheets.

use crate::{
	columns::{Column, Columns},
	encoding::MARK,
	kinds::formula_begin,
	limits::MAX_CELL,
	separator::{states_separator, Separator},
	shown::{is_unprintable, shown},
};
use std::{error::Error, fmt};

/// A list that spreadsheets and mail programs open as it is meant: in UTF-8 with a byte order mark,
/// with lines that end with CRLF.
///
/// A cell that a spreadsheet takes for a formula is refused, not altered: an apostrophe before it
/// would be a part of the name in every other program. No text that [`Roster`](crate::Roster) reads
/// is such a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
	text: String,
	separator: Separator,
	columns: usize,
	rows: u32,
}

/// The reason why a row cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unwritable {
	/// A row has another number of cells than the first, or none.
	Length {
		/// The number of the row, from 1 with the header.
		row: u32,
	},
	/// A spreadsheet takes a cell for a formula, or the first one for the statement of a separator.
	Formula {
		/// The number of the row, from 1 with the header.
		row: u32,
		/// The cell as a message shows it.
		cell: String,
	},
	/// A cell has a character that cannot be seen, or more than [`MAX_CELL`] characters.
	Text {
		/// The number of the row, from 1 with the header.
		row: u32,
		/// The cell as a message shows it.
		cell: String,
	},
}

impl fmt::Display for Unwritable {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Length { row } => {
				write!(f, "row {row} has another number of cells than the header")
			},
			Self::Formula { row, cell } => {
				write!(f, "row {row}: a spreadsheet takes \"{cell}\" for a formula")
			},
			Self::Text { row, cell } => {
				write!(f, "row {row}: \"{cell}\" is too long, or a part of it cannot be seen")
			},
		}
	}
}

impl Error for Unwritable {}

/// Returns a text as a cell that a [`Sheet`] takes, for tables that are read and not imported again: what a
/// spreadsheet takes for a formula gets an apostrophe before it, what cannot be seen becomes a question mark, and
/// what is too long is cut.
#[must_use]
pub fn readable_cell(text: &str) -> String {
	let guard = formula_begin(text).map(|_| '\'');
	let seen = |c| if is_unprintable(c) { '?' } else { c };
	guard.into_iter().chain(text.chars().map(seen)).take(MAX_CELL).collect()
}

impl Columns {
	/// Returns a list with a header alone, for a registrar to fill. The separator is the one that
	/// her spreadsheet expects: a semicolon where the comma is the decimal sign.
	#[must_use]
	pub fn blank(&self, separator: Separator) -> Vec<u8> {
		let mut sheet = Sheet::empty(separator, self.columns.len());
		sheet.write_row(self.columns.iter().map(Column::name));
		sheet.into_bytes()
	}
}

impl Sheet {
	/// Returns a list with a header.
	///
	/// # Errors
	///
	/// Returns why the header cannot be written.
	pub fn new(header: &[&str], separator: Separator) -> Result<Self, Unwritable> {
		let mut sheet = Self::empty(separator, header.len());
		sheet.push(header)?;
		Ok(sheet)
	}

	fn empty(separator: Separator, columns: usize) -> Self {
		Self { text: String::from(MARK), separator, columns, rows: 0 }
	}

	/// Adds a row.
	///
	/// # Errors
	///
	/// Returns why the row cannot be written, and leaves the list as it was.
	pub fn push(&mut self, cells: &[&str]) -> Result<(), Unwritable> {
		let row = self.rows.saturating_add(1);
		if cells.len() != self.columns || cells.is_empty() {
			return Err(Unwritable::Length { row });
		}
		for cell in cells {
			let is_odd = |c| c != '\n' && is_unprintable(c);
			let is_long = cell.len() > MAX_CELL && cell.chars().count() > MAX_CELL;
			if is_long || cell.chars().any(is_odd) {
				return Err(Unwritable::Text { row, cell: shown(cell) });
			}
			if formula_begin(cell).is_some() || (self.rows == 0 && states_separator(cell)) {
				return Err(Unwritable::Formula { row, cell: shown(cell) });
			}
		}
		self.write_row(cells.iter().copied());
		Ok(())
	}

	fn write_row<'a>(&mut self, cells: impl Iterator<Item = &'a str>) {
		for (place, cell) in cells.enumerate() {
			if place > 0 {
				self.text.push(char::from(self.separator.byte()));
			}
			self.write_cell(cell);
		}
		self.text.push_str("\r\n");
		self.rows = self.rows.saturating_add(1);
	}

	/// Writes a cell, in quotation marks where it holds any separator, so that the header shows which
	/// one the list has.
	fn write_cell(&mut self, cell: &str) {
		let is_plain = !cell.contains(['"', ',', ';', '\t', '\r', '\n']) && cell.trim() == cell;
		if is_plain && (self.columns > 1 || !cell.is_empty()) {
			self.text.push_str(cell);
		} else {
			self.text.push('"');
			self.text.push_str(&cell.replace('"', "\"\""));
			self.text.push('"');
		}
	}

	/// Returns the list as the bytes of a file.
	#[must_use]
	pub fn into_bytes(self) -> Vec<u8> {
		self.text.into_bytes()
	}
}
