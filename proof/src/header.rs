// SPDX-License-Identifier: Apache-2.0

//! Headers, and what they announce: another set of authorities, another runtime.

use crate::{
	authorities::Authority,
	hash::Hash,
	ids::BlockId,
	limits::{MAX_BYTES, MAX_DIGEST_ITEMS},
	reader::Reader,
	refusal::{Part, Refusal},
};
use alloc::vec::Vec;
use codec::{Compact, DecodeAll, Encode, Output};
use testamur_primitives::{keys::CHAIN_ENGINE, Moment};

/// The identifier of GRANDPA among the engines of consensus.
const GRANDPA: [u8; 4] = *b"FRNK";
/// The identifier of Aura.
const AURA: [u8; 4] = *b"aura";
/// The length of a slot in milliseconds. It is the same for all the life of the chain.
pub const SLOT_DURATION: Moment = 3_000;

/// The header of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
	/// The hash of the block before.
	pub parent: Hash,
	/// The number of the block.
	pub number: u32,
	/// The root of the state after the block.
	pub state_root: Hash,
	/// The root of its extrinsics.
	pub extrinsics_root: Hash,
	/// What the block announces, its author's seal included.
	pub digest: Vec<DigestItem>,
}

/// An item of the digest of a header.
#[derive(Clone, Debug, PartialEq, Eq, Encode)]
pub enum DigestItem {
	/// Bytes without a meaning of their own.
	#[codec(index = 0)]
	Other(Vec<u8>),
	/// A message of the runtime to an engine of consensus.
	#[codec(index = 4)]
	Consensus([u8; 4], Vec<u8>),
	/// The seal of the author.
	#[codec(index = 5)]
	Seal([u8; 4], Vec<u8>),
	/// A message of an engine of consensus to the runtime.
	#[codec(index = 6)]
	PreRuntime([u8; 4], Vec<u8>),
	/// The notice that the runtime, or what it runs in, was replaced in this block.
	#[codec(index = 8)]
	RuntimeEnvironmentUpdated,
}

/// What a header says about the set of authorities of the next block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
	/// It stays.
	None,
	/// These authorities follow, after so many blocks that are final.
	Scheduled {
		/// The next authorities.
		authorities: Vec<Authority>,
		/// The number of blocks. It is 0 in this chain.
		delay: u32,
	},
	/// Another set is forced upon the chain, because its finality has stalled.
	Forced,
}

/// The fields after the parent hash, in their order, with the number in its compact form.
impl Encode for Header {
	fn encode_to<T: Output + ?Sized>(&self, out: &mut T) {
		self.parent.encode_to(out);
		Compact(self.number).encode_to(out);
		self.state_root.encode_to(out);
		self.extrinsics_root.encode_to(out);
		self.digest.encode_to(out);
	}
}

impl Header {
	/// Decodes a header and nothing else.
	pub fn decode(bytes: &[u8]) -> Result<Self, Refusal> {
		if bytes.len() > MAX_BYTES {
			return Err(Refusal::too_large(Part::Header, bytes.len(), MAX_BYTES));
		}
		let mut reader = Reader::new(bytes);
		let header = Self::read(&mut reader)?;
		reader.end(Part::Header)?;
		Ok(header)
	}

	/// Reads a header.
	pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
		Ok(Self {
			parent: reader.value(Part::Header)?,
			number: reader.compact_u32(Part::Header)?,
			state_root: reader.value(Part::Header)?,
			extrinsics_root: reader.value(Part::Header)?,
			digest: reader.list(Part::Header, MAX_DIGEST_ITEMS, DigestItem::read)?,
		})
	}

	/// Returns the hash of the header, which is that of its block.
	pub fn hash(&self) -> Hash {
		self.using_encoded(Hash::of)
	}

	/// Returns the hash and the number of the block, for which validators vote.
	pub fn id(&self) -> BlockId {
		BlockId { hash: self.hash(), number: self.number }
	}

	/// Returns whether the block replaced the runtime, whose migrations run in the next one.
	pub fn replaces_runtime(&self) -> bool {
		self.digest.contains(&DigestItem::RuntimeEnvironmentUpdated)
	}

	/// Returns the end of the slot in which the block was written, or `None` if it names no slot. Its time
	/// is before that, since the runtime compares both.
	pub fn slot_end(&self) -> Option<Moment> {
		let slot = self.digest.iter().find_map(|item| match item {
			DigestItem::PreRuntime(AURA, slot) => Some(u64::decode_all(&mut &slot[..])),
			_ => None,
		});
		slot?.ok()?.checked_add(1)?.checked_mul(SLOT_DURATION)
	}

	/// Returns the genesis hash of the chain of which the block says that it is, or `None` if it says
	/// nothing. The runtime says it in each block that changes the authorities.
	pub fn chain(&self) -> Result<Option<Hash>, Refusal> {
		let stated = self.digest.iter().find_map(|item| match item {
			DigestItem::Consensus(CHAIN_ENGINE, genesis) => {
				Some(<[u8; 32]>::try_from(&genesis[..]))
			},
			_ => None,
		});
		let genesis = stated.transpose().map_err(|_| Refusal::Malformed(Part::Header))?;
		Ok(genesis.map(Hash))
	}

	/// Returns what the header says about the authorities of the next block.
	///
	/// As nodes do, it takes the first change that is scheduled, unless one is forced. A message that
	/// does not decode is refused, since the runtime writes none.
	pub fn change(&self) -> Result<Change, Refusal> {
		let mut change = Change::None;
		for item in &self.digest {
			let DigestItem::Consensus(GRANDPA, message) = item else { continue };
			match read_change(message)? {
				Change::Forced => return Ok(Change::Forced),
				scheduled if change == Change::None => change = scheduled,
				_ => (),
			}
		}
		Ok(change)
	}
}

impl DigestItem {
	fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
		let kind: u8 = reader.value(Part::Header)?;
		let engine = |reader: &mut Reader<'_>| {
			Ok((reader.value(Part::Header)?, reader.bytes(Part::Header)?.to_vec()))
		};
		match kind {
			0 => reader.bytes(Part::Header).map(|bytes| Self::Other(bytes.to_vec())),
			4 => engine(reader).map(|(id, bytes)| Self::Consensus(id, bytes)),
			5 => engine(reader).map(|(id, bytes)| Self::Seal(id, bytes)),
			6 => engine(reader).map(|(id, bytes)| Self::PreRuntime(id, bytes)),
			8 => Ok(Self::RuntimeEnvironmentUpdated),
			_ => Err(Refusal::Malformed(Part::Header)),
		}
	}
}

/// Reads a message of the runtime to GRANDPA.
fn read_change(message: &[u8]) -> Result<Change, Refusal> {
	let part = Part::Change;
	let mut reader = Reader::new(message);
	let kind: u8 = reader.value(part)?;
	let change = match kind {
		1 => {
			let authorities = Authority::read_list_of_chain(&mut reader)?;
			Change::Scheduled { authorities, delay: reader.value(part)? }
		},
		2 => return Ok(Change::Forced),
		// A validator was disabled: its vote counts all the same.
		3 => reader.value(part).map(|_: u64| Change::None)?,
		// A pause and its end, which nodes pass over as well.
		4 | 5 => reader.value(part).map(|_: u32| Change::None)?,
		_ => return Err(Refusal::Malformed(part)),
	};
	reader.end(part)?;
	Ok(change)
}
