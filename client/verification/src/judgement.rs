// SPDX-License-Identifier: Apache-2.0

//! Judges a document by what is proven.

use crate::{
	document::DocumentFile,
	finding::{Because, Finding, Shown},
	keys::KeyHints,
	signatures::Signatures,
	validity::add_own_validity,
	verdict::verdict,
};
use std::sync::Arc;
use testamur_documents::Refusal as DocumentRefusal;
use testamur_primitives::{verdict::Findings, InstitutionId};
use testamur_proof::{Proven, Refusal};

/// The finding about a document by some evidence, and whether that covers everything.
pub(crate) struct Judgement {
	/// The finding.
	pub(crate) finding: Finding,
	/// True if other evidence could tell more.
	pub(crate) is_incomplete: bool,
	/// The institution whose keys sign the document, if its batch is on record.
	pub(crate) signer: Option<InstitutionId>,
	/// The evidence that a node gave for it.
	pub(crate) evidence: Option<Arc<[u8]>>,
}

impl Judgement {
	/// Returns a finding of which no evidence could tell more.
	pub(crate) const fn closed(finding: Finding) -> Self {
		Self { finding, is_incomplete: false, signer: None, evidence: None }
	}
}

/// Judges a document by proven state. Hints at keys are compared with the records that are proven.
pub(crate) fn judge(document: &DocumentFile<'_>, proven: &Proven, hints: &KeyHints) -> Judgement {
	let mut finding = Finding::default();
	if let Err(refusal) = &document.signed {
		finding.add_refusal(refusal);
	}
	let verdict = match verdict(proven, &document.reference) {
		Ok(verdict) => verdict,
		Err(refusal) => {
			finding.doubts.push(Because::from(&refusal));
			let is_incomplete = matches!(refusal, Refusal::Incomplete(_));
			return Judgement { is_incomplete, ..Judgement::closed(finding) };
		},
	};
	finding.add_reasons(&verdict, |_| true);
	if let Ok(signed) = &document.signed {
		let member = |name: &str| signed.member(name);
		add_own_validity(&mut finding, member, proven.as_of().time);
	}
	let (mut about_key, mut is_incomplete) = (None, false);
	// Without a batch on record, there is no institution whose keys could count.
	if let (Ok(signed), Some(findings)) = (&document.signed, &verdict.findings) {
		let signatures = Signatures::new(document, proven, hints);
		add_other_issuer(&mut finding, document, signer(findings));
		about_key = signatures.judge(signed, &mut finding);
		is_incomplete = signatures.are_incomplete();
	}
	let signer = verdict.findings.as_ref().map(signer);
	let verdict = about_key.unwrap_or(verdict);
	finding.shown = Some(Shown { verdict, as_of: *proven.as_of() });
	Judgement { finding, is_incomplete, signer, evidence: None }
}

/// Returns the institution whose keys sign a credential: a custodian signs what it issues again.
fn signer(findings: &Findings) -> InstitutionId {
	findings.reissue.map_or(findings.institution.id, |reissue| reissue.by)
}

/// Adds that a document names another institution of this chain as its issuer. A name of another kind, such as
/// one of the web, cannot be compared.
fn add_other_issuer(finding: &mut Finding, document: &DocumentFile<'_>, signer: InstitutionId) {
	let Some(stated) = document.stated_issuer() else { return };
	let own = document.genesis.institution_name(signer);
	if stated.starts_with("did:testamur:") && stated != own {
		finding.add_refusal(&DocumentRefusal::Issuer(stated.to_owned()));
	}
}

/// Returns the finding about a document of which nothing is proven.
#[must_use]
pub fn unproven(document: &DocumentFile<'_>, because: Because) -> Finding {
	let mut finding = Finding::doubt(because);
	if let Err(refusal) = &document.signed {
		finding.add_refusal(refusal);
	}
	finding
}
