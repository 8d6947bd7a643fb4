// SPDX-License-Identifier: Apache-2.0

//! What a node learns from the blocks that others send, before and while it checks them.

use std::sync::Arc;

use sc_consensus::{BlockImportParams, Verifier};
use sp_consensus::BlockOrigin;
use sp_timestamp::Timestamp;
use testamur_runtime::{opaque::Block, Header};
use tokio::sync::mpsc;

use super::{
	authors::{self, Sealed},
	clock::Clock,
};
use crate::components::FullClient;

/// Headers that wait to be compared with others of their slot. More than that at a time is a flood,
/// of which the first ones are enough.
const WAITING: usize = 256;

/// Passes blocks on to a verifier. When they came goes to the [`Clock`], their headers to whoever
/// looks for double authoring.
pub(crate) struct ObservingVerifier<V> {
	verifier: V,
	client: Arc<FullClient>,
	clock: Arc<Clock>,
	verified: mpsc::Sender<Sealed>,
}

impl<V> ObservingVerifier<V> {
	/// And where the headers arrive that the verifier found good.
	pub(crate) fn new(
		verifier: V,
		client: Arc<FullClient>,
		clock: Arc<Clock>,
	) -> (Self, mpsc::Receiver<Sealed>) {
		let (sender, verified) = mpsc::channel(WAITING);
		(Self { verifier, client, clock, verified: sender }, verified)
	}

	/// The block, if it is sealed by the validator whose slot it is.
	fn sealed(&self, header: &Header) -> Option<Sealed> {
		let authorities = authors::authorities(&self.client, header.parent_hash)?;
		authors::sealed(header.clone(), &authorities)
	}

	/// A block came. Wait for the clock of this machine if it is known to be behind.
	async fn arrived(&self, header: &Header, fresh: bool) -> Option<Sealed> {
		let now = Timestamp::current();
		let early = self.clock.early(authors::slot_of(header)?, now);
		// An old block says nothing about the time, a block from the future always does.
		if !fresh && early.is_none() {
			return None;
		}
		let block = self.sealed(header)?;
		self.clock.hear(&block, now);
		if let Some(wait) = early.and_then(|early| self.clock.patience(early)) {
			tokio::time::sleep(wait).await;
		}
		Some(block)
	}
}

#[async_trait::async_trait]
impl<V: Verifier<Block>> Verifier<Block> for ObservingVerifier<V> {
	async fn verify(
		&self,
		block: BlockImportParams<Block>,
	) -> Result<BlockImportParams<Block>, String> {
		if block.with_state() || block.state_action.skip_execution_checks() {
			return self.verifier.verify(block).await;
		}
		let fresh = block.origin == BlockOrigin::NetworkBroadcast;
		let sealed = self.arrived(&block.header, fresh).await;
		let verified = self.verifier.verify(block).await?;
		if let Some(sealed) = sealed.filter(|_| fresh) {
			// Full, or nobody listens: commands on a database do not look for double authoring.
			let _ = self.verified.try_send(sealed);
		}
		Ok(verified)
	}
}
