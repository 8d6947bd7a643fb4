// SPDX-License-Identifier: Apache-2.0

//! The receipt of a batch that is final.

use crate::{
	chain::{Batch, Block},
	plan::Plan,
};
use serde::{Deserialize, Serialize};
use testamur_json::{hex::Hash, time::Time};
use testamur_primitives::Moment;

/// The receipt of a batch, which is final.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Receipt {
	/// The root.
	root: Hash,
	/// The number of the final block.
	pub block_number: u64,
	block_hash: Hash,
	/// True if the batch was anchored in this block, and false if it was there in this block.
	pub is_own_block: bool,
	/// The time of the anchoring.
	issued_at: Time,
}

impl Receipt {
	/// Returns the receipt of a batch of a plan, which was anchored in its `own` block if that is known.
	pub(crate) fn of(plan: &Plan, batch: &Batch, own: Option<Block>) -> Self {
		let Block { number, hash } = own.unwrap_or(batch.as_of);
		Self {
			root: plan.root,
			block_number: number,
			block_hash: Hash(hash),
			is_own_block: own.is_some(),
			issued_at: Time(batch.issued_at),
		}
	}

	/// Returns whether it is the receipt of the batch of a plan.
	pub(crate) fn is_of(&self, plan: &Plan) -> bool {
		self.root == plan.root
	}

	/// Returns the hash of the final block.
	#[must_use]
	pub const fn block_hash(&self) -> [u8; 32] {
		self.block_hash.0
	}

	/// Returns the moment of the anchoring.
	#[must_use]
	pub const fn issued_at(&self) -> Moment {
		self.issued_at.0
	}
}
