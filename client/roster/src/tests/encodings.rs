// SPDX-License-Identifier: Apache-2.0

//! From bytes to text.

use super::{cells_of, fault_of, learners};
use crate::{Encoding, FileProblem, Problem};

const FILE: &str =
	"number;name;birth_date;email\r\n01;Jürgen Ōé 张伟 محمد 😀;2001-04-03;j@example.org\r\n";

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
	text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn utf_8_and_utf_16_are_read_by_their_marks() {
	let marked = format!("\u{feff}{FILE}");
	let twice = format!("\u{feff}\u{feff}{FILE}");
	let expected = cells_of(FILE.as_bytes(), &learners());
	assert_eq!(expected[0][1], "Jürgen Ōé 张伟 محمد 😀");
	for file in [
		marked.clone().into_bytes(),
		twice.clone().into_bytes(),
		utf16(&marked, u16::to_le_bytes),
		utf16(&marked, u16::to_be_bytes),
		utf16(&twice, u16::to_le_bytes),
	] {
		assert_eq!(cells_of(&file, &learners()), expected);
	}
}

#[test]
fn utf_16_without_a_mark_is_refused_by_name() {
	for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
		let fault = fault_of(&utf16(FILE, bytes), &learners());
		assert_eq!(fault.problem, FileProblem::Utf16WithoutMark.into());
	}
}

#[test]
fn half_a_character_of_utf_16_is_refused_by_its_line() {
	let text = "\u{feff}number,name\n1,Ana\n2,B";
	for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
		let mut cut = utf16(text, bytes);
		cut.push(0x41);
		let mut lone = utf16(text, bytes);
		lone.extend(bytes(0xd800));
		lone.extend(bytes(0x41));
		for file in [cut, lone] {
			let fault = fault_of(&file, &learners());
			assert_eq!(fault.problem, FileProblem::HalfCharacter.into());
			assert_eq!((fault.line, fault.column.unwrap().number), (Some(3), 2));
		}
	}
}

#[test]
fn windows_1252_is_refused_by_line_and_column_unless_it_is_stated() {
	let file = b"number;name\r\n1;Ana\r\n2;\"Ben\nB\"\r\n3;J\xfcrgen \x80\r\n";
	let fault = fault_of(file, &learners());
	assert_eq!(
		fault.to_string(),
		"Line 5 (row 4), column 2 (\"name\"): the byte 0xFC is not UTF-8, so that letters from here \
		 on are unknown. Save the sheet as \"CSV UTF-8\", or state the encoding if you know that it \
		 is Windows-1252."
	);
	let stated = learners().encoded_in(Encoding::Windows1252);
	let cells = cells_of(b"number;name\r\n3;J\xfcrgen \x80 \x9f\r\n", &stated);
	assert_eq!(cells[0][1], "Jürgen € Ÿ");
}

#[test]
fn every_letter_of_windows_1252_is_that_of_the_standard() {
	// The letters of 0x80 to 0x9F, in which a space stands for a byte without one.
	let letters = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
	let stated = learners().encoded_in(Encoding::Windows1252);
	for (byte, letter) in (0x80..=0x9f_u8).zip(letters.chars()) {
		let file = [b"number,name\n\xe9,a".as_slice(), &[byte], b"b\n"].concat();
		if letter == ' ' {
			assert_eq!(fault_of(&file, &stated).problem, FileProblem::NoLetter(byte).into());
		} else {
			assert_eq!(cells_of(&file, &stated)[0][1], format!("a{letter}b"));
		}
	}
}

#[test]
fn what_is_in_unicode_is_not_read_as_windows_1252() {
	let stated = learners().encoded_in(Encoding::Windows1252);
	let marked = format!("\u{feff}{FILE}");
	for file in
		[FILE.as_bytes().to_vec(), marked.clone().into_bytes(), utf16(&marked, u16::to_le_bytes)]
	{
		assert_eq!(fault_of(&file, &stated).problem, FileProblem::NotWindows1252.into());
	}
	assert_eq!(cells_of(b"number,name\n1,Ana\n", &stated)[0][1], "Ana");
}

#[test]
fn a_bad_byte_in_a_header_and_at_the_begin_of_a_line_has_its_line() {
	let fault = fault_of(b"Pr\xe9nom;Nom\nA;B\n", &learners());
	assert_eq!((fault.line, fault.column), (Some(1), None));
	let fault = fault_of(b"number;name\n1;A\n\xe9;B\n", &learners());
	assert_eq!((fault.line, fault.row, fault.column.unwrap().number), (Some(3), Some(3), 1));
	let fault = fault_of(b"number;name\n1;\"A\n\xe9\"\n", &learners());
	assert_eq!((fault.line, fault.row, fault.column.unwrap().number), (Some(3), Some(2), 2));
}

#[test]
fn other_files_are_refused_by_what_they_are() {
	for (bytes, word) in [
		(b"PK\x03\x04rest".as_slice(), "workbook"),
		(b"\xd0\xcf\x11\xe0rest", "old Excel"),
		(b"%PDF-1.7", "PDF"),
		(b"\x1f\x8b\x08", "compressed"),
		(b"{\\rtf1", "RTF"),
		(b"\r\n <html><table>", "HTML"),
		(b"\xff\xfe\x00\x00n\x00\x00\x00", "UTF-32"),
		(b"\x00\x00\xfe\xff\x00\x00\x00n", "UTF-32"),
	] {
		let fault = fault_of(bytes, &learners());
		assert!(matches!(fault.problem, Problem::File(FileProblem::OtherFile(_))));
		assert!(fault.to_string().contains(word), "{fault}");
	}
}

#[test]
fn a_file_without_text_is_refused() {
	for bytes in [b"".as_slice(), b"\xef\xbb\xbf", b"\xff\xfe", b" \r\n\r\n"] {
		assert_eq!(fault_of(bytes, &learners()).problem, FileProblem::Empty.into());
	}
}
