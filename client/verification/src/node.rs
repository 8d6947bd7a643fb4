// SPDX-License-Identifier: Apache-2.0

//! The questions to a node, and what it may answer. Nothing of an answer holds until it is proven.

use crate::finding::Because;
use testamur_primitives::{CredentialReference, InstitutionId, Moment, PublicKey};
use testamur_proof::{Hash, Refusal, SetId};

/// The most references in one call for evidence.
pub const MAX_REFERENCES: usize = 256;

/// A reason why a node gives no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoAnswer {
	/// The reason.
	pub because: Because,
	/// True if the node is asked nothing more, as after a connection that was lost.
	pub is_gone: bool,
}

impl From<&Refusal> for NoAnswer {
	/// Returns that an answer is worth nothing, for which the node can be asked something else.
	fn from(refusal: &Refusal) -> Self {
		Self { because: Because::from(refusal), is_gone: false }
	}
}

/// A reason why a node gives no evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoEvidence {
	/// The evidence would be larger than one call returns. Fewer references may have evidence.
	TooLarge(Because),
	/// There is no answer.
	NoAnswer(NoAnswer),
}

/// A page of the document keys of an institution, by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyPage {
	/// The keys with their numbers.
	pub keys: Vec<(u32, PublicKey)>,
	/// The number with which the next page begins.
	pub next: Option<u32>,
}

/// A node, which nobody trusts.
pub trait Node {
	/// Returns the hash of the genesis block that the node states.
	fn genesis(&self) -> Hash;

	/// Returns a page of the document keys of an institution, from a number on.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	fn document_keys(&mut self, institution: InstitutionId, from: u32)
		-> Result<KeyPage, NoAnswer>;

	/// Returns evidence of the verdicts on references, as of the last final block or of a time.
	///
	/// # Errors
	///
	/// Returns why there is none.
	fn prove(
		&mut self,
		references: &[CredentialReference],
		at: Option<Moment>,
	) -> Result<Vec<u8>, NoEvidence>;

	/// Returns as many hand-offs as a page has, encoded, of which the first is that of a set.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	fn hand_offs(&mut self, from: SetId) -> Result<Vec<u8>, NoAnswer>;
}
