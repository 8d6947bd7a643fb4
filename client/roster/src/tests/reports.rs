// SPDX-License-Identifier: Apache-2.0

//! Tests of the cases that broke for users of other systems, by the numbers of the reports.

use super::{cells_of, fault_of, faults_of, learners, places_of, value_of};
use crate::{
	Column, Columns, HeaderProblem, Kind, RowProblem, Separator, SpoiltCell, TextProblem,
	ValueProblem,
};

/// mitodl/mitxpro 965: the first address of a list got no mail.
#[test]
fn a_byte_order_mark_is_no_part_of_the_first_header() {
	let columns = Columns::new([
		Column::new("email", Kind::Email).required(),
		Column::new("given_name", Kind::Text),
	])
	.unwrap();
	let cells = vec![vec!["ana@example.org".to_owned(), "Ana".to_owned()]];
	for header in [
		"\u{feff}email,given_name",
		"\"\u{feff}email\",given_name",
		"\u{feff}\"email\",given_name",
		"\u{feff}\u{feff}email,given_name",
		"\u{feff}\"\u{feff}email\",given_name",
	] {
		let file = format!("{header}\nana@example.org,Ana\n");
		assert_eq!(cells_of(file.as_bytes(), &columns), cells, "{header:?}");
	}
	let later = "email,given_name\nana@example.org,\u{feff}Ana\n";
	let fault = fault_of(later.as_bytes(), &columns);
	assert_eq!(fault.problem, TextProblem::Invisible('\u{feff}').into());
}

/// dannymcc/may 250 and KingdomFirst/Excavator 70: dates of another order than was meant.
#[test]
fn dates_of_any_other_form_are_refused_by_line_and_column() {
	let file = "number,name,birth_date,email\n\
		1,Ana,2001-04-03,\n\
		2,Ben,03/04/2001,\n\
		3,Cem,31/12/2001,\n\
		4,Dua,36982,\n\
		5,Eva,1/2/01,\n";
	let faults = faults_of(file.as_bytes(), &learners());
	let places: Vec<_> =
		places_of(&faults).into_iter().map(|(line, column, _)| (line, column)).collect();
	assert_eq!(places, [(3, 3), (4, 3), (5, 3), (6, 3)]);
	for (fault, why) in faults.listed().iter().zip([
		"the first number can be the day in one country and the month in another",
		"the year comes first",
		"it seems to be the number by which a spreadsheet counts days, from 1900 or from 1904",
		"its year has not four digits, and its order is not known",
	]) {
		assert_eq!(fault.problem, ValueProblem::NotDate(why).into());
	}
}

/// teableio/teable 1880: leading zeros were stripped.
#[test]
fn an_identifier_keeps_its_zeros_and_a_spoilt_one_is_refused() {
	let number = value_of(Kind::Identifier);
	assert_eq!(cells_of(b"value\n00731\n", &number), [["00731"]]);
	for spoilt in ["7.31E+02", "7,31E+02", "7.31e+2"] {
		let fault = fault_of(format!("value\tx\n{spoilt}\t\n").as_bytes(), &number);
		assert_eq!(fault.problem, SpoiltCell::Scientific.into());
		assert!(fault.to_string().contains("spoilt by a spreadsheet"), "{fault}");
	}
	let fault = fault_of("value\n007\u{a0}31\n".as_bytes(), &number);
	assert_eq!(fault.problem, TextProblem::OtherSpace('\u{a0}').into());
	assert_eq!((fault.line, fault.column.unwrap().number), (Some(2), 1));
}

/// digitalcredentials/dcc-admin-dashboard 51 and DFE-Digital/register-trainee-teachers 5358.
#[test]
fn missing_and_unknown_headers_are_named_each_with_what_may_be_meant() {
	let columns = Columns::new([
		Column::new("given_name", Kind::Text).required(),
		Column::new("family_name", Kind::Text).required(),
		Column::new("email", Kind::Email).required(),
	])
	.unwrap();
	let faults = faults_of(b"Given Name ,family_name,e-mail\nAna,Sol,ana@example.org\n", &columns);
	let missing = |header: &str, meant: &str| {
		let (header, meant) = (header.to_owned(), Some(meant.to_owned()));
		HeaderProblem::MissingColumn { header, meant }.into()
	};
	let unknown =
		|meant: &str| HeaderProblem::UnknownColumn { meant: Some(meant.to_owned()) }.into();
	assert_eq!(
		places_of(&faults),
		[
			(1, 0, missing("given_name", "Given Name ")),
			(1, 0, missing("email", "e-mail")),
			(1, 1, unknown("given_name")),
			(1, 3, unknown("email")),
		]
	);
	assert_eq!(
		faults.listed()[2].to_string(),
		"Line 1, column 1 (\"Given Name \"): there is no such column in the list to fill. Write \
		 \"given_name\" if that is meant, and delete the column otherwise."
	);
}

/// OpenCerts/certificate-cli 139: two of 4,000 failed, and nothing said which.
#[test]
fn two_bad_rows_of_a_thousand_are_both_named() {
	let mut file = String::from("number,name,birth_date,email\n");
	for line in 2..=1_001 {
		file.push_str(&match line {
			518 => "517,An\u{1}na,,\n".to_owned(),
			733 => ",,,\n".to_owned(),
			line => format!("{line:05},Name of line {line},,\n"),
		});
	}
	let faults = faults_of(file.as_bytes(), &learners());
	assert_eq!(
		places_of(&faults),
		[(518, 2, TextProblem::Invisible('\u{1}').into()), (733, 0, RowProblem::EmptyRow.into()),]
	);
	assert_eq!(
		faults.to_string(),
		"Line 518, column 2 (\"name\"), \"An\\u{1}na\": the character U+0001 cannot be seen, or \
		 changes how others are shown. Delete it, or type the cell again.\n\
		 Line 733: this row is empty, and others follow. Delete the row, or fill it if a learner is \
		 missing."
	);
}

/// cubei/flashcards 12: the line that states the separator was taken for the header.
#[test]
fn a_line_that_states_the_separator_is_honoured_or_refused_by_name() {
	let columns = learners();
	let row = vec![vec!["1".to_owned(), "Ana, B".to_owned(), String::new(), String::new()]];
	for file in [
		"sep=;\r\nnumber;name\r\n1;Ana, B\r\n",
		"\u{feff}sep=;\nnumber;name\n1;Ana, B\n",
		"SEP=;\rnumber;name\r1;Ana, B\r",
		"sep=\t\nnumber\tname\n1\tAna, B\n",
		"sep=,\nnumber,name\n1,\"Ana, B\"\n",
	] {
		assert_eq!(cells_of(file.as_bytes(), &columns), row, "{file:?}");
	}
	for file in
		["sep=|\nnumber|name\n1|A\n", "sep=\nnumber\n", "\"sep=;\"\nnumber;name\n1;A\n", "sep=;;\n"]
	{
		let fault = fault_of(file.as_bytes(), &columns);
		assert_eq!(fault.problem, RowProblem::UnknownSeparatorLine.into());
		assert_eq!(fault.line, Some(1));
	}
	let stated = learners().separated_by(Separator::Comma);
	let fault = fault_of(b"sep=;\nnumber;name\n1;A\n", &stated);
	assert_eq!(fault.problem, RowProblem::SeparatorLineDiffers.into());
	let fault = fault_of(b"sep=;\nnumber;name\n1;\n", &columns);
	assert_eq!(fault.to_string(), "Line 3 (row 2), column 2 (\"name\"): there is nothing in it, and every row needs this value. Fill the cell.");
}
