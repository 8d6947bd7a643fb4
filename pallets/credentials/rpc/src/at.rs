// SPDX-License-Identifier: Apache-2.0

//! Which block a question is about.

use crate::{error::Error, params::At};
use sp_core::H256;
use testamur_primitives::Moment;

/// A block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Block {
	/// Its number.
	pub(crate) number: u64,
	/// Its hash.
	pub(crate) hash: H256,
}

/// The block that answers, and whether it is final.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Resolved {
	/// The block.
	pub(crate) block: Block,
	/// Whether it is finalized.
	pub(crate) finalized: bool,
}

/// What must be known of a chain to find a block.
pub(crate) trait Blocks {
	/// Whether the node is behind the network.
	fn is_syncing(&self) -> bool;
	/// The last finalized block.
	fn finalized(&self) -> Block;
	/// The block of a number on the best chain, if the node has it.
	fn hash_of(&self, number: u64) -> Result<Option<H256>, Error>;
	/// The number of a block, if the node has it.
	fn number_of(&self, hash: H256) -> Result<Option<u64>, Error>;
	/// The time of a block, or [`Error::StatePruned`].
	fn time_of(&self, block: Block) -> Result<Moment, Error>;
}

/// Find the block a question is about.
///
/// While the node is syncing it answers about blocks that it has, since those do not change. What
/// it cannot answer is what depends on blocks it has not seen.
pub(crate) fn resolve(blocks: &impl Blocks, at: Option<At>) -> Result<Resolved, Error> {
	let last = blocks.finalized();
	match at {
		None if blocks.is_syncing() => Err(Error::Syncing),
		None => Ok(Resolved { block: last, finalized: true }),
		Some(At::Hash(hash)) => by_hash(blocks, last, hash.0.into()),
		Some(At::Time(time)) => {
			last_not_after(blocks, last, time.0).map(|block| Resolved { block, finalized: true })
		},
	}
}

/// The block of a hash, finalized or not.
fn by_hash(blocks: &impl Blocks, last: Block, hash: H256) -> Result<Resolved, Error> {
	let Some(number) = blocks.number_of(hash)? else {
		return Err(if blocks.is_syncing() { Error::Syncing } else { Error::UnknownBlock(hash) });
	};
	let finalized = number <= last.number && blocks.hash_of(number)? == Some(hash);
	Ok(Resolved { block: Block { number, hash }, finalized })
}

/// What a look at one block says about a moment.
enum Look {
	/// The block is later than the moment.
	Later,
	/// It is not.
	NotLater(Block),
	/// Its time is not on this node any more. Pruned blocks are the oldest, so it is treated as not
	/// later, and if the search ends there, there is no answer.
	Pruned,
}

/// The last finalized block whose time is not after `moment`.
///
/// Block times rise from block to block, and what is pruned is a run of the oldest blocks. The
/// genesis block has no time and is never the answer.
fn last_not_after(blocks: &impl Blocks, last: Block, moment: Moment) -> Result<Block, Error> {
	if last.number == 0 {
		return Err(if blocks.is_syncing() { Error::Syncing } else { Error::BeforeFirstBlock });
	}
	if blocks.time_of(last)? <= moment {
		// A later block that is not after the moment may be on its way.
		return if blocks.is_syncing() { Err(Error::Syncing) } else { Ok(last) };
	}
	let (mut low, mut high) = (0, last.number);
	let mut found = Err(Error::BeforeFirstBlock);
	while high - low > 1 {
		let middle = low + (high - low) / 2;
		match look(blocks, middle, moment)? {
			Look::Later => high = middle,
			Look::NotLater(block) => (low, found) = (middle, Ok(block)),
			Look::Pruned => (low, found) = (middle, Err(Error::StatePruned)),
		}
	}
	found
}

/// Compare the time of one finalized block with a moment.
fn look(blocks: &impl Blocks, number: u64, moment: Moment) -> Result<Look, Error> {
	// Without a hash there is not even a header, as after a warp sync.
	let Some(hash) = blocks.hash_of(number)? else { return Ok(Look::Pruned) };
	let block = Block { number, hash };
	match blocks.time_of(block) {
		Ok(time) if time > moment => Ok(Look::Later),
		Ok(_) => Ok(Look::NotLater(block)),
		Err(Error::StatePruned) => Ok(Look::Pruned),
		Err(error) => Err(error),
	}
}
