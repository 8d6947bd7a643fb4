// SPDX-License-Identifier: Apache-2.0

//! Verdicts from the records in the state of a block, without its runtime.

use crate::record_cache::RecordCache;
use codec::Decode;
use sp_core::Hasher;
use sp_runtime::AccountId32;
use sp_state_machine::Backend;
use std::marker::PhantomData;
use testamur_primitives::{
	evaluate::{self, CannotTell, StateReader},
	hash::Software,
	keys, CredentialReference, Moment, Verdict,
};

/// A state in the database of this node, with a cache of its records.
struct DatabaseState<'a, S, H> {
	state: &'a S,
	cache: &'a RecordCache,
	hasher: PhantomData<H>,
}

impl<S: Backend<H>, H: Hasher> StateReader for DatabaseState<'_, S, H> {
	type Error = S::Error;

	fn value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		self.state.storage(key)
	}

	fn cached_value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		self.cache.get_or_read(key, || self.value(key))
	}
}

/// Returns a verdict for each reference, as of a block with this state and time. The cache must
/// belong to the same state.
pub(crate) fn verdicts<S: Backend<H>, H: Hasher>(
	state: &S,
	cache: &RecordCache,
	references: &[CredentialReference],
	now: Moment,
) -> Result<Vec<Verdict>, CannotTell<S::Error>> {
	let state = DatabaseState { state, cache, hasher: PhantomData };
	evaluate::verify::<_, AccountId32, Software>(&state, references, now)
}

/// Returns the version of the record layout, or `None` when the state has none that decodes.
pub(crate) fn layout<S: Backend<H>, H: Hasher>(state: &S) -> Result<Option<u16>, S::Error> {
	let stored = state.storage(&keys::storage_version())?;
	Ok(stored.and_then(|version| u16::decode(&mut version.as_slice()).ok()))
}
