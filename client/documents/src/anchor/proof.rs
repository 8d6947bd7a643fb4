// SPDX-License-Identifier: Apache-2.0

//! An anchor as a Data Integrity proof, and the anchors of a document or of a sidecar.

use super::{
	content::{Anchor, Genesis},
	fault::AnchorFault,
};
use crate::parts::Part;
use alloc::{format, string::String, vec, vec::Vec};
use testamur_document::{ijson, Document, Fault};
use testamur_primitives::CredentialReference;

/// The cryptosuite of an anchor.
pub const CRYPTOSUITE: &str = "testamur-merkle-2026";
/// The end of the name of a sidecar, which takes the place of the end `json` of a document.
pub const SIDECAR: &str = "anchor.json";

/// The type of every Data Integrity proof.
const TYPE: &str = "DataIntegrityProof";
/// The purpose of an anchor.
const PURPOSE: &str = "assertionMethod";

/// The anchors that a document carries, or its sidecar: at least one, and one for each chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchors(Vec<Anchor>);

impl Anchors {
	/// Reads the anchors in the member `proof` of a document in JSON, or of a sidecar. Other proofs are
	/// passed over.
	pub fn read(text: &[u8]) -> Result<Self, AnchorFault> {
		let text = checked(text)?;
		let anchors = proofs(text).into_iter().filter(is_anchor).map(read_proof);
		Self::collect(anchors)
	}

	fn collect(
		anchors: impl Iterator<Item = Result<Anchor, AnchorFault>>,
	) -> Result<Self, AnchorFault> {
		let mut found: Vec<Anchor> = Vec::new();
		for anchor in anchors {
			let anchor = anchor?;
			if found.iter().any(|other| other.genesis() == anchor.genesis()) {
				return Err(AnchorFault::SeveralAnchors);
			}
			found.push(anchor);
		}
		match found.is_empty() {
			true => Err(AnchorFault::NoAnchor),
			false => Ok(Self(found)),
		}
	}

	/// Returns the text of the sidecar with all of them, for a document that is handed out without.
	pub fn sidecar(&self) -> String {
		match self.0.as_slice() {
			[one] => sidecar(one),
			several => {
				let proofs: Vec<String> = several.iter().map(to_proof).collect();
				format!("{{\"proof\":[{}]}}\n", proofs.join(","))
			},
		}
	}

	/// Returns the anchor of a chain.
	pub fn of(&self, genesis: Genesis) -> Result<&Anchor, AnchorFault> {
		let found = self.0.iter().find(|anchor| anchor.genesis() == genesis);
		found.ok_or(AnchorFault::OtherChain)
	}

	/// Returns all of them, in their order.
	pub fn all(&self) -> &[Anchor] {
		&self.0
	}
}

/// Returns the reference of a document in JSON by the first of its anchors, whatever chain it is for.
///
/// # Errors
///
/// Returns why no anchor in the document leads to a batch.
pub fn stated_reference(document: &[u8]) -> Result<CredentialReference, AnchorFault> {
	let digest = Document::from_json(document)?.digest();
	let anchors = Anchors::read(document)?;
	anchors.all().first().ok_or(AnchorFault::NoAnchor)?.reference(digest)
}

/// Returns an anchor as a proof in JSON.
pub(super) fn to_proof(anchor: &Anchor) -> String {
	let (method, value) = (anchor.verification_method(), anchor.proof_value());
	let members = [
		("type", TYPE),
		("cryptosuite", CRYPTOSUITE),
		("proofPurpose", PURPOSE),
		("verificationMethod", &method),
		("proofValue", &value),
	];
	// None of the values has a letter that JSON escapes.
	let members = members.map(|(name, value)| format!("\"{name}\":\"{value}\""));
	format!("{{{}}}", members.join(","))
}

/// Returns the text of a sidecar, which holds what an anchor adds to a document.
pub fn sidecar(anchor: &Anchor) -> String {
	format!("{{\"proof\":{}}}\n", to_proof(anchor))
}

/// Returns the text of an object that has one unambiguous meaning.
pub(super) fn checked(text: &[u8]) -> Result<&str, AnchorFault> {
	ijson::parse_object(text)?;
	core::str::from_utf8(text).map_err(|_| Fault::NotUtf8.into())
}

/// Returns the proofs of a document: the items of a list, or a single one.
pub(super) fn proofs(text: &str) -> Vec<Part<'_>> {
	let Some(value) = Part::new(text, 0).value_of("proof") else { return Vec::new() };
	match value.text {
		"null" => Vec::new(),
		list if list.starts_with('[') => value.items(),
		_ => vec![value],
	}
}

/// Returns whether a proof says that it is an anchor.
pub(super) fn is_anchor(proof: &Part<'_>) -> bool {
	let suite = proof.value_of("cryptosuite").and_then(|suite| suite.string());
	suite.as_deref() == Some(CRYPTOSUITE)
}

/// Reads an anchor. Members that are not named here were signed by nobody and have no meaning.
pub(super) fn read_proof(proof: Part<'_>) -> Result<Anchor, AnchorFault> {
	let member = |name| {
		let value: Option<Part<'_>> = proof.value_of(name);
		value.and_then(|value| value.string()).ok_or(AnchorFault::MalformedProof)
	};
	let (kind, purpose) = (member("type")?, member("proofPurpose")?);
	let (method, value) = (member("verificationMethod")?, member("proofValue")?);
	if kind != TYPE || purpose != PURPOSE {
		return Err(AnchorFault::MalformedProof);
	}
	let anchor = Anchor::from_proof_value(&value)?;
	match method == anchor.verification_method() {
		true => Ok(anchor),
		false => Err(AnchorFault::OtherMethod),
	}
}
