// SPDX-License-Identifier: Apache-2.0

//! Tests of proofs of a part of a trie, against the crate that nodes use.

use crate::state::{Built, State};
use proptest::{collection::vec, prelude::*};
use sp_core::Blake2Hasher;
use sp_trie::{CompactProof, LayoutV1, MemoryDB, Trie, TrieDBBuilder};
use testamur_proof::{
	trie::{NotCovered, PartialTrie, ProofFault},
	Hash,
};

fn open(built: &Built, proof: &[Vec<u8>]) -> Result<PartialTrie, ProofFault> {
	PartialTrie::from_compact(proof, built.root)
}

/// Returns what the crate of nodes says: the value, or an error where the proof does not have it.
fn reference(built: &Built, proof: &[Vec<u8>], key: &[u8]) -> Result<Option<Vec<u8>>, ()> {
	let root = built.root.0.into();
	let proof = CompactProof { encoded_nodes: proof.to_vec() };
	let (db, _): (MemoryDB<Blake2Hasher>, _) = proof.to_memory_db(&root).map_err(|_| ())?;
	TrieDBBuilder::<LayoutV1<Blake2Hasher>>::new(&db, &root)
		.build()
		.get(key)
		.map_err(|_| ())
}

/// Returns all keys under a prefix by walking from one to the next.
fn walk(trie: &PartialTrie, prefix: &[u8]) -> Result<Vec<Vec<u8>>, NotCovered> {
	let (mut keys, mut last) = (Vec::new(), prefix.to_vec());
	while let Some(key) = trie.next_key(prefix, &last)? {
		assert!(last < key, "a walk that does not advance never ends");
		last.clone_from(&key);
		keys.push(key);
	}
	Ok(keys)
}

fn under(state: &State, prefix: &[u8]) -> Vec<Vec<u8>> {
	let beyond = |key: &&Vec<u8>| key.starts_with(prefix) && key.as_slice() != prefix;
	state.0.keys().filter(beyond).cloned().collect()
}

/// Returns keys that share beginnings, and values of all sizes around that of a hash.
fn states() -> impl Strategy<Value = State> {
	let byte = prop_oneof![Just(0x00), Just(0x01), Just(0x10), Just(0xff), any::<u8>()];
	let key = vec(byte, 0..6);
	let value = prop_oneof![
		vec(any::<u8>(), 0..4),
		vec(any::<u8>(), 30..35),
		Just(vec![7; 33]),
		Just(vec![7; 600]),
	];
	prop::collection::btree_map(key, value, 1..40).prop_map(State)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(600))]

	/// Checks lookups in partial proofs: what is covered is answered as in the whole state, and the
	/// rest is not covered, wherever the crate of nodes says so.
	#[test]
	fn lookups_agree_with_the_crate_of_nodes(
		state in states(),
		asked in vec(vec(any::<u8>(), 0..5), 0..4),
		picked in vec(any::<prop::sample::Index>(), 1..5),
		is_v0 in any::<bool>(),
	) {
		let all: Vec<_> = state.0.keys().cloned().collect();
		let built = if is_v0 { state.build_v0() } else { state.build() };
		let mut keys = asked;
		keys.extend(picked.iter().map(|index| index.get(&all).clone()));
		let proof = built.prove(&keys, &[]);
		let trie = open(&built, &proof).unwrap();
		for key in &keys {
			prop_assert_eq!(trie.get(key).unwrap(), built.state.0.get(key).map(Vec::as_slice));
		}
		for key in &all {
			let found = trie.get(key).map(|value| value.map(<[u8]>::to_vec)).map_err(|_| ());
			prop_assert_eq!(&found, &reference(&built, &proof, key));
			prop_assert!(found.is_err() || found.unwrap() == built.state.0.get(key).cloned());
		}
	}

	/// Checks walks: complete where the proof covers a prefix, and never shorter than the state.
	#[test]
	fn walks_are_complete_or_not_covered(
		state in states(),
		prefix in vec(prop_oneof![Just(0x00), Just(0x10), any::<u8>()], 0..3),
		other in vec(any::<u8>(), 0..3),
	) {
		let built = state.build();
		let proof = built.prove(&[other], std::slice::from_ref(&prefix));
		let trie = open(&built, &proof).unwrap();
		prop_assert_eq!(walk(&trie, &prefix).unwrap(), under(&built.state, &prefix));
		for length in 0..3 {
			for elsewhere in [0x00, 0x10, 0xff] {
				let elsewhere = vec![elsewhere; length];
				if let Ok(keys) = walk(&trie, &elsewhere) {
					prop_assert_eq!(keys, under(&built.state, &elsewhere));
				}
			}
		}
	}

	/// Checks that a proof of everything rebuilds the trie, and is all that the crate of nodes has.
	#[test]
	fn a_proof_of_everything_has_every_key(state in states(), is_v0 in any::<bool>()) {
		let built = if is_v0 { state.build_v0() } else { state.build() };
		let trie = open(&built, &built.prove_all()).unwrap();
		let mut keys = walk(&trie, &[]).unwrap();
		keys.extend(built.state.0.contains_key(&Vec::new()).then(Vec::new));
		keys.sort();
		prop_assert_eq!(keys, built.state.0.keys().cloned().collect::<Vec<_>>());
		for (key, value) in &built.state.0 {
			prop_assert_eq!(trie.get(key).unwrap(), Some(value.as_slice()));
		}
	}

	/// Checks that items in the plain form cover what they lead to, and that those of another state are of no
	/// effect.
	#[test]
	fn items_in_the_plain_form_cover_more_of_the_same_state(
		state in states(),
		other in states(),
		is_v0 in any::<bool>(),
		places in vec(any::<prop::sample::Index>(), 0..5),
		absent in vec(any::<u8>(), 0..6),
	) {
		let built = if is_v0 { state.clone().build_v0() } else { state.clone().build() };
		let all: Vec<Vec<u8>> = state.0.keys().cloned().collect();
		let chosen = places.iter().filter(|_| !all.is_empty()).map(|place| place.get(&all).clone());
		let wanted: Vec<_> = chosen.chain([absent]).collect();
		let mut trie = open(&built, &built.prove(&[Vec::new()], &[])).unwrap();
		let foreign: Vec<_> = other.build().nodes(&[], &[Vec::new()]).into_iter_nodes().collect();
		trie.extend(foreign);
		for key in &all {
			if let Ok(found) = trie.get(key) {
				prop_assert_eq!(found, state.0.get(key).map(Vec::as_slice));
			}
		}
		trie.extend(built.nodes(&wanted, &[]).into_iter_nodes());
		for key in &wanted {
			prop_assert_eq!(trie.get(key), Ok(state.0.get(key).map(Vec::as_slice)));
		}
	}

	/// Checks that whatever is changed in a proof, it is refused, or says nothing else than the state.
	#[test]
	fn a_changed_proof_says_nothing_else(
		state in states(),
		item in any::<prop::sample::Index>(),
		place in any::<prop::sample::Index>(),
		flip in 1..=255_u8,
		kind in 0..4_u8,
	) {
		let built = state.build();
		let mut proof = built.prove_all();
		let length = proof.len();
		let index = item.index(length);
		match kind {
			0 => { proof.remove(index); },
			1 => { let copy = proof[index].clone(); proof.push(copy); },
			2 => proof.swap(index, place.index(length)),
			_ if proof[index].is_empty() => (),
			_ => {
				let byte = place.index(proof[index].len());
				proof[index][byte] ^= flip;
			},
		}
		if let Ok(trie) = open(&built, &proof) {
			for (key, value) in &built.state.0 {
				prop_assert!(matches!(trie.get(key), Err(_) | Ok(Some(_))));
				if let Ok(Some(found)) = trie.get(key) {
					prop_assert_eq!(found, value.as_slice());
				}
			}
		}
	}
}

fn small() -> Built {
	let mut state = State::default();
	for n in 0..40_u8 {
		state.0.insert(vec![n, n.wrapping_mul(37)], vec![n; usize::from(n)]);
	}
	state.build()
}

#[test]
fn every_fault_of_a_proof_has_its_name() {
	let built = small();
	let proof = built.prove_all();
	let fault = |proof: &[Vec<u8>]| open(&built, proof).unwrap_err();
	assert_eq!(fault(&[]), ProofFault::Truncated);
	assert_eq!(fault(&proof[..proof.len() - 1]), ProofFault::Truncated);
	assert_eq!(fault(&[vec![]]), ProofFault::Malformed);
	assert_eq!(fault(&[vec![0]]), ProofFault::Malformed);
	assert_eq!(fault(&[proof.clone(), vec![vec![1]]].concat()), ProofFault::Unneeded);
	assert_eq!(PartialTrie::from_compact(&proof, Hash([1; 32])), Err(ProofFault::OtherRoot));
	// A leaf with a value that stands by itself, twice below one branch.
	let leaf = vec![0x01, 0x40, 0x00];
	let branch = vec![0x80, 0b11, 0b00, 0x00, 0x00];
	let value = vec![9; 40];
	let twice = [branch, leaf.clone(), value.clone(), leaf, value].concat_items();
	assert_eq!(fault(&twice), ProofFault::Repeated);
	let deep: Vec<_> = (0..200_u8).map(|_| vec![0x80, 0b01, 0b00, 0x00]).collect();
	assert_eq!(fault(&deep), ProofFault::TooDeep);
}

trait ConcatItems {
	fn concat_items(self) -> Vec<Vec<u8>>;
}

impl<const N: usize> ConcatItems for [Vec<u8>; N] {
	fn concat_items(self) -> Vec<Vec<u8>> {
		self.into()
	}
}

/// Checks the parts of nodes that the trie of an honest node never has.
#[test]
fn nodes_that_no_trie_has_are_malformed() {
	let built = small();
	let nodes: [&[u8]; 9] = [
		// No header, the header of the empty node, and reserved ones.
		&[0x01],
		&[0x00],
		&[0x02, 0x00],
		// A leaf without its value, and one with bytes left over.
		&[0x41, 0x05],
		&[0x41, 0x05, 0x04, 0xaa, 0xbb],
		// A half byte of a partial key that is not zero.
		&[0x41, 0x15, 0x00],
		// A branch without children.
		&[0x80, 0x00, 0x00],
		// A child that is longer than a hash, and a number that is longer than it has to be.
		&[[0x80, 0x01, 0x00, 0x84].as_slice(), &[0x40; 33]].concat(),
		&[0x40, 0x01, 0x00],
	];
	for node in nodes {
		assert_eq!(open(&built, &[node.to_vec()]), Err(ProofFault::Malformed), "{node:02x?}");
	}
	// A node inside of another is complete, to the last one.
	for inside in [&[0x00_u8][..], &[0x80, 0x01, 0x00, 0x00], &[0x40, 0x00, 0x00]] {
		let length = u8::try_from(inside.len() << 2).unwrap();
		let node = [&[0x80, 0x01, 0x00, length], inside].concat();
		assert_eq!(open(&built, &[node]), Err(ProofFault::Malformed), "{inside:02x?}");
	}
}

/// Checks that a long partial key, whose length takes several bytes, is read as nodes write it.
#[test]
fn long_keys_are_read_at_every_length() {
	for length in (1..=40).chain(125..=136).chain(250..=262).chain([400]) {
		for value in [vec![3; 2], vec![3; 50]] {
			let mut state = State::default();
			state.0.insert(vec![0x55; length], value.clone());
			let one = state.clone().build();
			let trie = open(&one, &one.prove_all()).unwrap();
			assert_eq!(trie.get(&vec![0x55; length]), Ok(Some(value.as_slice())));
			assert_eq!(trie.get(&vec![0x55; length + 1]), Ok(None));
			// A branch with as long a partial key, with and without a value.
			state.0.insert([vec![0x55; length], vec![0x01]].concat(), vec![1]);
			state.0.insert([vec![0x55; length], vec![0x21]].concat(), vec![2]);
			for with_value in [true, false] {
				if !with_value {
					state.0.remove(&vec![0x55; length]);
				}
				let built = state.clone().build();
				let trie = open(&built, &built.prove_all()).unwrap();
				let expected = with_value.then_some(value.as_slice());
				assert_eq!(trie.get(&vec![0x55; length]), Ok(expected), "{length}");
				assert_eq!(walk(&trie, &[0x55]).unwrap(), under(&built.state, &[0x55]));
			}
		}
	}
}
