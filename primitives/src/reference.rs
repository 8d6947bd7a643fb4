// SPDX-License-Identifier: Apache-2.0

//! How a credential is named: by its place in a batch, never by its holder.

use crate::{
	hash::{Leaf, Root},
	ids::InstitutionId,
	limits::MAX_INCLUSION_PATH,
	merkle::root_of,
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
	/// The root this reference claims, or `None` when no tree of that size has such a path.
	pub fn root(&self) -> Option<Root> {
		root_of(self.leaf, self.index, self.size, &self.path)
	}

	/// The key of the batch this reference claims to be in.
	pub fn batch(&self) -> Option<(InstitutionId, Root)> {
		self.root().map(|root| (self.institution, root))
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
