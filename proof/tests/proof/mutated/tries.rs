// SPDX-License-Identifier: Apache-2.0

//! Tries that nobody has ever had: a node of a proof is changed, and all hashes above it follow.
//!
//! There is no truth about such a state but what another implementation reads in it. So the header is
//! signed over its root, and the verdicts are those over what `sp-trie` finds.

use super::{bytes::mutate, world::World};
use crate::{
	properties::Numbers,
	records::{Account, UNIVERSITY},
};
use sp_core::{Blake2Hasher, H256};
use sp_trie::{CompactProofError, LayoutV1, MemoryDB, Trie, TrieDBBuilder};
use testamur_primitives::{
	evaluate,
	hash::Software,
	keys,
	state::{read, CannotTell, StateReader},
	RecordId,
};
use testamur_proof::{evidence::CompactProof, trie::PartialTrie, Evidence, Hash, Refusal};

/// A part of a state, read by `sp-trie`.
pub(crate) struct Peer {
	db: MemoryDB<Blake2Hasher>,
	root: H256,
}

/// The error of a read that `sp-trie` cannot make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable;

impl StateReader for Peer {
	type Error = Unreadable;

	fn value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Unreadable> {
		let trie = TrieDBBuilder::<LayoutV1<Blake2Hasher>>::new(&self.db, &self.root).build();
		trie.get(key).map_err(|_| Unreadable)
	}
}

impl Peer {
	/// Reads a compact proof, whatever its root.
	pub(crate) fn read(items: &CompactProof) -> Option<Self> {
		let mut db = MemoryDB::<Blake2Hasher>::new(&[]);
		let items = items.iter().map(Vec::as_slice);
		let nowhere = H256::zero();
		match sp_trie::decode_compact::<LayoutV1<Blake2Hasher>, _, _>(&mut db, items, &nowhere) {
			Err(CompactProofError::RootMismatch(root, _)) => Some(Self { db, root }),
			_ => None,
		}
	}

	pub(crate) fn root(&self) -> Hash {
		Hash(self.root.0)
	}
}

/// Returns evidence with a changed state that nobody has signed yet, and how `sp-trie` reads it, or
/// `None` if the changed proof is none to `sp-trie`.
pub(crate) fn forge(world: &World, numbers: &mut Numbers) -> Option<(Evidence, Peer)> {
	let mut evidence = numbers.one_of(&world.evidence[..]).clone();
	// The state of a block of the past would have to be remembered, so it is shown by itself.
	if let Some(past) = evidence.past.take() {
		evidence.header.state_root = past.header.state_root;
		evidence.proof = past.proof;
	}
	let other = numbers.one_of(&world.evidence[..]);
	for _ in 0..=numbers.below(2) {
		match numbers.one_in(3) {
			true => super::parts::mutate_items(&mut evidence.proof, &other.proof, numbers),
			false => {
				let place = numbers.place(evidence.proof.len().max(1));
				mutate(evidence.proof.get_mut(place)?, numbers);
			},
		}
	}
	let peer = Peer::read(&evidence.proof)?;
	evidence.header.state_root = peer.root();
	Some((evidence, peer))
}

/// Checks that each value which a proof is said to have or to lack is the one that `sp-trie` reads.
pub(crate) fn compare(evidence: &Evidence, peer: &Peer, keys: &[Vec<u8>]) -> bool {
	let Ok(trie) = PartialTrie::from_compact(&evidence.proof, peer.root()) else { return false };
	for key in keys {
		if let Ok(found) = trie.get(key) {
			let expected = peer.value(key).unwrap();
			assert_eq!(found.map(<[u8]>::to_vec), expected, "{key:x?}");
		}
	}
	compare_keys(&trie, peer, &keys::holdings(UNIVERSITY));
	compare_keys(&trie, peer, &keys::all_batches());
	true
}

/// Checks that the keys under a prefix are those which `sp-trie` finds, as far as a proof covers them.
fn compare_keys(trie: &PartialTrie, peer: &Peer, prefix: &[u8]) {
	let db = TrieDBBuilder::<LayoutV1<Blake2Hasher>>::new(&peer.db, &peer.root).build();
	let mut expected = sp_trie::TrieDBKeyIterator::new_prefixed(&db, prefix).ok();
	let mut after = prefix.to_vec();
	while let Ok(found) = trie.next_key(prefix, &after) {
		let mut expected = expected.as_mut().unwrap().map(Result::unwrap);
		// A key is not after itself.
		assert_eq!(found, expected.find(|key| key.as_slice() != prefix));
		let Some(found) = found else { return };
		after = found;
	}
}

/// Checks that the verdicts of an accepted proof are those over what `sp-trie` reads.
pub(crate) fn compare_verdicts(shown: &testamur_proof::Proven, peer: &Peer, world: &World) {
	let time = read::<_, u64>(peer, RecordId::Time).unwrap().unwrap_or_default();
	assert_eq!(shown.as_of().time, time);
	for one in world.asked.iter().map(std::slice::from_ref) {
		let expected = evaluate::verify::<_, Account, Software>(peer, one, time);
		match (shown.verify(one), expected) {
			(Ok(found), Ok(expected)) => assert_eq!(found, expected),
			(Err(Refusal::Damaged(found)), Err(CannotTell::Damaged(expected))) => {
				assert_eq!(found, expected);
			},
			// A verifier may be stricter about what is a node, and never laxer.
			(Err(Refusal::Incomplete(_)), _) => (),
			other => panic!("{other:?}"),
		}
	}
}

/// Returns the keys that every proof has, and those of the credentials that are asked about.
pub(crate) fn keys_of(world: &World) -> Vec<Vec<u8>> {
	let of_asked = world.asked.iter().flat_map(|asked| {
		let root = asked.batch_with::<Software>().unwrap().1;
		let chunk = keys::statuses(asked.institution, root, asked.index / 256);
		let successor = keys::successor(asked.institution, root, asked.index);
		[keys::batch(asked.institution, root), chunk, successor]
	});
	crate::chain::system_keys().into_iter().chain(of_asked).collect()
}
