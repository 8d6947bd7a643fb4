// SPDX-License-Identifier: Apache-2.0

//! Several envelopes of one achievement under one leaf, and so with one place and one status.

use crate::{document::Document, fault::Fault, salt::Salt};
use alloc::{vec, vec::Vec};
use testamur_primitives::{
	hash::{Sha256, Software},
	Digest, Leaf,
};

/// Maximum number of envelopes under one leaf.
pub const MAX_ENVELOPES: usize = 8;

/// The prefix of the hash over several digests. A canonical form begins with `{`, a leaf with 0x00,
/// an inner node with 0x01.
const ENVELOPES_PREFIX: u8 = 0x02;

/// Returns the digest over the digests of all envelopes, which are in ascending order: that of a
/// single envelope itself, and of several SHA-256(0x02 ‖ n ‖ d₁ ‖ … ‖ dₙ).
pub fn digest_over(digests: &[Digest]) -> Result<Digest, Fault> {
	let count = match digests {
		[] => return Err(Fault::NoEnvelope),
		[single] => return Ok(*single),
		several if several.len() > MAX_ENVELOPES => return Err(Fault::TooManyEnvelopes),
		several => u8::try_from(several.len()).map_err(|_| Fault::TooManyEnvelopes)?,
	};
	ensure_ascending(digests)?;
	let mut bytes = vec![ENVELOPES_PREFIX, count];
	digests.iter().for_each(|digest| bytes.extend_from_slice(&digest.0));
	Ok(Digest(Software::hash(&bytes)))
}

/// Returns the leaf of one envelope and of others of the same achievement, given the digests of the
/// others in ascending order.
pub fn leaf_over(own: Digest, others: &[Digest]) -> Result<Leaf, Fault> {
	if others.len() >= MAX_ENVELOPES {
		return Err(Fault::TooManyEnvelopes);
	}
	ensure_ascending(others)?;
	let mut all = others.to_vec();
	all.insert(others.partition_point(|other| other < &own), own);
	Ok(digest_over(&all)?.leaf())
}

fn ensure_ascending(digests: &[Digest]) -> Result<(), Fault> {
	digests.windows(2).try_for_each(|pair| match pair {
		[first, second] if first == second => Err(Fault::EqualDigests),
		[first, second] if first > second => Err(Fault::DigestsOutOfOrder),
		_ => Ok(()),
	})
}

/// All envelopes of one achievement, as their issuer holds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelopes {
	/// The digests, in ascending order.
	digests: Vec<Digest>,
	digest: Digest,
}

impl Envelopes {
	/// Joins documents, in any order, under one leaf.
	///
	/// Each has a salt of its own. The reference of one document holds the digests of the others,
	/// which its readers could guess if they knew the salt.
	pub fn new(documents: &[Document]) -> Result<Self, Fault> {
		if documents.len() > MAX_ENVELOPES {
			return Err(Fault::TooManyEnvelopes);
		}
		let mut digests: Vec<Digest> = documents.iter().map(Document::digest).collect();
		digests.sort_unstable();
		let digest = digest_over(&digests)?;
		let mut salts: Vec<Salt> = documents.iter().map(Document::salt).collect();
		salts.sort_unstable();
		salts.dedup();
		if salts.len() < documents.len() {
			return Err(Fault::EqualSalts);
		}
		Ok(Self { digests, digest })
	}

	/// Returns the leaf.
	pub fn leaf(&self) -> Leaf {
		self.digest.leaf()
	}

	/// Returns what the reference of one of the documents states: the digests of the others, in
	/// ascending order.
	pub fn others(&self, document: &Document) -> Vec<Digest> {
		let own = document.digest();
		self.digests.iter().copied().filter(|digest| *digest != own).collect()
	}
}
