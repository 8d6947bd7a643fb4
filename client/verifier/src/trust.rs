// SPDX-License-Identifier: Apache-2.0

//! A set of validators that somebody vouches for, in JSON.

use alloc::{string::String, vec::Vec};
use serde::Deserialize;
use testamur_json::hex::Hash;
use testamur_primitives::Moment;
use testamur_proof::{
	Authority, AuthoritySet, Forgery, Hash as BlockHash, Refusal, SetId, TrustRoot,
};

/// A set of validators that somebody vouches for. The weight of each is 1, as on this chain.
///
/// A checkpoint (`docs/checkpoint.md`) is one as well. What its other members say is passed over; they have
/// to be what a checkpoint has there, or null. Members of other names are refused, since a misspelt one
/// would be taken for one that is left out.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pin {
	/// The hash of the genesis block.
	genesis: Hash,
	/// The keys with which the validators vote on finality, in their order.
	authorities: Vec<Hash>,
	/// The number of the set; 0, that of the genesis block, unless stated.
	#[serde(default)]
	set_id: u64,
	/// The first block that the set finalized; 1 unless stated.
	#[serde(default = "first")]
	first: u32,
	/// The end of the slot of the block before that one, in milliseconds: with it ended the set before.
	#[serde(default)]
	former_until: Option<Moment>,
	/// The hash of the set, which has to be that of the authorities if it is stated.
	#[serde(default)]
	set_hash: Option<Hash>,
	#[serde(default, rename = "blockNumber")]
	_block_number: Option<u64>,
	#[serde(default, rename = "blockHash")]
	_block_hash: Option<Hash>,
	#[serde(default, rename = "header")]
	_header: Option<String>,
	#[serde(default, rename = "authors")]
	_authors: Option<Vec<Hash>>,
}

const fn first() -> u32 {
	1
}

impl Pin {
	/// Returns the number of the set.
	pub const fn set_id(&self) -> SetId {
		self.set_id
	}

	/// Returns the trust in the set.
	pub fn trust_root(&self) -> Result<TrustRoot, Refusal> {
		TrustRoot::pinned(BlockHash(self.genesis.0), self.set()?, self.first, self.former_until)
	}

	/// Returns the end of the slot of the block before the first one that the set finalized, if it is
	/// stated.
	pub const fn former_until(&self) -> Option<Moment> {
		self.former_until
	}

	/// Adds the set to what is trusted, after the last set of it, which ended with the slot before.
	pub fn vouch(&self, trusted: &mut TrustRoot, former_until: Moment) -> Result<(), Refusal> {
		let found = BlockHash(self.genesis.0);
		if found != trusted.genesis() {
			return Err(Refusal::OtherChain { found, trusted: trusted.genesis() });
		}
		trusted.vouch(self.set()?, self.first, former_until)
	}

	fn set(&self) -> Result<AuthoritySet, Refusal> {
		let authority = |key: &Hash| Authority { key: key.0, weight: 1 };
		let set = AuthoritySet::new(self.set_id, self.authorities.iter().map(authority).collect())?;
		if self.set_hash.is_some_and(|stated| stated.0 != set.hash().0) {
			return Err(Forgery::Authorities { set: self.set_id }.into());
		}
		Ok(set)
	}
}
