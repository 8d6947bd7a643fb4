// SPDX-License-Identifier: Apache-2.0

//! Custody: what another institution may do in the place of one that is closed, and what it did.

use crate::{
	hash::Root,
	ids::{InstitutionId, Moment},
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The appointment of a custodian to a closed institution. It stays in the record after its end, so
/// that readers know to look for what the custodian did.
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
pub struct Custody {
	/// The institution that acts in the place of the closed one.
	pub custodian: InstitutionId,
	/// The time of the appointment.
	pub since: Moment,
	/// The first moment at which the custody is over.
	pub until: Moment,
	/// The number of status changes that the custodian may still make.
	pub status_changes: u32,
	/// The number of credentials that the custodian may still issue again.
	pub reissues: u32,
}

impl Custody {
	/// Returns whether a moment is inside `[since, until)`.
	pub const fn contains(&self, moment: Moment) -> bool {
		self.since <= moment && moment < self.until
	}
}

/// The last change of a credential's status that a custodian made.
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
pub struct CustodialChange {
	/// The custodian.
	pub by: InstitutionId,
	/// The time of the change.
	pub at: Moment,
	/// True if a custodian ended the credential, this one or an earlier one: it revoked or superseded it
	/// while it was active or suspended. What has ended otherwise is not issued again.
	pub ended: bool,
}

/// The record that a custodian issued a credential again. The new one is a batch by itself.
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
pub struct Reissue {
	/// The custodian, whose document key signs the new document.
	pub by: InstitutionId,
	/// The time at which the new credential was anchored. Its batch states when the former was.
	pub at: Moment,
	/// The root of the batch of the former credential, which is of the same institution.
	pub former: Root,
	/// The place of the former credential in its batch, from 0.
	pub index: u32,
}
