// SPDX-License-Identifier: Apache-2.0

//! Behaviour of the pallet, by concern. Every test ends with a check of all invariants.

use crate::{mock::*, Error, Event, StatusChangeAt, StatusChanges};
use frame_support::storage::StoragePrefixedMap;
use std::collections::{BTreeMap, BTreeSet};
use testamur_primitives::{CredentialPointer, InstitutionId, StatusChange};

mod accreditations;
mod batches;
mod bounds;
mod coverage;
mod credential_types;
mod genesis;
mod institutions;
mod journey;
mod keys;
mod payers;
mod properties;
mod queries;
mod roles;
mod scale;
mod statuses;
mod try_state;
mod weights;

type Call = crate::Call<Test>;

/// Changes of credentials of one batch, in this order.
fn changes(list: &[(u32, StatusChange)]) -> StatusChanges {
	let list: Vec<_> = list
		.iter()
		.map(|(index, change)| StatusChangeAt { index: *index, change: *change })
		.collect();
	list.try_into().unwrap()
}

/// A credential of the university.
fn credential(n: u8, index: u32) -> CredentialPointer {
	CredentialPointer { institution: UNIVERSITY, root: root(n), index }
}

/// The record of an institution.
fn institution(id: InstitutionId) -> crate::InstitutionOf<Test> {
	crate::Institutions::<Test>::get(id).unwrap()
}

/// Storage entries by raw key.
type Entries = BTreeMap<Vec<u8>, Vec<u8>>;

/// Everything in storage but the system's own entries, which every call of any pallet touches
/// alike: events, their count, digest, block number.
fn storage() -> Entries {
	let accounts = frame_system::Account::<Test>::final_prefix();
	let mut entries = Entries::new();
	let mut key = Vec::new();
	while let Some(next) = sp_io::storage::next_key(&key) {
		let value = frame_support::storage::unhashed::get_raw(&next).unwrap();
		let system = next.starts_with(&sp_io::hashing::twox_128(b"System"));
		if !system || next.starts_with(&accounts) {
			entries.insert(next.clone(), value);
		}
		key = next;
	}
	entries
}

/// The keys whose values differ.
fn changed_keys(before: &Entries, after: &Entries) -> BTreeSet<Vec<u8>> {
	let keys = before.keys().chain(after.keys());
	keys.filter(|key| before.get(*key) != after.get(*key)).cloned().collect()
}

/// The keys of which the nodes of a proof show that their values were read, as far as these have 24
/// bytes or more.
///
/// A large value is a node by itself, a smaller one the end of its leaf. Entries of the same value
/// cannot be told apart, and where a key is absent the leaf in its place stands for it.
fn read_keys(before: &Entries, proof: &BTreeSet<Vec<u8>>) -> BTreeSet<Vec<u8>> {
	let read = |value: &[u8]| value.len() >= 24 && proof.iter().any(|node| node.ends_with(value));
	before
		.iter()
		.filter(|(_, value)| read(value))
		.map(|(key, _)| key.clone())
		.collect()
}
