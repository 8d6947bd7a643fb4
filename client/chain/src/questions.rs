// SPDX-License-Identifier: Apache-2.0

//! The methods `credentials_…`, answered from the last final block.

use crate::{
	answers::{Accreditation, Authorization, Batch, CredentialType, Dated, DocumentKey, Verdict},
	Client, Fault,
};
use serde_json::json;
use testamur_json::{hex::Hash, reference::Reference};
use testamur_primitives::{
	AccreditationId, CredentialReference, InstitutionId, PublicKey, Root, TypeId,
};

/// An institution, with the account of its admin in the text form.
pub(crate) type Institution = crate::answers::Institution<String>;

/// The number of references that one call takes.
const MAX_REFERENCES: usize = 1_000;
/// The most keys that an institution can have, beyond which a node is not believed.
const MAX_KEYS: usize = 100_000;

impl Client {
	/// Returns an institution, or `None` if there is none of this number.
	///
	/// # Errors
	///
	/// Returns why there is no answer, as for all questions.
	pub fn institution(&mut self, id: InstitutionId) -> Result<Option<Dated<Institution>>, Fault> {
		self.ask("credentials_institution", &vec![json!(id.0)])
	}

	/// Returns a grant, or `None` if there is none of this number.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	pub fn accreditation(
		&mut self,
		id: AccreditationId,
	) -> Result<Option<Dated<Accreditation>>, Fault> {
		self.ask("credentials_accreditation", &vec![json!(id.0)])
	}

	/// Returns a credential type, or `None` if there is none of this number.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	pub fn credential_type(&mut self, id: TypeId) -> Result<Option<Dated<CredentialType>>, Fault> {
		self.ask("credentials_type", &vec![json!(id.0)])
	}

	/// Returns the batch of a root, or `None` if the institution has anchored no such root.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	pub fn batch(
		&mut self,
		institution: InstitutionId,
		root: Root,
	) -> Result<Option<Dated<Batch>>, Fault> {
		self.ask("credentials_batch", &vec![json!(institution.0), json!(Hash(root.0))])
	}

	/// Returns whether an institution may anchor credentials of a type, and by which grant.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	pub fn is_authorized(
		&mut self,
		institution: InstitutionId,
		type_id: TypeId,
	) -> Result<Dated<Authorization>, Fault> {
		self.ask("credentials_isAuthorized", &vec![json!(institution.0), json!(type_id.0)])
	}

	/// Returns the record of a document key, or `None` if the institution has no such key.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	pub fn document_key(
		&mut self,
		institution: InstitutionId,
		key: PublicKey,
	) -> Result<Option<DocumentKey>, Fault> {
		let mut from = 1_u32;
		let mut seen = 0_usize;
		while seen < MAX_KEYS {
			let page = self.document_keys(institution, from)?;
			let Some(Dated { answer: page, .. }) = page else { return Ok(None) };
			if let Some(found) = page.items.iter().find(|item| item.key.0 == key) {
				return Ok(Some(*found));
			}
			// A page without a key counts as well, or a node could answer with such pages for ever.
			seen = seen.saturating_add(page.items.len().max(1));
			match page.next {
				Some(next) if next > from => from = next,
				_ => return Ok(None),
			}
		}
		Err(Fault::not_understood("it has more document keys than there can be"))
	}

	/// Returns the verdicts for references, in their order.
	///
	/// # Errors
	///
	/// Returns why there is no answer. A part of the verdicts is never returned.
	pub fn verify(
		&mut self,
		references: &[CredentialReference],
	) -> Result<Vec<Dated<Verdict>>, Fault> {
		let mut verdicts = Vec::with_capacity(references.len());
		for part in references.chunks(MAX_REFERENCES) {
			let part: Vec<Reference> = part.iter().cloned().map(Reference).collect();
			let count = part.len();
			let answer: Vec<Dated<Verdict>> = self.ask("credentials_verify", &vec![json!(part)])?;
			if answer.len() != count {
				return Err(Fault::not_understood("it has another number of verdicts"));
			}
			verdicts.extend(answer);
		}
		Ok(verdicts)
	}
}
