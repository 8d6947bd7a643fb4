// SPDX-License-Identifier: Apache-2.0

//! Names for credentials: a credential is named by its place in a batch, never by its holder.

use crate::{
	hash::{Leaf, Root, Sha256, Software},
	ids::InstitutionId,
	limits::MAX_INCLUSION_PATH,
	merkle::root_of_with,
	public_key::PublicKey,
};
use bounded_collections::{BoundedVec, ConstU32};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// An inclusion path, from the leaf's sibling up.
pub type InclusionPath = BoundedVec<Root, ConstU32<MAX_INCLUSION_PATH>>;

/// A reference to one credential: all that a verifier must know to ask about it.
#[derive(
	Clone,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub struct CredentialReference {
	/// The institution that is said to have issued it.
	pub institution: InstitutionId,
	/// The leaf, which the holder of the document computes.
	pub leaf: Leaf,
	/// The place in the batch, from 0.
	pub index: u32,
	/// The number of leaves in the batch.
	pub size: u32,
	/// The siblings from the leaf to the root; empty for a batch of one.
	pub path: InclusionPath,
	/// The key of a signature on the document that stands, if the verdict shall be about that key as
	/// well. Whoever names it has checked the signature.
	pub signed_by: Option<PublicKey>,
}

impl CredentialReference {
	/// Returns the key of the batch that this reference claims to be in, or `None` when no tree of
	/// that size has such a path.
	pub fn batch(&self) -> Option<(InstitutionId, Root)> {
		self.batch_with::<Software>()
	}

	/// Returns the same as [`batch`](Self::batch) with another implementation of the hash.
	pub fn batch_with<H: Sha256>(&self) -> Option<(InstitutionId, Root)> {
		root_of_with::<H>(self.leaf, self.index, self.size, &self.path)
			.map(|root| (self.institution, root))
	}
}

/// A pointer to a credential as the chain names it: a place in an anchored batch.
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
pub struct CredentialPointer {
	/// The institution that anchored the batch.
	pub institution: InstitutionId,
	/// The batch's root.
	pub root: Root,
	/// The place in the batch, from 0.
	pub index: u32,
}

/// A pointer to a successor as a call states it.
///
/// Clients fill a missing number with 0, which is a place in a batch. Here a missing place is
/// missing, so that it can be refused.
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
pub struct SuccessorPointer {
	/// The institution that anchored the batch.
	pub institution: InstitutionId,
	/// The batch's root.
	pub root: Root,
	/// The place in the batch, from 0. It must be stated.
	pub index: Option<u32>,
}

impl SuccessorPointer {
	/// Returns the credential, or `None` when the place is not stated.
	pub fn credential(&self) -> Option<CredentialPointer> {
		let Self { institution, root, index } = *self;
		index.map(|index| CredentialPointer { institution, root, index })
	}
}

impl From<CredentialPointer> for SuccessorPointer {
	fn from(credential: CredentialPointer) -> Self {
		let CredentialPointer { institution, root, index } = credential;
		Self { institution, root, index: Some(index) }
	}
}
