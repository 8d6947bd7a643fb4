// SPDX-License-Identifier: Apache-2.0

//! The kinds of files that carry credentials.

use std::fmt;

/// A kind of file that carries credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
	/// A document to print, with attachments.
	Pdf,
	/// A picture of pixels.
	Png,
	/// A picture of lines.
	Svg,
	/// An archive.
	Zip,
	/// A Verifiable Presentation.
	Presentation,
}

/// The kinds that are told by the end of a name, and their ends.
const ENDS: [(&str, Kind); 4] =
	[(".pdf", Kind::Pdf), (".png", Kind::Png), (".svg", Kind::Svg), (".zip", Kind::Zip)];
/// The kinds that are told by their first bytes. The last one is the beginning of an archive without files.
const BEGINNINGS: [(&[u8], Kind); 4] = [
	(b"%PDF-", Kind::Pdf),
	(b"\x89PNG\r\n\x1a\n", Kind::Png),
	(b"PK\x03\x04", Kind::Zip),
	(b"PK\x05\x06", Kind::Zip),
];
/// The words for the kinds.
const WORDS: [(&str, Kind); 5] = [
	("pdf", Kind::Pdf),
	("png", Kind::Png),
	("svg", Kind::Svg),
	("zip", Kind::Zip),
	("presentation", Kind::Presentation),
];
/// The mark that some programs write before text.
const MARK: &[u8] = b"\xef\xbb\xbf";

impl Kind {
	/// Returns the kind of a file by its name, in letters of any case.
	#[must_use]
	pub fn of_name(name: &str) -> Option<Self> {
		let name = name.to_ascii_lowercase();
		ENDS.iter().find(|(end, _)| name.ends_with(end)).map(|(_, kind)| *kind)
	}

	/// Returns the kind of a file by its first bytes. A presentation begins like any other JSON, so
	/// [`presentation::is_one`](crate::presentation::is_one) tells it.
	#[must_use]
	pub fn of_content(bytes: &[u8]) -> Option<Self> {
		let text = bytes.strip_prefix(MARK).unwrap_or(bytes).trim_ascii_start();
		// Of XML, no other kind than pictures is expected.
		if text.starts_with(b"<") {
			return Some(Self::Svg);
		}
		let found = BEGINNINGS.iter().find(|(beginning, _)| text.starts_with(beginning));
		found.map(|(_, kind)| *kind)
	}
}

impl Kind {
	/// Returns the word for it.
	#[must_use]
	pub fn word(self) -> &'static str {
		WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
	}

	/// Returns the kind of a word.
	#[must_use]
	pub fn of_word(word: &str) -> Option<Self> {
		WORDS.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind)
	}
}

impl fmt::Display for Kind {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::Pdf => "PDF",
			Self::Png => "PNG picture",
			Self::Svg => "SVG picture",
			Self::Zip => "ZIP archive",
			Self::Presentation => "presentation",
		})
	}
}

#[cfg(test)]
mod tests {
	use super::Kind;

	#[test]
	fn kinds_are_told_by_names_and_by_contents() {
		assert_eq!(Kind::of_name("a/ana.PDF"), Some(Kind::Pdf));
		assert_eq!(Kind::of_name("ana.json"), None);
		assert_eq!(Kind::of_name("pdf"), None);
		let kinds = [Kind::Pdf, Kind::Png, Kind::Svg, Kind::Zip, Kind::Presentation];
		assert_eq!(kinds.map(|kind| Kind::of_word(kind.word())), kinds.map(Some));
		for (content, kind) in [
			(&b"%PDF-1.7"[..], Kind::Pdf),
			(b"\x89PNG\r\n\x1a\n", Kind::Png),
			(b"\xef\xbb\xbf<?xml version=\"1.0\"?><svg>", Kind::Svg),
			(b" <svg>", Kind::Svg),
			(b"PK\x03\x04", Kind::Zip),
			(b"PK\x05\x06", Kind::Zip),
		] {
			assert_eq!(Kind::of_content(content), Some(kind));
		}
		for other in [&b"{\"name\":\"%PDF-\"}"[..], b"", b"eyJ.eyJ.c2ln"] {
			assert_eq!(Kind::of_content(other), None);
		}
	}
}
