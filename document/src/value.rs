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
		self.0.encode_utf16().cmp(other.0.encode_utf16())
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
