// SPDX-License-Identifier: Apache-2.0

//! Tests, by concern. `reports` holds what broke for users of other systems.

mod cells;
mod encodings;
mod gradebooks;
mod headers;
mod limits;
mod mutated;
mod properties;
mod repeats;
mod reports;
mod rows;
mod writing;

use crate::{Column, Columns, Fault, Faults, Kind, Problem, Roster};

/// Returns the columns of most tests: a number, a name, a day and an address, the first two required.
fn learners() -> Columns {
	Columns::new([
		Column::new("number", Kind::Identifier).required().unique(),
		Column::new("name", Kind::Text).required(),
		Column::new("birth_date", Kind::Date),
		Column::new("email", Kind::Email),
	])
	.unwrap()
}

/// Returns one column of a kind, which is called "value" and may be empty, and another that is never
/// looked at.
fn value_of(kind: Kind) -> Columns {
	Columns::new([Column::new("value", kind)]).unwrap().ignoring_others()
}

/// Returns the cells of a list that has no fault.
fn cells_of(bytes: &[u8], columns: &Columns) -> Vec<Vec<String>> {
	let roster = Roster::read(bytes, columns).unwrap_or_else(|faults| panic!("{faults}"));
	let cells = |row: crate::Row<'_>| {
		let columns = 0..columns.list().len();
		columns.map(|column| row.at(column).unwrap_or_default().to_owned()).collect()
	};
	roster.rows().map(cells).collect()
}

/// Returns the faults of a list that has some.
fn faults_of(bytes: &[u8], columns: &Columns) -> Faults {
	match Roster::read(bytes, columns) {
		Ok(roster) => panic!("{} rows were read", roster.len()),
		Err(faults) => faults,
	}
}

/// Returns the only fault of a list.
fn fault_of(bytes: &[u8], columns: &Columns) -> Fault {
	let faults = faults_of(bytes, columns);
	assert_eq!(faults.count(), 1, "{faults}");
	faults.listed()[0].clone()
}

/// Returns line, column and problem of each fault.
fn places_of(faults: &Faults) -> Vec<(u32, u32, Problem)> {
	let place = |fault: &Fault| {
		let column = fault.column.as_ref().map_or(0, |place| place.number);
		(fault.line.unwrap_or(0), column, fault.problem.clone())
	};
	faults.listed().iter().map(place).collect()
}
