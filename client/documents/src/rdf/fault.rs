// SPDX-License-Identifier: Apache-2.0

//! The reasons why the statements of a document do not hold all that stands in it.

use alloc::{format, string::String};
use core::fmt;

/// A member of a document that its statements would not hold, or hold in another way elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
	/// The way to the member: names, and positions from 0 in brackets.
	pub member: String,
	/// The reason why it is no statement.
	pub reason: Reason,
}

macro_rules! reasons {
	($($(#[$doc:meta])* $reason:ident, $message:literal;)*) => {
		/// A reason why a member is no statement.
		#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
		pub enum Reason {
			$($(#[$doc])* $reason,)*
		}

		impl fmt::Display for Reason {
			fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str(match self {
					$(Self::$reason => $message,)*
				})
			}
		}
	};
}

reasons! {
	/// No context defines the member or the type.
	Undefined, "no context defines it, so it would not be signed";
	/// An IRI is expected.
	NotAnIri, "it is no absolute IRI, such as `https://…` or `urn:uuid:…`";
	/// A context defines a term that another context protects.
	Redefined, "it is defined by two contexts in different ways";
	/// The direction of a text has no form in statements that all programs share.
	Direction, "the direction of a text is not signed: leave `@direction` out";
	/// The keyword is not taken here.
	Keyword, "this keyword of JSON-LD is not taken here";
	/// Contexts stand at the top only.
	Context, "contexts stand at the top of a document only";
	/// The contexts of a document inside of another one are not known.
	OwnContexts, "the document inside has contexts that are none of those that this program has";
	/// JSON of any kind is not taken.
	Json, "a value that is JSON of any kind is not taken";
	/// `null` says nothing.
	Null, "null says nothing and would not be signed: leave the member out";
	/// An empty array says nothing.
	Empty, "an empty array or graph says nothing and would not be signed: leave the member out";
	/// An array stands in an array.
	Nested, "an array in an array would be signed as if it were one array";
	/// A language tag has upper-case letters, or is none.
	Language, "a language tag is written in lower case, since programs differ in signing others";
	/// A number has no form that all programs share.
	Number, "this number is signed differently by different programs: write it as a plain decimal \
		with at most 16 digits";
	/// The value is of another kind than the member demands.
	Kind, "a value of another kind belongs here, such as a text";
	/// A node has two names.
	Twice, "the member stands twice, under two names";
	/// The blank nodes are so alike that to tell them apart takes too long.
	Alike, "too many of its parts without an `id` are alike: give them one";
}

impl Fault {
	pub(crate) const fn new(reason: Reason) -> Self {
		Self { member: String::new(), reason }
	}

	/// Returns the fault as one of a member of an outer object.
	pub(crate) fn of_member(self, name: &str) -> Self {
		let member = match self.member.as_str() {
			"" => String::from(name),
			inner if inner.starts_with('[') => format!("{name}{inner}"),
			inner => format!("{name}.{inner}"),
		};
		Self { member, ..self }
	}

	/// Returns the fault as one of an item of an array.
	pub(crate) fn of_item(self, position: usize) -> Self {
		self.of_member(&format!("[{position}]"))
	}
}

impl fmt::Display for Fault {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "`{}`: {}", self.member, self.reason)
	}
}

impl core::error::Error for Fault {}
