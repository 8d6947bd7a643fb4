// SPDX-License-Identifier: Apache-2.0

//! The whole node.

use std::{sync::Arc, time::Duration};

use sc_client_api::BlockBackend;
use sc_consensus_grandpa::{FinalityProofProvider, SharedVoterState};
use sc_network::{config::FullNetworkConfiguration, NetworkBackend};
use sc_service::{
	BuildNetworkParams, Configuration, Error, PartialComponents, SpawnTasksParams, TaskManager,
	WarpSyncConfig,
};
use sc_storage_monitor::{StorageMonitorParams, StorageMonitorService};
use sc_telemetry::Telemetry;
use testamur_runtime::{constants::SLOT_DURATION, opaque::Block, Hash};

use super::{
	allowances,
	announcements::Listener,
	consensus::{self, Context, Voter},
	dev_seal, equivocation, partial, peers, session_keys, slots, Rest,
};
use crate::{cli::Sealing, module_cache::ModuleCache, rpc, welcome::Welcome};

/// Start everything. The node runs until the returned tasks end.
pub(crate) fn start<N: NetworkBackend<Block, Hash>>(
	mut config: Configuration,
	sealing: Sealing,
	storage_monitor: &StorageMonitorParams,
	cache: Option<&ModuleCache>,
) -> Result<TaskManager, Error> {
	let PartialComponents {
		client,
		backend,
		mut task_manager,
		import_queue,
		keystore_container,
		select_chain,
		transaction_pool: pool,
		other: Rest { grandpa_import, grandpa_link, mut telemetry, clock, verified },
	} = partial(&mut config, cache)?;

	let mut net_config = FullNetworkConfiguration::<Block, Hash, N>::new(
		&config.network,
		config.prometheus_registry().cloned(),
	);
	let metrics = N::register_notification_metrics(config.prometheus_registry());
	let genesis_hash = client.block_hash(0)?.expect("the genesis block is always there; qed");
	let protocol_name =
		sc_consensus_grandpa::protocol_standard_name(&genesis_hash, &config.chain_spec);
	let (protocol_config, notifications) = sc_consensus_grandpa::grandpa_peers_set_config::<_, N>(
		protocol_name.clone(),
		metrics.clone(),
		net_config.peer_store_handle(),
	);
	net_config.add_notification_protocol(protocol_config);

	let authority_set = grandpa_link.shared_authority_set().clone();
	let warp_sync = Arc::new(sc_consensus_grandpa::warp_proof::NetworkProvider::new(
		backend.clone(),
		authority_set.clone(),
		Vec::new(),
	));

	let (network, system_rpc_tx, tx_handler_controller, sync, _) =
		sc_service::build_network(BuildNetworkParams {
			config: &config,
			net_config,
			client: client.clone(),
			transaction_pool: pool.clone(),
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: Some(Box::new(move |client| {
				Box::new(Listener::new(client, clock))
			})),
			warp_sync_config: Some(WarpSyncConfig::WithProvider(warp_sync)),
			block_relay: None,
			metrics,
			gap_sync_body_policy: None,
		})?;

	peers::start(&config, genesis_hash, sync.clone(), &task_manager);
	watch_free_space(&config, storage_monitor, &task_manager)?;

	let voter_state = SharedVoterState::empty();
	let (seal_commands, seal_orders) = match sealing {
		Sealing::Consensus => (None, None),
		Sealing::Instant => {
			let (commands, orders) = dev_seal::commands();
			(Some(commands), Some(orders))
		},
	};
	let rpc_deps = rpc::Deps {
		client: client.clone(),
		backend: backend.clone(),
		pool: pool.clone(),
		sync_oracle: sync.clone(),
		finality: rpc::Finality {
			proofs: FinalityProofProvider::new_for_service(
				backend.clone(),
				Some(authority_set.clone()),
			),
			authority_set,
			voter_state: voter_state.clone(),
			justifications: grandpa_link.justification_stream(),
		},
		seal_commands,
	};

	let role = config.role;
	let force_authoring = config.force_authoring;
	let votes = !config.disable_grandpa;
	let node_name = config.network.node_name.clone();
	let prometheus = config.prometheus_registry().cloned();
	let welcome = Welcome::new(&config, genesis_hash, sealing);

	let rpc_handlers = sc_service::spawn_tasks(SpawnTasksParams {
		config,
		client: client.clone(),
		backend,
		task_manager: &mut task_manager,
		keystore: keystore_container.keystore(),
		transaction_pool: pool.clone(),
		rpc_builder: Box::new(move |executor| rpc::module(rpc_deps.clone(), executor)),
		network: network.clone(),
		system_rpc_tx,
		tx_handler_controller,
		sync_service: sync.clone(),
		telemetry: telemetry.as_mut(),
		tracing_execute_block: None,
	})?;

	allowances::start(client.clone(), prometheus.as_ref(), &task_manager)?;
	match seal_orders {
		Some(orders) => {
			let prometheus = prometheus.as_ref();
			dev_seal::start(client, pool, select_chain, orders, prometheus, &task_manager)?;
		},
		None => {
			let keystore = keystore_container.keystore();
			slots::start(client.clone(), prometheus.as_ref(), &task_manager)?;
			session_keys::start(
				client.clone(),
				sync.clone(),
				keystore.clone(),
				role,
				prometheus.as_ref(),
				&task_manager,
			)?;
			let watch = equivocation::Watch {
				client: client.clone(),
				pool: pool.clone(),
				sync: sync.clone(),
				keystore,
				slot_duration: Duration::from_millis(SLOT_DURATION),
			};
			equivocation::start(watch, verified, prometheus.as_ref(), &task_manager)?;

			let context = Context {
				client,
				pool,
				select_chain,
				keystore: &keystore_container,
				network,
				sync,
				prometheus,
				telemetry: telemetry.as_ref().map(Telemetry::handle),
				role,
				task_manager: &task_manager,
			};
			if role.is_authority() {
				consensus::start_author(&context, grandpa_import, force_authoring)?;
			}
			if votes {
				let voter = Voter {
					link: grandpa_link,
					shared_state: voter_state,
					protocol_name,
					notifications,
					node_name,
				};
				consensus::start_voter(&context, voter)?;
			}
		},
	}

	welcome.log(rpc_handlers.listen_addresses());
	Ok(task_manager)
}

/// Stop the node in good order before its disk is full.
fn watch_free_space(
	config: &Configuration,
	params: &StorageMonitorParams,
	task_manager: &TaskManager,
) -> Result<(), Error> {
	let Some(path) = config.database.path() else { return Ok(()) };
	let spawner = task_manager.spawn_essential_handle();
	StorageMonitorService::try_spawn(params.clone(), path.to_path_buf(), &spawner)
		.map_err(|error| Error::Application(Box::new(error)))
}
