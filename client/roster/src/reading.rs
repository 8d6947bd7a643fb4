// SPDX-License-Identifier: Apache-2.0

//! From the bytes of a file to a table, or to its faults.

use crate::{
	columns::{Column, Columns},
	encoding::{self, Undecodable},
	fault::{Fault, Faults},
	gradebook::{CellOf, RowOf},
	header::{self, Header},
	kinds,
	limits::{MAX_FAULTS, MAX_ROWS},
	problem::{FileProblem, GradebookProblem, Problem, RowProblem, ValueProblem},
	records::{Broken, Record, Records},
	repeats, start,
	table::Table,
};

/// Reads a file.
pub(crate) fn read(bytes: &[u8], columns: &Columns) -> Result<(Table, Header), Faults> {
	let text = encoding::decode(bytes, columns.encoding)
		.map_err(|undecodable| undecodable_at(&undecodable, columns))?;
	if text.trim().is_empty() {
		return Err(Fault::of_file(FileProblem::Empty).into());
	}
	let start = start::find(&text, columns).map_err(|problem| Fault::of_row(1, 1, problem))?;
	let mut records = Records::new(&text, start.separator).starting(start.at, start.line);
	let first = records.next().map_err(|broken| broken_at(broken, &[]))?;
	let first = first.ok_or_else(|| Fault::of_file(FileProblem::Empty))?;
	let mut faults = Faults::default();
	let header = header::read(&first, columns, &mut faults);
	let table = Table::new(columns.columns.len());
	let mut reading = Reading { columns, header, table, faults, rows: 0, gap: Gap::default() };
	reading.read_rows(&mut records);
	reading.finish(records.odd_end)
}

/// Returns the fault of bytes that are no text, at the line and, below the header, in the column in
/// which they stand.
fn undecodable_at(undecodable: &Undecodable<'_>, columns: &Columns) -> Fault {
	let problem = undecodable.problem.clone();
	let Some(before) = &undecodable.before else {
		return Fault::of_file(problem);
	};
	let breaks = before.matches('\n').count() + before.matches('\r').count()
		- before.matches("\r\n").count();
	let line = u32::try_from(breaks).unwrap_or(u32::MAX).saturating_add(1);
	let fault = Fault::of_row(line, line, problem);
	let Ok(start) = start::find(before, columns) else {
		return fault;
	};
	let mut records = Records::new(before, start.separator).starting(start.at, start.line);
	let Ok(Some(header)) = records.next() else {
		return fault;
	};
	// Within the header, what is cut off may hold the separator.
	let ends_line = before.ends_with(['\r', '\n']);
	if records.at() == before.len() && !ends_line {
		return fault;
	}
	let mut place = 0;
	let mut row = header.row.saturating_add(1);
	loop {
		match records.next() {
			Ok(Some(record)) if records.at() == before.len() && !ends_line => {
				(place, row) = (record.cells.len().saturating_sub(1), record.row);
			},
			Ok(Some(record)) => row = record.row.saturating_add(1),
			Ok(None) => break,
			Err(broken) => {
				(place, row) = (broken.place, broken.row);
				break;
			},
		}
	}
	Fault { row: Some(row), ..fault }.in_column(place, header.text(place))
}

/// Returns the fault of a text that stops being a list.
fn broken_at(broken: Broken, names: &[String]) -> Fault {
	let header = names.get(broken.place).map_or("", String::as_str);
	Fault::of_row(broken.line, broken.row, broken.problem).in_column(broken.place, header)
}

/// Rows that hold nothing, which are the end of a list unless another row follows.
#[derive(Debug, Default)]
struct Gap {
	places: Vec<(u32, u32)>,
	others: usize,
}

/// A file that is being read.
struct Reading<'a> {
	columns: &'a Columns,
	header: Header,
	table: Table,
	faults: Faults,
	rows: u32,
	gap: Gap,
}

impl Reading<'_> {
	fn read_rows(&mut self, records: &mut Records<'_>) {
		loop {
			match records.next() {
				Ok(Some(record)) if record.is_empty() => self.note_gap(&record),
				Ok(Some(record)) => {
					if self.rows == MAX_ROWS {
						let problem = RowProblem::TooManyRows;
						self.faults.add(Fault::of_row(record.line, record.row, problem));
						return;
					}
					self.rows += 1;
					self.read_row(&record);
				},
				Ok(None) => return,
				Err(broken) => {
					self.faults.add(broken_at(broken, &self.header.names));
					return;
				},
			}
		}
	}

	fn note_gap(&mut self, record: &Record<'_>) {
		if self.gap.places.len() < MAX_FAULTS {
			self.gap.places.push((record.line, record.row));
		} else {
			self.gap.others += 1;
		}
	}

	fn read_row(&mut self, record: &Record<'_>) {
		let fault = |problem: Problem| Fault::of_row(record.line, record.row, problem);
		for (line, row) in self.gap.places.drain(..) {
			self.faults.add(Fault::of_row(line, row, RowProblem::EmptyRow));
		}
		self.faults.add_others(std::mem::take(&mut self.gap.others));
		match self.header.book.map_or(RowOf::Learner, |book| book.row(record)) {
			RowOf::Learner => (),
			RowOf::Columns => return,
			RowOf::TestStudent => {
				return self.faults.add(fault(GradebookProblem::TestStudent.into()));
			},
		}
		let (cells, headers) = (record.cells.len(), self.header.names.len());
		let is_spare = |place: usize| record.text(place).trim().is_empty();
		if cells < headers || !(headers..cells).all(is_spare) {
			return self.faults.add(fault(RowProblem::OtherLength { cells, headers }.into()));
		}
		let mut values = Vec::with_capacity(self.columns.columns.len());
		for (column, place) in self.columns.columns.iter().zip(&self.header.places) {
			let Some(cell) = place.and_then(|place| record.cells.get(place)) else {
				values.push(column.stated.as_deref().unwrap_or_default());
				continue;
			};
			let value = self.value(&cell.text, column).unwrap_or_else(|problem| {
				let place = place.unwrap_or_default();
				let fault = Fault::of_row(cell.line, record.row, problem);
				self.faults
					.add(fault.in_column(place, &self.header.names[place]).showing(&cell.text));
				&cell.text
			});
			values.push(value);
		}
		self.table.push(record.line, record.row, values);
	}

	/// Returns the value of a cell, which is empty if it has none.
	fn value<'a>(&self, cell: &'a str, column: &Column) -> Result<&'a str, Problem> {
		let is_nothing = match self.header.book {
			Some(book) => book.cell(cell, column.required)? == CellOf::Nothing,
			None => false,
		};
		if is_nothing {
			return Ok("");
		}
		if !cell.is_empty() {
			return kinds::check(cell, &column.kind).map(|()| cell);
		}
		if column.required {
			return Err(ValueProblem::Required.into());
		}
		Ok(cell)
	}

	/// Checks what concerns the whole list.
	fn finish(mut self, odd_end: Option<u32>) -> Result<(Table, Header), Faults> {
		if let Some(line) = odd_end {
			self.faults.add(Fault::of_row(line, line, RowProblem::MixedLineEnds));
		}
		if self.rows == 0 && self.faults.is_empty() {
			self.faults.add(Fault::of_file(RowProblem::NoRows));
		}
		repeats::check(&self.table, &self.header, self.columns, &mut self.faults);
		self.faults.or((self.table, self.header))
	}
}
