// SPDX-License-Identifier: Apache-2.0

//! The form in which a node keeps the votes by which a block is final, for provers.
//!
//! A node keeps every vote that it has seen. Evidence carries as many as decide, in the shorter form
//! of [`Justification`].

use crate::{
	ancestry::Ancestry,
	authorities::AuthoritySet,
	hash::Hash,
	header::Header,
	ids::BlockId,
	justification::{Justification, LaterVote, Vote},
	limits::{MAX_ANCESTRY, MAX_AUTHORITIES, MAX_BYTES},
	reader::Reader,
	refusal::{Forgery, Part, Refusal},
	signature::Signature,
};
use alloc::{collections::BTreeMap, vec::Vec};

/// The votes for a block, as GRANDPA encodes them: `GrandpaJustification` of `sp-consensus-grandpa`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
	round: u64,
	target: BlockId,
	votes: Vec<CommitVote>,
	ancestry: Vec<Header>,
}

/// A vote with the key of its voter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct CommitVote {
	target: Hash,
	signature: Signature,
	key: [u8; 32],
}

impl Commit {
	/// Decodes the votes that a node keeps, and nothing else. Signatures are not checked.
	pub fn decode(bytes: &[u8]) -> Result<Self, Refusal> {
		let part = Part::Justification;
		if bytes.len() > MAX_BYTES {
			return Err(Refusal::too_large(part, bytes.len(), MAX_BYTES));
		}
		let mut reader = Reader::new(bytes);
		let commit = Self {
			round: reader.value(part)?,
			target: BlockId { hash: reader.value(part)?, number: reader.value(part)? },
			// A voter who voted twice is listed twice.
			votes: reader.list(part, MAX_AUTHORITIES.saturating_mul(2), CommitVote::read)?,
			ancestry: reader.list(part, MAX_ANCESTRY, Header::read)?,
		};
		reader.end(part)?;
		Ok(commit)
	}

	/// Returns the block that the votes make final.
	pub const fn target(&self) -> BlockId {
		self.target
	}

	/// Returns the votes of this set, as many as decide, in the form of evidence.
	///
	/// Votes for the block itself are preferred, since they need no headers. Whoever trusts the result
	/// checks it.
	pub fn justification(&self, set: &AuthoritySet) -> Result<Justification, Refusal> {
		let mut cut = Cut::new(set, self.round, Ancestry::of(&self.ancestry));
		let is_direct = |(_, vote): &(u32, CommitVote)| vote.target == self.target.hash;
		let (direct, later): (Vec<_>, Vec<_>) = self.by_voter(set).into_iter().partition(is_direct);
		direct.iter().for_each(|(voter, vote)| cut.add(*voter, vote));
		for (voter, vote) in &later {
			cut.add_later(*voter, vote, self.target);
		}
		cut.finish()
	}

	/// Returns the votes of the members of a set by their places, one for each. Of two votes of a member,
	/// it takes one for the block itself if there is one.
	fn by_voter(&self, set: &AuthoritySet) -> BTreeMap<u32, CommitVote> {
		let mut voters = BTreeMap::new();
		for vote in &self.votes {
			let Some(place) = set.place_of(&vote.key) else { continue };
			let kept = voters.entry(place).or_insert(*vote);
			if vote.target == self.target.hash {
				*kept = *vote;
			}
		}
		voters
	}
}

impl CommitVote {
	fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
		let part = Part::Justification;
		let target = reader.value(part)?;
		// The headers tell the number as well.
		let _number: u32 = reader.value(part)?;
		Ok(Self { target, signature: reader.value(part)?, key: reader.value(part)? })
	}
}

/// A justification that grows until its votes decide.
struct Cut<'a> {
	set: &'a AuthoritySet,
	weight: u64,
	ancestry: Ancestry<'a>,
	justification: Justification,
}

impl<'a> Cut<'a> {
	const fn new(set: &'a AuthoritySet, round: u64, ancestry: Ancestry<'a>) -> Self {
		let justification = Justification {
			round,
			votes: Vec::new(),
			later_votes: Vec::new(),
			ancestry: Vec::new(),
		};
		Self { set, weight: 0, ancestry, justification }
	}

	fn decides(&self) -> bool {
		self.weight >= self.set.threshold()
	}

	fn count(&mut self, voter: u32) {
		let weight = self.set.get(voter).map_or(0, |authority| authority.weight);
		self.weight = self.weight.saturating_add(weight);
	}

	/// Adds a vote for the block itself, unless those before decide.
	fn add(&mut self, voter: u32, vote: &CommitVote) {
		if !self.decides() {
			self.count(voter);
			self.justification.votes.push(Vote { voter, signature: vote.signature });
		}
	}

	/// Adds a vote for a later block, unless those before decide or no headers lead to the block.
	fn add_later(&mut self, voter: u32, vote: &CommitVote, block: BlockId) {
		if self.decides() || self.ancestry.add_vote(0, vote.target, block).is_none() {
			return;
		}
		self.count(voter);
		let CommitVote { target, signature, .. } = *vote;
		let later = LaterVote { vote: Vote { voter, signature }, target };
		self.justification.later_votes.push(later);
	}

	/// Returns the justification with the headers that it needs, the highest one first.
	fn finish(mut self) -> Result<Justification, Refusal> {
		if !self.decides() {
			let (voted, needed) = (self.weight, self.set.threshold());
			return Err(Forgery::TooFewVotes { voted, needed }.into());
		}
		self.justification.ancestry = self.ancestry.used().cloned().collect();
		self.justification
			.ancestry
			.sort_by_key(|header| core::cmp::Reverse(header.number));
		Ok(self.justification)
	}
}
