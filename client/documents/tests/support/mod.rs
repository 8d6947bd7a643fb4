// SPDX-License-Identifier: Apache-2.0

//! A signed document, and ways to change it.

use serde_json::Value;
use testamur_documents::{
	sign, Contexts, Controller, Refusal, Report, SignedDocument, Signer, Suite,
};
use testamur_primitives::PublicKey;

/// The document that is signed here.
pub(crate) const BADGE: &str = include_str!("../badge.json");
/// Its issuer.
pub(crate) const ISSUER: &str = "did:web:hw.example.edu";
pub(crate) const METHOD: &str = "did:web:hw.example.edu#k1";
pub(crate) const CREATED: &str = "2026-07-01T09:00:00Z";

/// The things that the tests of a file share.
pub(crate) struct Desk {
	pub(crate) contexts: Contexts,
	pub(crate) signer: Signer,
	pub(crate) keys: Vec<(String, PublicKey)>,
}

impl Desk {
	pub(crate) fn new() -> Self {
		let signer = Signer::new(&[7; 32], METHOD);
		let keys = vec![(METHOD.to_string(), signer.public_key())];
		Self { contexts: Contexts::shipped(), signer, keys }
	}

	pub(crate) fn sign(&self, document: &str, suites: &[Suite]) -> Result<String, Refusal> {
		sign(&self.contexts, document.as_bytes(), suites, CREATED, &self.signer)
	}

	/// Returns the badge, signed.
	pub(crate) fn signed(&self, suites: &[Suite]) -> Value {
		serde_json::from_str(&self.sign(BADGE, suites).unwrap()).unwrap()
	}

	pub(crate) fn verify(&self, document: &Value) -> Result<Report, Refusal> {
		self.verify_text(&document.to_string())
	}

	pub(crate) fn verify_text(&self, document: &str) -> Result<Report, Refusal> {
		let controller = Controller { id: ISSUER, keys: &self.keys };
		SignedDocument::read(&self.contexts, document.as_bytes())?.verify(&controller)
	}
}

/// Returns the badge.
pub(crate) fn badge() -> Value {
	serde_json::from_str(BADGE).unwrap()
}
