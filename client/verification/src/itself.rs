// SPDX-License-Identifier: Apache-2.0

//! The finding about a document by itself, where nothing of a chain is known: it tells only that it is whole.

use crate::finding::{Because, Finding};
use testamur_document::Document;
use testamur_documents::{
	anchor::{AnchorFault, Anchors},
	proofs::ProofFault,
	Contexts, Controller, Refusal as DocumentRefusal, SignedDocument, Standing,
};

/// Returns the finding about a document without the keys of its institution and without any record. It is never
/// valid. Objections show that the document was changed or that no signature of it could stand.
#[must_use]
pub fn find_by_itself(contexts: &Contexts, document: &[u8]) -> Finding {
	let mut finding = Finding::default();
	if let Err(refusal) = examine(contexts, document, &mut finding) {
		finding.add_refusal(&refusal);
	}
	match compare(document) {
		Ok(()) => {},
		Err(fault @ AnchorFault::OtherDocument) => {
			finding.objections.push(Because::new(fault.word(), fault.to_string()));
		},
		Err(fault) => finding.add_doubt(Because::new(fault.word(), fault.to_string())),
	}
	finding
}

/// Examines the proofs of a document. Whether a signature is that of the key which it names stays open.
fn examine(
	contexts: &Contexts,
	document: &[u8],
	finding: &mut Finding,
) -> Result<(), DocumentRefusal> {
	let signed = SignedDocument::read(contexts, document)?;
	let issuer = signed.issuer().ok_or(DocumentRefusal::IssuerMissing)?;
	let standings = signed.examine(&Controller { id: issuer, keys: &[] })?;
	let mut is_signed = false;
	for (position, standing) in standings.into_iter().enumerate() {
		is_signed |= !matches!(standing, Ok(Standing::Skipped(_)));
		match standing {
			Ok(_) | Err(ProofFault::UnknownMethod) => {},
			Err(fault) => finding.add_refusal(&DocumentRefusal::Proof(position, fault)),
		}
	}
	match is_signed {
		true => Ok(()),
		false => Err(DocumentRefusal::NoProof),
	}
}

/// Checks that all anchors in a document are anchors of it.
fn compare(document: &[u8]) -> Result<(), AnchorFault> {
	let digest = Document::from_envelope(document)?.digest();
	let anchors = Anchors::read(document)?;
	anchors.all().iter().try_for_each(|anchor| anchor.reference(digest).map(drop))
}
