// SPDX-License-Identifier: Apache-2.0

//! A document that is to be verified: its reference, its proofs, and the keys that they name.

use crate::{
	credential::reference_of,
	files::Problem,
	keys::{KeyHints, MAX_OF_NUMBER},
	node::MAX_REFERENCES,
	source::{BundleAt, Source},
};
use std::collections::BTreeSet;
use testamur_documents::{anchor::Genesis, key_number, Contexts, Refusal, SignedDocument};
use testamur_primitives::{CredentialReference, PublicKey};

/// The most keys of a document that are asked about. Those of further proofs stay unknown.
const MAX_KEYS: usize = 8;
// One call takes the references of a document.
const _: () = assert!(MAX_KEYS * MAX_OF_NUMBER <= MAX_REFERENCES);

/// A document that is to be verified.
pub struct DocumentFile<'c> {
	/// The chain that is trusted.
	pub(crate) genesis: Genesis,
	/// The reference, which names no key.
	pub(crate) reference: CredentialReference,
	/// The document with its proofs, or why its signature cannot be checked with any key.
	pub(crate) signed: Result<SignedDocument<'c>, Refusal>,
	/// Its bundle.
	pub(crate) bundle: BundleAt,
	/// The numbers of the keys that its proofs name.
	keys: BTreeSet<u32>,
}

impl<'c> DocumentFile<'c> {
	/// Reads a document, and what leads from it to the chain of a genesis block.
	///
	/// # Errors
	///
	/// Returns why nothing can be asked about it.
	pub fn read(contexts: &'c Contexts, source: Source, genesis: Genesis) -> Result<Self, Problem> {
		let reference = reference_of(&source, genesis)?;
		let signed = SignedDocument::read(contexts, &source.envelope);
		let keys = signed.as_ref().map(numbers).unwrap_or_default();
		Ok(Self { genesis, reference, signed, bundle: source.bundle, keys })
	}

	/// Returns the name of the issuer in the document, which nothing confirms.
	#[must_use]
	pub fn stated_issuer(&self) -> Option<&str> {
		self.signed.as_ref().ok().and_then(SignedDocument::issuer)
	}

	/// Returns the reference, which names no key.
	#[must_use]
	pub const fn reference(&self) -> &CredentialReference {
		&self.reference
	}

	/// Returns the numbers of the keys that the proofs name.
	pub(crate) fn keys(&self) -> impl Iterator<Item = u32> + '_ {
		self.keys.iter().copied()
	}

	/// Returns the reference with a key that may have signed the document.
	#[must_use]
	pub fn signed_by(&self, key: PublicKey) -> CredentialReference {
		CredentialReference { signed_by: Some(key), ..self.reference.clone() }
	}

	/// Returns the references that have to be asked about: one for each key that the hints have, or the one
	/// without a key.
	pub(crate) fn questions(&self, hints: &KeyHints) -> Vec<CredentialReference> {
		let keys = self.keys().flat_map(|number| hints.of(number));
		let named: Vec<_> = keys.map(|key| self.signed_by(*key)).collect();
		match named.is_empty() {
			true => vec![self.reference.clone()],
			false => named,
		}
	}
}

/// Returns the numbers of the keys that the proofs of a document name.
fn numbers(document: &SignedDocument<'_>) -> BTreeSet<u32> {
	let Some(issuer) = document.issuer() else { return BTreeSet::new() };
	let named = document.methods().flatten();
	named.filter_map(|method| key_number(method, issuer)).take(MAX_KEYS).collect()
}
