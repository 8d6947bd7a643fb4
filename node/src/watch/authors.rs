// SPDX-License-Identifier: Apache-2.0

//! Finds the author and the slot of a block.

use sc_consensus_aura::standalone;
use sp_consensus_aura::sr25519::{
	AuthorityId as AuraId, AuthorityPair as AuraPair, AuthoritySignature,
};
use sp_consensus_slots::Slot;
use testamur_runtime::{opaque::Block, Hash, Header};

use crate::components::FullClient;

/// A sealed header, with its slot and its author.
#[derive(Clone, Debug)]
pub(crate) struct SealedHeader {
	pub(super) slot: Slot,
	pub(super) author: AuraId,
	pub(super) header: Header,
}

/// Returns the slot that a header claims. The genesis block has none.
pub(super) fn slot_of(header: &Header) -> Option<Slot> {
	if header.number == 0 {
		return None;
	}
	standalone::find_pre_digest::<Block, AuthoritySignature>(header).ok()
}

/// Returns the validators that take turns after that block, or `None` where its state is missing.
pub(super) fn authorities(client: &FullClient, parent: Hash) -> Option<Vec<AuraId>> {
	standalone::fetch_authorities::<AuraId, Block, _>(client, parent).ok()
}

/// Returns the header with its author, if the validator whose slot it is has sealed it.
pub(super) fn check_seal(header: Header, authorities: &[AuraId]) -> Option<SealedHeader> {
	// Any slot is fine here: the import queue judges whether it has begun.
	let check = standalone::check_header_slot_and_seal::<Block, AuraPair>(
		u64::MAX.into(),
		header.clone(),
		authorities,
	);
	let (_, slot, _) = check.ok()?;
	let author = standalone::slot_author::<AuraPair>(slot, authorities)?.clone();
	Some(SealedHeader { slot, author, header })
}

#[cfg(test)]
pub(super) mod tests {
	use super::*;
	use sp_consensus_aura::digests::CompatibleDigestItem;
	use sp_core::Pair;
	use sp_keyring::Sr25519Keyring;
	use sp_runtime::{traits::Header as _, Digest, DigestItem};

	pub(in crate::watch) fn id(key: Sr25519Keyring) -> AuraId {
		key.public().into()
	}

	/// Makes a block for a slot. Those with another `difference` have another hash.
	pub(in crate::watch) fn block(slot: u64, key: Sr25519Keyring, difference: u8) -> SealedHeader {
		let claim =
			<DigestItem as CompatibleDigestItem<AuthoritySignature>>::aura_pre_digest(slot.into());
		let mut header = Header::new(
			7,
			[difference; 32].into(),
			Default::default(),
			Default::default(),
			Digest { logs: vec![claim] },
		);
		let seal = AuraPair::from(key.pair()).sign(header.hash().as_ref());
		header.digest.push(DigestItem::aura_seal(seal));
		SealedHeader { slot: slot.into(), author: id(key), header }
	}

	#[test]
	fn a_block_names_its_slot() {
		assert_eq!(slot_of(&block(5, Sr25519Keyring::Alice, 0).header), Some(5.into()));
	}

	#[test]
	fn the_genesis_block_and_strange_ones_have_no_slot() {
		let mut header = block(5, Sr25519Keyring::Alice, 0).header;
		header.number = 0;
		assert_eq!(slot_of(&header), None);
		header.number = 7;
		header.digest = Default::default();
		assert_eq!(slot_of(&header), None);
	}

	#[test]
	fn only_the_validator_in_turn_can_seal() {
		let authorities = [Sr25519Keyring::Alice, Sr25519Keyring::Bob].map(id);
		let by = |slot, key| check_seal(block(slot, key, 0).header, &authorities);
		let found = by(5, Sr25519Keyring::Bob).unwrap();
		assert_eq!((found.slot, found.author), (5.into(), authorities[1].clone()));
		assert!(by(4, Sr25519Keyring::Bob).is_none());
		assert!(by(4, Sr25519Keyring::Charlie).is_none());
		assert!(check_seal(block(4, Sr25519Keyring::Alice, 0).header, &[]).is_none());
	}

	#[test]
	fn a_changed_block_has_no_author() {
		let mut header = block(5, Sr25519Keyring::Alice, 0).header;
		header.state_root = [1; 32].into();
		assert!(check_seal(header, &[id(Sr25519Keyring::Alice)]).is_none());
	}
}
