// SPDX-License-Identifier: Apache-2.0

//! Files that are accepted.

use super::case::{hex, with, Shown};
use crate::{
	chain::{
		descendants, header, later_vote, put_system, system_keys, time_of, Final, Validators, TIME,
	},
	hand_offs::validators,
	records::{
		batch, keys_for, leaf, reference, reference_in, register, root, set, tree, COURSE, SIZE,
		UNIVERSITY,
	},
	state::State,
};
use serde_json::{json, Value};
use testamur_primitives::{
	keys, BatchRevocation, CredentialPointer, CredentialReference, RevocationReason, Status,
};
use testamur_proof::Past;

/// The credential that most vectors are about.
pub(super) const ASKED: u32 = 437;

/// Returns the block of a register that was changed.
pub(super) fn block(change: impl FnOnce(&mut State)) -> Final {
	let mut state = register();
	change(&mut state);
	Final::new(state)
}

fn one(change: impl FnOnce(&mut State)) -> Shown {
	Shown::of(block(change), &[reference(ASKED)])
}

fn supersede(state: &mut State) {
	set(state, ASKED, Status::Superseded);
	let successor = CredentialPointer { institution: UNIVERSITY, root: root(), index: 4 };
	state.put(keys::successor(UNIVERSITY, root(), ASKED), successor);
}

fn revoke_batch(state: &mut State) {
	let mut record = batch(SIZE, 2);
	let reason = RevocationReason::KeyCompromise;
	record.revoked = Some(BatchRevocation { reason, at: 9, successor: None });
	state.put(keys::batch(UNIVERSITY, root()), record);
}

fn expire(state: &mut State) {
	let mut record = batch(SIZE, 2);
	record.valid_until = Some(TIME);
	state.put(keys::batch(UNIVERSITY, root()), record);
}

/// Returns a bundle for a whole cohort, some of which are not valid.
fn cohort() -> Shown {
	let block = block(|state| {
		set(state, 0, Status::Suspended);
		set(state, SIZE - 1, Status::Revoked(RevocationReason::LearnerRequest));
	});
	Shown::of(
		block,
		&[reference(0), reference(1), reference(255), reference(256), reference(SIZE - 1)],
	)
}

/// Returns a bundle that covers one chunk, and is asked about others.
fn partial() -> Shown {
	let block = block(|state| {
		for index in [3, ASKED, SIZE - 1] {
			set(state, index, Status::Suspended);
		}
	});
	let mut shown = Shown::of(block, &[reference(ASKED), reference(ASKED + 1)]);
	shown.refuse(&reference(3), "incomplete");
	shown.refuse(&reference(SIZE - 1), "incomplete");
	shown.refuse(&CredentialReference { leaf: leaf(9_999), ..reference(ASKED) }, "incomplete");
	shown
}

/// Returns a bundle for a credential that was never anchored, and for references that fit no tree.
fn not_anchored() -> Shown {
	let other = reference_in(&tree(40_000, 3), 40_000, 1);
	let mut shown = Shown::of(block(|_| ()), &[other]);
	let mut short = reference(ASKED);
	short.path.pop();
	let beyond = CredentialReference { index: SIZE, ..reference(ASKED) };
	shown.answer(&[short, beyond]);
	shown
}

/// Returns a bundle of a moment before a revocation, which the state of a later block remembers.
fn past() -> Shown {
	let before = block(|_| ());
	let mut shown = Shown::of(before, &[reference(ASKED)]);
	let mut state = register();
	put_system(&mut state, time_of(60));
	set(&mut state, ASKED, Status::Revoked(RevocationReason::Misconduct));
	state.put(keys::block_hash(50), shown.block.header.hash());
	let last = Final::of(Validators::new(0, 1..=4), 60, state);
	let proof = shown.evidence.proof.clone();
	shown.evidence = last.evidence_of_past(&shown.block, &[]);
	shown.evidence.past = Some(Past { header: shown.block.header.clone(), proof });
	shown
}

/// Returns a bundle of a set after a hand-off, for those who know its hash only.
fn after_hand_offs() -> Shown {
	let mut state = register();
	put_system(&mut state, TIME);
	let block = Final::of(validators(2), 50, state);
	let mut shown = Shown::of(block, &[reference(ASKED)]);
	shown.evidence.authorities = Some(validators(2).authorities());
	shown
}

/// Returns a bundle of a set that shows a block of the set before, at the last moment of that set.
fn of_former_set() -> Shown {
	let mut state = register();
	put_system(&mut state, time_of(41) - 1);
	let before = Final::of(validators(1), 40, state);
	let mut shown = Shown::of(before, &[reference(ASKED)]);
	let mut state = register();
	put_system(&mut state, TIME);
	state.put(keys::block_hash(40), shown.block.header.hash());
	let last = Final::of(validators(2), 50, state);
	let proof = shown.evidence.proof.clone();
	shown.evidence = last.evidence_of_past(&shown.block, &[]);
	shown.evidence.past = Some(Past { header: shown.block.header.clone(), proof });
	shown.evidence.authorities = Some(validators(2).authorities());
	shown
}

/// Returns the vector of a bundle that shows block 0, which has no time and is of no set.
fn first_block() -> Value {
	let mut state = register();
	put_system(&mut state, 0);
	let first = Final::of(Validators::new(0, 1..=4), 0, state);
	let genesis = first.header.hash();
	let other = reference_in(&tree(40_000, 3), 40_000, 1);
	let mut shown = Shown::of(first, &[other]);
	let mut state = register();
	put_system(&mut state, TIME);
	state.put(keys::block_hash(0), genesis);
	let last = Final::of(Validators::new(0, 1..=4), 50, state);
	let proof = shown.evidence.proof.clone();
	shown.evidence = last.evidence_of_past(&shown.block, &[]);
	shown.evidence.past = Some(Past { header: shown.block.header.clone(), proof });
	let case = with(shown.json("the first block", None), "genesis", json!(hex(&genesis.0)));
	with(case, "maxAge", Value::Null)
}

/// Returns a bundle in which one vote is for a later block.
fn later() -> Shown {
	let mut shown = one(|_| ());
	let children = descendants(&shown.block.header, 3);
	let votes = &mut shown.evidence.justification;
	votes.votes.pop();
	votes.later_votes = vec![later_vote(&shown.block.validators, 3, &children[2])];
	votes.ancestry = children;
	shown
}

/// Returns a bundle of a state of version 0, whose values all stand in their nodes.
fn version_0() -> Shown {
	let mut state = register();
	put_system(&mut state, TIME);
	let built = state.build_v0();
	let header = header(50, built.root);
	let block = Final { validators: Validators::new(0, 1..=4), header, built };
	Shown::of(block, &[reference(ASKED)])
}

/// Returns a bundle of a state in which the type is missing.
fn damaged() -> Shown {
	one(|state| drop(state.0.remove(&keys::credential_type(COURSE))))
}

/// Returns a bundle that shows its moment and answers nothing.
fn nothing() -> Shown {
	let block = block(|_| ());
	let mut shown = Shown::of(block, &[]);
	shown.refuse(&reference(ASKED), "incomplete");
	shown
}

/// Returns a bundle of the whole state.
fn whole() -> Shown {
	let mut shown = one(|_| ());
	shown.evidence.proof = shown.block.built.prove_all();
	shown.answer(&[reference(1), CredentialReference { leaf: leaf(9_999), ..reference(1) }]);
	shown
}

/// Returns the vectors.
pub(super) fn cases() -> Vec<Value> {
	let revoked =
		|state: &mut State| set(state, ASKED, Status::Revoked(RevocationReason::Misconduct));
	let suspended = |state: &mut State| set(state, ASKED, Status::Suspended);
	let mut exact = one(|_| ()).json("at the greatest age", None);
	exact = with(exact, "now", json!(TIME + 3_600_000));
	let any_age = with(past().json("of any age", None), "maxAge", Value::Null);
	let any_age = with(any_age, "now", json!(TIME + 400_000_000_000_u64));
	let ahead = with(one(|_| ()).json("half a minute ahead", None), "now", json!(TIME - 30_000));
	let mut carried = one(|_| ());
	carried.evidence.authorities = Some(carried.block.validators.authorities());
	vec![
		one(|_| ()).json("valid, without a chunk of statuses", None),
		one(|state| set(state, ASKED + 1, Status::Suspended)).json("valid, with a chunk", None),
		one(suspended).json("suspended", None),
		one(revoked).json("revoked", None),
		one(supersede).json("superseded", None),
		one(revoke_batch).json("revoked with its batch", None),
		one(expire).json("expired", None),
		cohort().json("a cohort", None),
		partial().json("one chunk of three", None),
		not_anchored().json("not anchored", None),
		past().json("a moment of the past", None),
		first_block(),
		after_hand_offs().json("after two hand-offs", Some("three")),
		of_former_set().json("a moment of the set before", Some("three")),
		later().json("a vote for a later block", None),
		carried.json("with the authorities of a set that is known", None),
		version_0().json("a state of version 0", None),
		damaged().json("damaged", None),
		nothing().json("a moment without any record", None),
		whole().json("the whole state", None),
		exact,
		any_age,
		ahead,
	]
}

/// Returns the evidence for one credential, and the block.
pub(super) fn honest() -> (Final, testamur_proof::Evidence) {
	let shown = one(|_| ());
	(shown.block, shown.evidence)
}

/// Returns the keys that it covers.
pub(super) fn honest_keys(block: &Final) -> Vec<Vec<u8>> {
	[system_keys(), keys_for(&block.built, &[reference(ASKED)])].concat()
}
