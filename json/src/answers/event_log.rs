// SPDX-License-Identifier: Apache-2.0

//! The log of events.

use crate::hex::Hash;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};
use testamur_primitives::{hash::Software, Frontier, InstitutionId};

/// The state of the log of an institution, or of the whole log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventLog {
	/// The institution; null for the whole log.
	pub institution: Option<u32>,
	/// The number of events.
	pub size: u64,
	/// The root of the tree over them.
	pub root: Hash,
	/// The roots of the complete subtrees that the tree consists of, from the first to the last: one
	/// for each one in the binary size.
	pub peaks: Vec<Hash>,
}

impl EventLog {
	/// Joins a frontier with its institution.
	pub fn new(institution: Option<InstitutionId>, frontier: &Frontier) -> Self {
		Self {
			institution: institution.map(|id| id.0),
			size: frontier.size(),
			root: frontier.root::<Software>().into(),
			peaks: frontier.peaks().iter().copied().map(Hash::from).collect(),
		}
	}
}
