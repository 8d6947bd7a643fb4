// SPDX-License-Identifier: Apache-2.0

//! Rows and values that stand in a list twice.

use super::{cells_of, faults_of, learners, places_of};
use crate::{Column, Columns, Kind, ValueProblem};

#[test]
fn a_repeated_row_is_named_with_the_first_of_its_kind() {
	let file = b"number,name\n1,Ana\n2,Ben\n1,Ana\n3,Cem\n1,Ana\n";
	assert_eq!(
		places_of(&faults_of(file, &learners())),
		[
			(4, 0, ValueProblem::RepeatedRow { first: 2 }.into()),
			(6, 0, ValueProblem::RepeatedRow { first: 2 }.into()),
		]
	);
}

#[test]
fn a_repeated_value_is_named_where_only_one_row_may_have_it() {
	let file = b"number,name\n2,Ana\n1,Ben\n2,Cem\n02,Dua\n1,Ana\n";
	assert_eq!(
		places_of(&faults_of(file, &learners())),
		[
			(4, 1, ValueProblem::RepeatedValue { first: 2 }.into()),
			(6, 1, ValueProblem::RepeatedValue { first: 3 }.into()),
		]
	);
}

#[test]
fn addresses_of_mail_are_the_same_in_either_case_and_empty_ones_are_none() {
	let columns = Columns::new([
		Column::new("name", Kind::Text).required(),
		Column::new("email", Kind::Email).unique(),
	])
	.unwrap();
	let file = b"name,email\nAna,ana@b.org\nBen,\nCem,\nDua,ANA@b.org\n";
	let faults = faults_of(file, &columns);
	assert_eq!(places_of(&faults), [(5, 2, ValueProblem::RepeatedValue { first: 2 }.into())]);
	assert_eq!(
		faults.to_string(),
		"Line 5, column 2 (\"email\"), \"ANA@b.org\": line 2 has the same value, which only one row \
		 may have. Correct one of them, or delete it."
	);
}

#[test]
fn rows_that_differ_in_one_cell_are_different() {
	let file = b"number,name,birth_date\n1,Ana,2001-04-03\n2,Ana,2001-04-03\n";
	assert_eq!(cells_of(file, &learners()).len(), 2);
	// The border between two cells counts.
	let columns =
		Columns::new([Column::new("a", Kind::Text), Column::new("b", Kind::Text)]).unwrap();
	assert_eq!(cells_of(b"a,b\nxy,z\nx,yz\n", &columns).len(), 2);
}
