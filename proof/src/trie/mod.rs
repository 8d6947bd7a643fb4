// SPDX-License-Identifier: Apache-2.0

//! Proofs of a part of a state: the nodes of its trie that lead to what was asked for.
//!
//! The trie and its nodes are those of the Polkadot specification (sections 2.4.3 and 2.4.4), in both
//! versions of the state, with BLAKE2b-256. A proof is in the compact form that `sp-trie` writes: each
//! node without the hashes that follow from the nodes after it.
//!
//! * `node`: the parts of an encoded node.
//! * `compact`: the way from the compact form to nodes under their hashes.
//! * `walk`: the keys that begin with a prefix.

mod compact;
mod node;
mod walk;

use crate::hash::Hash;
use alloc::{collections::BTreeMap, vec::Vec};
use node::{Child, Node, Value};

pub use compact::ProofFault;

/// The part of a trie that a proof covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartialTrie {
	root: Hash,
	/// The nodes, in the form in which they are hashed.
	nodes: BTreeMap<Hash, Vec<u8>>,
	/// The values that stand by themselves.
	values: BTreeMap<Hash, Vec<u8>>,
}

/// The error of a lookup that needs a node or a value which the proof does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotCovered;

impl PartialTrie {
	/// Rebuilds the part of the trie with this root that a proof in the compact form covers.
	pub fn from_compact(items: &[Vec<u8>], root: Hash) -> Result<Self, ProofFault> {
		let (nodes, values, found) = compact::rebuild(items)?;
		if found != root {
			return Err(ProofFault::OtherRoot);
		}
		Ok(Self { root, nodes, values })
	}

	/// Adds items of a proof in the plain form, in which each node stands as it is hashed, and so does each
	/// value that stands by itself: the form in which `state_getReadProof` answers.
	///
	/// An item is reached by its hash only, so one that is no part of the trie is of no effect.
	pub fn extend(&mut self, items: impl IntoIterator<Item = Vec<u8>>) {
		self.nodes.extend(items.into_iter().map(|item| (Hash::of(&item), item)));
	}

	/// Returns the value under a key, or `None` if the trie certainly has none.
	pub fn get(&self, key: &[u8]) -> Result<Option<&[u8]>, NotCovered> {
		let key = nibbles(key);
		let mut rest = key.as_slice();
		let mut node = self.node(self.root)?;
		loop {
			let Some(after) = node.partial.strip_prefix_of(rest) else { return Ok(None) };
			let Some((nibble, below)) = after.split_first() else {
				return node.value.map(|value| self.value(value)).transpose();
			};
			let Some(child) = node.child(*nibble) else { return Ok(None) };
			node = self.child(child)?;
			rest = below;
		}
	}

	/// Returns the node of a hash.
	fn node(&self, hash: Hash) -> Result<Node<'_>, NotCovered> {
		let bytes = self.nodes.get(&hash).ok_or(NotCovered)?;
		Node::decode(bytes).ok_or(NotCovered)
	}

	/// Returns the node of a child.
	fn child<'a>(&'a self, child: Child<'a>) -> Result<Node<'a>, NotCovered> {
		match child {
			Child::Hash(hash) => self.node(hash),
			Child::Inline(bytes) => Node::decode(bytes).ok_or(NotCovered),
		}
	}

	/// Returns the bytes of a value.
	fn value<'a>(&'a self, value: Value<'a>) -> Result<&'a [u8], NotCovered> {
		match value {
			Value::Inline(bytes) => Ok(bytes),
			Value::Hash(hash) => {
				let values = [&self.values, &self.nodes].into_iter();
				let found = values.filter_map(|items| items.get(&hash)).next();
				found.map(Vec::as_slice).ok_or(NotCovered)
			},
		}
	}
}

/// Returns the nibbles of a key: the upper four bits of each byte first.
fn nibbles(key: &[u8]) -> Vec<u8> {
	key.iter().flat_map(|byte| [byte >> 4, byte & 0x0f]).collect()
}
