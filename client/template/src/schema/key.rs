// SPDX-License-Identifier: Apache-2.0

//! Sections, keys and kinds of values.

/// A kind of value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Shape {
	/// Text of one line.
	Line,
	/// Text of several lines.
	Paragraphs,
	/// The header of a column of the list: a short word.
	Column,
	/// An identifier that is an IRI.
	Iri,
	/// The address of a page.
	Web,
	/// The address of a skill of ESCO.
	Esco,
	/// An address of mail.
	Email,
	/// The tag of a language.
	Language,
	/// The code of a country.
	Country,
	/// A day.
	Date,
	/// One of a list.
	Word(&'static [&'static str]),
	/// A list of texts of one line.
	Lines,
	/// A list of identifiers.
	Iris,
	/// A decimal number above 0 with at most two decimals, up to this.
	Number(f64),
	/// A decimal number of any sign.
	Decimal,
	/// A whole number between two.
	Whole(u32, u32),
	/// `true` or `false`.
	Truth,
}

/// A key of a section.
#[derive(Debug)]
pub(crate) struct Key {
	pub(crate) name: &'static str,
	pub(crate) shape: Shape,
	/// True if a template without it is refused.
	pub(crate) required: bool,
	/// The meaning of the key, as a sentence for a registrar.
	pub(crate) about: &'static str,
	/// A value in TOML.
	pub(crate) example: &'static str,
	/// True if the filled-in example has it. Of two keys that exclude each other, one does not.
	pub(crate) shown: bool,
}

/// A section of a template.
#[derive(Debug)]
pub(crate) struct Section {
	pub(crate) name: &'static str,
	/// True if it can stand several times.
	pub(crate) repeated: bool,
	pub(crate) required: bool,
	pub(crate) about: &'static str,
	pub(crate) keys: &'static [Key],
}

impl Section {
	/// Returns a key by its name.
	pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
		self.keys.iter().find(|key| key.name == name)
	}

	/// Returns the heading of the section in TOML.
	pub(crate) fn heading(&self) -> String {
		if self.repeated {
			format!("[[{}]]", self.name)
		} else {
			format!("[{}]", self.name)
		}
	}
}

pub(super) const fn must(
	name: &'static str,
	shape: Shape,
	example: &'static str,
	about: &'static str,
) -> Key {
	Key { name, shape, required: true, about, example, shown: true }
}

pub(super) const fn may(
	name: &'static str,
	shape: Shape,
	example: &'static str,
	about: &'static str,
) -> Key {
	Key { name, shape, required: false, about, example, shown: true }
}

/// A key that the filled-in example leaves out, because another one stands there.
pub(super) const fn or(
	name: &'static str,
	shape: Shape,
	example: &'static str,
	about: &'static str,
) -> Key {
	Key { name, shape, required: false, about, example, shown: false }
}
