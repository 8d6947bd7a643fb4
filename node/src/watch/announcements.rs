// SPDX-License-Identifier: Apache-2.0

//! Hears the announcements of blocks: the first a node learns of a block, and all it learns while
//! it cannot take the block itself.

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

/// Tells the [`Clock`] when blocks were announced, and judges announcements as always.
pub(crate) struct AnnouncementObserver {
	client: Arc<FullClient>,
	clock: Arc<Clock>,
	/// The validators after a block, so as not to ask for them with each announcement.
	authorities: Option<(Hash, Vec<AuraId>)>,
}

impl AnnouncementObserver {
	pub(crate) const fn new(client: Arc<FullClient>, clock: Arc<Clock>) -> Self {
		Self { client, clock, authorities: None }
	}

	fn hear(&mut self, header: &Header) -> Option<()> {
		let now = Timestamp::current();
		let info = self.client.info();
		let slot = authors::slot_of(header)?;
		if header.number <= info.finalized_number || !self.clock.is_curious(slot) {
			return None;
		}
		if self.authorities.as_ref().is_none_or(|(at, _)| *at != info.best_hash) {
			let found = authors::authorities(&self.client, info.best_hash)?;
			self.authorities = Some((info.best_hash, found));
		}
		let (_, authorities) = self.authorities.as_ref()?;
		// Known already: it is this node's own, or came before.
		if self.client.block_hash(header.number).ok()? == Some(header.hash()) {
			return None;
		}
		self.clock.hear(&authors::sealed(header.clone(), authorities)?, now);
		Some(())
	}
}

impl BlockAnnounceValidator<Block> for AnnouncementObserver {
	fn validate(
		&mut self,
		header: &Header,
		data: &[u8],
	) -> Pin<Box<dyn Future<Output = Result<Validation, Box<dyn Error + Send>>> + Send>> {
		self.hear(header);
		BlockAnnounceValidator::<Block>::validate(&mut DefaultBlockAnnounceValidator, header, data)
	}
}
