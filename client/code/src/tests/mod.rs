// SPDX-License-Identifier: Apache-2.0

//! Tests of codes: their margin, their squares, and what does not fit.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::{CodeFault, Grid};

#[test]
fn a_code_has_its_margin_and_its_squares() {
	let grid = Grid::new("https://hw.example.edu/", 40.0).unwrap();
	assert!(grid.runs.iter().all(|(row, column, length)| {
		(4..grid.side - 4).contains(row) && *column >= 4 && column + length <= grid.side - 4
	}));
	// The upper edge of the first of the three corner squares is seven dark squares.
	assert_eq!(grid.runs[0], (4, 4, 7));
}

#[test]
fn a_code_that_no_telephone_reads_is_refused_with_its_size() {
	let text = "a".repeat(1_500);
	let fault = Grid::new(&text, 20.0).unwrap_err();
	let CodeFault::TooSmall { wanted, .. } = fault else { panic!("{fault}") };
	assert!(Grid::new(&text, wanted).is_ok());
	assert_eq!(Grid::new(&"a".repeat(2_954), 500.0), Err(CodeFault::TooLong(2_954)));
}
