// SPDX-License-Identifier: Apache-2.0

//! Tells credentials from other text.

use crate::{fault::Fault, limits::MAX_CREDENTIAL};
use testamur_document::{ijson, value::has_type};
use testamur_primitives::base64url;

/// The type of every credential.
const CREDENTIAL: &str = "VerifiableCredential";

/// Returns whether bytes are a credential by their form: JSON of that type, or a token. Nothing else of it is
/// looked at.
#[must_use]
pub fn is_credential(bytes: &[u8]) -> bool {
	let is_json = || ijson::parse_object(bytes).is_ok_and(|object| has_type(&object, CREDENTIAL));
	bytes.len() <= MAX_CREDENTIAL && (is_token(bytes) || is_json())
}

/// Checks that a text can be baked.
pub(crate) fn ensure_credential(text: &str) -> Result<(), Fault> {
	is_credential(text.as_bytes()).then_some(()).ok_or(Fault::NotACredential)
}

/// Returns whether bytes have the form of a token: three texts in base64url between dots, and perhaps the
/// disclosures of an SD-JWT behind them.
pub(crate) fn is_token(bytes: &[u8]) -> bool {
	let jws = bytes.split(|byte| *byte == b'~').next().unwrap_or_default();
	let is_encoded =
		|part: &[u8]| !part.is_empty() && part.iter().copied().all(base64url::is_letter);
	let parts: Vec<_> = jws.splitn(4, |byte| *byte == b'.').collect();
	parts.len() == 3 && parts.into_iter().all(is_encoded)
}

#[cfg(test)]
mod tests {
	use super::is_credential;

	#[test]
	fn credentials_are_told_by_their_form() {
		for good in [
			r#"{"type":["VerifiableCredential","OpenBadgeCredential"]}"#,
			r#" {"type":"VerifiableCredential"}"#,
			"eyJh.eyJi.c2ln",
			"eyJh.eyJi.c2ln~ZGlz~",
		] {
			assert!(is_credential(good.as_bytes()), "{good}");
		}
		for other in [
			"",
			"{}",
			r#"{"type":"VerifiablePresentation"}"#,
			r#"{"type":"VerifiableCredential","type":"VerifiableCredential"}"#,
			r#"["VerifiableCredential"]"#,
			"https://example.org/badge.json",
			"a.b",
			"a.b.c.d",
			"a..c",
		] {
			assert!(!is_credential(other.as_bytes()), "{other}");
		}
	}
}
