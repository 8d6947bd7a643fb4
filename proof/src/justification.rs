// SPDX-License-Identifier: Apache-2.0

//! Justifications: the votes of GRANDPA by which a block is final.
//!
//! The rules are stricter than those of a node, so that whatever passes here passes there: every
//! vote counts, and nothing is superfluous.

use crate::{
	ancestry::Ancestry,
	authorities::AuthoritySet,
	hash::Hash,
	header::Header,
	ids::{BlockId, SetId},
	limits::{MAX_ANCESTRY, MAX_AUTHORITIES},
	reader::Reader,
	refusal::{Forgery, Part, Refusal},
	signature::Signature,
};
use alloc::{vec, vec::Vec};
use codec::{Compact, Encode, Output};

/// The kind of a pre-commit among the messages of GRANDPA, with which what is signed begins.
const PRECOMMIT: u8 = 1;

/// The votes by which a block is final.
///
/// A node hands them out with the block, the key and the target of each vote. Here they name their
/// voters by their places in the set, in ascending order, and a vote for the block itself says no more
/// than that: it takes 65 bytes instead of 132.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Justification {
	/// The round of the votes.
	pub round: u64,
	/// The votes for the block itself.
	pub votes: Vec<Vote>,
	/// The votes for descendants of the block, which count for the block as well.
	pub later_votes: Vec<LaterVote>,
	/// The headers from the blocks of these votes down to the child of the block.
	pub ancestry: Vec<Header>,
}

/// A vote for the block itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode)]
pub struct Vote {
	/// The place of the voter in the set.
	#[codec(compact)]
	pub voter: u32,
	/// The signature.
	pub signature: Signature,
}

/// A vote for a descendant of the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode)]
pub struct LaterVote {
	/// The vote.
	pub vote: Vote,
	/// The block that it is for.
	pub target: Hash,
}

impl Encode for Justification {
	fn encode_to<T: Output + ?Sized>(&self, out: &mut T) {
		Compact(self.round).encode_to(out);
		self.votes.encode_to(out);
		self.later_votes.encode_to(out);
		self.ancestry.encode_to(out);
	}
}

impl Vote {
	fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
		let part = Part::Justification;
		Ok(Self { voter: reader.compact_u32(part)?, signature: reader.value(part)? })
	}
}

impl Justification {
	/// Reads a justification.
	pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
		let part = Part::Justification;
		Ok(Self {
			round: reader.compact_u64(part)?,
			votes: reader.list(part, MAX_AUTHORITIES, Vote::read)?,
			later_votes: reader.list(part, MAX_AUTHORITIES, |reader| {
				Ok(LaterVote { vote: Vote::read(reader)?, target: reader.value(part)? })
			})?,
			ancestry: reader.list(part, MAX_ANCESTRY, Header::read)?,
		})
	}

	/// Checks that these votes of this set make a block final.
	///
	/// The signatures, which take by far the most time, are checked last.
	pub fn check(&self, set: &AuthoritySet, block: BlockId) -> Result<(), Refusal> {
		let voted = self.weight(set)?;
		let needed = set.threshold();
		if voted < needed {
			return Err(Forgery::TooFewVotes { voted, needed }.into());
		}
		// A node takes the lowest vote for the base of the round.
		if self.votes.is_empty() {
			return Err(Forgery::NoVoteForBlock.into());
		}
		let targets = self.later_targets(set, block)?;
		let direct = self.votes.iter().map(|vote| (vote, block));
		let later = self.later_votes.iter().map(|later| &later.vote).zip(targets);
		for (vote, target) in direct.chain(later) {
			let key = set.get(vote.voter).map(|voter| voter.key).unwrap_or_default();
			if !vote.signature.is_of(&key, &signed_bytes(target, self.round, set.id())) {
				return Err(Forgery::Signature { voter: vote.voter }.into());
			}
		}
		Ok(())
	}

	/// Returns the weight of all votes, each of which has a voter of its own.
	fn weight(&self, set: &AuthoritySet) -> Result<u64, Refusal> {
		let mut has_voted = vec![false; set.authorities().len()];
		let mut weight = 0_u64;
		let later = self.later_votes.iter().map(|later| &later.vote);
		for Vote { voter, .. } in self.votes.iter().chain(later) {
			let authority = set.get(*voter);
			let voted = usize::try_from(*voter).ok().and_then(|place| has_voted.get_mut(place));
			let (Some(authority), Some(voted)) = (authority, voted) else {
				return Err(Forgery::Stranger { voter: *voter }.into());
			};
			if core::mem::replace(voted, true) {
				return Err(Forgery::RepeatedVote { voter: *voter }.into());
			}
			weight = weight.saturating_add(authority.weight);
		}
		let ascend = self.votes.is_sorted_by_key(|vote| vote.voter);
		let later_ascend = self.later_votes.is_sorted_by_key(|later| later.vote.voter);
		match ascend && later_ascend {
			true => Ok(weight),
			false => Err(Refusal::Malformed(Part::Justification)),
		}
	}

	/// Returns the targets of the votes for descendants of a block.
	///
	/// Each vote must lead to the block, every header must be needed for that, and no child of the
	/// block may have as much weight as decides: then the votes would be for that child.
	fn later_targets(&self, set: &AuthoritySet, block: BlockId) -> Result<Vec<BlockId>, Refusal> {
		let mut ancestry = Ancestry::of(&self.ancestry);
		let mut targets = Vec::new();
		// A header that occurs twice is needed once.
		if ancestry.len() != self.ancestry.len() {
			return Err(Forgery::UnusedAncestry.into());
		}
		for LaterVote { vote, target } in &self.later_votes {
			let weight = set.get(vote.voter).map_or(0, |voter| voter.weight);
			let number = ancestry
				.add_vote(weight, *target, block)
				.ok_or(Forgery::Ancestry { voter: vote.voter })?;
			targets.push(BlockId { hash: *target, number });
		}
		if ancestry.used().count() != ancestry.len() {
			return Err(Forgery::UnusedAncestry.into());
		}
		if ancestry.heaviest_child() >= set.threshold() {
			return Err(Forgery::VotesForChild.into());
		}
		Ok(targets)
	}
}

/// Returns the bytes that a voter signs: the pre-commit, the round and the number of the set.
pub fn signed_bytes(target: BlockId, round: u64, set: SetId) -> Vec<u8> {
	(PRECOMMIT, target.hash, target.number, round, set).encode()
}
