// SPDX-License-Identifier: Apache-2.0

//! Headers: found, missing, unknown, repeated.

use super::{cells_of, fault_of, faults_of, learners, places_of};
use crate::{Column, Columns, ColumnsFault, HeaderProblem, Kind, Roster};

fn missing(header: &str, meant: Option<&str>) -> HeaderProblem {
	HeaderProblem::MissingColumn { header: header.to_owned(), meant: meant.map(str::to_owned) }
}

fn unknown(meant: Option<&str>) -> HeaderProblem {
	HeaderProblem::UnknownColumn { meant: meant.map(str::to_owned) }
}

#[test]
fn columns_are_found_in_any_order_and_by_any_of_their_headers() {
	let columns = Columns::new([
		Column::new("given_name", Kind::Text).required().or("First name").or("Vorname"),
		Column::new("number", Kind::Identifier).required(),
		Column::new("note", Kind::Text),
	])
	.unwrap();
	for header in ["number,given_name", "number,First name", "number,Vorname"] {
		let file = format!("{header}\n007,Ana\n");
		assert_eq!(cells_of(file.as_bytes(), &columns), [["Ana", "007", ""]]);
	}
	let roster = Roster::read(b"number,Vorname\n007,Ana\n", &columns).unwrap();
	let row = roster.rows().next().unwrap();
	assert_eq!((row.get("given_name"), row.get("number")), (Some("Ana"), Some("007")));
	assert_eq!((row.get("note"), row.get("Vorname"), row.at(3)), (None, None, None));
	assert_eq!((row.line(), roster.len(), roster.is_empty()), (2, 1, false));
}

#[test]
fn a_header_of_another_case_is_named_and_not_taken() {
	let faults = faults_of(b"NUMBER,Name\n1,Ana\n", &learners());
	assert_eq!(
		places_of(&faults),
		[
			(1, 0, missing("number", Some("NUMBER")).into()),
			(1, 0, missing("name", Some("Name")).into()),
			(1, 1, unknown(Some("number")).into()),
			(1, 2, unknown(Some("name")).into()),
		]
	);
}

#[test]
fn headers_that_are_like_none_get_no_suggestion() {
	let faults = faults_of(b"number,Wohnort\n1,Riga\n", &learners());
	assert_eq!(
		places_of(&faults),
		[(1, 0, missing("name", None).into()), (1, 2, unknown(None).into())]
	);
}

#[test]
fn the_rows_below_a_wrong_header_are_checked_as_far_as_they_are_known() {
	let faults = faults_of(b"number,nme,birth_date\n1,Ana,3.4.2001\n", &learners());
	assert_eq!(faults.count(), 3);
	assert_eq!(places_of(&faults)[2].0, 2);
}

#[test]
fn other_columns_are_left_out_if_that_is_asked_for() {
	let columns = learners().ignoring_others();
	let file = b"number,Group,name,,Group\n1,\x01=A1,Ana,,x\n";
	assert_eq!(cells_of(file, &columns)[0][..2], ["1", "Ana"]);
	let roster = Roster::read(file, &columns).unwrap();
	assert_eq!(roster.left_out().collect::<Vec<_>>(), ["Group", "", "Group"]);
	// What is like a column that was not found is a slip of the hand.
	let fault = fault_of(b"number,name,E-Mail\n1,Ana,a@b.org\n", &columns);
	assert_eq!(fault.problem, unknown(Some("email")).into());
	// Once the column is found, another may be like it.
	assert_eq!(cells_of(b"number,name,email,E-Mail\n1,Ana,a@b.org,x\n", &columns).len(), 1);
}

#[test]
fn a_column_without_a_header_is_refused() {
	let fault = fault_of(b"number,,name\n1,x,Ana\n", &learners());
	assert_eq!(fault.problem, HeaderProblem::EmptyHeader.into());
	assert_eq!(fault.column.unwrap().number, 2);
}

#[test]
fn two_columns_for_the_same_are_refused() {
	let fault = fault_of(b"number,name,name\n1,Ana,Ben\n", &learners());
	assert_eq!(fault.problem, HeaderProblem::RepeatedColumn { first: 2 }.into());
	let columns = Columns::new([Column::new("a", Kind::Text).or("b")]).unwrap();
	let fault = fault_of(b"a,b\n1,2\n", &columns);
	assert_eq!(fault.problem, HeaderProblem::RepeatedColumn { first: 1 }.into());
}

#[test]
fn columns_that_can_be_no_header_are_refused() {
	let of = |header: &str| Columns::new([Column::new(header, Kind::Text)]).unwrap_err();
	for header in ["", " a", "a  b", "=a", "@a", "sep=;", "a\u{200b}", "a\n", &"a".repeat(65)] {
		assert_eq!(of(header), ColumnsFault::Header(header.to_owned()));
	}
	assert_eq!(Columns::new([]).unwrap_err(), ColumnsFault::Number(0));
	let twice = [Column::new("a", Kind::Text), Column::new("b", Kind::Text).or("a")];
	assert_eq!(Columns::new(twice).unwrap_err(), ColumnsFault::Repeated("a".to_owned()));
	for list in [vec![], vec![String::new()], vec!["=a".to_owned()]] {
		let fault = Columns::new([Column::new("a", Kind::OneOf(list))]).unwrap_err();
		assert_eq!(fault, ColumnsFault::List("a".to_owned()));
	}
}
