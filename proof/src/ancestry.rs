// SPDX-License-Identifier: Apache-2.0

//! The headers by which votes for later blocks lead to a final one.

use crate::{hash::Hash, header::Header, ids::BlockId};
use alloc::vec::Vec;

/// Headers under their hashes, with the votes that lead over them.
pub(crate) struct Ancestry<'a> {
	/// In the order of their hashes. There are few, so a sorted list takes the place of a tree.
	links: Vec<Link<'a>>,
}

/// A header of an ancestry.
struct Link<'a> {
	hash: Hash,
	header: &'a Header,
	/// True if a vote leads over it.
	is_used: bool,
	/// The weight of the votes that lead over it to its parent, the final block.
	weight: u64,
}

impl<'a> Ancestry<'a> {
	/// Creates the ancestry of these headers, each of which it has once.
	pub(crate) fn of(headers: &'a [Header]) -> Self {
		let mut ancestry = Self { links: Vec::with_capacity(headers.len()) };
		for header in headers {
			let hash = header.hash();
			if let Err(place) = ancestry.place(&hash) {
				ancestry.links.insert(place, Link { hash, header, is_used: false, weight: 0 });
			}
		}
		ancestry
	}

	/// Returns the number of its headers.
	pub(crate) fn len(&self) -> usize {
		self.links.len()
	}

	/// Adds a vote of this weight for a block, and returns the number of that block. `None` means that
	/// the headers do not lead from there down to the final block, and then nothing is added.
	pub(crate) fn add_vote(&mut self, weight: u64, from: Hash, to: BlockId) -> Option<u32> {
		let way = self.way(from, to)?;
		let number = self.links.get(*way.first()?)?.header.number;
		for place in &way {
			self.links.get_mut(*place)?.is_used = true;
		}
		let child = self.links.get_mut(*way.last()?)?;
		child.weight = child.weight.saturating_add(weight);
		Some(number)
	}

	/// Returns the headers over which votes lead, in the order of their hashes.
	pub(crate) fn used(&self) -> impl Iterator<Item = &'a Header> + '_ {
		self.links.iter().filter(|link| link.is_used).map(|link| link.header)
	}

	/// Returns the largest weight of the votes for one child of the final block.
	pub(crate) fn heaviest_child(&self) -> u64 {
		self.links.iter().map(|link| link.weight).max().unwrap_or_default()
	}

	/// Returns the place of a header, or the one where it would be.
	fn place(&self, hash: &Hash) -> Result<usize, usize> {
		self.links.binary_search_by(|link| link.hash.cmp(hash))
	}

	/// Returns the places of the headers from a block down to the child of an ancestor.
	fn way(&self, from: Hash, to: BlockId) -> Option<Vec<usize>> {
		let mut way = Vec::new();
		let (mut next, mut expected) = (from, None);
		// Hashes form no ring, so the way is no longer than the number of headers.
		loop {
			let place = self.place(&next).ok()?;
			let header = self.links.get(place)?.header;
			if expected.is_some_and(|expected| header.number != expected)
				|| header.number <= to.number
			{
				return None;
			}
			way.push(place);
			let below = header.number.checked_sub(1)?;
			if header.parent == to.hash {
				return (below == to.number).then_some(way);
			}
			(next, expected) = (header.parent, Some(below));
		}
	}
}
