// SPDX-License-Identifier: Apache-2.0

//! Tests of the votes as a node keeps them, and of what a prover makes of them.

use crate::chain::{descendants, header, later_vote, Validators};
use codec::Encode;
use proptest::prelude::*;
use testamur_proof::{
	justification::LaterVote, refusal::Part, Commit, Forgery, Hash, Header, Justification, Refusal,
	Vote,
};

const ROUND: u64 = 7;

fn block() -> Header {
	header(50, Hash([1; 32]))
}

/// A vote as a node keeps it: the block with its number, the signature, and the key.
type NodeVote = ((Hash, u32), [u8; 64], [u8; 32]);

/// Returns the vote of a member for a block.
fn vote(validators: &Validators, voter: u32, target: &Header) -> NodeVote {
	let LaterVote { vote, target: hash } = later_vote(validators, voter, target);
	let key = validators.set().get(voter).unwrap().key;
	((hash, target.number), vote.signature.0, key)
}

/// Returns the votes for the block in the encoding of a node.
fn encoded(votes: &[NodeVote], ancestry: &[Header]) -> Vec<u8> {
	let target = block();
	(ROUND, target.hash(), target.number, votes, ancestry).encode()
}

fn cut(
	validators: &Validators,
	votes: &[NodeVote],
	ancestry: &[Header],
) -> Result<Justification, Refusal> {
	let commit = Commit::decode(&encoded(votes, ancestry)).unwrap();
	assert_eq!(commit.target(), block().id());
	let cut = commit.justification(&validators.set())?;
	cut.check(&validators.set(), block().id()).map(|()| cut)
}

#[test]
fn as_many_votes_are_kept_as_decide() {
	let validators = Validators::new(5, 1..=10);
	let votes: Vec<_> = (0..10).rev().map(|voter| vote(&validators, voter, &block())).collect();
	let cut = cut(&validators, &votes, &[]).unwrap();
	assert_eq!(cut, validators.justify(&block()), "the first seven in the order of the set");
}

#[test]
fn votes_for_later_blocks_are_kept_where_others_do_not_decide() {
	let validators = Validators::new(5, 1..=10);
	let blocks = descendants(&block(), 3);
	let mut votes: Vec<_> = (0..6).map(|voter| vote(&validators, voter, &block())).collect();
	votes.push(vote(&validators, 7, &blocks[1]));
	votes.push(vote(&validators, 8, &blocks[2]));
	let made = cut(&validators, &votes, &blocks).unwrap();
	assert_eq!(made.votes.len(), 6);
	assert_eq!(made.later_votes, [later_vote(&validators, 7, &blocks[1])]);
	let needed = [blocks[1].clone(), blocks[0].clone()];
	assert_eq!(made.ancestry, needed, "the headers of that vote and no other");
	votes.push(vote(&validators, 9, &block()));
	assert_eq!(cut(&validators, &votes, &blocks).unwrap().later_votes, []);
}

#[test]
fn what_does_not_count_is_left_out() {
	let validators = Validators::new(5, 1..=4);
	let strangers = Validators::new(5, 11..=14);
	let fork = descendants(&header(50, Hash([2; 32])), 1);
	let direct: Vec<_> = (0..3).map(|voter| vote(&validators, voter, &block())).collect();
	let mut votes = direct.clone();
	votes.insert(0, vote(&strangers, 0, &block()));
	votes.insert(0, vote(&validators, 1, &fork[0]));
	votes.push(vote(&validators, 3, &fork[0]));
	let expected = validators.justify(&block());
	assert_eq!(cut(&validators, &votes, &fork), Ok(expected.clone()));
	votes.rotate_left(2);
	assert_eq!(cut(&validators, &votes, &fork), Ok(expected));
	let too_few = Forgery::TooFewVotes { voted: 2, needed: 3 };
	let mut votes = Vec::from(&direct[..2]);
	votes.extend([vote(&strangers, 2, &block()), vote(&validators, 3, &fork[0]), direct[0]]);
	assert_eq!(cut(&validators, &votes, &fork), Err(Refusal::Forged(too_few)));
}

#[test]
fn only_all_of_the_encoding_decodes() {
	let validators = Validators::new(5, 1..=4);
	let votes: Vec<_> = (0..4).map(|voter| vote(&validators, voter, &block())).collect();
	let bytes = encoded(&votes, &descendants(&block(), 1));
	let malformed = Err(Refusal::Malformed(Part::Justification));
	for end in 0..bytes.len() {
		assert!(Commit::decode(&bytes[..end]).is_err(), "{end}");
	}
	assert_eq!(Commit::decode(&[bytes.as_slice(), &[0]].concat()), malformed);
	assert!(Commit::decode(&bytes).is_ok());
	let too_large = Commit::decode(&vec![0; testamur_proof::limits::MAX_BYTES + 1]);
	assert!(matches!(too_large, Err(Refusal::TooLarge { part: Part::Justification, .. })));
	let many = vec![votes[0]; 2 * 1_024 + 1];
	let too_many = Commit::decode(&encoded(&many, &[]));
	assert!(matches!(too_many, Err(Refusal::TooLarge { found: 2_049, limit: 2_048, .. })));
}

proptest! {
	/// Checks that what is cut from any votes is minimal, and passes if a vote is for the block.
	#[test]
	fn what_decides_passes_and_nothing_less_does(choices in proptest::collection::vec(0..5_u8, 1..10)) {
		let validators = Validators::new(5, 1..=u8::try_from(choices.len()).unwrap());
		let blocks = descendants(&block(), 2);
		let target = |choice| match choice {
			0 | 1 => Some(block()),
			2 | 3 => Some(blocks[choice - 2].clone()),
			_ => None,
		};
		let votes: Vec<_> = (0_u32..)
			.zip(&choices)
			.filter_map(|(voter, choice)| Some(vote(&validators, voter, &target(usize::from(*choice))?)))
			.collect();
		let set = validators.set();
		let made = Commit::decode(&encoded(&votes, &blocks)).unwrap().justification(&set);
		prop_assert_eq!(made.is_ok(), votes.len() as u64 >= set.threshold());
		let Ok(mut made) = made else { return Ok(()) };
		let count = made.votes.len() + made.later_votes.len();
		prop_assert_eq!(count as u64, set.threshold());
		match made.check(&set, block().id()) {
			Ok(()) => (),
			Err(Refusal::Forged(Forgery::NoVoteForBlock)) => prop_assert!(made.votes.is_empty()),
			// More than two thirds are for the next block, so a node makes that one final.
			Err(refusal) => prop_assert_eq!(refusal, Refusal::Forged(Forgery::VotesForChild)),
		}
		let dropped: Option<Vote> = made.votes.pop();
		prop_assert!(made.check(&set, block().id()).is_err() || dropped.is_none());
	}
}
