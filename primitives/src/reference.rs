// SPDX-License-Identifier: Apache-2.0

//! How a credential is named: by its place in a batch, never by its holder.

use crate::{
	hash::{Leaf, Root, Sha256, Software},
	ids::InstitutionId,
	limits::MAX_INCLUSION_PATH,
	merkle::root_of_with,
};
use bounded_collections::{BoundedVec, ConstU32};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// An inclusion path, from the leaf's sibling up.
pub type InclusionPath = BoundedVec<Root, ConstU32<MAX_INCLUSION_PATH>>;

/// All that a verifier must know to ask about one credential.
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
	/// Who is said to have issued it.
	pub institution: InstitutionId,
	/// The leaf, computed from the document by whoever holds it.
	pub leaf: Leaf,
	/// Place in the batch, from 0.
	pub index: u32,
	/// Leaves in the batch.
	pub size: u32,
	/// Siblings from the leaf to the root; empty for a batch of one.
	pub path: InclusionPath,
}

impl CredentialReference {
	/// The key of the batch this reference claims to be in; `None` when no tree of that size has
	/// such a path.
	pub fn batch(&self) -> Option<(InstitutionId, Root)> {
		self.batch_with::<Software>()
	}

	/// [`batch`](Self::batch), with the hash computed by other means.
	pub fn batch_with<H: Sha256>(&self) -> Option<(InstitutionId, Root)> {
		root_of_with::<H>(self.leaf, self.index, self.size, &self.path)
			.map(|root| (self.institution, root))
	}
}

/// A credential as the chain names it: a place in an anchored batch.
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
	/// Who anchored the batch.
	pub institution: InstitutionId,
	/// The batch's root.
	pub root: Root,
	/// Place in the batch, from 0.
	pub index: u32,
}
