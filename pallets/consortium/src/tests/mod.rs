// SPDX-License-Identifier: Apache-2.0

//! Tests of the pallet's behavior, by concern. Nearly every test ends with a check of all
//! invariants.

use crate::{mock::*, Error, Event, Retirement, Settings};
use frame_support::{assert_noop, assert_ok};
use std::collections::BTreeMap;

mod attendance;
mod chain;
mod equivocation;
mod genesis;
mod no_token;
mod offences;
mod properties;
mod root;
mod sessions;
mod settings;
mod try_state;
mod validators;
mod weights;

/// Returns the validators that the council has decided on.
fn decided() -> Vec<AccountId> {
	crate::Validators::<Test>::get().into_inner()
}

/// Returns the validators that were retired and still run.
fn leaving() -> Vec<AccountId> {
	crate::Leaving::<Test>::get().into_inner()
}

/// Returns the running set.
fn running() -> Vec<AccountId> {
	pallet_session::Validators::<Test>::get()
}

/// Returns the keys of the running set in Aura, in its order.
fn authorities() -> Vec<sp_consensus_aura::sr25519::AuthorityId> {
	pallet_aura::Authorities::<Test>::get().into_inner()
}

/// Returns the number of times that an event happened.
fn count(wanted: &Event<Test>) -> usize {
	events().iter().filter(|event| *event == wanted).count()
}

/// Storage entries by raw key.
type Entries = BTreeMap<Vec<u8>, Vec<u8>>;

/// Returns all of storage except entries of the system that every call of any pallet touches alike:
/// events, their count, digest, block number.
fn storage() -> Entries {
	use frame_support::storage::StoragePrefixedMap;
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

/// Returns the number of values that differ.
fn changed(before: &Entries, after: &Entries) -> usize {
	let keys: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).collect();
	keys.into_iter().filter(|key| before.get(*key) != after.get(*key)).count()
}
