// SPDX-License-Identifier: Apache-2.0

//! Starts the whole node.

use std::sync::Arc;

use sc_client_api::HeaderBackend;
use sc_consensus_grandpa::{FinalityProofProvider, SharedVoterState};
use sc_network_sync::SyncingService;
use sc_service::{Configuration, Error, PartialComponents, SpawnTasksParams, TaskManager};
use sc_storage_monitor::{StorageMonitorParams, StorageMonitorService};
use sc_transaction_pool::Options;
use testamur_runtime::opaque::Block;

use super::{
	consensus::{self, Author, Voter},
	dev_seal,
	network::network,
	next_runtime,
	partial::{components, partial, OtherComponents},
};
use crate::{
	banner::StartupBanner,
	checkpoint::WarpStart,
	cli::Sealing,
	components::{Components, GrandpaLink},
	module_cache::ModuleCache,
	rpc,
	watch::{self, AnnouncementObserver},
};

/// Starts everything. The node runs until the returned tasks end.
pub(crate) fn start(
	mut config: Configuration,
	sealing: Sealing,
	storage_monitor: &StorageMonitorParams,
	limits: Option<Options>,
	cache: Option<&ModuleCache>,
	warp_start: Option<WarpStart>,
) -> Result<TaskManager, Error> {
	let partial = partial(&mut config, limits, cache, warp_start.is_none())?;
	let components = components(&config, &partial);
	let PartialComponents { mut task_manager, import_queue, other, .. } = partial;
	let OtherComponents { grandpa_import, grandpa_link, mut telemetry, clock, verified } = other;

	let observer = AnnouncementObserver::new(components.client.clone(), clock);
	let network = network(&config, &components, import_queue, observer, &grandpa_link, warp_start)?;
	watch_free_space(&config, storage_monitor, &components)?;

	let (seal_sender, seal_commands) =
		(sealing == Sealing::Instant).then(dev_seal::command_channel).unzip();
	let voter_state = SharedVoterState::empty();
	let first_authorities = rpc::first_authorities(&*config.chain_spec)?;
	let finality = finality(&components, &grandpa_link, &voter_state, first_authorities);
	let rpc_deps = rpc_deps(&components, &network.sync, finality, seal_sender);
	let banner = StartupBanner::new(&config, components.client.info().genesis_hash, sealing);
	let author = Author::of(&config, grandpa_import);
	let executor_config = config.executor.clone();
	let voter = Voter::of(&config, grandpa_link, voter_state, network.grandpa);

	let rpc_handlers = sc_service::spawn_tasks(SpawnTasksParams {
		config,
		client: components.client.clone(),
		backend: components.backend.clone(),
		task_manager: &mut task_manager,
		keystore: components.keystore.clone(),
		transaction_pool: components.pool.clone(),
		rpc_builder: Box::new(move |executor| rpc::module(rpc_deps.clone(), executor)),
		network: network.service.clone(),
		system_rpc_tx: network.requests,
		tx_handler_controller: network.transactions,
		sync_service: network.sync.clone(),
		telemetry: telemetry.as_mut(),
		tracing_execute_block: None,
	})?;

	if let Some(cache) = cache {
		next_runtime::start(&components, executor_config, cache.clone());
	}
	watch::start(&components, &network.sync)?;
	match seal_commands {
		Some(commands) => dev_seal::start(&components, commands)?,
		None => {
			watch::start_among_validators(&components, &network.sync, verified)?;
			consensus::start(&components, &network.service, &network.sync, author, voter)?;
		},
	}
	banner.log(rpc_handlers.listen_addresses());
	Ok(task_manager)
}

fn rpc_deps(
	components: &Components,
	sync: &Arc<SyncingService<Block>>,
	finality: rpc::Finality,
	seal_sender: Option<rpc::SealSender>,
) -> rpc::Deps {
	let Components { client, backend, pool, .. } = components;
	rpc::Deps {
		client: client.clone(),
		backend: backend.clone(),
		pool: pool.clone(),
		sync_oracle: sync.clone(),
		finality,
		seal_sender,
	}
}

fn finality(
	components: &Components,
	grandpa_link: &GrandpaLink,
	voter_state: &SharedVoterState,
	first_authorities: Option<Vec<u8>>,
) -> rpc::Finality {
	let authority_set = grandpa_link.shared_authority_set().clone();
	rpc::Finality {
		proofs: FinalityProofProvider::new_for_service(
			components.backend.clone(),
			Some(authority_set.clone()),
		),
		authority_set,
		voter_state: voter_state.clone(),
		justifications: grandpa_link.justification_stream(),
		first_authorities,
	}
}

/// Starts to watch the free space, so that the node stops in good order before its disk is full.
fn watch_free_space(
	config: &Configuration,
	params: &StorageMonitorParams,
	components: &Components,
) -> Result<(), Error> {
	let Some(path) = config.database.path() else { return Ok(()) };
	StorageMonitorService::try_spawn(
		params.clone(),
		path.to_path_buf(),
		&components.essential_spawner,
	)
	.map_err(|error| Error::Application(Box::new(error)))
}
