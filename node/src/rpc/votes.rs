// SPDX-License-Identifier: Apache-2.0

//! The votes of validators, for the evidence that the methods of credentials give.

use std::sync::Arc;

use codec::{Decode, Encode};
use pallet_credentials_rpc::Finality;
use sc_consensus_grandpa::{best_justification, SharedAuthoritySet};
use sc_service::{ChainSpec, Error};
use testamur_primitives::keys::grandpa_authorities;
use testamur_runtime::{opaque::Block, BlockNumber, Hash};

use crate::components::FullBackend;

/// What GRANDPA knows of the votes, in this node.
pub(super) struct Votes {
	pub(super) backend: Arc<FullBackend>,
	pub(super) authority_set: SharedAuthoritySet<Hash, BlockNumber>,
	/// The authorities of the first block, as its state holds them.
	pub(super) first_authorities: Option<Vec<u8>>,
}

impl Finality for Votes {
	fn best_justification(&self) -> Result<Option<Vec<u8>>, String> {
		let votes = best_justification::<_, Block>(&*self.backend);
		Ok(votes.map_err(|error| error.to_string())?.map(|votes| votes.encode()))
	}

	fn current_set(&self) -> u64 {
		self.authority_set.set_id()
	}

	fn ended_sets(&self) -> Vec<(u64, u32)> {
		// The list has no reader of all of its items. It encodes as the list that it is.
		let list = self.authority_set.authority_set_changes().encode();
		Decode::decode(&mut list.as_slice()).unwrap_or_default()
	}

	fn first_authorities(&self) -> Option<Vec<u8>> {
		self.first_authorities.clone()
	}
}

/// Returns the authorities of the first block of a chain. A database that keeps the states of the last
/// blocks only has forgotten them.
pub(crate) fn first_authorities(spec: &dyn ChainSpec) -> Result<Option<Vec<u8>>, Error> {
	let storage = spec.as_storage_builder().build_storage()?;
	Ok(storage.top.get(&grandpa_authorities()).cloned())
}
