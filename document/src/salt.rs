// SPDX-License-Identifier: Apache-2.0

//! The random bits without which a document has no digest.
//!
//! A leaf is public for ever. Whoever knows a learner and an achievement could guess the document
//! and recognize its leaf, also after every copy of the file is erased, if the document did not hold
//! 128 bits that nobody can guess.

use crate::{
	fault::Fault,
	value::{Object, Value},
};
use alloc::string::String;
use testamur_primitives::base64url;

/// The member of a document that holds its salt.
pub const MEMBER: &str = "salt";

/// The salt of a document: 128 random bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Salt([u8; 16]);

impl Salt {
	/// Makes a salt from bytes that the caller has drawn from a cryptographically secure generator,
	/// for one document only.
	pub const fn new(random: [u8; 16]) -> Self {
		Self(random)
	}

	/// Returns the value of the document's member [`MEMBER`]: 22 letters.
	pub fn text(&self) -> String {
		base64url::encode(&self.0)
	}

	/// Parses the value of the document's member [`MEMBER`].
	///
	/// This checks the form. Whether bytes are random cannot be seen from them.
	pub fn parse(text: &str) -> Result<Self, Fault> {
		base64url::decode(text)
			.and_then(|bytes| bytes.try_into().ok())
			.map(Self)
			.ok_or(Fault::SaltMalformed)
	}

	/// Returns the salt of a document.
	pub(crate) fn of(document: &Object) -> Result<Self, Fault> {
		match document.get(&MEMBER.into()) {
			None => Err(Fault::SaltMissing),
			Some(Value::String(text)) => Self::parse(text),
			Some(_) => Err(Fault::SaltMalformed),
		}
	}
}
