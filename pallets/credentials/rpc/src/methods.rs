// SPDX-License-Identifier: Apache-2.0

//! The methods over the chain of a node.

use crate::{
	block::Block,
	chain::Chain,
	guard::guard,
	params::{optional, read_limit, Range, Slice},
	prove::Finality,
	questions::Asked,
	statuses::cut,
	turns::Turns,
};
use jsonrpsee::{core::RpcResult, RpcModule};
use pallet_credentials_rpc_api::{
	hex::{Hash, Label},
	json::{
		Accreditation, AuthoritySets, Authorization, Batch, CredentialType, Dated, DocumentKey,
		EventLog, Evidence, Institution, Page, StatusListPage, Statuses, Verdict,
	},
	params::{At, Param},
	questions::{Questions, MAX_QUESTIONS},
	reference::References,
	CredentialsApiServer, Error, SIGNATURES,
};
use pallet_credentials_runtime_api::CredentialsApi;
use sc_client_api::Backend;
use sp_api::{CallApiAt, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use sp_consensus::SyncOracle;
use sp_core::H256;
use sp_runtime::{traits::Block as BlockT, AccountId32};
use std::sync::Arc;
use testamur_primitives::{
	status::CHUNK_STATUSES, AccreditationId, InstitutionId, ListLabel, Root, TypeId,
};

/// The methods of a node.
pub struct Credentials<B, Client, Be> {
	chain: Chain<B, Client, Be>,
	finality: Arc<dyn Finality>,
	/// The turns of the calls that prove something.
	proving: Turns,
}

impl<B, Client, Be> Credentials<B, Client, Be>
where
	B: BlockT<Hash = H256>,
	Client: ProvideRuntimeApi<B> + CallApiAt<B> + HeaderBackend<B> + Send + Sync + 'static,
	Client::Api: CredentialsApi<B, AccountId32>,
	Be: Backend<B> + 'static,
{
	/// Creates the methods over the chain of `client`, whose state is in `backend` and whose blocks
	/// become final by `finality`.
	pub fn new(
		client: Arc<Client>,
		backend: Arc<Be>,
		sync_oracle: Arc<dyn SyncOracle + Send + Sync>,
		finality: Arc<dyn Finality>,
	) -> Self {
		let chain = Chain::new(client, backend, sync_oracle);
		Self { chain, finality, proving: Turns::for_this_machine() }
	}

	/// Converts the methods to a module for an RPC server.
	///
	/// It wraps the methods that `#[rpc]` generates, so that parameters that no method takes are
	/// refused instead of ignored.
	pub fn into_rpc(self) -> RpcModule<()> {
		let methods = CredentialsApiServer::into_rpc(self);
		let mut guarded = RpcModule::new(());
		for signature in SIGNATURES {
			let method = methods.method(signature.method).cloned();
			let method =
				method.expect("each signature is of a method of the trait, as tested; qed");
			guarded
				.verify_and_insert(signature.method, guard(signature, method))
				.expect("signatures have different names, as tested; qed");
		}
		guarded
	}

	/// Opens the block that a question is about.
	fn open(&self, at: Option<Param<At>>) -> Result<Block<'_, B, Client, Be>, Error> {
		self.chain.open(optional(at, "at")?)
	}

	/// Returns evidence of the answers to some questions.
	fn evidence(
		&self,
		asked: &Asked,
		at: Option<Param<At>>,
		known_set: Option<Param<u64>>,
	) -> Result<Dated<Evidence>, Error> {
		let (at, known_set) = (optional(at, "at")?, optional(known_set, "knownSet")?);
		let _turn = self.proving.take();
		self.chain.prove(&*self.finality, asked, at, known_set)
	}
}

impl<B, Client, Be> CredentialsApiServer for Credentials<B, Client, Be>
where
	B: BlockT<Hash = H256>,
	Client: ProvideRuntimeApi<B> + CallApiAt<B> + HeaderBackend<B> + Send + Sync + 'static,
	Client::Api: CredentialsApi<B, AccountId32>,
	Be: Backend<B> + 'static,
{
	fn verify(
		&self,
		references: Param<References>,
		at: Option<Param<At>>,
	) -> RpcResult<Vec<Dated<Verdict>>> {
		let references = references.read_references()?;
		let block = self.open(at)?;
		let verdicts = block.verify(references)?;
		Ok(verdicts.into_iter().map(|verdict| block.dated(verdict.into())).collect())
	}

	fn institution(
		&self,
		id: Param<u32>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<Institution>>> {
		let id = InstitutionId(id.read("id")?);
		let block = self.open(at)?;
		let Some(record) = block.call("id", |api, hash| api.institution(hash, id))? else {
			return Ok(None);
		};
		let held = block.call("id", |api, hash| api.accreditations_of(hash, id))?;
		Ok(Some(block.dated(Institution::new(id, record, held))))
	}

	fn accreditation(
		&self,
		id: Param<u32>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<Accreditation>>> {
		let id = AccreditationId(id.read("id")?);
		let block = self.open(at)?;
		let found = block.call("id", |api, hash| api.accreditation(hash, id))?;
		Ok(found.map(|view| block.dated(view.into())))
	}

	fn credential_type(
		&self,
		id: Param<u32>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<CredentialType>>> {
		let id = TypeId(id.read("id")?);
		let block = self.open(at)?;
		let found = block.call("id", |api, hash| api.credential_type(hash, id))?;
		Ok(found.map(|record| block.dated(CredentialType::new(id, record))))
	}

	fn batch(
		&self,
		institution: Param<u32>,
		root: Param<Hash>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<Batch>>> {
		let (institution, root) = batch_key(&institution, &root)?;
		let block = self.open(at)?;
		let found = block.call("root", |api, hash| api.batch(hash, institution, root))?;
		Ok(found.map(|record| block.dated(Batch::new(institution, root, record))))
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
		let block = self.open(at)?;
		let found = block
			.call("count", |api, hash| api.statuses(hash, institution, root, first, chunks))?;
		let Some(found) = found else { return Ok(None) };
		Ok(Some(block.dated(cut(institution, root, range, &found)?)))
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
		let block = self.open(at)?;
		let page =
			block.call("limit", |api, hash| api.issuers(hash, credential_type, from, limit))?;
		Ok(block.dated(page.into()))
	}

	fn types(
		&self,
		from: Option<Param<u32>>,
		limit: Option<Param<u32>>,
		at: Option<Param<At>>,
	) -> RpcResult<Dated<Page<CredentialType>>> {
		let Slice { from, limit } = Slice::read(from, limit)?;
		let block = self.open(at)?;
		let page = block.call("limit", |api, hash| api.types(hash, from, limit))?;
		Ok(block.dated(page.into()))
	}

	fn is_authorized(
		&self,
		institution: Param<u32>,
		credential_type: Param<u32>,
		at: Option<Param<At>>,
	) -> RpcResult<Dated<Authorization>> {
		let institution = InstitutionId(institution.read("institution")?);
		let credential_type = TypeId(credential_type.read("type")?);
		let block = self.open(at)?;
		let grant = block
			.call("type", |api, hash| api.authorization(hash, institution, credential_type))?;
		Ok(block.dated(grant.into()))
	}

	fn batches(
		&self,
		institution: Param<u32>,
		from: Option<Param<Hash>>,
		limit: Option<Param<u32>>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<Page<Batch, Hash>>>> {
		let institution = InstitutionId(institution.read("institution")?);
		let from = optional(from, "from")?.map(|hash| Root(hash.0));
		let limit = read_limit(limit)?;
		let block = self.open(at)?;
		let page = block.call("limit", |api, hash| api.batches(hash, institution, from, limit))?;
		Ok(page.map(|page| block.dated(Page::of_batches(institution, page))))
	}

	fn accreditations_given(
		&self,
		institution: Param<u32>,
		from: Option<Param<u32>>,
		limit: Option<Param<u32>>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<Page<Accreditation>>>> {
		let grantor = InstitutionId(institution.read("institution")?);
		let Slice { from, limit } = Slice::read(from, limit)?;
		let block = self.open(at)?;
		let page = block
			.call("limit", |api, hash| api.accreditations_given(hash, grantor, from, limit))?;
		Ok(page.map(|page| block.dated(page.into())))
	}

	fn document_keys(
		&self,
		institution: Param<u32>,
		from: Option<Param<u32>>,
		limit: Option<Param<u32>>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<Page<DocumentKey>>>> {
		let institution = InstitutionId(institution.read("institution")?);
		let Slice { from, limit } = Slice::read(from, limit)?;
		let block = self.open(at)?;
		let page =
			block.call("limit", |api, hash| api.document_keys(hash, institution, from, limit))?;
		Ok(page.map(|page| block.dated(page.into())))
	}

	fn status_list(
		&self,
		institution: Param<u32>,
		label: Param<Label>,
		from: Option<Param<u32>>,
		limit: Option<Param<u32>>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<StatusListPage>>> {
		let institution = InstitutionId(institution.read("institution")?);
		let label = ListLabel(label.read("label")?.0);
		let from = optional(from, "from")?.unwrap_or_default();
		let limit = read_limit(limit)?;
		let block = self.open(at)?;
		let page = block
			.call("limit", |api, hash| api.status_list(hash, institution, label, from, limit))?;
		Ok(page.map(|page| block.dated(StatusListPage::new(institution, label, page))))
	}

	fn log(
		&self,
		institution: Option<Param<u32>>,
		at: Option<Param<At>>,
	) -> RpcResult<Option<Dated<EventLog>>> {
		let institution = optional(institution, "institution")?.map(InstitutionId);
		let block = self.open(at)?;
		let found = block.call("institution", |api, hash| api.event_log(hash, institution))?;
		Ok(found.map(|frontier| block.dated(EventLog::new(institution, &frontier))))
	}

	fn prove(
		&self,
		references: Param<References>,
		at: Option<Param<At>>,
		known_set: Option<Param<u64>>,
	) -> RpcResult<Dated<Evidence>> {
		let References(references) = references.read_counted("references", MAX_QUESTIONS)?;
		Ok(self.evidence(&Asked::Verdicts(references), at, known_set)?)
	}

	fn prove_records(
		&self,
		records: Param<Questions>,
		at: Option<Param<At>>,
		known_set: Option<Param<u64>>,
	) -> RpcResult<Dated<Evidence>> {
		let Questions(questions) = records.read_counted("records", MAX_QUESTIONS)?;
		Ok(self.evidence(&Asked::Records(questions), at, known_set)?)
	}

	fn authority_sets(
		&self,
		from: Option<Param<u64>>,
		limit: Option<Param<u32>>,
	) -> RpcResult<AuthoritySets> {
		let from = optional(from, "from")?.unwrap_or_default();
		let limit = read_limit(limit)?;
		let _turn = self.proving.take();
		Ok(self.chain.authority_sets(&*self.finality, from, limit)?)
	}
}

/// Parses the two parameters that name a batch.
fn batch_key(institution: &Param<u32>, root: &Param<Hash>) -> Result<(InstitutionId, Root), Error> {
	Ok((InstitutionId(institution.read("institution")?), Root(root.read("root")?.0)))
}
