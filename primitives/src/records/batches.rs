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
	/// The time of the anchoring.
	pub issued_at: Moment,
	/// The first moment at which its credentials are no longer valid; `None` for never.
	pub valid_until: Option<Moment>,
	/// The revocation of the whole batch, which is final.
	pub revoked: Option<BatchRevocation>,
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
