// SPDX-License-Identifier: Apache-2.0

//! Tests of the search for two blocks of one author in one slot.

use super::{
	super::authors::tests::{block, id},
	*,
};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob};

const NOW: u64 = 1_000;

fn insert(
	recent: &mut RecentHeaders,
	slot: u64,
	key: Sr25519Keyring,
	difference: u8,
) -> Option<EquivocationProof> {
	recent.insert(block(slot, key, difference), NOW.into())
}

fn stored(recent: &RecentHeaders) -> usize {
	recent.slots.values().map(VecDeque::len).sum()
}

#[test]
fn two_blocks_for_a_slot_are_a_proof_with_both_seals() {
	let mut recent = RecentHeaders::default();
	let (first, second) = (block(NOW, Alice, 1), block(NOW, Alice, 2));
	assert_eq!(recent.insert(first.clone(), NOW.into()), None);
	let proof = recent.insert(second.clone(), NOW.into()).unwrap();
	assert_eq!((proof.slot, &proof.offender), (NOW.into(), &id(Alice)));
	assert_eq!(proof.first_header, first.header);
	assert_eq!(proof.second_header, second.header);
	for header in [proof.first_header, proof.second_header] {
		assert!(authors::check_seal(header, &[id(Alice)]).is_some());
	}
}

#[test]
fn the_same_block_again_is_no_offence() {
	let mut recent = RecentHeaders::default();
	let block = block(NOW, Alice, 1);
	for _ in 0..10 {
		assert_eq!(recent.insert(block.clone(), NOW.into()), None);
	}
	assert_eq!(stored(&recent), 1);
}

#[test]
fn a_seal_made_anew_is_a_block_of_its_own() {
	// Each signature differs, and so does the hash. Only the owner of the key can make a second
	// one.
	let mut recent = RecentHeaders::default();
	let (one, other) = (block(NOW, Alice, 1), block(NOW, Alice, 1));
	assert_ne!(one.header.hash(), other.header.hash());
	assert_eq!(recent.insert(one, NOW.into()), None);
	assert!(recent.insert(other, NOW.into()).is_some());
}

#[test]
fn other_slots_and_other_authors_are_no_offence() {
	let mut recent = RecentHeaders::default();
	assert_eq!(insert(&mut recent, NOW, Alice, 1), None);
	assert_eq!(insert(&mut recent, NOW + 1, Alice, 2), None);
	assert_eq!(insert(&mut recent, NOW, Bob, 3), None);
}

#[test]
fn many_blocks_for_a_slot_are_proven_once() {
	let mut recent = RecentHeaders::default();
	let proofs = (0..200).filter_map(|difference| insert(&mut recent, NOW, Alice, difference));
	assert_eq!(proofs.count(), 1);
	assert_eq!(stored(&recent), 1);
}

#[test]
fn slots_far_away_are_not_stored() {
	let mut recent = RecentHeaders::default();
	for slot in [0, NOW - WINDOW - 1, NOW + WINDOW + 1, u64::MAX] {
		for difference in 0..3 {
			assert_eq!(insert(&mut recent, slot, Alice, difference), None);
		}
	}
	assert_eq!(stored(&recent), 0);
}

#[test]
fn a_slot_far_away_removes_no_others() {
	let mut recent = RecentHeaders::default();
	insert(&mut recent, NOW, Alice, 1);
	insert(&mut recent, u64::MAX, Bob, 1);
	assert!(insert(&mut recent, NOW, Alice, 2).is_some());
}

#[test]
fn memory_is_bounded() {
	let mut recent = RecentHeaders::default();
	for now in (0..10_000).step_by(7) {
		for slot in [now, now + WINDOW] {
			for key in Sr25519Keyring::iter() {
				recent.insert(block_of(slot, key), now.into());
			}
		}
	}
	let most = (2 * WINDOW as usize + 1) * AUTHORS_PER_SLOT;
	assert!(stored(&recent) <= most, "{}", stored(&recent));
}

/// Makes a block without a seal, since a seal takes long to make.
fn block_of(slot: u64, key: Sr25519Keyring) -> SealedHeader {
	let header = Header {
		number: 1,
		parent_hash: Default::default(),
		state_root: Default::default(),
		extrinsics_root: Default::default(),
		digest: Default::default(),
	};
	SealedHeader { slot: slot.into(), author: id(key), header }
}

#[test]
fn old_slots_are_forgotten() {
	let mut recent = RecentHeaders::default();
	insert(&mut recent, NOW, Alice, 1);
	let later = (NOW + WINDOW + 1).into();
	assert_eq!(recent.insert(block(NOW, Alice, 2), later), None);
	assert_eq!(stored(&recent), 0);
}
