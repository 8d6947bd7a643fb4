// SPDX-License-Identifier: Apache-2.0

//! The parts of an encoded node.
//!
//! A node begins with a header: its kind in the first bits, and the number of nibbles of its partial
//! key in the others and, as far as these are all ones, in the bytes after. Then follow the partial
//! key, of a branch the bitmap of its children, the value or its hash, and of a branch the children:
//! each with its length, 32 bytes for a hash, or fewer for a node that is itself shorter than a hash.

use crate::hash::Hash;
use alloc::vec::Vec;
use codec::{Compact, Decode};

/// The size of a hash, from which on a node or a value may stand by itself.
pub(super) const HASH_SIZE: usize = 32;
/// The number of children that a branch may have.
pub(super) const CHILDREN: usize = 16;

/// The kind of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
	/// True if it may have children.
	pub(super) is_branch: bool,
	/// The form of its value.
	pub(super) value: ValueForm,
}

/// The form in which a node has its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ValueForm {
	/// It has none.
	None,
	/// The value itself.
	Inline,
	/// The hash of the value.
	Hash,
}

impl Kind {
	/// Returns the first bits of the header, and how many of the lower ones hold a number.
	pub(super) const fn bits(self) -> Option<(u8, u32)> {
		match (self.is_branch, self.value) {
			(false, ValueForm::Inline) => Some((0b0100_0000, 6)),
			(true, ValueForm::None) => Some((0b1000_0000, 6)),
			(true, ValueForm::Inline) => Some((0b1100_0000, 6)),
			(false, ValueForm::Hash) => Some((0b0010_0000, 5)),
			(true, ValueForm::Hash) => Some((0b0001_0000, 4)),
			(false, ValueForm::None) => None,
		}
	}

	/// Returns the kind that the first byte of a node states. No node of a state is the empty one.
	const fn of(first: u8) -> Option<Self> {
		let (is_branch, value) = match first {
			0b0100_0000..=0b0111_1111 => (false, ValueForm::Inline),
			0b1000_0000..=0b1011_1111 => (true, ValueForm::None),
			0b1100_0000..=0b1111_1111 => (true, ValueForm::Inline),
			0b0010_0000..=0b0011_1111 => (false, ValueForm::Hash),
			0b0001_0000..=0b0001_1111 => (true, ValueForm::Hash),
			0b0000_0000..=0b0000_1111 => return None,
		};
		Some(Self { is_branch, value })
	}
}

/// A partial key: the nibbles of `bytes` without the first one where their number is odd.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Partial<'a> {
	/// The bytes, of which an odd number of nibbles leaves the first four bits unused.
	pub(super) bytes: &'a [u8],
	/// The number of nibbles.
	pub(super) length: usize,
}

impl Partial<'_> {
	/// Returns the nibbles.
	pub(super) fn nibbles(&self) -> impl Iterator<Item = u8> + '_ {
		let all = self.bytes.iter().flat_map(|byte| [byte >> 4, byte & 0x0f]);
		all.skip(self.length % 2)
	}

	/// Returns what follows this partial key in `key`, or `None` if `key` does not begin with it.
	pub(super) fn strip_prefix_of<'k>(&self, key: &'k [u8]) -> Option<&'k [u8]> {
		let (start, rest) = key.split_at_checked(self.length)?;
		self.nibbles().eq(start.iter().copied()).then_some(rest)
	}
}

/// The value of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
	/// The value itself.
	Inline(&'a [u8]),
	/// Its hash.
	Hash(Hash),
}

/// A child of a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Child<'a> {
	/// The hash of a node.
	Hash(Hash),
	/// A node that is shorter than a hash. In the compact form of a proof, no bytes at all stand for
	/// one that follows.
	Inline(&'a [u8]),
}

/// A node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Node<'a> {
	/// Its kind.
	pub(super) kind: Kind,
	/// Its partial key.
	pub(super) partial: Partial<'a>,
	/// Its value.
	pub(super) value: Option<Value<'a>>,
	/// Its children, by their nibbles.
	pub(super) children: [Option<Child<'a>>; CHILDREN],
}

impl<'a> Node<'a> {
	/// Decodes a node and nothing else.
	pub(super) fn decode(bytes: &'a [u8]) -> Option<Self> {
		let mut rest = bytes;
		let kind = Kind::of(*bytes.first()?)?;
		let partial = read_partial(&mut rest, kind)?;
		let bitmap = match kind.is_branch {
			// A branch without a child is none.
			true => Some(u16::decode(&mut rest).ok()?).filter(|bitmap| *bitmap != 0)?,
			false => 0,
		};
		let value = match kind.value {
			ValueForm::None => None,
			ValueForm::Inline => Some(Value::Inline(read_bytes(&mut rest)?)),
			ValueForm::Hash => Some(Value::Hash(Hash::decode(&mut rest).ok()?)),
		};
		let mut children = [None; CHILDREN];
		for (nibble, child) in children.iter_mut().enumerate() {
			if bitmap.checked_shr(u32::try_from(nibble).ok()?)? & 1 == 1 {
				*child = Some(read_child(&mut rest)?);
			}
		}
		rest.is_empty().then_some(Self { kind, partial, value, children })
	}

	/// Returns the child of a nibble.
	pub(super) fn child(&self, nibble: u8) -> Option<Child<'a>> {
		self.children.get(usize::from(nibble)).copied().flatten()
	}

	/// Returns whether every node inside of this one decodes, to the last.
	///
	/// A node is shorter than its parent, so this ends.
	pub(super) fn has_sound_children(&self) -> bool {
		self.children.iter().flatten().all(|child| match child {
			// No bytes stand for one that follows in the proof.
			Child::Hash(_) | Child::Inline([]) => true,
			Child::Inline(bytes) => Node::decode(bytes)
				.is_some_and(|node| !node.omits_any() && node.has_sound_children()),
		})
	}

	/// Returns whether a child of this node follows in the proof.
	pub(super) fn omits_any(&self) -> bool {
		self.children.contains(&Some(Child::Inline(&[])))
	}
}

/// Reads the header and the partial key.
fn read_partial<'a>(rest: &mut &'a [u8], kind: Kind) -> Option<Partial<'a>> {
	let (_, bits) = kind.bits()?;
	let full = 0xff_u8.checked_shr(8_u32.checked_sub(bits)?)?;
	let (first, after) = rest.split_first()?;
	*rest = after;
	let mut length = usize::from(first & full);
	if length == usize::from(full) {
		loop {
			let (more, after) = rest.split_first()?;
			*rest = after;
			length = length.checked_add(usize::from(*more))?;
			if *more < u8::MAX {
				break;
			}
		}
	}
	let bytes = take(rest, length.div_ceil(2))?;
	let is_padded = length % 2 == 1;
	// The bits that an odd number of nibbles leaves unused are zeros.
	let is_sound = !is_padded || bytes.first()? >> 4 == 0;
	is_sound.then_some(Partial { bytes, length })
}

fn read_child<'a>(rest: &mut &'a [u8]) -> Option<Child<'a>> {
	let bytes = read_bytes(rest)?;
	match <[u8; HASH_SIZE]>::try_from(bytes) {
		Ok(hash) => Some(Child::Hash(Hash(hash))),
		Err(_) if bytes.len() < HASH_SIZE => Some(Child::Inline(bytes)),
		Err(_) => None,
	}
}

/// Reads bytes after their number.
fn read_bytes<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
	let Compact(length) = Compact::<u32>::decode(rest).ok()?;
	take(rest, usize::try_from(length).ok()?)
}

/// Reads so many bytes.
fn take<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
	let (bytes, after) = rest.split_at_checked(length)?;
	*rest = after;
	Some(bytes)
}

/// Appends the header of a node.
pub(super) fn write_header(out: &mut Vec<u8>, kind: Kind, length: usize) -> Option<()> {
	let (prefix, bits) = kind.bits()?;
	let full = 0xff_u8.checked_shr(8_u32.checked_sub(bits)?)?;
	let Some(mut rest) = length.checked_sub(usize::from(full)) else {
		out.push(prefix | u8::try_from(length).ok()?);
		return Some(());
	};
	out.push(prefix | full);
	while let Some(less) = rest.checked_sub(usize::from(u8::MAX)) {
		out.push(u8::MAX);
		rest = less;
	}
	out.push(u8::try_from(rest).ok()?);
	Some(())
}
