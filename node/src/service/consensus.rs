// SPDX-License-Identifier: Apache-2.0

//! Makes blocks by Aura and finalizes them by GRANDPA.

use std::{sync::Arc, time::Duration};

use sc_basic_authorship::ProposerFactory;
use sc_consensus_aura::{SlotProportion, StartAuraParams};
use sc_consensus_grandpa::{
	BeforeBestBlockBy, GrandpaParams, SharedVoterState, ThreeQuartersOfTheUnfinalizedChain,
	VotingRulesBuilder,
};
use sc_consensus_slots::BackoffAuthoringOnFinalizedHeadLagging;
use sc_network::service::traits::NetworkService;
use sc_network_sync::SyncingService;
use sc_service::{Configuration, Error};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_consensus_aura::sr25519::AuthorityPair as AuraPair;
use testamur_runtime::{constants::MAXIMUM_BLOCK_LENGTH, opaque::Block, BlockNumber};

use super::{
	network::GrandpaProtocol,
	partial::{slot_and_time, JUSTIFICATION_PERIOD},
};
use crate::components::{Components, FullClient, GrandpaBlockImport, GrandpaLink};

/// Time that a vote may take to reach all voters. GRANDPA's timers are multiples of it.
const GOSSIP_DURATION: Duration = Duration::from_millis(333);

/// Strategy that slows authoring down while finality is stuck, since all those blocks may have to
/// be undone.
///
/// In normal operation two to three blocks are not final. From six on, authors leave out one slot
/// after each block, and from seven on two. They never leave out more, however long it takes,
/// because the council needs blocks to decide on a remedy. The SDK's own numbers begin at 50
/// blocks, for which half a network takes five minutes.
const BACKOFF: BackoffAuthoringOnFinalizedHeadLagging<BlockNumber> =
	BackoffAuthoringOnFinalizedHeadLagging {
		max_interval: 2,
		unfinalized_slack: 5,
		authoring_bias: 1,
	};

/// Share of its slot that an author may spend on building a block. The last third is for sending
/// it.
const PROPOSAL_SHARE_OF_SLOT: f32 = 2.0 / 3.0;

/// The components that writing blocks takes.
pub(super) struct Author {
	block_import: GrandpaBlockImport,
	/// The author writes blocks even while the node has no peers.
	force: bool,
}

impl Author {
	/// Returns the author of a validator, or `None` for another node.
	pub(super) fn of(config: &Configuration, block_import: GrandpaBlockImport) -> Option<Self> {
		config
			.role
			.is_authority()
			.then_some(Self { block_import, force: config.force_authoring })
	}
}

/// The components that voting takes.
pub(super) struct Voter {
	link: GrandpaLink,
	shared_state: SharedVoterState,
	protocol: GrandpaProtocol,
	node_name: String,
}

impl Voter {
	/// Returns the voter, or `None` if the operator has switched voting off.
	pub(super) fn of(
		config: &Configuration,
		link: GrandpaLink,
		shared_state: SharedVoterState,
		protocol: GrandpaProtocol,
	) -> Option<Self> {
		let node_name = config.network.node_name.clone();
		(!config.disable_grandpa).then_some(Self { link, shared_state, protocol, node_name })
	}
}

/// Starts the author and the voter, as far as the node has them.
pub(super) fn start(
	components: &Components,
	network: &Arc<dyn NetworkService>,
	sync: &Arc<SyncingService<Block>>,
	author: Option<Author>,
	voter: Option<Voter>,
) -> Result<(), Error> {
	if let Some(author) = author {
		start_author(components, sync, author)?;
	}
	if let Some(voter) = voter {
		start_voter(components, network, sync, voter)?;
	}
	Ok(())
}

/// Starts to write a block whenever one of the node's keys is in turn.
fn start_author(
	components: &Components,
	sync: &Arc<SyncingService<Block>>,
	author: Author,
) -> Result<(), Error> {
	let Components { client, pool, telemetry, .. } = components;
	let slot_duration = sc_consensus_aura::slot_duration(&**client)?;
	let mut proposer_factory = ProposerFactory::new(
		components.spawner.clone(),
		client.clone(),
		pool.clone(),
		components.prometheus.as_ref(),
		telemetry.clone(),
	);
	proposer_factory.set_default_block_size_limit(MAXIMUM_BLOCK_LENGTH as usize);

	let aura =
		sc_consensus_aura::start_aura::<AuraPair, _, _, _, _, _, _, _, _, _, _>(StartAuraParams {
			slot_duration,
			client: client.clone(),
			select_chain: components.select_chain.clone(),
			block_import: author.block_import,
			proposer_factory,
			sync_oracle: sync.clone(),
			justification_sync_link: sync.clone(),
			create_inherent_data_providers: move |_, ()| async move { Ok(slot_and_time(slot_duration)) },
			force_authoring: author.force,
			backoff_authoring_blocks: Some(BACKOFF),
			keystore: components.keystore.clone(),
			block_proposal_slot_portion: SlotProportion::new(PROPOSAL_SHARE_OF_SLOT),
			max_block_proposal_slot_portion: None,
			telemetry: telemetry.clone(),
			compatibility_mode: Default::default(),
		})?;

	components
		.essential_spawner
		.spawn_blocking("aura", Some("block-authoring"), aura);
	Ok(())
}

/// Starts to vote, or only to follow the votes if the node holds no key for it.
fn start_voter(
	components: &Components,
	network: &Arc<dyn NetworkService>,
	sync: &Arc<SyncingService<Block>>,
	voter: Voter,
) -> Result<(), Error> {
	let Components { keystore, role, telemetry, .. } = components;
	let config = sc_consensus_grandpa::Config {
		gossip_duration: GOSSIP_DURATION,
		justification_generation_period: JUSTIFICATION_PERIOD,
		name: Some(voter.node_name),
		observer_enabled: false,
		keystore: role.is_authority().then(|| keystore.clone()),
		local_role: *role,
		telemetry: telemetry.clone(),
		protocol_name: voter.protocol.name,
	};

	let grandpa = sc_consensus_grandpa::run_grandpa_voter(GrandpaParams {
		config,
		link: voter.link,
		network: network.clone(),
		sync: sync.clone(),
		notification_service: voter.protocol.notifications,
		voting_rule: voting_rules().build(),
		prometheus_registry: components.prometheus.clone(),
		shared_voter_state: voter.shared_state,
		telemetry: telemetry.clone(),
		offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(components.pool.clone()),
	})?;

	// The task is essential: a node that stopped voting unnoticed would weaken the network.
	components.essential_spawner.spawn_blocking("grandpa-voter", None, grandpa);
	Ok(())
}

/// Returns rules to vote for the block before the best one, which all others should have, since the
/// best one was built upon it.
///
/// The usual rule waits for two blocks, which guards against the frequent forks of other ways to
/// choose authors. With one author per slot it only makes finality three seconds slower. While many
/// blocks are not yet final, a vote covers three quarters of them, so that votes agree.
fn voting_rules() -> VotingRulesBuilder<Block, FullClient> {
	VotingRulesBuilder::new()
		.add(BeforeBestBlockBy(1))
		.add(ThreeQuartersOfTheUnfinalizedChain)
}
