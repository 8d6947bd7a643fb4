// SPDX-License-Identifier: Apache-2.0

//! Tests of the pallet's behavior, by concern. Every test ends with a check of all invariants.

use crate::{mock::*, Pending, SubjectLogs, WholeLog, MAX_SUBJECTS};
use codec::Encode;
use std::collections::BTreeMap;
use testamur_primitives::{hash::Software, Frontier, Leaf, LogEntry};

mod folding;
mod properties;
mod try_state;
mod weights;

/// Returns the leaf of an event.
fn leaf(sequence: u64, block: u32, time: u64, event: &impl Encode) -> Leaf {
	let event = event.using_encoded(sp_io::hashing::sha2_256);
	LogEntry { sequence, block, time, event }.leaf::<Software>()
}

/// Returns the frontier of a log with these leaves.
fn frontier(leaves: &[Leaf]) -> Frontier {
	let mut frontier = Frontier::default();
	for leaf in leaves {
		frontier.push::<Software>(*leaf).unwrap();
	}
	frontier
}

/// Returns all of storage but that of the system.
fn storage() -> BTreeMap<Vec<u8>, Vec<u8>> {
	let mut entries = BTreeMap::new();
	let mut key = Vec::new();
	while let Some(next) = sp_io::storage::next_key(&key) {
		if !next.starts_with(&sp_io::hashing::twox_128(b"System")) {
			let value = frame_support::storage::unhashed::get_raw(&next).unwrap();
			entries.insert(next.clone(), value);
		}
		key = next;
	}
	entries
}
