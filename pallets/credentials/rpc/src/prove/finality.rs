// SPDX-License-Identifier: Apache-2.0

//! The votes by which blocks are final, and the block that vouches for an answer.

use crate::{
	at::{resolve, BlockRef, Blocks, Resolved},
	chain::Chain,
};
use codec::Encode;
use pallet_credentials_rpc_api::{params::At, Error};
use pallet_credentials_runtime_api::CredentialsApi;
use sc_client_api::Backend;
use sp_api::{CallApiAt, ProvideRuntimeApi};
use sp_blockchain::{Backend as _, HeaderBackend};
use sp_core::H256;
use sp_runtime::{traits::Block as BlockT, AccountId32, ConsensusEngineId, SaturatedConversion};
use sp_state_machine::Backend as _;
use testamur_primitives::keys::{grandpa_authorities, REMEMBERED_BLOCKS};
use testamur_proof::{header::Change, AuthoritySet, Commit, Header, SetId};

/// The engine that makes blocks final.
const GRANDPA: ConsensusEngineId = *b"FRNK";

/// What the engine of finality of a node knows, besides what stands in its database.
pub trait Finality: Send + Sync {
	/// Returns the votes for the last block that validators finalized, as GRANDPA encodes them, or `None`
	/// where there are none, as on a chain that seals instantly.
	///
	/// # Errors
	///
	/// Says why they cannot be read.
	fn best_justification(&self) -> Result<Option<Vec<u8>>, String>;

	/// Returns the number of the set of authorities that votes now.
	fn current_set(&self) -> SetId;

	/// Returns the sets that handed over or were replaced, each with its last block, in their order. It
	/// may miss the oldest, as after a warp sync.
	fn ended_sets(&self) -> Vec<(SetId, u32)>;

	/// Returns the authorities of the first set, as the state holds them (`Grandpa.Authorities`).
	fn first_authorities(&self) -> Option<Vec<u8>>;
}

/// The block that vouches for an answer: its votes, and the block that the answer is about.
pub(super) struct Vouching {
	/// The final block.
	pub(super) block: BlockRef,
	/// The votes for it.
	pub(super) votes: Commit,
	/// The block that the answer is about, if it is an earlier one.
	pub(super) past: Option<BlockRef>,
}

impl<B, Client, Be> Chain<B, Client, Be>
where
	B: BlockT<Hash = H256>,
	Client: ProvideRuntimeApi<B> + CallApiAt<B> + HeaderBackend<B>,
	Client::Api: CredentialsApi<B, AccountId32>,
	Be: Backend<B>,
{
	/// Finds the block that vouches for an answer.
	///
	/// Without `at`, it is the last one that validators finalized, and the answer is about this block.
	/// A block of the last hours is remembered by that same block. An older one is remembered by the next
	/// block of which the database keeps the votes.
	pub(super) fn vouching(
		&self,
		finality: &dyn Finality,
		at: Option<At>,
	) -> Result<Vouching, Error> {
		// The search says first what else is wrong: this node is syncing, or knows no such block.
		let Resolved { block: asked, finalized } = resolve(self, at)?;
		if !finalized {
			return Err(Error::NotFinal);
		}
		let votes = finality.best_justification().map_err(Error::failed)?;
		let votes = decode(&votes.ok_or(Error::NoJustification)?)?;
		let last = target(&votes);
		if at.is_none() {
			return Ok(Vouching { block: last, votes, past: None });
		}
		// The votes may be for a block a moment later than the last final one that was looked up.
		match last.number.checked_sub(asked.number) {
			None => Err(Error::NoJustification),
			Some(0) => Ok(Vouching { block: last, votes, past: None }),
			Some(age) if age <= REMEMBERED_BLOCKS.into() => {
				Ok(Vouching { block: last, votes, past: Some(asked) })
			},
			Some(_) => self.vouching_since(asked),
		}
	}

	/// Finds the first block from another one on that remembers it and of which the database keeps the
	/// votes, as of each that hands over to another set, and of one in some hundreds.
	fn vouching_since(&self, asked: BlockRef) -> Result<Vouching, Error> {
		for number in asked.number..=asked.number.saturating_add(REMEMBERED_BLOCKS.into()) {
			let Some(hash) = self.hash_of(number)? else { break };
			if let Some(votes) = self.votes_for(hash)? {
				let block = BlockRef { number, hash };
				let past = (number > asked.number).then_some(asked);
				return Ok(Vouching { block, votes, past });
			}
		}
		Err(Error::NoJustification)
	}

	/// Returns the votes for a block that the database keeps.
	pub(super) fn votes_for(&self, hash: H256) -> Result<Option<Commit>, Error> {
		let found = self.backend().blockchain().justifications(hash).map_err(Error::failed)?;
		let votes = found.as_ref().and_then(|found| found.get(GRANDPA));
		votes.map(|votes| decode(votes)).transpose()
	}

	/// Returns the header of a block as verifiers read it.
	pub(super) fn header_of(&self, block: BlockRef) -> Result<Header, Error> {
		let header = self.backend().blockchain().header(block.hash).map_err(Error::failed)?;
		let header = header.ok_or_else(|| Error::UnknownBlock(block.hash.into()))?;
		Header::decode(&header.encode()).map_err(Error::not_provable)
	}

	/// Returns the set of authorities that voted for a block with this header.
	///
	/// The state of a block has the authorities that vote for the next one, which are the same unless the
	/// block changes them. It has a number of their set as well, but not always the one that they sign:
	/// the runtime counts the changes that it has planned, and after a recovery not all of them have
	/// taken place.
	pub(super) fn voters_of(
		&self,
		finality: &dyn Finality,
		block: BlockRef,
		header: &Header,
	) -> Result<AuthoritySet, Error> {
		let read_from = match header.change().map_err(Error::not_provable)? {
			Change::None => block,
			Change::Scheduled { .. } | Change::Forced => {
				BlockRef { number: block.number.saturating_sub(1), hash: header.parent.0.into() }
			},
		};
		let state = self.state_of(read_from)?;
		let value = state.storage(&grandpa_authorities());
		let value = value.map_err(|error| self.explain(read_from, &error))?;
		let value = value.ok_or_else(|| Error::failed("the state names no authorities"))?;
		AuthoritySet::from_storage(set_of(finality, block), &value).map_err(Error::failed)
	}
}

/// Returns the number of the set that voted for a block.
fn set_of(finality: &dyn Finality, block: BlockRef) -> SetId {
	// Read first: a set that ends meanwhile is in the list then.
	let newest = finality.current_set();
	let ended = finality.ended_sets();
	let until = ended.iter().find(|(_, last)| block.number <= u64::from(*last));
	until.map_or(newest, |(id, _)| *id)
}

/// Decodes votes that a node keeps.
fn decode(votes: &[u8]) -> Result<Commit, Error> {
	Commit::decode(votes).map_err(Error::failed)
}

/// Returns the block for which votes are.
fn target(votes: &Commit) -> BlockRef {
	let target = votes.target();
	BlockRef { number: target.number.into(), hash: target.hash.0.into() }
}

/// Returns the number of a block as verifiers write it.
pub(super) fn short(number: u64) -> u32 {
	number.saturated_into()
}
