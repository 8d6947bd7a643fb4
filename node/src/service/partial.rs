// SPDX-License-Identifier: Apache-2.0

//! The parts that a node and the commands on its database share.

use std::{sync::Arc, time::Duration};

use sc_consensus::{DefaultImportQueue, LongestChain};
use sc_consensus_aura::{BuildVerifierParams, SlotDuration};
use sc_consensus_grandpa::GrandpaPruningFilter;
use sc_service::{Configuration, Error, PartialComponents, TFullBackend, TFullClient, TaskManager};
use sc_telemetry::{Telemetry, TelemetryWorker};
use sc_transaction_pool::TransactionPoolHandle;
use sp_consensus_aura::sr25519::AuthorityPair as AuraPair;
use testamur_runtime::{constants::SLOT_DURATION, opaque::Block, RuntimeApi};
use tokio::sync::mpsc;

use super::{authors::Sealed, clock::Clock, database, verifier::Watchful};
use crate::{
	chain_spec::genesis_state,
	module_cache::{self, Executor, ModuleCache},
};

pub(crate) type FullClient = TFullClient<Block, RuntimeApi, Executor>;
pub(crate) type FullBackend = TFullBackend<Block>;
pub(crate) type FullSelectChain = LongestChain<FullBackend, Block>;
pub(crate) type FullPool = TransactionPoolHandle<Block, FullClient>;
pub(crate) type GrandpaBlockImport =
	sc_consensus_grandpa::GrandpaBlockImport<FullBackend, Block, FullClient, FullSelectChain>;
pub(crate) type GrandpaLink = sc_consensus_grandpa::LinkHalf<Block, FullClient, FullSelectChain>;

/// Every so many blocks a justification is kept for good and served to who catches up.
pub(super) const JUSTIFICATION_PERIOD: u32 = 512;

/// What does not have a place of its own in [`PartialComponents`].
pub(crate) struct Rest {
	pub(crate) grandpa_import: GrandpaBlockImport,
	pub(crate) grandpa_link: GrandpaLink,
	pub(crate) telemetry: Option<Telemetry>,
	pub(super) clock: Arc<Clock>,
	/// Blocks of others that were found good as they came.
	pub(super) verified: mpsc::Receiver<Sealed>,
}

/// Opens the database and sets up what reads and writes it. The runtime is compiled here, or taken
/// from `cache`.
pub(crate) fn partial(
	config: &mut Configuration,
	cache: Option<&ModuleCache>,
) -> Result<
	PartialComponents<
		FullClient,
		FullBackend,
		FullSelectChain,
		DefaultImportQueue<Block>,
		FullPool,
		Rest,
	>,
	Error,
> {
	let telemetry = connect_telemetry(config)?;

	let executor = module_cache::executor(&config.executor, cache);
	genesis_state::build(config.chain_spec.as_mut(), &executor)?;
	let (client, backend, keystore_container, task_manager) =
		sc_service::new_full_parts::<Block, RuntimeApi, _>(
			config,
			telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
			executor.clone(),
			// Blocks with justifications survive block pruning: warp sync and finality proofs
			// are made of them.
			vec![Arc::new(GrandpaPruningFilter)],
		)
		.map_err(|error| database::explain(error, config))?;
	database::check_genesis(config, &client, backend.clone(), executor)?;
	if let Some(cache) = cache {
		cache.seal();
	}
	let client = Arc::new(client);

	let telemetry = telemetry.map(|(worker, telemetry)| {
		task_manager.spawn_handle().spawn("telemetry", None, worker.run());
		telemetry
	});

	let select_chain = LongestChain::new(backend.clone());

	let transaction_pool = Arc::from(
		sc_transaction_pool::Builder::new(
			task_manager.spawn_essential_handle(),
			client.clone(),
			config.role.is_authority().into(),
		)
		.with_options(config.transaction_pool.clone())
		.with_prometheus(config.prometheus_registry())
		.build(),
	);

	let (grandpa_import, grandpa_link) = sc_consensus_grandpa::block_import(
		client.clone(),
		JUSTIFICATION_PERIOD,
		&client,
		select_chain.clone(),
		telemetry.as_ref().map(Telemetry::handle),
	)?;

	let clock = Clock::new(Duration::from_millis(SLOT_DURATION), config.prometheus_registry())?;
	let clock = Arc::new(clock);
	let (import_queue, verified) =
		import_queue(config, &client, &clock, &grandpa_import, telemetry.as_ref(), &task_manager)?;

	Ok(PartialComponents {
		client,
		backend,
		task_manager,
		keystore_container,
		select_chain,
		import_queue,
		transaction_pool,
		other: Rest { grandpa_import, grandpa_link, telemetry, clock, verified },
	})
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

/// Checks the seals of blocks that come from others, then lets GRANDPA import them. Besides, where
/// the sealed headers arrive that were found good.
fn import_queue(
	config: &Configuration,
	client: &Arc<FullClient>,
	clock: &Arc<Clock>,
	grandpa_import: &GrandpaBlockImport,
	telemetry: Option<&Telemetry>,
	task_manager: &TaskManager,
) -> Result<(DefaultImportQueue<Block>, mpsc::Receiver<Sealed>), Error> {
	let client_for_slots = client.clone();
	let verifier = sc_consensus_aura::build_verifier::<AuraPair, _, _, _>(BuildVerifierParams {
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
	});
	let (verifier, verified) = Watchful::new(verifier, client.clone(), clock.clone());
	let queue = DefaultImportQueue::new(
		verifier,
		Box::new(grandpa_import.clone()),
		Some(Box::new(grandpa_import.clone())),
		&task_manager.spawn_essential_handle(),
		config.prometheus_registry(),
	);
	Ok((queue, verified))
}

/// The time of the system's clock, and the slot it falls into.
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
