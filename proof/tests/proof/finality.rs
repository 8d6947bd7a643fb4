// SPDX-License-Identifier: Apache-2.0

//! Tests of justifications: the votes by which a block is final.

use crate::chain::{descendants, header, later_vote, Validators};
use codec::Encode;
use finality_grandpa as grandpa;
use proptest::prelude::*;
use std::collections::BTreeMap;
use testamur_proof::{
	signature::Signature, AuthoritySet, BlockId, Forgery, Hash, Header, Justification, Refusal,
	Vote,
};

fn block() -> Header {
	header(50, Hash([1; 32]))
}

fn refused(votes: &Justification, set: &AuthoritySet) -> Refusal {
	votes.check(set, block().id()).unwrap_err()
}

fn forged(forgery: Forgery) -> Refusal {
	Refusal::Forged(forgery)
}

#[test]
fn as_many_votes_as_decide_are_enough() {
	for (voters, needed) in [(1, 1), (2, 2), (3, 3), (4, 3), (7, 5), (10, 7), (21, 15), (100, 67)] {
		let validators = Validators::new(5, 1..=voters);
		let mut votes = validators.justify(&block());
		assert_eq!(votes.votes.len(), needed);
		assert_eq!(votes.check(&validators.set(), block().id()), Ok(()));
		let needed = u64::try_from(needed).unwrap();
		votes.votes.pop();
		let too_few = Forgery::TooFewVotes { voted: needed - 1, needed };
		assert_eq!(refused(&votes, &validators.set()), forged(too_few));
	}
}

#[test]
fn more_votes_than_decide_are_checked_as_well() {
	let validators = Validators::new(5, 1..=4);
	let mut votes = validators.justify(&block());
	votes.votes.push(validators.vote(3, block().id(), 7));
	assert_eq!(votes.check(&validators.set(), block().id()), Ok(()));
	votes.votes[3].signature.0[5] ^= 1;
	assert_eq!(refused(&votes, &validators.set()), forged(Forgery::Signature { voter: 3 }));
}

#[test]
fn votes_out_of_their_order_are_malformed() {
	let validators = Validators::new(5, 1..=4);
	let mut votes = validators.justify(&block());
	votes.votes.swap(0, 1);
	let malformed = Refusal::Malformed(testamur_proof::refusal::Part::Justification);
	assert_eq!(refused(&votes, &validators.set()), malformed);
}

#[test]
fn weights_count_and_not_heads() {
	let mut authorities = Validators::new(5, 1..=4).authorities();
	authorities[3].weight = 8;
	let set = AuthoritySet::new(5, authorities).unwrap();
	let validators = Validators::new(5, 1..=4);
	let too_few = Forgery::TooFewVotes { voted: 3, needed: 8 };
	assert_eq!(refused(&validators.justify(&block()), &set), forged(too_few));
	let votes = Vec::from([validators.vote(3, block().id(), 7)]);
	let votes = Justification { votes, ..validators.justify(&block()) };
	assert_eq!(votes.check(&set, block().id()), Ok(()));
}

/// Returns votes of ten validators: six for the block and some for later blocks.
fn later(targets: &[(u32, &Header)], ancestry: Vec<Header>) -> (Validators, Justification) {
	let validators = Validators::new(5, 1..=10);
	let votes = (0..6).map(|voter| validators.vote(voter, block().id(), 7)).collect();
	let later_votes = targets
		.iter()
		.map(|(voter, target)| later_vote(&validators, *voter, target))
		.collect();
	(validators, Justification { round: 7, votes, later_votes, ancestry })
}

#[test]
fn votes_for_later_blocks_count_if_they_lead_to_the_block() {
	let blocks = descendants(&block(), 3);
	let check = |targets: &[(u32, &Header)], ancestry: &[Header]| {
		let (validators, votes) = later(targets, ancestry.to_vec());
		votes.check(&validators.set(), block().id())
	};
	assert_eq!(check(&[(6, &blocks[0])], &blocks[..1]), Ok(()));
	assert_eq!(check(&[(6, &blocks[2])], &blocks), Ok(()));
	assert_eq!(check(&[(6, &blocks[1]), (7, &blocks[2])], &blocks), Ok(()));
	let fork = descendants(&Header { extrinsics_root: Hash([9; 32]), ..block() }, 1);
	// A header is missing, not needed, there twice, or of another fork.
	let ancestry = |voter| Err(forged(Forgery::Ancestry { voter }));
	assert_eq!(check(&[(6, &blocks[2])], &blocks[1..]), ancestry(6));
	assert_eq!(check(&[(6, &blocks[2])], &blocks[..2]), ancestry(6));
	assert_eq!(check(&[(6, &fork[0])], &fork), ancestry(6));
	let unused = Err(forged(Forgery::UnusedAncestry));
	assert_eq!(check(&[(6, &blocks[0])], &blocks[..2]), unused);
	assert_eq!(check(&[(6, &blocks[0])], &[blocks[0].clone(), blocks[0].clone()]), unused);
	assert_eq!(check(&[(6, &block())], &[block()]), ancestry(6));
}

#[test]
fn numbers_on_the_way_to_the_block_must_be_consecutive() {
	let mut skipping = descendants(&block(), 1);
	skipping[0].number += 1;
	let (validators, votes) = later(&[(6, &skipping[0])], skipping.clone());
	assert_eq!(refused(&votes, &validators.set()), forged(Forgery::Ancestry { voter: 6 }));
	let mut below = descendants(&block(), 1);
	below[0].number = 50;
	let (validators, votes) = later(&[(6, &below[0])], below.clone());
	assert_eq!(refused(&votes, &validators.set()), forged(Forgery::Ancestry { voter: 6 }));
}

#[test]
fn votes_that_decide_on_a_later_block_are_for_that_block() {
	let blocks = descendants(&block(), 1);
	let targets: Vec<_> = (3..10).map(|voter| (voter, &blocks[0])).collect();
	let (validators, mut votes) = later(&targets, blocks.clone());
	votes.votes.truncate(3);
	assert_eq!(refused(&votes, &validators.set()), forged(Forgery::VotesForChild));
	votes.votes.clear();
	assert_eq!(refused(&votes, &validators.set()), forged(Forgery::NoVoteForBlock));
}

/// Checks that a point of small order, which some implementations of Ed25519 refuse, is treated as a
/// node treats it: its owner can sign anything.
#[test]
fn keys_at_the_edge_of_the_curve_are_those_of_a_node() {
	let mut identity = [0; 32];
	identity[0] = 1;
	let signature = Signature([identity, [0; 32]].concat().try_into().unwrap());
	assert!(signature.is_of(&identity, b"anything"));
	// The same point in an encoding that is not canonical: y = p + 1.
	let mut other = [0xff; 32];
	(other[0], other[31]) = (0xee, 0x7f);
	assert!(signature.is_of(&other, b"anything"));
	assert!(!signature.is_of(&crate::chain::key(1), b"anything"));
	// No point at all, and a scalar that is not reduced.
	let is_no_point = |key: &[u8; 32]| ed25519_zebra::VerificationKey::try_from(*key).is_err();
	let no_point = (2..).map(|y| [[y].as_slice(), &[0; 31]].concat().try_into().unwrap());
	assert!(!signature.is_of(&no_point.into_iter().find(is_no_point).unwrap(), b"anything"));
	let unreduced = Signature([identity, [0xff; 32]].concat().try_into().unwrap());
	assert!(!unreduced.is_of(&identity, b"anything"));
}

type Commit = grandpa::Commit<Hash, u32, Signature, [u8; 32]>;

/// Returns the votes in the form in which nodes hand them out.
fn commit(votes: &Justification, set: &AuthoritySet, block: BlockId) -> Commit {
	let numbers: BTreeMap<_, _> =
		votes.ancestry.iter().map(|header| (header.hash(), header.number)).collect();
	let signed = |vote: &Vote, target_hash: Hash, target_number: u32| grandpa::SignedPrecommit {
		precommit: grandpa::Precommit { target_hash, target_number },
		signature: vote.signature,
		id: set.get(vote.voter).map(|voter| voter.key).unwrap_or([0xee; 32]),
	};
	let direct = votes.votes.iter().map(|vote| signed(vote, block.hash, block.number));
	let later = votes.later_votes.iter().map(|later| {
		let number = numbers.get(&later.target).copied().unwrap_or_default();
		signed(&later.vote, later.target, number)
	});
	Commit {
		target_hash: block.hash,
		target_number: block.number,
		precommits: direct.chain(later).collect(),
	}
}

/// The headers of a justification, as the crate of nodes looks them up.
struct Ancestry(BTreeMap<Hash, Hash>);

impl grandpa::Chain<Hash, u32> for Ancestry {
	fn ancestry(&self, base: Hash, block: Hash) -> Result<Vec<Hash>, grandpa::Error> {
		let (mut route, mut next) = (Vec::new(), block);
		while next != base {
			next = *self.0.get(&next).ok_or(grandpa::Error::NotDescendent)?;
			route.push(next);
		}
		route.pop();
		Ok(route)
	}
}

/// Returns whether the crate of nodes accepts the votes, whose signatures it does not look at.
fn nodes_accept(votes: &Justification, set: &AuthoritySet, block: BlockId) -> bool {
	let voters = set.authorities().iter().map(|voter| (voter.key, voter.weight));
	let voters = grandpa::voter_set::VoterSet::new(voters).unwrap();
	let parents = votes.ancestry.iter().map(|header| (header.hash(), header.parent)).collect();
	let result =
		grandpa::validate_commit(&commit(votes, set, block), &voters, &Ancestry(parents)).unwrap();
	result.is_valid()
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(400))]

	/// Checks that what passes here passes there, for votes for the block, later ones and forks, with
	/// weights, and that plain votes that decide pass in both.
	#[test]
	fn whatever_passes_passes_with_the_crate_of_nodes(
		weights in proptest::collection::vec(1..4_u64, 1..8),
		choices in proptest::collection::vec(0..6_u8, 8),
	) {
		let voters = u8::try_from(weights.len()).unwrap();
		let validators = Validators::new(5, 1..=voters);
		let mut authorities = validators.authorities();
		for (authority, weight) in authorities.iter_mut().zip(&weights) {
			authority.weight = *weight;
		}
		let set = AuthoritySet::new(5, authorities).unwrap();
		let blocks = descendants(&block(), 2);
		let mut fork = descendants(&block(), 1);
		fork[0].extrinsics_root = Hash([3; 32]);
		let mut votes = Justification {
			round: 7, votes: Vec::new(), later_votes: Vec::new(), ancestry: Vec::new(),
		};
		for (voter, choice) in (0..u32::from(voters)).zip(&choices) {
			match choice {
				0..=2 => votes.votes.push(validators.vote(voter, block().id(), 7)),
				3 => votes.later_votes.push(later_vote(&validators, voter, &blocks[0])),
				4 => votes.later_votes.push(later_vote(&validators, voter, &blocks[1])),
				_ => votes.later_votes.push(later_vote(&validators, voter, &fork[0])),
			}
		}
		let targets: Vec<_> = votes.later_votes.iter().map(|later| later.target).collect();
		let is_used = |header: &&Header| {
			targets.contains(&header.hash())
				|| header.hash() == blocks[0].hash() && targets.contains(&blocks[1].hash())
		};
		votes.ancestry = blocks.iter().chain(&fork).filter(is_used).cloned().collect();
		let here = votes.check(&set, block().id());
		let there = nodes_accept(&votes, &set, block().id());
		prop_assert!(here.is_err() || there, "{here:?}");
		if votes.later_votes.is_empty() {
			prop_assert_eq!(here.is_ok(), there);
		}
	}
}

#[test]
fn the_encoding_of_a_header_is_that_of_its_hash() {
	let header = block();
	assert_eq!(Header::decode(&header.encode()), Ok(header.clone()));
	assert_eq!(header.hash(), Hash::of(&header.encode()));
}
