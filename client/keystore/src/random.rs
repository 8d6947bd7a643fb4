// SPDX-License-Identifier: Apache-2.0

//! The random bits of a keystore.

use crate::fault::Fault;
use std::fmt;

/// The number of random bytes of a keystore: 32 for its salt, and 24 for its nonce.
pub const RANDOM_BYTES: usize = 56;

/// The random bits of one keystore. They are no secret, and a second keystore must not have them.
#[derive(PartialEq, Eq)]
pub struct Random {
	salt: [u8; 32],
	nonce: [u8; 24],
}

impl Random {
	/// Draws bytes from the generator of the operating system.
	///
	/// # Errors
	///
	/// Returns [`Fault::NotRandom`] if the operating system has none to give.
	#[cfg(feature = "generator")]
	pub fn draw() -> Result<Self, Fault> {
		let mut bytes = [0; RANDOM_BYTES];
		getrandom::fill(&mut bytes).map_err(|_| Fault::NotRandom)?;
		Self::new(bytes)
	}

	/// Takes bytes that were drawn for one keystore only.
	///
	/// # Errors
	///
	/// Refuses bytes that are all the same, as a buffer has them that nobody filled. No other check is
	/// possible.
	pub fn new(bytes: [u8; RANDOM_BYTES]) -> Result<Self, Fault> {
		let (salt, rest) = bytes.split_first_chunk().ok_or(Fault::NotRandom)?;
		let (nonce, _) = rest.split_first_chunk().ok_or(Fault::NotRandom)?;
		let first = salt.first();
		if bytes.iter().all(|byte| Some(byte) == first) {
			return Err(Fault::NotRandom);
		}
		Ok(Self { salt: *salt, nonce: *nonce })
	}

	pub(crate) const fn salt(&self) -> &[u8; 32] {
		&self.salt
	}

	pub(crate) const fn nonce(&self) -> &[u8; 24] {
		&self.nonce
	}
}

impl fmt::Debug for Random {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("Random(..)")
	}
}
