// SPDX-License-Identifier: Apache-2.0

//! Warns of a node that has no peers, and names the likely reasons.
//!
//! Nodes of different chains disconnect from each other without a message.

use std::{sync::Arc, time::Duration};

use sc_client_api::HeaderBackend;
use sc_network_sync::SyncingService;
use sc_service::ChainType;
use testamur_runtime::{opaque::Block, Hash};

use crate::components::Components;

/// Interval between checks. A node may take one to find its first peer.
const CHECK_INTERVAL: Duration = Duration::from_secs(60);
/// Minimum interval between warnings.
const WARN_INTERVAL: Duration = Duration::from_secs(300);

/// Starts to check for peers. A development chain needs none.
pub(super) fn start(components: &Components, sync: &Arc<SyncingService<Block>>) {
	if components.chain_type == ChainType::Development {
		return;
	}
	let genesis = components.client.info().genesis_hash;
	let sync = sync.clone();
	let check = async move {
		let mut alone = Duration::ZERO;
		loop {
			tokio::time::sleep(CHECK_INTERVAL).await;
			if sync.num_connected_peers() > 0 {
				alone = Duration::ZERO;
				continue;
			}
			if alone.as_secs().is_multiple_of(WARN_INTERVAL.as_secs()) {
				log::warn!("{}", no_peers(genesis));
			}
			alone += CHECK_INTERVAL;
		}
	};
	components.spawner.spawn("peers", Some("networking"), check);
}

fn no_peers(genesis: Hash) -> String {
	format!(
		"🏝 This node has no peers. Others must be reachable (--bootnodes, a firewall) and have the \
		 same chain specification: their log names the same genesis block, {genesis:?}. Nodes of \
		 another chain turn each other away without a word.",
	)
}
