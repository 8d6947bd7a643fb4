// SPDX-License-Identifier: Apache-2.0

//! Document keys: the keys with which an institution signs its documents.

use crate::{
	ids::Moment,
	limits::{MAX_CURRENT_KEYS, MAX_LISTED_KEYS},
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The purpose of a document key.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
#[cfg_attr(
	feature = "serde",
	derive(serde::Serialize, serde::Deserialize),
	serde(rename_all = "camelCase")
)]
pub enum KeyPurpose {
	/// No purpose is stated. No key is registered with it: clients put the first variant in the
	/// place of an argument that they miss.
	Unstated,
	/// The key signs credentials.
	Credentials,
	/// The key signs status lists and nothing else, so that a machine on the web may hold it.
	StatusLists,
}

/// The end of a document key, as the council states it.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub enum KeyEnd {
	/// No end is stated. No key is given this end: clients put the first variant in the place of an
	/// argument that they miss.
	Unstated,
	/// The key has no end: it is in use.
	Never,
	/// The first moment at which the key no longer stands in the record.
	At(Moment),
}

/// A key with which an institution signs its documents.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub struct DocumentKey {
	/// Its number among the keys of its institution, from 1. No number is given twice.
	pub number: u32,
	/// Its purpose.
	pub purpose: KeyPurpose,
	/// The time at which it was added, the first moment at which it stood in the record.
	pub since: Moment,
	/// The time at which it was retired, or the later one to which the council moved that: the first
	/// moment at which it no longer stood there.
	pub until: Option<Moment>,
	/// The moment since which it is compromised.
	pub compromised_since: Option<Moment>,
}

impl DocumentKey {
	/// Returns whether the key was one for credentials, and stood in the record at a moment.
	pub const fn authorizes(&self, moment: Moment) -> bool {
		let ended = matches!(self.until, Some(until) if until <= moment);
		matches!(self.purpose, KeyPurpose::Credentials) && self.since <= moment && !ended
	}

	/// Returns whether the key was compromised at a moment.
	pub const fn is_compromised_at(&self, moment: Moment) -> bool {
		matches!(self.compromised_since, Some(since) if since <= moment)
	}

	/// Returns whether the key is in use: neither retired nor compromised.
	pub const fn is_current(&self) -> bool {
		self.until.is_none() && self.compromised_since.is_none()
	}

	/// Returns whether the key is listed for those who read no chain: in use or retired, and not
	/// compromised.
	pub const fn is_listed(&self) -> bool {
		self.compromised_since.is_none()
	}

	/// Returns whether a call can have written this record.
	pub const fn is_well_formed(&self) -> bool {
		let ends_before = matches!(self.until, Some(until) if until < self.since);
		let falls_before = matches!(self.compromised_since, Some(moment) if moment < self.since);
		self.number > 0
			&& !matches!(self.purpose, KeyPurpose::Unstated)
			&& !ends_before
			&& !falls_before
	}
}

/// The numbers of document keys of an institution. They are stored apart from its record, so that an
/// institution without such keys pays nothing for them.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub struct KeyCounts {
	/// The number of keys that were ever added, which is the number of the last.
	pub given: u32,
	/// The number of those that are not compromised.
	pub listed: u32,
	/// The number of those that are neither retired nor compromised.
	pub current: u32,
}

impl KeyCounts {
	/// Returns whether calls can have written these numbers: none is stored for an institution that
	/// never had a key, and the bounds hold.
	pub const fn is_well_formed(&self) -> bool {
		let Self { given, listed, current } = *self;
		0 < given
			&& listed <= given
			&& current <= listed
			&& listed <= MAX_LISTED_KEYS
			&& current <= MAX_CURRENT_KEYS
	}
}
