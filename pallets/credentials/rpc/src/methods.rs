// SPDX-License-Identifier: Apache-2.0

//! The methods over the chain of a node.

use crate::{
	at::resolve,
	chain::Chain,
	error::Error,
	hex::Hash,
	json::{
		cut, Accreditation, Authorization, Batch, CredentialType, Dated, Institution, Page,
		Statuses, Verdict,
	},
	params::{optional, At, Param, Range, Slice},
	reference::References,
	signature::SIGNATURES,
	CredentialsApiServer,
};
use jsonrpsee::{core::RpcResult, RpcModule};
use pallet_credentials_runtime_api::{CredentialsApi, QueryError};
use sc_client_api::Backend;
use sp_api::{ApiError, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use sp_consensus::SyncOracle;
use sp_core::H256;
use sp_runtime::{traits::Block as BlockT, AccountId32};
use std::sync::Arc;
use testamur_primitives::{status::CHUNK_STATUSES, AccreditationId, InstitutionId, Root, TypeId};

/// The methods of a node.
pub struct Credentials<B, Client, Be> {
	chain: Chain<B, Client, Be>,
}

impl<B, Client, Be> Credentials<B, Client, Be>
where
	B: BlockT<Hash = H256>,
	Client: ProvideRuntimeApi<B> + HeaderBackend<B> + Send + Sync + 'static,
	Client::Api: CredentialsApi<B, AccountId32>,
	Be: Backend<B> + 'static,
{
	/// Answer from the chain of this client, whose state is in this backend.
	pub fn new(
		client: Arc<Client>,
		backend: Arc<Be>,
		sync_oracle: Arc<dyn SyncOracle + Send + Sync>,
	) -> Self {
		Self { chain: Chain::new(client, backend, sync_oracle) }
	}

	/// The methods as a module for an RPC server.
	///
	/// This stands in front of what `#[rpc]` generates, to refuse parameters that no method takes
	/// instead of passing over them.
	pub fn into_rpc(self) -> RpcModule<()> {
		let methods = CredentialsApiServer::into_rpc(self);
		let mut guarded = RpcModule::new(());
		for signature in SIGNATURES {
			let method = methods.method(signature.method).cloned();
			let method =
				method.expect("each signature is of a method of the trait, as tested; qed");
			guarded
				.verify_and_insert(signature.method, signature.guard(method))
				.expect("signatures have different names, as tested; qed");
		}
		guarded
	}

	/// Find the block and call its runtime.
	fn read<R>(
		&self,
		at: Option<Param<At>>,
		call: impl FnOnce(&Client::Api, H256) -> Result<R, ApiError>,
	) -> Result<Dated<R>, Error> {
		let resolved = resolve(&self.chain, optional(at, "at")?)?;
		let as_of = self.chain.as_of(&resolved)?;
		let answer = self.chain.call(resolved.block, call)?;
		Ok(Dated { answer, as_of })
	}
}

impl<B, Client, Be> CredentialsApiServer for Credentials<B, Client, Be>
where
	B: BlockT<Hash = H256>,
	Client: ProvideRuntimeApi<B> + HeaderBackend<B> + Send + Sync + 'static,
	Client::Api: CredentialsApi<B, AccountId32>,
	Be: Backend<B> + 'static,
{
	fn verify(
		&self,
		references: Param<References>,
		at: Option<Param<At>>,
	) -> RpcResult<Vec<Dated<Verdict>>> {
		let references = references.read_references()?;
		let asked = references.len();
		let resolved = resolve(&self.chain, optional(at, "at")?)?;
		let as_of = self.chain.as_of(&resolved)?;
		let verdicts = self
			.chain
			.verify(resolved.block, references)?
			.map_err(|error| refused(error, "references"))?;
		if verdicts.len() != asked {
			return Err(Error::failed("the runtime returned other than one verdict each").into());
		}
		let dated = |verdict| Dated { answer: Verdict::from(verdict), as_of };
		Ok(verdicts.into_iter().map(dated).collect())
	}

	fn institution(
		&self,
		id: Param<u32>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<Institution>>> {
		let id = InstitutionId(id.read("id")?);
		let found = self.read(at, |api, hash| {
			let Some(record) = api.institution(hash, id)? else { return Ok(None) };
			Ok(Some(Institution::new(id, record, api.accreditations_of(hash, id)?)))
		})?;
		Ok(found.present())
	}

	fn accreditation(
		&self,
		id: Param<u32>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<Accreditation>>> {
		let id = AccreditationId(id.read("id")?);
		let found = self.read(at, |api, hash| api.accreditation(hash, id))?;
		Ok(found.present().map(|it| it.map(Accreditation::from)))
	}

	fn credential_type(
		&self,
		id: Param<u32>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<CredentialType>>> {
		let id = TypeId(id.read("id")?);
		let found = self.read(at, |api, hash| api.credential_type(hash, id))?;
		Ok(found.present().map(|it| it.map(|record| CredentialType::new(id, record))))
	}

	fn batch(
		&self,
		institution: Param<u32>,
		root: Param<Hash>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<Batch>>> {
		let (institution, root) = batch_key(&institution, &root)?;
		let found = self.read(at, |api, hash| api.batch(hash, institution, root))?;
		Ok(found.present().map(|it| it.map(|record| Batch::new(institution, root, record))))
	}

	fn statuses(
		&self,
		institution: Param<u32>,
		root: Param<Hash>,
		from: Param<u32>,
		count: Param<u32>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<Statuses>>> {
		let (institution, root) = batch_key(&institution, &root)?;
		let range = Range::read(&from, &count)?;
		let (first, chunks) = (range.from / CHUNK_STATUSES, range.count.div_ceil(CHUNK_STATUSES));
		let Dated { answer, as_of } =
			self.read(at, |api, hash| api.statuses(hash, institution, root, first, chunks))?;
		let Some(found) = answer.map_err(|error| refused(error, "count"))? else { return Ok(None) };
		Ok(Some(Dated { answer: cut(institution, root, range, &found)?, as_of }))
	}

	fn issuers(
		&self,
		credential_type: Option<Param<u32>>,
		from: Option<Param<u32>>,
		limit: Option<Param<u32>>,
		at: Option<Param<At>>,
	) -> RpcResult<Dated<Page<Institution>>> {
		let credential_type = optional(credential_type, "type")?.map(TypeId);
		let Slice { from, limit } = Slice::read(from, limit)?;
		let Dated { answer, as_of } =
			self.read(at, |api, hash| api.issuers(hash, credential_type, from, limit))?;
		let answer = answer.map_err(|error| refused(error, "limit"))?.into();
		Ok(Dated { answer, as_of })
	}

	fn types(
		&self,
		from: Option<Param<u32>>,
		limit: Option<Param<u32>>,
		at: Option<Param<At>>,
	) -> RpcResult<Dated<Page<CredentialType>>> {
		let Slice { from, limit } = Slice::read(from, limit)?;
		let Dated { answer, as_of } = self.read(at, |api, hash| api.types(hash, from, limit))?;
		let answer = answer.map_err(|error| refused(error, "limit"))?.into();
		Ok(Dated { answer, as_of })
	}

	fn is_authorized(
		&self,
		institution: Param<u32>,
		credential_type: Param<u32>,
		at: Option<Param<At>>,
	) -> RpcResult<Dated<Authorization>> {
		let institution = InstitutionId(institution.read("institution")?);
		let credential_type = TypeId(credential_type.read("type")?);
		let found =
			self.read(at, |api, hash| api.authorization(hash, institution, credential_type))?;
		Ok(found.map(Authorization::from))
	}
}

/// Read the two parameters that name a batch.
fn batch_key(institution: &Param<u32>, root: &Param<Hash>) -> Result<(InstitutionId, Root), Error> {
	Ok((InstitutionId(institution.read("institution")?), Root(root.read("root")?.0)))
}

/// Why the runtime did not answer.
fn refused(error: QueryError, field: &str) -> Error {
	match error {
		// The limits of the runtime may be lower than those of this crate.
		QueryError::LimitExceeded { requested, limit } => {
			Error::OverLimit { field: field.into(), requested: requested.into(), limit }
		},
		QueryError::DamagedState => Error::failed("records that belong together are missing"),
	}
}
