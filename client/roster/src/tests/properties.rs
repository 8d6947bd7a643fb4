// SPDX-License-Identifier: Apache-2.0

//! What is written is read, and rows are those that another reader finds.

use super::cells_of;
use crate::{
	kinds::formula_begin, records::Records, Column, Columns, Encoding, Kind, Roster, Separator,
	Sheet,
};
use proptest::{collection::vec, prelude::*, sample::select};

/// Text of one line that a spreadsheet takes for nothing else.
fn line() -> impl Strategy<Value = String> {
	let word = "[A-Za-zÀ-ÁéßŁžа-яא-ת\u{627}-\u{63a}一-十😀'\",;:.#()0-9=+@-]{1,8}";
	vec(word, 1..4)
		.prop_map(|words| words.join(" "))
		.prop_filter("a name", |text| crate::kinds::check(text, &Kind::Text).is_ok())
}

fn separator() -> impl Strategy<Value = Separator> {
	select(Separator::ALL.to_vec())
}

/// The columns of the property tests.
fn columns() -> Columns {
	Columns::new([
		Column::new("number", Kind::Identifier).required().unique(),
		Column::new("name", Kind::Text),
		Column::new("text", Kind::Paragraphs),
		Column::new("born", Kind::Date),
		Column::new("score", Kind::Decimal),
	])
	.unwrap()
}

fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
	let empty = || Just(String::new());
	let name = prop_oneof![line(), empty()];
	// A line that begins with a number is none any more, where another line follows.
	let lines = vec(line(), 1..3).prop_map(|lines| lines.join("\n"));
	let lines = lines.prop_filter("no formula", |text| formula_begin(text).is_none());
	let text = prop_oneof![lines, empty()];
	let born = (1900..2200_u32, 1..=12_u32, 1..=28_u32)
		.prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"));
	let score =
		(0..1_000_000_u32, 0..100_u32).prop_map(|(whole, part)| format!("{whole}.{part:02}"));
	let row = (name, text, prop_oneof![born, empty()], prop_oneof![score, empty()]);
	vec(row, 1..20).prop_map(|rows| {
		let numbered = rows.into_iter().enumerate();
		numbered
			.map(|(row, (name, text, born, score))| {
				vec![format!("{row:05}"), name, text, born, score]
			})
			.collect()
	})
}

fn written(rows: &[Vec<String>], separator: Separator) -> Vec<u8> {
	let header = ["number", "name", "text", "born", "score"];
	let mut sheet = Sheet::new(&header, separator).unwrap();
	for row in rows {
		let cells: Vec<_> = row.iter().map(String::as_str).collect();
		sheet.push(&cells).unwrap();
	}
	sheet.into_bytes()
}

/// Returns the rows that the crate `csv` finds.
fn by_another_reader(text: &str, separator: Separator) -> Vec<Vec<String>> {
	csv::ReaderBuilder::new()
		.has_headers(false)
		.flexible(true)
		.delimiter(separator.byte())
		.from_reader(text.as_bytes())
		.records()
		.map(|record| record.unwrap().iter().map(str::to_owned).collect())
		.collect()
}

/// Returns the rows that our own reader finds, or nothing if it refuses the text.
fn by_our_reader(text: &str, separator: Separator) -> Option<Vec<Vec<String>>> {
	let mut records = Records::new(text, separator);
	let mut rows = Vec::new();
	while let Some(record) = records.next().ok()? {
		rows.push(record.cells.into_iter().map(|cell| cell.text.into_owned()).collect());
	}
	Some(rows)
}

proptest! {
	#[test]
	fn a_list_that_is_written_is_read_as_it_was(rows in rows(), separator in separator()) {
		let file = written(&rows, separator);
		prop_assert_eq!(&cells_of(&file, &columns()), &rows);
		// In UTF-16, and with the line ends of other systems.
		let text = String::from_utf8(file).unwrap();
		let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
		prop_assert_eq!(&cells_of(&units, &columns()), &rows);
		for end in ["\n", "\r"] {
			let other = text.replace("\r\n", end);
			prop_assert_eq!(&cells_of(other.as_bytes(), &columns()), &rows);
		}
	}

	#[test]
	fn the_other_reader_reads_what_is_written(rows in rows(), separator in separator()) {
		let text = String::from_utf8(written(&rows, separator)).unwrap();
		let found = by_another_reader(text.trim_start_matches('\u{feff}'), separator);
		prop_assert_eq!(&found[1..], &rows[..]);
	}

	#[test]
	fn rows_are_those_of_the_other_reader_where_ours_takes_a_text(
		text in "[ab,;\t\" \n]{0,40}",
		separator in separator(),
	) {
		if let Some(mut ours) = by_our_reader(&text, separator) {
			// The other reader leaves out lines without a character.
			ours.retain(|row| row != &[""] );
			let mut theirs = by_another_reader(&text, separator);
			theirs.retain(|row| row != &[""] );
			prop_assert_eq!(ours, theirs);
		}
	}

	#[test]
	fn whatever_is_taken_can_be_written_and_read_again(text in "[ab0=+'é, .\u{a0}\"\n-]{0,60}") {
		let columns = columns().ignoring_others();
		let file = format!("number,name,text\n{text}");
		if let Ok(roster) = Roster::read(file.as_bytes(), &columns) {
			let row = |row: crate::Row<'_>| -> Vec<String> {
				(0..5).map(|column| row.at(column).unwrap_or_default().to_owned()).collect()
			};
			let rows: Vec<Vec<String>> = roster.rows().map(row).collect();
			prop_assert_eq!(cells_of(&written(&rows, Separator::Comma), &columns), rows);
		}
	}

	#[test]
	fn text_in_windows_1252_is_read_as_it_was(name in "[A-Za-zÀ-Öø-ÿ]{1,20}") {
		let mut file = b"number,name\n1,".to_vec();
		file.extend(name.chars().map(|c| u8::try_from(u32::from(c)).unwrap()));
		let stated = columns().encoded_in(Encoding::Windows1252);
		if std::str::from_utf8(&file).is_err() || name.is_ascii() {
			prop_assert_eq!(&cells_of(&file, &stated)[0][1], &name);
		} else {
			prop_assert!(Roster::read(&file, &stated).is_err());
		}
	}
}
