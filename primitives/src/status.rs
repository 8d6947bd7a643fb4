// SPDX-License-Identifier: Apache-2.0

//! Status codes of 4 bits, chunks of 256 codes in 128 bytes, and the changes between statuses.

use crate::reference::SuccessorPointer;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Number of statuses in one chunk.
pub const CHUNK_STATUSES: u32 = 256;
/// Size of a chunk in bytes.
pub const CHUNK_BYTES: usize = 128;

/// The reason of a revocation. Each reason has a status code of its own.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
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
pub enum RevocationReason {
	/// No reason is stated. Code 3.
	Unspecified,
	/// It should never have been issued. Code 4.
	IssuedInError,
	/// The holder's misconduct. Code 5.
	Misconduct,
	/// The learner asked for it. Code 6.
	LearnerRequest,
	/// The holder no longer meets the requirements. Code 7.
	RequirementsNotMet,
	/// A key that took part in issuing it was compromised. Code 8.
	KeyCompromise,
}

/// The status of one credential.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub enum Status {
	/// Nothing is held against it. Code 0, which is also the meaning of an absent chunk.
	#[default]
	Active,
	/// It is not to be relied upon for now. Code 1.
	Suspended,
	/// Another credential has taken its place. Code 2.
	Superseded,
	/// It is withdrawn for good. Codes 3 to 8.
	Revoked(RevocationReason),
}

/// A change of status that an issuer may ask for.
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
pub enum StatusChange {
	/// No change is stated, which is always refused. Clients put the first variant in the place of
	/// an argument that they miss.
	Unstated,
	/// Active to suspended.
	Suspend,
	/// Suspended to active.
	Reinstate,
	/// Anything but revoked to revoked, for good.
	Revoke(RevocationReason),
	/// Active or suspended to superseded by another anchored credential.
	Supersede(SuccessorPointer),
	/// Superseded or revoked, by itself or with its whole batch: the status stays, and this
	/// credential is its successor from now on.
	NameSuccessor(SuccessorPointer),
	/// Revoked, by itself or with its whole batch: the status stays, and it has no successor from now
	/// on.
	ForgetSuccessor,
}

impl StatusChange {
	/// Returns the successor that the change names.
	pub const fn successor(&self) -> Option<&SuccessorPointer> {
		match self {
			Self::Supersede(successor) | Self::NameSuccessor(successor) => Some(successor),
			Self::Unstated
			| Self::Suspend
			| Self::Reinstate
			| Self::Revoke(_)
			| Self::ForgetSuccessor => None,
		}
	}

	/// Returns whether the change names a successor or takes one away.
	pub const fn concerns_successor(&self) -> bool {
		self.successor().is_some() || matches!(self, Self::ForgetSuccessor)
	}

	/// Returns whether no later change makes the credential active again. Another successor can
	/// still be named.
	pub const fn is_final(&self) -> bool {
		match self {
			Self::Revoke(_) | Self::Supersede(_) => true,
			Self::Unstated
			| Self::Suspend
			| Self::Reinstate
			| Self::NameSuccessor(_)
			| Self::ForgetSuccessor => false,
		}
	}
}

impl RevocationReason {
	/// All reasons, in the order of their codes.
	pub const ALL: [Self; 6] = [
		Self::Unspecified,
		Self::IssuedInError,
		Self::Misconduct,
		Self::LearnerRequest,
		Self::RequirementsNotMet,
		Self::KeyCompromise,
	];
}

impl Status {
	/// Returns the 4-bit code.
	pub const fn code(self) -> u8 {
		match self {
			Self::Active => 0,
			Self::Suspended => 1,
			Self::Superseded => 2,
			Self::Revoked(RevocationReason::Unspecified) => 3,
			Self::Revoked(RevocationReason::IssuedInError) => 4,
			Self::Revoked(RevocationReason::Misconduct) => 5,
			Self::Revoked(RevocationReason::LearnerRequest) => 6,
			Self::Revoked(RevocationReason::RequirementsNotMet) => 7,
			Self::Revoked(RevocationReason::KeyCompromise) => 8,
		}
	}

	/// Returns the status of a code, or `None` for a reserved code.
	pub const fn from_code(code: u8) -> Option<Self> {
		Some(match code {
			0 => Self::Active,
			1 => Self::Suspended,
			2 => Self::Superseded,
			3 => Self::Revoked(RevocationReason::Unspecified),
			4 => Self::Revoked(RevocationReason::IssuedInError),
			5 => Self::Revoked(RevocationReason::Misconduct),
			6 => Self::Revoked(RevocationReason::LearnerRequest),
			7 => Self::Revoked(RevocationReason::RequirementsNotMet),
			8 => Self::Revoked(RevocationReason::KeyCompromise),
			_ => return None,
		})
	}

	/// Returns whether a credential of this status may have a successor: it is superseded or
	/// revoked.
	///
	/// Each credential of a batch that was revoked as a whole may have a successor, whatever its status.
	pub const fn may_have_successor(self) -> bool {
		matches!(self, Self::Superseded | Self::Revoked(_))
	}

	/// Returns the status after `change`, or `None` when the change may not follow this status.
	///
	/// Revoked stays revoked with its first reason. Superseded can still be revoked. Both may be
	/// given another successor, which leaves the status as it is. A revoked one may also lose its
	/// successor; a superseded one has one always. Any other change that changes nothing is refused,
	/// because its sender is mistaken about the credential.
	pub const fn after(self, change: &StatusChange) -> Option<Self> {
		match (self, change) {
			(Self::Active, StatusChange::Suspend) => Some(Self::Suspended),
			(Self::Suspended, StatusChange::Reinstate) => Some(Self::Active),
			(Self::Active | Self::Suspended, StatusChange::Supersede(_)) => Some(Self::Superseded),
			(Self::Active | Self::Suspended | Self::Superseded, StatusChange::Revoke(reason)) => {
				Some(Self::Revoked(*reason))
			},
			(Self::Superseded | Self::Revoked(_), StatusChange::NameSuccessor(_))
			| (Self::Revoked(_), StatusChange::ForgetSuccessor) => Some(self),
			_ => None,
		}
	}
}

/// A chunk of 256 statuses. The status of place `i` is the low nibble of byte `i / 2` when `i` is
/// even, and the high nibble when it is odd.
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
pub struct StatusChunk(pub [u8; CHUNK_BYTES]);

impl Default for StatusChunk {
	fn default() -> Self {
		Self([0; CHUNK_BYTES])
	}
}

/// Returns the chunk that holds the status of the credential at `index`, and its place in the
/// chunk.
pub const fn chunk_of(index: u32) -> (u32, u8) {
	// Both are lossless: the quotient by 256, and the remainder as a byte.
	let [place, ..] = index.to_le_bytes();
	(index >> 8, place)
}

impl StatusChunk {
	/// Returns the code at `place`, reserved codes included.
	pub fn code(&self, place: u8) -> u8 {
		let byte = self.0.get(usize::from(place >> 1)).copied().unwrap_or_default();
		if place & 1 == 0 {
			byte & 0x0f
		} else {
			byte >> 4
		}
	}

	/// Returns the status at `place`, or `None` for a reserved code, which no call can write.
	pub fn get(&self, place: u8) -> Option<Status> {
		Status::from_code(self.code(place))
	}

	/// Returns whether no place holds a reserved code.
	pub fn is_well_formed(&self) -> bool {
		let is_known = |code| Status::from_code(code).is_some();
		self.0.iter().all(|byte| is_known(byte & 0x0f) && is_known(byte >> 4))
	}

	/// Stores a status at `place`.
	pub fn set(&mut self, place: u8, status: Status) {
		if let Some(byte) = self.0.get_mut(usize::from(place >> 1)) {
			*byte = if place & 1 == 0 {
				(*byte & 0xf0) | status.code()
			} else {
				(*byte & 0x0f) | (status.code() << 4)
			};
		}
	}
}
