// SPDX-License-Identifier: Apache-2.0

//! The question to a node besides those of a verifier. Nothing of an answer holds until it is proven.

use serde::Serialize;
use testamur_primitives::Moment;
use testamur_proof::Hash;
use testamur_verification::{NoEvidence, Node};

/// A record that evidence is asked for, in the form of `credentials_proveRecords`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Record {
	/// An institution, with the list of what it holds.
	Institution(u32),
	/// A grant, with those above it.
	Accreditation(u32),
	/// A credential type.
	Type(u32),
}

/// The block of which evidence is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
	/// The last final one.
	Last,
	/// The last one that is not after a moment.
	Time(Moment),
	/// The one of a hash.
	Block(Hash),
}

/// A node that proves records.
pub trait RecordNode: Node {
	/// Returns evidence of records, or of their absence, in the state of a block.
	///
	/// # Errors
	///
	/// Returns why there is none.
	fn prove_records(&mut self, records: &[Record], at: At) -> Result<Vec<u8>, NoEvidence>;
}
