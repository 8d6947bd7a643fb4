// SPDX-License-Identifier: Apache-2.0

//! Says why a node may be alone.
//!
//! A peer on another chain is turned away without a word, and so is this node by others.

use std::{sync::Arc, time::Duration};

use sc_client_api::HeaderBackend;
use sc_network_sync::SyncingService;
use sc_service::ChainType;
use testamur_runtime::{opaque::Block, Hash};

use crate::components::Components;

/// How long a node may take to find its peers, and how often it is said that it has none.
const PATIENCE: Duration = Duration::from_secs(60);
const SAY_AGAIN: Duration = Duration::from_secs(300);

/// Look whether there are peers. A development chain needs none.
pub(super) fn start(components: &Components, sync: &Arc<SyncingService<Block>>) {
	if components.chain_type == ChainType::Development {
		return;
	}
	let genesis = components.client.info().genesis_hash;
	let sync = sync.clone();
	let look = async move {
		let mut alone = Duration::ZERO;
		loop {
			tokio::time::sleep(PATIENCE).await;
			if sync.num_connected_peers() > 0 {
				alone = Duration::ZERO;
				continue;
			}
			if alone.as_secs().is_multiple_of(SAY_AGAIN.as_secs()) {
				log::warn!("{}", lonely(genesis));
			}
			alone += PATIENCE;
		}
	};
	components.spawner.spawn("peers", Some("networking"), look);
}

fn lonely(genesis: Hash) -> String {
	format!(
		"🏝 This node has no peers. Others must be reachable (--bootnodes, a firewall) and have the \
		 same chain specification: their log names the same genesis block, {genesis:?}. Nodes of \
		 another chain turn each other away without a word.",
	)
}
