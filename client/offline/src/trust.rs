// SPDX-License-Identifier: Apache-2.0

//! Reads what is trusted.

use crate::{
	files::{read_json, refused, Problem},
	forms::read_form,
};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use testamur_json::hex;
use testamur_proof::{bundle::HAND_OFFS, Authority, AuthoritySet, Hash, Refusal, TrustRoot};

/// A set of validators that somebody vouches for. The weight of each is 1, as on this chain. The other
/// members of a checkpoint (`docs/checkpoint.md`) are ignored.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Pin {
	/// The hash of the genesis block.
	genesis: hex::Hash,
	/// The keys with which the validators vote on finality, in their order.
	authorities: Vec<hex::Hash>,
	/// The number of the set; 0, that of the genesis block, unless stated.
	#[serde(default)]
	set_id: u64,
	/// The first block that the set finalized; 1 unless stated.
	#[serde(default = "first")]
	first: u32,
}

const fn first() -> u32 {
	1
}

impl Pin {
	fn trust_root(self) -> Result<TrustRoot, Refusal> {
		let authority = |key: hex::Hash| Authority { key: key.0, weight: 1 };
		let authorities = self.authorities.into_iter().map(authority).collect();
		let set = AuthoritySet::new(self.set_id, authorities)?;
		TrustRoot::pinned(Hash(self.genesis.0), set, self.first)
	}
}

/// Reads the trusted set of validators, and follows the hand-offs from it.
pub(crate) fn read_trust(path: &Path, hand_offs: &[PathBuf]) -> Result<TrustRoot, Problem> {
	let pin: Pin = read_json(path)?;
	let mut trusted = pin.trust_root().map_err(refused(path))?;
	for path in hand_offs {
		trusted.learn_file(&read_form(path, &HAND_OFFS)?).map_err(refused(path))?;
	}
	Ok(trusted)
}
