// SPDX-License-Identifier: Apache-2.0

//! Behaviour of the pallet, by concern. Nearly every test ends with a check of all invariants.

use crate::{mock::*, Error, Event, Retirement, Settings};
use frame_support::{assert_noop, assert_ok};
use std::collections::BTreeMap;

mod attendance;
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

/// The validators that were decided on.
fn decided() -> Vec<AccountId> {
	crate::Validators::<Test>::get().into_inner()
}

/// Those that were retired and still run.
fn leaving() -> Vec<AccountId> {
	crate::Leaving::<Test>::get().into_inner()
}

/// The running set.
fn running() -> Vec<AccountId> {
	pallet_session::Validators::<Test>::get()
}

/// Whose key is whose in Aura now.
fn authorities() -> Vec<sp_consensus_aura::sr25519::AuthorityId> {
	pallet_aura::Authorities::<Test>::get().into_inner()
}

/// How often an event happened.
fn count(wanted: &Event<Test>) -> usize {
	events().iter().filter(|event| *event == wanted).count()
}

/// Storage entries by raw key.
type Entries = BTreeMap<Vec<u8>, Vec<u8>>;

/// Everything in storage but the system's own entries, which every call of any pallet touches alike:
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

/// How many values differ.
fn changed(before: &Entries, after: &Entries) -> usize {
	let keys: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).collect();
	keys.into_iter().filter(|key| before.get(*key) != after.get(*key)).count()
}
