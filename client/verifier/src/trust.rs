// SPDX-License-Identifier: Apache-2.0

//! A set of validators that somebody vouches for, in JSON.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Deserializer};
use testamur_json::hex::Hash;
use testamur_primitives::Moment;
use testamur_proof::{
	Authority, AuthoritySet, Beginning, Forgery, Hash as BlockHash, Refusal, SetId, TrustRoot,
};

/// A set of validators that somebody vouches for. The weight of each is 1, as on this chain.
#[derive(Deserialize)]
#[serde(try_from = "Members")]
pub struct Pin(Members);

/// The members of a set of validators that somebody vouches for.
///
/// A checkpoint (`docs/checkpoint.md`) has them as well. What its other members say is passed over; they
/// have to be what a checkpoint has there, or null. Members of other names are refused, since a misspelt
/// one would be taken for one that is left out.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Members {
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
	/// The block in which the set was forced upon the chain; null if the set before handed over to it.
	/// A later set than that of the genesis block has to state it.
	#[serde(default, deserialize_with = "stated")]
	forced_in: Option<Option<u32>>,
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

/// Reads a value that may be null, and is told apart from one that is left out.
fn stated<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<u32>>, D::Error> {
	Option::deserialize(deserializer).map(Some)
}

impl TryFrom<Members> for Pin {
	type Error = &'static str;

	fn try_from(members: Members) -> Result<Self, Self::Error> {
		match members.set_id > 0 && members.forced_in.is_none() {
			true => Err(
				".forcedIn: expected the block in which the set was forced upon the chain, or null if \
				 the set before handed over to it, as a checkpoint states it",
			),
			false => Ok(Self(members)),
		}
	}
}

impl Pin {
	/// Returns the number of the set.
	pub const fn set_id(&self) -> SetId {
		self.0.set_id
	}

	/// Returns the trust in the set.
	pub fn trust_root(&self) -> Result<TrustRoot, Refusal> {
		TrustRoot::pinned(self.genesis(), self.set()?, self.beginning())
	}

	/// Returns the end of the slot of the block before the first one that the set finalized, if it is
	/// stated.
	pub const fn former_until(&self) -> Option<Moment> {
		self.0.former_until
	}

	/// Adds the set to what is trusted, after the last set of it. The end of the set before has to be
	/// stated.
	pub fn vouch(&self, trusted: &mut TrustRoot) -> Result<(), Refusal> {
		let found = self.genesis();
		if found != trusted.genesis() {
			return Err(Refusal::OtherChain { found, trusted: trusted.genesis() });
		}
		trusted.vouch(self.set()?, self.beginning())
	}

	const fn genesis(&self) -> BlockHash {
		BlockHash(self.0.genesis.0)
	}

	fn beginning(&self) -> Beginning {
		let Members { first, former_until, forced_in, .. } = self.0;
		Beginning { first, since: former_until, forced_in: forced_in.flatten() }
	}

	fn set(&self) -> Result<AuthoritySet, Refusal> {
		let authority = |key: &Hash| Authority { key: key.0, weight: 1 };
		let Members { set_id, authorities, set_hash, .. } = &self.0;
		let set = AuthoritySet::new(*set_id, authorities.iter().map(authority).collect())?;
		if set_hash.is_some_and(|stated| stated.0 != set.hash().0) {
			return Err(Forgery::Authorities { set: *set_id }.into());
		}
		Ok(set)
	}
}
