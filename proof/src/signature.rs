// SPDX-License-Identifier: Apache-2.0

//! The signatures of votes: Ed25519, checked as a node checks them.
//!
//! Implementations of Ed25519 differ about keys and signatures at the edge of the curve, such as
//! points of small order. A verifier that accepted less than the nodes would refuse blocks that are
//! final, so it uses the crate that nodes use, with the rules of ZIP 215.

use crate::hash::Hex;
use codec::{Decode, Encode};
use core::fmt;
use ed25519_zebra::VerificationKey;

/// A signature of Ed25519.
#[derive(Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Signature(pub [u8; 64]);

impl Signature {
	/// Returns whether the owner of a key signed a message.
	pub fn is_of(&self, key: &[u8; 32], message: &[u8]) -> bool {
		VerificationKey::try_from(*key).is_ok_and(|key| key.verify(&self.0.into(), message).is_ok())
	}
}

impl fmt::Debug for Signature {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{}", Hex(&self.0))
	}
}
