// SPDX-License-Identifier: Apache-2.0

//! The API by which a node reports a validator that wrote two blocks for one slot.
//!
//! Shaped like BABE's part of the SDK, which has nothing of the kind for Aura.

#![cfg_attr(not(feature = "std"), no_std)]
#![allow(missing_docs, reason = "`decl_runtime_apis!` generates undocumented items")]

extern crate alloc;

use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;
use sp_consensus_aura::sr25519::AuthorityId;
use sp_consensus_slots::{EquivocationProof, Slot};
use sp_session::MembershipProof;

/// A proof that a key belonged to a validator, as bytes that only the runtime reads.
///
/// So a node goes on reporting after an upgrade that changes what the proof is made of.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct OpaqueKeyOwnershipProof(Vec<u8>);

impl OpaqueKeyOwnershipProof {
	/// Decodes the proof, and returns `None` if the bytes are no such proof.
	pub fn decode(self) -> Option<MembershipProof> {
		MembershipProof::decode(&mut &self.0[..]).ok()
	}
}

impl From<MembershipProof> for OpaqueKeyOwnershipProof {
	fn from(proof: MembershipProof) -> Self {
		Self(proof.encode())
	}
}

sp_api::decl_runtime_apis! {
	/// Reports of equivocations in Aura.
	#[api_version(1)]
	pub trait ConsortiumApi {
		/// Returns a proof that the key belongs to a validator of the session of the block asked.
		///
		/// Ask at the parent of the blocks in question. `slot` is for runtimes to come, which may
		/// be asked about an earlier session.
		fn generate_key_ownership_proof(
			slot: Slot,
			authority: AuthorityId,
		) -> Option<OpaqueKeyOwnershipProof>;

		/// Submits a report to the pool of the node that calls.
		///
		/// Returns `None` if it could not be submitted: the runtime rejects the proof, or the pool
		/// does, for instance because the same was reported before.
		fn submit_report_equivocation(
			equivocation_proof: EquivocationProof<Block::Header, AuthorityId>,
			key_owner_proof: OpaqueKeyOwnershipProof,
		) -> Option<()>;
	}
}
