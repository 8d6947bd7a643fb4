// SPDX-License-Identifier: Apache-2.0

//! Adds proofs to a document.

use super::{
	document::issuer_of,
	proof_set::is_moment,
	purpose,
	suite::{signed_bytes, Suite},
	ProofFault, Refusal, PROOF, TYPE,
};
use crate::{
	contexts::{self, Contexts, Scope},
	did_key,
};
use alloc::{
	format,
	string::{String, ToString},
	vec,
	vec::Vec,
};
use ed25519_dalek::{Signer as _, SigningKey};
use testamur_document::{
	canonical, ijson,
	value::{Object, Value},
};
use testamur_primitives::{base58, PublicKey};

/// A key that signs documents, under the name that its issuer gives it.
pub struct Signer {
	key: SigningKey,
	method: String,
}

impl Signer {
	/// Makes a signer of the secret key (RFC 8032, section 5.1.5) and the name of the key: that of the
	/// issuer, `#`, and a fragment.
	pub fn new(secret: &[u8; 32], method: &str) -> Self {
		Self { key: SigningKey::from_bytes(secret), method: method.to_string() }
	}

	/// Makes a signer of the secret key, which is named by the `did:key` of its public key.
	pub fn of_did_key(secret: &[u8; 32]) -> Self {
		let mut signer = Self::new(secret, "");
		signer.method = did_key::method(&signer.public_key());
		signer
	}

	/// Returns the public key.
	pub fn public_key(&self) -> PublicKey {
		PublicKey::Ed25519(self.key.verifying_key().to_bytes())
	}

	/// Returns the name of the key.
	pub fn method(&self) -> &str {
		&self.method
	}

	/// Returns the name of whoever has the key, which is that of the key up to the `#`.
	pub fn controller(&self) -> Option<&str> {
		self.method.split_once('#').map(|(controller, _)| controller)
	}

	/// Returns whether the key is named by its own `did:key`.
	pub fn is_did_key(&self) -> bool {
		self.method == did_key::method(&self.public_key())
	}

	/// Returns the signature of bytes, as it stands in a proof.
	pub(crate) fn proof_value(&self, bytes: &[u8]) -> String {
		format!("z{}", base58::encode(&self.key.sign(bytes).to_bytes()))
	}
}

/// Adds a proof of each suite to a document in JSON, behind those that it has, and returns it in its
/// canonical form. One proof stands alone, and several in an array.
///
/// `created` is the moment of signing in the way of RFC 3339, such as `2026-07-01T09:00:00Z`.
///
/// # Errors
///
/// Refuses what nobody could verify: a text that is no I-JSON, unknown contexts, a value that its
/// statements would not hold, or a key that is not one of the issuer.
pub fn sign(
	contexts: &Contexts,
	document: &[u8],
	suites: &[Suite],
	created: &str,
	signer: &Signer,
) -> Result<String, Refusal> {
	let mut document = ijson::parse_object(document).map_err(Refusal::Text)?;
	let scope = contexts.of(&document).map_err(Refusal::Context)?;
	let mut proofs = match document.remove(&PROOF.into()) {
		Some(Value::Array(proofs)) => proofs,
		Some(proof) => vec![proof],
		None => Vec::new(),
	};
	for suite in suites {
		let proof = ensure_own(&document, signer)
			.and_then(|()| proof(&document, &scope, *suite, created, signer, &CREDENTIAL))
			.map_err(|fault| Refusal::Proof(proofs.len(), fault))?;
		proofs.push(Value::Object(proof));
	}
	document.insert(PROOF.into(), joined(proofs));
	Ok(canonical::write(&Value::Object(document)))
}

/// Returns the value of the member `proof` for these proofs: one stands alone, and several in an array.
pub(crate) fn joined(proofs: Vec<Value>) -> Value {
	match <[Value; 1]>::try_from(proofs) {
		Ok([single]) => single,
		Err(several) => Value::Array(several),
	}
}

/// Checks that the key of a signer is one of the issuer, by its name.
fn ensure_own(document: &Object, signer: &Signer) -> Result<(), ProofFault> {
	let is_own = signer.controller().is_some() && signer.controller() == issuer_of(document);
	is_own.then_some(()).ok_or(ProofFault::ForeignMethod)
}

/// The member by which a proof makes a credential.
pub(crate) const CREDENTIAL: [(&str, &str); 1] = [(purpose::MEMBER, purpose::ASSERTION)];

/// Returns a proof of a suite, with the members that state its purpose.
pub(crate) fn proof(
	document: &Object,
	scope: &Scope<'_>,
	suite: Suite,
	created: &str,
	signer: &Signer,
	purpose: &[(&str, &str)],
) -> Result<Object, ProofFault> {
	if !is_moment(created) {
		return Err(ProofFault::Created);
	}
	let common = [
		("type", TYPE),
		("cryptosuite", suite.name()),
		("created", created),
		("verificationMethod", &signer.method),
	];
	let mut proof: Object = common
		.iter()
		.chain(purpose)
		.map(|(name, text)| ((*name).into(), Value::String((*text).to_string())))
		.collect();
	if let (Suite::EddsaJcs2022, Some(context)) = (suite, document.get(&contexts::MEMBER.into())) {
		proof.insert(contexts::MEMBER.into(), context.clone());
	}
	let hash = |object| suite.hash(object, scope).map_err(ProofFault::NotCovered);
	let value = signer.proof_value(&signed_bytes(hash(&proof)?, hash(document)?));
	proof.insert("proofValue".into(), Value::String(value));
	Ok(proof)
}
