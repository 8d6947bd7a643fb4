// SPDX-License-Identifier: Apache-2.0

//! Tests of the meaning of document keys: what a verdict makes of the key that signed a document,
//! and which record it reads.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use codec::Encode;
use common::{course, grant, university, Memory, NOW, UNIVERSITY};
use testamur_primitives::{
	keys,
	limits::{MAX_CURRENT_KEYS, MAX_LISTED_KEYS},
	records::KeyCounts,
	verdict::{Outcome, Reason, Verdict},
	AccreditationId, Batch, CredentialReference, Digest, DocumentKey, Grantor, InstitutionId,
	InstitutionState, KeyPurpose, Moment, PublicKey, RecordId, Root, TypeId,
};

const OTHER: InstitutionId = InstitutionId(3);
const GRANT: AccreditationId = AccreditationId(1);
const COURSE: TypeId = TypeId(1);
const ISSUED: Moment = 500;
const KEY: PublicKey = PublicKey::Ed25519([7; 32]);

fn reference(n: u8, signed_by: Option<PublicKey>) -> CredentialReference {
	CredentialReference {
		institution: UNIVERSITY,
		leaf: Digest([n; 32]).leaf(),
		index: 0,
		size: 1,
		path: Default::default(),
		signed_by,
	}
}

/// Returns a state in which the university has anchored credentials 1 to 9, each by itself.
fn state() -> Memory {
	let mut state = Memory::default();
	let record = university(InstitutionState::Active, None);
	state.put(keys::institution(UNIVERSITY), record);
	state.put(keys::credential_type(COURSE), course());
	let grant = grant(UNIVERSITY, Grantor::Council, 0);
	state.put(keys::accreditation(GRANT), grant);
	for n in 1..10 {
		let root = Root::from(reference(n, None).leaf);
		state.put(keys::batch(UNIVERSITY, root), batch());
	}
	state
}

fn batch() -> Batch {
	Batch {
		accreditation: GRANT,
		type_id: COURSE,
		size: 1,
		issued_at: ISSUED,
		valid_until: None,
		revoked: None,
		attested_again: None,
	}
}

fn key(since: Moment, until: Option<Moment>, compromised_since: Option<Moment>) -> DocumentKey {
	DocumentKey { number: 4, purpose: KeyPurpose::Credentials, since, until, compromised_since }
}

/// Returns the state with a record of the key.
fn with_key(record: DocumentKey) -> Memory {
	let mut state = state();
	state.put(keys::document_key(UNIVERSITY, KEY), record);
	state
}

/// Returns the verdict on a document that the key signed.
fn judge(record: DocumentKey) -> Verdict {
	with_key(record).judge(reference(1, Some(KEY))).unwrap()
}

#[test]
fn a_key_that_stood_in_the_record_at_the_anchoring_counts() {
	for record in [
		key(ISSUED, None, None),
		key(1, Some(ISSUED + 1), None),
		key(1, Some(ISSUED + 1), Some(ISSUED + 1)),
		key(ISSUED, None, Some(NOW)),
	] {
		let verdict = judge(record);
		assert_eq!((verdict.outcome, verdict.reasons), (Outcome::Valid, vec![]), "{record:?}");
		assert_eq!(verdict.findings.unwrap().document_key, Some(record));
	}
}

/// Checks both bounds of both windows: the key's own, and that of its compromise.
#[test]
fn what_counts_is_the_moment_of_the_anchoring() {
	let (unauthorized, compromised) = (Reason::KeyNotAuthorized, Reason::KeyCompromised);
	for (record, reasons) in [
		(key(ISSUED + 1, None, None), vec![unauthorized]),
		(key(1, Some(ISSUED), None), vec![unauthorized]),
		(key(1, Some(ISSUED - 1), None), vec![unauthorized]),
		(key(1, None, Some(ISSUED)), vec![compromised]),
		(key(1, None, Some(1)), vec![compromised]),
		(key(1, None, Some(ISSUED + 1)), vec![]),
		(key(1, Some(ISSUED), Some(ISSUED)), vec![unauthorized, compromised]),
		(key(ISSUED + 1, None, Some(ISSUED + 1)), vec![unauthorized]),
	] {
		let verdict = judge(record);
		assert_eq!(verdict.reasons, reasons, "{record:?}");
		assert_eq!(verdict.outcome == Outcome::Valid, reasons.is_empty());
		assert_eq!(verdict.findings.unwrap().document_key, Some(record));
	}
}

#[test]
fn a_key_for_status_lists_signs_no_credential() {
	let record = DocumentKey { purpose: KeyPurpose::StatusLists, ..key(1, None, None) };
	assert_eq!(judge(record).reasons, [Reason::KeyNotAuthorized]);
	let compromised = DocumentKey { compromised_since: Some(1), ..record };
	let both = [Reason::KeyNotAuthorized, Reason::KeyCompromised];
	assert_eq!(judge(compromised).reasons, both);
}

#[test]
fn a_key_that_the_institution_does_not_have_counts_for_nothing() {
	let mut state = with_key(key(1, None, None));
	// Another institution has the key, which is no secret.
	let other = PublicKey::Ed25519([8; 32]);
	state.put(keys::document_key(OTHER, other), key(1, None, None));
	let mut compressed = [7; 33];
	compressed[0] = 2;
	for signed_by in [other, PublicKey::P256(compressed)] {
		let verdict = state.judge(reference(1, Some(signed_by))).unwrap();
		assert_eq!(verdict.reasons, [Reason::KeyNotAuthorized]);
		assert_eq!(verdict.findings.unwrap().document_key, None);
	}
}

/// Checks that all other reasons stay, and come first.
#[test]
fn the_key_adds_to_the_reasons_against_a_credential() {
	let mut state = with_key(key(1, Some(2), Some(1)));
	let root = Root::from(reference(1, None).leaf);
	state.put(keys::batch(UNIVERSITY, root), Batch { valid_until: Some(NOW), ..batch() });
	let expected = [Reason::Expired, Reason::KeyNotAuthorized, Reason::KeyCompromised];
	assert_eq!(state.judge(reference(1, Some(KEY))).unwrap().reasons, expected);
	assert_eq!(state.judge(reference(1, None)).unwrap().reasons, [Reason::Expired]);
	let not_anchored = state.judge(reference(99, Some(KEY))).unwrap();
	assert_eq!(not_anchored.reasons, [Reason::NotAnchored]);
	assert_eq!(not_anchored.findings, None);
}

#[test]
fn nothing_is_read_and_nothing_said_of_keys_without_the_question() {
	let (with, without) = (with_key(key(1, Some(2), Some(1))), state());
	let (asked, unasked) =
		(with.judge(reference(1, None)).unwrap(), without.judge(reference(1, None)).unwrap());
	assert_eq!(asked, unasked);
	assert_eq!(asked.findings.unwrap().document_key, None);
	assert_eq!(with.read.take(), without.read.take());
}

#[test]
fn a_key_is_one_read_for_all_that_it_signed() {
	let state = with_key(key(1, None, None));
	let signed: Vec<_> = (1..10).map(|n| reference(n, Some(KEY))).collect();
	let unsigned: Vec<_> = (1..10).map(|n| reference(n, None)).collect();
	state.verify(&unsigned).unwrap();
	let before = state.read.take().len();
	state.verify(&signed).unwrap();
	let read = state.read.take();
	assert_eq!(read.len(), before + 1);
	let own = keys::document_key(UNIVERSITY, KEY);
	assert_eq!(read.iter().filter(|read| **read == own).count(), 1);
	// A node may keep it for other questions about the same block.
	assert!(state.cached.take().contains(&own));
	// An absent one is read once too, and none where nothing is anchored.
	let absent = PublicKey::Ed25519([8; 32]);
	state.verify(&[reference(1, Some(absent)), reference(2, Some(absent))]).unwrap();
	let own = keys::document_key(UNIVERSITY, absent);
	assert_eq!(state.read.take().iter().filter(|read| **read == own).count(), 1);
	state.verify(&[reference(99, Some(absent))]).unwrap();
	assert_eq!(state.read.take().len(), 1);
}

#[test]
fn a_damaged_key_is_damage_and_no_verdict() {
	let id = RecordId::DocumentKey { institution: UNIVERSITY, key: KEY };
	let whole = key(ISSUED, Some(ISSUED + 1), Some(ISSUED));
	for none in [
		DocumentKey { number: 0, ..whole },
		DocumentKey { purpose: KeyPurpose::Unstated, ..whole },
		DocumentKey { until: Some(ISSUED - 1), ..whole },
		DocumentKey { compromised_since: Some(ISSUED - 1), ..whole },
	] {
		assert!(whole.is_well_formed() && !none.is_well_formed());
		let state = with_key(none);
		let answer = state.verify(&[reference(1, Some(KEY))]);
		assert_eq!(answer, Err(id.malformed().into()), "{none:?}");
	}
	for damaged in [vec![], vec![0xff; 3], [whole.encode(), vec![0]].concat()] {
		let mut state = state();
		state.values.insert(id.key(), damaged);
		assert_eq!(state.verify(&[reference(1, Some(KEY))]), Err(id.malformed().into()));
		assert!(state.verify(&[reference(1, None)]).is_ok());
	}
}

#[test]
fn counts_that_no_calls_write_are_told() {
	let (listed, current) = (MAX_LISTED_KEYS, MAX_CURRENT_KEYS);
	let counts = |given, listed, current| KeyCounts { given, listed, current }.is_well_formed();
	assert!(counts(1, 0, 0) && counts(1, 1, 1) && counts(u32::MAX, listed, current));
	for (given, listed, current) in [
		(0, 0, 0),
		(1, 2, 0),
		(2, 1, 2),
		(u32::MAX, listed + 1, current),
		(u32::MAX, listed, current + 1),
	] {
		assert!(!counts(given, listed, current), "{given}, {listed}, {current}");
	}
}
