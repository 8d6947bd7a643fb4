// SPDX-License-Identifier: Apache-2.0

//! The record of the transaction that is sent. It is on the disk before anything is sent, so that a later
//! run sends the same bytes, and no second transaction while the first one can be in a block.

use crate::{
	chain::Signed,
	disk::Disk,
	fault::Fault,
	plan::Plan,
	session::{Session, SENT},
};
use serde::{Deserialize, Serialize};
use testamur_json::hex::{self, Hash};

/// A signed transaction that anchors the batch of a plan.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Attempt {
	root: Hash,
	/// The number of the last block in which it can be.
	last: u64,
	/// The bytes, in hexadecimal digits.
	transaction: String,
}

impl<D: Disk> Session<'_, D> {
	/// Returns the transaction that can be under way, if an earlier run recorded one.
	pub(crate) fn attempt(&self, plan: &Plan) -> Result<Option<Signed>, Fault> {
		let Some(attempt) = self.journal.read_sealed::<Option<Attempt>>(SENT)?.flatten() else {
			return Ok(None);
		};
		let damaged = |why: &str| Fault::Damaged { path: self.journal.path(SENT), why: why.into() };
		if attempt.root != plan.root {
			return Err(damaged("it is that of another batch"));
		}
		let bytes =
			hex::decode(&attempt.transaction).ok_or_else(|| damaged("it is no transaction"))?;
		Ok(Some(Signed { bytes, last: attempt.last }))
	}

	/// Records, for good, that a transaction may be under way from now on.
	pub(crate) fn begin_attempt(&self, plan: &Plan, signed: &Signed) -> Result<(), Fault> {
		let (last, transaction) = (signed.last, hex::encode(&signed.bytes));
		self.journal
			.put_sealed(SENT, &Some(Attempt { root: plan.root, last, transaction }))
	}

	/// Records, for good, that no transaction is under way.
	pub(crate) fn end_attempt(&self) -> Result<(), Fault> {
		self.journal.put_sealed(SENT, &None::<Attempt>)
	}
}
