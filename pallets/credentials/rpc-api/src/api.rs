// SPDX-License-Identifier: Apache-2.0

//! The methods.

use crate::{
	hex::{Hash, Label},
	json::{
		Accreditation, AuthoritySets, Authorization, Batch, CredentialType, Dated, DocumentKey,
		EventLog, Evidence, Institution, Page, StatusListPage, Statuses, Verdict,
	},
	params::{At, Param},
	questions::Questions,
	reference::References,
};
#[cfg(feature = "server")]
use jsonrpsee::core::RpcResult;
use jsonrpsee::proc_macros::rpc;

/// The methods to read and verify credentials.
///
/// Every method answers from the last finalized block, unless `at` names another block or a time.
#[cfg_attr(
	all(feature = "client", feature = "server"),
	rpc(client, server, namespace = "credentials")
)]
#[cfg_attr(
	all(feature = "client", not(feature = "server")),
	rpc(client, namespace = "credentials")
)]
#[cfg_attr(
	all(not(feature = "client"), feature = "server"),
	rpc(server, namespace = "credentials")
)]
pub trait CredentialsApi {
	/// Returns a verdict for each reference, in the same order.
	#[method(name = "verify", blocking)]
	fn verify(
		&self,
		references: Param<References>,
		at: Option<Param<At>>,
	) -> RpcResult<Vec<Dated<Verdict>>>;

	/// Returns an institution.
	#[method(name = "institution", blocking)]
	fn institution(
		&self,
		id: Param<u32>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<Institution>>>;

	/// Returns an accreditation with its path to the council.
	#[method(name = "accreditation", blocking)]
	fn accreditation(
		&self,
		id: Param<u32>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<Accreditation>>>;

	/// Returns a credential type.
	#[method(name = "type", blocking)]
	fn credential_type(
		&self,
		id: Param<u32>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<CredentialType>>>;

	/// Returns a batch.
	#[method(name = "batch", blocking)]
	fn batch(
		&self,
		institution: Param<u32>,
		root: Param<Hash>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<Batch>>>;

	/// Returns consecutive statuses of a batch.
	#[method(name = "statuses", blocking)]
	fn statuses(
		&self,
		institution: Param<u32>,
		root: Param<Hash>,
		from: Param<u32>,
		count: Param<u32>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<Statuses>>>;

	/// Returns a page of the institutions that may attest a type, or any, now.
	#[method(name = "issuers", blocking)]
	fn issuers(
		&self,
		#[argument(rename = "type")] credential_type: Option<Param<u32>>,
		from: Option<Param<u32>>,
		limit: Option<Param<u32>>,
		at: Option<Param<At>>,
	) -> RpcResult<Dated<Page<Institution>>>;

	/// Returns a page of the credential types.
	#[method(name = "types", blocking)]
	fn types(
		&self,
		from: Option<Param<u32>>,
		limit: Option<Param<u32>>,
		at: Option<Param<At>>,
	) -> RpcResult<Dated<Page<CredentialType>>>;

	/// Returns whether an institution may anchor credentials of a type, and by which grant.
	#[method(name = "isAuthorized", blocking)]
	fn is_authorized(
		&self,
		institution: Param<u32>,
		#[argument(rename = "type")] credential_type: Param<u32>,
		at: Option<Param<At>>,
	) -> RpcResult<Dated<Authorization>>;

	/// Returns a page of the batches of an institution.
	#[method(name = "batches", blocking)]
	fn batches(
		&self,
		institution: Param<u32>,
		from: Option<Param<Hash>>,
		limit: Option<Param<u32>>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<Page<Batch, Hash>>>>;

	/// Returns a page of the accreditations that an institution gave.
	#[method(name = "accreditationsGiven", blocking)]
	fn accreditations_given(
		&self,
		institution: Param<u32>,
		from: Option<Param<u32>>,
		limit: Option<Param<u32>>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<Page<Accreditation>>>>;

	/// Returns a page of the keys with which an institution signs its documents.
	#[method(name = "documentKeys", blocking)]
	fn document_keys(
		&self,
		institution: Param<u32>,
		from: Option<Param<u32>>,
		limit: Option<Param<u32>>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<Page<DocumentKey>>>>;

	/// Returns a page of the parts of a status list of an institution.
	#[method(name = "statusList", blocking)]
	fn status_list(
		&self,
		institution: Param<u32>,
		label: Param<Label>,
		from: Option<Param<u32>>,
		limit: Option<Param<u32>>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<StatusListPage>>>;

	/// Returns the size, the root and the peaks of the log of an institution, or of the whole log.
	#[method(name = "log", blocking)]
	fn log(
		&self,
		institution: Option<Param<u32>>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<EventLog>>>;

	/// Returns evidence of the verdicts on these references, which anybody can check without a server.
	#[method(name = "prove", blocking)]
	fn prove(
		&self,
		references: Param<References>,
		at: Option<Param<At>>,
		#[argument(rename = "knownSet")] known_set: Option<Param<u64>>,
	) -> RpcResult<Dated<Evidence>>;

	/// Returns evidence of what the register says about these records.
	#[method(name = "proveRecords", blocking)]
	fn prove_records(
		&self,
		records: Param<Questions>,
		at: Option<Param<At>>,
		#[argument(rename = "knownSet")] known_set: Option<Param<u64>>,
	) -> RpcResult<Dated<Evidence>>;

	/// Returns a page of the hand-offs from one set of authorities to the next.
	#[method(name = "authoritySets", blocking)]
	fn authority_sets(
		&self,
		from: Option<Param<u64>>,
		limit: Option<Param<u32>>,
	) -> RpcResult<AuthoritySets>;
}
