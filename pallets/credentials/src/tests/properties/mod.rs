// SPDX-License-Identifier: Apache-2.0

//! Random sequences of all calls against a plain model, with every invariant checked after each.

use super::*;
use calls::{Move, Signer};
use frame_support::{assert_ok, traits::GetCallName};
use model::{Model, State};
use proptest::{
	collection::vec,
	prelude::any,
	strategy::Strategy,
	test_runner::{Config, TestRunner},
};
use std::{cell::RefCell, collections::BTreeMap};
use testamur_primitives::{
	merkle::Tree,
	verdict::{Outcome, Reason, Verdict},
	CredentialReference, Digest, Root, Status, TypeId,
};

mod calls;
mod dice;
mod grant_calls;
mod grant_rules;
mod model;
mod rules;

/// Sequences that are played.
const CASES: u32 = 400;
/// Cohorts that may be anchored, of one credential up to five.
const COHORTS: u8 = 10;

/// Cohorts with their trees, so that every credential can be verified.
struct Cohorts(Vec<(Vec<Digest>, Tree)>);

impl Cohorts {
	fn new() -> Self {
		let cohort = |n: u8| {
			let digests: Vec<_> = (0..=n % 5).map(|place| Digest([n * 8 + place; 32])).collect();
			let leaves: Vec<_> = digests.iter().map(Digest::leaf).collect();
			let tree = Tree::new(&leaves).unwrap();
			(digests, tree)
		};
		Self((0..COHORTS).map(cohort).collect())
	}

	/// Some cohort: root and size.
	fn pick(&self, dice: u64) -> (Root, u32) {
		let (_, tree) = &self.0[(dice % u64::from(COHORTS)) as usize];
		(tree.root(), tree.size())
	}

	/// References to all credentials, as said to be issued by an institution.
	fn references(&self, institution: u32) -> impl Iterator<Item = CredentialReference> + '_ {
		self.0.iter().flat_map(move |(digests, tree)| {
			(0..tree.size()).zip(digests).map(move |(index, digest)| CredentialReference {
				institution: InstitutionId(institution),
				leaf: digest.leaf(),
				index,
				size: tree.size(),
				path: tree.path(index).unwrap().try_into().unwrap(),
			})
		})
	}
}

/// What came about over all sequences, so that the test cannot pass by trying nothing.
#[derive(Default)]
struct Tally {
	/// How often each call was accepted and refused.
	calls: BTreeMap<&'static str, (u32, u32)>,
	/// How often each combination of reasons was the verdict.
	verdicts: BTreeMap<Vec<&'static str>, u32>,
}

/// Make a call on the chain and in the model, which must agree about it.
fn act(model: &mut Model, signer: Signer, call: Call, tally: &mut Tally) -> bool {
	let result = dispatch(call.clone(), signer.origin());
	let expected = model.call(signer, &call);
	assert_eq!(result.is_ok(), expected, "{signer:?}, {call:?}: {result:?}");
	let (accepted, refused) = tally.calls.entry(call.get_call_name()).or_default();
	*(if expected { accepted } else { refused }) += 1;
	System::reset_events();
	expected
}

/// Everything that must hold after every step.
fn check(model: &Model, cohorts: &Cohorts, tally: &mut Tally) {
	assert_ok!(Credentials::do_try_state());
	check_records(model);
	check_authorizations(model);
	for institution in 0..=model.institutions.len() as u32 + 1 {
		let references: Vec<_> = cohorts.references(institution).collect();
		let verdicts = Credentials::verify(references.clone()).unwrap();
		for (reference, verdict) in references.iter().zip(&verdicts) {
			check_verdict(model, reference, verdict);
			let reasons = verdict.reasons.iter().map(word).collect();
			*tally.verdicts.entry(reasons).or_default() += 1;
		}
	}
}

/// No record is lost, and every batch was allowed when it was anchored.
fn check_records(model: &Model) {
	assert_eq!(crate::Institutions::<Test>::iter().count(), model.institutions.len());
	assert_eq!(crate::Accreditations::<Test>::iter().count(), model.grants.len());
	assert_eq!(crate::CredentialTypes::<Test>::iter().count(), model.types.len());
	assert_eq!(crate::Accounts::<Test>::iter().count(), model.accounts.len());
	assert_eq!(crate::Batches::<Test>::iter().count(), model.batches.len());
	for (institution, root, _) in crate::Batches::<Test>::iter() {
		assert!(model.was_allowed(&model.batches[&(institution.0, root)]));
	}
}

/// An institution is told that it may issue a type if and only if it may.
fn check_authorizations(model: &Model) {
	let grants = || 1..=model.grants.len() as u32;
	for (institution, body) in (1..).zip(&model.institutions) {
		for (type_id, kind) in (1..).zip(&model.types) {
			let may = |id: u32| {
				model.grant(id).unwrap().holder == institution
					&& model.allowed(id, type_id, model.step, model.now)
			};
			let expected = !body.suspended && !kind.retired && grants().any(may);
			let told = Credentials::authorization(InstitutionId(institution), TypeId(type_id));
			assert_eq!(told.is_some(), expected, "institution {institution}, type {type_id}");
			assert!(told.is_none_or(|id| may(id.0)));
		}
	}
}

/// A verdict says what the model thinks.
fn check_verdict(model: &Model, reference: &CredentialReference, verdict: &Verdict) {
	let CredentialReference { institution, index, size, .. } = *reference;
	let (_, root) = reference.batch().unwrap();
	let Some(opinion) = model.opinion(institution, root, index, size) else {
		assert_eq!(verdict.reasons, [Reason::NotAnchored]);
		assert!(verdict.outcome == Outcome::Invalid && verdict.findings.is_none());
		return;
	};
	let findings = verdict.findings.as_ref().unwrap();
	let told = model::Opinion {
		reasons: verdict.reasons.iter().map(word).collect(),
		state: match findings.status.status {
			Status::Active => State::Active,
			Status::Suspended => State::Suspended,
			Status::Superseded => State::Superseded(findings.status.successor.unwrap()),
			Status::Revoked(reason) => State::Revoked(reason),
		},
		successor: findings.status.successor,
		issued_at: findings.issued_at,
		valid_until: findings.valid_until,
		then: findings.accreditation.then,
		now: findings.accreditation.now,
	};
	assert_eq!(told, opinion);
	assert_eq!(verdict.outcome == Outcome::Valid, opinion.reasons.is_empty());
}

fn word(reason: &Reason) -> &'static str {
	match reason {
		Reason::NotAnchored => "notAnchored",
		Reason::Revoked => "revoked",
		Reason::Suspended => "suspended",
		Reason::Superseded => "superseded",
		Reason::Expired => "expired",
		Reason::Voided => "voided",
	}
}

fn play(seeds: &[u64], cohorts: &Cohorts, tally: &mut Tally) {
	ExtBuilder::default().build().execute_with(|| {
		let mut model = Model { now: START, ..Default::default() };
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
		}
	});
}

#[test]
fn the_chain_agrees_with_the_model() {
	let (cohorts, tally) = (Cohorts::new(), RefCell::new(Tally::default()));
	let config = Config { cases: CASES, failure_persistence: None, ..Default::default() };
	let seeds = vec(any::<u64>().no_shrink(), 60..120);
	TestRunner::new(config)
		.run(&seeds, |seeds| {
			play(&seeds, &cohorts, &mut tally.borrow_mut());
			Ok(())
		})
		.unwrap();
	let Tally { calls, verdicts } = tally.into_inner();
	println!("accepted and refused: {calls:#?}\nverdicts: {verdicts:?}");
	for name in Call::get_call_names() {
		let (accepted, refused) = calls.get(name).copied().unwrap_or_default();
		assert!(accepted > 5 && refused > 5, "{name}: {accepted} accepted, {refused} refused");
	}
	// Valid, not anchored, and active, suspended, superseded or revoked with or without the rest.
	assert_eq!(verdicts.len(), 1 + 16, "{verdicts:?}");
}
