// SPDX-License-Identifier: Apache-2.0

//! The places of members and items in a text that is known to be JSON.
//!
//! An anchor is put into the text of a document and taken out of it, a credential is put into a presentation
//! and taken out of it, and everything else stays as it was written. A parser and a writer would write numbers
//! in their own way.

use alloc::{string::String, vec::Vec};

/// A value, or a member with its name, at its place in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part<'a> {
	/// Its text, without white space around it.
	pub(crate) text: &'a str,
	/// The place of its first byte in the whole text.
	pub(crate) start: usize,
}

/// A member of an object.
#[derive(Clone, Debug)]
pub(crate) struct Member<'a> {
	/// The name, of which the escapes are resolved.
	pub(crate) name: String,
	/// The name and the value, as they are written.
	pub(crate) whole: Part<'a>,
	/// The value.
	pub(crate) value: Part<'a>,
}

impl<'a> Part<'a> {
	/// Takes a text at a place, without white space around it.
	pub(crate) fn new(text: &'a str, start: usize) -> Self {
		let trimmed = text.trim_start();
		let start = start.saturating_add(text.len().saturating_sub(trimmed.len()));
		Self { text: trimmed.trim_end(), start }
	}

	/// Returns the place behind its last byte.
	pub(crate) const fn end(&self) -> usize {
		self.start.saturating_add(self.text.len())
	}

	/// Returns the part from one place in its text to another.
	fn between(&self, from: usize, to: usize) -> Option<Self> {
		let text = self.text.get(from..to)?;
		Some(Self::new(text, self.start.saturating_add(from)))
	}

	/// Returns the items of an array, and none of another value.
	pub(crate) fn items(&self) -> Vec<Self> {
		match self.text.starts_with('[') {
			true => self.parts(),
			false => Vec::new(),
		}
	}

	/// Returns the members of an object, and none of another value.
	pub(crate) fn members(&self) -> Vec<Member<'a>> {
		match self.text.starts_with('{') {
			true => self.parts().into_iter().filter_map(Self::member).collect(),
			false => Vec::new(),
		}
	}

	/// Returns the value of a member of this name.
	pub(crate) fn value_of(&self, name: &str) -> Option<Self> {
		self.members()
			.into_iter()
			.find(|member| member.name == name)
			.map(|member| member.value)
	}

	/// Returns a string, of which the escapes are resolved.
	pub(crate) fn string(&self) -> Option<String> {
		let written = self.text.strip_prefix('"')?.strip_suffix('"')?;
		let mut letters = written.chars();
		let mut units = Vec::with_capacity(written.len());
		while let Some(letter) = letters.next() {
			if letter != '\\' {
				units.extend_from_slice(letter.encode_utf16(&mut [0; 2]));
				continue;
			}
			units.push(match letters.next()? {
				'b' => 0x08,
				'f' => 0x0c,
				'n' => 0x0a,
				'r' => 0x0d,
				't' => 0x09,
				'u' => {
					let digits: String = letters.by_ref().take(4).collect();
					u16::from_str_radix(&digits, 16).ok()?
				},
				itself => u16::try_from(u32::from(itself)).ok()?,
			});
		}
		String::from_utf16(&units).ok()
	}

	/// Returns what stands between the commas of an array or an object.
	fn parts(&self) -> Vec<Self> {
		let mut depth = 0u32;
		let mut from = 1;
		let mut parts = Vec::new();
		for (place, byte) in outside_of_strings(self.text) {
			match byte {
				b'{' | b'[' => depth = depth.saturating_add(1),
				b'}' | b']' => depth = depth.saturating_sub(1),
				_ => (),
			}
			if depth == 0 || (depth == 1 && byte == b',') {
				parts.extend(self.between(from, place));
				from = place.saturating_add(1);
			}
		}
		parts.retain(|part| !part.text.is_empty());
		parts
	}

	fn member(self) -> Option<Member<'a>> {
		let (colon, _) = outside_of_strings(self.text).find(|(_, byte)| *byte == b':')?;
		let name = self.between(0, colon)?.string()?;
		let value = self.between(colon.saturating_add(1), self.text.len())?;
		Some(Member { name, whole: self, value })
	}
}

/// Returns the bytes of a text that stand in none of its strings, with their places.
fn outside_of_strings(text: &str) -> impl Iterator<Item = (usize, u8)> + '_ {
	let (mut inside, mut escaped) = (false, false);
	text.bytes().enumerate().filter(move |(_, byte)| {
		let quoted = inside || *byte == b'"';
		match (*byte, escaped) {
			(_, true) => escaped = false,
			(b'\\', false) => escaped = true,
			(b'"', false) => inside = !inside,
			_ => (),
		}
		!quoted
	})
}

#[cfg(test)]
mod tests {
	use super::Part;
	use std::vec::Vec;

	fn texts<'a>(parts: &[Part<'a>]) -> Vec<&'a str> {
		parts.iter().map(|part| part.text).collect()
	}

	#[test]
	fn members_are_found_by_names_without_escapes_at_their_place() {
		let text =
			" {\"a\\\"}\": [1, {\"b\": \",]\"}] ,\n\"\\u0070roof\" : 1.50E+2, \"c\\\\\":\"\"} ";
		let members = Part::new(text, 0).members();
		let names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
		assert_eq!(names, ["a\"}", "proof", "c\\"]);
		let values: Vec<Part<'_>> = members.iter().map(|member| member.value).collect();
		assert_eq!(texts(&values), ["[1, {\"b\": \",]\"}]", "1.50E+2", "\"\""]);
		for member in &members {
			assert_eq!(&text[member.whole.start..member.whole.end()], member.whole.text);
			assert_eq!(&text[member.value.start..member.value.end()], member.value.text);
			assert_eq!(member.whole.end(), member.value.end());
		}
	}

	#[test]
	fn items_are_those_of_the_outermost_array() {
		let items = |text| texts(&Part::new(text, 0).items());
		assert_eq!(items("[ [1,2], {\"a\":[3,4]} ,\"[,]\\\"\",null]").len(), 4);
		assert_eq!(items("[[1,2]]"), ["[1,2]"]);
		assert_eq!(items("[ ]"), [""; 0]);
		assert_eq!(items("{\"a\":1}"), [""; 0]);
		assert!(Part::new("[{}]", 0).members().is_empty());
		assert!(Part::new("{ }", 0).members().is_empty());
	}

	#[test]
	fn escapes_of_strings_are_resolved() {
		let string = |text| Part::new(text, 0).string();
		let all = "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\uD83D\\uDE00ß😀\"";
		assert_eq!(string(all).as_deref(), Some("\"\\/\u{8}\u{c}\n\r\tä😀ß😀"));
		assert_eq!(string(all), serde_json::from_str(all).ok());
		assert_eq!(string("1"), None);
		assert_eq!(string("[\"a\"]"), None);
	}
}
