// SPDX-License-Identifier: Apache-2.0

//! Tests of document keys: the calls, what verdicts make of them, the listing, and what thieves do
//! with all of it.

use super::*;
use crate::{DocumentKeyCounts, DocumentKeyNumbers, DocumentKeys};
use frame_support::assert_ok;
use testamur_primitives::{
	records::{Anchor, KeyCounts, Validity},
	verdict::Reason,
	CredentialReference, Digest, DocumentKey, KeyEnd, KeyPurpose, Moment, PublicKey, Root,
};

mod calls;
mod compromise;
mod listing;
mod reinstatements;
mod theft;
mod verdicts;

/// Returns a key of Ed25519.
fn key(n: u8) -> PublicKey {
	PublicKey::Ed25519([n; 32])
}

/// Returns a key of P-256.
fn p256(n: u8) -> PublicKey {
	let mut key = [n; 33];
	key[0] = 2 + n % 2;
	PublicKey::P256(key)
}

fn add(key: PublicKey) -> Call {
	Call::add_document_key { key, purpose: KeyPurpose::Credentials }
}

fn retire(key: PublicKey) -> Call {
	Call::retire_document_key { key }
}

/// Returns a declaration of a key of the university.
fn declare(key: PublicKey, since: Moment) -> Call {
	Call::declare_compromised { institution: UNIVERSITY, key, since }
}

fn lift(key: PublicKey) -> Call {
	Call::lift_compromise { institution: UNIVERSITY, key }
}

fn reinstate(key: PublicKey, end: KeyEnd) -> Call {
	Call::reinstate_document_key { institution: UNIVERSITY, key, end }
}

fn by_admin() -> RuntimeOrigin {
	signed(UNIVERSITY_ADMIN)
}

/// Returns the record of a key of the university.
fn record(key: PublicKey) -> DocumentKey {
	DocumentKeys::<Test>::get(UNIVERSITY, key).unwrap()
}

/// Returns the numbers of keys of the university: given, listed, in use.
fn counts() -> (u32, u32, u32) {
	let KeyCounts { given, listed, current } = DocumentKeyCounts::<Test>::get(UNIVERSITY);
	(given, listed, current)
}

/// Runs a test in which the university may issue, and has these keys since the beginning.
fn with_keys(keys: &[PublicKey], test: impl FnOnce()) {
	ExtBuilder::default().accredited().build_and_execute(|| {
		for key in keys {
			assert_ok!(dispatch(add(*key), by_admin()));
		}
		test();
	});
}

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

/// Anchors credential `n` of the university now.
fn issue(n: u8) {
	let root = Root::from(reference(n, None).leaf);
	let anchor = Anchor { root, size: 1, validity: Validity::Never };
	assert_ok!(Credentials::anchor(signed(REGISTRAR), UNIVERSITY_GRANT, COURSE, anchor));
}

/// Returns the reasons against credential `n` of the university, whose document a key signed.
fn reasons(n: u8, key: PublicKey) -> Vec<Reason> {
	Credentials::verify(vec![reference(n, Some(key))]).unwrap().remove(0).reasons
}
