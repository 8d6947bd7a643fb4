// SPDX-License-Identifier: Apache-2.0

//! Validators with real keys, and chains whose blocks they made final.

use super::{
	mock::{last_upgrade, Block, Blocks, Known, Node, State, SPEC},
	native::{state, COURSE, GRANT, UNIVERSITY},
	samples::time,
};
use codec::Encode;
use sp_core::{
	ed25519::{Pair, Public},
	Pair as _, H256,
};
use sp_runtime::{traits::Block as BlockT, Digest, DigestItem};
use std::sync::atomic::Ordering::SeqCst;
use testamur_primitives::keys;
use testamur_proof::{
	header::SLOT_DURATION, justification::signed_bytes, Authority, BlockId, Hash, Requirements,
	TrustRoot,
};

/// The version of the rules of a runtime that verifiers know.
pub(super) const KNOWN_VERSION: u32 = 2;

/// A set of validators.
#[derive(Clone)]
pub(super) struct Voters {
	pub(super) set: u64,
	pairs: Vec<Pair>,
}

impl Voters {
	/// Returns the set of this number with validators of these seeds.
	pub(super) fn new(set: u64, seeds: std::ops::Range<u8>) -> Self {
		Self { set, pairs: seeds.map(|seed| Pair::from_seed(&[seed; 32])).collect() }
	}

	/// Returns their keys and weights as the state holds them.
	pub(super) fn stored(&self) -> Vec<(Public, u64)> {
		self.pairs.iter().map(|pair| (pair.public(), 1)).collect()
	}

	pub(super) fn authorities(&self) -> Vec<Authority> {
		let authority = |pair: &Pair| Authority { key: pair.public().0, weight: 1 };
		self.pairs.iter().map(authority).collect()
	}

	/// Returns the votes of all of them for a block, as a node keeps them.
	pub(super) fn votes(&self, number: u32, hash: H256) -> Vec<u8> {
		self.votes_of(self.pairs.len(), number, hash)
	}

	/// Returns the votes of as many of them.
	pub(super) fn votes_of(&self, count: usize, number: u32, hash: H256) -> Vec<u8> {
		const ROUND: u64 = 4;
		let target = BlockId { hash: Hash(hash.0), number };
		let message = signed_bytes(target, ROUND, self.set);
		let vote = |pair: &Pair| ((hash, number), pair.sign(&message), pair.public());
		let votes: Vec<_> = self.pairs.iter().take(count).map(vote).collect();
		(ROUND, hash, number, votes, Vec::<<Block as BlockT>::Header>::new()).encode()
	}
}

/// Returns a state with a single credential, and with the next numbers, which every chain has.
pub(super) fn register() -> State {
	let mut state = state(keys::LAYOUT);
	state.insert(keys::next_institution(), (UNIVERSITY.0 + 1).encode());
	state.insert(keys::next_accreditation(), (GRANT.0 + 1).encode());
	state.insert(keys::next_type(), (COURSE.0 + 1).encode());
	state
}

/// A chain on which sets of validators follow one another.
pub(super) struct Chain {
	/// The sets, each with the last block that it finalized.
	pub(super) sets: Vec<(Voters, u32)>,
	/// The number of blocks from one to the next of which the database keeps the votes, besides those
	/// that hand over.
	pub(super) period: u32,
	/// The set that follows its predecessor by force and not by a hand-off, and the block that says so,
	/// which is one of its own: it takes effect for all blocks after the last final one.
	pub(super) forced: Option<(u64, u32)>,
	/// The last block whose state is pruned.
	pub(super) pruned: u32,
	/// The number of blocks after the last final one.
	pub(super) unfinished: u32,
	/// What the state of each block holds besides.
	pub(super) values: fn(u32) -> State,
	/// The blocks whose hashes the states remember, where a chain is too long to remember all.
	pub(super) asked: Vec<u32>,
}

impl Default for Chain {
	/// Returns a chain of nine blocks of one set of four validators.
	fn default() -> Self {
		Self {
			sets: vec![(Voters::new(0, 1..5), 9)],
			period: 512,
			forced: None,
			pruned: 0,
			unfinished: 0,
			values: |_| register(),
			asked: Vec::new(),
		}
	}
}

impl Chain {
	/// Returns the set that votes on a block.
	pub(super) fn voters(&self, number: u32) -> &Voters {
		let set = self.sets.iter().find(|(_, last)| number <= *last);
		&set.unwrap_or(&self.sets[self.sets.len() - 1]).0
	}

	/// Returns the set to which a block hands over.
	fn hands_over(&self, number: u32) -> Option<&Voters> {
		let place = self.sets.iter().position(|(_, last)| *last == number)?;
		let (next, _) = self.sets.get(place + 1)?;
		let by_force = self.forced.is_some_and(|(set, _)| set == next.set);
		(!by_force).then_some(next)
	}

	/// Returns the set that the state of a block names: the one that votes for the next block, or the one
	/// that it will replace until a block has said so.
	fn named(&self, number: u32) -> &Voters {
		let handed_over = self.sets.iter().rposition(|(_, last)| *last == number);
		let voting = self.sets.iter().position(|(_, last)| number < *last);
		let place = handed_over.map(|place| place + 1).or(voting).unwrap_or(self.sets.len() - 1);
		let place = place.min(self.sets.len() - 1);
		let set = self.sets[place].0.set;
		let waits = self.forced.is_some_and(|(forced, says)| set == forced && number < says);
		&self.sets[if waits { place - 1 } else { place }].0
	}

	/// Returns a node of that chain.
	pub(super) fn node(&self) -> Node {
		let (last, finalized) = &self.sets[self.sets.len() - 1];
		let node = Node::of(&Blocks {
			pruned: self.pruned,
			finalized: *finalized,
			best: finalized + self.unfinished,
			state: &|number, hashes| self.state(number, hashes),
			digest: &|number, hashes| self.digest(number, hashes),
			votes: &|number, hash| {
				let kept = number > 0 && number.is_multiple_of(self.period);
				let voted = kept || self.hands_over(number).is_some();
				voted.then(|| self.voters(number).votes(number, hash))
			},
		});
		let best = last.votes(*finalized, node.hashes[*finalized as usize]);
		let ended = self.sets.iter().map(|(voters, last)| (voters.set, *last));
		let ended = ended.take(self.sets.len() - 1).collect();
		let first = Some(self.sets[0].0.stored().encode());
		node.behavior.spec_version.store(KNOWN_VERSION, SeqCst);
		*node.behavior.known.lock().unwrap() = Known {
			best: Some(best),
			current: last.set,
			authorities: last.stored().encode(),
			ended,
			first,
		};
		node
	}

	fn state(&self, number: u32, hashes: &[H256]) -> State {
		let mut state = (self.values)(number);
		state.insert(keys::grandpa_authorities(), self.named(number).stored().encode());
		state.insert(keys::last_runtime_upgrade(), last_upgrade((SPEC.0, KNOWN_VERSION)));
		if number > 0 {
			state.insert(keys::now(), time(number).encode());
		}
		let oldest = number.saturating_sub(keys::REMEMBERED_BLOCKS);
		let asked = self.asked.iter().copied().filter(|asked| (oldest..number).contains(asked));
		let short: Vec<_> = (0..number.min(10)).filter(|_| self.asked.is_empty()).collect();
		for block in asked.chain(short).chain((number > 0).then_some(0)) {
			state.insert(keys::block_hash(block), hashes[block as usize].encode());
		}
		state
	}

	fn digest(&self, number: u32, hashes: &[H256]) -> Digest {
		let message = match (self.hands_over(number), self.forced) {
			(Some(next), _) => (1_u8, next.stored(), 0_u32).encode(),
			(None, Some((set, says))) if says == number => {
				let (forced, _) = self.sets.iter().find(|(voters, _)| voters.set == set).unwrap();
				(2_u8, number, forced.stored(), 0_u32).encode()
			},
			(None, _) => return Digest::default(),
		};
		let slot = time(number) / SLOT_DURATION;
		Digest {
			logs: vec![
				DigestItem::PreRuntime(*b"aura", slot.encode()),
				DigestItem::Consensus(*b"FRNK", message),
				DigestItem::Consensus(*b"TSTM", hashes[0].encode()),
			],
		}
	}
}

/// Returns the trust in the genesis block of a node with validators.
pub(super) fn trust(node: &Node, voters: &Voters) -> TrustRoot {
	TrustRoot::at_genesis(Hash(node.hashes[0].0), voters.authorities()).unwrap()
}

/// Returns the requirements of somebody who asks about the past.
pub(super) fn any_age() -> Requirements<'static> {
	Requirements::new(time(1_000_000), None)
}
