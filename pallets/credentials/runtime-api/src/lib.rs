// SPDX-License-Identifier: Apache-2.0

//! The versioned contract between the chain and everyone who reads it.
//!
//! It answers from the state of one block and knows no other. The RPC crate only picks the block
//! and dresses the answer as JSON; a light client may call the same functions over `state_call`.

#![cfg_attr(not(feature = "std"), no_std)]
#![allow(
	missing_docs,
	clippy::too_many_arguments,
	reason = "`decl_runtime_apis!` generates undocumented items and wide functions"
)]

extern crate alloc;

use alloc::vec::Vec;
use codec::{Codec, Decode, Encode};
use scale_info::TypeInfo;
use testamur_primitives::{
	hash::Root,
	records::{AccreditationState, Grantor, Terms},
	status::StatusChunk,
	verdict::{PathStep, Verdict},
	AccreditationId, Batch, CredentialReference, CredentialType, Institution, InstitutionId, Lapse,
	Moment, Payer, TypeId,
};

/// Why the runtime did not answer. Neither case says anything about a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum QueryError {
	/// The request is over one of the limits of `testamur_primitives::limits`.
	LimitExceeded {
		/// What was asked for.
		requested: u32,
		/// What one call answers at the most.
		limit: u32,
	},
	/// Records that belong together do not stand together. No call can bring this about: the state
	/// is damaged, and nothing can be told from it.
	DamagedState,
}

/// An accreditation and what is in force of it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct AccreditationView {
	/// Its number.
	pub id: AccreditationId,
	/// Who holds it.
	pub holder: InstitutionId,
	/// Who gave it.
	pub grantor: Grantor,
	/// Its own terms; what counts is what the whole path allows.
	pub terms: Terms,
	/// Where it stands.
	pub state: AccreditationState,
	/// When it was offered.
	pub offered_at: Moment,
	/// When it was accepted.
	pub accepted_at: Option<Moment>,
	/// It and the grants above it, up to the council's.
	pub path: Vec<PathStep>,
	/// The lowest grant of the path that is not in force and why; `None` when all are.
	pub lapse: Option<(AccreditationId, Lapse)>,
}

/// An institution that holds a grant in force to attest.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct IssuerView<AccountId> {
	/// Its number.
	pub id: InstitutionId,
	/// Its record.
	pub institution: Institution<AccountId>,
	/// Its grants in force that allow to attest (the type asked for, if one was).
	pub accreditations: Vec<AccreditationId>,
}

/// One page of a listing in the order of numbers.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Page<Item> {
	/// The items.
	pub items: Vec<Item>,
	/// The number to ask from for the next page; `None` on the last. A page may be empty and still
	/// have a next one, since one call looks at a bounded number of records.
	pub next: Option<u32>,
}

/// A credential type and its number.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct TypeView {
	/// Its number.
	pub id: TypeId,
	/// Its record.
	pub credential_type: CredentialType,
}

/// Consecutive status chunks of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Statuses {
	/// The batch.
	pub batch: Batch,
	/// The chunks from the first asked for to the end of the batch at the most; untouched ones are
	/// all zeros (active).
	pub chunks: Vec<StatusChunk>,
}

/// What a payer has used of its allowance in the present period.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct AllowanceUse<AccountId> {
	/// Who pays.
	pub payer: Payer<AccountId>,
	/// Operations it has used.
	pub used: u32,
	/// Operations it has.
	pub allowance: u32,
}

/// One page of what payers have used, in the order of storage.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct AllowanceUses<AccountId> {
	/// Those of the payers looked at that have used something in the present period.
	pub uses: Vec<AllowanceUse<AccountId>>,
	/// The payer after which the next page begins; `None` on the last.
	pub next: Option<Payer<AccountId>>,
}

sp_api::decl_runtime_apis! {
	/// Reading and verifying credentials.
	///
	/// The version stands for what the answers mean, and not only for their shape: nodes judge records
	/// by themselves where they know the version. A change of what a verdict means, or of which records
	/// make it, takes a new one.
	#[api_version(1)]
	pub trait CredentialsApi<AccountId: Codec> {
		/// The time of this block in milliseconds; 0 in the genesis block.
		fn now() -> Moment;
		/// A verdict for each reference, in the same order.
		fn verify(references: Vec<CredentialReference>) -> Result<Vec<Verdict>, QueryError>;
		/// An institution.
		fn institution(id: InstitutionId) -> Option<Institution<AccountId>>;
		/// An accreditation with its path.
		fn accreditation(id: AccreditationId) -> Option<AccreditationView>;
		/// The accreditations an institution holds, declined and withdrawn ones left out.
		fn accreditations_of(holder: InstitutionId) -> Vec<AccreditationId>;
		/// A credential type.
		fn credential_type(id: TypeId) -> Option<CredentialType>;
		/// A batch.
		fn batch(institution: InstitutionId, root: Root) -> Option<Batch>;
		/// `count` status chunks of a batch from `first`, or as many as there are.
		fn statuses(
			institution: InstitutionId,
			root: Root,
			first: u32,
			count: u32,
		) -> Result<Option<Statuses>, QueryError>;
		/// Institutions from number `from` that may attest a type (or any, for `None`) now.
		fn issuers(
			credential_type: Option<TypeId>,
			from: u32,
			limit: u32,
		) -> Result<Page<IssuerView<AccountId>>, QueryError>;
		/// Credential types from number `from`.
		fn types(from: u32, limit: u32) -> Result<Page<TypeView>, QueryError>;
		/// The grant by which an institution may anchor credentials of a type now.
		fn authorization(institution: InstitutionId, credential_type: TypeId)
			-> Option<AccreditationId>;
		/// What payers have used of their allowances in the present period, for those who watch a
		/// node. Looks at `limit` payers at the most, from the one after `after`.
		fn allowance_uses(
			after: Option<Payer<AccountId>>,
			limit: u32,
		) -> Result<AllowanceUses<AccountId>, QueryError>;
	}
}
