// SPDX-License-Identifier: Apache-2.0

//! Sets of authorities: who votes on finality, and with how much weight.

use crate::{
	hash::Hash,
	ids::SetId,
	limits::MAX_AUTHORITIES,
	reader::Reader,
	refusal::{Part, Refusal},
};
use alloc::vec::Vec;
use codec::Encode;

/// An authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode)]
pub struct Authority {
	/// Its key of Ed25519.
	pub key: [u8; 32],
	/// The weight of its vote, which is 1 in this chain. In evidence it is in the compact form.
	#[codec(compact)]
	pub weight: u64,
}

impl Authority {
	/// Reads the authorities of evidence.
	pub(crate) fn read_list(reader: &mut Reader<'_>) -> Result<Vec<Self>, Refusal> {
		let part = Part::Authorities;
		reader.list(part, MAX_AUTHORITIES, |reader| {
			Ok(Self { key: reader.value(part)?, weight: reader.compact_u64(part)? })
		})
	}

	/// Reads authorities as the chain encodes them, where a weight has eight bytes.
	pub(crate) fn read_list_of_chain(reader: &mut Reader<'_>) -> Result<Vec<Self>, Refusal> {
		let part = Part::Authorities;
		reader.list(part, MAX_AUTHORITIES, |reader| {
			Ok(Self { key: reader.value(part)?, weight: reader.value(part)? })
		})
	}
}

/// A set of authorities that can decide: there is one at least, none occurs twice or weighs nothing,
/// and the weights add up to a `u64`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthoritySet {
	id: SetId,
	authorities: Vec<Authority>,
	total: u64,
}

impl AuthoritySet {
	/// Creates a set of this number.
	///
	/// The SDK would add up the weights of an authority that occurs twice. This chain has no such set,
	/// so a verifier refuses it.
	pub fn new(id: SetId, authorities: Vec<Authority>) -> Result<Self, Refusal> {
		let malformed = || Refusal::Malformed(Part::Authorities);
		let limit = usize::try_from(MAX_AUTHORITIES).unwrap_or(usize::MAX);
		if authorities.len() > limit {
			return Err(Refusal::too_large(Part::Authorities, authorities.len(), limit));
		}
		// The keys so far, in their order.
		let mut keys: Vec<&[u8; 32]> = Vec::with_capacity(authorities.len());
		let mut total = 0_u64;
		for Authority { key, weight } in &authorities {
			total = total.checked_add(*weight).ok_or_else(malformed)?;
			match keys.binary_search(&key) {
				Err(place) if *weight > 0 => keys.insert(place, key),
				_ => return Err(malformed()),
			}
		}
		if authorities.is_empty() {
			return Err(malformed());
		}
		Ok(Self { id, authorities, total })
	}

	/// Decodes the storage value `Grandpa.Authorities`
	/// ([`keys::grandpa_authorities`](testamur_primitives::keys::grandpa_authorities)) as a set of this
	/// number.
	pub fn from_storage(id: SetId, value: &[u8]) -> Result<Self, Refusal> {
		let mut reader = Reader::new(value);
		let authorities = Authority::read_list_of_chain(&mut reader)?;
		reader.end(Part::Authorities)?;
		Self::new(id, authorities)
	}

	/// Returns its number.
	pub const fn id(&self) -> SetId {
		self.id
	}

	/// Returns the authorities in their order.
	pub fn authorities(&self) -> &[Authority] {
		&self.authorities
	}

	/// Returns the authority at a place, from 0.
	pub fn get(&self, place: u32) -> Option<&Authority> {
		self.authorities.get(usize::try_from(place).ok()?)
	}

	/// Returns the place of the authority with a key.
	pub fn place_of(&self, key: &[u8; 32]) -> Option<u32> {
		let place = self.authorities.iter().position(|authority| authority.key == *key)?;
		u32::try_from(place).ok()
	}

	/// Returns the least weight that decides: more than two thirds of all.
	pub fn threshold(&self) -> u64 {
		// As many may be dishonest: less than a third of all.
		let faulty = self.total.saturating_sub(1) / 3;
		self.total.saturating_sub(faulty)
	}

	/// Returns the hash by which a table of known sets names it: BLAKE2b-256 of the number (`u64`) and
	/// the authorities, as the chain encodes them.
	pub fn hash(&self) -> Hash {
		let authorities =
			self.authorities.iter().map(|authority| (authority.key, authority.weight));
		(self.id, authorities.collect::<Vec<_>>()).using_encoded(Hash::of)
	}
}
