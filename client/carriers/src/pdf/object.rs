// SPDX-License-Identifier: Apache-2.0

//! The values of a PDF.

/// The number of an object, without its generation: the table of a file has one of each number.
pub(super) type Number = u32;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Object {
	/// `null`, `true`, `false`, or a number with a fraction: nothing that leads to an attachment is one of these.
	Other,
	/// A whole number.
	Integer(i64),
	/// A name, without its slash.
	Name(Vec<u8>),
	/// A text, as bytes.
	Text(Vec<u8>),
	/// An array.
	Array(Vec<Self>),
	/// A dictionary.
	Dictionary(Dictionary),
	/// A reference to another object.
	Reference(Number),
}

/// A dictionary. Of two members of one name, the first counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Dictionary(pub(super) Vec<(Vec<u8>, Object)>);

impl Dictionary {
	/// Returns the member of a name.
	pub(super) fn get(&self, name: &str) -> Option<&Object> {
		self.0
			.iter()
			.find(|(found, _)| found == name.as_bytes())
			.map(|(_, value)| value)
	}

	/// Returns the whole number of a name, if it is one that counts something.
	pub(super) fn count(&self, name: &str) -> Option<usize> {
		self.get(name).and_then(Object::count)
	}
}

impl Object {
	/// Returns a whole number that counts something.
	pub(super) fn count(&self) -> Option<usize> {
		match self {
			Self::Integer(number) => usize::try_from(*number).ok(),
			_ => None,
		}
	}

	/// Returns whether this is a name.
	pub(super) fn is_name(&self, name: &str) -> bool {
		matches!(self, Self::Name(found) if found == name.as_bytes())
	}
}
