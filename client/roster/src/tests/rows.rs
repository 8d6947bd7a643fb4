// SPDX-License-Identifier: Apache-2.0

//! Separators, quotation marks, line ends, and rows of another length.

use super::{cells_of, fault_of, faults_of, learners, places_of, value_of};
use crate::{Column, Columns, Kind, RowProblem, Separator, ValueProblem};

#[test]
fn a_separator_is_found_where_the_header_leaves_no_choice() {
	let expected = cells_of(b"number,name\n1,Ana\n", &learners());
	assert_eq!(cells_of(b"number;name\n1;Ana\n", &learners()), expected);
	assert_eq!(cells_of(b"number\tname\n1\tAna\n", &learners()), expected);
	// A separator within quotation marks is none.
	let columns =
		Columns::new([Column::new("a,b", Kind::Text), Column::new("c\"d", Kind::Text)]).unwrap();
	assert_eq!(cells_of(b"\"a,b\";\"c\"\"d\"\nx;y\n", &columns), [["x", "y"]]);
	// Of two separators, one alone makes a header without a missing column.
	let columns = Columns::new([
		Column::new("Name, first", Kind::Text).required(),
		Column::new("email", Kind::Email).required(),
	])
	.unwrap();
	assert_eq!(cells_of(b"Name, first;email\nAna;a@b.org\n", &columns), [["Ana", "a@b.org"]]);
}

#[test]
fn several_possible_separators_are_refused_unless_one_is_stated() {
	let file = b"number,na;me\n1,Ana\n";
	let fault = fault_of(file, &learners());
	assert_eq!(fault.problem, RowProblem::AmbiguousSeparator.into());
	let stated =
		Columns::new([Column::new("number", Kind::Identifier), Column::new("na;me", Kind::Text)])
			.unwrap()
			.separated_by(Separator::Comma);
	assert_eq!(cells_of(file, &stated), [["1", "Ana"]]);
	// Nothing is required, so that either separator would do.
	let value = value_of(Kind::Text);
	assert_eq!(
		fault_of(b"value;a,b\nx;1,2\n", &value).problem,
		RowProblem::AmbiguousSeparator.into()
	);
}

#[test]
fn a_list_of_one_column_needs_no_separator() {
	assert_eq!(cells_of(b"value\na;b\n", &value_of(Kind::Text)), [["a;b"]]);
	let fault = fault_of(b"value\nDoe, Ana\n", &value_of(Kind::Text));
	assert_eq!(fault.problem, RowProblem::OtherLength { cells: 2, headers: 1 }.into());
}

#[test]
fn every_line_end_is_read_and_counted() {
	for end in ["\n", "\r", "\r\n"] {
		let file = ["number,name", "1,Ana", "2,Ben", "3,"].join(end);
		let fault = fault_of(file.as_bytes(), &learners());
		assert_eq!((fault.line, fault.row), (Some(4), Some(4)), "{end:?}");
		let good = ["number,name", "1,Ana", "2,Ben"].join(end);
		let expected = cells_of(b"number,name\n1,Ana\n2,Ben\n", &learners());
		assert_eq!(cells_of(good.as_bytes(), &learners()), expected);
		assert_eq!(cells_of(format!("{good}{end}{end}").as_bytes(), &learners()), expected);
	}
}

#[test]
fn a_lone_cr_among_other_line_ends_is_refused() {
	let fault = fault_of(b"value\nAna\rBen\n", &value_of(Kind::Text));
	assert_eq!((fault.line, fault.problem), (Some(2), RowProblem::MixedLineEnds.into()));
	let fault = fault_of(b"value\rAna\rBen\nCem\r", &value_of(Kind::Text));
	assert_eq!((fault.line, fault.problem), (Some(3), RowProblem::MixedLineEnds.into()));
	// LF and CRLF are mixed by programs that append to a file.
	assert_eq!(cells_of(b"value\r\nAna\nBen\r\n", &value_of(Kind::Text)).len(), 2);
}

#[test]
fn quotation_marks_and_line_breaks_within_cells_are_read() {
	let columns =
		Columns::new([Column::new("a", Kind::Paragraphs), Column::new("b", Kind::Text)]).unwrap();
	let file =
		b"a,b\r\n\"one\r\ntwo\rthree\n\"\"four\"\"\",\"x, \"\"y\"\"\"\r\n\"\",\"\"\"z\"\"\"\r\n";
	let cells = cells_of(file, &columns);
	assert_eq!(cells, [["one\ntwo\nthree\n\"four\"", "x, \"y\""], ["", "\"z\""]]);
	let fault = fault_of(b"a,b\n\"1\n2\n3\",\"x\ny\"\n", &columns);
	assert_eq!((fault.line, fault.row, fault.column.unwrap().number), (Some(4), Some(2), 2));
	// The place of a row below cells of several lines.
	let fault = fault_of(b"a,b\n\"1\n2\n3\",x\n4, y\n", &columns);
	assert_eq!((fault.line, fault.row), (Some(5), Some(3)));
}

#[test]
fn quotation_marks_that_mean_nothing_are_refused_where_they_stand() {
	for (file, line, column, problem) in [
		("a,b\n1,x \"y\" z\n", 2, 2, RowProblem::StrayQuote),
		("a,b\n1, \"y\"\n", 2, 2, RowProblem::StrayQuote),
		("a,b\n1,\"y\" z\n", 2, 2, RowProblem::TextAfterQuote),
		("a,b\n\"1\"\"\" ,z\n", 2, 1, RowProblem::TextAfterQuote),
		("a,b\n1,\"y\n2,z\n3,z\n", 2, 2, RowProblem::UnclosedQuote),
		("a,b\n1,\"", 2, 2, RowProblem::UnclosedQuote),
		("a,\"b\n1,2\n", 1, 2, RowProblem::UnclosedQuote),
	] {
		let columns =
			Columns::new([Column::new("a", Kind::Text), Column::new("b", Kind::Text)]).unwrap();
		let fault = fault_of(file.as_bytes(), &columns);
		assert_eq!(fault.problem, problem.into(), "{file:?}");
		assert_eq!((fault.line, fault.column.unwrap().number), (Some(line), column), "{file:?}");
	}
}

#[test]
fn rows_of_another_length_are_refused_but_for_empty_cells_at_their_ends() {
	let faults = faults_of(b"number,name,email\n1,Ana\n2,Ben,,x\n3,Cem,\n4,Dua,,,\n", &learners());
	assert_eq!(
		places_of(&faults),
		[
			(2, 0, RowProblem::OtherLength { cells: 2, headers: 3 }.into()),
			(3, 0, RowProblem::OtherLength { cells: 4, headers: 3 }.into()),
		]
	);
	assert!(faults.to_string().contains("this row has 2 cells, and the header has 3"));
	// A spreadsheet that saves empty columns writes headers for them, too.
	assert_eq!(cells_of(b"number,name,,\n1,Ana,,\n2,Ben\n3,Cem,,,,\n", &learners()).len(), 3);
	let fault = fault_of(b"number,name,,\n1,Ana,x,\n", &learners());
	assert_eq!(fault.problem, RowProblem::OtherLength { cells: 4, headers: 2 }.into());
}

#[test]
fn empty_rows_are_refused_between_rows_and_taken_at_the_end() {
	let faults = faults_of(b"number,name\n1,Ana\n\n , \n2,Ben\n,\n", &learners());
	assert_eq!(
		places_of(&faults),
		[(3, 0, RowProblem::EmptyRow.into()), (4, 0, RowProblem::EmptyRow.into())]
	);
	assert_eq!(cells_of(b"number,name\n1,Ana\n,\n\n,,\n", &learners()).len(), 1);
	let many = [b"number,name\n".as_slice(), &b",\n".repeat(500), b"1,Ana\n"].concat();
	assert_eq!(faults_of(&many, &learners()).count(), 500);
}

#[test]
fn a_list_without_rows_is_refused() {
	for file in [b"number,name".as_slice(), b"number,name\n", b"number,name\n,\n,\n"] {
		assert_eq!(fault_of(file, &learners()).problem, RowProblem::NoRows.into());
	}
}

#[test]
fn a_row_without_a_required_value_is_refused() {
	let faults = faults_of(b"number,name,email\n,Ana,\n2,,\n", &learners());
	assert_eq!(
		places_of(&faults),
		[(2, 1, ValueProblem::Required.into()), (3, 2, ValueProblem::Required.into())]
	);
}
