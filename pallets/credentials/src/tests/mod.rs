// SPDX-License-Identifier: Apache-2.0

//! Tests of the pallet's behavior, by concern. Every test ends with a check of all invariants.

use crate::{mock::*, Error, Event, StatusChangeAt, StatusChanges};
use frame_support::storage::StoragePrefixedMap;
use std::collections::{BTreeMap, BTreeSet};
use testamur_primitives::{CredentialPointer, InstitutionId, StatusChange};

mod accreditations;
mod arguments;
mod attestations;
mod authorization;
mod batches;
mod bounds;
mod consents;
mod council;
mod coverage;
mod credential_types;
mod custody;
mod document_keys;
mod encoding;
mod event_log;
mod final_changes;
mod genesis;
mod institutions;
mod journey;
mod keys;
mod listings;
mod migrations;
mod payers;
mod properties;
mod queries;
mod roles;
mod scale;
mod status_lists;
mod statuses;
mod successors;
mod thieves;
mod try_state;
mod weights;

type Call = crate::Call<Test>;

/// Returns changes of credentials of one batch, in this order.
fn changes(list: &[(u32, StatusChange)]) -> StatusChanges {
	let list: Vec<_> = list
		.iter()
		.map(|(index, change)| StatusChangeAt { index: Some(*index), change: *change })
		.collect();
	list.try_into().unwrap()
}

/// Returns the pointer to a credential of the university.
fn credential(n: u8, index: u32) -> CredentialPointer {
	CredentialPointer { institution: UNIVERSITY, root: root(n), index }
}

/// Returns the record of an institution.
fn institution(id: InstitutionId) -> crate::InstitutionOf<Test> {
	crate::Institutions::<Test>::get(id).unwrap()
}

/// Storage entries by raw key.
type Entries = BTreeMap<Vec<u8>, Vec<u8>>;

/// Returns all of storage except entries that every call touches alike: events, their count, digest
/// and block number, and the log of events, which is weighed by itself.
fn storage() -> Entries {
	let accounts = frame_system::Account::<Test>::final_prefix();
	let [system, log] = [b"System".as_slice(), b"EventLog"].map(sp_io::hashing::twox_128);
	let mut entries = storage_under(&[]);
	entries.retain(|key, _| {
		key.starts_with(&accounts) || !(key.starts_with(&system) || key.starts_with(&log))
	});
	entries
}

/// Returns all entries of the state whose keys begin with a prefix.
fn storage_under(prefix: &[u8]) -> Entries {
	let mut entries = Entries::new();
	let mut key = prefix.to_vec();
	while let Some(next) = sp_io::storage::next_key(&key) {
		if !next.starts_with(prefix) {
			break;
		}
		entries.insert(next.clone(), frame_support::storage::unhashed::get_raw(&next).unwrap());
		key = next;
	}
	entries
}

/// Returns the keys whose values differ.
fn changed_keys(before: &Entries, after: &Entries) -> BTreeSet<Vec<u8>> {
	let keys = before.keys().chain(after.keys());
	keys.filter(|key| before.get(*key) != after.get(*key)).cloned().collect()
}

/// Returns the keys whose values of 24 bytes or more were read, according to the nodes of a proof.
///
/// A large value is a node by itself, a smaller one is the end of its leaf. The proof does not
/// distinguish entries of the same value, and for an absent key it contains the leaf in its place.
fn read_keys(before: &Entries, proof: &BTreeSet<Vec<u8>>) -> BTreeSet<Vec<u8>> {
	let read = |value: &[u8]| value.len() >= 24 && proof.iter().any(|node| node.ends_with(value));
	before
		.iter()
		.filter(|(_, value)| read(value))
		.map(|(key, _)| key.clone())
		.collect()
}
