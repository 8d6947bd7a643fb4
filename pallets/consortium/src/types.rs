// SPDX-License-Identifier: Apache-2.0

//! What the pallet stores and tells.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// How the set of validators is kept.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Settings {
	/// Blocks in a session. A change of the set takes effect after one to two sessions.
	pub session_length: u32,
	/// Fewest validators with session keys: nothing may retire one below it.
	pub floor: u32,
	/// Most validators that may be admitted.
	pub ceiling: u32,
	/// Sessions in a row without a single block after which a validator is retired; 0 for never.
	pub absent_sessions: u32,
}

/// Shortest session, in blocks: GRANDPA must have the time to hand over to the next set.
pub const MIN_SESSION_LENGTH: u32 = 10;

/// Longest session, in blocks: a week at three seconds a block. A set that never changes cannot be
/// mended.
pub const MAX_SESSION_LENGTH: u32 = 7 * 24 * 60 * 20;

/// Turns that each validator must have had in a session before its absence means anything.
pub const TURNS_IN_SESSION: u32 = 2;

impl Default for Settings {
	/// For a chain of one's own: sessions of a minute at three seconds a block.
	fn default() -> Self {
		Self { session_length: 20, floor: 1, ceiling: 7, absent_sessions: 0 }
	}
}

impl Settings {
	/// Whether the numbers fit together, and with the most validators that the chain can have.
	///
	/// Sessions are long enough for everybody to be in turn twice, or absence could not be told
	/// from bad luck.
	pub fn are_consistent(&self, max_validators: u32) -> bool {
		let turns = self.ceiling.saturating_mul(TURNS_IN_SESSION);
		self.floor >= 1
			&& self.floor <= self.ceiling
			&& self.ceiling <= max_validators
			&& (turns.max(MIN_SESSION_LENGTH)..=MAX_SESSION_LENGTH).contains(&self.session_length)
	}
}

/// Why a validator is retired.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub enum Retirement {
	/// The council decided so.
	#[codec(index = 0)]
	Motion,
	/// It asked to.
	#[codec(index = 1)]
	Resigned,
	/// It signed two things that exclude each other: its key is stolen, or runs twice.
	#[codec(index = 2)]
	Offence,
	/// It wrote no block for [`Settings::absent_sessions`] sessions in a row.
	#[codec(index = 3)]
	Absence,
}
