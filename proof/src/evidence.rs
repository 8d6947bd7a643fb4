// SPDX-License-Identifier: Apache-2.0

//! Evidence: what a prover hands over, in SCALE.

use crate::{
	authorities::Authority,
	header::Header,
	ids::SetId,
	justification::Justification,
	limits::MAX_PROOF_ITEMS,
	reader::Reader,
	refusal::{Part, Refusal},
};
use alloc::vec::Vec;
use codec::{Compact, Encode, Output};

/// The version of the encoding, which is its first byte.
pub const VERSION: u8 = 1;

/// The items of a proof in the compact form ([`trie`](crate::trie)).
pub type CompactProof = Vec<Vec<u8>>;

/// Evidence of a part of the state of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
	/// The number of the set of authorities that finalized the block.
	pub set_id: SetId,
	/// The authorities of that set, for a verifier that knows no more than their hash.
	pub authorities: Option<Vec<Authority>>,
	/// The header of the final block.
	pub header: Header,
	/// The votes by which it is final.
	pub justification: Justification,
	/// The proof of its state. It covers at least `System.BlockHash` of 0, and that of the block of the
	/// past if there is one; without such a block, also what is to be shown.
	pub proof: CompactProof,
	/// The block of the past whose state is shown instead.
	pub past: Option<Past>,
}

/// A block before the final one, whose hash the state of the final one remembers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
	/// Its header.
	pub header: Header,
	/// The proof of its state.
	pub proof: CompactProof,
}

/// The version, and the fields in their order.
impl Encode for Evidence {
	fn encode_to<T: Output + ?Sized>(&self, out: &mut T) {
		out.push_byte(VERSION);
		Compact(self.set_id).encode_to(out);
		self.authorities.encode_to(out);
		self.header.encode_to(out);
		self.justification.encode_to(out);
		self.proof.encode_to(out);
		self.past.encode_to(out);
	}
}

impl Encode for Past {
	fn encode_to<T: Output + ?Sized>(&self, out: &mut T) {
		self.header.encode_to(out);
		self.proof.encode_to(out);
	}
}

impl Evidence {
	/// Decodes evidence and nothing else.
	///
	/// This only parses. Nothing of it holds until [`check`](crate::check) has followed it to a trust
	/// root.
	pub fn decode(bytes: &[u8]) -> Result<Self, Refusal> {
		let part = Part::Evidence;
		let mut reader = Reader::of_version(bytes, VERSION, part)?;
		let evidence = Self {
			set_id: reader.compact_u64(part)?,
			authorities: reader.option(part, Authority::read_list)?,
			header: Header::read(&mut reader)?,
			justification: Justification::read(&mut reader)?,
			proof: read_proof(&mut reader)?,
			past: reader.option(part, Past::read)?,
		};
		reader.end(part)?;
		Ok(evidence)
	}
}

impl Past {
	fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
		Ok(Self { header: Header::read(reader)?, proof: read_proof(reader)? })
	}
}

/// Reads a proof in the compact form.
fn read_proof(reader: &mut Reader<'_>) -> Result<CompactProof, Refusal> {
	reader.list(Part::Proof, MAX_PROOF_ITEMS, |reader| Ok(reader.bytes(Part::Proof)?.to_vec()))
}
