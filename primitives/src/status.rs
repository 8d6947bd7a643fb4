// SPDX-License-Identifier: Apache-2.0

//! Status codes of 4 bits, 256 of them to a chunk of 128 bytes, and the moves between them.

use crate::reference::CredentialPointer;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Statuses in one chunk.
pub const CHUNK_STATUSES: u32 = 256;
/// Bytes of one chunk.
pub const CHUNK_BYTES: usize = 128;

/// Why a credential was revoked. The discriminant is the status code.
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
pub enum RevocationReason {
	/// No reason is stated. Code 3.
	Unspecified,
	/// It should never have been issued. Code 4.
	IssuedInError,
	/// The holder's misconduct. Code 5.
	Misconduct,
	/// The learner asked for it. Code 6.
	LearnerRequest,
	/// The holder no longer meets what it certifies. Code 7.
	RequirementsNotMet,
	/// A key that took part in issuing it was not under control. Code 8.
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
	/// Nothing is held against it. Code 0, and what an absent chunk means.
	#[default]
	Active,
	/// Not to be relied upon for now. Code 1.
	Suspended,
	/// Another credential has taken its place. Code 2.
	Superseded,
	/// Withdrawn for good. Codes 3 to 8.
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
	/// Active to suspended.
	Suspend,
	/// Suspended to active.
	Reinstate,
	/// Anything but revoked to revoked, for good.
	Revoke(RevocationReason),
	/// Active or suspended to superseded by another anchored credential.
	Supersede(CredentialPointer),
}

impl RevocationReason {
	/// All of them, in the order of their codes.
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
	/// The 4-bit code.
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

	/// The status of a code; `None` for codes that are reserved.
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

	/// Whether a credential of this status may have a successor: superseded, or revoked after that.
	pub const fn may_have_successor(self) -> bool {
		matches!(self, Self::Superseded | Self::Revoked(_))
	}

	/// The status after `change`, or `None` when the change may not follow this status.
	///
	/// Revoked stays revoked with its first reason. Superseded can still be revoked, and nothing
	/// else. A change that changes nothing is refused too: whoever asks for it is mistaken about
	/// the credential.
	pub const fn after(self, change: &StatusChange) -> Option<Self> {
		match (self, change) {
			(Self::Active, StatusChange::Suspend) => Some(Self::Suspended),
			(Self::Suspended, StatusChange::Reinstate) => Some(Self::Active),
			(Self::Active | Self::Suspended, StatusChange::Supersede(_)) => Some(Self::Superseded),
			(Self::Active | Self::Suspended | Self::Superseded, StatusChange::Revoke(reason)) => {
				Some(Self::Revoked(*reason))
			},
			_ => None,
		}
	}
}

/// 256 statuses: the status of place `i` is the low nibble of byte `i / 2` when `i` is even, the
/// high nibble when it is odd.
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

/// The chunk that holds the status of the credential at `index`, and its place in the chunk.
pub const fn chunk_of(index: u32) -> (u32, u8) {
	// Both are lossless: a division by 256 and the byte that is left.
	let [place, ..] = index.to_le_bytes();
	(index >> 8, place)
}

impl StatusChunk {
	/// The code at `place`, reserved codes included.
	pub fn code(&self, place: u8) -> u8 {
		let byte = self.0.get(usize::from(place >> 1)).copied().unwrap_or_default();
		if place & 1 == 0 {
			byte & 0x0f
		} else {
			byte >> 4
		}
	}

	/// The status at `place`; `None` for a reserved code, which no call can write.
	pub fn get(&self, place: u8) -> Option<Status> {
		Status::from_code(self.code(place))
	}

	/// Put a status at `place`.
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
