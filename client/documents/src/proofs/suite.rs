// SPDX-License-Identifier: Apache-2.0

//! The suites, and what each of them signs.

use super::{Refusal, PROOF};
use crate::{
	contexts::{Contexts, Scope},
	rdf::{self, canonical::canonical},
};
use alloc::string::String;
use testamur_document::{
	canonical as json, ijson,
	value::{Object, Value},
};
use testamur_primitives::hash::{Sha256, Software};

/// A way to sign a document with a key of Ed25519.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Suite {
	/// The statements of the document are signed. Open Badges certification takes it.
	EddsaRdfc2022,
	/// The text of the document is signed, in its canonical form.
	EddsaJcs2022,
}

impl Suite {
	/// All suites.
	pub const ALL: [Self; 2] = [Self::EddsaRdfc2022, Self::EddsaJcs2022];

	/// Returns the name of the suite in a proof.
	pub const fn name(self) -> &'static str {
		match self {
			Self::EddsaRdfc2022 => "eddsa-rdfc-2022",
			Self::EddsaJcs2022 => "eddsa-jcs-2022",
		}
	}

	/// Returns the suite of a name.
	pub fn of_name(name: &str) -> Option<Self> {
		Self::ALL.into_iter().find(|suite| suite.name() == name)
	}

	/// Returns the hash of a document without its proofs, or of the configuration of a proof, under the
	/// contexts of the document.
	pub(crate) fn hash(self, object: &Object, scope: &Scope<'_>) -> Result<[u8; 32], rdf::Fault> {
		let text = self.canonical(object, scope)?;
		Ok(Software::hash(text.as_bytes()))
	}

	/// Returns the text that is hashed.
	pub(crate) fn canonical(
		self,
		object: &Object,
		scope: &Scope<'_>,
	) -> Result<String, rdf::Fault> {
		match self {
			Self::EddsaRdfc2022 => canonical(&rdf::statements(object, scope)?),
			Self::EddsaJcs2022 => Ok(json::write(&Value::Object(object.clone()))),
		}
	}
}

/// Returns the bytes that are signed: the hash of the configuration, then that of the document.
pub(crate) fn signed_bytes(configuration: [u8; 32], document: [u8; 32]) -> [u8; 64] {
	let mut bytes = [0; 64];
	let hashes = configuration.into_iter().chain(document);
	bytes.iter_mut().zip(hashes).for_each(|(byte, hashed)| *byte = hashed);
	bytes
}

/// Returns the statements of a document in JSON without its proofs, in the text of which
/// `eddsa-rdfc-2022` signs the hash.
///
/// # Errors
///
/// Refuses what cannot be signed.
pub fn canonical_statements(contexts: &Contexts, document: &[u8]) -> Result<String, Refusal> {
	let mut document = ijson::parse_object(document).map_err(Refusal::Text)?;
	document.remove(&PROOF.into());
	let scope = contexts.of(&document).map_err(Refusal::Context)?;
	Suite::EddsaRdfc2022.canonical(&document, &scope).map_err(Refusal::NotCovered)
}
