// SPDX-License-Identifier: Apache-2.0

//! The faults of a list, with their places.

use crate::{limits::MAX_FAULTS, problem::Problem, shown::shown};
use std::{error::Error, fmt};

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
	/// Its number, from 1.
	pub number: u32,
	/// Its header as a message shows it, if it has one.
	pub header: String,
}

/// A fault of a list: where it is, what is wrong there, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
	/// The line of the file, from 1; `None` if the whole file is at fault.
	pub line: Option<u32>,
	/// The row of the sheet, from 1 with the header. It differs from the line where cells have
	/// several lines.
	pub row: Option<u32>,
	/// The column, if a single one is at fault.
	pub column: Option<Place>,
	/// The beginning of the cell as a message shows it, if there is anything to show.
	pub found: Option<String>,
	/// The problem.
	pub problem: Problem,
}

impl Fault {
	/// Returns a fault of a whole file.
	pub(crate) fn of_file(problem: impl Into<Problem>) -> Self {
		Self { line: None, row: None, column: None, found: None, problem: problem.into() }
	}

	/// Returns a fault of a row.
	pub(crate) fn of_row(line: u32, row: u32, problem: impl Into<Problem>) -> Self {
		let problem = problem.into();
		Self { line: Some(line), row: Some(row), column: None, found: None, problem }
	}

	/// States the column, from 0, and its header.
	pub(crate) fn in_column(mut self, place: usize, header: &str) -> Self {
		let number = u32::try_from(place).unwrap_or(u32::MAX).saturating_add(1);
		self.column = Some(Place { number, header: shown(header) });
		self
	}

	/// States what the cell holds.
	pub(crate) fn showing(mut self, cell: &str) -> Self {
		self.found = (!cell.is_empty()).then(|| shown(cell));
		self
	}
}

impl fmt::Display for Fault {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match (self.line, self.row) {
			(Some(line), Some(row)) if line != row => write!(f, "Line {line} (row {row})")?,
			(Some(line), _) => write!(f, "Line {line}")?,
			(None, _) => write!(f, "The file")?,
		}
		if let Some(Place { number, header }) = &self.column {
			write!(f, ", column {number}")?;
			if !header.is_empty() {
				write!(f, " (\"{header}\")")?;
			}
		}
		if let Some(found) = &self.found {
			write!(f, ", \"{found}\"")?;
		}
		write!(f, ": {}. {}", self.problem.what(), self.problem.advice())
	}
}

/// All faults of a list: the first [`MAX_FAULTS`] of them, and the number of the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
	listed: Vec<Fault>,
	others: usize,
}

impl Faults {
	/// Adds a fault.
	pub(crate) fn add(&mut self, fault: Fault) {
		if self.listed.len() < MAX_FAULTS {
			self.listed.push(fault);
		} else {
			self.others += 1;
		}
	}

	/// Adds faults that are not listed.
	pub(crate) const fn add_others(&mut self, count: usize) {
		self.others += count;
	}

	/// Returns whether there are none.
	pub(crate) const fn is_empty(&self) -> bool {
		self.listed.is_empty()
	}

	/// Returns a value if there are no faults, and otherwise the faults by line and column.
	pub(crate) fn or<T>(mut self, value: T) -> Result<T, Self> {
		if self.listed.is_empty() {
			return Ok(value);
		}
		self.listed.sort_by_key(|fault| {
			let column = fault.column.as_ref().map_or(0, |place| place.number);
			(fault.line.unwrap_or(0), column)
		});
		Err(self)
	}

	/// Returns the faults that are listed, by line and column.
	#[must_use]
	pub fn listed(&self) -> &[Fault] {
		&self.listed
	}

	/// Returns the number of all faults.
	#[must_use]
	pub fn count(&self) -> usize {
		self.listed.len() + self.others
	}
}

impl From<Fault> for Faults {
	fn from(fault: Fault) -> Self {
		Self { listed: vec![fault], others: 0 }
	}
}

impl fmt::Display for Faults {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		for (place, fault) in self.listed.iter().enumerate() {
			let between = if place == 0 { "" } else { "\n" };
			write!(f, "{between}{fault}")?;
		}
		if self.others > 0 {
			write!(f, "\nThere are {} more faults, which are not listed.", self.others)?;
		}
		Ok(())
	}
}

impl Error for Faults {}
