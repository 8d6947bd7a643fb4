// SPDX-License-Identifier: Apache-2.0

//! The types of a node's components, and those components that its tasks share.

use std::sync::Arc;

use prometheus_endpoint::Registry;
use sc_consensus::LongestChain;
use sc_service::{
	ChainType, Role, SpawnEssentialTaskHandle, SpawnTaskHandle, TFullBackend, TFullClient,
};
use sc_telemetry::TelemetryHandle;
use sc_transaction_pool::TransactionPoolHandle;
use sp_keystore::KeystorePtr;
use testamur_runtime::{opaque::Block, RuntimeApi};

use crate::module_cache::Executor;

pub(crate) type FullClient = TFullClient<Block, RuntimeApi, Executor>;
pub(crate) type FullBackend = TFullBackend<Block>;
pub(crate) type FullSelectChain = LongestChain<FullBackend, Block>;
pub(crate) type FullPool = TransactionPoolHandle<Block, FullClient>;
pub(crate) type GrandpaBlockImport =
	sc_consensus_grandpa::GrandpaBlockImport<FullBackend, Block, FullClient, FullSelectChain>;
pub(crate) type GrandpaLink = sc_consensus_grandpa::LinkHalf<Block, FullClient, FullSelectChain>;

/// The components that the tasks of a running node share. They exist before the network does.
pub(crate) struct Components {
	pub(crate) client: Arc<FullClient>,
	pub(crate) backend: Arc<FullBackend>,
	pub(crate) pool: Arc<FullPool>,
	pub(crate) select_chain: FullSelectChain,
	pub(crate) keystore: KeystorePtr,
	pub(crate) role: Role,
	pub(crate) chain_type: ChainType,
	pub(crate) prometheus: Option<Registry>,
	pub(crate) telemetry: Option<TelemetryHandle>,
	pub(crate) spawner: SpawnTaskHandle,
	/// The spawner of tasks whose end stops the node.
	pub(crate) essential_spawner: SpawnEssentialTaskHandle,
}
