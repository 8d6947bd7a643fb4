// SPDX-License-Identifier: Apache-2.0

//! Hand-offs from one set of authorities to the next.

use crate::{
	authorities::{Authority, AuthoritySet},
	hash::Hash,
	header::{Change, Header},
	ids::SetId,
	justification::Justification,
	limits::MAX_HAND_OFFS,
	reader::Reader,
	refusal::{Forgery, Part, Refusal},
};
use alloc::vec::Vec;
use codec::{Compact, Encode, Output};
use testamur_primitives::Moment;

/// The version of the encoding of hand-offs, which is its first byte.
pub const VERSION: u8 = 1;

/// Consecutive hand-offs, for verifiers that know the set with which they begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOffs {
	/// The number of the set that signed the first one.
	pub first_set: SetId,
	/// The authorities of that set, for a verifier that knows no more than their hash.
	pub authorities: Option<Vec<Authority>>,
	/// The hand-offs. Each is signed by the set to which the one before handed over.
	pub hand_offs: Vec<HandOff>,
}

/// A block in which a set of authorities hands over to the next one.
#[derive(Clone, Debug, PartialEq, Eq, Encode)]
pub struct HandOff {
	/// The header, which names the next authorities.
	pub header: Header,
	/// The votes of the set that hands over.
	pub justification: Justification,
}

/// The version, and the fields in their order.
impl Encode for HandOffs {
	fn encode_to<T: Output + ?Sized>(&self, out: &mut T) {
		out.push_byte(VERSION);
		Compact(self.first_set).encode_to(out);
		self.authorities.encode_to(out);
		self.hand_offs.encode_to(out);
	}
}

impl HandOffs {
	/// Decodes hand-offs and nothing else.
	pub fn decode(bytes: &[u8]) -> Result<Self, Refusal> {
		let part = Part::HandOffs;
		let mut reader = Reader::of_version(bytes, VERSION, part)?;
		let hand_offs = Self {
			first_set: reader.compact_u64(part)?,
			authorities: reader.option(part, Authority::read_list)?,
			hand_offs: reader.list(part, MAX_HAND_OFFS, HandOff::read)?,
		};
		reader.end(part)?;
		Ok(hand_offs)
	}
}

impl HandOff {
	fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
		Ok(Self { header: Header::read(reader)?, justification: Justification::read(reader)? })
	}

	/// Checks that this set hands over in this block of the chain that begins with a genesis block, and
	/// returns the next set.
	///
	/// The validators of another chain may have the same keys and the same numbers of sets, and votes do
	/// not say for which chain they are. So the block itself has to say it.
	pub fn check(&self, set: &AuthoritySet, genesis: Hash) -> Result<AuthoritySet, Refusal> {
		let block = self.header.number;
		let next = match self.header.change()? {
			Change::None => return Err(Forgery::NoHandOff { block }.into()),
			Change::Forced => return Err(Refusal::ForcedChange { block }),
			Change::Scheduled { authorities, delay: 0 } => authorities,
			Change::Scheduled { .. } => return Err(Refusal::DelayedChange { block }),
		};
		match self.header.chain()? {
			None => return Err(Refusal::ChainUnstated { block }),
			Some(found) if found != genesis => {
				return Err(Refusal::OtherChain { found, trusted: genesis });
			},
			Some(_) => (),
		}
		self.end()?;
		self.justification.check(set, self.header.id())?;
		let malformed = Refusal::Malformed(Part::HandOffs);
		AuthoritySet::new(set.id().checked_add(1).ok_or(malformed)?, next)
	}

	/// Returns the end of the slot of the block, which each block of this chain states.
	pub(crate) fn end(&self) -> Result<Moment, Refusal> {
		self.header.slot_end().ok_or(Refusal::Malformed(Part::HandOffs))
	}
}
