// SPDX-License-Identifier: Apache-2.0

//! Batches of credentials.

use crate::{
	hash::Root,
	ids::{AccreditationId, Moment, TypeId},
	status::RevocationReason,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The revocation of all credentials of a batch at once.
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
pub struct BatchRevocation {
	/// The reason.
	pub reason: RevocationReason,
	/// The time.
	pub at: Moment,
	/// The batch of the same institution that took its place, if one was named.
	pub successor: Option<Root>,
}

/// The way in which a batch lost the grant under which it stands, for good.
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
pub enum Loss {
	/// A withdrawal on the path is void from the moment from which the batch stood there, or earlier.
	Voided,
	/// A grant on the path was withdrawn.
	Withdrawn,
	/// The window of a grant on the path is over.
	Expired,
	/// A grant on the path was narrowed: it no longer covers the type, or no longer gives the right.
	Narrowed,
}

/// The attestation of a batch that had lost its grant, under another grant of its institution.
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
pub struct Attestation {
	/// The grant under which the batch stands now.
	pub accreditation: AccreditationId,
	/// The time of the attestation, which counts for a void of that grant.
	pub since: Moment,
	/// The grant that the batch has lost in the gravest way so far, the last of several. It is the
	/// present one if the batch came back to it.
	pub former: AccreditationId,
	/// The way in which it had lost that one.
	pub loss: Loss,
}

/// One anchoring: a Merkle root over credentials of one type.
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
pub struct Batch {
	/// The grant under which it was anchored.
	pub accreditation: AccreditationId,
	/// The type of every credential in it.
	pub type_id: TypeId,
	/// The number of credentials, at least 1.
	pub size: u32,
	/// The time of the anchoring; of a credential that a custodian issued again, that of the former one.
	pub issued_at: Moment,
	/// The first moment at which its credentials are no longer valid; `None` for never.
	pub valid_until: Option<Moment>,
	/// The revocation of the whole batch, which is final.
	pub revoked: Option<BatchRevocation>,
	/// The last attestation under another grant, if there was one.
	pub attested_again: Option<Attestation>,
}

impl Batch {
	/// Returns the grant under which the batch stands, and the moment from which it does: that of the
	/// last attestation, or else that of its anchoring.
	pub const fn standing(&self) -> (AccreditationId, Moment) {
		match self.attested_again {
			Some(Attestation { accreditation, since, .. }) => (accreditation, since),
			None => (self.accreditation, self.issued_at),
		}
	}
}

/// A batch to anchor, as one item of a call.
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
pub struct Anchor {
	/// The Merkle root, which is the leaf itself for a single credential.
	pub root: Root,
	/// The number of credentials, at least 1.
	pub size: u32,
	/// The time for which they are valid.
	pub validity: Validity,
}

/// The time for which the credentials of a batch are valid, as a call states it.
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
pub enum Validity {
	/// Nothing is stated, which is always refused. Clients put the first variant in the place of an
	/// argument that they miss.
	Unstated,
	/// They are valid for the default validity of their type, which must have one.
	ByType,
	/// They never expire.
	Never,
	/// They are valid until this moment, the first at which they no longer are.
	Until(Moment),
}
