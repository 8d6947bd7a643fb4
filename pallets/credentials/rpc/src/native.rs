// SPDX-License-Identifier: Apache-2.0

//! Verdicts from the records in the state of a block, without its runtime.

use crate::record_cache::RecordCache;
use sp_core::Hasher;
use sp_runtime::AccountId32;
use sp_state_machine::Backend;
use std::marker::PhantomData;
use testamur_primitives::{
	evaluate, former,
	hash::Software,
	keys,
	state::{ensure_migrated, read, CannotTell, KeyReader, StateReader},
	CredentialReference, Moment, RecordId, Verdict,
};

/// A state in the database of this node, with a cache of its records, if it has one.
pub(crate) struct DatabaseState<'a, S, H> {
	state: &'a S,
	cache: Option<&'a RecordCache>,
	hasher: PhantomData<H>,
}

impl<'a, S, H> DatabaseState<'a, S, H> {
	/// Returns a state without a cache.
	pub(crate) const fn new(state: &'a S) -> Self {
		Self { state, cache: None, hasher: PhantomData }
	}
}

impl<S: Backend<H>, H: Hasher> StateReader for DatabaseState<'_, S, H> {
	type Error = S::Error;

	fn value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		self.state.storage(key)
	}

	fn cached_value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		match self.cache {
			Some(cache) => cache.get_or_read(key, || self.value(key)),
			None => self.value(key),
		}
	}
}

impl<S: Backend<H>, H: Hasher> KeyReader for DatabaseState<'_, S, H> {
	fn next_key(&self, prefix: &[u8], after: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		let next = self.state.next_storage_key(after)?;
		Ok(next.filter(|key| key.starts_with(prefix)))
	}
}

/// A state of the former layout, whose records are converted when they are read.
struct FormerState<'a, S, H>(DatabaseState<'a, S, H>);

impl<S: Backend<H>, H: Hasher> StateReader for FormerState<'_, S, H> {
	type Error = S::Error;

	fn value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		let value = self.0.value(key)?;
		Ok(value.map(|value| former::present_value::<AccountId32>(key, value)))
	}

	fn cached_value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		match self.0.cache {
			Some(cache) => cache.get_or_read(key, || self.value(key)),
			None => self.value(key),
		}
	}
}

/// Returns a verdict for each reference, as of a block with this state and time. The cache, if there
/// is one, must belong to the same state.
pub(crate) fn verdicts<S: Backend<H>, H: Hasher>(
	state: &S,
	cache: Option<&RecordCache>,
	references: &[CredentialReference],
	now: Moment,
) -> Result<Vec<Verdict>, CannotTell<S::Error>> {
	let state = DatabaseState { state, cache, hasher: PhantomData };
	verdicts_over(&state, references, now)
}

/// Returns a verdict for each reference, as [`verdicts`] does, from a state of the former layout.
pub(crate) fn former_verdicts<S: Backend<H>, H: Hasher>(
	state: &S,
	cache: Option<&RecordCache>,
	references: &[CredentialReference],
	now: Moment,
) -> Result<Vec<Verdict>, CannotTell<S::Error>> {
	let state = DatabaseState { state, cache, hasher: PhantomData };
	verdicts_over(&FormerState(state), references, now)
}

/// Returns a verdict for each reference, as of a block with this state and time.
pub(crate) fn verdicts_over<S: StateReader>(
	state: &S,
	references: &[CredentialReference],
	now: Moment,
) -> Result<Vec<Verdict>, CannotTell<S::Error>> {
	evaluate::verify::<_, AccountId32, Software>(state, references, now)
}

/// The layout of the records of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
	/// The one that this crate was written for.
	Present,
	/// The one before, which is also that of a state that is being migrated.
	Former,
	/// Another one.
	Unknown,
}

/// Returns the layout of the records of a state.
///
/// It is an error if the runtime of the block, of this name and version, has not migrated the state.
pub(crate) fn layout_of<S: Backend<H>, H: Hasher>(
	state: &S,
	spec_name: &str,
	spec_version: u32,
) -> Result<Layout, CannotTell<S::Error>> {
	let state = DatabaseState::new(state);
	ensure_migrated(&state, spec_name, spec_version)?;
	Ok(match read(&state, RecordId::StorageVersion)? {
		Some(keys::LAYOUT) => Layout::Present,
		Some(former::LAYOUT) => Layout::Former,
		Some(_) | None => Layout::Unknown,
	})
}
