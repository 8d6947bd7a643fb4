// SPDX-License-Identifier: Apache-2.0

//! Tests of random sequences of all calls against a plain model. Every invariant is checked after
//! each call.

use super::{event_log::Journal, *};
use calls::{Move, Signer};
use frame_support::{assert_ok, traits::GetCallName};
use model::{Model, State};
use proptest::{
	collection::vec,
	prelude::any,
	strategy::Strategy,
	test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use soak::{in_threads, setting, Progress};
use std::{
	cell::RefCell,
	collections::BTreeMap,
	hash::{BuildHasher, RandomState},
	sync::atomic::{AtomicU64, Ordering::Relaxed},
};
use testamur_primitives::{
	merkle::Tree,
	verdict::{Outcome, Reason, Verdict},
	views::QueryError,
	AccreditationState, CredentialReference, Digest, Root, Status, TypeId,
};

mod act_rules;
mod calls;
mod consents;
mod council_rules;
mod custody;
mod dice;
mod exhaustive;
mod grant_calls;
mod grant_rules;
mod keys;
mod lists;
mod model;
mod places;
mod rules;
mod soak;

/// The number of random steps, unless `TESTAMUR_STEPS` says more. With fewer, chance would leave out
/// some call or verdict.
const STEPS: u64 = 72_000;
/// The number of cohorts that may be anchored. Each has one to five credentials.
const COHORTS: u8 = 10;

/// The cohorts. What is asked about them after every step is made once.
struct Cohorts(Vec<Cohort>);

/// A root and a size, with a reference to each credential. The references name no issuer yet.
struct Cohort {
	root: Root,
	size: u32,
	references: Vec<CredentialReference>,
}

impl Cohort {
	fn new(n: u8) -> Self {
		let leaves: Vec<_> = (0..=n % 5).map(|place| Digest([n * 8 + place; 32]).leaf()).collect();
		let tree = Tree::new(&leaves).unwrap();
		let reference = |(index, leaf): (u32, &_)| CredentialReference {
			institution: InstitutionId(0),
			leaf: *leaf,
			index,
			size: tree.size(),
			path: tree.path(index).unwrap().try_into().unwrap(),
			signed_by: None,
		};
		let references = (0..).zip(&leaves).map(reference).collect();
		Self { root: tree.root(), size: tree.size(), references }
	}
}

impl Cohorts {
	fn new() -> Self {
		Self::of(0..COHORTS)
	}

	fn of(numbers: impl IntoIterator<Item = u8>) -> Self {
		Self(numbers.into_iter().map(Cohort::new).collect())
	}

	/// Returns the root and the size of a cohort.
	fn pick(&self, dice: u64) -> (Root, u32) {
		let cohort = &self.0[(dice % self.0.len() as u64) as usize];
		(cohort.root, cohort.size)
	}

	/// Returns references to all credentials that claim an institution as their issuer.
	fn references(&self, institution: u32) -> impl Iterator<Item = CredentialReference> + '_ {
		let institution = InstitutionId(institution);
		let all = self.0.iter().flat_map(|cohort| &cohort.references);
		all.map(move |reference| CredentialReference { institution, ..reference.clone() })
	}
}

/// The counts over all sequences, which keep the test from passing without trying anything.
#[derive(Default)]
struct Tally {
	/// The numbers of times that each call was accepted and refused.
	calls: BTreeMap<&'static str, (u64, u64)>,
	/// The number of times that each combination of reasons was the verdict.
	verdicts: BTreeMap<Vec<&'static str>, u64>,
	/// The number of times that each combination of reasons spoke against a key.
	keys: BTreeMap<Vec<&'static str>, u64>,
	/// The events of the sequence, where they are looked at. Each call is in a block of its own.
	journal: Option<Journal>,
}

impl Tally {
	/// Adds the counts of another one.
	fn add(&mut self, other: Self) {
		for (name, (accepted, refused)) in other.calls {
			let sum = self.calls.entry(name).or_default();
			*sum = (sum.0 + accepted, sum.1 + refused);
		}
		for (reasons, count) in other.verdicts {
			*self.verdicts.entry(reasons).or_default() += count;
		}
		for (reasons, count) in other.keys {
			*self.keys.entry(reasons).or_default() += count;
		}
	}
}

/// Makes a call on the chain and in the model, and checks that they agree about its success.
fn act(model: &mut Model, signer: Signer, call: Call, tally: &mut Tally) -> bool {
	let result = dispatch(call.clone(), signer.origin());
	let expected = model.call(signer, &call);
	assert_eq!(result.is_ok(), expected, "{signer:?}, {call:?}: {result:?}");
	let (accepted, refused) = tally.calls.entry(call.get_call_name()).or_default();
	*(if expected { accepted } else { refused }) += 1;
	match &mut tally.journal {
		Some(journal) => journal.end_block(),
		None => System::reset_events(),
	}
	expected
}

/// Checks everything that must hold after every step.
fn check(model: &Model, cohorts: &Cohorts, tally: &mut Tally) {
	assert_ok!(Credentials::do_try_state());
	check_records(model);
	check_authorizations(model);
	keys::check_listings(model);
	lists::check_lists(model);
	custody::check_custody(model);
	custody::check_reissues(model);
	for institution in 0..=model.institutions.len() as u32 + 1 {
		let references: Vec<_> = cohorts.references(institution).collect();
		let verdicts = Credentials::verify(references.clone()).unwrap();
		for (reference, verdict) in references.iter().zip(&verdicts) {
			check_verdict(model, reference, verdict);
			let reasons = verdict.reasons.iter().map(word).collect();
			*tally.verdicts.entry(reasons).or_default() += 1;
		}
		keys::check_signed(model, &references, &verdicts, tally);
	}
}

/// Checks that no record is lost, that as many acts are pending and as many final changes counted as
/// should, that grants say who suspended them, and that every batch was allowed when it was anchored.
fn check_records(model: &Model) {
	assert_eq!(crate::Institutions::<Test>::iter().count(), model.institutions.len());
	assert_eq!(crate::Accreditations::<Test>::iter().count(), model.grants.len());
	assert_eq!(crate::CredentialTypes::<Test>::iter().count(), model.types.len());
	assert_eq!(crate::Accounts::<Test>::iter().count(), model.accounts.len());
	assert_eq!(crate::Batches::<Test>::iter().count(), model.batches.len());
	for (id, body) in (1..).zip(&model.institutions) {
		let id = InstitutionId(id);
		assert_eq!(crate::Acts::<Test>::get(id).len(), body.pending.len());
		let alone = crate::FinalChanges::<Test>::get(id);
		assert_eq!(alone.map_or((0, 0), |it| (it.since, it.count as usize)), body.alone);
	}
	for (id, grant) in crate::Accreditations::<Test>::iter() {
		let suspended_by_council = match grant.state {
			AccreditationState::Suspended { by_council, .. } => Some(by_council),
			_ => None,
		};
		assert_eq!(suspended_by_council, model.standing(id.0).unwrap().suspended_by_council());
	}
	for (institution, root, _) in crate::Batches::<Test>::iter() {
		assert!(model.was_allowed(&model.batches[&(institution.0, root)]));
	}
}

/// Checks that the pallet names a grant for a type if and only if the institution may issue that
/// type.
fn check_authorizations(model: &Model) {
	let grants = || 1..=model.grants.len() as u32;
	for (institution, body) in (1..).zip(&model.institutions) {
		for (type_id, kind) in (1..).zip(&model.types) {
			let may = |id: u32| {
				model.grant(id).unwrap().holder == institution
					&& model.allowed(id, type_id, model.step, model.now)
			};
			let expected = !body.suspended && !kind.retired && grants().any(may);
			let answer = Credentials::authorization(InstitutionId(institution), TypeId(type_id));
			let answer = answer.unwrap();
			assert_eq!(answer.is_some(), expected, "institution {institution}, type {type_id}");
			assert!(answer.is_none_or(|id| may(id.0)));
		}
	}
}

/// Checks a verdict against the answer of the model.
fn check_verdict(model: &Model, reference: &CredentialReference, verdict: &Verdict) {
	let CredentialReference { institution, index, size, .. } = *reference;
	let (_, root) = reference.batch().unwrap();
	let Some(expected) = model.expected(institution, root, index, size) else {
		assert_eq!(verdict.reasons, [Reason::NotAnchored]);
		assert!(verdict.outcome == Outcome::Invalid && verdict.findings.is_none());
		return;
	};
	let findings = verdict.findings.as_ref().unwrap();
	let answer = model::Expected {
		reasons: verdict.reasons.iter().map(word).collect(),
		state: match findings.status.status {
			Status::Active => State::Active,
			Status::Suspended => State::Suspended,
			Status::Superseded => State::Superseded(findings.status.successor.unwrap()),
			Status::Revoked(reason) => State::Revoked(reason),
		},
		successor: findings.status.successor,
		batch_successor: findings.status.batch_revoked.and_then(|batch| batch.successor),
		issued_at: findings.issued_at,
		valid_until: findings.valid_until,
		standing: (findings.accreditation.id.0, findings.accreditation.since),
		former: findings.accreditation.former.map(|former| (former.id.0, former.loss)),
		anchored: findings.accreditation.former.map(|former| (former.anchored.0, former.voided)),
		then: findings.accreditation.then,
		now: findings.accreditation.now,
		touched: findings.custodial_change.map(|change| (change.by.0, change.at, change.ended)),
		made: findings.reissue.map(|made| {
			assert_eq!(made.former.institution, institution);
			(made.by.0, made.at, made.former.root, made.former.index)
		}),
	};
	assert_eq!(answer, expected);
	assert_eq!(verdict.outcome == Outcome::Valid, expected.reasons.is_empty());
}

fn word(reason: &Reason) -> &'static str {
	match reason {
		Reason::NotAnchored => "notAnchored",
		Reason::Revoked => "revoked",
		Reason::Suspended => "suspended",
		Reason::Superseded => "superseded",
		Reason::Expired => "expired",
		Reason::Voided => "voided",
		Reason::KeyNotAuthorized => "keyNotAuthorized",
		Reason::KeyCompromised => "keyCompromised",
	}
}

/// Makes random calls, the same for the same seed, and checks nothing.
pub(super) fn make_random_calls(seed: u64, calls: u32) {
	let (cohorts, mut tally) = (Cohorts::new(), Tally::default());
	let mut model = Model { now: START, ..Default::default() };
	for (signer, call) in calls::preamble() {
		assert!(act(&mut model, signer, call, &mut tally), "the preamble succeeds");
	}
	let mut dice = dice::Dice(seed);
	for _ in 0..calls {
		match calls::next(&model, &cohorts, dice.roll()) {
			Move::Wait(time) => {
				model.now += time;
				set_time(model.now);
			},
			Move::Act(signer, call) => {
				act(&mut model, signer, call, &mut tally);
			},
		}
	}
}

/// Returns the verdicts on all credentials of the cohorts, whoever is said to have issued them.
pub(super) fn verdicts_of_all() -> Result<Vec<Verdict>, QueryError> {
	let cohorts = Cohorts::new();
	let references = (0..9).flat_map(|institution| cohorts.references(institution));
	Credentials::verify(references.collect())
}

fn play(seeds: &[u64], cohorts: &Cohorts, tally: &mut Tally, progress: &Progress) {
	ExtBuilder::default().build().execute_with(|| {
		let mut model = Model { now: START, ..Default::default() };
		tally.journal = Some(Journal::default());
		for (signer, call) in calls::preamble() {
			assert!(act(&mut model, signer, call, tally), "the preamble succeeds");
		}
		for seed in seeds {
			match calls::next(&model, cohorts, *seed) {
				Move::Wait(time) => {
					model.now += time;
					set_time(model.now);
				},
				Move::Act(signer, call) => {
					act(&mut model, signer, call, tally);
				},
			}
			check(&model, cohorts, tally);
			progress.step();
		}
		// All that the chain knows follows from the events.
		tally.journal.take().unwrap().check();
	});
}

/// Returns the runner of one sequence, which is the same on every run with this seed.
fn runner(seed: u64, number: u64) -> TestRunner {
	let mut bytes = [0; 32];
	bytes[..8].copy_from_slice(&seed.to_le_bytes());
	bytes[8..16].copy_from_slice(&number.to_le_bytes());
	let config = Config { cases: 1, failure_persistence: None, ..Default::default() };
	TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}

/// Plays one sequence. One that fails is made as short as possible.
fn play_sequence(seed: u64, number: u64, cohorts: &Cohorts, tally: &mut Tally, steps: &Progress) {
	let tally = RefCell::new(tally);
	let seeds = vec(any::<u64>().no_shrink(), 60..120);
	let result = runner(seed, number).run(&seeds, |seeds| {
		play(&seeds, cohorts, &mut tally.borrow_mut(), steps);
		Ok(())
	});
	result.unwrap_or_else(|error| panic!("sequence {number} of seed {seed}: {error}"));
}

#[test]
fn the_chain_agrees_with_the_model() {
	let seed: u64 = setting("TESTAMUR_SEED", || RandomState::new().hash_one(0));
	println!("random sequences with TESTAMUR_SEED={seed}");
	let progress = Progress::towards(setting("TESTAMUR_STEPS", || STEPS).max(STEPS));
	let (cohorts, next) = (Cohorts::new(), AtomicU64::new(0));
	let tally = in_threads(&progress, |tally| {
		while !progress.is_over() {
			play_sequence(seed, next.fetch_add(1, Relaxed), &cohorts, tally, &progress);
		}
	});
	let sequences = next.into_inner();
	progress.report(&format!("{sequences} sequences with seed {seed}"), &tally);
	let Tally { calls, verdicts, keys, .. } = tally;
	for name in Call::get_call_names() {
		let (accepted, refused) = calls.get(name).copied().unwrap_or_default();
		// The rarest of these happens 13 times in so many steps on average, and not at all in one of a
		// million runs: five times would be too few in one of a hundred.
		assert!(accepted > 0 && refused > 0, "{name}: {accepted} accepted, {refused} refused");
	}
	// One is "not anchored". The others are four statuses (active, suspended, superseded, revoked),
	// each with or without "expired" and with or without "voided".
	assert_eq!(verdicts.len(), 1 + 16, "{verdicts:?}");
	// Nothing speaks against the key, either reason does, or both.
	assert_eq!(keys.len(), 4, "{keys:?}");
	assert!(keys.values().all(|count| *count > 5), "{keys:?}");
}
