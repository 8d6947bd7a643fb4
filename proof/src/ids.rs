// SPDX-License-Identifier: Apache-2.0

//! The names of blocks and of sets of authorities.

use crate::hash::Hash;

/// The number of a set of authorities, which rises by 1 with each hand-off.
pub type SetId = u64;

/// A block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockId {
	/// The hash of its header.
	pub hash: Hash,
	/// Its number.
	pub number: u32,
}
