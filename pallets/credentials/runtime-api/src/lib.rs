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
	views::{
		AccreditationView, AllowanceUses, BatchView, Contract, DocumentKeyView, IssuerView, Page,
		QueryError, StatusListPage, Statuses, TypeView,
	},
	AccreditationId, Batch, CredentialReference, CredentialType, Frontier, Institution,
	InstitutionId, ListLabel, Moment, Payer, Root, TypeId, Verdict,
};

/// The oldest version of `CredentialsApi` whose readers this one answers.
///
/// Functions that are appended leave it as it is. A function whose arguments or answers change
/// their encoding raises it to the new version, and nodes of an older one then answer nothing about
/// blocks of this runtime: they have to be updated before the runtime is. Nor do nodes of this
/// version call a runtime of an older one, whose functions have other encodings.
pub const COMPATIBLE_SINCE: u32 = 2;

/// Declares the API under a version, which is a part of the macro's input.
macro_rules! declare {
	($version:tt) => {
		sp_api::decl_runtime_apis! {
			/// The functions to read and verify credentials.
			///
			/// The version rises with every change of the functions, of the encoding of what they
			/// take and return, and of the meaning of the answers. `contract` says what of it
			/// concerns the readers of another version; it and `now` are the same in every version.
			#[api_version($version)]
			pub trait CredentialsApi<AccountId: Codec> {
				/// Returns the time of this block in milliseconds; 0 in the genesis block.
				fn now() -> Moment;
				/// Returns what a reader of another version must know.
				fn contract() -> Contract;
				/// Returns a verdict for each reference, in the same order.
				fn verify(
					references: Vec<CredentialReference>,
				) -> Result<Vec<Verdict>, QueryError>;
				/// Returns an institution.
				fn institution(
					id: InstitutionId,
				) -> Result<Option<Institution<AccountId>>, QueryError>;
				/// Returns an accreditation with its path.
				fn accreditation(
					id: AccreditationId,
				) -> Result<Option<AccreditationView>, QueryError>;
				/// Returns the accreditations that an institution holds, without declined and
				/// withdrawn ones.
				fn accreditations_of(
					holder: InstitutionId,
				) -> Result<Vec<AccreditationId>, QueryError>;
				/// Returns a credential type.
				fn credential_type(id: TypeId) -> Result<Option<CredentialType>, QueryError>;
				/// Returns a batch.
				fn batch(
					institution: InstitutionId,
					root: Root,
				) -> Result<Option<Batch>, QueryError>;
				/// Returns `count` status chunks of a batch from `first`, or as many as there are.
				fn statuses(
					institution: InstitutionId,
					root: Root,
					first: u32,
					count: u32,
				) -> Result<Option<Statuses>, QueryError>;
				/// Returns institutions from number `from` that may attest a type (or any, for
				/// `None`) now. There are none for an unknown or retired type.
				fn issuers(
					credential_type: Option<TypeId>,
					from: u32,
					limit: u32,
				) -> Result<Page<IssuerView<AccountId>>, QueryError>;
				/// Returns credential types from number `from`.
				fn types(from: u32, limit: u32) -> Result<Page<TypeView>, QueryError>;
				/// Returns the grant by which an institution may anchor credentials of a type now.
				fn authorization(
					institution: InstitutionId,
					credential_type: TypeId,
				) -> Result<Option<AccreditationId>, QueryError>;
				/// Returns the used allowances of the present period, for the monitoring of a node.
				/// One call reads at most `limit` payers, from the one after `after`.
				fn allowance_uses(
					after: Option<Payer<AccountId>>,
					limit: u32,
				) -> Result<AllowanceUses<AccountId>, QueryError>;
				/// Returns batches of an institution in the order of storage, from the one of root
				/// `from`; `None` when there is no such institution.
				fn batches(
					institution: InstitutionId,
					from: Option<Root>,
					limit: u32,
				) -> Result<Option<Page<BatchView, Root>>, QueryError>;
				/// Returns accreditations that an institution gave, from number `from`; `None` when
				/// there is no such institution.
				fn accreditations_given(
					grantor: InstitutionId,
					from: u32,
					limit: u32,
				) -> Result<Option<Page<AccreditationView>>, QueryError>;
				/// Returns the keys with which an institution signs its documents, from number
				/// `from`; `None` when there is no such institution.
				fn document_keys(
					institution: InstitutionId,
					from: u32,
					limit: u32,
				) -> Result<Option<Page<DocumentKeyView>>, QueryError>;
				/// Returns parts of a status list of an institution from the one that begins at
				/// place `from`; `None` when there is no such list.
				fn status_list(
					institution: InstitutionId,
					label: ListLabel,
					from: u32,
					limit: u32,
				) -> Result<Option<StatusListPage>, QueryError>;
				/// Returns the size and the frontier of the log of an institution, or of the whole
				/// log for `None`; `None` when there is no such institution.
				fn event_log(
					institution: Option<InstitutionId>,
				) -> Result<Option<Frontier>, QueryError>;
			}
		}
	};
}

#[cfg(not(feature = "upgrade-rehearsal"))]
declare!(2);
// The next version, which differs in its number only.
#[cfg(feature = "upgrade-rehearsal")]
declare!(3);
