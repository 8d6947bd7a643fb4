// SPDX-License-Identifier: Apache-2.0

//! Proofs over a log: that an entry is in it, and that it has only grown.
//!
//! Whoever holds all leaves of a log makes both proofs, for the log as it is and as it was at any
//! smaller size. A reader needs the sizes and the roots only, which follow from the frontiers that
//! the chain stores.

use crate::{
	frontier::empty_root,
	hash::{node, Leaf, Root, Sha256, Software},
	merkle::levels,
};
use alloc::vec::Vec;

/// The tree over all leaves of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogTree {
	/// The levels from the leaves to the root.
	levels: Vec<Vec<Root>>,
}

impl LogTree {
	/// Builds the tree over the leaves of a log, in their order.
	pub fn new(leaves: &[Leaf]) -> Self {
		Self { levels: levels(leaves) }
	}

	/// Returns the number of leaves.
	pub fn size(&self) -> u64 {
		self.levels
			.first()
			.and_then(|leaves| u64::try_from(leaves.len()).ok())
			.unwrap_or_default()
	}

	/// Returns the root of the first `size` leaves, or `None` if there are fewer.
	pub fn root_at(&self, size: u64) -> Option<Root> {
		if size > self.size() {
			return None;
		}
		self.subtree(0, size)
	}

	/// Returns the inclusion path of the leaf at `index` among the first `size` leaves, from the
	/// bottom up: PATH(index, D\[size\]) of section 2.1.3.1.
	pub fn inclusion(&self, index: u64, size: u64) -> Option<Vec<Root>> {
		if size > self.size() || index >= size {
			return None;
		}
		let (mut first, mut end) = (0, size);
		let mut path = Vec::new();
		while let Some(middle) = split(first, end) {
			if index < middle {
				path.push(self.subtree(middle, end)?);
				end = middle;
			} else {
				path.push(self.subtree(first, middle)?);
				first = middle;
			}
		}
		path.reverse();
		Some(path)
	}

	/// Returns the proof that the first `former` leaves are the beginning of the first `size`
	/// leaves, from the bottom up: PROOF(former, D\[size\]) of section 2.1.4.1.
	///
	/// It is empty for a former size of 0, of which every log is a continuation.
	pub fn consistency(&self, former: u64, size: u64) -> Option<Vec<Root>> {
		if size > self.size() || former > size {
			return None;
		}
		let (mut first, mut end) = (0, size);
		let mut proof = Vec::new();
		if former == 0 {
			return Some(proof);
		}
		while former != end {
			let middle = split(first, end)?;
			if former <= middle {
				proof.push(self.subtree(middle, end)?);
				end = middle;
			} else {
				proof.push(self.subtree(first, middle)?);
				first = middle;
			}
		}
		// What begins with the first leaf is the former tree itself, which the reader knows.
		if first > 0 {
			proof.push(self.subtree(first, end)?);
		}
		proof.reverse();
		Some(proof)
	}

	/// Returns the root over the leaves in `[first, end)`, which begin at a multiple of a power of
	/// two that is not below their number.
	fn subtree(&self, first: u64, end: u64) -> Option<Root> {
		let mut parts = Vec::new();
		let mut next = first;
		while next < end {
			let level = end.checked_sub(next)?.ilog2();
			let place = usize::try_from(next.checked_shr(level)?).ok()?;
			parts.push(*self.levels.get(usize::try_from(level).ok()?)?.get(place)?);
			next = next.checked_add(1u64.checked_shl(level)?)?;
		}
		let mut parts = parts.iter().rev();
		Some(match parts.next() {
			None => empty_root::<Software>(),
			Some(last) => parts.fold(*last, |right, left| node::<Software>(left, &right)),
		})
	}
}

/// Returns where the definition splits the leaves in `[first, end)`: after the largest power of two
/// below their number. One leaf is not split.
fn split(first: u64, end: u64) -> Option<u64> {
	let below = end.checked_sub(first)?.checked_sub(1)?;
	first.checked_add(1u64.checked_shl(below.checked_ilog2()?)?)
}

/// Returns whether a log of `size` leaves and this root continues one of `former_size` leaves and
/// that root: nothing of it was changed, left out or moved.
///
/// The steps are those of RFC 9162, section 2.1.4.2, which does not define the cases of equal sizes
/// and of an empty former log: there the proof must be empty.
pub fn is_consistent<H: Sha256>(
	former_size: u64,
	former_root: Root,
	size: u64,
	root: Root,
	proof: &[Root],
) -> bool {
	if former_size == 0 {
		return proof.is_empty() && former_root == empty_root::<H>();
	}
	if former_size == size {
		return proof.is_empty() && former_root == root;
	}
	former_size < size
		&& roots::<H>(former_size, former_root, size, proof) == Some((former_root, root))
}

/// Computes both roots from a proof, for `0 < former_size < size`.
fn roots<H: Sha256>(
	former_size: u64,
	former_root: Root,
	size: u64,
	proof: &[Root],
) -> Option<(Root, Root)> {
	// A complete former tree is a node of the new one, and no part of the proof.
	let (mut former, rest) = match former_size.is_power_of_two() {
		true => (former_root, proof),
		false => proof.split_first().map(|(seed, rest)| (*seed, rest))?,
	};
	if proof.is_empty() {
		return None;
	}
	let mut place = former_size.checked_sub(1)?;
	let mut last = size.checked_sub(1)?;
	let complete = place.trailing_ones();
	place = place.checked_shr(complete)?;
	last = last.checked_shr(complete)?;
	let mut present = former;
	for sibling in rest {
		if last == 0 {
			return None;
		}
		if place & 1 == 1 || place == last {
			former = node::<H>(sibling, &former);
			present = node::<H>(sibling, &present);
			// A node on the right edge without a neighbor moves up until it is a right child.
			while place & 1 == 0 && place != 0 {
				place >>= 1;
				last >>= 1;
			}
		} else {
			present = node::<H>(&present, sibling);
		}
		place >>= 1;
		last >>= 1;
	}
	(last == 0).then_some((former, present))
}
