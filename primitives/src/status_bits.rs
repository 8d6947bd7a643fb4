// SPDX-License-Identifier: Apache-2.0

//! The bits of status lists, as wallets read them that know nothing of this chain
//! (`docs/spec/status-list.md`). Two lists stand over the same places, one for each purpose.

use crate::status::Status;
use alloc::vec::Vec;

/// The fewest bits of a list, for the privacy of those who are on it.
pub const MIN_BITS: u32 = 131_072;

/// What a set bit of a list means. One list has one purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListPurpose {
	/// The credential is withdrawn for good. A bit is never cleared.
	Revocation,
	/// The credential is not to be accepted now, be it for good or for a time. A bit is cleared when
	/// that is over.
	Suspension,
}

/// What the bits of a credential follow from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListedStatus {
	/// Its own status.
	pub status: Status,
	/// Whether its whole batch is revoked.
	pub batch_is_revoked: bool,
	/// Whether its batch is void. The council can lift a void, so it is not for good.
	pub is_void: bool,
}

impl ListPurpose {
	/// Both purposes.
	pub const ALL: [Self; 2] = [Self::Revocation, Self::Suspension];

	/// Returns the word of the W3C for the purpose, which is also the last part of a list's address.
	pub const fn word(self) -> &'static str {
		match self {
			Self::Revocation => "revocation",
			Self::Suspension => "suspension",
		}
	}

	/// Returns whether the bit of a credential is set.
	pub const fn is_set(self, of: ListedStatus) -> bool {
		let is_final =
			of.batch_is_revoked || matches!(of.status, Status::Superseded | Status::Revoked(_));
		match self {
			Self::Revocation => is_final,
			Self::Suspension => is_final || of.is_void || matches!(of.status, Status::Suspended),
		}
	}
}

/// The bits of a list, the first place in the left-most bit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bitstring(Vec<u8>);

impl Bitstring {
	/// Returns the bits of a list of so many places, none of them set.
	pub fn of_places(end: u32) -> Self {
		let bytes = end.max(MIN_BITS).div_ceil(8);
		Self(core::iter::repeat_n(0, bytes.try_into().unwrap_or_default()).collect())
	}

	/// Sets the bit of a place.
	pub fn set(&mut self, place: u32) {
		let (byte, bit) = at(place);
		if let Some(byte) = self.0.get_mut(byte) {
			*byte |= bit;
		}
	}

	/// Returns whether the bit of a place is set.
	pub fn get(&self, place: u32) -> bool {
		let (byte, bit) = at(place);
		self.0.get(byte).is_some_and(|byte| byte & bit != 0)
	}

	/// Returns the bytes.
	pub fn as_bytes(&self) -> &[u8] {
		&self.0
	}
}

/// Returns the byte of a place, and its bit in that.
const fn at(place: u32) -> (usize, u8) {
	((place >> 3) as usize, 0x80 >> (place & 7))
}
