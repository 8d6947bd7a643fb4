// SPDX-License-Identifier: Apache-2.0

//! A node whose proofs of the record are kept, and the proofs in the place of the node.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use testamur_json::hex;
use testamur_primitives::{CredentialReference, InstitutionId, ListLabel, Moment};
use testamur_proof::{
	bundle::{text, BUNDLE},
	Hash, SetId,
};
use testamur_status::{PartsPage, Register};
use testamur_verification::{Because, KeyPage, NoAnswer, NoEvidence, Node};

/// The version of the form.
const VERSION: u8 = 1;

/// The proof of what is on record, as of one block.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Proof {
	testamur_record_proof: u8,
	/// The record of the institution and the votes for the block, as the text of a bundle.
	bundle: String,
	/// Further nodes of the trie of the same state, in hexadecimal digits.
	nodes: Vec<String>,
}

/// A node whose proofs of the record are kept. Keys are asked for once.
pub(crate) struct Recording<'a, N> {
	node: &'a mut N,
	keys: BTreeMap<(InstitutionId, u32), KeyPage>,
	evidence: Vec<u8>,
	nodes: BTreeSet<Vec<u8>>,
}

impl<'a, N: Register> Recording<'a, N> {
	/// Returns a node that was asked nothing yet.
	pub(crate) const fn new(node: &'a mut N) -> Self {
		Self { node, keys: BTreeMap::new(), evidence: Vec::new(), nodes: BTreeSet::new() }
	}

	/// Returns the proof of all that was asked since the last evidence of an institution.
	pub(crate) fn proof(&self) -> Proof {
		Proof {
			testamur_record_proof: VERSION,
			bundle: text(&[BUNDLE.mark.as_slice(), &self.evidence].concat()),
			nodes: self.nodes.iter().map(hex::encode).collect(),
		}
	}
}

impl<N: Register> Node for Recording<'_, N> {
	fn genesis(&self) -> Hash {
		self.node.genesis()
	}

	fn document_keys(&mut self, id: InstitutionId, from: u32) -> Result<KeyPage, NoAnswer> {
		if let Some(page) = self.keys.get(&(id, from)) {
			return Ok(page.clone());
		}
		let page = self.node.document_keys(id, from)?;
		self.keys.insert((id, from), page.clone());
		Ok(page)
	}

	fn prove(
		&mut self,
		references: &[CredentialReference],
		at: Option<Moment>,
	) -> Result<Vec<u8>, NoEvidence> {
		self.node.prove(references, at)
	}

	fn hand_offs(&mut self, from: SetId) -> Result<Vec<u8>, NoAnswer> {
		self.node.hand_offs(from)
	}
}

impl<N: Register> Register for Recording<'_, N> {
	fn prove_institution(&mut self, id: InstitutionId) -> Result<Vec<u8>, NoAnswer> {
		self.evidence = self.node.prove_institution(id)?;
		self.nodes.clear();
		Ok(self.evidence.clone())
	}

	fn read_proof(&mut self, keys: &[Vec<u8>], block: Hash) -> Result<Vec<Vec<u8>>, NoAnswer> {
		let nodes = self.node.read_proof(keys, block)?;
		self.nodes.extend(nodes.iter().cloned());
		Ok(nodes)
	}

	fn keys_under(
		&mut self,
		prefix: &[u8],
		after: &[u8],
		block: Hash,
	) -> Result<Vec<Vec<u8>>, NoAnswer> {
		self.node.keys_under(prefix, after, block)
	}

	fn list_parts(
		&mut self,
		institution: InstitutionId,
		label: ListLabel,
		from: u32,
		block: Hash,
	) -> Result<PartsPage, NoAnswer> {
		self.node.list_parts(institution, label, from, block)
	}
}

/// The proof in the place of a node: it answers what was asked when it was kept.
pub(crate) struct Kept {
	genesis: Hash,
	evidence: Vec<u8>,
	nodes: Vec<Vec<u8>>,
}

impl Kept {
	/// Reads a proof, or returns why it is none.
	pub(crate) fn read(bytes: &[u8], genesis: Hash) -> Result<Self, String> {
		let proof: Proof = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
		if proof.testamur_record_proof != VERSION {
			return Err(
				"testamurRecordProof: expected 1, a later version needs another program".into()
			);
		}
		let file = BUNDLE.read_text(&proof.bundle).map_err(|refusal| refusal.to_string())?;
		let evidence = BUNDLE.content(&file).map_err(|refusal| refusal.to_string())?.to_vec();
		let nodes = proof.nodes.iter().map(|node| hex::decode(node)).collect::<Option<Vec<_>>>();
		let nodes = nodes.ok_or("nodes: expected 0x and hexadecimal digits")?;
		Ok(Self { genesis, evidence, nodes })
	}
}

/// Returns that a question was not asked when the proof was kept.
fn not_kept() -> NoAnswer {
	let why = "the folder has no answer to this: run \"leave\" again while there are nodes";
	NoAnswer { because: Because::new("notKept", why), is_gone: false }
}

impl Node for Kept {
	fn genesis(&self) -> Hash {
		self.genesis
	}

	fn document_keys(&mut self, _: InstitutionId, _: u32) -> Result<KeyPage, NoAnswer> {
		Err(not_kept())
	}

	fn prove(
		&mut self,
		_: &[CredentialReference],
		_: Option<Moment>,
	) -> Result<Vec<u8>, NoEvidence> {
		Err(NoEvidence::NoAnswer(not_kept()))
	}

	fn hand_offs(&mut self, _: SetId) -> Result<Vec<u8>, NoAnswer> {
		Err(not_kept())
	}
}

impl Register for Kept {
	fn prove_institution(&mut self, _: InstitutionId) -> Result<Vec<u8>, NoAnswer> {
		Ok(self.evidence.clone())
	}

	/// Returns all nodes for the first question, since they cover the others as well.
	fn read_proof(&mut self, _: &[Vec<u8>], _: Hash) -> Result<Vec<Vec<u8>>, NoAnswer> {
		Ok(std::mem::take(&mut self.nodes))
	}

	/// Returns no keys: the nodes of the trie show which there are.
	fn keys_under(&mut self, _: &[u8], _: &[u8], _: Hash) -> Result<Vec<Vec<u8>>, NoAnswer> {
		Ok(Vec::new())
	}

	fn list_parts(
		&mut self,
		_: InstitutionId,
		_: ListLabel,
		_: u32,
		_: Hash,
	) -> Result<PartsPage, NoAnswer> {
		Err(not_kept())
	}
}
