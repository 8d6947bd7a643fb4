// SPDX-License-Identifier: Apache-2.0

//! Observes the announcements of blocks. A node learns of a block from its announcement first, and
//! from nothing else while it cannot import the block itself.

use std::{error::Error, future::Future, pin::Pin, sync::Arc};

use sc_client_api::BlockBackend;
use sp_blockchain::HeaderBackend;
use sp_consensus::block_validation::{
	BlockAnnounceValidator, DefaultBlockAnnounceValidator, Validation,
};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_timestamp::Timestamp;
use testamur_runtime::{opaque::Block, Hash, Header};

use super::{authors, clock::Clock};
use crate::components::FullClient;

/// A validator of announcements that accepts what the default one accepts, and reports to the
/// [`Clock`] when each block was announced.
pub(crate) struct AnnouncementObserver {
	client: Arc<FullClient>,
	clock: Arc<Clock>,
	/// The validators after a block, cached from one announcement to the next.
	authorities: Option<(Hash, Vec<AuraId>)>,
}

impl AnnouncementObserver {
	pub(crate) const fn new(client: Arc<FullClient>, clock: Arc<Clock>) -> Self {
		Self { client, clock, authorities: None }
	}

	fn observe(&mut self, header: &Header) -> Option<()> {
		let now = Timestamp::current();
		let info = self.client.info();
		let slot = authors::slot_of(header)?;
		if header.number <= info.finalized_number || !self.clock.is_new_slot(slot) {
			return None;
		}
		if self.authorities.as_ref().is_none_or(|(at, _)| *at != info.best_hash) {
			let found = authors::authorities(&self.client, info.best_hash)?;
			self.authorities = Some((info.best_hash, found));
		}
		let (_, authorities) = self.authorities.as_ref()?;
		// A known block is this node's own, or arrived before.
		if self.client.block_hash(header.number).ok()? == Some(header.hash()) {
			return None;
		}
		self.clock.observe(&authors::check_seal(header.clone(), authorities)?, now);
		Some(())
	}
}

impl BlockAnnounceValidator<Block> for AnnouncementObserver {
	fn validate(
		&mut self,
		header: &Header,
		data: &[u8],
	) -> Pin<Box<dyn Future<Output = Result<Validation, Box<dyn Error + Send>>> + Send>> {
		self.observe(header);
		BlockAnnounceValidator::<Block>::validate(&mut DefaultBlockAnnounceValidator, header, data)
	}
}
