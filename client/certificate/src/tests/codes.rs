// SPDX-License-Identifier: Apache-2.0

//! The code (QR): its size, and what it may hold.

use super::{document, writer};
use crate::{code::Grid, Credential, Fault};

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
	let Fault::CodeTooSmall { wanted, .. } = fault else { panic!("{fault}") };
	assert!(Grid::new(&text, wanted).is_ok());
	assert!(matches!(Grid::new(&"a".repeat(2_954), 500.0), Err(Fault::CodeTooLong(2_954))));
}

#[test]
fn the_code_of_the_example_holds_a_reference_of_the_largest_batches() {
	let mut writer = writer(crate::example_design()).unwrap();
	for size in [1, 3, 100_000] {
		let credential = Credential::read(&document("Ana", size)).unwrap();
		writer.write(&credential, None).unwrap();
	}
}

#[test]
fn a_value_in_an_address_is_escaped() {
	assert_eq!(crate::percent_encoded("a b/ü{}~"), "a%20b%2F%C3%BC%7B%7D~");
}

#[test]
fn a_code_whose_value_is_missing_is_not_left_out() {
	let code =
		|content: &str| {
			format!("[code]\ncontent = \"{content}\"\nx = 10\ny = 10\nsize = 50\n[[text]]\ntext = \"a\"")
		};
	let without_anchor = Credential::read(&super::changed("\"salt\"", "\"salt\"")).unwrap();
	let fault = writer(&code("{reference}")).unwrap().write(&without_anchor, None);
	assert!(matches!(fault, Err(Fault::NoReference(_))));
	let fault = writer(&code("https://hw.example.edu/#{criteria}")).unwrap();
	let bytes = super::changed("\"narrative\":\"Passed", "\"text\":\"Passed");
	let fault = { fault }.write(&Credential::read(&bytes).unwrap(), None).unwrap_err();
	assert!(matches!(fault, Fault::NoCode(_)), "{fault}");
}
