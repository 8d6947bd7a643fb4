// SPDX-License-Identifier: Apache-2.0

//! Blocks by Aura, finality by GRANDPA.

use std::{sync::Arc, time::Duration};

use prometheus_endpoint::Registry;
use sc_basic_authorship::ProposerFactory;
use sc_consensus_aura::{SlotProportion, StartAuraParams};
use sc_consensus_grandpa::{
	BeforeBestBlockBy, GrandpaParams, SharedVoterState, ThreeQuartersOfTheUnfinalizedChain,
	VotingRulesBuilder,
};
use sc_consensus_slots::BackoffAuthoringOnFinalizedHeadLagging;
use sc_network::{
	service::traits::{NetworkService, NotificationService},
	types::ProtocolName,
};
use sc_network_sync::SyncingService;
use sc_service::{Error, KeystoreContainer, Role, TaskManager};
use sc_telemetry::TelemetryHandle;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_consensus_aura::sr25519::AuthorityPair as AuraPair;
use testamur_runtime::{constants::MAXIMUM_BLOCK_LENGTH, opaque::Block, BlockNumber};

use super::{
	partial::{slot_and_time, JUSTIFICATION_PERIOD},
	FullClient, FullPool, FullSelectChain, GrandpaBlockImport, GrandpaLink,
};

/// How long a vote may take to reach everybody: what GRANDPA's timers are multiples of.
const GOSSIP_DURATION: Duration = Duration::from_millis(333);

/// While finality is stuck, write more slowly instead of ever more blocks that may have to be undone.
///
/// Two to three blocks are not final in good times. From six on, a slot is left out after each block,
/// from seven on two, and no more than that, however long it takes: the council decides in blocks how
/// to mend it. The SDK's own numbers begin at 50 blocks, which half a network takes five minutes for.
const BACKOFF: BackoffAuthoringOnFinalizedHeadLagging<BlockNumber> =
	BackoffAuthoringOnFinalizedHeadLagging {
		max_interval: 2,
		unfinalized_slack: 5,
		authoring_bias: 1,
	};

/// How much of its slot an author may spend on building: two thirds. The last third is for sending
/// the block.
const PROPOSAL_SHARE_OF_SLOT: f32 = 2.0 / 3.0;

/// What both tasks work with.
pub(super) struct Context<'a> {
	pub(super) client: Arc<FullClient>,
	pub(super) pool: Arc<FullPool>,
	pub(super) select_chain: FullSelectChain,
	pub(super) keystore: &'a KeystoreContainer,
	pub(super) network: Arc<dyn NetworkService>,
	pub(super) sync: Arc<SyncingService<Block>>,
	pub(super) prometheus: Option<Registry>,
	pub(super) telemetry: Option<TelemetryHandle>,
	pub(super) role: Role,
	pub(super) task_manager: &'a TaskManager,
}

/// What GRANDPA needs besides.
pub(super) struct Voter {
	pub(super) link: GrandpaLink,
	pub(super) shared_state: SharedVoterState,
	pub(super) protocol_name: ProtocolName,
	pub(super) notifications: Box<dyn NotificationService>,
	pub(super) node_name: String,
}

/// Start writing blocks whenever one of the node's keys is in turn.
pub(super) fn start_author(
	context: &Context<'_>,
	block_import: GrandpaBlockImport,
	force_authoring: bool,
) -> Result<(), Error> {
	let Context { client, pool, sync, task_manager, .. } = context;
	let slot_duration = sc_consensus_aura::slot_duration(&**client)?;
	let mut proposer_factory = ProposerFactory::new(
		task_manager.spawn_handle(),
		client.clone(),
		pool.clone(),
		context.prometheus.as_ref(),
		context.telemetry.clone(),
	);
	proposer_factory.set_default_block_size_limit(MAXIMUM_BLOCK_LENGTH as usize);

	let aura =
		sc_consensus_aura::start_aura::<AuraPair, _, _, _, _, _, _, _, _, _, _>(StartAuraParams {
			slot_duration,
			client: client.clone(),
			select_chain: context.select_chain.clone(),
			block_import,
			proposer_factory,
			sync_oracle: sync.clone(),
			justification_sync_link: sync.clone(),
			create_inherent_data_providers: move |_, ()| async move { Ok(slot_and_time(slot_duration)) },
			force_authoring,
			backoff_authoring_blocks: Some(BACKOFF),
			keystore: context.keystore.keystore(),
			block_proposal_slot_portion: SlotProportion::new(PROPOSAL_SHARE_OF_SLOT),
			max_block_proposal_slot_portion: None,
			telemetry: context.telemetry.clone(),
			compatibility_mode: Default::default(),
		})?;

	task_manager
		.spawn_essential_handle()
		.spawn_blocking("aura", Some("block-authoring"), aura);
	Ok(())
}

/// Start voting, or only following the votes if the node holds no key for it.
pub(super) fn start_voter(context: &Context<'_>, voter: Voter) -> Result<(), Error> {
	let config = sc_consensus_grandpa::Config {
		gossip_duration: GOSSIP_DURATION,
		justification_generation_period: JUSTIFICATION_PERIOD,
		name: Some(voter.node_name),
		observer_enabled: false,
		keystore: context.role.is_authority().then(|| context.keystore.keystore()),
		local_role: context.role,
		telemetry: context.telemetry.clone(),
		protocol_name: voter.protocol_name,
	};

	let grandpa = sc_consensus_grandpa::run_grandpa_voter(GrandpaParams {
		config,
		link: voter.link,
		network: context.network.clone(),
		sync: context.sync.clone(),
		notification_service: voter.notifications,
		voting_rule: voting_rules().build(),
		prometheus_registry: context.prometheus.clone(),
		shared_voter_state: voter.shared_state,
		telemetry: context.telemetry.clone(),
		offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(context.pool.clone()),
	})?;

	// Essential: a node that stopped voting unnoticed would weaken the network.
	context
		.task_manager
		.spawn_essential_handle()
		.spawn_blocking("grandpa-voter", None, grandpa);
	Ok(())
}

/// Vote for the block before the best one: everybody should have that, for it was built upon.
///
/// The usual rule waits for two blocks, which guards against the frequent forks of other ways to
/// choose authors. With one author per slot it only makes finality three seconds slower. While
/// much is not yet final, go by three quarters at a time, so that votes meet.
fn voting_rules() -> VotingRulesBuilder<Block, FullClient> {
	VotingRulesBuilder::new()
		.add(BeforeBestBlockBy(1))
		.add(ThreeQuartersOfTheUnfinalizedChain)
}
