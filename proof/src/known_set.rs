// SPDX-License-Identifier: Apache-2.0

//! The rows of the table of known sets, and how a set of authorities began.

use crate::{authorities::AuthoritySet, hash::Hash, ids::SetId};
use testamur_primitives::Moment;

/// A row of the table of known sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownSet {
	/// The number of the set.
	pub id: SetId,
	/// The first block that it finalized.
	pub first: u32,
	/// The last block that it finalized, in which it handed over to the next set; `None` for a set
	/// that may be the present one.
	pub last: Option<u32>,
	/// The end of the slot of that block: no block of the set has this time or a later one, and none of
	/// the next set an earlier one. `None` if and only if there is no last block.
	pub until: Option<Moment>,
	/// The block in which the set was forced upon the chain; `None` if the set before handed over to it.
	/// Whatever blocks up to this one plan for the authorities is void.
	pub forced_in: Option<u32>,
	/// The hash of the set ([`AuthoritySet::hash`]).
	pub hash: Hash,
}

/// The beginning of a set of authorities that somebody vouches for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beginning {
	/// The first block that the set finalized. Of a forced set it is the one after the last block of the
	/// set before.
	pub first: u32,
	/// The end of the slot of the block before that one, if it is known.
	pub since: Option<Moment>,
	/// The block in which the set was forced upon the chain; `None` if the set before handed over to it.
	pub forced_in: Option<u32>,
}

impl Beginning {
	/// The beginning of the set of the genesis block.
	pub const OF_CHAIN: Self = Self { first: 1, since: None, forced_in: None };
}

impl KnownSet {
	/// Returns the row of a set that may be the present one.
	pub(crate) fn open(set: &AuthoritySet, first: u32, forced_in: Option<u32>) -> Self {
		Self { id: set.id(), first, last: None, until: None, forced_in, hash: set.hash() }
	}

	/// Returns whether two rows are of the same set, which began in the same way.
	pub(crate) fn began_as(&self, other: &Self) -> bool {
		Self { last: None, until: None, ..*self } == Self { last: None, until: None, ..*other }
	}

	/// Returns whether a row comes after another one: with the next number and the next block. A set that
	/// finalized no block could hand over to none, so that only a forced one can come after it.
	pub(crate) fn follows(&self, former: &Self) -> bool {
		former.id.checked_add(1) == Some(self.id)
			&& former.last.and_then(|last| last.checked_add(1)) == Some(self.first)
			&& (self.forced_in.is_some() || former.first < self.first)
	}

	/// Returns whether the blocks of the set are a range, whose end is stated and comes after the end of
	/// the set before, if that is known. A set that finalized no block ends with the set before it. Set 0
	/// begins with the chain, and a forced set was forced in one of its own blocks.
	pub(crate) fn is_sound(&self, before: Option<Moment>) -> bool {
		self.first > 0
			&& (self.id > 0 || (self.first, self.forced_in) == (1, None))
			&& self.forced_in.is_none_or(|block| block >= self.first)
			&& match (self.last, self.until) {
				(None, None) => true,
				(Some(last), Some(until)) if last >= self.first => {
					before.is_none_or(|before| before < until)
				},
				(Some(last), Some(until)) => {
					last.checked_add(1) == Some(self.first)
						&& before.is_none_or(|before| before == until)
				},
				_ => false,
			}
	}
}
