// SPDX-License-Identifier: Apache-2.0

//! A block that is open for reading.

use crate::{
	at::{resolve, BlockRef, Resolved},
	chain::{Access, BlockInfo, Chain},
	metered::{over_limit, Metered, ReadError},
	native::{self, DatabaseState},
	questions::Asked,
};
use pallet_credentials_rpc_api::{
	json::{AsOf, Dated},
	params::At,
	time::Time,
	Error,
};
use pallet_credentials_runtime_api::CredentialsApi;
use sc_client_api::Backend;
use sp_api::{ApiError, CallApiAt, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use sp_core::{Hasher, H256};
use sp_runtime::{traits::Block as BlockT, AccountId32};
use sp_state_machine::Backend as StateBackend;
use testamur_primitives::{views::QueryError, CredentialReference, Verdict};

/// A block whose runtime is known to speak a version of the API that this crate may call.
pub(crate) struct Block<'a, B, Client, Be> {
	chain: &'a Chain<B, Client, Be>,
	block: BlockRef,
	finalized: bool,
	info: BlockInfo,
}

impl<B, Client, Be> Chain<B, Client, Be>
where
	B: BlockT<Hash = H256>,
	Client: ProvideRuntimeApi<B> + CallApiAt<B> + HeaderBackend<B>,
	Client::Api: CredentialsApi<B, AccountId32>,
	Be: Backend<B>,
{
	/// Opens the block that a question is about: finds it, looks up its info and checks that this
	/// crate may read it. The open block looks nothing up again.
	pub(crate) fn open(&self, at: Option<At>) -> Result<Block<'_, B, Client, Be>, Error> {
		self.open_block(resolve(self, at)?)
	}

	/// Opens a block that was found.
	pub(crate) fn open_block(&self, found: Resolved) -> Result<Block<'_, B, Client, Be>, Error> {
		let Resolved { block, finalized } = found;
		let info = self.info_of(block)?;
		match info.access {
			Access::Native | Access::Call | Access::Former(_) => (),
			Access::Unknown(version) => return Err(Self::other_version(version)),
			Access::UpgradePending => return Err(Error::UpgradePending),
		}
		Ok(Block { chain: self, block, finalized, info })
	}

	/// Returns the error of a runtime that speaks a version of the API which this crate cannot call.
	const fn other_version(version: u32) -> Error {
		Error::OtherApiVersion { found: Some(version), newest: Self::NEWEST }
	}
}

impl<B, Client, Be> Block<'_, B, Client, Be> {
	/// Returns its number and its hash.
	pub(crate) const fn block(&self) -> BlockRef {
		self.block
	}

	/// Joins an answer with the block from which it was read.
	pub(crate) fn dated<T>(&self, answer: T) -> Dated<T> {
		let as_of = AsOf {
			block_number: self.block.number,
			block_hash: self.block.hash.into(),
			time: (self.info.time > 0).then_some(Time(self.info.time)),
			finalized: self.finalized,
		};
		Dated { answer, as_of }
	}
}

impl<B, Client, Be> Block<'_, B, Client, Be>
where
	B: BlockT<Hash = H256>,
	Client: ProvideRuntimeApi<B> + CallApiAt<B> + HeaderBackend<B>,
	Client::Api: CredentialsApi<B, AccountId32>,
	Be: Backend<B>,
{
	/// Calls the runtime. `field` is the parameter at fault if the call asks for too much.
	pub(crate) fn call<R>(
		&self,
		field: &str,
		call: impl FnOnce(&Client::Api, H256) -> Result<Result<R, QueryError>, ApiError>,
	) -> Result<R, Error> {
		if let Access::Former(version) = self.info.access {
			return Err(Chain::<B, Client, Be>::other_version(version));
		}
		self.chain.call(self.block, call)?.map_err(|error| Error::refused(error, field))
	}

	/// Returns a verdict for each reference.
	///
	/// Where this crate knows the layout and the meaning of the records, it reads them from the
	/// state and calls the same function as the runtime, because instantiating the wasm runtime
	/// costs more than everything else together. Where an upgrade has changed them, it calls the
	/// runtime. The records of a runtime that it cannot call any more it converts.
	pub(crate) fn verify(
		&self,
		references: Vec<CredentialReference>,
	) -> Result<Vec<Verdict>, Error> {
		if let Access::Native | Access::Former(_) = self.info.access {
			// Opened first, so that a pruned block cannot evict a live one from the caches.
			let state = self.chain.state_of(self.block)?;
			let cache = self.chain.record_caches.of(self.block.hash);
			let time = self.info.time;
			let verdicts = if self.info.access == Access::Native {
				native::verdicts(&state, Some(&cache), &references, time)
			} else {
				native::former_verdicts(&state, Some(&cache), &references, time)
			};
			return verdicts
				.map_err(|error| error.map(|cause| self.chain.explain(self.block, &cause)).into());
		}
		let count = references.len();
		let verdicts = self.call("references", |api, hash| api.verify(hash, references))?;
		if verdicts.len() != count {
			return Err(Error::failed("the runtime returned other than one verdict each"));
		}
		Ok(verdicts)
	}

	/// Reads what the answers to the questions of a prover need from a state, which must be that of this
	/// block, and returns the verdicts, if such are asked for.
	pub(crate) fn read<S: StateBackend<H>, H: Hasher>(
		&self,
		state: &S,
		asked: &Asked,
	) -> Result<Vec<Verdict>, Error> {
		let time = self.info.time;
		let read = match self.info.access {
			Access::Native => asked.read(&Metered::new(DatabaseState::new(state)), time),
			Access::Former(version) => match asked {
				Asked::Verdicts(references) => {
					native::former_verdicts(state, None, references, time)
						.map_err(|error| error.map(ReadError::State))
				},
				Asked::Records(_) => return Err(Chain::<B, Client, Be>::other_version(version)),
			},
			Access::Call | Access::Unknown(_) | Access::UpgradePending => {
				return Err(Error::not_provable("its records mean what this node does not know"));
			},
		};
		let explain = |cause| match cause {
			ReadError::State(cause) => self.chain.explain(self.block, &cause),
			ReadError::OverLimit => Error::too_much(asked.field(), over_limit()),
		};
		read.map_err(|error| error.map(explain).into())
	}
}
