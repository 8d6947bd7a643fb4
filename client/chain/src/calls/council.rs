// SPDX-License-Identifier: Apache-2.0

//! The calls by which the council decides.

use super::{Call, Inner, Pallet};
use codec::Compact;

/// The name of the pallet of motions.
pub(crate) const COUNCIL: &str = "Council";
/// The pallet of motions.
const PALLET: Pallet = Pallet { name: COUNCIL, index: 10 };

/// Maximum time that the call of a motion takes, in picoseconds: that of several calls, and a small part of a
/// block.
const MAX_TIME: u64 = 50_000_000_000;
/// Maximum size of the proof of what the call of a motion reads, in bytes.
const MAX_PROOF: u64 = 1_000_000;

/// A motion, by the hash of its call and its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Motion {
	/// The BLAKE2-256 hash of the call.
	pub hash: [u8; 32],
	/// The number.
	pub index: u32,
}

impl Call {
	/// Returns the length of its bytes, as motions state it.
	fn length(&self) -> u32 {
		u32::try_from(self.bytes.len()).unwrap_or(u32::MAX)
	}

	/// Returns the call that proposes this one, to be carried by so many votes. With fewer than two it is
	/// dispatched at once, as by a council of one.
	#[must_use]
	pub fn propose(&self, threshold: u32) -> Self {
		let arguments = &["threshold", "proposal", "length_bound"];
		let values = (Compact(threshold), Inner(self), Compact(self.length()));
		Self::of(PALLET, 2, "propose", arguments, values)
	}

	/// Returns the call that votes for or against a motion.
	#[must_use]
	pub fn vote(motion: Motion, approve: bool) -> Self {
		let arguments = &["proposal", "index", "approve"];
		let values = (motion.hash, Compact(motion.index), approve);
		Self::of(PALLET, 3, "vote", arguments, values)
	}

	/// Returns the call that closes a motion for this call, and gives back the place that the motion took of
	/// its proposer.
	#[must_use]
	pub fn close(&self, motion: Motion) -> Self {
		let arguments = &["proposal_hash", "index", "proposal_weight_bound", "length_bound"];
		let weight = (Compact(MAX_TIME), Compact(MAX_PROOF));
		let values = (motion.hash, Compact(motion.index), weight, Compact(self.length()));
		let close = Self::of(PALLET, 6, "close", arguments, values);
		let release = Self::of(PALLET, 8, "release_proposal_cost", &["proposal_hash"], motion.hash);
		Self::all(&[close, release])
	}
}
