// SPDX-License-Identifier: Apache-2.0

//! Connects the node to its peers.

use std::sync::Arc;

use sc_client_api::HeaderBackend;
use sc_consensus::DefaultImportQueue;
use sc_network::{
	config::{FullNetworkConfiguration, NetworkBackendType},
	service::traits::{NetworkService, NotificationService},
	types::ProtocolName,
	Litep2pNetworkBackend, NetworkBackend,
};
use sc_network_sync::SyncingService;
use sc_network_transactions::TransactionsHandlerController;
use sc_rpc::system::Request;
use sc_service::{BuildNetworkParams, Configuration, Error, WarpSyncConfig};
use sc_utils::mpsc::TracingUnboundedSender;
use testamur_runtime::{opaque::Block, Hash};

use super::warp;
use crate::{
	checkpoint::WarpStart,
	components::{Components, GrandpaLink},
	watch::AnnouncementObserver,
};

/// The one network stack that nodes of this chain run, and the tests with them.
///
/// The SDK has a second one behind the same trait. The code of a node is compiled once for each stack.
type Stack = Litep2pNetworkBackend;

/// A running network.
pub(super) struct Network {
	pub(super) service: Arc<dyn NetworkService>,
	pub(super) sync: Arc<SyncingService<Block>>,
	/// The sender of requests from those RPC methods that are about the network.
	pub(super) requests: TracingUnboundedSender<Request<Block>>,
	pub(super) transactions: TransactionsHandlerController<Hash>,
	pub(super) grandpa: GrandpaProtocol,
}

/// The protocol of the messages between voters.
pub(super) struct GrandpaProtocol {
	pub(super) name: ProtocolName,
	pub(super) notifications: Box<dyn NotificationService>,
}

/// Refuses the network stack that this node does not contain.
pub(crate) fn check_network(config: &Configuration) -> Result<(), Error> {
	match config.network.network_backend {
		NetworkBackendType::Litep2p => Ok(()),
		NetworkBackendType::Libp2p => Err(Error::Other(
			"--network-backend libp2p is a network stack that this node does not contain. Leave the \
			 option out: the node then uses litep2p, which speaks to all nodes of the chain"
				.into(),
		)),
	}
}

/// Refuses a beginning of a warp sync where there is none to begin, or that is of another chain.
fn check_start(
	start: Option<&WarpStart>,
	config: &Configuration,
	genesis: Hash,
) -> Result<(), Error> {
	let Some(start) = start else { return Ok(()) };
	if !config.network.sync_mode.is_warp() {
		return Err(Error::Other(
			"--warp-from says where a warp sync begins: add --sync warp, or leave it out".into(),
		));
	}
	if start.genesis != genesis {
		return Err(Error::Other(format!(
			"the checkpoint of --warp-from is of the chain {:?}, and this one is {genesis:?}",
			start.genesis,
		)));
	}
	Ok(())
}

/// Starts the network. The announcements of peers go through `observer`, and a warp sync begins at `start`
/// or else at the first block.
pub(super) fn network(
	config: &Configuration,
	components: &Components,
	import_queue: DefaultImportQueue<Block>,
	observer: AnnouncementObserver,
	grandpa_link: &GrandpaLink,
	start: Option<WarpStart>,
) -> Result<Network, Error> {
	let Components { client, backend, pool, prometheus, .. } = components;
	check_start(start.as_ref(), config, client.info().genesis_hash)?;
	let mut net_config =
		FullNetworkConfiguration::<Block, Hash, Stack>::new(&config.network, prometheus.clone());
	let metrics =
		<Stack as NetworkBackend<Block, Hash>>::register_notification_metrics(prometheus.as_ref());

	let name = sc_consensus_grandpa::protocol_standard_name(
		&client.info().genesis_hash,
		&config.chain_spec,
	);
	let (protocol, notifications) = sc_consensus_grandpa::grandpa_peers_set_config::<Block, Stack>(
		name.clone(),
		metrics.clone(),
		net_config.peer_store_handle(),
	);
	net_config.add_notification_protocol(protocol);

	let warp_sync = warp::provider(backend, grandpa_link, start);
	let (service, requests, transactions, sync, _) =
		sc_service::build_network(BuildNetworkParams {
			config,
			net_config,
			client: client.clone(),
			transaction_pool: pool.clone(),
			spawn_handle: components.spawner.clone(),
			spawn_essential_handle: components.essential_spawner.clone(),
			import_queue,
			block_announce_validator_builder: Some(Box::new(|_| Box::new(observer))),
			warp_sync_config: Some(WarpSyncConfig::WithProvider(warp_sync)),
			block_relay: None,
			metrics,
			gap_sync_body_policy: None,
		})?;
	let grandpa = GrandpaProtocol { name, notifications };
	Ok(Network { service, sync, requests, transactions, grandpa })
}
