// SPDX-License-Identifier: Apache-2.0

//! The Merkle tree of a cohort: shape, inclusion path and check of RFC 9162, section 2.1.
//!
//! The leaf index and the tree size are part of the check, so a path proves a leaf at one place in
//! a tree of one size and nowhere else.

use crate::hash::{node, Leaf, Root, Sha256, Software};
use alloc::{collections::BTreeMap, vec::Vec};

/// The reason why there is no tree over some leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TreeError {
	/// There is no leaf.
	Empty,
	/// There are more than 2^32 - 1 leaves.
	TooLarge,
	/// Two leaves are equal: the same document is in the cohort twice.
	///
	/// A credential has one status. With a second place in the tree it would have two, and whoever
	/// revokes it at one place would leave it valid at the other.
	EqualLeaves {
		/// The first place of the leaf, from 0.
		first: u32,
		/// The second place of the leaf.
		second: u32,
	},
}

/// The tree over the leaves of a cohort, stored level by level.
///
/// A node without a right neighbor moves up unchanged. This gives the same tree as the recursive
/// definition of RFC 9162, which splits at the largest power of two below the size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
	/// The levels from the leaves to the root. There is at least one, and none is empty.
	levels: Vec<Vec<Root>>,
}

impl Tree {
	/// Builds the tree over at least one and at most 2^32 - 1 leaves, all of them different.
	pub fn new(leaves: &[Leaf]) -> Result<Self, TreeError> {
		if leaves.is_empty() {
			return Err(TreeError::Empty);
		}
		u32::try_from(leaves.len()).map_err(|_| TreeError::TooLarge)?;
		ensure_different(leaves)?;
		Ok(Self { levels: levels(leaves) })
	}

	/// Returns the number of leaves.
	pub fn size(&self) -> u32 {
		self.levels
			.first()
			.and_then(|leaves| u32::try_from(leaves.len()).ok())
			.unwrap_or_default()
	}

	/// Returns the root, which the chain anchors.
	pub fn root(&self) -> Root {
		self.levels.last().and_then(|top| top.first()).copied().unwrap_or_default()
	}

	/// Returns the inclusion path of the leaf at `index`, from the bottom up, or `None` when the
	/// index is out of range.
	pub fn path(&self, index: u32) -> Option<Vec<Root>> {
		if index >= self.size() {
			return None;
		}
		let mut position = usize::try_from(index).ok()?;
		let mut path = Vec::new();
		for level in &self.levels {
			path.extend(level.get(position ^ 1).filter(|_| level.len() > 1));
			position >>= 1;
		}
		Some(path)
	}
}

/// Returns the levels of the tree over some leaves, from the leaves to the root.
pub(crate) fn levels(leaves: &[Leaf]) -> Vec<Vec<Root>> {
	let mut level: Vec<Root> = leaves.iter().copied().map(Root::from).collect();
	let mut levels = Vec::new();
	while level.len() > 1 {
		let above = parents(&level);
		levels.push(core::mem::replace(&mut level, above));
	}
	levels.push(level);
	levels
}

/// Checks that no leaf occurs twice.
fn ensure_different(leaves: &[Leaf]) -> Result<(), TreeError> {
	let mut places = BTreeMap::new();
	(0..)
		.zip(leaves)
		.try_for_each(|(second, leaf)| match places.insert(leaf, second) {
			None => Ok(()),
			Some(first) => Err(TreeError::EqualLeaves { first, second }),
		})
}

/// Returns the level above: the hash of each pair, and a last node without a neighbor unchanged.
fn parents(level: &[Root]) -> Vec<Root> {
	level
		.chunks(2)
		.filter_map(|pair| match pair {
			[left, right] => Some(node::<Software>(left, right)),
			[single] => Some(*single),
			_ => None,
		})
		.collect()
}

/// Computes the root of a tree of `size` leaves from the leaf at `index` and its inclusion path.
///
/// Returns `None` when the index is out of range or the path has the wrong length. The steps are
/// those of RFC 9162, section 2.1.3.2.
pub fn root_of(leaf: Leaf, index: u32, size: u32, path: &[Root]) -> Option<Root> {
	root_of_with::<Software>(leaf, index, size, path)
}

/// Computes the same as [`root_of`] with another implementation of the hash.
pub fn root_of_with<H: Sha256>(leaf: Leaf, index: u32, size: u32, path: &[Root]) -> Option<Root> {
	root_in_log::<H>(leaf, index.into(), size.into(), path)
}

/// Computes the same as [`root_of`] for the tree of a log, which may grow beyond that of a cohort.
pub fn root_in_log<H: Sha256>(leaf: Leaf, index: u64, size: u64, path: &[Root]) -> Option<Root> {
	let mut last = size.checked_sub(1)?;
	if index > last {
		return None;
	}
	let mut position = index;
	let mut root = Root::from(leaf);
	for sibling in path {
		if last == 0 {
			return None;
		}
		if position & 1 == 1 || position == last {
			root = node::<H>(sibling, &root);
			// A node on the right edge without a neighbor moves up until it is a right child.
			while position & 1 == 0 && position != 0 {
				position >>= 1;
				last >>= 1;
			}
		} else {
			root = node::<H>(&root, sibling);
		}
		position >>= 1;
		last >>= 1;
	}
	(last == 0).then_some(root)
}
