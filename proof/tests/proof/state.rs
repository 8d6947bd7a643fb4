// SPDX-License-Identifier: Apache-2.0

//! States with real tries, made by the crate that nodes use.

use sp_core::Blake2Hasher;
use sp_trie::{
	recorder::Recorder, trie_types::TrieDBMutBuilderV0, trie_types::TrieDBMutBuilderV1,
	CompactProof, LayoutV1, MemoryDB, StorageProof, Trie, TrieDBBuilder, TrieMut,
};
use std::{cell::RefCell, collections::BTreeMap, convert::Infallible, ops::Bound};
use testamur_primitives::state::{KeyReader, StateReader};
use testamur_proof::Hash;

/// The values of a state.
#[derive(Clone, Debug, Default)]
pub(crate) struct State(pub(crate) BTreeMap<Vec<u8>, Vec<u8>>);

/// A state with its trie.
pub(crate) struct Built {
	pub(crate) state: State,
	db: MemoryDB<Blake2Hasher>,
	pub(crate) root: Hash,
}

/// A state that records which keys are read.
pub(crate) struct Recording<'a> {
	state: &'a State,
	pub(crate) keys: RefCell<Vec<Vec<u8>>>,
	/// The prefixes whose keys are walked through.
	pub(crate) prefixes: RefCell<Vec<Vec<u8>>>,
}

impl StateReader for State {
	type Error = Infallible;

	fn value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Infallible> {
		Ok(self.0.get(key).cloned())
	}
}

impl KeyReader for State {
	fn next_key(&self, prefix: &[u8], after: &[u8]) -> Result<Option<Vec<u8>>, Infallible> {
		let beyond = (Bound::Excluded(after), Bound::Unbounded);
		let next = self.0.range::<[u8], _>(beyond).next().map(|(key, _)| key);
		Ok(next.filter(|key| key.starts_with(prefix)).cloned())
	}
}

impl KeyReader for Recording<'_> {
	fn next_key(&self, prefix: &[u8], after: &[u8]) -> Result<Option<Vec<u8>>, Infallible> {
		self.prefixes.borrow_mut().push(prefix.to_vec());
		self.state.next_key(prefix, after)
	}
}

impl<'a> Recording<'a> {
	pub(crate) fn new(state: &'a State) -> Self {
		Self { state, keys: RefCell::default(), prefixes: RefCell::default() }
	}
}

impl StateReader for Recording<'_> {
	type Error = Infallible;

	fn value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Infallible> {
		self.keys.borrow_mut().push(key.to_vec());
		self.state.value(key)
	}
}

impl State {
	/// Stores a value.
	pub(crate) fn put(&mut self, key: Vec<u8>, value: impl codec::Encode) {
		self.0.insert(key, value.encode());
	}

	/// Builds the trie of a state of version 1.
	pub(crate) fn build(self) -> Built {
		let (mut db, mut root) = (MemoryDB::default(), Default::default());
		let mut trie = TrieDBMutBuilderV1::<Blake2Hasher>::new(&mut db, &mut root).build();
		self.0.iter().for_each(|(key, value)| {
			trie.insert(key, value).unwrap();
		});
		drop(trie);
		Built { state: self, db, root: Hash(root.0) }
	}

	/// Builds the trie of a state of version 0, whose values all stand in their nodes.
	pub(crate) fn build_v0(self) -> Built {
		let (mut db, mut root) = (MemoryDB::default(), Default::default());
		let mut trie = TrieDBMutBuilderV0::<Blake2Hasher>::new(&mut db, &mut root).build();
		self.0.iter().for_each(|(key, value)| {
			trie.insert(key, value).unwrap();
		});
		drop(trie);
		Built { state: self, db, root: Hash(root.0) }
	}
}

impl Built {
	/// Returns the nodes that lead to these keys, and to all keys under these prefixes.
	pub(crate) fn nodes(&self, keys: &[Vec<u8>], prefixes: &[Vec<u8>]) -> StorageProof {
		let recorder = Recorder::<Blake2Hasher>::default();
		let root = self.root.0.into();
		let mut trie_recorder = recorder.as_trie_recorder(root);
		let trie = TrieDBBuilder::<LayoutV1<Blake2Hasher>>::new(&self.db, &root)
			.with_recorder(&mut trie_recorder)
			.build();
		for key in keys {
			trie.get(key).unwrap();
		}
		for prefix in prefixes {
			let found = sp_trie::TrieDBIterator::new_prefixed(&trie, prefix).unwrap();
			assert!(found.map(Result::unwrap).all(|(key, _)| key.starts_with(prefix)));
		}
		drop(trie_recorder);
		recorder.drain_storage_proof()
	}

	/// Returns the compact proof of these keys, and of all keys under these prefixes.
	pub(crate) fn prove(&self, keys: &[Vec<u8>], prefixes: &[Vec<u8>]) -> Vec<Vec<u8>> {
		let CompactProof { encoded_nodes } = self
			.nodes(keys, prefixes)
			.into_compact_proof::<Blake2Hasher>(self.root.0.into())
			.unwrap();
		encoded_nodes
	}

	/// Returns the compact proof of all of the state.
	pub(crate) fn prove_all(&self) -> Vec<Vec<u8>> {
		self.prove(&[], &[Vec::new()])
	}
}
