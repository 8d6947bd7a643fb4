// SPDX-License-Identifier: Apache-2.0

//! Tests of the verdicts from a state: which records are read, and the errors for unreadable ones.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use codec::Decode;
use common::{course, grant, university, Memory, UNIVERSITY};
use std::collections::BTreeSet;
use testamur_primitives::{
	keys,
	limits::MAX_REFERENCES,
	merkle::Tree,
	records::{Batch, CredentialType, Grantor, Institution, InstitutionState, TypeKind},
	state::{CannotTell, Grants},
	status::StatusChunk,
	verdict::{Outcome, Reason, Verdict},
	AccreditationId, Attestation, BatchRevocation, CredentialPointer, CredentialReference, Digest,
	InstitutionId, Leaf, Loss, RecordId, RevocationReason, Root, Status, TypeId,
};

const COURSE: TypeId = TypeId(1);
/// The size of the cohort, which has more statuses than a chunk.
const SIZE: u32 = 600;

fn leaves() -> Vec<Leaf> {
	let digest = |n: u32| {
		let mut digest = [0xdd; 32];
		digest[..4].copy_from_slice(&n.to_be_bytes());
		Digest(digest)
	};
	(0..SIZE).map(|n| digest(n).leaf()).collect()
}

fn tree() -> Tree {
	Tree::new(&leaves()).unwrap()
}

fn whole() -> Root {
	tree().root()
}

fn reference(index: u32) -> CredentialReference {
	CredentialReference {
		institution: UNIVERSITY,
		leaf: leaves()[index as usize],
		index,
		size: SIZE,
		path: tree().path(index).unwrap().try_into().unwrap(),
		signed_by: None,
	}
}

fn batch(size: u32) -> Batch {
	Batch {
		accreditation: AccreditationId(2),
		type_id: COURSE,
		size,
		issued_at: 500,
		valid_until: None,
		revoked: None,
		attested_again: None,
	}
}

/// Returns the attestation of a batch under a third grant.
fn attestation() -> Attestation {
	Attestation {
		accreditation: AccreditationId(3),
		since: 600,
		former: AccreditationId(2),
		loss: Loss::Withdrawn,
	}
}

/// Returns a reference to a credential that is a batch by itself.
fn single(n: u8) -> CredentialReference {
	let leaf = Digest([n; 32]).leaf();
	CredentialReference {
		institution: UNIVERSITY,
		leaf,
		index: 0,
		size: 1,
		path: Default::default(),
		signed_by: None,
	}
}

/// Returns a state with a cohort of a university, which an agency accredited, which the council
/// accredited.
fn state() -> Memory {
	let agency =
		Grantor::Institution { institution: InstitutionId(1), accreditation: AccreditationId(1) };
	let mut state = Memory::default();
	let record = university(InstitutionState::Active, None);
	state.put(keys::institution(UNIVERSITY), record);
	state.put(keys::credential_type(COURSE), course());
	state
		.put(keys::accreditation(AccreditationId(1)), grant(InstitutionId(1), Grantor::Council, 1));
	state.put(keys::accreditation(AccreditationId(2)), grant(InstitutionId(2), agency, 0));
	state.put(keys::batch(UNIVERSITY, whole()), batch(SIZE));
	state
}

fn set(state: &mut Memory, index: u32, status: Status) {
	let key = keys::statuses(UNIVERSITY, whole(), index / 256);
	let stored = state.values.get(&key);
	let mut chunk = stored
		.map_or_else(StatusChunk::default, |chunk| StatusChunk::decode(&mut &chunk[..]).unwrap());
	chunk.set((index % 256) as u8, status);
	state.put(key, chunk);
}

#[test]
fn what_is_anchored_is_found_with_all_that_belongs_to_it() {
	let verdicts = state().verify(&[reference(0), reference(SIZE - 1)]).unwrap();
	for verdict in verdicts {
		assert_eq!(verdict.outcome, Outcome::Valid);
		let findings = verdict.findings.unwrap();
		assert_eq!(findings.institution.id, UNIVERSITY);
		assert_eq!(findings.accreditation.path.len(), 2);
		assert!(findings.accreditation.then && findings.accreditation.now);
	}
}

#[test]
fn each_credential_has_its_own_status_and_successor() {
	let mut state = state();
	let successor = CredentialPointer { institution: UNIVERSITY, root: whole(), index: 5 };
	set(&mut state, 255, Status::Suspended);
	set(&mut state, 256, Status::Superseded);
	state.put(keys::successor(UNIVERSITY, whole(), 256), successor);
	let asked: Vec<_> = [254, 255, 256, 257].map(reference).into();
	let verdicts = state.verify(&asked).unwrap();
	let reasons: Vec<_> = verdicts.iter().map(|verdict| verdict.reasons.clone()).collect();
	assert_eq!(reasons, [vec![], vec![Reason::Suspended], vec![Reason::Superseded], vec![]]);
	let found = verdicts[2].findings.clone().unwrap();
	assert_eq!(found.status.successor, Some(successor));
}

#[test]
fn a_credential_of_a_revoked_batch_has_its_successor_and_that_of_the_batch() {
	let mut state = state();
	let successor = CredentialPointer { institution: UNIVERSITY, root: Root([3; 32]), index: 5 };
	let revoked = BatchRevocation {
		reason: RevocationReason::KeyCompromise,
		at: 600,
		successor: Some(Root([3; 32])),
	};
	state.put(keys::batch(UNIVERSITY, whole()), Batch { revoked: Some(revoked), ..batch(SIZE) });
	state.put(keys::successor(UNIVERSITY, whole(), 256), successor);
	for (index, own) in [(256, Some(successor)), (257, None)] {
		let found = state.verify(&[reference(index)]).unwrap().remove(0).findings.unwrap();
		assert_eq!(found.status.status, Status::Revoked(RevocationReason::KeyCompromise));
		assert_eq!((found.status.successor, found.status.batch_revoked), (own, Some(revoked)));
	}
}

#[test]
fn what_was_not_anchored_is_that_and_no_error() {
	let state = state();
	let elsewhere = CredentialReference { institution: InstitutionId(1), ..reference(0) };
	let other = CredentialReference { leaf: Digest([9; 32]).leaf(), ..reference(0) };
	let no_tree = CredentialReference { size: 1, index: 7, ..reference(0) };
	for verdict in state.verify(&[elsewhere, other, no_tree]).unwrap() {
		assert_eq!(verdict.reasons, [Reason::NotAnchored]);
	}
	assert_eq!(
		Memory::default().verify(&[reference(0)]).unwrap()[0].reasons,
		[Reason::NotAnchored]
	);
}

#[test]
fn what_many_share_is_read_once() {
	let mut state = state();
	set(&mut state, 3, Status::Suspended);
	let references: Vec<_> = (0..SIZE).map(reference).collect();
	assert_eq!(state.verify(&references).unwrap().len(), SIZE as usize);
	let read = state.read.take();
	let different: BTreeSet<_> = read.iter().collect();
	assert_eq!(read.len(), different.len(), "nothing is read twice");
	// The keys are those of the batch, the institution, the type, two grants and three chunks.
	assert_eq!(read.len(), 8);
	let cached = [
		keys::institution(UNIVERSITY),
		keys::credential_type(COURSE),
		keys::accreditation(AccreditationId(2)),
		keys::accreditation(AccreditationId(1)),
	];
	assert_eq!(state.cached.take(), cached);
	// The records that batches share are read once too.
	let singles: Vec<_> = (0..8).map(single).collect();
	for reference in &singles {
		let (_, root) = reference.batch().unwrap();
		state.put(keys::batch(UNIVERSITY, root), batch(1));
	}
	assert!(state.verify(&singles).unwrap().iter().all(|one| one.outcome == Outcome::Valid));
	// The keys are those of eight batches with a chunk each, the institution, the type and two
	// grants.
	assert_eq!(state.read.take().len(), 8 * 2 + 4);
	// Only a batch that was attested again takes the path under which it was anchored.
	state
		.put(keys::accreditation(AccreditationId(3)), grant(InstitutionId(2), Grantor::Council, 0));
	let moved = Batch { attested_again: Some(attestation()), ..batch(SIZE) };
	state.put(keys::batch(UNIVERSITY, whole()), moved);
	let found = state.verify(&references).unwrap().remove(0).findings.unwrap().accreditation;
	assert_eq!((found.id, found.path.len()), (AccreditationId(3), 1));
	assert_eq!(found.former.unwrap().anchored, AccreditationId(2));
	assert_eq!(state.read.take().len(), 8 + 1);
	// An absent batch is read once too.
	let elsewhere = CredentialReference { institution: InstitutionId(1), ..reference(0) };
	state.verify(&[elsewhere.clone(), elsewhere]).unwrap();
	assert_eq!(state.read.take().len(), 1);
}

#[test]
fn what_is_shared_is_not_mixed_up() {
	let mut state = state();
	let college = InstitutionId(3);
	let mut profile =
		Institution::<[u8; 32]>::decode(&mut &state.values[&keys::institution(UNIVERSITY)][..])
			.unwrap();
	profile.profile.country = *b"DE";
	state.put(keys::institution(college), profile);
	let mut badge =
		CredentialType::decode(&mut &state.values[&keys::credential_type(COURSE)][..]).unwrap();
	badge.definition.kind = TypeKind::Badge;
	state.put(keys::credential_type(TypeId(2)), badge);
	state
		.put(keys::accreditation(AccreditationId(3)), grant(InstitutionId(3), Grantor::Council, 0));
	// Both have a batch of each type. Those of the college are under a grant of its own.
	let mut asked = vec![];
	for (n, (institution, accreditation, type_id)) in
		[(UNIVERSITY, 2, 1), (college, 3, 2), (UNIVERSITY, 2, 2), (college, 3, 1)]
			.into_iter()
			.enumerate()
	{
		let reference = CredentialReference { institution, ..single(n as u8) };
		let (_, root) = reference.batch().unwrap();
		let accreditation = AccreditationId(accreditation);
		let batch = Batch { accreditation, type_id: TypeId(type_id), ..batch(1) };
		state.put(keys::batch(institution, root), batch);
		asked.push(reference);
	}
	let found = |verdict: Verdict| {
		let found = verdict.findings.unwrap();
		let path: Vec<_> = found.accreditation.path.iter().map(|step| step.id.0).collect();
		let kind = found.credential_type.definition.kind;
		(found.institution.id.0, found.institution.profile.country, kind, path)
	};
	let verdicts = state.verify(&asked).unwrap();
	let (course, badge) = (TypeKind::MicroCredential, TypeKind::Badge);
	assert_eq!(
		verdicts.into_iter().map(found).collect::<Vec<_>>(),
		[
			(2, *b"NL", course, vec![2, 1]),
			(3, *b"DE", badge, vec![3]),
			(2, *b"NL", badge, vec![2, 1]),
			(3, *b"DE", course, vec![3]),
		]
	);
}

/// Returns the records of [`state`] with their names.
fn records() -> Vec<RecordId> {
	vec![
		RecordId::Institution(UNIVERSITY),
		RecordId::CredentialType(COURSE),
		RecordId::Accreditation(AccreditationId(1)),
		RecordId::Accreditation(AccreditationId(2)),
		RecordId::Batch { institution: UNIVERSITY, root: whole() },
	]
}

/// Returns the name of the first status chunk.
fn first_chunk() -> RecordId {
	RecordId::Statuses { institution: UNIVERSITY, root: whole(), chunk: 0 }
}

#[test]
fn a_record_that_is_missing_or_none_is_damage_and_no_verdict() {
	let whole_state = state();
	assert_eq!(records().len(), whole_state.values.len());
	for record in records() {
		let key = record.key();
		let mut state = whole_state.clone();
		state.values.remove(&key).unwrap();
		let answer = state.verify(&[reference(0)]);
		if matches!(record, RecordId::Batch { .. }) {
			assert_eq!(answer.unwrap()[0].reasons, [Reason::NotAnchored]);
		} else {
			assert_eq!(answer, Err(record.missing().into()));
		}
		let longer = [whole_state.values[&key].clone(), vec![0]].concat();
		for damaged in [vec![], vec![0xff; 3], longer] {
			let mut state = whole_state.clone();
			state.values.insert(key.clone(), damaged);
			assert_eq!(state.judge(reference(0)), Err(record.malformed().into()));
		}
	}
	let mut state = whole_state.clone();
	let chunk = first_chunk();
	state.values.insert(chunk.key(), vec![0xff; 128]);
	assert_eq!(state.judge(reference(0)), Err(chunk.malformed().into()), "a reserved code");
	state.values.insert(chunk.key(), vec![0; 127]);
	assert_eq!(state.judge(reference(0)), Err(chunk.malformed().into()), "a cut chunk");
	let mut state = whole_state;
	let pointer = CredentialPointer { institution: UNIVERSITY, root: whole(), index: 0 };
	let successor = RecordId::Successor(pointer);
	set(&mut state, 0, Status::Superseded);
	assert_eq!(state.judge(reference(0)), Err(successor.missing().into()));
	state.values.insert(successor.key(), vec![1]);
	assert_eq!(state.judge(reference(0)), Err(successor.malformed().into()), "a cut successor");
}

/// Checks that a batch that was attested again has no verdict without the path under which it was
/// anchored.
#[test]
fn a_missing_grant_of_the_anchoring_is_damage() {
	let mut state = state();
	state
		.put(keys::accreditation(AccreditationId(3)), grant(InstitutionId(2), Grantor::Council, 0));
	let moved = Batch { attested_again: Some(attestation()), ..batch(SIZE) };
	state.put(keys::batch(UNIVERSITY, whole()), moved);
	for id in [1, 2].map(AccreditationId) {
		let record = RecordId::Accreditation(id);
		let mut state = state.clone();
		state.values.remove(&record.key()).unwrap();
		assert_eq!(state.judge(reference(0)), Err(record.missing().into()));
	}
}

#[test]
fn a_value_that_cannot_be_read_is_an_error_and_no_verdict() {
	let mut state = state();
	set(&mut state, 0, Status::Superseded);
	let successor = CredentialPointer { institution: UNIVERSITY, root: whole(), index: 5 };
	state.put(keys::successor(UNIVERSITY, whole(), 0), successor);
	state.verify(&[reference(0)]).unwrap();
	let read = state.read.take();
	assert_eq!(read.len(), 7);
	for key in read {
		let unreadable = Memory { unreadable: Some(key), ..state.clone() };
		assert_eq!(unreadable.verify(&[reference(0)]), Err(CannotTell::Unreadable("pruned")));
	}
}

#[test]
fn a_path_is_read_once_and_ends_at_the_council() {
	let state = state();
	let mut grants = Grants::new(&state);
	for _ in 0..2 {
		let path = grants.path(AccreditationId(2)).unwrap();
		assert_eq!(path.iter().map(|(id, _)| id.0).collect::<Vec<_>>(), [2, 1]);
	}
	assert_eq!(state.read.take().len(), 2);
	let missing = RecordId::Accreditation(AccreditationId(7)).missing();
	assert_eq!(grants.path(AccreditationId(7)), Err(missing.into()));
}

#[test]
fn the_error_of_a_state_is_converted_and_no_other() {
	let length = |error: CannotTell<&str>| error.map(str::len);
	assert_eq!(length(CannotTell::Unreadable("pruned")), CannotTell::Unreadable(6));
	let damage = first_chunk().malformed();
	assert_eq!(length(damage.into()), CannotTell::Damaged(damage));
	assert_eq!(length(CannotTell::UpgradePending), CannotTell::UpgradePending);
	let too_many = CannotTell::TooMany { requested: 1_001 };
	assert_eq!(length(too_many), CannotTell::TooMany { requested: 1_001 });
}

#[test]
fn a_path_longer_than_any_is_damage() {
	let mut state = state();
	for id in 1..10 {
		let above = AccreditationId(id + 1);
		let grantor = Grantor::Institution { institution: InstitutionId(1), accreditation: above };
		state.put(keys::accreditation(AccreditationId(id)), grant(InstitutionId(2), grantor, 0));
	}
	let sixth = RecordId::Accreditation(AccreditationId(7)).malformed();
	assert_eq!(state.judge(reference(0)), Err(sixth.into()));
	let circle =
		Grantor::Institution { institution: InstitutionId(1), accreditation: AccreditationId(2) };
	state.put(keys::accreditation(AccreditationId(2)), grant(InstitutionId(2), circle, 0));
	let again = RecordId::Accreditation(AccreditationId(2)).malformed();
	assert_eq!(state.judge(reference(0)), Err(again.into()));
}

#[test]
fn more_than_one_call_answers_are_refused_before_anything_is_read() {
	let state = state();
	let most = MAX_REFERENCES as usize;
	assert!(state.verify(&vec![reference(0); most]).is_ok());
	state.read.take();
	let too_many = CannotTell::TooMany { requested: MAX_REFERENCES + 1 };
	assert_eq!(state.verify(&vec![reference(0); most + 1]), Err(too_many));
	assert_eq!(state.read.take().len(), 0);
	assert_eq!(state.verify(&[]), Ok(vec![]));
}
