// SPDX-License-Identifier: Apache-2.0

//! A node, which is honest unless it is told how to lie.

use crate::{
	chain::{Final, GENESIS},
	records::keys_for,
};
use codec::Encode;
use std::collections::BTreeMap;
use testamur_primitives::{CredentialReference, InstitutionId, Moment, PublicKey};
use testamur_proof::{Evidence, Hash, SetId};
use testamur_verification::{Because, KeyPage, NoAnswer, NoEvidence, Node};

/// The change of evidence by a liar.
type Lie = Box<dyn Fn(Evidence) -> Evidence>;

/// A node that has one block.
pub(crate) struct FakeNode {
	pub(crate) block: Final,
	pub(crate) genesis: Hash,
	pub(crate) keys: BTreeMap<InstitutionId, Vec<(u32, PublicKey)>>,
	/// The references that it proves of those it is asked about.
	pub(crate) proves: fn(&CredentialReference) -> bool,
	/// Its lie about evidence.
	pub(crate) lie: Lie,
	/// The bytes that it returns for evidence.
	pub(crate) bytes: Option<Vec<u8>>,
	/// The most references for which it has evidence.
	pub(crate) most: usize,
	/// The method to which it never answers.
	pub(crate) silent: Option<&'static str>,
	/// The method to which it answers with an error.
	pub(crate) refused: Option<&'static str>,
	/// The hand-offs that it has.
	pub(crate) hand_offs: Vec<u8>,
	/// The questions that it was asked.
	pub(crate) asked: Vec<(&'static str, usize)>,
}

impl FakeNode {
	pub(crate) fn new(block: Final) -> Self {
		Self {
			block,
			genesis: GENESIS,
			keys: BTreeMap::new(),
			proves: |_| true,
			lie: Box::new(|evidence| evidence),
			bytes: None,
			most: usize::MAX,
			silent: None,
			refused: None,
			hand_offs: Vec::new(),
			asked: Vec::new(),
		}
	}

	/// Returns how often a method was called.
	pub(crate) fn calls(&self, method: &str) -> usize {
		self.asked.iter().filter(|(asked, _)| *asked == method).count()
	}

	/// Returns how many references evidence was wanted of.
	pub(crate) fn references(&self) -> usize {
		self.asked
			.iter()
			.filter(|(asked, _)| *asked == "prove")
			.map(|(_, count)| count)
			.sum()
	}

	/// Returns the evidence of references.
	pub(crate) fn evidence(&self, references: &[CredentialReference]) -> Evidence {
		let proven: Vec<_> = references
			.iter()
			.filter(|reference| (self.proves)(reference))
			.cloned()
			.collect();
		let mut evidence = self.block.evidence(&keys_for(&self.block.built, &proven), &[]);
		evidence.authorities = Some(self.block.validators.authorities());
		(self.lie)(evidence)
	}

	fn hear(&mut self, method: &'static str, count: usize) -> Result<(), NoAnswer> {
		self.asked.push((method, count));
		let no_answer =
			|word, is_gone| Err(NoAnswer { because: Because::new(word, word), is_gone });
		match Some(method) {
			method if method == self.silent => no_answer("timedOut", true),
			method if method == self.refused => no_answer("nodeCannotTell", false),
			_ => Ok(()),
		}
	}
}

impl Node for FakeNode {
	fn genesis(&self) -> Hash {
		self.genesis
	}

	fn document_keys(&mut self, id: InstitutionId, from: u32) -> Result<KeyPage, NoAnswer> {
		self.hear("keys", 1)?;
		let all = self.keys.get(&id).cloned().unwrap_or_default();
		let keys = all.into_iter().filter(|(number, _)| *number >= from).collect();
		Ok(KeyPage { keys, next: None })
	}

	fn prove(
		&mut self,
		references: &[CredentialReference],
		_: Option<Moment>,
	) -> Result<Vec<u8>, NoEvidence> {
		self.hear("prove", references.len()).map_err(NoEvidence::NoAnswer)?;
		assert!(references.len() <= 256, "{}", references.len());
		if references.len() > self.most {
			return Err(NoEvidence::TooLarge(Because::new("nodeCannotTell", "too large")));
		}
		let bytes = self.bytes.clone();
		Ok(bytes.unwrap_or_else(|| self.evidence(references).encode()))
	}

	fn hand_offs(&mut self, _: SetId) -> Result<Vec<u8>, NoAnswer> {
		self.hear("handOffs", 1)?;
		Ok(self.hand_offs.clone())
	}
}
