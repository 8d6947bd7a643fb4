// SPDX-License-Identifier: Apache-2.0

//! Verdicts from the records in a block's state, without its runtime.

use crate::remembered::Remembered;
use codec::Decode;
use pallet_credentials_runtime_api::QueryError;
use sp_core::Hasher;
use sp_runtime::AccountId32;
use sp_state_machine::Backend;
use std::marker::PhantomData;
use testamur_primitives::{
	gather::{self, CannotTell, State},
	hash::Software,
	keys,
	limits::MAX_REFERENCES,
	CredentialReference, Moment, Verdict,
};

/// A state in the database of this node, and what was read of it before.
struct Stored<'a, S, H> {
	state: &'a S,
	remembered: &'a Remembered,
	hashing: PhantomData<H>,
}

impl<S: Backend<H>, H: Hasher> State for Stored<'_, S, H> {
	type Error = S::Error;

	fn value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		self.state.storage(key)
	}

	fn shared_value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		self.remembered.value(key, || self.value(key))
	}
}

/// A verdict for each reference, as of a block with this state and time. What is remembered must be of the
/// same state.
pub(crate) fn verify<S: Backend<H>, H: Hasher>(
	state: &S,
	remembered: &Remembered,
	references: &[CredentialReference],
	now: Moment,
) -> Result<Result<Vec<Verdict>, QueryError>, S::Error> {
	let requested = u32::try_from(references.len()).unwrap_or(u32::MAX);
	let stored = Stored { state, remembered, hashing: PhantomData };
	match gather::verify::<_, AccountId32, Software>(&stored, references, now) {
		Ok(verdicts) => Ok(Ok(verdicts)),
		Err(CannotTell::TooMany) => {
			Ok(Err(QueryError::LimitExceeded { requested, limit: MAX_REFERENCES }))
		},
		Err(CannotTell::Damaged) => Ok(Err(QueryError::DamagedState)),
		Err(CannotTell::Unreadable(error)) => Err(error),
	}
}

/// The version of the layout of the records; `None` where there is none that can be read.
pub(crate) fn layout<S: Backend<H>, H: Hasher>(state: &S) -> Result<Option<u16>, S::Error> {
	let stored = state.storage(&keys::storage_version())?;
	Ok(stored.and_then(|version| u16::decode(&mut version.as_slice()).ok()))
}
