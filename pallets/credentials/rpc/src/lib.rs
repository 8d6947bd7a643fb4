// SPDX-License-Identifier: Apache-2.0

//! # Credentials RPC
//!
//! JSON-RPC methods to read and verify credentials: a shim over the runtime API.
//!
//! A method reads its parameters, finds the block the question is about, calls the runtime of that
//! block and dresses the answer as JSON. What records mean is decided by the runtime, or for verdicts by
//! the same function of `testamur-primitives` that the runtime calls. `docs/rpc.md`
//! is the manual, and [`Signature`] the list of methods.
//!
//! * [`mod@error`]: codes; *cannot tell* is an error and never a verdict.
//! * [`json`]: the shape of the answers.
//! * [`params`] and [`reference`](mod@reference): the shape of the questions.
//! * `methods`: the methods themselves.
//! * `at`: from `at` to a block.
//! * `chain`: the node's part; it remembers of blocks their time and whether their records are known, so
//!   that an answer that names its block still costs one call into the runtime at most.
//! * `records`: verdicts without that call, where the records are of the shape that this crate knows.
//! * `remembered`: records that many credentials share.

pub mod error;
pub mod hex;
pub mod json;
pub mod params;
pub mod reference;
pub mod time;

mod at;
mod chain;
mod methods;
mod records;
mod remembered;
mod signature;
#[cfg(test)]
mod tests;

pub use error::Error;
pub use methods::Credentials;
pub use signature::{Signature, SIGNATURES};

use hex::Hash;
use json::{
	Accreditation, Authorization, Batch, CredentialType, Dated, Institution, Page, Statuses,
	Verdict,
};
use jsonrpsee::{core::RpcResult, proc_macros::rpc};
use params::{At, Param};
use reference::References;

/// Reading and verifying credentials.
///
/// Every method answers from the last finalized block, unless `at` names another block or a time.
#[rpc(client, server, namespace = "credentials")]
pub trait CredentialsApi {
	/// A verdict for each reference, in the same order.
	#[method(name = "verify", blocking)]
	fn verify(
		&self,
		references: Param<References>,
		at: Option<Param<At>>,
	) -> RpcResult<Vec<Dated<Verdict>>>;

	/// An institution.
	#[method(name = "institution", blocking)]
	fn institution(
		&self,
		id: Param<u32>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<Institution>>>;

	/// An accreditation with its path to the council.
	#[method(name = "accreditation", blocking)]
	fn accreditation(
		&self,
		id: Param<u32>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<Accreditation>>>;

	/// A credential type.
	#[method(name = "type", blocking)]
	fn credential_type(
		&self,
		id: Param<u32>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<CredentialType>>>;

	/// A batch.
	#[method(name = "batch", blocking)]
	fn batch(
		&self,
		institution: Param<u32>,
		root: Param<Hash>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<Batch>>>;

	/// Consecutive statuses of a batch.
	#[method(name = "statuses", blocking)]
	fn statuses(
		&self,
		institution: Param<u32>,
		root: Param<Hash>,
		from: Param<u32>,
		count: Param<u32>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<Statuses>>>;

	/// Institutions that may attest a type, or any.
	#[method(name = "issuers", blocking)]
	fn issuers(
		&self,
		#[argument(rename = "type")] credential_type: Option<Param<u32>>,
		from: Option<Param<u32>>,
		limit: Option<Param<u32>>,
		at: Option<Param<At>>,
	) -> RpcResult<Dated<Page<Institution>>>;

	/// Credential types.
	#[method(name = "types", blocking)]
	fn types(
		&self,
		from: Option<Param<u32>>,
		limit: Option<Param<u32>>,
		at: Option<Param<At>>,
	) -> RpcResult<Dated<Page<CredentialType>>>;

	/// Whether an institution may anchor credentials of a type.
	#[method(name = "isAuthorized", blocking)]
	fn is_authorized(
		&self,
		institution: Param<u32>,
		#[argument(rename = "type")] credential_type: Param<u32>,
		at: Option<Param<At>>,
	) -> RpcResult<Dated<Authorization>>;
}
