// SPDX-License-Identifier: Apache-2.0

//! Rows that are the same, and values that stand in two rows.

use crate::{
	columns::Columns,
	fault::{Fault, Faults},
	header::Header,
	kind::Kind,
	problem::ValueProblem,
	table::Table,
};
use std::{borrow::Cow, cmp::Ordering};

/// Adds the faults of rows that repeat an earlier one, or a value that only one row may have.
pub(crate) fn check(table: &Table, header: &Header, columns: &Columns, faults: &mut Faults) {
	let same = repeated(table.len(), |one, other| table.cells(one).cmp(table.cells(other)));
	let mut is_same = vec![false; table.len()];
	for (first, row) in same {
		is_same[row] = true;
		let problem = ValueProblem::RepeatedRow { first: table.place(first).0 };
		let (line, number) = table.place(row);
		faults.add(Fault::of_row(line, number, problem));
	}
	for (column, wanted) in columns.columns.iter().enumerate().filter(|(_, wanted)| wanted.unique) {
		let Some(place) = header.places[column] else {
			continue;
		};
		let value = |row| essence(table.cell(row, column), &wanted.kind);
		for (first, row) in repeated(table.len(), |one, other| value(one).cmp(&value(other))) {
			if is_same[row] || table.cell(row, column).is_empty() {
				continue;
			}
			let problem = ValueProblem::RepeatedValue { first: table.place(first).0 };
			let (line, number) = table.place(row);
			let fault = Fault::of_row(line, number, problem)
				.in_column(place, &header.names[place])
				.showing(table.cell(row, column));
			faults.add(fault);
		}
	}
}

/// Returns what two values have in common that are the same.
fn essence<'a>(cell: &'a str, kind: &Kind) -> Cow<'a, str> {
	match kind {
		Kind::Email if cell.bytes().any(|byte| byte.is_ascii_uppercase()) => {
			Cow::Owned(cell.to_ascii_lowercase())
		},
		_ => Cow::Borrowed(cell),
	}
}

/// Returns each row that is equal to an earlier one, with the first of those, in the order of rows.
///
/// The rows are sorted, which takes four bytes for each and no hash that a list could be made for.
fn repeated(rows: usize, compare: impl Fn(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
	let mut sorted: Vec<u32> = (0..u32::try_from(rows).unwrap_or(u32::MAX)).collect();
	sorted.sort_unstable_by(|one, other| {
		compare(*one as usize, *other as usize).then_with(|| one.cmp(other))
	});
	let mut repeated = Vec::new();
	let mut first = 0;
	for row in sorted.into_iter().map(|row| row as usize) {
		// The first of all has itself before it.
		if compare(first, row).is_eq() && row > first {
			repeated.push((first, row));
		} else {
			first = row;
		}
	}
	repeated.sort_unstable_by_key(|(_, row)| *row);
	repeated
}
