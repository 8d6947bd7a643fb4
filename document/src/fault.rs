// SPDX-License-Identifier: Apache-2.0

//! The reasons why there is no leaf.

use core::fmt;

macro_rules! faults {
	($($(#[$doc:meta])* $fault:ident, $code:literal, $message:literal;)*) => {
		/// A reason why a text has no digest, or why digests have no leaf.
		#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
		pub enum Fault {
			$($(#[$doc])* $fault,)*
		}

		impl Fault {
			/// All faults.
			pub const ALL: &'static [Self] = &[$(Self::$fault),*];

			/// Returns the word for this fault in the specification and in the vectors.
			pub const fn code(self) -> &'static str {
				match self {
					$(Self::$fault => $code,)*
				}
			}
		}

		impl fmt::Display for Fault {
			fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str(match self {
					$(Self::$fault => $message,)*
				})
			}
		}
	};
}

faults! {
	/// The bytes are not UTF-8.
	NotUtf8, "notUtf8", "the text is not UTF-8: save it as UTF-8";
	/// The text is not JSON.
	NotJson, "notJson", "the text is not JSON, or something stands before or behind the JSON";
	/// The text is JSON, but not an object.
	NotObject, "notObject", "a document is a JSON object, and this is another value";
	/// Values are nested deeper than 100 levels.
	TooDeep, "tooDeep", "objects and arrays are nested deeper than 100 levels: make it flatter";
	/// An object has two members of one name.
	DuplicateMember, "duplicateMember", "an object has two members of one name: leave one out";
	/// A string has half of a surrogate pair.
	LoneSurrogate, "loneSurrogate", "a string has an escape for half of a surrogate pair";
	/// A string has a code point that is no character.
	Noncharacter, "noncharacter", "a string has a code point that Unicode keeps from being a character";
	/// A number is beyond 2^53 - 1, or too small for a double.
	NumberOutOfRange, "numberOutOfRange",
		"a number is beyond 2^53 - 1, or so small that it would become 0: write it as a string";
	/// A number has more than 17 significant digits.
	NumberTooPrecise, "numberTooPrecise",
		"a number has more than 17 significant digits: round it, or write it as a string";
	/// The document has no salt.
	SaltMissing, "saltMissing", "the document has no `salt`: add 16 random bytes in base64url";
	/// The salt is not 16 bytes in base64url.
	SaltMalformed, "saltMalformed", "`salt` is not a string of 16 bytes in base64url without padding";
	/// The text is not a token.
	NotToken, "notToken", "the text is not a JWS or SD-JWT in its compact form";
	/// The payload of a token has a member `proof`.
	ProofInToken, "proofInToken", "the payload of a token must not have a member `proof`";
	/// There is no envelope.
	NoEnvelope, "noEnvelope", "a leaf needs at least one envelope";
	/// There are more than 8 envelopes.
	TooManyEnvelopes, "tooManyEnvelopes", "a leaf covers at most 8 envelopes";
	/// Two digests under one leaf are equal.
	EqualDigests, "equalDigests", "two envelopes have the same digest: leave one out";
	/// The digests under a leaf are not in ascending order.
	DigestsOutOfOrder, "digestsOutOfOrder", "the digests of the envelopes are not in ascending order";
	/// Two envelopes under one leaf have the same salt.
	EqualSalts, "equalSalts", "two envelopes have the same salt: give each its own";
}

impl core::error::Error for Fault {}
