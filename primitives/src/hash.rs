// SPDX-License-Identifier: Apache-2.0

//! Domain-separated SHA-256, as RFC 9162, section 2.1.1, defines it.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sha2::Digest as _;

/// Prefix of a leaf, which keeps a leaf from being taken for an inner node.
const LEAF_PREFIX: u8 = 0x00;
/// Prefix of an inner node.
const NODE_PREFIX: u8 = 0x01;

/// An implementation of SHA-256.
///
/// A runtime has its node compute the hash, which is several times faster than wasm.
pub trait Sha256 {
	/// Returns the hash of `bytes`.
	fn hash(bytes: &[u8]) -> [u8; 32];
}

/// SHA-256 in software, which works on every platform.
pub struct Software;

impl Sha256 for Software {
	fn hash(bytes: &[u8]) -> [u8; 32] {
		sha2::Sha256::digest(bytes).into()
	}
}

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
	/// SHA-256 of the canonical form (RFC 8785) of a credential document without its `proof`, or the
	/// hash over several such digests. `docs/spec/leaf.md` specifies both.
	Digest
}
hash! {
	/// A leaf of the tree: SHA-256(0x00 ‖ digest).
	Leaf
}
hash! {
	/// A node of the tree: an inner node, a leaf as a sibling, or the root.
	///
	/// The root of a tree of one leaf is that leaf.
	Root
}

impl Digest {
	/// Returns the leaf that anchors this digest.
	pub fn leaf(&self) -> Leaf {
		let mut bytes = [LEAF_PREFIX; 33];
		let (_, digest) = bytes.split_at_mut(1);
		digest.copy_from_slice(&self.0);
		Leaf(Software::hash(&bytes))
	}
}

/// Returns the leaf of some content: SHA-256(0x00 ‖ content).
pub fn leaf<H: Sha256>(content: &[u8]) -> Leaf {
	Leaf(H::hash(&[&[LEAF_PREFIX], content].concat()))
}

impl From<Leaf> for Root {
	fn from(leaf: Leaf) -> Self {
		Self(leaf.0)
	}
}

/// Returns an inner node: SHA-256(0x01 ‖ left ‖ right).
pub fn node<H: Sha256>(left: &Root, right: &Root) -> Root {
	let mut bytes = [NODE_PREFIX; 65];
	let (_, children) = bytes.split_at_mut(1);
	let (first, second) = children.split_at_mut(32);
	first.copy_from_slice(&left.0);
	second.copy_from_slice(&right.0);
	Root(H::hash(&bytes))
}
