// SPDX-License-Identifier: Apache-2.0

//! Observation of the blocks that others send, before and while a node checks them.

use std::sync::Arc;

use sc_consensus::{BlockImportParams, Verifier};
use sp_consensus::BlockOrigin;
use sp_timestamp::Timestamp;
use testamur_runtime::{opaque::Block, Header};
use tokio::sync::mpsc;

use super::{
	authors::{self, Sealed},
	clock::Clock,
	FullClient,
};

/// Number of headers that may wait to be compared with others of their slot. More at a time are a
/// flood, of which the first ones are enough.
const WAITING: usize = 256;

/// Wraps the import verifier: reports arrival times to the [`Clock`] and verified headers to the
/// equivocation detector.
pub(super) struct Watchful<V> {
	verifier: V,
	client: Arc<FullClient>,
	clock: Arc<Clock>,
	verified: mpsc::Sender<Sealed>,
}

impl<V> Watchful<V> {
	/// Returns the verifier and the receiver of verified headers.
	pub(super) fn new(
		verifier: V,
		client: Arc<FullClient>,
		clock: Arc<Clock>,
	) -> (Self, mpsc::Receiver<Sealed>) {
		let (sender, verified) = mpsc::channel(WAITING);
		(Self { verifier, client, clock, verified: sender }, verified)
	}

	/// Returns the block if it is sealed by the validator whose slot it is.
	fn sealed(&self, header: &Header) -> Option<Sealed> {
		let authorities = authors::authorities(&self.client, header.parent_hash)?;
		authors::sealed(header.clone(), &authorities)
	}

	/// Notes the arrival of a block, and waits for the clock of this machine if that is known to be
	/// behind.
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
impl<V: Verifier<Block>> Verifier<Block> for Watchful<V> {
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
			// The channel is full, or nobody listens: commands on a database detect nothing.
			let _ = self.verified.try_send(sealed);
		}
		Ok(verified)
	}
}
