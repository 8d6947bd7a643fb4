// SPDX-License-Identifier: Apache-2.0

//! The hand-offs from one set of authorities to the next.

use super::{
	finality::{target, Finality, Sets},
	voters::next_authorities,
};
use crate::{at::Blocks, chain::Chain};
use codec::Encode;
use pallet_credentials_rpc_api::{json::AuthoritySets, Error};
use pallet_credentials_runtime_api::CredentialsApi;
use sc_client_api::Backend;
use sp_api::{CallApiAt, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use sp_core::H256;
use sp_runtime::{traits::Block as BlockT, AccountId32};
use testamur_proof::{limits::MAX_BYTES, AuthoritySet, Commit, HandOff, HandOffs, Hash, SetId};

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
		// Read first: a set that ends meanwhile is in the list then.
		let votes = self.last_votes(finality);
		let sets = finality.sets().map_err(Error::failed)?;
		if from > sets.current {
			return Err(self.beyond(sets.current));
		}
		let first = self.set(finality, &sets, from)?;
		let genesis = Hash(self.genesis().0);
		let (mut set, mut hand_offs, mut bytes) = (first.clone(), Vec::new(), 0);
		for (id, _) in sets.ended.iter().filter(|(id, _)| *id >= from).take(limit as usize) {
			if *id != set.id() {
				return Err(Error::SetsUnknown(set.id()));
			}
			let hand_off = match self.hand_off(&sets, &set) {
				Err(Error::ForcedChange { .. }) if !hand_offs.is_empty() => break,
				hand_off => hand_off?,
			};
			bytes += hand_off.encoded_size();
			if bytes > PAGE_BYTES && !hand_offs.is_empty() {
				break;
			}
			set = hand_off.check(&set, genesis).map_err(Error::not_provable)?;
			hand_offs.push(hand_off);
		}
		if hand_offs.is_empty() && from < sets.current {
			return Err(Error::SetsUnknown(from));
		}
		if set.id() == sets.current {
			self.ensure_newest(&sets, &set, &votes?)?;
		}
		let count = u32::try_from(hand_offs.len()).unwrap_or(u32::MAX);
		let authorities = Some(first.authorities().to_vec());
		let page = HandOffs { first_set: from, authorities, hand_offs }.encode();
		Ok(AuthoritySets::new(&page, from, count, (set.id() < sets.current).then_some(set.id())))
	}

	/// Returns the error of a question about a set after the newest one.
	fn beyond(&self, newest: SetId) -> Error {
		match self.is_syncing() {
			true => Error::Syncing,
			false => Error::malformed("from", format_args!("the newest set is {newest}")),
		}
	}

	/// Checks that a set is the newest one, before a page ends with it: this node is not behind, and if
	/// the set has voted yet, its votes pass.
	///
	/// Nothing else would show a wrong set to whoever asks for its page, which has no hand-off.
	fn ensure_newest(&self, sets: &Sets, set: &AuthoritySet, votes: &Commit) -> Result<(), Error> {
		if self.is_syncing() {
			return Err(Error::Syncing);
		}
		let voted = target(votes);
		if sets.of_block(voted.number) != set.id() {
			return Ok(());
		}
		let justification = votes.justification(set).map_err(Error::not_provable)?;
		let block = self.header_of(voted)?.id();
		justification.check(set, block).map_err(Error::not_provable)
	}

	/// Returns the hand-off of a set in its last block.
	fn hand_off(&self, sets: &Sets, set: &AuthoritySet) -> Result<HandOff, Error> {
		let last = sets.last_of(set.id()).ok_or_else(|| Error::SetsUnknown(set.id()))?;
		let block = self.last_block(set.id(), last)?;
		let header = self.header_of(block)?;
		let handed_over = sets.finalized_last(set.id()).is_some();
		if !handed_over || next_authorities(&header)?.is_none() {
			return Err(Error::ForcedChange { set: set.id(), block: last });
		}
		let votes = self.votes_for(block.hash)?.ok_or_else(|| Error::SetsUnknown(set.id()))?;
		let justification = votes.justification(set).map_err(Error::not_provable)?;
		Ok(HandOff { header, justification })
	}
}
