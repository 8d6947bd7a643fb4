// SPDX-License-Identifier: Apache-2.0

//! The keys that begin with a prefix, one after the other.

use super::{
	nibbles,
	node::{Child, Node},
	NotCovered, PartialTrie,
};
use alloc::vec::Vec;

/// Maximum number of nibbles of a key. A key of this chain has some 250.
const MAX_NIBBLES: usize = 2_048;

/// A node, and the nibbles of all keys below it: those above it and its partial key.
struct Place<'a> {
	path: Vec<u8>,
	node: Node<'a>,
}

impl PartialTrie {
	/// Returns the first key after `after` that begins with `prefix`, or `None` if the trie certainly
	/// has none. The keys are in the order of their bytes.
	///
	/// Whoever asks from the prefix on until there is none has all keys under it.
	pub fn next_key(&self, prefix: &[u8], after: &[u8]) -> Result<Option<Vec<u8>>, NotCovered> {
		let Some(top) = self.seek(&nibbles(prefix))? else { return Ok(None) };
		let after = nibbles(after);
		// The nodes that lead towards `after`, each with the first nibble beyond it.
		let mut passed = Vec::new();
		let mut place = top;
		loop {
			match after.strip_prefix(place.path.as_slice()) {
				// All keys below are after, or all of them are before.
				None if place.path > after => return self.first(place).map(Some),
				None => break,
				Some([]) => {
					passed.push((place, 0));
					break;
				},
				Some([nibble, ..]) => {
					let nibble = *nibble;
					let child = place.node.child(nibble);
					let below = child.map(|child| self.below(&place, nibble, child)).transpose()?;
					passed.push((place, nibble.saturating_add(1)));
					match below {
						Some(below) => place = below,
						None => break,
					}
				},
			}
		}
		for (place, from) in passed.iter().rev() {
			if let Some(below) = self.first_below(place, *from)? {
				return self.first(below).map(Some);
			}
		}
		Ok(None)
	}

	/// Returns the highest node below which all keys begin with a prefix, or `None` if no key does.
	fn seek(&self, prefix: &[u8]) -> Result<Option<Place<'_>>, NotCovered> {
		let node = self.node(self.root)?;
		let mut place = Place { path: node.partial.nibbles().collect(), node };
		loop {
			if place.path.starts_with(prefix) {
				return Ok(Some(place));
			}
			let Some([nibble, ..]) = prefix.strip_prefix(place.path.as_slice()) else {
				return Ok(None);
			};
			let Some(child) = place.node.child(*nibble) else { return Ok(None) };
			place = self.below(&place, *nibble, child)?;
		}
	}

	/// Returns the first key at or below a node.
	fn first<'a>(&'a self, mut place: Place<'a>) -> Result<Vec<u8>, NotCovered> {
		while place.node.value.is_none() {
			// A node without a value has a child.
			place = self.first_below(&place, 0)?.ok_or(NotCovered)?;
		}
		bytes(&place.path).ok_or(NotCovered)
	}

	/// Returns the first child of a node from a nibble on.
	fn first_below<'a>(
		&'a self,
		place: &Place<'a>,
		from: u8,
	) -> Result<Option<Place<'a>>, NotCovered> {
		let child = (from..16).find_map(|nibble| Some((nibble, place.node.child(nibble)?)));
		child.map(|(nibble, child)| self.below(place, nibble, child)).transpose()
	}

	/// Returns a child of a node.
	fn below<'a>(
		&'a self,
		place: &Place<'a>,
		nibble: u8,
		child: Child<'a>,
	) -> Result<Place<'a>, NotCovered> {
		let node = self.child(child)?;
		let mut path = place.path.clone();
		path.push(nibble);
		path.extend(node.partial.nibbles());
		if path.len() > MAX_NIBBLES {
			return Err(NotCovered);
		}
		Ok(Place { path, node })
	}
}

/// Returns the bytes of a key, or `None` for an odd number of nibbles.
fn bytes(nibbles: &[u8]) -> Option<Vec<u8>> {
	let (pairs, rest) = nibbles.as_chunks::<2>();
	rest.is_empty()
		.then(|| pairs.iter().map(|[high, low]| high << 4 | low).collect())
}
