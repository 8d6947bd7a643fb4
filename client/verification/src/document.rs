// SPDX-License-Identifier: Apache-2.0

//! A document that is to be verified: its reference, its proofs, and the keys that they name.

use crate::{
	credential::{read_credential, Credential},
	files::Problem,
	keys::{KeyHints, MAX_OF_NUMBER},
	node::MAX_REFERENCES,
};
use std::{collections::BTreeSet, path::Path};
use testamur_documents::{anchor::Genesis, Contexts, Refusal, SignedDocument};
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
	/// The numbers of the keys that its proofs name.
	keys: BTreeSet<u32>,
}

impl<'c> DocumentFile<'c> {
	/// Reads a document, and what leads from it to the chain of a genesis block.
	///
	/// # Errors
	///
	/// Returns why nothing can be asked about it.
	pub fn read(contexts: &'c Contexts, path: &Path, genesis: Genesis) -> Result<Self, Problem> {
		let Credential { envelope, reference } = read_credential(path, genesis)?;
		Ok(Self::new(contexts, &envelope, reference, genesis))
	}

	/// Joins the text of a document with the reference that leads on from it.
	pub(crate) fn new(
		contexts: &'c Contexts,
		text: &[u8],
		reference: CredentialReference,
		genesis: Genesis,
	) -> Self {
		let signed = SignedDocument::read(contexts, text);
		let keys = signed.as_ref().map(numbers).unwrap_or_default();
		Self { genesis, reference, signed, keys }
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
	named.filter_map(|method| number_of(method, issuer)).take(MAX_KEYS).collect()
}

/// Returns the number of a key by its name, which is that of the issuer, `#k`, and the number.
pub(crate) fn number_of(method: &str, issuer: &str) -> Option<u32> {
	let digits = method.strip_prefix(issuer)?.strip_prefix("#k")?;
	let is_number = !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
	digits.parse().ok().filter(|_| is_number)
}

/// Returns the name of a key of an issuer.
pub(crate) fn method(issuer: &str, number: u32) -> String {
	format!("{issuer}#k{number}")
}

#[cfg(test)]
mod tests {
	use super::{method, number_of};

	#[test]
	fn a_key_is_named_by_its_number_in_one_way() {
		let issuer = "did:web:example.org";
		for number in [1, 9, 10, u32::MAX] {
			assert_eq!(number_of(&method(issuer, number), issuer), Some(number));
		}
		for fragment in ["#k0", "#k01", "#k+1", "#k", "#s1", "#k1-jwk", "#k4294967296", "k1", ""] {
			assert_eq!(number_of(&format!("{issuer}{fragment}"), issuer), None, "{fragment}");
		}
		assert_eq!(number_of("did:web:example.com#k1", issuer), None);
	}
}
