// SPDX-License-Identifier: Apache-2.0

//! The schemes of signatures.

use std::fmt;

/// A scheme of signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
	/// Schnorr signatures over Ristretto, as accounts of Substrate chains have them.
	Sr25519,
	/// Ed25519 (RFC 8032), which signs documents as well.
	Ed25519,
}

impl Scheme {
	/// Returns the word for the scheme in a keystore.
	#[must_use]
	pub const fn word(self) -> &'static str {
		match self {
			Self::Sr25519 => "sr25519",
			Self::Ed25519 => "ed25519",
		}
	}
}

impl fmt::Display for Scheme {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(self.word())
	}
}
