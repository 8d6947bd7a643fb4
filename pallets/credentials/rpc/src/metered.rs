// SPDX-License-Identifier: Apache-2.0

//! A state of which only so much is read.
//!
//! A question about a status list reads all of its parts, of which there may be a million, so the work
//! for a call is bounded while it is done, and not by the size of its result.

use std::cell::Cell;
use testamur_primitives::state::{KeyReader, StateReader};

/// The maximum number of values and keys that are read for one call. Evidence has no more items of proof
/// than that, and 256 references take fewer than half of it.
pub(crate) const MAX_READS: u32 = 8_192;

/// A state that refuses to be read more often than [`MAX_READS`] times.
pub(crate) struct Metered<S> {
	state: S,
	reads: Cell<u32>,
}

/// The reason why a read failed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ReadError<E> {
	/// As much has been read as one call may read.
	OverLimit,
	/// The state cannot be read.
	State(E),
}

impl<S> Metered<S> {
	/// Returns a state of which nothing has been read.
	pub(crate) const fn new(state: S) -> Self {
		Self { state, reads: Cell::new(0) }
	}

	/// Counts a read.
	fn count<E>(&self) -> Result<(), ReadError<E>> {
		let reads = self.reads.get();
		if reads >= MAX_READS {
			return Err(ReadError::OverLimit);
		}
		self.reads.set(reads + 1);
		Ok(())
	}
}

impl<S: StateReader> StateReader for Metered<S> {
	type Error = ReadError<S::Error>;

	fn value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		self.count()?;
		self.state.value(key).map_err(ReadError::State)
	}
}

impl<S: KeyReader> KeyReader for Metered<S> {
	fn next_key(&self, prefix: &[u8], after: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		self.count()?;
		self.state.next_key(prefix, after).map_err(ReadError::State)
	}
}
