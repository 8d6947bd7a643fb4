// SPDX-License-Identifier: Apache-2.0

//! Every bound: the last that is taken, and the first that is not.

use super::{cells_of, fault_of, faults_of, learners, value_of};
use crate::{
	FileProblem, Kind, RowProblem, TextProblem, MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_FAULTS,
	MAX_ROWS,
};

#[test]
fn a_file_that_is_too_large_is_refused_unread() {
	let mut file = b"value\n".to_vec();
	file.resize(MAX_BYTES + 1, b'\n');
	assert_eq!(fault_of(&file, &value_of(Kind::Text)).problem, FileProblem::FileTooLarge.into());
	file.pop();
	assert_eq!(fault_of(&file, &value_of(Kind::Text)).problem, RowProblem::NoRows.into());
}

#[test]
fn a_list_with_too_many_rows_is_refused_at_the_first_of_them() {
	let rows = |count: u32| {
		let rows: String = (0..count).map(|row| format!("{row}\n")).collect();
		format!("value\n{rows}")
	};
	assert_eq!(cells_of(rows(MAX_ROWS).as_bytes(), &value_of(Kind::Text)).len(), MAX_ROWS as usize);
	let fault = fault_of(rows(MAX_ROWS + 9).as_bytes(), &value_of(Kind::Text));
	assert_eq!((fault.line, fault.problem), (Some(MAX_ROWS + 2), RowProblem::TooManyRows.into()));
}

#[test]
fn a_file_with_too_many_columns_is_refused() {
	let header = |count: usize| {
		let others: String = (1..count).map(|place| format!(",c{place}")).collect();
		let empty = ",".repeat(count - 1);
		format!("value{others}\nx{empty}\n")
	};
	assert_eq!(cells_of(header(MAX_COLUMNS).as_bytes(), &value_of(Kind::Text)), [["x"]]);
	for columns in [MAX_COLUMNS + 2, 16_384] {
		let fault = fault_of(header(columns).as_bytes(), &value_of(Kind::Text));
		assert_eq!(fault.problem, RowProblem::TooManyColumns.into());
	}
}

#[test]
fn a_cell_that_is_too_long_is_refused() {
	let file = |length: usize| format!("value,other\n{},x\n", "é".repeat(length));
	assert_eq!(cells_of(file(MAX_CELL).as_bytes(), &value_of(Kind::Text)).len(), 1);
	let fault = fault_of(file(MAX_CELL + 1).as_bytes(), &value_of(Kind::Text));
	assert_eq!(fault.problem, TextProblem::TooLong { most: MAX_CELL }.into());
	assert_eq!((fault.line, fault.column.unwrap().number), (Some(2), 1));
}

#[test]
fn faults_are_listed_up_to_a_bound_and_counted_beyond() {
	let rows: String = (0..1_000).map(|row| format!("{row},\n")).collect();
	let faults = faults_of(format!("number,name\n{rows}").as_bytes(), &learners());
	assert_eq!((faults.count(), faults.listed().len()), (1_000, MAX_FAULTS));
	let text = faults.to_string();
	assert!(text.ends_with("There are 900 more faults, which are not listed."));
	assert_eq!(text.lines().count(), MAX_FAULTS + 1);
}
