// SPDX-License-Identifier: Apache-2.0

//! The versioned contract between the chain and its readers.
//!
//! A runtime answers from the state of one block and knows no other. The RPC server calls these
//! functions and serializes the answers as JSON; a light client may call them over `state_call`.
//! The types of the answers are records and views of `testamur-primitives`.

#![cfg_attr(not(feature = "std"), no_std)]
#![allow(
	missing_docs,
	clippy::too_many_arguments,
	reason = "`decl_runtime_apis!` generates undocumented items and wide functions"
)]

extern crate alloc;

use alloc::vec::Vec;
use codec::Codec;
use testamur_primitives::{
	views::{AccreditationView, AllowanceUses, IssuerView, Page, QueryError, Statuses, TypeView},
	AccreditationId, Batch, CredentialReference, CredentialType, Institution, InstitutionId,
	Moment, Payer, Root, TypeId, Verdict,
};

sp_api::decl_runtime_apis! {
	/// The functions to read and verify credentials.
	///
	/// The version covers the meaning of the answers, and not only their shape: nodes evaluate
	/// records natively where they know the version. A change of the meaning of a verdict, or of
	/// the records that make it, takes a new version.
	#[api_version(1)]
	pub trait CredentialsApi<AccountId: Codec> {
		/// Returns the time of this block in milliseconds; 0 in the genesis block.
		fn now() -> Moment;
		/// Returns a verdict for each reference, in the same order.
		fn verify(references: Vec<CredentialReference>) -> Result<Vec<Verdict>, QueryError>;
		/// Returns an institution.
		fn institution(id: InstitutionId) -> Option<Institution<AccountId>>;
		/// Returns an accreditation with its path.
		fn accreditation(id: AccreditationId) -> Option<AccreditationView>;
		/// Returns the accreditations that an institution holds, without declined and withdrawn
		/// ones.
		fn accreditations_of(holder: InstitutionId) -> Vec<AccreditationId>;
		/// Returns a credential type.
		fn credential_type(id: TypeId) -> Option<CredentialType>;
		/// Returns a batch.
		fn batch(institution: InstitutionId, root: Root) -> Option<Batch>;
		/// Returns `count` status chunks of a batch from `first`, or as many as there are.
		fn statuses(
			institution: InstitutionId,
			root: Root,
			first: u32,
			count: u32,
		) -> Result<Option<Statuses>, QueryError>;
		/// Returns institutions from number `from` that may attest a type (or any, for `None`) now.
		fn issuers(
			credential_type: Option<TypeId>,
			from: u32,
			limit: u32,
		) -> Result<Page<IssuerView<AccountId>>, QueryError>;
		/// Returns credential types from number `from`.
		fn types(from: u32, limit: u32) -> Result<Page<TypeView>, QueryError>;
		/// Returns the grant by which an institution may anchor credentials of a type now.
		fn authorization(institution: InstitutionId, credential_type: TypeId)
			-> Option<AccreditationId>;
		/// Returns the used allowances of the present period, for the monitoring of a node. One
		/// call reads at most `limit` payers, from the one after `after`.
		fn allowance_uses(
			after: Option<Payer<AccountId>>,
			limit: u32,
		) -> Result<AllowanceUses<AccountId>, QueryError>;
	}
}
