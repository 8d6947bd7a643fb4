// SPDX-License-Identifier: Apache-2.0

//! The way from the compact form of a proof to nodes under their hashes.
//!
//! The nodes are listed from the root down, each before its children and these in their order. A child
//! that follows in the list is left out of its parent, as a child of no bytes. A value that stands by
//! itself follows its node, which then begins with the byte 1 and has an empty value.
//!
//! An item that occurs at several places of the trie is listed at the first of them, and the others
//! keep its hash, like those of what the proof does not have.

use super::node::{write_header, Child, Node, Value, ValueForm, CHILDREN};
use crate::{hash::Hash, limits::MAX_TRIE_DEPTH};
use alloc::{collections::BTreeMap, vec::Vec};
use codec::{Compact, Encode};

/// The byte before a node whose value is the next item.
const VALUE_FOLLOWS: u8 = 1;

/// A reason for which a proof is no part of a trie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofFault {
	/// It ends before everything that it announces.
	Truncated,
	/// An item is no node.
	Malformed,
	/// It is deeper than [`MAX_TRIE_DEPTH`].
	TooDeep,
	/// An item occurs twice.
	Repeated,
	/// Items follow to which nothing refers.
	Unneeded,
	/// It is of a trie with another root.
	OtherRoot,
}

/// Items under their hashes.
type Items = BTreeMap<Hash, Vec<u8>>;

/// A node that waits for those of its children that follow in the list.
struct Open<'a> {
	node: Node<'a>,
	/// The hash of its value, if that is an item of its own.
	value: Option<Hash>,
	/// The hashes of the children that followed so far.
	found: [Option<Hash>; CHILDREN],
}

/// Returns the nodes, the values and the hash of the first node.
pub(super) fn rebuild(items: &[Vec<u8>]) -> Result<(Items, Items, Hash), ProofFault> {
	let (mut nodes, mut values) = (Items::new(), Items::new());
	let mut open: Vec<Open<'_>> = Vec::new();
	let mut items = items.iter();
	loop {
		if open.len() >= MAX_TRIE_DEPTH {
			return Err(ProofFault::TooDeep);
		}
		open.push(read(&mut items, &mut values)?);
		let root = close(&mut open, &mut nodes)?;
		match root {
			Some(root) if items.len() == 0 => return Ok((nodes, values, root)),
			Some(_) => return Err(ProofFault::Unneeded),
			None => (),
		}
	}
}

/// Reads the next node, and its value if that follows.
fn read<'a>(
	items: &mut impl Iterator<Item = &'a Vec<u8>>,
	values: &mut Items,
) -> Result<Open<'a>, ProofFault> {
	let item = items.next().ok_or(ProofFault::Truncated)?;
	let (bytes, value_follows) = match item.split_first() {
		Some((&VALUE_FOLLOWS, bytes)) => (bytes, true),
		_ => (item.as_slice(), false),
	};
	let node = Node::decode(bytes).filter(Node::has_sound_children);
	let node = node.ok_or(ProofFault::Malformed)?;
	let value = match value_follows {
		false => None,
		true if node.value == Some(Value::Inline(&[])) => {
			let value = items.next().ok_or(ProofFault::Truncated)?;
			Some(insert(values, value.clone())?)
		},
		true => return Err(ProofFault::Malformed),
	};
	Ok(Open { node, value, found: [None; CHILDREN] })
}

/// Closes the nodes that wait for nothing, from the last one up, and returns the hash of the first one
/// if that was closed as well.
fn close(open: &mut Vec<Open<'_>>, nodes: &mut Items) -> Result<Option<Hash>, ProofFault> {
	while let Some(last) = open.pop_if(|last| last.waits_for().is_none()) {
		let hash = insert(nodes, last.encode().ok_or(ProofFault::Malformed)?)?;
		let Some(parent) = open.last_mut() else { return Ok(Some(hash)) };
		let awaited = parent.waits_for().and_then(|nibble| parent.found.get_mut(nibble));
		*awaited.ok_or(ProofFault::Malformed)? = Some(hash);
	}
	Ok(None)
}

/// Stores an item under its hash.
fn insert(items: &mut Items, item: Vec<u8>) -> Result<Hash, ProofFault> {
	let hash = Hash::of(&item);
	match items.insert(hash, item) {
		None => Ok(hash),
		Some(_) => Err(ProofFault::Repeated),
	}
}

impl Open<'_> {
	/// Returns the nibble of the child that follows next.
	fn waits_for(&self) -> Option<usize> {
		let omitted = |child: &Option<Child<'_>>| *child == Some(Child::Inline(&[]));
		let mut children = self.node.children.iter().zip(&self.found);
		children.position(|(child, found)| omitted(child) && found.is_none())
	}

	/// Returns the node in the form in which it is hashed.
	fn encode(&self) -> Option<Vec<u8>> {
		let Node { mut kind, partial, value, children } = self.node;
		let mut out = Vec::new();
		if self.value.is_some() {
			kind.value = ValueForm::Hash;
		}
		write_header(&mut out, kind, partial.length)?;
		out.extend_from_slice(partial.bytes);
		if kind.is_branch {
			let bitmap = children
				.iter()
				.rev()
				.fold(0_u16, |bitmap, child| bitmap << 1 | u16::from(child.is_some()));
			bitmap.encode_to(&mut out);
		}
		match self.value.map(Value::Hash).or(value) {
			None => (),
			Some(Value::Hash(hash)) => hash.encode_to(&mut out),
			Some(Value::Inline(bytes)) => write_bytes(&mut out, bytes)?,
		}
		for (child, found) in children.iter().zip(&self.found) {
			match (child, found) {
				(None, _) => (),
				(Some(_), Some(hash)) | (Some(Child::Hash(hash)), None) => {
					write_bytes(&mut out, &hash.0)?;
				},
				(Some(Child::Inline(bytes)), None) => write_bytes(&mut out, bytes)?,
			}
		}
		Some(out)
	}
}

/// Appends bytes after their number.
fn write_bytes(out: &mut Vec<u8>, bytes: &[u8]) -> Option<()> {
	Compact(u32::try_from(bytes.len()).ok()?).encode_to(out);
	out.extend_from_slice(bytes);
	Some(())
}
