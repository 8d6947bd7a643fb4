// SPDX-License-Identifier: Apache-2.0

//! From bytes to text, by what a file says of itself, or by the caller's word.

use crate::{limits::MAX_BYTES, problem::FileProblem};
use std::{borrow::Cow, str};

/// The encoding of the letters of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
	/// UTF-8, or UTF-16 that begins with a byte order mark. Nothing else shows what it is.
	#[default]
	Unicode,
	/// Windows-1252, the encoding of Western Europe that is often called Latin-1 or ANSI. It is
	/// taken only on the caller's word: every file in UTF-8 could be read as Windows-1252, too.
	Windows1252,
}

/// The mark with which files in Unicode may begin.
pub(crate) const MARK: char = '\u{feff}';

/// The beginnings of files that are no text, and what those are.
const OTHER_FILES: [(&[u8], &str); 8] = [
	(b"PK\x03\x04", "a workbook (.xlsx, .ods) or another ZIP file"),
	(b"\xd0\xcf\x11\xe0", "a workbook of an old Excel (.xls)"),
	(b"%PDF", "a PDF"),
	(b"\x1f\x8b", "a compressed file"),
	(b"{\\rtf", "a document in RTF"),
	(b"<", "a page in HTML or XML"),
	(b"\x00\x00\xfe\xff", "in UTF-32"),
	(b"\xff\xfe\x00\x00", "in UTF-32"),
];

/// The letters of Windows-1252 from 0x80 to 0x9F. Five bytes stand for nothing.
const WINDOWS_1252: [Option<char>; 32] = [
	Some('€'),
	None,
	Some('‚'),
	Some('ƒ'),
	Some('„'),
	Some('…'),
	Some('†'),
	Some('‡'),
	Some('ˆ'),
	Some('‰'),
	Some('Š'),
	Some('‹'),
	Some('Œ'),
	None,
	Some('Ž'),
	None,
	None,
	Some('‘'),
	Some('’'),
	Some('“'),
	Some('”'),
	Some('•'),
	Some('–'),
	Some('—'),
	Some('˜'),
	Some('™'),
	Some('š'),
	Some('›'),
	Some('œ'),
	None,
	Some('ž'),
	Some('Ÿ'),
];

/// The reason why bytes are no text, and the text before that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Undecodable<'a> {
	pub(crate) problem: FileProblem,
	/// The text that leads to the place of the fault; `None` if the whole file is at fault.
	pub(crate) before: Option<Cow<'a, str>>,
}

impl From<FileProblem> for Undecodable<'_> {
	fn from(problem: FileProblem) -> Self {
		Self { problem, before: None }
	}
}

/// Returns the text of a file without the marks that it begins with.
pub(crate) fn decode(bytes: &[u8], stated: Encoding) -> Result<Cow<'_, str>, Undecodable<'_>> {
	if bytes.len() > MAX_BYTES {
		return Err(FileProblem::FileTooLarge.into());
	}
	let is_other = |(begin, _): &&(&[u8], _)| bytes.trim_ascii_start().starts_with(begin);
	if let Some((_, what)) = OTHER_FILES.iter().find(is_other) {
		return Err(FileProblem::OtherFile(what).into());
	}
	let text = match (bytes, stated) {
		([0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0xef, 0xbb, 0xbf, ..], Encoding::Windows1252) => {
			return Err(FileProblem::NotWindows1252.into());
		},
		([0xff, 0xfe, units @ ..], _) => Cow::Owned(utf16(units, u16::from_le_bytes)?),
		([0xfe, 0xff, units @ ..], _) => Cow::Owned(utf16(units, u16::from_be_bytes)?),
		([0, ..] | [_, 0, ..], _) => return Err(FileProblem::Utf16WithoutMark.into()),
		(_, Encoding::Windows1252) => Cow::Owned(windows_1252(bytes)?),
		(_, Encoding::Unicode) => Cow::Borrowed(utf8(bytes)?),
	};
	Ok(without_marks(text))
}

/// Removes the marks at the beginning: some programs write a second one before the first.
fn without_marks(text: Cow<'_, str>) -> Cow<'_, str> {
	match text {
		Cow::Borrowed(text) => Cow::Borrowed(text.trim_start_matches(MARK)),
		Cow::Owned(text) if text.starts_with(MARK) => {
			Cow::Owned(text.trim_start_matches(MARK).to_owned())
		},
		owned => owned,
	}
}

fn utf8(bytes: &[u8]) -> Result<&str, Undecodable<'_>> {
	str::from_utf8(bytes).map_err(|error| {
		let (before, rest) = bytes.split_at(error.valid_up_to());
		Undecodable {
			problem: FileProblem::NotUtf8(rest.first().copied().unwrap_or_default()),
			before: str::from_utf8(before).ok().map(Cow::Borrowed).map(without_marks),
		}
	})
}

fn utf16<'a>(units: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Undecodable<'a>> {
	let pairs = units.chunks_exact(2);
	let is_cut = !pairs.remainder().is_empty();
	let mut text = String::with_capacity(units.len() / 2);
	let fault = |problem, before| Undecodable { problem, before: Some(Cow::Owned(before)) };
	for decoded in char::decode_utf16(pairs.map(|pair| unit([pair[0], pair[1]]))) {
		match decoded {
			Ok(c) => text.push(c),
			Err(_) => return Err(fault(FileProblem::HalfCharacter, text)),
		}
	}
	if is_cut {
		return Err(fault(FileProblem::HalfCharacter, text));
	}
	Ok(text)
}

fn windows_1252<'a>(bytes: &[u8]) -> Result<String, Undecodable<'a>> {
	if !bytes.is_ascii() && str::from_utf8(bytes).is_ok() {
		// Letters that make UTF-8 by chance are so rare that the statement is the likelier slip.
		return Err(FileProblem::NotWindows1252.into());
	}
	let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
	for byte in bytes {
		let letter = match byte {
			0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
			_ => Some(char::from(*byte)),
		};
		match letter {
			Some(c) => text.push(c),
			None => {
				let problem = FileProblem::NoLetter(*byte);
				return Err(Undecodable { problem, before: Some(Cow::Owned(text)) });
			},
		}
	}
	Ok(text)
}
