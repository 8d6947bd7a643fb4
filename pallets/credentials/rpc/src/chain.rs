// SPDX-License-Identifier: Apache-2.0

//! The node's chain, as far as the methods need it.

use crate::{
	at::{Block, Blocks, Resolved},
	error::Error,
	json::AsOf,
	records,
	remembered::RememberedBlocks,
	time::Time,
};
use pallet_credentials_runtime_api::{CredentialsApi, QueryError};
use sc_client_api::{Backend, TrieCacheContext};
use schnellru::{ByLength, LruMap};
use sp_api::{ApiError, ApiExt, ProvideRuntimeApi, RuntimeApiInfo};
use sp_blockchain::HeaderBackend;
use sp_consensus::SyncOracle;
use sp_core::H256;
use sp_runtime::{
	traits::{Block as BlockT, NumberFor},
	AccountId32, SaturatedConversion,
};
use std::sync::{Arc, Mutex, PoisonError};
use testamur_primitives::{keys, CredentialReference, Moment, Verdict};

/// Blocks whose facts are remembered. At some 60 bytes each this is a quarter of a megabyte, and it
/// holds the upper 12 levels of every search by time.
const REMEMBERED: u32 = 4_096;

/// What holds for a block as long as it exists.
#[derive(Clone, Copy)]
struct Facts {
	/// Its time; 0 in the genesis block.
	time: Moment,
	/// The version of `CredentialsApi` that its runtime speaks.
	version: u32,
	/// Whether its records are of the shape, and mean what, this crate was written for.
	known_records: bool,
}

/// Client, backend and sync oracle of a node.
pub(crate) struct Chain<B, Client, Be> {
	client: Arc<Client>,
	backend: Arc<Be>,
	sync_oracle: Arc<dyn SyncOracle + Send + Sync>,
	/// A block's facts cost a call into the runtime, so that a single verification would take several
	/// times as long without this.
	facts: Mutex<LruMap<H256, Facts>>,
	remembered: RememberedBlocks,
	block: std::marker::PhantomData<fn() -> B>,
}

impl<B, Client, Be> Chain<B, Client, Be> {
	/// Join the parts.
	pub(crate) fn new(
		client: Arc<Client>,
		backend: Arc<Be>,
		sync_oracle: Arc<dyn SyncOracle + Send + Sync>,
	) -> Self {
		let facts = Mutex::new(LruMap::new(ByLength::new(REMEMBERED)));
		let remembered = RememberedBlocks::default();
		Self { client, backend, sync_oracle, facts, remembered, block: std::marker::PhantomData }
	}
}

impl<B, Client, Be> Chain<B, Client, Be>
where
	B: BlockT<Hash = H256>,
	Client: ProvideRuntimeApi<B> + HeaderBackend<B>,
	Client::Api: CredentialsApi<B, AccountId32>,
	Be: Backend<B>,
{
	/// The newest version of the runtime API that this code was written for.
	const NEWEST: u32 = <dyn CredentialsApi<B, AccountId32> as RuntimeApiInfo>::VERSION;

	/// Name the block of an answer, once its runtime is known to speak our language.
	pub(crate) fn as_of(&self, resolved: &Resolved) -> Result<AsOf, Error> {
		let Resolved { block, finalized } = *resolved;
		let facts = self.facts_of(block)?;
		ensure_understood(facts.version, Self::NEWEST)?;
		Ok(AsOf {
			block_number: block.number,
			block_hash: block.hash.into(),
			time: (facts.time > 0).then_some(Time(facts.time)),
			finalized,
		})
	}

	/// Call into the runtime of a block.
	pub(crate) fn call<R>(
		&self,
		block: Block,
		call: impl FnOnce(&Client::Api, H256) -> Result<R, ApiError>,
	) -> Result<R, Error> {
		let api = self.client.runtime_api();
		call(&api, block.hash).map_err(|error| self.explain(block, &error))
	}

	/// A verdict for each reference, as of a block.
	///
	/// Where the block's records are known, they are read from its state and judged here, by the same
	/// function that the runtime calls: to wake the runtime up takes longer than all the rest. Where an
	/// upgrade has changed them, or what they mean, the runtime is asked.
	pub(crate) fn verify(
		&self,
		block: Block,
		references: Vec<CredentialReference>,
	) -> Result<Result<Vec<Verdict>, QueryError>, Error> {
		let facts = self.facts_of(block)?;
		if !facts.known_records {
			return self.call(block, |api, hash| api.verify(hash, references));
		}
		// A state that is gone shall not take a place among those that are there.
		let state = self.state_of(block)?;
		records::verify(&state, &self.remembered.of(block.hash), &references, facts.time)
			.map_err(|error| self.explain(block, &error))
	}

	/// The state of a block, to read from.
	fn state_of(&self, block: Block) -> Result<Be::State, Error> {
		self.backend
			.state_at(block.hash, TrieCacheContext::Untrusted)
			.map_err(|error| self.explain(block, &error))
	}

	/// Why a call into the runtime failed. Asked after the failure, the answer cannot be outrun by
	/// pruning.
	fn explain(&self, block: Block, error: &impl std::fmt::Display) -> Error {
		let number: NumberFor<B> = block.number.saturated_into();
		if self.backend.have_state_at(block.hash, number) {
			Error::failed(error)
		} else {
			Error::StatePruned
		}
	}

	/// The facts of a block, remembered or asked for.
	fn facts_of(&self, block: Block) -> Result<Facts, Error> {
		if let Some(facts) = self.facts().get(&block.hash) {
			return Ok(*facts);
		}
		let facts = self.call(block, |api, hash| {
			let version = api.api_version::<dyn CredentialsApi<B, AccountId32>>(hash)?;
			// `now` means the same in every version.
			version.map(|version| Ok((api.now(hash)?, version))).transpose()
		})?;
		let (time, version) =
			facts.ok_or(Error::OtherApiVersion { found: None, newest: Self::NEWEST })?;
		let layout = records::layout(&self.state_of(block)?);
		let layout = layout.map_err(|error| self.explain(block, &error))?;
		let known_records = version == Self::NEWEST && layout == Some(keys::LAYOUT);
		let facts = Facts { time, version, known_records };
		self.facts().insert(block.hash, facts);
		Ok(facts)
	}

	fn facts(&self) -> std::sync::MutexGuard<'_, LruMap<H256, Facts>> {
		// A panic while the lock is held leaves a map that is still a map of facts.
		self.facts.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

/// Refuse a runtime that speaks a version this code was not written for. Older ones are called
/// through what `sp-api` generates for them; a newer one could mean something else by the same
/// bytes.
pub(crate) fn ensure_understood(version: u32, newest: u32) -> Result<(), Error> {
	if (1..=newest).contains(&version) {
		return Ok(());
	}
	Err(Error::OtherApiVersion { found: Some(version), newest })
}

impl<B, Client, Be> Blocks for Chain<B, Client, Be>
where
	B: BlockT<Hash = H256>,
	Client: ProvideRuntimeApi<B> + HeaderBackend<B>,
	Client::Api: CredentialsApi<B, AccountId32>,
	Be: Backend<B>,
{
	fn is_syncing(&self) -> bool {
		self.sync_oracle.is_major_syncing()
	}

	fn finalized(&self) -> Block {
		let info = self.client.info();
		Block { number: info.finalized_number.saturated_into(), hash: info.finalized_hash }
	}

	fn hash_of(&self, number: u64) -> Result<Option<H256>, Error> {
		self.client.hash(number.saturated_into()).map_err(Error::failed)
	}

	fn number_of(&self, hash: H256) -> Result<Option<u64>, Error> {
		let number = self.client.number(hash).map_err(Error::failed)?;
		Ok(number.map(SaturatedConversion::saturated_into))
	}

	fn time_of(&self, block: Block) -> Result<Moment, Error> {
		self.facts_of(block).map(|facts| facts.time)
	}
}
