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
use testamur_primitives::keys::REMEMBERED_BLOCKS;
use testamur_proof::{AuthoritySet, Commit, Header, Justification, SetId};

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

	/// Returns the sets of authorities, all as of one moment.
	///
	/// # Errors
	///
	/// Says why they cannot be read.
	fn sets(&self) -> Result<Sets, String>;

	/// Returns the authorities of the first set, as the state holds them (`Grandpa.Authorities`).
	fn first_authorities(&self) -> Option<Vec<u8>>;
}

/// The sets of authorities of a chain, as the engine of finality of a node knows them.
///
/// Their numbers are those that the authorities sign. The runtime counts as well, but it counts the
/// changes that it has planned, and after a recovery not all of them have taken place.
pub struct Sets {
	/// The number of the set that votes now.
	pub current: SetId,
	/// Its members, as a state holds them (`Grandpa.Authorities`).
	pub authorities: Vec<u8>,
	/// The sets that handed over or were replaced, each with its last block, in their order. The oldest
	/// may be missing, as after a warp sync.
	///
	/// A set that was replaced before it finalized a block has the last block of the set before it.
	pub ended: Vec<(SetId, u32)>,
}

impl Sets {
	/// Returns the number of the set that votes for a block.
	pub(super) fn of_block(&self, number: u64) -> SetId {
		let until = self.ended.iter().find(|(_, last)| number <= u64::from(*last));
		until.map_or(self.current, |(id, _)| *id)
	}

	/// Returns the last block of a set, if it has ended and the node knows it.
	pub(super) fn last_of(&self, set: SetId) -> Option<u32> {
		self.ended.iter().find(|(id, _)| *id == set).map(|(_, last)| *last)
	}

	/// Returns the last block of a set that has ended, unless it finalized none.
	pub(super) fn finalized_last(&self, set: SetId) -> Option<u32> {
		let before = set.checked_sub(1).and_then(|before| self.last_of(before));
		self.last_of(set).filter(|last| before.is_none_or(|before| before < *last))
	}
}

/// The block that vouches for an answer: its votes, and the block that the answer is about.
pub(super) struct Vouching {
	/// The final block.
	pub(super) block: BlockRef,
	/// The set of authorities that voted for it.
	pub(super) set: AuthoritySet,
	/// The votes for it.
	pub(super) justification: Justification,
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
		let votes = self.last_votes(finality)?;
		let last = target(&votes);
		let past = match at.map(|_| last.number.checked_sub(asked.number)) {
			None | Some(Some(0)) => None,
			// The votes may be for a block a moment later than the last final one that was looked up.
			Some(None) => return Err(Error::NoJustification),
			Some(Some(age)) if age <= REMEMBERED_BLOCKS.into() => Some(asked),
			Some(Some(_)) => {
				// What is pruned is told before the search, which would end in vain where the votes are
				// gone, too.
				drop(self.state_of(asked)?);
				return self.vouching_since(finality, asked);
			},
		};
		// Read after the votes: a set that has ended meanwhile is in the list then.
		let sets = finality.sets().map_err(Error::failed)?;
		let (set, justification) = self.judged(finality, &sets, last, &votes)?;
		Ok(Vouching { block: last, set, justification, past })
	}

	/// Finds the first block from another one on that remembers it and of which the database keeps the
	/// votes, as of each that hands over to another set, and of one in some hundreds.
	///
	/// Votes that a verifier would refuse are passed over.
	fn vouching_since(&self, finality: &dyn Finality, asked: BlockRef) -> Result<Vouching, Error> {
		let sets = finality.sets().map_err(Error::failed)?;
		for number in asked.number..=asked.number.saturating_add(REMEMBERED_BLOCKS.into()) {
			let Some(hash) = self.hash_of(number)? else { break };
			let block = BlockRef { number, hash };
			let Ok(Some(votes)) = self.votes_for(hash) else { continue };
			let judged = self.judged(finality, &sets, block, &votes).and_then(|(set, votes)| {
				let id = self.header_of(block)?.id();
				votes.check(&set, id).map_err(Error::not_provable)?;
				Ok((set, votes))
			});
			if let Ok((set, justification)) = judged {
				let past = (number > asked.number).then_some(asked);
				return Ok(Vouching { block, set, justification, past });
			}
		}
		Err(Error::NoJustification)
	}

	/// Returns the votes for the last block that validators finalized.
	pub(super) fn last_votes(&self, finality: &dyn Finality) -> Result<Commit, Error> {
		let votes = finality.best_justification().map_err(Error::failed)?;
		decode(&votes.ok_or(Error::NoJustification)?)
	}

	/// Returns the set of authorities that voted for a block, and as many of their votes as it takes.
	/// It does not check that they pass.
	fn judged(
		&self,
		finality: &dyn Finality,
		sets: &Sets,
		block: BlockRef,
		votes: &Commit,
	) -> Result<(AuthoritySet, Justification), Error> {
		let set = self.set(finality, sets, sets.of_block(block.number))?;
		let justification = votes.justification(&set).map_err(Error::not_provable)?;
		Ok((set, justification))
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
}

/// Decodes votes that a node keeps.
fn decode(votes: &[u8]) -> Result<Commit, Error> {
	Commit::decode(votes).map_err(Error::failed)
}

/// Returns the block for which votes are.
pub(super) fn target(votes: &Commit) -> BlockRef {
	let target = votes.target();
	BlockRef { number: target.number.into(), hash: target.hash.0.into() }
}

/// Returns the number of a block as verifiers write it.
pub(super) fn short(number: u64) -> u32 {
	number.saturated_into()
}
