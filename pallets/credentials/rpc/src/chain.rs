// SPDX-License-Identifier: Apache-2.0

//! The chain of a node, as far as the methods need it.

use crate::{
	at::{BlockRef, Blocks},
	native,
	record_cache::RecordCaches,
};
use pallet_credentials_rpc_api::Error;
use pallet_credentials_runtime_api::CredentialsApi;
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
use std::{
	fmt::Display,
	marker::PhantomData,
	sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use testamur_primitives::{keys, Moment};

/// The number of blocks whose info is cached. At some 60 bytes each this is a quarter of a
/// megabyte, and it holds the upper 12 levels of every search by time.
const MAX_INFOS: u32 = 4_096;

/// Facts about a block that never change.
#[derive(Clone, Copy)]
pub(crate) struct BlockInfo {
	/// Its time; 0 in the genesis block.
	pub(crate) time: Moment,
	/// The version of `CredentialsApi` that its runtime speaks.
	pub(crate) version: u32,
	/// True if its records have the layout and the meaning that this crate was written for.
	pub(crate) reads_natively: bool,
}

/// The client, the backend and the sync oracle of a node.
pub(crate) struct Chain<B, Client, Be> {
	client: Arc<Client>,
	backend: Arc<Be>,
	sync_oracle: Arc<dyn SyncOracle + Send + Sync>,
	/// The info of a block costs a call into the runtime. Without this cache, a single verification
	/// would take several times as long.
	infos: Mutex<LruMap<H256, BlockInfo>>,
	/// The caches of the records of blocks.
	pub(crate) record_caches: RecordCaches,
	block: PhantomData<fn() -> B>,
}

impl<B, Client, Be> Chain<B, Client, Be> {
	/// Joins the parts of a node.
	pub(crate) fn new(
		client: Arc<Client>,
		backend: Arc<Be>,
		sync_oracle: Arc<dyn SyncOracle + Send + Sync>,
	) -> Self {
		let infos = Mutex::new(LruMap::new(ByLength::new(MAX_INFOS)));
		let record_caches = RecordCaches::default();
		Self { client, backend, sync_oracle, infos, record_caches, block: PhantomData }
	}

	fn infos(&self) -> MutexGuard<'_, LruMap<H256, BlockInfo>> {
		// A panic while the lock is held leaves a valid map.
		self.infos.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

impl<B, Client, Be> Chain<B, Client, Be>
where
	B: BlockT<Hash = H256>,
	Client: ProvideRuntimeApi<B> + HeaderBackend<B>,
	Client::Api: CredentialsApi<B, AccountId32>,
	Be: Backend<B>,
{
	/// The newest version of the runtime API that this crate was written for.
	pub(crate) const NEWEST: u32 = <dyn CredentialsApi<B, AccountId32> as RuntimeApiInfo>::VERSION;

	/// Calls the runtime of a block.
	pub(crate) fn call<R>(
		&self,
		block: BlockRef,
		call: impl FnOnce(&Client::Api, H256) -> Result<R, ApiError>,
	) -> Result<R, Error> {
		let api = self.client.runtime_api();
		call(&api, block.hash).map_err(|error| self.explain(block, &error))
	}

	/// Opens the state of a block for reading.
	pub(crate) fn state_of(&self, block: BlockRef) -> Result<Be::State, Error> {
		self.backend
			.state_at(block.hash, TrieCacheContext::Untrusted)
			.map_err(|error| self.explain(block, &error))
	}

	/// Returns the reason why reading a block failed. It checks for pruning after the failure, so
	/// that no pruning in between is missed.
	pub(crate) fn explain(&self, block: BlockRef, error: &impl Display) -> Error {
		let number: NumberFor<B> = block.number.saturated_into();
		if self.backend.have_state_at(block.hash, number) {
			Error::failed(error)
		} else {
			Error::StatePruned
		}
	}

	/// Returns the info of a block from the cache, or else from its runtime and its state.
	pub(crate) fn info_of(&self, block: BlockRef) -> Result<BlockInfo, Error> {
		if let Some(info) = self.infos().get(&block.hash) {
			return Ok(*info);
		}
		let info = self.read_info(block)?;
		self.infos().insert(block.hash, info);
		Ok(info)
	}

	fn read_info(&self, block: BlockRef) -> Result<BlockInfo, Error> {
		let answer = self.call(block, |api, hash| {
			let version = api.api_version::<dyn CredentialsApi<B, AccountId32>>(hash)?;
			// `now` means the same in every version.
			version.map(|version| Ok((api.now(hash)?, version))).transpose()
		})?;
		let (time, version) =
			answer.ok_or(Error::OtherApiVersion { found: None, newest: Self::NEWEST })?;
		let layout = native::layout(&self.state_of(block)?);
		let layout = layout.map_err(|error| self.explain(block, &error))?;
		let reads_natively = version == Self::NEWEST && layout == Some(keys::LAYOUT);
		Ok(BlockInfo { time, version, reads_natively })
	}
}

/// Checks that this crate was written for a version of the runtime API. `sp-api` generates the
/// calls of older versions; a newer one could mean something else by the same bytes.
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

	fn finalized(&self) -> BlockRef {
		let info = self.client.info();
		BlockRef { number: info.finalized_number.saturated_into(), hash: info.finalized_hash }
	}

	fn hash_of(&self, number: u64) -> Result<Option<H256>, Error> {
		self.client.hash(number.saturated_into()).map_err(Error::failed)
	}

	fn number_of(&self, hash: H256) -> Result<Option<u64>, Error> {
		let number = self.client.number(hash).map_err(Error::failed)?;
		Ok(number.map(SaturatedConversion::saturated_into))
	}

	fn time_of(&self, block: BlockRef) -> Result<Moment, Error> {
		self.info_of(block).map(|info| info.time)
	}
}
