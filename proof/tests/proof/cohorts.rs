// SPDX-License-Identifier: Apache-2.0

//! One bundle for a whole cohort, of which credentials have ended: what has to be asked for, by the recipe
//! of `docs/offline.md`, and the size of it.

use crate::{
	chain::{requirements, trust, Final, TIME},
	records::{
		batch, custody, institution, keys_for, plain, reference_in, register, tree, AGENCY,
		UNIVERSITY,
	},
	sizes::{large_register, BATCHES},
	state::State,
};
use testamur_primitives::{
	keys, limits::MAX_REFERENCES, merkle::Tree, status::StatusChunk, verdict::Findings, Batch,
	BatchRevocation, CredentialPointer, CredentialReference, CustodialChange, RevocationReason,
	Status, Verdict,
};
use testamur_proof::{check_bundle, Refusal};

/// The statuses of one entry.
const CHUNK: usize = 256;
/// The most references in one `credentials_prove`.
const MOST: usize = 256;

/// A cohort of which some have ended.
struct Cohort {
	state: State,
	tree: Tree,
	statuses: Vec<Status>,
}

impl Cohort {
	/// Returns a cohort of which nothing has ended.
	fn new(size: u32) -> Self {
		Self::among(register(), size)
	}

	/// Returns such a cohort in a register with others.
	fn among(mut state: State, size: u32) -> Self {
		let tree = tree(0, size);
		state.put(keys::batch(UNIVERSITY, tree.root()), batch(size, 2));
		Self { state, tree, statuses: vec![Status::Active; usize::try_from(size).unwrap()] }
	}

	/// Sets the status of a credential.
	fn set(&mut self, index: u32, status: Status) {
		self.statuses[usize::try_from(index).unwrap()] = status;
	}

	/// Names a successor of a credential.
	fn succeed(&mut self, index: u32) {
		let root = self.tree.root();
		let successor = CredentialPointer { institution: UNIVERSITY, root, index: 0 };
		self.state.put(keys::successor(UNIVERSITY, root, index), successor);
	}

	/// Puts a change by a custodian on record, who was appointed thus.
	fn change_by_custodian(&mut self, index: u32) {
		let mut university = institution("University", 1);
		university.custody = Some(custody());
		self.state.put(keys::institution(UNIVERSITY), university);
		let change = CustodialChange { by: AGENCY, at: 9, ended: true };
		self.state
			.put(keys::custodial_change(UNIVERSITY, self.tree.root(), index), change);
	}

	/// Revokes the batch as a whole.
	fn revoke_batch(&mut self) {
		let reason = RevocationReason::IssuedInError;
		let revoked = Some(BatchRevocation { reason, at: 9, successor: None });
		let record = batch(self.tree.size(), 2);
		self.state
			.put(keys::batch(UNIVERSITY, self.tree.root()), Batch { revoked, ..record });
	}

	/// Returns the final block with the cohort, and the references.
	fn publish(mut self) -> (Final, Vec<CredentialReference>) {
		for (number, statuses) in (0_u32..).zip(self.statuses.chunks(CHUNK)) {
			let mut chunk = StatusChunk::default();
			(0..=u8::MAX)
				.zip(statuses)
				.for_each(|(place, status)| chunk.set(place, *status));
			if chunk != StatusChunk::default() {
				self.state.put(keys::statuses(UNIVERSITY, self.tree.root(), number), chunk);
			}
		}
		let references = (0..self.tree.size()).map(|index| reference_in(&self.tree, 0, index));
		(Final::new(self.state), references.collect())
	}
}

/// Returns the verdicts of a node on all of a cohort.
fn verdicts(block: &Final, references: &[CredentialReference]) -> Vec<Verdict> {
	let page = |asked: &[_]| plain(&block.built.state, asked, TIME).0.unwrap();
	references.chunks(MAX_REFERENCES as usize).flat_map(page).collect()
}

/// Returns the references to ask for, so that one bundle covers the cohort.
fn covering(references: &[CredentialReference], verdicts: &[Verdict]) -> Vec<CredentialReference> {
	let findings = |place: usize| verdicts[place].findings.as_ref().unwrap();
	let has_ended = |place: &usize| findings(*place).status.status.may_have_successor();
	let first_ended = (0..references.len()).find(has_ended);
	let is_asked = |place: &usize| {
		let Findings { status, custodial_change, .. } = findings(*place);
		let is_named = status.successor.is_some() || custodial_change.is_some();
		place.is_multiple_of(CHUNK) || Some(*place) == first_ended || is_named
	};
	(0..references.len())
		.filter(is_asked)
		.map(|place| references[place].clone())
		.collect()
}

/// Returns the bundle that a node answers with.
fn bundle(block: &Final, asked: &[CredentialReference]) -> Vec<u8> {
	assert!(asked.len() <= MOST, "{} references", asked.len());
	let mut evidence = block.evidence(&keys_for(&block.built, asked), &[]);
	evidence.authorities = Some(block.validators.authorities());
	evidence.to_bundle()
}

/// Returns the verdicts of a bundle on these references.
fn shown(bundle: &[u8], asked: &[CredentialReference]) -> Result<Vec<Verdict>, Refusal> {
	let proven = check_bundle(bundle, &trust(), &requirements())?;
	let pages = asked.chunks(MAX_REFERENCES as usize).map(|page| proven.verify(page));
	Ok(pages.collect::<Result<Vec<_>, _>>()?.concat())
}

/// Checks that one bundle by the recipe covers a cohort, and returns its size and the number of references
/// that were asked for.
fn cover(cohort: Cohort) -> (usize, usize) {
	let (block, references) = cohort.publish();
	let verdicts = verdicts(&block, &references);
	let asked = covering(&references, &verdicts);
	let bundle = bundle(&block, &asked);
	assert_eq!(shown(&bundle, &references).unwrap(), verdicts);
	(bundle.len(), asked.len())
}

/// Returns a cohort of 600 of which some have ended: two are superseded, one is revoked with a successor
/// and one without.
fn ended() -> Cohort {
	let mut cohort = Cohort::new(600);
	for (index, status) in [(7, revoked()), (9, Status::Superseded), (300, revoked())] {
		cohort.set(index, status);
	}
	cohort.set(599, Status::Superseded);
	cohort.set(30, Status::Suspended);
	[9, 300, 599].into_iter().for_each(|index| cohort.succeed(index));
	cohort
}

/// Checks that a bundle of the statuses alone says nothing about what has ended.
#[test]
fn statuses_alone_do_not_cover_what_has_ended() {
	let (block, references) = ended().publish();
	let statuses: Vec<_> = references.iter().step_by(CHUNK).cloned().collect();
	let bundle = bundle(&block, &statuses);
	for (place, reference) in references.iter().enumerate() {
		let found = shown(&bundle, core::slice::from_ref(reference));
		match place {
			7 | 9 | 300 | 599 => assert!(matches!(found, Err(Refusal::Incomplete(_))), "{place}"),
			_ => assert_eq!(found, Ok(verdicts(&block, core::slice::from_ref(reference)))),
		}
	}
}

#[test]
fn one_bundle_covers_a_cohort_of_which_some_have_ended() {
	let (_, asked) = cover(ended());
	// Three entries of statuses, one that has ended, and three with successors.
	assert_eq!(asked, 7);
	let mut without_successors = Cohort::new(600);
	for index in [7, 300] {
		without_successors.set(index, Status::Revoked(RevocationReason::Unspecified));
	}
	assert_eq!(cover(without_successors).1, 4);
	assert_eq!(cover(Cohort::new(600)).1, 3);
}

#[test]
fn one_bundle_covers_a_cohort_that_a_custodian_has_changed() {
	let mut cohort = ended();
	[7, 30, 598].into_iter().for_each(|index| cohort.change_by_custodian(index));
	assert_eq!(cover(cohort).1, 9);
}

#[test]
fn one_bundle_covers_a_batch_that_is_revoked() {
	let mut cohort = ended();
	[10, 598].into_iter().for_each(|index| cohort.succeed(index));
	cohort.revoke_batch();
	assert_eq!(cover(cohort).1, 8);
}

/// Checks the figures of `docs/offline.md`.
#[test]
fn a_bundle_for_ten_thousand_has_a_size_that_is_stated() {
	let cohort = || Cohort::among(large_register(BATCHES), 10_000);
	let (active, asked) = cover(cohort());
	assert_eq!(asked, 40);
	let mut cohort = cohort();
	for n in 0..100 {
		let index = n * 97 + 5;
		cohort.set(index, if n % 2 == 0 { Status::Superseded } else { revoked() });
		if n % 2 == 0 {
			cohort.succeed(index);
		}
	}
	let (ended, asked) = cover(cohort);
	println!("10,000 credentials: {active} bytes; with 100 that ended, {ended} bytes for {asked}");
	let page = include_str!("../../../docs/offline.md");
	for size in [active, ended] {
		assert!(page.contains(&format!("{}.{} kB", size / 1_000, size % 1_000 / 100)), "{size}");
	}
}

const fn revoked() -> Status {
	Status::Revoked(RevocationReason::Misconduct)
}
