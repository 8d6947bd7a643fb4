// SPDX-License-Identifier: Apache-2.0

//! The outcomes of a transaction.

use crate::{DispatchFailure, Fault, Happenings, PoolRefusal};
use std::fmt;
use testamur_json::hex::Hash;

/// A block by its number and its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
	/// The number.
	pub number: u64,
	/// The hash.
	pub hash: [u8; 32],
}

impl fmt::Display for Block {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{} ({})", self.number, Hash(self.hash))
	}
}

/// A way in which a transaction that waited in a pool is lost to its sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
	/// Another transaction with the same nonce took its place.
	Usurped,
	/// The pool was full.
	Dropped,
	/// It is no longer valid, as when the runtime was replaced, or another one with its nonce got in.
	Invalid,
	/// It is in a block of which nobody learnt in time whether it became final.
	FinalityTimeout,
}

impl fmt::Display for Loss {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::Usurped => "another transaction of the account took its turn",
			Self::Dropped => "the pool of the node was full",
			Self::Invalid => "the transaction is no longer valid, as after an upgrade of the chain",
			Self::FinalityTimeout => "its block did not become final in time",
		})
	}
}

/// The outcome of a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
	/// It is in a final block, and its call succeeded, with what it brought about.
	Finalized(Block, Happenings),
	/// It is in a final block, and its call failed: nothing but its cost is left of it.
	Failed(Block, DispatchFailure),
	/// The pool did not take it, so it is in no block unless the same bytes were sent before.
	Refused(PoolRefusal),
	/// The last block in which it could have been, which has this number, is final, and it was seen in
	/// none.
	Expired(u64),
	/// It waited in the pool and is lost. It may yet be in a block: ask for what it was to do.
	Lost(Loss),
	/// Nobody knows: it may have been sent, and it may be in a block. Ask for what it was to do.
	Unknown(Fault),
}
