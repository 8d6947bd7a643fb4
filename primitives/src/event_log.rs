// SPDX-License-Identifier: Apache-2.0

//! The entries of the log of events, of which its leaves are made (`docs/spec/log.md`).

use crate::{
	hash::{leaf, Leaf, Sha256},
	ids::Moment,
};
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// An entry of the log: where and when an event happened, and the hash of the event.
///
/// One event has one entry, and so one leaf, in the whole log and in the log of each institution
/// that it concerns. The sequence number makes every leaf unlike all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct LogEntry {
	/// The number of entries in the whole log before this one.
	pub sequence: u64,
	/// The number of the block.
	pub block: u32,
	/// The time of the block in milliseconds, which is 0 for the first one.
	pub time: Moment,
	/// The SHA-256 of the event, as it is encoded in `System.Events`: the index of the pallet, the
	/// index of the event, the fields.
	pub event: [u8; 32],
}

impl LogEntry {
	/// Returns the leaf of the entry: SHA-256(0x00 ‖ entry), with the entry in SCALE, 52 bytes.
	pub fn leaf<H: Sha256>(&self) -> Leaf {
		self.using_encoded(leaf::<H>)
	}
}
