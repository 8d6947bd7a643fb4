// SPDX-License-Identifier: Apache-2.0

//! The search for the block that a question is about.

use pallet_credentials_rpc_api::{params::At, Error};
use sp_core::H256;
use testamur_primitives::Moment;

/// The number and the hash of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BlockRef {
	/// The number.
	pub(crate) number: u64,
	/// The hash.
	pub(crate) hash: H256,
}

/// The block that a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Resolved {
	/// The block.
	pub(crate) block: BlockRef,
	/// True if it is finalized.
	pub(crate) finalized: bool,
}

/// The access to a chain that the search needs.
pub(crate) trait Blocks {
	/// Returns whether the node is behind the network.
	fn is_syncing(&self) -> bool;
	/// Returns the last finalized block.
	fn finalized(&self) -> BlockRef;
	/// Returns the hash of a block on the best chain, if the node has it.
	fn hash_of(&self, number: u64) -> Result<Option<H256>, Error>;
	/// Returns the number of a block, if the node has it.
	fn number_of(&self, hash: H256) -> Result<Option<u64>, Error>;
	/// Returns the time of a block, or [`Error::StatePruned`].
	fn time_of(&self, block: BlockRef) -> Result<Moment, Error>;
}

/// Finds the block that a question is about.
///
/// While the node is syncing it answers about blocks that it has, since those do not change. It
/// refuses questions whose answer depends on blocks that it has not seen.
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

/// Finds the block of a hash, finalized or not.
fn by_hash(blocks: &impl Blocks, last: BlockRef, hash: H256) -> Result<Resolved, Error> {
	let Some(number) = blocks.number_of(hash)? else {
		let unknown = Error::UnknownBlock(hash.into());
		return Err(if blocks.is_syncing() { Error::Syncing } else { unknown });
	};
	let finalized = number <= last.number && blocks.hash_of(number)? == Some(hash);
	Ok(Resolved { block: BlockRef { number, hash }, finalized })
}

/// The comparison of the time of a block with a moment.
enum Probe {
	/// The block is after the moment.
	After,
	/// The block is not after the moment.
	NotAfter(BlockRef),
	/// The node no longer has the time of the block. Pruned blocks are the oldest, so the search
	/// treats it as not after the moment; if the search ends there, there is no answer.
	Pruned,
}

/// Finds the last finalized block whose time is not after `moment`.
///
/// Block times rise from block to block, and pruned blocks are a run of the oldest ones. The
/// genesis block has no time and is never the answer.
fn last_not_after(blocks: &impl Blocks, last: BlockRef, moment: Moment) -> Result<BlockRef, Error> {
	if last.number == 0 {
		return Err(if blocks.is_syncing() { Error::Syncing } else { Error::BeforeFirstBlock });
	}
	if blocks.time_of(last)? <= moment {
		// A later block that is not after the moment may exist in the network.
		return if blocks.is_syncing() { Err(Error::Syncing) } else { Ok(last) };
	}
	let (mut low, mut high) = (0, last.number);
	let mut found = Err(Error::BeforeFirstBlock);
	while high - low > 1 {
		let middle = low + (high - low) / 2;
		match probe(blocks, middle, moment)? {
			Probe::After => high = middle,
			Probe::NotAfter(block) => (low, found) = (middle, Ok(block)),
			Probe::Pruned => (low, found) = (middle, Err(Error::StatePruned)),
		}
	}
	found
}

/// Compares the time of one finalized block with a moment.
fn probe(blocks: &impl Blocks, number: u64, moment: Moment) -> Result<Probe, Error> {
	// Without a hash there is not even a header, as after a warp sync.
	let Some(hash) = blocks.hash_of(number)? else { return Ok(Probe::Pruned) };
	let block = BlockRef { number, hash };
	match blocks.time_of(block) {
		Ok(time) if time > moment => Ok(Probe::After),
		Ok(_) => Ok(Probe::NotAfter(block)),
		Err(Error::StatePruned) => Ok(Probe::Pruned),
		Err(error) => Err(error),
	}
}
