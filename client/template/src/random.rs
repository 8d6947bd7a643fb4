// SPDX-License-Identifier: Apache-2.0

//! The random bits of a document.

use std::{error::Error, fmt};
use testamur_document::Salt;
use testamur_primitives::hash::{Sha256, Software};

/// The number of random bytes of a document: 16 for its salt, and 16 for its identifier.
pub const RANDOM_BYTES: usize = 32;

/// The random bits of one document, which the caller draws from a cryptographically secure generator.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Random {
	salt: [u8; 16],
	id: [u8; 16],
}

/// Bytes that no generator has drawn: all of them are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotRandom;

impl fmt::Display for NotRandom {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(
			f,
			"the bytes of a document are not random, because all of them are the same: draw \
			 {RANDOM_BYTES} bytes for each document"
		)
	}
}

impl Error for NotRandom {}

impl Random {
	/// Takes bytes that were drawn for one document only. Two documents must not share them.
	///
	/// # Errors
	///
	/// Refuses bytes that are all the same, as a buffer has them that nobody filled. No other check is
	/// possible.
	pub fn new(bytes: [u8; RANDOM_BYTES]) -> Result<Self, NotRandom> {
		let (salt, id) = bytes.split_at(16);
		if salt == [salt.first().copied().unwrap_or_default(); 16] || salt == id {
			return Err(NotRandom);
		}
		let half = |bytes: &[u8]| <[u8; 16]>::try_from(bytes).map_err(|_| NotRandom);
		Ok(Self { salt: half(salt)?, id: half(id)? })
	}

	/// Returns the salt of the document.
	#[must_use]
	pub const fn salt(&self) -> Salt {
		Salt::new(self.salt)
	}

	/// Returns the identifier of the document: a UUID of version 4 (RFC 9562, section 5.4).
	#[must_use]
	pub fn id(&self) -> String {
		let mut id = u128::from_be_bytes(self.id);
		id = id & !(0xf << 76) | (0x4 << 76);
		id = id & !(0x3 << 62) | (0x2 << 62);
		let digits = format!("{id:032x}");
		let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
		let parts = [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)];
		format!("urn:uuid:{}", parts.join("-"))
	}

	/// Returns the salt of an identity of the document. It follows from the salt of the document, which
	/// does not follow from it.
	pub(crate) fn identity_salt(&self, kind: &str) -> String {
		let mut bytes = b"testamur identity ".to_vec();
		bytes.extend_from_slice(kind.as_bytes());
		bytes.push(0);
		bytes.extend_from_slice(&self.salt);
		let hash = Software::hash(&bytes);
		testamur_primitives::base64url::encode(hash.get(..16).unwrap_or_default())
	}
}

/// Random bits are not shown: a log must not hold them.
impl fmt::Debug for Random {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("Random(..)")
	}
}
