// SPDX-License-Identifier: Apache-2.0

//! Domain-separated SHA-256, as RFC 9162, section 2.1.1, has it.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sha2::{Digest as _, Sha256};

/// Prefix of a leaf, so that no leaf can be taken for an inner node.
const LEAF_PREFIX: u8 = 0x00;
/// Prefix of an inner node.
const NODE_PREFIX: u8 = 0x01;

macro_rules! hash {
	($(#[$doc:meta])* $name:ident) => {
		$(#[$doc])*
		#[derive(
			Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default,
			Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
		)]
		pub struct $name(pub [u8; 32]);

		impl core::fmt::Debug for $name {
			fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
				f.write_str("0x")?;
				self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
			}
		}
	};
}

hash! {
	/// SHA-256 of the canonical form (RFC 8785) of a credential document without its `proof`.
	Digest
}
hash! {
	/// What stands at the bottom of the tree: SHA-256(0x00 ‖ digest).
	Leaf
}
hash! {
	/// A node of the tree that is not a leaf's content: an inner node, or the root.
	///
	/// The root of a tree of one leaf is that leaf.
	Root
}

impl Digest {
	/// The leaf that anchors this digest.
	pub fn leaf(&self) -> Leaf {
		let mut hasher = Sha256::new();
		hasher.update([LEAF_PREFIX]);
		hasher.update(self.0);
		Leaf(hasher.finalize().into())
	}
}

impl From<Leaf> for Root {
	fn from(leaf: Leaf) -> Self {
		Self(leaf.0)
	}
}

/// An inner node: SHA-256(0x01 ‖ left ‖ right).
pub fn node(left: &Root, right: &Root) -> Root {
	let mut hasher = Sha256::new();
	hasher.update([NODE_PREFIX]);
	hasher.update(left.0);
	hasher.update(right.0);
	Root(hasher.finalize().into())
}
