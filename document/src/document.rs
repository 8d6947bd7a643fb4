// SPDX-License-Identifier: Apache-2.0

//! The digest of a document, whatever its envelope.

use crate::{base64url, canonical, fault::Fault, ijson, salt::Salt, value::Object};
use alloc::vec::Vec;
use testamur_primitives::{
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
	/// Reads a document in JSON, with or without a member `proof`, which is left out.
	pub fn from_json(json: &[u8]) -> Result<Self, Fault> {
		ijson::parse_object(json).and_then(Self::from_object)
	}

	/// Reads a document from a token: a JWS in its compact form (RFC 7515), or an SD-JWT with any
	/// disclosures and with or without a key binding (RFC 9901).
	///
	/// The document is the payload of the JWS. Header and signature are left out, so a document that
	/// is signed again keeps its leaf. Disclosures are left out because the payload holds their
	/// hashes. This checks no signature.
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
	let is_whole = parts.next().is_none() && !header.is_empty() && !signature.is_empty();
	base64url::decode(payload).filter(|_| is_whole)
}
