// SPDX-License-Identifier: Apache-2.0

//! Kinds of files that can carry a credential and are not read yet.

use std::{fmt, path::Path};
use testamur_document::{
	ijson,
	value::{Object, Value},
};

/// A kind of file that is not read yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
	/// A document to print, with attachments.
	Pdf,
	/// A picture of pixels.
	Png,
	/// A picture of lines.
	Svg,
	/// An archive.
	Zip,
	/// A Verifiable Presentation, which holds credentials.
	Presentation,
}

/// The kinds that are told by the end of a name, and their ends.
const ENDS: [(&str, Kind); 4] =
	[("pdf", Kind::Pdf), ("png", Kind::Png), ("svg", Kind::Svg), ("zip", Kind::Zip)];
/// The kinds that are told by their first bytes.
const BEGINNINGS: [(&[u8], Kind); 4] = [
	(b"%PDF-", Kind::Pdf),
	(b"\x89PNG\r\n\x1a\n", Kind::Png),
	(b"<svg", Kind::Svg),
	(b"PK\x03\x04", Kind::Zip),
];
/// The beginning of XML, of which no other kind than pictures is expected.
const XML: &[u8] = b"<?xml";

impl Kind {
	/// Returns the kind of a file by its name.
	#[must_use]
	pub fn of_name(path: &Path) -> Option<Self> {
		let end = path.extension()?.to_string_lossy().to_ascii_lowercase();
		ENDS.iter().find(|(known, _)| *known == end).map(|(_, kind)| *kind)
	}

	/// Returns the kind of a file by its content.
	pub(crate) fn of_content(bytes: &[u8]) -> Option<Self> {
		let text = bytes.trim_ascii_start();
		if text.starts_with(XML) {
			return Some(Self::Svg);
		}
		let found = BEGINNINGS.iter().find(|(beginning, _)| text.starts_with(beginning));
		found.map(|(_, kind)| *kind)
	}

	/// Returns that a file is a presentation, if it is one.
	pub(crate) fn of_presentation(bytes: &[u8]) -> Option<Self> {
		let object: Object = ijson::parse_object(bytes).ok()?;
		let is_named = |value: &Value| matches!(value, Value::String(name) if name == "VerifiablePresentation");
		let is_presentation = match object.get(&"type".into())? {
			Value::Array(types) => types.iter().any(is_named),
			one => is_named(one),
		};
		is_presentation.then_some(Self::Presentation)
	}
}

impl fmt::Display for Kind {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::Pdf => "a PDF",
			Self::Png => "a PNG picture",
			Self::Svg => "an SVG picture",
			Self::Zip => "a ZIP archive",
			Self::Presentation => "a presentation",
		})
	}
}

#[cfg(test)]
mod tests {
	use super::Kind;
	use std::path::Path;

	#[test]
	fn kinds_are_told_by_names_and_by_contents() {
		assert_eq!(Kind::of_name(Path::new("a/ana.PDF")), Some(Kind::Pdf));
		assert_eq!(Kind::of_name(Path::new("ana.json")), None);
		for (content, kind) in [
			(&b"%PDF-1.7"[..], Kind::Pdf),
			(b"\x89PNG\r\n\x1a\n", Kind::Png),
			(b"<?xml version=\"1.0\"?><svg>", Kind::Svg),
			(b" <svg>", Kind::Svg),
			(b"PK\x03\x04", Kind::Zip),
		] {
			assert_eq!(Kind::of_content(content), Some(kind));
		}
		assert_eq!(Kind::of_content(b"{\"name\":\"%PDF-\"}"), None);
		let presentation = br#"{"type":["VerifiablePresentation"],"salt":1}"#;
		assert_eq!(Kind::of_presentation(presentation), Some(Kind::Presentation));
		assert_eq!(Kind::of_presentation(br#"{"type":"VerifiableCredential"}"#), None);
		assert_eq!(Kind::of_presentation(b"[]"), None);
	}
}
