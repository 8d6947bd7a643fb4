// SPDX-License-Identifier: Apache-2.0

//! Observes the blocks that others send, before and while they are verified.

use std::sync::Arc;

use sc_consensus::{BlockImportParams, Verifier};
use sp_consensus::BlockOrigin;
use sp_timestamp::Timestamp;
use testamur_runtime::{opaque::Block, Header};
use tokio::sync::mpsc;

use super::{
	authors::{self, SealedHeader},
	clock::Clock,
};
use crate::components::FullClient;

/// Number of headers that may wait for the equivocation detector. More at a time are a flood, of
/// which the first ones are enough.
const QUEUE_CAPACITY: usize = 256;

/// A verifier that wraps another one. It reports arrival times to the [`Clock`], and verified
/// headers to the equivocation detector.
pub(crate) struct ObservingVerifier<V> {
	verifier: V,
	client: Arc<FullClient>,
	clock: Arc<Clock>,
	verified: mpsc::Sender<SealedHeader>,
	/// False if a node that has the state of a block is not to fetch the blocks before it.
	is_complete: bool,
}

impl<V> ObservingVerifier<V> {
	/// Returns the verifier, and the receiver of verified headers. If not `is_complete`, a node that has
	/// the state of a block does not fetch the blocks before it: GRANDPA imports no plans that became void
	/// without votes for them, which nobody has.
	pub(crate) fn new(
		verifier: V,
		client: Arc<FullClient>,
		clock: Arc<Clock>,
		is_complete: bool,
	) -> (Self, mpsc::Receiver<SealedHeader>) {
		let (sender, verified) = mpsc::channel(QUEUE_CAPACITY);
		(Self { verifier, client, clock, verified: sender, is_complete }, verified)
	}

	/// Returns the header with its author, if the validator whose slot it is has sealed it.
	fn check_seal(&self, header: &Header) -> Option<SealedHeader> {
		let authorities = authors::authorities(&self.client, header.parent_hash)?;
		authors::check_seal(header.clone(), &authorities)
	}

	/// Reports the arrival of a block to the clock, and waits if the clock is known to be behind.
	async fn observe(&self, header: &Header, is_fresh: bool) -> Option<SealedHeader> {
		let now = Timestamp::current();
		let early = self.clock.time_until_due(authors::slot_of(header)?, now);
		// An old block shows nothing about the time, a block from the future always does.
		if !is_fresh && early.is_none() {
			return None;
		}
		let block = self.check_seal(header)?;
		self.clock.observe(&block, now);
		if let Some(wait) = early.and_then(|early| self.clock.grace(early)) {
			tokio::time::sleep(wait).await;
		}
		Some(block)
	}
}

#[async_trait::async_trait]
impl<V: Verifier<Block>> Verifier<Block> for ObservingVerifier<V> {
	async fn verify(
		&self,
		mut block: BlockImportParams<Block>,
	) -> Result<BlockImportParams<Block>, String> {
		block.create_gap &= self.is_complete;
		if block.with_state() || block.state_action.skip_execution_checks() {
			return self.verifier.verify(block).await;
		}
		let is_fresh = block.origin == BlockOrigin::NetworkBroadcast;
		let sealed = self.observe(&block.header, is_fresh).await;
		let verified = self.verifier.verify(block).await?;
		if let Some(sealed) = sealed.filter(|_| is_fresh) {
			// Sending fails if the queue is full, or if there is no detector, as in commands on a
			// database.
			let _ = self.verified.try_send(sealed);
		}
		Ok(verified)
	}
}
