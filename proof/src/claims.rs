// SPDX-License-Identifier: Apache-2.0

//! What evidence claims, before anything of it is checked.
//!
//! Whoever holds many files learns from it which trust root a file needs, and up to which set the
//! hand-offs must lead. A carrier has no labels for that, since labels can say something other than
//! what they stand on.

use crate::{
	evidence::{CompactProof, Evidence},
	hash::Hash,
	header::Header,
	ids::{BlockId, SetId},
	trie::PartialTrie,
};
use codec::DecodeAll;
use testamur_primitives::{keys, Moment};

/// The claims of evidence, of which nothing holds.
///
/// They are no answer to anybody's question, and are shown to a user only as what a file claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claims {
	/// The hash of the genesis block of the chain; `None` if the evidence does not have it.
	pub genesis: Option<Hash>,
	/// The set of authorities that finalized the block.
	pub set_id: SetId,
	/// The block that it finalized.
	pub finalized: BlockId,
	/// The block whose state is shown.
	pub shown: BlockId,
	/// The time of that block; `None` if the evidence does not have it.
	pub time: Option<Moment>,
}

impl Claims {
	/// Returns the claims of evidence.
	pub fn of(evidence: &Evidence) -> Self {
		let last = (&evidence.header, &evidence.proof);
		let past = evidence.past.as_ref().map(|past| (&past.header, &past.proof));
		let (shown, proof) = past.unwrap_or(last);
		Self {
			genesis: value(last, &keys::block_hash(0)).map(Hash),
			set_id: evidence.set_id,
			finalized: evidence.header.id(),
			shown: shown.id(),
			time: value((shown, proof), &keys::now()),
		}
	}
}

/// Returns a value of a state, if a proof has it.
fn value<T: DecodeAll>(state: (&Header, &CompactProof), key: &[u8]) -> Option<T> {
	let (header, proof) = state;
	let trie = PartialTrie::from_compact(proof, header.state_root).ok()?;
	T::decode_all(&mut trie.get(key).ok()??).ok()
}
