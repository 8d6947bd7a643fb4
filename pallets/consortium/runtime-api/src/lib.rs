// SPDX-License-Identifier: Apache-2.0

//! The API by which a node reports a validator that wrote two blocks for one slot.
//!
//! Its shape is that of the SDK's API for BABE. The SDK has none for Aura.

#![cfg_attr(not(feature = "std"), no_std)]
#![allow(missing_docs, reason = "`decl_runtime_apis!` generates undocumented items")]

extern crate alloc;

use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;
use sp_consensus_aura::sr25519::AuthorityId;
use sp_consensus_slots::{EquivocationProof, Slot};
use sp_session::MembershipProof;

/// A proof that a key belonged to a validator, as bytes that only the runtime decodes.
///
/// A node can therefore report after an upgrade that changes the form of the proof.
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
		/// Returns a proof that the key belongs to a validator in the session of the block at which
		/// the function is called.
		///
		/// Call it at the parent of the blocks in question. `slot` is reserved for later runtimes,
		/// which may prove ownership in an earlier session.
		fn generate_key_ownership_proof(
			slot: Slot,
			authority: AuthorityId,
		) -> Option<OpaqueKeyOwnershipProof>;

		/// Submits a report to the pool of the calling node.
		///
		/// The result is `None` if it could not be submitted: the runtime or the pool rejects it,
		/// for instance because the offence was reported before.
		fn submit_report_equivocation(
			equivocation_proof: EquivocationProof<Block::Header, AuthorityId>,
			key_owner_proof: OpaqueKeyOwnershipProof,
		) -> Option<()>;
	}
}
