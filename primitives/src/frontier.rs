// SPDX-License-Identifier: Apache-2.0

//! The frontier of a tree that grows: what it takes to append a leaf and to compute the root.
//!
//! The tree is that of RFC 9162, section 2.1. It consists of complete subtrees side by side, whose
//! sizes are the powers of two that add up to the size, the largest first. Their roots, the *peaks*,
//! are all that the chain stores of a log.

use crate::hash::{node, Leaf, Root, Sha256};
use bounded_collections::{BoundedVec, ConstU32};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Maximum number of peaks: one for each bit of the size.
pub const MAX_PEAKS: u32 = u64::BITS;

/// The peaks of a tree, from the first to the last.
pub type Peaks = BoundedVec<Root, ConstU32<MAX_PEAKS>>;

/// The size and the peaks of a tree.
#[derive(
	Clone,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub struct Frontier {
	/// The number of leaves.
	size: u64,
	/// The peaks.
	peaks: Peaks,
}

/// The error of a tree that has 2^64 - 1 leaves and takes no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

impl Frontier {
	/// Creates the frontier of a tree of this size with these peaks, or returns `None` where their
	/// number does not fit the size.
	pub fn new(size: u64, peaks: Peaks) -> Option<Self> {
		let frontier = Self { size, peaks };
		frontier.is_well_formed().then_some(frontier)
	}

	/// Returns the number of leaves.
	pub const fn size(&self) -> u64 {
		self.size
	}

	/// Returns the peaks, from the first to the last.
	pub fn peaks(&self) -> &[Root] {
		&self.peaks
	}

	/// Returns whether there are as many peaks as the size has ones in binary.
	///
	/// A reader checks this of a frontier that it decodes.
	pub fn is_well_formed(&self) -> bool {
		u32::try_from(self.peaks.len()) == Ok(self.size.count_ones())
	}

	/// Appends a leaf.
	///
	/// Each one at the end of the binary size is a subtree as large as the one that is being
	/// completed, and is joined with it. So a leaf costs one hash on average.
	pub fn push<H: Sha256>(&mut self, leaf: Leaf) -> Result<(), Full> {
		let size = self.size.checked_add(1).ok_or(Full)?;
		let mut peak = Root::from(leaf);
		for _ in 0..self.size.trailing_ones() {
			if let Some(left) = self.peaks.pop() {
				peak = node::<H>(&left, &peak);
			}
		}
		self.peaks.try_push(peak).map_err(|_| Full)?;
		self.size = size;
		Ok(())
	}

	/// Returns the root. That of the empty tree is the hash of no bytes.
	pub fn root<H: Sha256>(&self) -> Root {
		let mut peaks = self.peaks.iter().rev();
		match peaks.next() {
			None => empty_root::<H>(),
			Some(last) => peaks.fold(*last, |right, left| node::<H>(left, &right)),
		}
	}
}

/// Returns the root of the empty tree.
pub(crate) fn empty_root<H: Sha256>() -> Root {
	Root(H::hash(&[]))
}
