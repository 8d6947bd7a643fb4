// SPDX-License-Identifier: Apache-2.0

//! The cells of a list, in one text.
//!
//! A cell takes its letters and four bytes, and a row eight bytes more. An allocation for each cell
//! would take several times that.

/// The cells of the wanted columns, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
	text: String,
	/// The end of each cell in the text.
	ends: Vec<u32>,
	/// The line and the row of the sheet at which each row begins.
	places: Vec<(u32, u32)>,
	width: usize,
}

impl Table {
	/// Returns a table without rows.
	pub(crate) fn new(width: usize) -> Self {
		Self { width, ..Self::default() }
	}

	/// Adds a row. The text of a table is no longer than that of its file, whose size is limited.
	pub(crate) fn push<'a>(
		&mut self,
		line: u32,
		row: u32,
		cells: impl IntoIterator<Item = &'a str>,
	) {
		self.places.push((line, row));
		for cell in cells {
			self.text.push_str(cell);
			self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
		}
	}

	/// Returns the number of rows.
	pub(crate) const fn len(&self) -> usize {
		self.places.len()
	}

	/// Returns the line and the row of the sheet at which a row begins.
	pub(crate) fn place(&self, row: usize) -> (u32, u32) {
		self.places[row]
	}

	/// Returns a cell.
	pub(crate) fn cell(&self, row: usize, column: usize) -> &str {
		let place = row * self.width + column;
		let begin = place.checked_sub(1).map_or(0, |before| self.ends[before]);
		&self.text[begin as usize..self.ends[place] as usize]
	}

	/// Returns the cells of a row.
	pub(crate) fn cells(&self, row: usize) -> impl Iterator<Item = &str> {
		(0..self.width).map(move |column| self.cell(row, column))
	}
}
