// SPDX-License-Identifier: Apache-2.0

//! The pallet's own types: settings, and reasons of retirements.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// The settings of the set of validators.
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
	/// The number of blocks in a session. A change of the set takes effect after one to two
	/// sessions.
	pub session_length: u32,
	/// The minimum number of validators with session keys. No retirement may go below it.
	pub floor: u32,
	/// The maximum number of validators that may be admitted.
	pub ceiling: u32,
	/// The number of sessions in a row without a block after which a validator is retired;
	/// [`NEVER_ABSENT`] for never. It is not 0, which clients put in the place of a number that they
	/// miss.
	pub absent_sessions: u32,
}

/// Number of sessions that no validator is absent, so that none is retired for absence.
pub const NEVER_ABSENT: u32 = u32::MAX;

/// Shortest session, in blocks: GRANDPA must have the time to hand over to the next set.
pub const MIN_SESSION_LENGTH: u32 = 10;

/// Longest session, in blocks: a week at three seconds a block. It bounds the wait for a change of
/// the set.
pub const MAX_SESSION_LENGTH: u32 = 7 * 24 * 60 * 20;

/// Number of turns that each validator must have had in a session before its absence counts.
pub const TURNS_IN_SESSION: u32 = 2;

impl Default for Settings {
	/// Returns the settings of a development chain: sessions of a minute at three seconds a block.
	fn default() -> Self {
		Self { session_length: 20, floor: 1, ceiling: 7, absent_sessions: NEVER_ABSENT }
	}
}

impl Settings {
	/// Returns whether the settings fit together, and fit the maximum number of validators.
	///
	/// Sessions must be long enough for every validator to be in turn twice: one missed turn may be
	/// an accident, and must not count as absence.
	pub fn are_consistent(&self, max_validators: u32) -> bool {
		let turns = self.ceiling.saturating_mul(TURNS_IN_SESSION);
		self.floor >= 1
			&& self.floor <= self.ceiling
			&& self.ceiling <= max_validators
			&& self.absent_sessions >= 1
			&& (turns.max(MIN_SESSION_LENGTH)..=MAX_SESSION_LENGTH).contains(&self.session_length)
	}
}

/// The reason why a validator is retired.
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
	/// It resigned.
	#[codec(index = 1)]
	Resigned,
	/// It signed two things that exclude each other: its key is stolen, or runs twice.
	#[codec(index = 2)]
	Offence,
	/// It wrote no block for [`Settings::absent_sessions`] sessions in a row.
	#[codec(index = 3)]
	Absence,
}
