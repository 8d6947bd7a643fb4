// SPDX-License-Identifier: Apache-2.0

//! Evidence for a verifier, who checks it. What is returned here holds no more than any word of a node.

use crate::{
	answers::{AuthoritySets, Dated, DocumentKey, Evidence, Page, StatusListPage},
	Client, Fault,
};
use serde::Deserialize;
use serde_json::{json, Value};
use testamur_json::{
	hex::{self, Hash, Label},
	reference::Reference,
	time::Time,
};
use testamur_primitives::{CredentialReference, InstitutionId, ListLabel, Moment};

/// The most keys in one page.
const MAX_KEYS: u32 = 1_000;

/// A proof as a node of the SDK answers with it.
#[derive(Deserialize)]
struct ReadProof {
	proof: Vec<String>,
}

/// Returns bytes in hexadecimal digits.
fn bytes(text: &str) -> Result<Vec<u8>, Fault> {
	hex::decode(text).ok_or_else(|| Fault::not_understood("it is no text of bytes"))
}

impl Client {
	/// Returns a page of the document keys of an institution from a number on, or `None` if there is no such
	/// institution.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	pub fn document_keys(
		&mut self,
		institution: InstitutionId,
		from: u32,
	) -> Result<Option<Dated<Page<DocumentKey>>>, Fault> {
		self.ask("credentials_documentKeys", &vec![json!(institution.0), json!(from)])
	}

	/// Returns evidence of the verdicts on references, as of the last block for which validators voted, or of
	/// the last one before a time.
	///
	/// # Errors
	///
	/// Returns why there is no evidence.
	pub fn prove(
		&mut self,
		references: &[CredentialReference],
		at: Option<Moment>,
	) -> Result<Evidence, Fault> {
		let references: Vec<Reference> = references.iter().map(Reference::from).collect();
		let at = at.map_or(Value::Null, |at| json!({ "time": Time(at) }));
		self.ask("credentials_prove", &vec![json!(references), at])
	}

	/// Returns evidence of what is on record about an institution, as of the last block for which validators
	/// voted.
	///
	/// # Errors
	///
	/// Returns why there is no evidence.
	pub fn prove_institution(&mut self, institution: InstitutionId) -> Result<Evidence, Fault> {
		let question = json!([{ "institution": institution.0 }]);
		self.ask("credentials_proveRecords", &vec![question])
	}

	/// Returns the nodes of the trie that lead to these keys in the state of a block.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	pub fn read_proof(&mut self, keys: &[Vec<u8>], block: [u8; 32]) -> Result<Vec<Vec<u8>>, Fault> {
		let keys: Vec<String> = keys.iter().map(hex::encode).collect();
		let params = vec![json!(keys), json!(Hash(block))];
		let answer: ReadProof = self.ask("state_getReadProof", &params)?;
		answer.proof.iter().map(|item| bytes(item)).collect()
	}

	/// Returns a page of the keys behind another one that begin with a prefix, in the state of a block.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	pub fn keys_under(
		&mut self,
		prefix: &[u8],
		after: &[u8],
		block: [u8; 32],
	) -> Result<Vec<Vec<u8>>, Fault> {
		let (prefix, after) = (hex::encode(prefix), hex::encode(after));
		let params = vec![json!(prefix), json!(MAX_KEYS), json!(after), json!(Hash(block))];
		let answer: Vec<String> = self.ask("state_getKeysPaged", &params)?;
		answer.iter().map(|key| bytes(key)).collect()
	}

	/// Returns a page of the parts of a status list in the state of a block, or `None` if the institution has
	/// none of this label.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	pub fn status_list(
		&mut self,
		institution: InstitutionId,
		label: ListLabel,
		from: u32,
		block: [u8; 32],
	) -> Result<Option<Dated<StatusListPage>>, Fault> {
		let at = json!({ "hash": Hash(block) });
		let params =
			vec![json!(institution.0), json!(Label(label.0)), json!(from), Value::Null, at];
		self.ask("credentials_statusList", &params)
	}

	/// Returns a page of the hand-offs between sets of validators, from that of a set on.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	pub fn authority_sets(&mut self, from: u64) -> Result<AuthoritySets, Fault> {
		self.ask("credentials_authoritySets", &vec![json!(from)])
	}
}
