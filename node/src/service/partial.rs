// SPDX-License-Identifier: Apache-2.0

//! Sets up the components that a node and the commands on its database share.

use std::{sync::Arc, time::Duration};

use sc_consensus::{DefaultImportQueue, LongestChain, Verifier};
use sc_consensus_aura::{BuildVerifierParams, SlotDuration};
use sc_consensus_grandpa::GrandpaPruningFilter;
use sc_service::{Configuration, Error, KeystoreContainer, PartialComponents, TaskManager};
use sc_telemetry::{Telemetry, TelemetryHandle, TelemetryWorker};
use sc_transaction_pool::Options;
use sp_api::CallApiAt;
use sp_blockchain::HeaderBackend;
use sp_consensus_aura::sr25519::AuthorityPair as AuraPair;
use sp_core::traits::CallContext;
use testamur_runtime::{constants::SLOT_DURATION, opaque::Block, RuntimeApi};
use tokio::sync::mpsc;

use super::{database, pool::pool};
use crate::{
	chain_spec::genesis_state,
	components::{
		Components, FullBackend, FullClient, FullPool, FullSelectChain, GrandpaBlockImport,
		GrandpaLink,
	},
	module_cache::{self, Executor, ModuleCache},
	watch::{Clock, ObservingVerifier, SealedHeader},
};

/// Number of blocks from one justification that is kept for good to the next. Nodes that catch up
/// ask for these.
pub(super) const JUSTIFICATION_PERIOD: u32 = 512;

/// The components that have no place of their own in [`PartialComponents`].
pub(crate) struct OtherComponents {
	pub(super) grandpa_import: GrandpaBlockImport,
	pub(crate) grandpa_link: GrandpaLink,
	pub(super) telemetry: Option<Telemetry>,
	pub(super) clock: Arc<Clock>,
	/// The receiver of other nodes' headers, which come as they are verified.
	pub(super) verified: mpsc::Receiver<SealedHeader>,
}

/// The components that [`partial`] sets up.
pub(crate) type Partial = PartialComponents<
	FullClient,
	FullBackend,
	FullSelectChain,
	DefaultImportQueue<Block>,
	FullPool,
	OtherComponents,
>;

/// Opens the database and sets up the components over it. The runtime is compiled here, or taken
/// from `cache`. `limits` are those of the pool ([`pool_limits`](super::pool_limits)). `is_complete` says
/// that a warp sync is to be followed by the blocks before it.
pub(crate) fn partial(
	config: &mut Configuration,
	limits: Option<Options>,
	cache: Option<&ModuleCache>,
	is_complete: bool,
) -> Result<Partial, Error> {
	let telemetry = connect_telemetry(config)?;
	let handle = telemetry.as_ref().map(|(_, telemetry)| telemetry.handle());
	let executor = module_cache::executor(&config.executor, cache);
	let (client, backend, keystore_container, task_manager) =
		open_database(config, handle, &executor)?;
	// The runtime of the best block, which after an upgrade is not that of the first, is compiled here
	// and not at the first question, so that the cache can vouch for it.
	client
		.runtime_version_at(client.info().best_hash, CallContext::Offchain)
		.map_err(|error| Error::Application(Box::new(error)))?;
	if let Some(cache) = cache {
		cache.seal();
	}
	let telemetry = telemetry.map(|(worker, telemetry)| {
		task_manager.spawn_handle().spawn("telemetry", None, worker.run());
		telemetry
	});

	let select_chain = LongestChain::new(backend.clone());
	let transaction_pool = Arc::new(pool(config, limits, client.clone(), &task_manager));
	let (grandpa_import, grandpa_link) = sc_consensus_grandpa::block_import(
		client.clone(),
		JUSTIFICATION_PERIOD,
		&client,
		select_chain.clone(),
		telemetry.as_ref().map(Telemetry::handle),
	)?;
	let clock = Clock::new(Duration::from_millis(SLOT_DURATION), config.prometheus_registry())?;
	let clock = Arc::new(clock);
	let verifier = verifier(&client, telemetry.as_ref());
	let (verifier, verified) =
		ObservingVerifier::new(verifier, client.clone(), clock.clone(), is_complete);
	let import_queue = DefaultImportQueue::new(
		verifier,
		Box::new(grandpa_import.clone()),
		Some(Box::new(grandpa_import.clone())),
		&task_manager.spawn_essential_handle(),
		config.prometheus_registry(),
	);

	Ok(PartialComponents {
		client,
		backend,
		task_manager,
		keystore_container,
		select_chain,
		import_queue,
		transaction_pool,
		other: OtherComponents { grandpa_import, grandpa_link, telemetry, clock, verified },
	})
}

/// Returns the components that the tasks of a node share.
pub(super) fn components(config: &Configuration, partial: &Partial) -> Components {
	Components {
		client: partial.client.clone(),
		backend: partial.backend.clone(),
		pool: partial.transaction_pool.clone(),
		select_chain: partial.select_chain.clone(),
		keystore: partial.keystore_container.keystore(),
		role: config.role,
		chain_type: config.chain_spec.chain_type(),
		prometheus: config.prometheus_registry().cloned(),
		telemetry: partial.other.telemetry.as_ref().map(Telemetry::handle),
		spawner: partial.task_manager.spawn_handle(),
		essential_spawner: partial.task_manager.spawn_essential_handle(),
	}
}

/// Opens the database and checks that it is that of the chain.
fn open_database(
	config: &mut Configuration,
	telemetry: Option<TelemetryHandle>,
	executor: &Executor,
) -> Result<(Arc<FullClient>, Arc<FullBackend>, KeystoreContainer, TaskManager), Error> {
	genesis_state::build(config.chain_spec.as_mut(), executor)?;
	let (client, backend, keystore_container, task_manager) =
		sc_service::new_full_parts::<Block, RuntimeApi, _>(
			config,
			telemetry,
			executor.clone(),
			// Blocks with justifications are not pruned: warp sync and finality proofs are made of
			// them.
			vec![Arc::new(GrandpaPruningFilter)],
		)
		.map_err(|error| database::explain(error, config))?;
	database::check_genesis(config, &client, backend.clone(), executor.clone())?;
	Ok((Arc::new(client), backend, keystore_container, task_manager))
}

fn connect_telemetry(
	config: &Configuration,
) -> Result<Option<(TelemetryWorker, Telemetry)>, Error> {
	config
		.telemetry_endpoints
		.clone()
		.filter(|endpoints| !endpoints.is_empty())
		.map(|endpoints| {
			let worker = TelemetryWorker::new(16)?;
			let telemetry = worker.handle().new_telemetry(endpoints);
			Ok((worker, telemetry))
		})
		.transpose()
		.map_err(|error: sc_telemetry::Error| Error::from(error))
}

/// Returns what verifies the seals of other nodes' blocks.
fn verifier(client: &Arc<FullClient>, telemetry: Option<&Telemetry>) -> impl Verifier<Block> {
	let client_for_slots = client.clone();
	sc_consensus_aura::build_verifier::<AuraPair, _, _, _>(BuildVerifierParams {
		client: client.clone(),
		create_inherent_data_providers: move |parent, ()| {
			let client = client_for_slots.clone();
			async move {
				let slot_duration =
					sc_consensus_aura::standalone::slot_duration_at(&*client, parent)?;
				Ok(slot_and_time(slot_duration))
			}
		},
		check_for_equivocation: Default::default(),
		telemetry: telemetry.map(Telemetry::handle),
		compatibility_mode: Default::default(),
	})
}

/// Returns the time of the system's clock, and the slot that it falls into.
pub(super) fn slot_and_time(
	slot_duration: SlotDuration,
) -> (sp_consensus_aura::inherents::InherentDataProvider, sp_timestamp::InherentDataProvider) {
	let time = sp_timestamp::InherentDataProvider::from_system_time();
	let slot = sp_consensus_aura::inherents::InherentDataProvider::from_timestamp_and_slot_duration(
		*time,
		slot_duration,
	);
	(slot, time)
}
