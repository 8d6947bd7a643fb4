// SPDX-License-Identifier: Apache-2.0

//! Identifiers, which are sequential from 1 and never used twice, labels, and moments.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Milliseconds since the Unix epoch.
pub type Moment = u64;

macro_rules! id {
	($(#[$doc:meta])* $name:ident) => {
		$(#[$doc])*
		#[derive(
			Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default,
			Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
		)]
		pub struct $name(pub u32);

		impl core::fmt::Display for $name {
			fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
				self.0.fmt(f)
			}
		}
	};
}

id! {
	/// A registered organisation.
	InstitutionId
}
id! {
	/// A grant to an institution.
	AccreditationId
}
id! {
	/// Something that can be earned.
	TypeId
}

/// The label by which an institution names one of its status lists: 16 random bytes, which the
/// institution draws before it signs the documents that name the list. All zeroes stand for none.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
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
pub struct ListLabel(pub [u8; 16]);
