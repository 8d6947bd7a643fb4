// SPDX-License-Identifier: Apache-2.0

//! Files that are forged.

use super::{
	accepted::honest,
	case::{refused, with},
};
use crate::{
	chain::{descendants, later_vote, put_system, sign, time_of, Final, Validators, TIME},
	hand_offs::{hand_offs, validators},
	records::register,
};
use serde_json::{json, Value};
use testamur_primitives::keys;
use testamur_proof::{justification::signed_bytes, Evidence, Hash, Justification};

/// Returns a vector of the honest evidence after a change.
fn changed(name: &str, word: &str, change: impl FnOnce(&mut Evidence, &Final)) -> Value {
	let (block, mut evidence) = honest();
	change(&mut evidence, &block);
	refused(name, &evidence.to_bundle(), word)
}

/// Returns a vector of evidence by a former set of the table.
fn of_former(name: &str, word: &str, number: u32, time: u64) -> Value {
	let mut state = register();
	put_system(&mut state, time);
	let block = Final::of(validators(1), number, state);
	let mut evidence = block.evidence(&[], &[]);
	evidence.authorities = Some(validators(1).authorities());
	let case = refused(name, &evidence.to_bundle(), word);
	with(with(case, "table", json!("three")), "now", json!(time))
}

/// Returns a vector of evidence by a former set of the table that remembers another block.
fn of_past(name: &str, word: &str, number: u32, time: u64) -> Value {
	let mut state = register();
	put_system(&mut state, time);
	let past = Final::of(validators(1), number, state.clone());
	put_system(&mut state, time_of(30));
	state.put(keys::block_hash(number), past.header.hash());
	let block = Final::of(validators(1), 30, state);
	let mut evidence = block.evidence_of_past(&past, &[]);
	evidence.authorities = Some(validators(1).authorities());
	let case = refused(name, &evidence.to_bundle(), word);
	with(with(case, "table", json!("three")), "now", json!(time_of(31)))
}

fn sets() -> Vec<Value> {
	let end = hand_offs(2).hand_offs[1].header.slot_end().unwrap();
	let others = Validators::new(0, 50..=53);
	let word = "forgedAuthorities";
	vec![
		changed("authorities of others", word, |evidence, block| {
			evidence.justification = others.justify(&block.header);
			evidence.authorities = Some(others.authorities());
		}),
		changed("authorities with other weights", word, |evidence, block| {
			let mut authorities = block.validators.authorities();
			authorities[0].weight = 9;
			evidence.authorities = Some(authorities);
		}),
		changed("an authority twice", "malformed", |evidence, block| {
			let mut authorities = block.validators.authorities();
			authorities[1] = authorities[0];
			evidence.authorities = Some(authorities);
		}),
		changed("no authority", "malformed", |evidence, _| evidence.authorities = Some(vec![])),
		of_former("a block after the end of its set", "forgedOutsideSet", 41, time_of(41)),
		of_former("a new moment by a former set", "forgedAfterSet", 30, end),
		of_former("a moment before a set", "forgedBeforeSet", 30, time_of(21) - 1),
		of_past("a block of a former set at a later time", "forgedAfterSet", 10, time_of(21)),
		of_past("a block of the set at an earlier time", "forgedBeforeSet", 25, time_of(21) - 1),
		of_past("a block of the past that is none", "forgedPast", 31, time_of(31)),
		changed("block 0", "forgedOutsideSet", |evidence, _| evidence.header.number = 0),
	]
}

fn votes() -> Vec<Value> {
	let sixty = Hash([0x60; 32]);
	vec![
		changed("a voter who is not in the set", "forgedStranger", |evidence, _| {
			evidence.justification.votes[2].voter = 4;
		}),
		changed("a vote twice", "forgedRepeatedVote", |evidence, _| {
			evidence.justification.votes[2] = evidence.justification.votes[1];
		}),
		changed("too few votes", "forgedTooFewVotes", |evidence, _| {
			evidence.justification.votes.pop();
		}),
		changed("another bit of a signature", "forgedSignature", |evidence, _| {
			evidence.justification.votes[1].signature.0[0] ^= 1;
		}),
		changed("another round", "forgedSignature", |evidence, _| {
			evidence.justification.round += 1;
		}),
		changed("another header", "forgedSignature", |evidence, _| evidence.header.parent = sixty),
		changed("pre-votes", "forgedSignature", |evidence, block| {
			for vote in &mut evidence.justification.votes {
				let mut message = signed_bytes(block.header.id(), 7, 0);
				message[0] = 0;
				vote.signature = sign(u8::try_from(vote.voter).unwrap() + 1, &message);
			}
		}),
	]
}

/// Moves votes of the honest evidence to the blocks that follow.
fn move_votes(evidence: &mut Evidence, block: &Final, voters: &[u32]) {
	let children = descendants(&block.header, 1);
	let votes = &mut evidence.justification;
	votes.votes.retain(|vote| !voters.contains(&vote.voter));
	let later = |voter: &u32| later_vote(&block.validators, *voter, &children[0]);
	votes.later_votes = voters.iter().map(later).collect();
	votes.ancestry = children;
}

fn later_votes() -> Vec<Value> {
	let ancestry = "forgedAncestry";
	vec![
		changed("no vote for the block itself", "forgedNoVoteForBlock", |evidence, block| {
			move_votes(evidence, block, &[0, 1, 2]);
		}),
		changed("votes that decide on a child", "forgedVotesForChild", |evidence, block| {
			move_votes(evidence, block, &[1, 2, 3]);
		}),
		changed("a later vote without headers", ancestry, |evidence, block| {
			move_votes(evidence, block, &[2]);
			evidence.justification.ancestry.clear();
		}),
		changed("headers that lead elsewhere", ancestry, |evidence, block| {
			move_votes(evidence, block, &[2]);
			let mut other = block.header.clone();
			other.parent = Hash([1; 32]);
			let children = descendants(&other, 1);
			let votes = &mut evidence.justification;
			votes.later_votes = vec![later_vote(&block.validators, 2, &children[0])];
			votes.ancestry = children;
		}),
		changed("numbers that do not follow", ancestry, |evidence, block| {
			let mut child = descendants(&block.header, 1).remove(0);
			child.number += 1;
			let Justification { votes, later_votes, ancestry, .. } = &mut evidence.justification;
			votes.pop();
			*later_votes = vec![later_vote(&block.validators, 2, &child)];
			*ancestry = vec![child];
		}),
		changed("headers that no vote needs", "forgedUnusedAncestry", |evidence, block| {
			evidence.justification.ancestry = descendants(&block.header, 1);
		}),
		changed("a header twice", "forgedUnusedAncestry", |evidence, block| {
			move_votes(evidence, block, &[2]);
			let copy = evidence.justification.ancestry[0].clone();
			evidence.justification.ancestry.push(copy);
		}),
		changed("a later vote for another block", "forgedSignature", |evidence, block| {
			move_votes(evidence, block, &[2]);
			let other = descendants(&block.header, 2);
			evidence.justification.later_votes[0].target = other[1].hash();
			evidence.justification.ancestry = other;
		}),
	]
}

fn proofs() -> Vec<Value> {
	let mut state = register();
	put_system(&mut state, TIME - 9_000);
	let other = state.build();
	vec![
		changed("items after the end", "forgedUnneededItems", |evidence, _| {
			evidence.proof.push(vec![0x41, 0x05, 0x00]);
		}),
		changed("the proof of another state", "forgedState", |evidence, _| {
			evidence.proof = other.prove_all();
		}),
		changed("a leaf of a proof changed", "forgedState", |evidence, _| {
			*evidence.proof.last_mut().unwrap().last_mut().unwrap() ^= 1;
		}),
		changed("an item where it is not first", "forgedRepeatedItem", |evidence, _| {
			// A branch with the same leaf under two nibbles, listed twice.
			let leaf = [vec![0x41, 0x05, 0x90], vec![7; 36]].concat();
			evidence.proof = vec![vec![0x80, 0b11, 0, 0, 0], leaf.clone(), leaf];
		}),
		past("another block of the past", "forgedPast", 40, Hash([8; 32])),
		past("a block that is not remembered", "incomplete", 70, Hash([8; 32])),
		past("a block whose hash is not covered", "incomplete", 44, Hash([8; 32])),
	]
}

/// Returns a vector of evidence of a block of the past that the state does not remember like that.
fn past(name: &str, word: &str, number: u32, extrinsics_root: Hash) -> Value {
	let before = Final::new(register());
	let mut state = register();
	put_system(&mut state, time_of(60));
	let last = Final::of(Validators::new(0, 1..=4), 60, state);
	let mut evidence = last.evidence_of_past(&before, &[]);
	let remembered = [0, 40, 70].map(keys::block_hash);
	evidence.proof = last.built.prove(&remembered, &[]);
	let past = evidence.past.as_mut().unwrap();
	(past.header.number, past.header.extrinsics_root) = (number, extrinsics_root);
	refused(name, &evidence.to_bundle(), word)
}

/// Returns the vectors.
pub(super) fn cases() -> Vec<Value> {
	[sets(), votes(), later_votes(), proofs()].concat()
}
