// SPDX-License-Identifier: Apache-2.0

//! The digest of a document, whatever its envelope.

use crate::{canonical, fault::Fault, ijson, salt::Salt, value::Object};
use alloc::vec::Vec;
use testamur_primitives::{
	base64url,
	hash::{Sha256, Software},
	Digest,
};

/// A document as the leaf rule sees it: its digest and its salt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Document {
	digest: Digest,
	salt: Salt,
}

impl Document {
	/// Reads a document from the text of an envelope: from a token if it begins with a letter of
	/// base64url, and from JSON otherwise.
	///
	/// No text has a document in both ways, since no object in JSON begins with such a letter, and
	/// every token does.
	pub fn from_envelope(text: &[u8]) -> Result<Self, Fault> {
		if !text.first().copied().is_some_and(base64url::is_letter) {
			return Self::from_json(text);
		}
		core::str::from_utf8(text)
			.map_err(|_| Fault::NotUtf8)
			.and_then(Self::from_token)
	}

	/// Reads a document in JSON, with or without a member `proof`, which is left out.
	pub fn from_json(json: &[u8]) -> Result<Self, Fault> {
		ijson::parse_object(json).and_then(Self::from_object)
	}

	/// Reads a document from a token: a JWS in its compact form (RFC 7515), or an SD-JWT with any
	/// disclosures and with or without a key binding (RFC 9901).
	///
	/// The document is the payload of the JWS. Header and signature are left out, so a document that
	/// is signed again keeps its leaf. Disclosures are left out because the payload holds their
	/// hashes; whatever stands behind the first `~` is not looked at. This checks no signature.
	pub fn from_token(token: &str) -> Result<Self, Fault> {
		let payload = payload(token).ok_or(Fault::NotToken)?;
		let object = ijson::parse_object(&payload)?;
		// Without its `proof` the digest would not cover the payload that the issuer signed.
		if canonical::has_proof(&object) {
			return Err(Fault::ProofInToken);
		}
		Self::from_object(object)
	}

	fn from_object(object: Object) -> Result<Self, Fault> {
		let salt = Salt::of(&object)?;
		let canonical = canonical::without_proof(object);
		Ok(Self { digest: Digest(Software::hash(canonical.as_bytes())), salt })
	}

	/// Returns the digest.
	pub const fn digest(&self) -> Digest {
		self.digest
	}

	/// Returns the salt.
	pub const fn salt(&self) -> Salt {
		self.salt
	}
}

/// Returns the payload of a token.
fn payload(token: &str) -> Option<Vec<u8>> {
	let jws = token.split('~').next()?;
	let mut parts = jws.split('.');
	let [header, payload, signature] = [parts.next()?, parts.next()?, parts.next()?];
	// Other readers take another text for no token, so it must have no document here.
	let is_encoded = |part: &str| !part.is_empty() && base64url::decode(part).is_some();
	let is_whole = parts.next().is_none() && is_encoded(header) && is_encoded(signature);
	base64url::decode(payload).filter(|_| is_whole)
}
