// SPDX-License-Identifier: Apache-2.0

//! The name of the chain in headers that hand over to other voters.
//!
//! A vote on finality does not say for which chain it is. Voters may use the same keys on two chains, and
//! whoever follows the hand-offs of one must not be led to the voters of the other.

use crate::{Config, Pallet};
use codec::Encode;
use frame_system::pallet_prelude::BlockNumberFor;
use sp_consensus_grandpa::GRANDPA_ENGINE_ID;
use sp_runtime::{traits::Zero, DigestItem};
use testamur_primitives::keys::CHAIN_ENGINE;

impl<T: Config> Pallet<T> {
	/// Adds the hash of block 0 to the header if GRANDPA announces something in it.
	pub(crate) fn name_chain() {
		let announces =
			|item: &DigestItem| matches!(item, DigestItem::Consensus(GRANDPA_ENGINE_ID, _));
		if frame_system::Pallet::<T>::digest().logs.iter().any(announces) {
			let genesis = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
			let item = DigestItem::Consensus(CHAIN_ENGINE, genesis.encode());
			frame_system::Pallet::<T>::deposit_log(item);
		}
	}
}
