// SPDX-License-Identifier: Apache-2.0

//! Every sequence of calls up to a depth, in a small world: the council, an agency with an operator
//! whose key was stolen, two universities below it, one type, and one batch of two credentials of each.
//! The accounts of the first have made as many final changes today as they may alone; the second is
//! closed, and the agency is its custodian. A later world goes on from there: the agency has revoked a
//! credential, the second university was reinstated and closed again, and the first is its custodian.
//!
//! Chance finds what is common, exhaustion what is rare. The depth is that of the variable
//! `TESTAMUR_DEPTH`, or else one that takes seconds.
//!
//! Sequences are tried depth first, and a storage transaction takes each move back. So no move is
//! made again for the sake of those after it, and a step costs one call and one check.
//!
//! A move that leaves chain and model as they were, such as one that is refused, leads nowhere: the
//! sequences that go on after it are those that go on without it, and they are counted and not tried
//! again. Both are compared to see that it changed nothing.
//!
//! With `TESTAMUR_MERGE` a state that another sequence has led to is not gone on from again, if as many
//! moves were tried from there. The chain behaves the same from the same state, whichever way led there;
//! the log of events, which no call reads, does not count. The model is compared with the state each
//! time it is reached, but it goes on from there with the history of the first way only. So this run is
//! weaker than the other one, and reaches further in the same time.

use super::{
	act,
	calls::Move,
	check,
	model::Model,
	soak::{in_threads, setting, Progress},
	Cohorts, Tally,
};
use crate::{mock::*, FinalChanges, FinalChangesAlone};
use codec::Encode;
use frame_support::storage::{
	storage_prefix, transactional::TRANSACTION_LEVEL_KEY, with_transaction, TransactionOutcome,
};
use sp_io::hashing::{blake2_256, twox_128};
use sp_runtime::DispatchError;
use std::{
	collections::{BTreeMap, HashMap},
	sync::{
		atomic::{AtomicUsize, Ordering::Relaxed},
		Mutex,
	},
};
use testamur_primitives::{keys, InstitutionId, Root};

mod moves;

use moves::{later, moves, world, COHORTS};

/// The depth to which sequences are tried unless a variable says otherwise.
const DEPTH: u32 = 2;
/// What a sequence has led to: the model, and all that the chain stores.
struct Place {
	model: Model,
	storage: BTreeMap<Vec<u8>, Vec<u8>>,
}

impl Place {
	/// Returns the present place of the chain, with the model of it.
	fn reached(model: Model) -> Self {
		Self { model, storage: stored() }
	}

	/// Returns whether nothing that follows can differ. The model counts its calls, which says nothing
	/// about what comes.
	fn is_same(&self, other: &Self) -> bool {
		let step = self.model.step;
		self.storage == other.storage && self.model == Model { step, ..other.model.clone() }
	}
}

/// Returns all that the chain stores, without the number of the moves that may be taken back.
fn stored() -> BTreeMap<Vec<u8>, Vec<u8>> {
	let next = |key: &Vec<u8>| sp_io::storage::next_key(key);
	std::iter::successors(next(&Vec::new()), next)
		.filter(|key| key != TRANSACTION_LEVEL_KEY)
		.filter_map(|key| sp_io::storage::get(&key).map(|value| (key, value.to_vec())))
		.collect()
}

/// The states that sequences have led to, by their hashes, with the number of moves that are tried from
/// there.
#[derive(Default)]
struct Visited(Mutex<HashMap<[u8; 32], u32>>);

impl Visited {
	/// Returns whether as many moves have been tried from a place, or else notes that they will be.
	fn knows(&self, place: &Place, rest: u32) -> bool {
		let log = twox_128(keys::EVENT_LOG.as_bytes());
		let events =
			[storage_prefix(b"System", b"Events"), storage_prefix(b"System", b"EventCount")];
		let counts = |key: &[u8]| {
			!key.starts_with(&log) && !events.iter().any(|event| key.starts_with(event))
		};
		let read: Vec<_> = place.storage.iter().filter(|(key, _)| counts(key)).collect();
		let mut visited = self.0.lock().unwrap();
		let tried = visited.entry(blake2_256(&read.encode())).or_default();
		let known = *tried >= rest;
		*tried = rest.max(*tried);
		known
	}
}

/// What is the same in all sequences.
struct Exploration<'a> {
	cohorts: &'a Cohorts,
	/// The moves between the world and the first that is tried.
	later: Vec<Move>,
	moves: Vec<Move>,
	progress: &'a Progress,
	/// The states that are not gone on from again, if sequences are merged.
	visited: Option<Visited>,
}

impl Exploration<'_> {
	/// Makes one move, tries every sequence of up to `rest` moves after it, and takes the move back.
	fn explore(&self, before: &Place, next: &Move, rest: u32, tally: &mut Tally) {
		if self.progress.has_failed() {
			return;
		}
		let mut model = before.model.clone();
		with_transaction(|| {
			match next {
				Move::Wait(time) => {
					model.now += time;
					set_time(model.now);
				},
				Move::Act(signer, call) => {
					act(&mut model, *signer, call.clone(), tally);
				},
			}
			check(&model, self.cohorts, tally);
			self.progress.step();
			let after = Place::reached(model);
			let is_known = |visited: &Visited| rest > 0 && visited.knows(&after, rest);
			if after.is_same(before) || self.visited.as_ref().is_some_and(is_known) {
				self.progress.count(sequences(self.moves.len(), rest));
			} else if let Some(rest) = rest.checked_sub(1) {
				for next in &self.moves {
					self.explore(&after, next, rest, tally);
				}
			}
			TransactionOutcome::Rollback(Ok::<_, DispatchError>(()))
		})
		.unwrap();
	}

	/// Makes the world and what follows it, and tries every sequence that begins with one of the moves
	/// that `first` hands out.
	fn explore_from(&self, first: &AtomicUsize, root: Root, rest: u32, tally: &mut Tally) {
		ExtBuilder::default().build().execute_with(|| {
			let mut model = Model { now: START, ..Default::default() };
			let world = world(root).into_iter().map(|(signer, call)| Move::Act(signer, call));
			for next in world.chain(self.later.iter().cloned()) {
				match next {
					Move::Wait(time) => {
						model.now += time;
						set_time(model.now);
					},
					Move::Act(signer, call) => {
						let done = act(&mut model, signer, call.clone(), &mut Tally::default());
						assert!(done, "{call:?}");
					},
				}
			}
			FinalChanges::<Test>::insert(
				InstitutionId(2),
				FinalChangesAlone { since: START, count: 16 },
			);
			model.institutions[1].alone = (START, 16);
			let begin = Place::reached(model);
			while let Some(next) = self.moves.get(first.fetch_add(1, Relaxed)) {
				self.explore(&begin, next, rest, tally);
			}
		});
	}
}

/// Returns the number of sequences of up to `depth` moves, each of which is one step more than the
/// sequence without its last move.
fn sequences(moves: usize, depth: u32) -> u64 {
	(1..=depth).map(|depth| (moves as u64).pow(depth)).sum()
}

#[test]
fn every_short_sequence_agrees_with_the_model() {
	let depth: u32 = setting("TESTAMUR_DEPTH", || DEPTH);
	explore_all(depth, |_| Vec::new());
}

/// Checks the same in the later world.
#[test]
fn every_short_sequence_after_a_second_closure_agrees_with_the_model() {
	let depth: u32 = setting("TESTAMUR_DEPTH", || DEPTH);
	explore_all(depth, later);
}

/// Tries every sequence of up to `depth` moves after the world and what follows it.
fn explore_all(depth: u32, later: fn(Root) -> Vec<Move>) {
	let rest = depth.checked_sub(1).expect("TESTAMUR_DEPTH is at least 1");
	let cohorts = Cohorts::of(COHORTS);
	let (root, size) = cohorts.pick(0);
	assert_eq!(size, 2);
	let (later, moves) = (later(root), moves(root));
	let count = moves.len();
	let progress = Progress::towards(sequences(count, depth));
	let merges = setting("TESTAMUR_MERGE", || 0) > 0;
	let visited = merges.then(Visited::default);
	let exploration = Exploration { cohorts: &cohorts, later, moves, progress: &progress, visited };
	let first = AtomicUsize::new(0);
	let tally = in_threads(&progress, |tally| exploration.explore_from(&first, root, rest, tally));
	progress.report(&format!("all sequences of up to {depth} of {count} moves"), &tally);
	assert_eq!(progress.done(), sequences(count, depth));
}
