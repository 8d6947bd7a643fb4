// SPDX-License-Identifier: Apache-2.0

//! The chain of a node, as far as the methods need it.

use crate::{
	at::{BlockRef, Blocks},
	native::{self, Layout},
	record_cache::RecordCaches,
};
use pallet_credentials_rpc_api::Error;
use pallet_credentials_runtime_api::{CredentialsApi, COMPATIBLE_SINCE};
use sc_client_api::{Backend, TrieCacheContext};
use schnellru::{ByLength, LruMap};
use sp_api::{ApiError, CallApiAt, CallContext, ProvideRuntimeApi, RuntimeApiInfo};
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
use testamur_primitives::{
	evaluate::MEANING,
	state::{checked_time, CannotTell},
	views::Contract,
	Moment,
};

/// The number of blocks whose info is cached. At some 60 bytes each this is a quarter of a
/// megabyte, and it holds the upper 12 levels of every search by time.
const MAX_INFOS: u32 = 4_096;

/// Facts about a block that never change.
#[derive(Clone, Copy)]
pub(crate) struct BlockInfo {
	/// Its time; 0 in the genesis block.
	pub(crate) time: Moment,
	/// The way to read it.
	pub(crate) access: Access,
}

/// The way in which this crate may read a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
	/// It may evaluate the records, and call the runtime for the rest: it was written for their
	/// layout and for their meaning.
	Native,
	/// It may call the runtime.
	Call,
	/// It may evaluate the records, which it knows how to convert from the layout before. It may not
	/// call the runtime, which speaks this version of `CredentialsApi`.
	Former(u32),
	/// It may not even call the runtime, which speaks this version of `CredentialsApi`.
	Unknown(u32),
	/// Nobody may read it: the runtime has not migrated the records yet.
	UpgradePending,
}

impl Access {
	/// Returns the access to the block of a runtime that speaks this version of `CredentialsApi`,
	/// to a crate that was written for the versions from `oldest` up to `newest`.
	///
	/// `contract` is that of the runtime, and is read for other versions only. A newer one is called
	/// where it says that the readers of `newest` understand it.
	pub(crate) fn new<E>(
		version: u32,
		(oldest, newest): (u32, u32),
		contract: impl FnOnce() -> Result<Contract, E>,
	) -> Result<Self, E> {
		if version == newest {
			return Ok(Self::Native);
		}
		if version < oldest {
			return Ok(Self::Unknown(version));
		}
		let Contract { meaning, compatible_since } = contract()?;
		Ok(if version > newest && compatible_since > newest {
			Self::Unknown(version)
		} else if meaning == MEANING {
			Self::Native
		} else {
			Self::Call
		})
	}

	/// Returns this access to a state with records of this layout, which the runtime has migrated or
	/// has begun to migrate.
	///
	/// A runtime of the present API is called where the layout is not the present one: it says that it
	/// is migrating. Only one of an older API has the former layout for its own.
	pub(crate) const fn to(self, layout: Layout) -> Self {
		match (self, layout) {
			(Self::Native, Layout::Former | Layout::Unknown) => Self::Call,
			(Self::Unknown(version), Layout::Former) => Self::Former(version),
			_ => self,
		}
	}
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

	/// Returns the database of the node.
	pub(crate) fn backend(&self) -> &Be {
		&self.backend
	}

	fn infos(&self) -> MutexGuard<'_, LruMap<H256, BlockInfo>> {
		// A panic while the lock is held leaves a valid map.
		self.infos.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

impl<B, Client, Be> Chain<B, Client, Be>
where
	B: BlockT<Hash = H256>,
	Client: ProvideRuntimeApi<B> + CallApiAt<B> + HeaderBackend<B>,
	Client::Api: CredentialsApi<B, AccountId32>,
	Be: Backend<B>,
{
	/// The newest version of the runtime API that this crate was written for.
	pub(crate) const NEWEST: u32 = <dyn CredentialsApi<B, AccountId32> as RuntimeApiInfo>::VERSION;

	/// The versions of the runtime API that this crate was written for, the oldest and the newest.
	const VERSIONS: (u32, u32) = (COMPATIBLE_SINCE, Self::NEWEST);

	/// Calls the runtime of a block.
	pub(crate) fn call<R>(
		&self,
		block: BlockRef,
		call: impl FnOnce(&Client::Api, H256) -> Result<R, ApiError>,
	) -> Result<R, Error> {
		let api = self.client.runtime_api();
		call(&api, block.hash).map_err(|error| self.explain(block, &error))
	}

	/// Returns the hash of the first block.
	pub(crate) fn genesis(&self) -> H256 {
		self.client.info().genesis_hash
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
		let runtime = self
			.client
			.runtime_version_at(block.hash, CallContext::Offchain)
			.map_err(|error| self.explain(block, &error))?;
		let version = runtime
			.api_version(&<dyn CredentialsApi<B, AccountId32> as RuntimeApiInfo>::ID)
			.ok_or(Error::OtherApiVersion { found: None, newest: Self::NEWEST })?;
		// `now` and `contract` are the same in every version.
		let time = self.call(block, |api, hash| api.now(hash))?;
		let time = checked_time(time, block.number == 0).map_err(Error::Damaged)?;
		let contract = || self.call(block, |api, hash| api.contract(hash));
		let access = Access::new(version, Self::VERSIONS, contract)?;
		let is_newer = matches!(access, Access::Unknown(version) if version > Self::NEWEST);
		if is_newer {
			return Ok(BlockInfo { time, access });
		}
		let state = self.state_of(block)?;
		let (name, version) = (&runtime.spec_name, runtime.spec_version);
		let access = match native::layout_of(&state, name, version) {
			Ok(layout) => access.to(layout),
			Err(CannotTell::UpgradePending) => Access::UpgradePending,
			Err(error) => return Err(error.map(|cause| self.explain(block, &cause)).into()),
		};
		Ok(BlockInfo { time, access })
	}
}

impl<B, Client, Be> Blocks for Chain<B, Client, Be>
where
	B: BlockT<Hash = H256>,
	Client: ProvideRuntimeApi<B> + CallApiAt<B> + HeaderBackend<B>,
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
