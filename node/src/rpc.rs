// SPDX-License-Identifier: Apache-2.0

//! The RPC methods of this chain, besides those that every Substrate node has.

mod votes;

use std::sync::Arc;

use futures::channel::mpsc;
use jsonrpsee::RpcModule;
use pallet_credentials_rpc::Credentials;
use sc_consensus_grandpa::{
	FinalityProofProvider, GrandpaJustificationStream, SharedAuthoritySet, SharedVoterState,
};
use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
use sc_consensus_manual_seal::{
	rpc::{ManualSeal, ManualSealApiServer},
	EngineCommand,
};
use sc_rpc::SubscriptionTaskExecutor;
use sc_service::Error;
use sp_consensus::SyncOracle;
use substrate_frame_rpc_system::{System, SystemApiServer};
use testamur_runtime::{opaque::Block, BlockNumber, Hash};

use crate::components::{FullBackend, FullClient, FullPool};
use votes::Votes;
pub(crate) use votes::{first_authorities, sets};

/// The sender of the commands that `engine_createBlock` and `engine_finalizeBlock` give.
pub(crate) type SealSender = mpsc::Sender<EngineCommand<Hash>>;

/// The components that the methods answer from.
#[derive(Clone)]
pub(crate) struct Deps {
	pub(crate) client: Arc<FullClient>,
	pub(crate) backend: Arc<FullBackend>,
	pub(crate) pool: Arc<FullPool>,
	pub(crate) sync_oracle: Arc<dyn SyncOracle + Send + Sync>,
	pub(crate) finality: Finality,
	/// The sender of commands to make blocks, on development chains that make them on demand.
	pub(crate) seal_sender: Option<SealSender>,
}

/// The components that the methods of GRANDPA, and those that prove something, answer from.
#[derive(Clone)]
pub(crate) struct Finality {
	pub(crate) authority_set: SharedAuthoritySet<Hash, BlockNumber>,
	/// The state of the voter that runs in this node. It must be the one that the voter writes.
	pub(crate) voter_state: SharedVoterState,
	pub(crate) justifications: GrandpaJustificationStream<Block>,
	pub(crate) proofs: Arc<FinalityProofProvider<FullBackend, Block>>,
	/// The authorities of the first block, as its state holds them.
	pub(crate) first_authorities: Option<Vec<u8>>,
}

/// Returns all methods in one module.
pub(crate) fn module(
	deps: Deps,
	executor: SubscriptionTaskExecutor,
) -> Result<RpcModule<()>, Error> {
	let Deps { client, backend, pool, sync_oracle, finality, seal_sender } = deps;
	let mut module = RpcModule::new(());

	let system = System::new(client.clone(), pool).into_rpc();
	let votes = Votes {
		backend: backend.clone(),
		authority_set: finality.authority_set.clone(),
		first_authorities: finality.first_authorities,
	};
	let credentials = Credentials::new(client, backend, sync_oracle, Arc::new(votes)).into_rpc();
	let grandpa = Grandpa::new(
		executor,
		finality.authority_set,
		finality.voter_state,
		finality.justifications,
		finality.proofs,
	)
	.into_rpc();

	module.merge(system).map_err(duplicate_method)?;
	module.merge(credentials).map_err(duplicate_method)?;
	module.merge(grandpa).map_err(duplicate_method)?;
	if let Some(sender) = seal_sender {
		module.merge(ManualSeal::new(sender).into_rpc()).map_err(duplicate_method)?;
	}
	Ok(module)
}

/// Converts the error that two modules have a method of the same name.
fn duplicate_method(error: jsonrpsee::core::RegisterMethodError) -> Error {
	Error::Application(Box::new(error))
}
