// SPDX-License-Identifier: Apache-2.0

//! JSON values as the canonical form sees them: names in their order, numbers as doubles.

use alloc::{collections::BTreeMap, string::String, vec::Vec};
use core::cmp::Ordering;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
	/// `null`.
	Null,
	/// `true` or `false`.
	Bool(bool),
	/// A number, which is finite.
	Number(f64),
	/// A string, with its escapes resolved.
	String(String),
	/// An array.
	Array(Vec<Self>),
	/// An object.
	Object(Object),
}

/// The members of an object, in the order of RFC 8785.
pub type Object = BTreeMap<Name, Value>;

/// The first byte in UTF-8 of the letters from U+E000 on, and of no letter before.
const FROM_U_E000: u8 = 0xee;

/// The name of a member.
///
/// Names are ordered by their UTF-16 code units (RFC 8785, section 3.2.3), which differs from the
/// order of code points above U+FFFF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(pub(crate) String);

impl Name {
	/// Returns the name as a string.
	pub fn as_str(&self) -> &str {
		&self.0
	}
}

impl Ord for Name {
	fn cmp(&self, other: &Self) -> Ordering {
		let mut bytes = self.0.bytes().zip(other.0.bytes());
		match bytes.find(|(own, other)| own != other) {
			// Only where letters from U+E000 on differ is the order of code units another one than that of
			// bytes, which is that of code points.
			Some((FROM_U_E000.., FROM_U_E000..)) => {
				self.0.encode_utf16().cmp(other.0.encode_utf16())
			},
			Some((own, other)) => own.cmp(&other),
			None => self.0.len().cmp(&other.0.len()),
		}
	}
}

impl PartialOrd for Name {
	fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
		Some(self.cmp(other))
	}
}

impl From<&str> for Name {
	fn from(name: &str) -> Self {
		Self(name.into())
	}
}

/// Returns whether a byte must not stand in a string of JSON as it is.
pub(crate) const fn is_escaped(byte: u8) -> bool {
	matches!(byte, b'"' | b'\\' | 0..=0x1f)
}

/// Returns a member of an object that is a text.
pub fn text<'o>(object: &'o Object, name: &str) -> Option<&'o str> {
	match object.get(&name.into()) {
		Some(Value::String(text)) => Some(text),
		_ => None,
	}
}

/// Returns whether a name is among the types of a node, which are those of its member `type`.
pub fn has_type(node: &Object, name: &str) -> bool {
	let is_it = |value: &Value| matches!(value, Value::String(text) if text == name);
	match node.get(&"type".into()) {
		Some(Value::Array(types)) => types.iter().any(is_it),
		Some(single) => is_it(single),
		None => false,
	}
}
