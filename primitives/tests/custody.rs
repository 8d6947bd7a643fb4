// SPDX-License-Identifier: Apache-2.0

//! Tests of what a verdict reads and says of a custodian: nothing where there never was one, what is
//! on record otherwise, and an error where that is damaged.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{course, grant, university, Memory, UNIVERSITY};
use testamur_primitives::{
	keys,
	verdict::{Reason, ReissueSummary},
	AccreditationId, Batch, CredentialPointer, CredentialReference, CustodialChange, Custody,
	Digest, DocumentKey, Grantor, Institution, InstitutionId, InstitutionState, KeyPurpose, Moment,
	PublicKey, RecordId, Reissue, Root, TypeId,
};

const CUSTODIAN: InstitutionId = InstitutionId(3);
const ISSUED: Moment = 500;
const REISSUED: Moment = 700;
const KEY: PublicKey = PublicKey::Ed25519([1; 32]);
const CUSTODY: Custody =
	Custody { custodian: CUSTODIAN, since: 600, until: 800, status_changes: 1, reissues: 1 };

fn reference(signed_by: Option<PublicKey>) -> CredentialReference {
	CredentialReference {
		institution: UNIVERSITY,
		leaf: Digest([1; 32]).leaf(),
		index: 0,
		size: 1,
		path: Default::default(),
		signed_by,
	}
}

fn root() -> Root {
	Root::from(reference(None).leaf)
}

/// Returns a state in which the university has anchored a credential, with this custody on record.
fn state(custody: Option<Custody>) -> Memory {
	let mut state = Memory::default();
	let closed = InstitutionState::Closed { since: 600 };
	state.put(keys::institution(UNIVERSITY), university(closed, custody));
	state.put(keys::credential_type(TypeId(1)), course());
	let grant = grant(UNIVERSITY, Grantor::Council, 0);
	state.put(keys::accreditation(AccreditationId(1)), grant);
	state.put(keys::batch(UNIVERSITY, root()), batch(1));
	state
}

fn batch(size: u32) -> Batch {
	Batch {
		accreditation: AccreditationId(1),
		type_id: TypeId(1),
		size,
		issued_at: ISSUED,
		valid_until: None,
		revoked: None,
		attested_again: None,
	}
}

const CHANGE: CustodialChange = CustodialChange { by: CUSTODIAN, at: REISSUED, ended: true };
const REISSUE: Reissue = Reissue { by: CUSTODIAN, at: REISSUED, former: Root([9; 32]), index: 4 };

/// Stores both traces of a custodian.
fn put_traces(state: &mut Memory) {
	state.put(keys::custodial_change(UNIVERSITY, root(), 0), CHANGE);
	state.put(keys::reissue(UNIVERSITY, root()), REISSUE);
}

#[test]
fn without_a_custodian_nothing_is_read_and_nothing_said() {
	let mut state = state(None);
	put_traces(&mut state);
	let findings = state.judge(reference(None)).unwrap().findings.unwrap();
	assert_eq!((findings.custodial_change, findings.reissue), (None, None));
	// The keys are those of the batch, the institution, the type, the grant and the statuses.
	assert_eq!(state.read.take().len(), 5);
}

#[test]
fn what_a_custodian_did_is_read_once_it_had_one() {
	let mut state = state(Some(CUSTODY));
	let findings = state.judge(reference(None)).unwrap().findings.unwrap();
	assert_eq!((findings.custodial_change, findings.reissue), (None, None));
	assert_eq!(state.read.take().len(), 5 + 2);
	put_traces(&mut state);
	let verdict = state.judge(reference(None)).unwrap();
	assert_eq!(verdict.reasons, []);
	let findings = verdict.findings.unwrap();
	assert_eq!(findings.institution.state, InstitutionState::Closed { since: 600 });
	assert_eq!((findings.issued_at, findings.custodial_change), (ISSUED, Some(CHANGE)));
	let former = CredentialPointer { institution: UNIVERSITY, root: Root([9; 32]), index: 4 };
	let expected = ReissueSummary { by: CUSTODIAN, at: REISSUED, former };
	assert_eq!(findings.reissue, Some(expected));
}

/// Checks that only a batch of one is taken for a reissue.
#[test]
fn a_larger_batch_is_no_reissue() {
	let mut state = state(Some(CUSTODY));
	put_traces(&mut state);
	state.put(keys::batch(UNIVERSITY, root()), batch(2));
	assert_eq!(state.judge(reference(None)).unwrap().reasons, [Reason::NotAnchored]);
	assert!(!state.read.take().contains(&keys::reissue(UNIVERSITY, root())));
}

#[test]
fn the_key_of_a_reissue_is_the_custodians_at_the_reissue() {
	let key = |since, until, compromised_since| DocumentKey {
		number: 1,
		purpose: KeyPurpose::Credentials,
		since,
		until,
		compromised_since,
	};
	let reasons = |signer, record: DocumentKey| {
		let mut state = state(Some(CUSTODY));
		put_traces(&mut state);
		state.put(keys::document_key(signer, KEY), record);
		let verdict = state.judge(reference(Some(KEY))).unwrap();
		let found = verdict.findings.unwrap().document_key;
		assert_eq!(found.is_some(), signer == CUSTODIAN);
		verdict.reasons
	};
	assert_eq!(reasons(CUSTODIAN, key(REISSUED, None, None)), []);
	assert_eq!(reasons(CUSTODIAN, key(REISSUED, Some(REISSUED + 1), Some(REISSUED + 1))), []);
	let not_authorized = [Reason::KeyNotAuthorized];
	assert_eq!(reasons(CUSTODIAN, key(REISSUED + 1, None, None)), not_authorized);
	assert_eq!(reasons(CUSTODIAN, key(1, Some(REISSUED), None)), not_authorized);
	assert_eq!(reasons(CUSTODIAN, key(1, None, Some(REISSUED))), [Reason::KeyCompromised]);
	assert_eq!(reasons(UNIVERSITY, key(1, None, None)), not_authorized);
}

#[test]
fn a_damaged_trace_is_damage_and_no_verdict() {
	let mut whole = state(Some(CUSTODY));
	put_traces(&mut whole);
	let credential = CredentialPointer { institution: UNIVERSITY, root: root(), index: 0 };
	for record in [
		RecordId::CustodialChange(credential),
		RecordId::Reissue { institution: UNIVERSITY, root: root() },
	] {
		let longer = [whole.values[&record.key()].clone(), vec![0]].concat();
		for damaged in [vec![], vec![1, 2, 3], longer] {
			let mut state = whole.clone();
			state.values.insert(record.key(), damaged);
			assert_eq!(state.judge(reference(None)), Err(record.malformed().into()));
		}
	}
}

#[test]
fn a_custody_is_in_force_while_the_institution_is_closed_and_its_time_lasts() {
	let closed = InstitutionState::Closed { since: 1 };
	let suspended = InstitutionState::Suspended { since: 1 };
	for (state, moment, expected) in [
		(closed, 599, false),
		(closed, 600, true),
		(closed, 799, true),
		(closed, 800, false),
		(suspended, 600, false),
		(InstitutionState::Active, 600, false),
	] {
		let record = university(state, Some(CUSTODY));
		assert_eq!(record.custody_at(moment).is_some(), expected, "{state:?} at {moment}");
		assert_eq!(Institution { custody: None, ..record }.custody_at(moment), None);
	}
}
