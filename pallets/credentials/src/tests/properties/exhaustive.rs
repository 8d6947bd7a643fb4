// SPDX-License-Identifier: Apache-2.0

//! Every sequence of calls up to a depth, in a small world: the council, an agency with an operator
//! whose key was stolen, two universities below it, one type, and one batch of two credentials of each.
//! The accounts of the first have made as many final changes today as they may alone; the second is
//! closed, and the agency is its custodian.
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
	calls::{Move, Signer},
	check,
	consents::sound_consent,
	model::Model,
	soak::{in_threads, setting, Progress},
	Cohorts, Tally,
};
use crate::{
	mock::*, FinalChanges, FinalChangesAlone, ListedRoots, Permissions, ReissueItem,
	StatusChangeAt, StatusChanges,
};
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
use testamur_primitives::{
	keys,
	records::{Anchor, Validity},
	AccreditationId, InstitutionId, KeyEnd, KeyPurpose, ListLabel, Post, PublicKey,
	RevocationReason, Root, Scope, StatusChange, SuccessorPointer, Terms,
};

type Call = crate::Call<Test>;

/// The depth to which sequences are tried unless a variable says otherwise.
const DEPTH: u32 = 2;
/// The thief's key is that of an operator of the agency, with every permission.
const THIEF: Signer = Signer::Account(11);
const REGISTRAR: Signer = Signer::Account(12);
const ADMIN: Signer = Signer::Account(2);
/// An operator of the first university that may only change statuses.
const CLERK: Signer = Signer::Account(22);
const AGENCY_ADMIN: Signer = Signer::Account(1);
/// The grants: of the agency by the council, of both universities by the agency, and of the first
/// university by the council.
const AGENCYS: AccreditationId = AccreditationId(1);
const FIRST: AccreditationId = AccreditationId(2);
const COUNCILS: AccreditationId = AccreditationId(4);
/// The key with which the first university signs from the beginning, and one that it adds.
const KEY: PublicKey = PublicKey::Ed25519([1; 32]);
const OTHER_KEY: PublicKey = PublicKey::P256([2; 33]);
/// The label of the one status list.
const LABEL: ListLabel = ListLabel([3; 16]);
/// The next grant.
const NEXT: AccreditationId = AccreditationId(5);
/// The second university, which is closed, and whose custodian is the agency.
const CLOSED: InstitutionId = InstitutionId(3);
/// The cohorts of which verdicts are asked: the one that is anchored at the beginning, one of one
/// credential that a move anchors, and one that a move issues again.
const COHORTS: [u8; 3] = [1, 5, 10];

/// Returns the root of the batch that a move anchors.
fn other() -> Root {
	Cohorts::of(COHORTS).pick(1).0
}

/// Returns the root of a credential that is issued again.
fn another() -> Root {
	Cohorts::of(COHORTS).pick(2).0
}

fn own(call: Call, by: u64) -> (Signer, Call) {
	(Signer::Account(by), call)
}

fn add(key: PublicKey) -> Call {
	Call::add_document_key { key, purpose: KeyPurpose::Credentials }
}

/// Returns the moves on the keys of the first university.
fn moves_on_keys() -> Vec<(Signer, Call)> {
	let (institution, key) = (InstitutionId(2), KEY);
	let declare = |since| Call::declare_compromised { institution, key, since };
	let reinstate = |end| Call::reinstate_document_key { institution, key, end };
	vec![
		(ADMIN, add(OTHER_KEY)),
		(REGISTRAR, add(OTHER_KEY)),
		(ADMIN, Call::retire_document_key { key }),
		(ADMIN, declare(START)),
		(REGISTRAR, declare(START)),
		council(declare(START + DAY)),
		council(Call::lift_compromise { institution, key }),
		council(reinstate(KeyEnd::Never)),
		council(reinstate(KeyEnd::At(START + DAY))),
	]
}

fn appoint(institution: InstitutionId, custodian: InstitutionId) -> Call {
	let until = START + DAY;
	Call::appoint_custodian { institution, custodian, until, status_changes: 1, reissues: 1 }
}

/// Returns the moves on the second university, and in its place.
fn moves_in_custody(root: Root) -> Vec<(Signer, Call)> {
	let (institution, university) = (CLOSED, InstitutionId(2));
	let change = |root, change| {
		let list = vec![StatusChangeAt { index: Some(0), change }];
		let changes = StatusChanges::truncate_from(list);
		Call::change_statuses_for { institution, root, changes }
	};
	let reissue = |former, root| {
		let items = vec![ReissueItem { former, index: Some(0), root }];
		Call::reissue { institution, items: items.try_into().unwrap() }
	};
	let revoke = StatusChange::Revoke(RevocationReason::KeyCompromise);
	vec![
		(THIEF, change(root, StatusChange::Suspend)),
		(THIEF, change(root, revoke)),
		(THIEF, change(other(), revoke)),
		(THIEF, reissue(root, other())),
		(THIEF, reissue(root, another())),
		(REGISTRAR, reissue(root, another())),
		council(appoint(institution, university)),
		council(Call::dismiss_custodian { institution }),
		council(Call::reinstate_institution { institution }),
		council(Call::close_institution { institution: university }),
		council(Call::close_institution { institution }),
	]
}

/// Returns the calls that make the world.
fn world(root: Root) -> Vec<(Signer, Call)> {
	let mut calls = Vec::new();
	for admin in 1..=3 {
		let profile = profile("Institution");
		calls.push((Signer::Council, Call::register_institution { profile, admin, allowance: 1 }));
		let operator = admin + 10;
		let start = Model { now: START, ..Default::default() };
		let consent = Some(sound_consent(&start, operator, admin as u32, Post::Operator));
		calls.push(own(Call::set_operator { operator, permissions: ALL, consent }, admin));
	}
	let start = Model { now: START, ..Default::default() };
	let consent = Some(sound_consent(&start, 22, 2, Post::Operator));
	let permissions = Permissions { change_status: true, ..Default::default() };
	calls.push(own(Call::set_operator { operator: 22, permissions, consent }, 2));
	calls.push(own(Call::register_type { definition: definition() }, 12));
	for (grant, (holder, parent, delegation)) in
		(1..).zip([(1, None, 1), (2, Some(AGENCYS), 0), (3, Some(AGENCYS), 0), (2, None, 0)])
	{
		let by = parent.map_or(Signer::Council, |_| THIEF);
		let terms = terms(Scope::Any, true, delegation);
		let holder_id = InstitutionId(holder);
		calls.push((by, Call::offer_accreditation { holder: holder_id, parent, terms }));
		let accreditation = AccreditationId(grant);
		calls.push(own(Call::accept_accreditation { accreditation }, u64::from(holder)));
	}
	calls.push((ADMIN, add(KEY)));
	let anchor = Anchor { root, size: 2, validity: Validity::Never };
	let type_id = COURSE;
	calls.push((REGISTRAR, Call::anchor { accreditation: FIRST, type_id, anchor }));
	let (institution, custodian) = (CLOSED, InstitutionId(1));
	calls.push(own(Call::anchor { accreditation: AccreditationId(3), type_id, anchor }, 13));
	calls.push(council(Call::close_institution { institution }));
	calls.push(council(appoint(institution, custodian)));
	calls
}

/// Returns the moves that are tried at each step.
fn moves(root: Root) -> Vec<Move> {
	let acts = moves_on_grants()
		.into_iter()
		.chain(moves_on_accounts())
		.chain(moves_on_credentials(root))
		.chain(moves_on_keys())
		.chain(moves_in_custody(root));
	acts.map(|(signer, call)| Move::Act(signer, call))
		.chain([Move::Wait(DAY)])
		.collect()
}

fn council(call: Call) -> (Signer, Call) {
	(Signer::Council, call)
}

fn moves_on_grants() -> Vec<(Signer, Call)> {
	let narrower = Terms { valid_until: START + DAY, ..terms(Scope::Any, true, 0) };
	let shallower = terms(Scope::Any, true, 0);
	let void = |accreditation, void_from| Call::withdraw_accreditation { accreditation, void_from };
	let narrow = |accreditation, terms: &Terms| Call::narrow_accreditation {
		accreditation,
		terms: terms.clone(),
	};
	let renew =
		|accreditation| Call::renew_accreditation { accreditation, valid_until: START + 2 * DAY };
	let suspend = |accreditation| Call::suspend_accreditation { accreditation };
	let reinstate = |accreditation| Call::reinstate_accreditation { accreditation };
	let relinquish = |accreditation| Call::relinquish_accreditation { accreditation };
	let (holder, parent, terms) = (InstitutionId(2), Some(AGENCYS), shallower.clone());
	vec![
		(THIEF, void(FIRST, Some(START))),
		(THIEF, void(FIRST, None)),
		(THIEF, suspend(FIRST)),
		(THIEF, reinstate(FIRST)),
		(THIEF, narrow(FIRST, &narrower)),
		(THIEF, renew(FIRST)),
		(THIEF, relinquish(AGENCYS)),
		(THIEF, Call::offer_accreditation { holder, parent, terms }),
		(THIEF, void(NEXT, None)),
		(REGISTRAR, Call::accept_accreditation { accreditation: NEXT }),
		(REGISTRAR, Call::decline_accreditation { accreditation: NEXT }),
		(REGISTRAR, relinquish(FIRST)),
		(REGISTRAR, relinquish(COUNCILS)),
		council(void(AGENCYS, Some(START))),
		council(void(AGENCYS, None)),
		council(Call::lift_void { accreditation: AGENCYS }),
		council(narrow(AGENCYS, &shallower)),
		council(suspend(AGENCYS)),
		council(reinstate(AGENCYS)),
		council(void(FIRST, Some(START + DAY))),
		council(void(FIRST, None)),
		council(Call::lift_void { accreditation: FIRST }),
		council(suspend(FIRST)),
		council(reinstate(FIRST)),
		council(renew(FIRST)),
		council(narrow(FIRST, &narrower)),
		council(void(COUNCILS, Some(START))),
		council(narrow(COUNCILS, &narrower)),
	]
}

fn moves_on_accounts() -> Vec<(Signer, Call)> {
	let (agency, university) = (InstitutionId(1), InstitutionId(2));
	let dual = |institution, required| Call::set_dual_authorization { institution, required };
	let start = Model { now: START, ..Default::default() };
	let admin = 23;
	let hand_over =
		Call::hand_over { admin, consent: sound_consent(&start, admin, 2, Post::Admin) };
	let without_grave = Call::set_operator {
		operator: 11,
		permissions: Permissions { grave: false, ..ALL },
		consent: None,
	};
	let with_grave = Call::set_operator { operator: 22, permissions: ALL, consent: None };
	vec![
		(THIEF, dual(agency, true)),
		(THIEF, Call::resign {}),
		(AGENCY_ADMIN, without_grave),
		(AGENCY_ADMIN, Call::remove_operator { institution: agency, operator: 11 }),
		(ADMIN, dual(university, true)),
		(REGISTRAR, dual(university, true)),
		(ADMIN, hand_over.clone()),
		(REGISTRAR, hand_over),
		(ADMIN, with_grave.clone()),
		(REGISTRAR, with_grave),
		council(dual(agency, true)),
		council(dual(university, true)),
		council(dual(university, false)),
		council(Call::suspend_institution { institution: agency }),
		council(Call::reinstate_institution { institution: agency }),
		council(Call::suspend_institution { institution: university }),
		council(Call::remove_operator { institution: agency, operator: 11 }),
		council(Call::replace_admin { institution: agency, admin: 11 }),
	]
}

fn moves_on_credentials(root: Root) -> Vec<(Signer, Call)> {
	let change = |change| Call::change_statuses {
		root,
		changes: StatusChanges::truncate_from(vec![StatusChangeAt { index: Some(0), change }]),
	};
	let successor = SuccessorPointer { institution: InstitutionId(2), root, index: Some(1) };
	let reason = RevocationReason::KeyCompromise;
	let revoke_batch = |successor| Call::revoke_batch { root, reason, successor };
	let anchor = Anchor { root: other(), size: 1, validity: Validity::Never };
	let type_id = COURSE;
	let list = |start, root| Call::list_batches {
		label: LABEL,
		start: Some(start),
		roots: ListedRoots::truncate_from(vec![root]),
	};
	vec![
		(REGISTRAR, Call::anchor { accreditation: COUNCILS, type_id, anchor }),
		(REGISTRAR, list(0, root)),
		(REGISTRAR, list(2, other())),
		(REGISTRAR, Call::attest_again { root, accreditation: COUNCILS }),
		(REGISTRAR, Call::attest_again { root, accreditation: FIRST }),
		(REGISTRAR, change(StatusChange::Suspend)),
		(REGISTRAR, change(StatusChange::Reinstate)),
		(REGISTRAR, change(StatusChange::Revoke(reason))),
		(REGISTRAR, change(StatusChange::Supersede(successor))),
		(REGISTRAR, change(StatusChange::NameSuccessor(successor))),
		(REGISTRAR, change(StatusChange::ForgetSuccessor)),
		(CLERK, change(StatusChange::Revoke(reason))),
		(CLERK, change(StatusChange::Supersede(successor))),
		(CLERK, revoke_batch(None)),
		(REGISTRAR, revoke_batch(None)),
		(ADMIN, revoke_batch(None)),
		(REGISTRAR, revoke_batch(Some(other()))),
		(REGISTRAR, Call::retire_type { type_id }),
		council(Call::retire_type { type_id }),
		council(Call::reinstate_type { type_id }),
	]
}

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

	/// Makes the world, and tries every sequence that begins with one of the moves that `first`
	/// hands out.
	fn explore_from(&self, first: &AtomicUsize, root: Root, rest: u32, tally: &mut Tally) {
		ExtBuilder::default().build().execute_with(|| {
			let mut model = Model { now: START, ..Default::default() };
			for (signer, call) in world(root) {
				let done = act(&mut model, signer, call.clone(), &mut Tally::default());
				assert!(done, "{call:?}");
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
	let rest = depth.checked_sub(1).expect("TESTAMUR_DEPTH is at least 1");
	let cohorts = Cohorts::of(COHORTS);
	let (root, size) = cohorts.pick(0);
	assert_eq!(size, 2);
	let moves = moves(root);
	let count = moves.len();
	let progress = Progress::towards(sequences(count, depth));
	let merges = setting("TESTAMUR_MERGE", || 0) > 0;
	let visited = merges.then(Visited::default);
	let exploration = Exploration { cohorts: &cohorts, moves, progress: &progress, visited };
	let first = AtomicUsize::new(0);
	let tally = in_threads(&progress, |tally| exploration.explore_from(&first, root, rest, tally));
	progress.report(&format!("all sequences of up to {depth} of {count} moves"), &tally);
	assert_eq!(progress.done(), sequences(count, depth));
}
