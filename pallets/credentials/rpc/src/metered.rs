// SPDX-License-Identifier: Apache-2.0

//! A state of which only so much is read.
//!
//! A question about a status list reads all of its parts, of which there may be a million, so the work
//! for a call is bounded while it is done, and not by the size of its result.

use std::cell::Cell;
use testamur_primitives::state::{KeyReader, StateReader};
use testamur_proof::limits::{MAX_BYTES, MAX_PROOF_ITEMS};

/// The maximum number of values and keys that are read for one call. Evidence has no more items of proof
/// than that, and 256 references take fewer than half of it.
const MAX_READS: u32 = MAX_PROOF_ITEMS;

/// A state that refuses to be read more often than [`MAX_READS`] times, and to be read for more bytes than
/// one piece of evidence may have.
pub(crate) struct Metered<S> {
	state: S,
	reads: Cell<u32>,
	bytes: Cell<usize>,
}

/// The reason why a read failed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ReadError<E> {
	/// As much has been read as one call may read.
	OverLimit,
	/// The state cannot be read.
	State(E),
}

/// Returns what a call may read at most, in words.
pub(crate) fn over_limit() -> String {
	format!("{MAX_READS} reads, or {MAX_BYTES} bytes, of the state")
}

impl<S> Metered<S> {
	/// Returns a state of which nothing has been read.
	pub(crate) const fn new(state: S) -> Self {
		Self { state, reads: Cell::new(0), bytes: Cell::new(0) }
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
		let value = self.state.value(key).map_err(ReadError::State)?;
		let bytes = self.bytes.get().saturating_add(value.as_ref().map_or(0, Vec::len));
		self.bytes.set(bytes);
		match bytes > MAX_BYTES {
			true => Err(ReadError::OverLimit),
			false => Ok(value),
		}
	}
}

impl<S: KeyReader> KeyReader for Metered<S> {
	fn next_key(&self, prefix: &[u8], after: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		self.count()?;
		self.state.next_key(prefix, after).map_err(ReadError::State)
	}
}
