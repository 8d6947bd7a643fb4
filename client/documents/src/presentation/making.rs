// SPDX-License-Identifier: Apache-2.0

//! Makes presentations.

use super::{PresentationFault, CREDENTIAL, HOLDER, MAX_AUDIENCE, MAX_CREDENTIALS, MEMBER, TYPE};
use crate::{
	contexts::{Contexts, CREDENTIALS},
	did_key::DidKeyFault,
	proofs::{
		purpose::{self, AUTHENTICATION, CHALLENGE, DOMAIN},
		signing::{joined, proof},
		ProofFault, Refusal, Signer, Suite, PROOF,
	},
};
use alloc::{format, string::String, vec::Vec};
use testamur_document::{
	canonical, ijson,
	value::{has_type, Object, Value},
};

/// A presentation that is to be made.
#[derive(Clone, Copy, Debug)]
pub struct Presentation<'a> {
	/// The credentials in JSON, each of which stays as it is written.
	pub credentials: &'a [&'a str],
	/// The text that the verifier chose for this presentation.
	pub challenge: &'a str,
	/// The name of the verifier.
	pub domain: &'a str,
}

impl Presentation<'_> {
	/// Signs the presentation with the key of its holder, and returns its text.
	///
	/// `created` is the moment of signing in the way of RFC 3339, such as `2026-07-01T09:00:00Z`.
	///
	/// # Errors
	///
	/// Refuses what nobody could verify: no credentials or too many, credentials with a value or a context that
	/// would not be signed, a key that is not named by `did:key`, and a challenge or domain of another size.
	pub fn sign(
		&self,
		contexts: &Contexts,
		suites: &[Suite],
		created: &str,
		holder: &Signer,
	) -> Result<String, PresentationFault> {
		let unsigned = self.unsigned(holder)?;
		let presentation = ijson::parse_object(unsigned.as_bytes()).map_err(Refusal::Text)?;
		let scope = contexts.of(&presentation).map_err(Refusal::Context)?;
		let purpose =
			[(purpose::MEMBER, AUTHENTICATION), (CHALLENGE, self.challenge), (DOMAIN, self.domain)];
		let mut proofs: Vec<Value> = Vec::new();
		for suite in suites {
			let proof = proof(&presentation, &scope, *suite, created, holder, &purpose)
				.map_err(|fault| Refusal::Proof(proofs.len(), fault))?;
			proofs.push(Value::Object(proof));
		}
		let proof = canonical::write(&joined(proofs));
		let open = unsigned.strip_suffix('}').unwrap_or(&unsigned);
		let signed = format!("{open},\"{PROOF}\":{proof}}}");
		// Credentials are nested deeper than they were, which can be too deep for a reader.
		ijson::parse_object(signed.as_bytes()).map_err(Refusal::Text)?;
		Ok(signed)
	}

	/// Returns the text without proofs.
	fn unsigned(&self, holder: &Signer) -> Result<String, PresentationFault> {
		let is_sized = |text: &str| (1..=MAX_AUDIENCE).contains(&text.len());
		if !is_sized(self.challenge) || !is_sized(self.domain) {
			return Err(PresentationFault::Audience);
		}
		match self.credentials.len() {
			0 => return Err(PresentationFault::NoCredentials),
			1..=MAX_CREDENTIALS => {},
			_ => return Err(PresentationFault::TooManyCredentials),
		}
		for (position, credential) in self.credentials.iter().enumerate() {
			let object: Object =
				ijson::parse_object(credential.as_bytes()).map_err(Refusal::Text)?;
			if !has_type(&object, CREDENTIAL) || !object.contains_key(&PROOF.into()) {
				return Err(PresentationFault::NotACredential(position));
			}
		}
		let name = named_by_key(holder)?;
		let credentials: Vec<&str> = self.credentials.iter().map(|text| text.trim()).collect();
		// The name is a key in base58btc, and no constant has a letter that JSON escapes.
		Ok(format!(
			"{{\"@context\":[\"{CREDENTIALS}\"],\"type\":[\"{TYPE}\"],\"{HOLDER}\":\"{name}\",\
			 \"{MEMBER}\":[{}]}}",
			credentials.join(",")
		))
	}
}

/// Returns the name of a holder, which has to be the `did:key` of the key that signs.
fn named_by_key(holder: &Signer) -> Result<&str, PresentationFault> {
	let name = holder.controller().ok_or(ProofFault::MethodMissing);
	let name = name.map_err(|fault| Refusal::Proof(0, fault))?;
	match holder.is_did_key() {
		true => Ok(name),
		false => Err(PresentationFault::Holder(DidKeyFault::OtherMethod)),
	}
}
