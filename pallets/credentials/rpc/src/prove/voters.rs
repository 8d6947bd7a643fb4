// SPDX-License-Identifier: Apache-2.0

//! The members of the sets of authorities.

use super::finality::{Finality, Sets};
use crate::{
	at::{BlockRef, Blocks},
	chain::Chain,
};
use pallet_credentials_rpc_api::Error;
use pallet_credentials_runtime_api::CredentialsApi;
use sc_client_api::Backend;
use sp_api::{CallApiAt, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use sp_core::H256;
use sp_runtime::{traits::Block as BlockT, AccountId32};
use sp_state_machine::Backend as _;
use testamur_primitives::keys::grandpa_authorities;
use testamur_proof::{header::Change, Authority, AuthoritySet, Header, SetId};

impl<B, Client, Be> Chain<B, Client, Be>
where
	B: BlockT<Hash = H256>,
	Client: ProvideRuntimeApi<B> + CallApiAt<B> + HeaderBackend<B>,
	Client::Api: CredentialsApi<B, AccountId32>,
	Be: Backend<B>,
{
	/// Returns the authorities of a set: those who vote now, those of the genesis block, those to whom
	/// the set before handed over, or else, for a set that was forced upon the chain, those in the state
	/// of its last block.
	///
	/// The state of any other block may name others: for some time after a recovery it still has the
	/// set that was replaced.
	pub(super) fn set(
		&self,
		finality: &dyn Finality,
		sets: &Sets,
		id: SetId,
	) -> Result<AuthoritySet, Error> {
		if id == sets.current {
			return AuthoritySet::from_storage(id, &sets.authorities).map_err(Error::failed);
		}
		let Some(before) = id.checked_sub(1) else {
			let first = finality.first_authorities().ok_or(Error::SetsUnknown(id))?;
			return AuthoritySet::from_storage(id, &first).map_err(Error::failed);
		};
		if let Some(last) = sets.finalized_last(before) {
			let header = self.header_of(self.last_block(before, last)?)?;
			if let Some(authorities) = next_authorities(&header)? {
				return AuthoritySet::new(id, authorities).map_err(Error::not_provable);
			}
		}
		let last = sets.finalized_last(id).ok_or(Error::SetsUnknown(id))?;
		match self.voters_in_state(id, self.last_block(id, last)?) {
			Err(Error::StatePruned) => Err(Error::SetsUnknown(id)),
			voters => voters,
		}
	}

	/// Returns the last block of a set.
	pub(super) fn last_block(&self, set: SetId, last: u32) -> Result<BlockRef, Error> {
		let hash = self.hash_of(last.into())?.ok_or(Error::SetsUnknown(set))?;
		Ok(BlockRef { number: last.into(), hash })
	}

	/// Returns the authorities who vote for a block, by the states: the state of a block has those who
	/// vote for the next one, so it is that of the parent where the block changes them.
	fn voters_in_state(&self, set: SetId, block: BlockRef) -> Result<AuthoritySet, Error> {
		let header = self.header_of(block)?;
		let read_from = match header.change().map_err(Error::not_provable)? {
			Change::None => block,
			Change::Scheduled { .. } | Change::Forced => {
				BlockRef { number: block.number.saturating_sub(1), hash: header.parent.0.into() }
			},
		};
		let state = self.state_of(read_from)?;
		let value = state.storage(&grandpa_authorities());
		let value = value.map_err(|error| self.explain(read_from, &error))?;
		let value = value.ok_or_else(|| Error::failed("the state names no authorities"))?;
		AuthoritySet::from_storage(set, &value).map_err(Error::failed)
	}
}

/// Returns the authorities to whom a block hands over, or `None` if it does not.
pub(super) fn next_authorities(header: &Header) -> Result<Option<Vec<Authority>>, Error> {
	match header.change().map_err(Error::not_provable)? {
		Change::Scheduled { authorities, .. } => Ok(Some(authorities)),
		Change::None | Change::Forced => Ok(None),
	}
}
