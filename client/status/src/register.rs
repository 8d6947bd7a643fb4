// SPDX-License-Identifier: Apache-2.0

//! The questions to a node besides those of a verifier. Nothing of an answer holds until it is proven.

use testamur_primitives::{InstitutionId, ListLabel, Root};
use testamur_proof::Hash;
use testamur_verification::{NoAnswer, Node};

/// A page of the parts of a status list, by the places at which they begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartsPage {
	/// The parts with the roots of their batches.
	pub parts: Vec<(u32, Root)>,
	/// The place at which the next page begins.
	pub next: Option<u32>,
}

/// A node that can be asked about the state of a block, and that nobody trusts.
pub trait Register: Node {
	/// Returns evidence of the record of an institution, as of the last block for which validators voted.
	///
	/// # Errors
	///
	/// Returns why there is none.
	fn prove_institution(&mut self, id: InstitutionId) -> Result<Vec<u8>, NoAnswer>;

	/// Returns the nodes of the trie that lead to these keys in the state of a block, each in full.
	///
	/// # Errors
	///
	/// Returns why there are none.
	fn read_proof(&mut self, keys: &[Vec<u8>], block: Hash) -> Result<Vec<Vec<u8>>, NoAnswer>;

	/// Returns keys behind another one that begin with a prefix, in their order, as many as a page has.
	///
	/// # Errors
	///
	/// Returns why there are none.
	fn keys_under(
		&mut self,
		prefix: &[u8],
		after: &[u8],
		block: Hash,
	) -> Result<Vec<Vec<u8>>, NoAnswer>;

	/// Returns a page of the parts of a status list, which says what to prove. Without such a list it has none.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	fn list_parts(
		&mut self,
		institution: InstitutionId,
		label: ListLabel,
		from: u32,
		block: Hash,
	) -> Result<PartsPage, NoAnswer>;
}
