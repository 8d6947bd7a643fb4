// SPDX-License-Identifier: Apache-2.0

//! Evidence, and hand-offs from one set of authorities to the next.

use crate::hex::{self, Hash};
use alloc::string::String;
use serde::{Deserialize, Serialize};

/// Evidence of a part of the state of a block.
///
/// Only the bytes count. What stands beside them tells a person what they are about, and a verifier
/// finds it in the bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
	/// The bytes, as `testamur-proof` encodes them, in hexadecimal digits after `0x`.
	pub evidence: String,
	/// The number of the set of authorities that finalized the block.
	pub set_id: u64,
	/// The block for which these authorities voted: the one that the answer is about, or a later one
	/// whose state remembers it.
	pub finalized: FinalBlock,
}

/// A block that authorities voted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FinalBlock {
	/// Its number.
	pub block_number: u32,
	/// Its hash.
	pub block_hash: Hash,
}

impl Evidence {
	/// Joins encoded evidence with what a person reads of it.
	pub fn new(bytes: &[u8], set_id: u64, finalized: FinalBlock) -> Self {
		Self { evidence: hex::encode(bytes), set_id, finalized }
	}
}

/// A page of hand-offs from one set of authorities to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuthoritySets {
	/// The hand-offs with the authorities of the first set, as `testamur-proof` encodes them, in
	/// hexadecimal digits after `0x`.
	pub hand_offs: String,
	/// The number of the set that signed the first one.
	pub first_set: u64,
	/// The number of hand-offs.
	pub count: u32,
	/// The value of `from` for the next page; `None` after the last.
	pub next: Option<u64>,
}

impl AuthoritySets {
	/// Joins encoded hand-offs with what a person reads of them.
	pub fn new(bytes: &[u8], first_set: u64, count: u32, next: Option<u64>) -> Self {
		Self { hand_offs: hex::encode(bytes), first_set, count, next }
	}
}
