// SPDX-License-Identifier: Apache-2.0

//! A list that was read without a fault.

use crate::{
	columns::Columns, fault::Faults, gradebook::Gradebook, header::Header, reading, table::Table,
};

/// A list of learners, every cell of which has the kind of its column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
	table: Table,
	header: Header,
	names: Vec<String>,
}

impl Roster {
	/// Reads the file that a spreadsheet or a gradebook has written.
	///
	/// # Errors
	///
	/// Returns the faults of the file, by line and column. Nothing of a list with a fault is returned.
	pub fn read(bytes: &[u8], columns: &Columns) -> Result<Self, Faults> {
		let (table, header) = reading::read(bytes, columns)?;
		let names = columns.columns.iter().map(|column| column.name().to_owned()).collect();
		Ok(Self { table, header, names })
	}

	/// Returns the number of rows.
	#[must_use]
	pub const fn len(&self) -> usize {
		self.table.len()
	}

	/// Returns whether there are no rows, as in a gradebook without learners.
	#[must_use]
	pub const fn is_empty(&self) -> bool {
		self.len() == 0
	}

	/// Returns the rows in the order of the file.
	pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
		(0..self.len()).map(|row| Row { roster: self, row })
	}

	/// Returns the gradebook that wrote the file, if it was recognised.
	#[must_use]
	pub fn gradebook(&self) -> Option<Gradebook> {
		self.header.book.map(|book| book.gradebook())
	}

	/// Returns whether the file has the column of a name.
	#[must_use]
	pub fn has(&self, name: &str) -> bool {
		let place = self.names.iter().position(|known| known == name);
		place.is_some_and(|place| matches!(self.header.places.get(place), Some(Some(_))))
	}

	/// Returns the headers of the columns that were left out.
	pub fn left_out(&self) -> impl Iterator<Item = &str> {
		let is_left_out = |place| !self.header.places.contains(&Some(place));
		let names = self.header.names.iter().enumerate();
		names
			.filter(move |(place, _)| is_left_out(*place))
			.map(|(_, name)| name.as_str())
	}
}

/// A row of a list.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
	roster: &'a Roster,
	row: usize,
}

impl<'a> Row<'a> {
	/// Returns the line of the file at which the row begins.
	#[must_use]
	pub fn line(&self) -> u32 {
		self.roster.table.place(self.row).0
	}

	/// Returns the value in the column of a name, if the row has one. It is as it was checked: dates,
	/// numbers and identifiers are the text of the file.
	#[must_use]
	pub fn get(&self, name: &str) -> Option<&'a str> {
		self.at(self.roster.names.iter().position(|known| known == name)?)
	}

	/// Returns the value in a column by its place among the wanted ones, if the row has one.
	#[must_use]
	pub fn at(&self, column: usize) -> Option<&'a str> {
		if column >= self.roster.names.len() {
			return None;
		}
		Some(self.roster.table.cell(self.row, column)).filter(|cell| !cell.is_empty())
	}
}
