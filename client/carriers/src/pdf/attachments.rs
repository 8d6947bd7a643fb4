// SPDX-License-Identifier: Apache-2.0

//! The way from the catalog of a file to its attachments.

use super::{
	file::File,
	object::{Dictionary, Number, Object},
};
use crate::{
	fault::Fault,
	kind::Kind,
	limits::{MAX_CREDENTIAL, MAX_PARTS},
};
use std::collections::BTreeSet;

/// Maximum length of the name of an attachment, in bytes.
const MAX_NAME: usize = 1_024;
/// The marks of texts in UTF-16 and in UTF-8.
const UTF_16: &[u8] = b"\xfe\xff";
const UTF_8: &[u8] = b"\xef\xbb\xbf";
/// The letters of the bytes from 0x18 and from 0x80 on in the encoding of PDFs (ISO 32000-2, annex D).
const ACCENTS: &str = "˘ˇˆ˙˝˛˚˜";
const LETTERS: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\u{fffd}€";
/// The names under which a description has its file, of which the first one is preferred.
const FILES: [&str; 2] = ["UF", "F"];

/// An attachment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
	/// Its name, by strangers: to be shown, and never to be used as a path.
	pub name: String,
	/// Its content, or the reason why it cannot be read.
	pub content: Result<Vec<u8>, Fault>,
}

/// The descriptions of attachments that were found, with the names that the tree has for them.
type Descriptions = Vec<(Option<String>, Object)>;

/// Returns the attachments of a PDF: those of its tree of names, and those that are associated with it as a whole.
/// An attachment that is both is there once.
///
/// # Errors
///
/// Returns why they cannot be found.
pub fn attachments(bytes: &[u8]) -> Result<Vec<Attachment>, Fault> {
	attachments_within(bytes, MAX_CREDENTIAL)
}

/// Returns the attachments of a PDF as [`attachments`] does, of which each may have so many bytes.
///
/// # Errors
///
/// Returns why they cannot be found.
pub fn attachments_within(bytes: &[u8], most: usize) -> Result<Vec<Attachment>, Fault> {
	let mut file = File::open(bytes)?;
	let catalog = file.catalog()?;
	let mut descriptions = named(&mut file, &catalog)?;
	if let Object::Array(associated) = file.member(&catalog, "AF")? {
		descriptions.extend(associated.into_iter().map(|it| (None, it)));
	}
	if descriptions.len() > MAX_PARTS {
		return Err(Fault::TooMany(Kind::Pdf));
	}
	let (mut seen, mut described, mut found) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
	for (name, description) in descriptions {
		// A description that is named again is not read again.
		if let Object::Reference(number) = description {
			if !described.insert(number) {
				continue;
			}
		}
		let Object::Dictionary(description) = file.value(&description)? else { continue };
		let Some(number) = number_of(&mut file, &description)? else { continue };
		if seen.insert(number) {
			let own = own_name(&mut file, &description)?;
			let name = own.or(name).unwrap_or_else(|| format!("attachment {number}"));
			let content = file.stream(number, most).map(|(_, content)| content);
			found.push(Attachment { name, content });
		}
	}
	Ok(found)
}

/// Returns the descriptions in the tree of names.
fn named(file: &mut File<'_>, catalog: &Dictionary) -> Result<Descriptions, Fault> {
	let mut found = Descriptions::new();
	let Object::Dictionary(names) = file.member(catalog, "Names")? else { return Ok(found) };
	let mut waiting: Vec<Object> = names.get("EmbeddedFiles").cloned().into_iter().collect();
	let mut seen = BTreeSet::new();
	while let Some(node) = waiting.pop() {
		if let Object::Reference(number) = node {
			if !seen.insert(number) {
				continue;
			}
		}
		let Object::Dictionary(node) = file.value(&node)? else { continue };
		if let Object::Array(leaves) = file.member(&node, "Names")? {
			for pair in leaves.chunks(2) {
				let [name, description] = pair else { continue };
				let name = file.value(name)?;
				found.push((text_of(&name), description.clone()));
				if found.len() > MAX_PARTS {
					return Err(Fault::TooMany(Kind::Pdf));
				}
			}
		}
		if let Object::Array(children) = file.member(&node, "Kids")? {
			waiting.extend(children.into_iter().rev());
		}
		if found.len() > MAX_PARTS || waiting.len() > MAX_PARTS {
			return Err(Fault::TooMany(Kind::Pdf));
		}
	}
	Ok(found)
}

/// Returns the number of the stream that a description leads to.
fn number_of(file: &mut File<'_>, description: &Dictionary) -> Result<Option<Number>, Fault> {
	let Object::Dictionary(files) = file.member(description, "EF")? else { return Ok(None) };
	let numbers = FILES.iter().filter_map(|name| match files.get(name) {
		Some(Object::Reference(number)) => Some(*number),
		_ => None,
	});
	Ok(numbers.into_iter().next())
}

/// Returns the name that a description has for its file.
fn own_name(file: &mut File<'_>, description: &Dictionary) -> Result<Option<String>, Fault> {
	for name in FILES {
		let value = file.member(description, name)?;
		if let Some(text) = text_of(&value) {
			return Ok(Some(text));
		}
	}
	Ok(None)
}

/// Returns a text of a PDF. What is none, has no letters, or is longer than a name is no name.
fn text_of(value: &Object) -> Option<String> {
	let Object::Text(bytes) = value else { return None };
	// A text can be as long as the file, and there can be many of them.
	if bytes.len() > MAX_NAME {
		return None;
	}
	let text = if let Some(rest) = bytes.strip_prefix(UTF_16) {
		let unit = |pair: &[u8]| match pair {
			[high, low] => u16::from_be_bytes([*high, *low]),
			_ => 0xfffd,
		};
		let units: Vec<u16> = rest.chunks(2).map(unit).collect();
		String::from_utf16_lossy(&units)
	} else if let Some(rest) = bytes.strip_prefix(UTF_8) {
		String::from_utf8_lossy(rest).into_owned()
	} else {
		bytes.iter().copied().map(letter_of).collect()
	};
	(!text.is_empty()).then_some(text)
}

/// Returns the letter of a byte in the encoding of PDFs, which differs from Latin-1 in two ranges.
fn letter_of(byte: u8) -> char {
	let (first, letters) = match byte {
		0x18..0x20 => (0x18, ACCENTS),
		0x80..0xa1 => (0x80, LETTERS),
		_ => return char::from(byte),
	};
	let place = usize::from(byte.saturating_sub(first));
	letters.chars().nth(place).unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
	use super::{letter_of, text_of, Object};

	#[test]
	fn texts_are_read_in_each_encoding() {
		let text = |bytes: &[u8]| text_of(&Object::Text(bytes.to_vec()));
		for bytes in [&b"\x97olov\xe1 \xa0\x9e"[..], "\u{feff}Šolová €ž".as_bytes()] {
			assert_eq!(text(bytes).as_deref(), Some("Šolová €ž"));
		}
		let wide: Vec<u8> = "\u{feff}Šolová €ž".encode_utf16().flat_map(u16::to_be_bytes).collect();
		assert_eq!(text(&wide).as_deref(), Some("Šolová €ž"));
		assert_eq!(text(b""), None);
		assert_eq!((letter_of(0x18), letter_of(0x1f), letter_of(0x80)), ('˘', '˜', '•'));
		assert_eq!((letter_of(0x9f), letter_of(0xa1), letter_of(b'a')), ('\u{fffd}', '¡', 'a'));
	}
}
