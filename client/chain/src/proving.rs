// SPDX-License-Identifier: Apache-2.0

//! Evidence for a verifier, who checks it. What is returned here holds no more than any word of a node.

use crate::{
	answers::{AuthoritySets, Dated, DocumentKey, Evidence, Page},
	Client, Fault,
};
use serde_json::{json, Value};
use testamur_json::{reference::Reference, time::Time};
use testamur_primitives::{CredentialReference, InstitutionId, Moment};

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

	/// Returns a page of the hand-offs between sets of validators, from that of a set on.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	pub fn authority_sets(&mut self, from: u64) -> Result<AuthoritySets, Fault> {
		self.ask("credentials_authoritySets", &vec![json!(from)])
	}
}
