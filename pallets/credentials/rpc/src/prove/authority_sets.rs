// SPDX-License-Identifier: Apache-2.0

//! The hand-offs from one set of authorities to the next.

use super::finality::Finality;
use crate::{
	at::{BlockRef, Blocks},
	chain::Chain,
};
use codec::Encode;
use pallet_credentials_rpc_api::{json::AuthoritySets, Error};
use pallet_credentials_runtime_api::CredentialsApi;
use sc_client_api::Backend;
use sp_api::{CallApiAt, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use sp_core::H256;
use sp_runtime::{traits::Block as BlockT, AccountId32};
use testamur_proof::{
	header::Change, limits::MAX_BYTES, AuthoritySet, HandOff, HandOffs, Header, SetId,
};

/// The size up to which a page grows, in bytes. It leaves room for the authorities of the first set and
/// for one more hand-off of the largest set.
const PAGE_BYTES: usize = MAX_BYTES / 2;

impl<B, Client, Be> Chain<B, Client, Be>
where
	B: BlockT<Hash = H256>,
	Client: ProvideRuntimeApi<B> + CallApiAt<B> + HeaderBackend<B>,
	Client::Api: CredentialsApi<B, AccountId32>,
	Be: Backend<B>,
{
	/// Returns at most `limit` hand-offs, the first of which is signed by the set `from`.
	///
	/// Each is checked as a verifier does. The page ends before a set that ended without a hand-off.
	pub(crate) fn authority_sets(
		&self,
		finality: &dyn Finality,
		from: SetId,
		limit: u32,
	) -> Result<AuthoritySets, Error> {
		let newest = finality.current_set();
		if from > newest {
			return Err(Error::malformed("from", format_args!("the newest set is {newest}")));
		}
		let ended = finality.ended_sets();
		let first = self.authorities(finality, &ended, from)?;
		let (mut set, mut hand_offs, mut bytes) = (first.clone(), Vec::new(), 0);
		for (id, last) in ended.iter().filter(|(id, _)| *id >= from).take(limit as usize) {
			if *id != set.id() {
				return Err(Error::SetsUnknown(set.id()));
			}
			let hand_off = match self.hand_off(&set, *last) {
				Err(Error::ForcedChange { .. }) if !hand_offs.is_empty() => break,
				hand_off => hand_off?,
			};
			bytes += hand_off.encoded_size();
			if bytes > PAGE_BYTES && !hand_offs.is_empty() {
				break;
			}
			set = hand_off.check(&set).map_err(Error::not_provable)?;
			hand_offs.push(hand_off);
		}
		if hand_offs.is_empty() && from < newest {
			return Err(Error::SetsUnknown(from));
		}
		let count = u32::try_from(hand_offs.len()).unwrap_or(u32::MAX);
		let authorities = Some(first.authorities().to_vec());
		let page = HandOffs { first_set: from, authorities, hand_offs }.encode();
		Ok(AuthoritySets::new(&page, from, count, (set.id() < newest).then_some(set.id())))
	}

	/// Returns the hand-off of a set in its last block.
	fn hand_off(&self, set: &AuthoritySet, last: u32) -> Result<HandOff, Error> {
		let block = self.last_block(set.id(), last)?;
		let header = self.header_of(block)?;
		if next_authorities(&header)?.is_none() {
			return Err(Error::ForcedChange { set: set.id(), block: last });
		}
		let votes = self.votes_for(block.hash)?.ok_or_else(|| Error::SetsUnknown(set.id()))?;
		let justification = votes.justification(set).map_err(Error::not_provable)?;
		Ok(HandOff { header, justification })
	}

	/// Returns the last block of a set.
	fn last_block(&self, set: SetId, last: u32) -> Result<BlockRef, Error> {
		let hash = self.hash_of(last.into())?.ok_or(Error::SetsUnknown(set))?;
		Ok(BlockRef { number: last.into(), hash })
	}

	/// Returns the authorities of a set: those of the genesis block, those to whom the set before handed
	/// over, or else those that a state names.
	fn authorities(
		&self,
		finality: &dyn Finality,
		ended: &[(SetId, u32)],
		set: SetId,
	) -> Result<AuthoritySet, Error> {
		let Some(before) = set.checked_sub(1) else {
			let first = finality.first_authorities().ok_or(Error::SetsUnknown(set))?;
			return AuthoritySet::from_storage(set, &first).map_err(Error::failed);
		};
		let last_of = |set| ended.iter().find(|(id, _)| *id == set).map(|(_, last)| *last);
		if let Some(last) = last_of(before) {
			let header = self.header_of(self.last_block(before, last)?)?;
			if let Some(authorities) = next_authorities(&header)? {
				return AuthoritySet::new(set, authorities).map_err(Error::not_provable);
			}
		}
		let block = match last_of(set) {
			Some(last) => self.last_block(set, last)?,
			None => self.finalized(),
		};
		match self.voters_of(finality, block, &self.header_of(block)?) {
			Ok(voters) if voters.id() == set => Ok(voters),
			Ok(_) | Err(Error::StatePruned) => Err(Error::SetsUnknown(set)),
			Err(error) => Err(error),
		}
	}
}

/// Returns the authorities to whom a block hands over, or `None` if it does not.
fn next_authorities(header: &Header) -> Result<Option<Vec<testamur_proof::Authority>>, Error> {
	match header.change().map_err(Error::not_provable)? {
		Change::Scheduled { authorities, .. } => Ok(Some(authorities)),
		Change::None | Change::Forced => Ok(None),
	}
}
