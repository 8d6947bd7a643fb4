// SPDX-License-Identifier: Apache-2.0

//! The votes of validators, for the evidence that the methods of credentials give.

use std::sync::Arc;

use codec::{Decode, Encode};
use pallet_credentials_rpc::{Finality, Sets};
use sc_consensus_grandpa::{best_justification, SharedAuthoritySet};
use sc_service::{ChainSpec, Error};
use sp_consensus_grandpa::AuthorityList;
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

	fn sets(&self) -> Result<Sets, String> {
		sets(&self.authority_set)
	}

	fn first_authorities(&self) -> Option<Vec<u8>> {
		self.first_authorities.clone()
	}
}

/// Returns the sets of authorities that GRANDPA keeps, all as of one moment.
///
/// # Errors
///
/// Says what does not decode.
pub(crate) fn sets(known: &SharedAuthoritySet<Hash, BlockNumber>) -> Result<Sets, String> {
	loop {
		// Neither has a reader that keeps the order of the members, or that gives all ended sets. The
		// encoding of the set begins with the members and its number, and the list is one.
		let set = known.clone_inner().encode();
		let ended = known.authority_set_changes().encode();
		let (members, current) = <(AuthorityList, u64)>::decode(&mut set.as_slice())
			.map_err(|error| format!("the present set of authorities: {error}"))?;
		let ended = Decode::decode(&mut ended.as_slice())
			.map_err(|error| format!("the sets of authorities before: {error}"))?;
		// The set may have ended between the two.
		if known.set_id() == current {
			return Ok(Sets { current, authorities: members.encode(), ended });
		}
	}
}

/// Returns the authorities of the first block of a chain. A database that keeps the states of the last
/// blocks only has forgotten them.
pub(crate) fn first_authorities(spec: &dyn ChainSpec) -> Result<Option<Vec<u8>>, Error> {
	let storage = spec.as_storage_builder().build_storage()?;
	Ok(storage.top.get(&grandpa_authorities()).cloned())
}
