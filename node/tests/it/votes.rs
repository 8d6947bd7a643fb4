// SPDX-License-Identifier: Apache-2.0

//! Compares the votes that evidence carries with what the GRANDPA of a node says about them.

use codec::Encode;
use sc_consensus_grandpa::GrandpaJustification;
use sp_consensus_grandpa::AuthorityId;
use sp_core::{ed25519::Pair, Pair as _};
use sp_keyring::Ed25519Keyring;
use testamur_proof::{
	justification::signed_bytes, Authority, AuthoritySet, BlockId, Commit, Hash, Header,
	Justification,
};
use testamur_runtime::opaque::Block;

const ROUND: u64 = 3;
const SET: u64 = 5;

/// What a validator of the test does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
	Nothing,
	/// Votes for the block.
	Block,
	/// Votes for its child.
	Child,
	/// Votes for its grandchild.
	Grandchild,
	/// Votes for a block that does not descend from it.
	Fork,
	/// Sends the vote of another round.
	Stale,
}

const CHOICES: [Choice; 6] = [
	Choice::Nothing,
	Choice::Block,
	Choice::Child,
	Choice::Grandchild,
	Choice::Fork,
	Choice::Stale,
];

/// A vote as a node keeps it: the block with its number, the signature, and the key.
type NodeVote = ((Hash, u32), [u8; 64], [u8; 32]);

fn validators() -> [Pair; 4] {
	use Ed25519Keyring::{Alice, Bob, Charlie, Dave};
	[Alice, Bob, Charlie, Dave].map(Ed25519Keyring::pair)
}

fn header(number: u32, parent: Hash) -> Header {
	let root = Hash([7; 32]);
	Header { parent, number, state_root: root, extrinsics_root: root, digest: Vec::new() }
}

/// The blocks of the test.
struct Blocks {
	block: Header,
	child: Header,
	grandchild: Header,
	fork: Header,
}

impl Blocks {
	fn new() -> Self {
		let block = header(40, Hash([1; 32]));
		let child = header(41, block.hash());
		let grandchild = header(42, child.hash());
		Self { block, child, grandchild, fork: header(41, Hash([2; 32])) }
	}

	/// Returns the vote of a validator.
	fn vote(&self, pair: &Pair, choice: Choice) -> Option<NodeVote> {
		let (target, round) = match choice {
			Choice::Nothing => return None,
			Choice::Block => (&self.block, ROUND),
			Choice::Child => (&self.child, ROUND),
			Choice::Grandchild => (&self.grandchild, ROUND),
			Choice::Fork => (&self.fork, ROUND),
			Choice::Stale => (&self.block, ROUND - 1),
		};
		let BlockId { hash, number } = target.id();
		let signature = pair.sign(&signed_bytes(target.id(), round, SET));
		Some(((hash, number), signature.0, pair.public().0))
	}

	/// Returns the headers that the votes need.
	fn ancestry(&self, choices: &[Choice]) -> Vec<Header> {
		let has = |choice| choices.contains(&choice);
		let child = has(Choice::Child) || has(Choice::Grandchild);
		let needed = [
			(has(Choice::Grandchild), &self.grandchild),
			(child, &self.child),
			(has(Choice::Fork), &self.fork),
		];
		needed
			.into_iter()
			.filter(|(needed, _)| *needed)
			.map(|(_, header)| header.clone())
			.collect()
	}

	/// Returns votes in the encoding of a node.
	fn encoded(&self, votes: &[NodeVote], ancestry: &[Header]) -> Vec<u8> {
		(ROUND, self.block.hash(), self.block.number, votes, ancestry).encode()
	}

	/// Returns the votes of evidence in the encoding of a node.
	fn node_encoded(&self, made: &Justification, set: &AuthoritySet) -> Vec<u8> {
		let key = |voter| set.get(voter).unwrap().key;
		let numbers = [&self.child, &self.grandchild].map(Header::id);
		let number = |hash| numbers.iter().find(|id| id.hash == hash).unwrap().number;
		let block = (self.block.hash(), self.block.number);
		let direct = made.votes.iter().map(|vote| (block, vote.signature.0, key(vote.voter)));
		let later = made.later_votes.iter().map(|later| {
			let target = (later.target, number(later.target));
			(target, later.vote.signature.0, key(later.vote.voter))
		});
		self.encoded(&direct.chain(later).collect::<Vec<_>>(), &made.ancestry)
	}
}

/// Returns whether a node accepts votes for the block.
fn node_accepts(encoded: &[u8]) -> bool {
	let authorities: Vec<(AuthorityId, u64)> =
		validators().iter().map(|pair| (pair.public().into(), 1)).collect();
	let votes: GrandpaJustification<Block> = codec::Decode::decode(&mut &*encoded).unwrap();
	votes.verify(SET, &authorities).is_ok()
}

/// Tries everything that four validators can do.
#[test]
fn evidence_carries_votes_that_a_node_accepts() {
	let (blocks, pairs) = (Blocks::new(), validators());
	let authority = |pair: &Pair| Authority { key: pair.public().0, weight: 1 };
	let set = AuthoritySet::new(SET, pairs.iter().map(authority).collect()).unwrap();
	let (mut accepted, mut refused) = (0, 0);
	for case in 0..CHOICES.len().pow(4) {
		let choices =
			[0, 1, 2, 3].map(|place| CHOICES[case / CHOICES.len().pow(place) % CHOICES.len()]);
		let votes: Vec<_> = pairs
			.iter()
			.zip(choices)
			.filter_map(|(pair, choice)| blocks.vote(pair, choice))
			.collect();
		let encoded = blocks.encoded(&votes, &blocks.ancestry(&choices));
		let commit = Commit::decode(&encoded).unwrap();
		let made = commit.justification(&set).and_then(|made| {
			made.check(&set, blocks.block.id())?;
			Ok(made)
		});
		if let Ok(made) = &made {
			assert!(node_accepts(&blocks.node_encoded(made, &set)), "{choices:?}");
			accepted += 1;
		}
		let voted = |choice| choices.iter().filter(|it| **it == choice).count();
		let for_child = voted(Choice::Child) + voted(Choice::Grandchild);
		if node_accepts(&encoded) && voted(Choice::Block) > 0 && for_child < 3 {
			assert!(made.is_ok(), "{choices:?}: {made:?}");
		} else {
			refused += usize::from(made.is_err());
		}
	}
	assert_eq!((accepted, refused), (218, 1_078));
}
