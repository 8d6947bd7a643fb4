// SPDX-License-Identifier: Apache-2.0

//! The honest chain from which mutated input is made: four blocks, each of its own set of validators,
//! the hand-offs between them, and what is true as of each block.

use crate::{
	chain::{descendants, header, later_vote, put_system, time_of, trust, Final, Validators},
	properties::Numbers,
	records::{
		batch, keys_for, leaf, plain, reference, register as records, root, set, Account, SIZE,
		UNIVERSITY,
	},
	state::State,
};
use std::collections::BTreeMap;
use testamur_primitives::{
	keys, register, AccreditationId, BatchRevocation, CredentialPointer, CredentialReference,
	RevocationReason, Status, Verdict,
};
use testamur_proof::{Beginning, Evidence, HandOffs, Hash, Requirements, TrustRoot};

/// The chain.
pub(crate) struct World {
	/// Evidence of its blocks, of which some is of the past, or has votes for later blocks.
	pub(crate) evidence: Vec<Evidence>,
	/// The hand-offs from its first set to its last.
	pub(crate) hand_offs: HandOffs,
	/// What a verifier knows who has followed these hand-offs.
	pub(crate) trusted: TrustRoot,
	/// What verifiers know: that, what somebody vouched for after it besides, or a later set only.
	pub(crate) roots: Vec<TrustRoot>,
	/// The credentials that are asked about.
	pub(crate) asked: Vec<CredentialReference>,
	/// What is true by the root of the state that it follows from.
	pub(crate) truth: BTreeMap<[u8; 32], Truth>,
}

/// What is true as of a block.
pub(crate) struct Truth {
	/// The verdicts on the credentials that are asked about.
	pub(crate) verdicts: Vec<Verdict>,
	/// The grants of the university.
	pub(crate) grants: Vec<AccreditationId>,
}

/// The number of blocks and of sets.
pub(crate) const BLOCKS: u8 = 4;

/// Returns the validators of a set. Some sets are small, since most of the time is that of signatures.
pub(crate) fn office(set: u64) -> Validators {
	match set {
		0 => Validators::new(0, 1..=4),
		3 => Validators::new(3, 30..=31),
		_ => Validators::new(set, [30 + u8::try_from(set % 100).unwrap()]),
	}
}

/// Returns the hand-offs between the sets, each ten blocks after the block of the set.
fn hand_offs() -> HandOffs {
	let hand_off = |set: u8| {
		let next = office(u64::from(set) + 1);
		office(set.into()).hand_off(number(set) + 10, &next)
	};
	HandOffs { first_set: 0, authorities: None, hand_offs: (0..BLOCKS - 1).map(hand_off).collect() }
}

/// Returns the number of the block of a set.
fn number(set: u8) -> u32 {
	10 + 20 * u32::from(set)
}

/// Returns the first block of the set that a recovery forced upon the chain, and the block in which that
/// was.
fn forced() -> (u32, u32) {
	(number(BLOCKS - 1) + 5, number(BLOCKS - 1) + 15)
}

/// Returns the number of a block of that set, before the recovery or after it.
pub(crate) fn around_forced(numbers: &mut Numbers) -> u32 {
	forced().0 + u32::try_from(numbers.below(20)).unwrap()
}

/// Returns what a verifier knows to whom somebody has vouched for the set after the last one, which was
/// forced upon the chain.
fn recovered(trusted: &TrustRoot) -> TrustRoot {
	let (mut root, (first, forced_in)) = (trusted.clone(), forced());
	let since = Some(time_of(first));
	let forced = Beginning { first, since, forced_in: Some(forced_in) };
	root.vouch(office(BLOCKS.into()).set(), forced).unwrap();
	root
}

/// Returns what a verifier knows who begins with a later set.
fn pinned(trusted: &TrustRoot) -> TrustRoot {
	let [former, row] = trusted.table()[..2] else { unreachable!() };
	let beginning = Beginning { first: row.first, since: former.until, forced_in: None };
	TrustRoot::pinned(trusted.genesis(), office(row.id).set(), beginning).unwrap()
}

/// Returns the requirements of a verifier who accepts each of the blocks.
pub(crate) fn requirements() -> Requirements<'static> {
	Requirements::new(time_of(number(BLOCKS - 1)) + 10_000, None)
}

/// Returns the credentials that are asked about: one whose status changes, one that is superseded, one
/// whose status chunk is never written, and one that nobody anchored.
fn asked() -> Vec<CredentialReference> {
	let other = CredentialReference { leaf: leaf(77_777), ..reference(5) };
	vec![reference(437), reference(3), reference(SIZE - 1), other]
}

/// Returns the state of the block of a set: it gets worse from block to block.
fn state(of: u8) -> State {
	let mut state = records();
	put_system(&mut state, time_of(number(of)));
	match of {
		0 => (),
		1 => set(&mut state, 437, Status::Suspended),
		2 => {
			set(&mut state, 437, Status::Revoked(RevocationReason::Misconduct));
			set(&mut state, 3, Status::Superseded);
			let other = CredentialPointer { institution: UNIVERSITY, root: root(), index: 4 };
			state.put(keys::successor(UNIVERSITY, root(), 3), other);
		},
		_ => {
			let reason = RevocationReason::KeyCompromise;
			let mut record = batch(SIZE, 2);
			record.revoked = Some(BatchRevocation { reason, at: 9, successor: None });
			state.put(keys::batch(UNIVERSITY, root()), record);
		},
	}
	state
}

/// Returns the blocks. Each remembers those before it.
fn blocks() -> Vec<Final> {
	let mut blocks: Vec<Final> = Vec::new();
	for of in 0..BLOCKS {
		let mut state = state(of);
		for before in &blocks {
			state.put(keys::block_hash(before.header.number), before.header.hash());
		}
		blocks.push(Final::of(office(of.into()), number(of), state));
	}
	blocks
}

/// Returns evidence of a block in which the last vote of several is for a later block.
fn with_ancestry(block: &Final, mut evidence: Evidence) -> Evidence {
	let votes = &mut evidence.justification;
	if let [_, .., last] = votes.votes[..] {
		let children = descendants(&block.header, 2);
		votes.votes.pop();
		votes.later_votes = vec![later_vote(&block.validators, last.voter, &children[1])];
		votes.ancestry = children;
	}
	evidence
}

impl Truth {
	fn of(block: &Final, asked: &[CredentialReference]) -> Self {
		let state = &block.built.state;
		let time = testamur_primitives::state::time(state).unwrap();
		let verdicts = plain(state, asked, time).0.unwrap();
		let grants = register::accreditations_of::<_, Account>(state, UNIVERSITY).unwrap();
		Self { verdicts, grants }
	}
}

impl World {
	pub(crate) fn new() -> Self {
		let (blocks, asked) = (blocks(), asked());
		let mut evidence = Vec::new();
		for (place, block) in blocks.iter().enumerate() {
			let prefixes = [keys::holdings(UNIVERSITY)];
			let whole = block.evidence(&keys_for(&block.built, &asked), &prefixes);
			let authorities = Some(block.validators.authorities());
			evidence.push(with_ancestry(block, whole.clone()));
			evidence.push(Evidence { authorities, ..whole });
			for past in &blocks[..place] {
				evidence.push(block.evidence_of_past(past, &keys_for(&past.built, &asked)));
			}
		}
		let truth = blocks.iter().map(|block| (block.built.root.0, Truth::of(block, &asked)));
		let truth = truth.collect();
		let (hand_offs, mut trusted) = (hand_offs(), trust());
		assert_eq!(trusted.learn_file(&hand_offs.to_file()), Ok(usize::from(BLOCKS) - 1));
		let roots = vec![trusted.clone(), recovered(&trusted), pinned(&trusted)];
		Self { evidence, hand_offs, trusted, roots, asked, truth }
	}

	/// Returns the root of the state that evidence shows.
	pub(crate) fn shown_root(evidence: &Evidence) -> Hash {
		let past = evidence.past.as_ref().map(|past| past.header.state_root);
		past.unwrap_or(evidence.header.state_root)
	}
}

/// Returns a header that nobody signed.
pub(crate) fn other_header(number: u32) -> testamur_proof::Header {
	header(number, Hash([0xab; 32]))
}
