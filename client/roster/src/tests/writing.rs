// SPDX-License-Identifier: Apache-2.0

//! Lists for spreadsheets.

use super::{cells_of, learners};
use crate::{readable_cell, Column, Columns, Kind, Separator, Sheet, Unwritable};

#[test]
fn a_blank_list_is_a_header_with_a_mark() {
	assert_eq!(
		learners().blank(Separator::Semicolon),
		"\u{feff}number;name;birth_date;email\r\n".as_bytes()
	);
	let columns = Columns::new([
		Column::new("a, b", Kind::Text).or("other"),
		Column::new("c;\"d\"", Kind::Text),
	])
	.unwrap();
	assert_eq!(columns.blank(Separator::Tab), "\u{feff}\"a, b\"\t\"c;\"\"d\"\"\"\r\n".as_bytes());
	let filled = [columns.blank(Separator::Comma), b"x,y\r\n".to_vec()].concat();
	assert_eq!(cells_of(&filled, &columns), [["x", "y"]]);
}

#[test]
fn a_cell_that_a_spreadsheet_takes_for_a_formula_is_not_written() {
	let mut sheet = Sheet::new(&["a", "b"], Separator::Comma).unwrap();
	let before = sheet.clone();
	for cell in ["=1", "+x", "-x", "@x", "＝1", "＋1", "－1", "＠1"] {
		let (row, cell) = (2, cell.to_owned());
		assert_eq!(sheet.push(&["x", &cell]), Err(Unwritable::Formula { row, cell }));
	}
	for cell in ["a\tb", "a\rb", "\u{202e}a", "\0"] {
		assert!(matches!(sheet.push(&["x", cell]), Err(Unwritable::Text { row: 2, .. })));
	}
	assert_eq!(sheet.push(&["x"]), Err(Unwritable::Length { row: 2 }));
	assert_eq!(sheet, before);
	sheet.push(&["-5.5", "a\nb"]).unwrap();
	sheet.push(&["", "x, y; \"z\""]).unwrap();
	let text = "\u{feff}a,b\r\n-5.5,\"a\nb\"\r\n,\"x, y; \"\"z\"\"\"\r\n";
	assert_eq!(String::from_utf8(sheet.into_bytes()).unwrap(), text);
}

#[test]
fn a_header_that_states_a_separator_or_nothing_is_not_written() {
	let fault = Sheet::new(&["sep=;"], Separator::Comma).unwrap_err();
	assert_eq!(fault, Unwritable::Formula { row: 1, cell: "sep=;".to_owned() });
	assert_eq!(Sheet::new(&[], Separator::Comma), Err(Unwritable::Length { row: 1 }));
	assert!(Sheet::new(&["=a"], Separator::Comma).is_err());
}

#[test]
fn any_text_can_be_made_a_readable_cell() {
	for (text, cell) in [
		("Ana Šolová", "Ana Šolová"),
		("=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"),
		("@SUM(A1)", "'@SUM(A1)"),
		("-1+1", "'-1+1"),
		("-1", "-1"),
		("a\u{202e}b\u{7}\u{1b}", "a?b??"),
		("", ""),
	] {
		assert_eq!(readable_cell(text), cell);
	}
	let mut sheet = Sheet::new(&["text", "more"], Separator::Comma).unwrap();
	for c in ('\0'..='\u{ffff}').filter(|c| !c.is_alphanumeric()) {
		let hostile = readable_cell(&format!("{c}={c}1"));
		sheet.push(&[&hostile, ""]).unwrap_or_else(|_| panic!("{c:?}"));
	}
	sheet.push(&[&readable_cell(&"=".repeat(100_000)), ""]).unwrap();
}
