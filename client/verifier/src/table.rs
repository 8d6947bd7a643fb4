// SPDX-License-Identifier: Apache-2.0

//! The table of known sets, in JSON.

use crate::json::present;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};
use testamur_json::hex::Hash;
use testamur_primitives::Moment;
use testamur_proof::{refusal::Part, Hash as BlockHash, KnownSet, Refusal, SetId, TrustRoot};

/// The known sets of a chain, from that of the genesis block on.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Table {
	/// The hash of the genesis block.
	pub genesis: Hash,
	/// The sets, in the order of their numbers.
	pub sets: Vec<Row>,
}

/// A known set, as [`KnownSet`] has it.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Row {
	/// The number of the set.
	pub set_id: SetId,
	/// The first block that it finalized.
	pub first: u32,
	/// The last block that it finalized; null for a set that may be the present one.
	#[serde(deserialize_with = "present")]
	pub last: Option<u32>,
	/// The end of the slot of that block, in milliseconds.
	#[serde(deserialize_with = "present")]
	pub until: Option<Moment>,
	/// The block in which the set was forced upon the chain; null if the set before handed over to it.
	#[serde(deserialize_with = "present")]
	pub forced_in: Option<u32>,
	/// The hash of the set.
	pub set_hash: Hash,
}

impl From<&KnownSet> for Row {
	fn from(set: &KnownSet) -> Self {
		let KnownSet { id, first, last, until, forced_in, hash } = *set;
		Self { set_id: id, first, last, until, forced_in, set_hash: Hash(hash.0) }
	}
}

impl From<&Row> for KnownSet {
	fn from(row: &Row) -> Self {
		let Row { set_id, first, last, until, forced_in, set_hash } = *row;
		Self { id: set_id, first, last, until, forced_in, hash: BlockHash(set_hash.0) }
	}
}

impl Table {
	/// Returns the table of what is trusted.
	pub fn of(trusted: &TrustRoot) -> Self {
		let sets = trusted.table().iter().map(Row::from).collect();
		Self { genesis: Hash(trusted.genesis().0), sets }
	}

	/// Returns the trust in the sets of the table, which has to begin with that of the genesis block: with
	/// a later one, a table does not say when that began.
	pub fn trust_root(&self) -> Result<TrustRoot, Refusal> {
		if self.sets.first().is_none_or(|row| row.set_id > 0) {
			return Err(Refusal::Malformed(Part::TrustRoot));
		}
		let rows = self.sets.iter().map(KnownSet::from).collect();
		TrustRoot::from_table(BlockHash(self.genesis.0), rows)
	}
}
