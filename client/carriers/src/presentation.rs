// SPDX-License-Identifier: Apache-2.0

//! The credentials in a Verifiable Presentation.
//!
//! The signature of the presentation itself is not looked at: it says who presents the credentials, and to whom. Each
//! credential has a signature of its own.

use crate::{
	credential::is_token,
	fault::Fault,
	kind::Kind,
	limits::{MAX_CREDENTIAL, MAX_PARTS},
	Part,
};
use testamur_document::{
	canonical, ijson,
	value::{has_type, Object, Value},
};

/// The type of every presentation.
const PRESENTATION: &str = "VerifiablePresentation";
/// The type of a credential that is given as a token in an address of its content.
const ENVELOPED: &str = "EnvelopedVerifiableCredential";
/// The beginning of such an address; the kind of the token stands behind it.
const ADDRESS: &str = "data:application/";

/// Returns whether bytes are a presentation.
#[must_use]
pub fn is_one(bytes: &[u8]) -> bool {
	bytes.len() <= MAX_CREDENTIAL
		&& ijson::parse_object(bytes).is_ok_and(|object| has_type(&object, PRESENTATION))
}

/// Returns the credentials in a presentation, in their order. They are written in the canonical form, which is the
/// one that is hashed and signed.
///
/// # Errors
///
/// Returns why there are none.
pub fn credentials(presentation: &[u8]) -> Result<Vec<Part>, Fault> {
	const OTHER: Fault =
		Fault::Damaged(Kind::Presentation, "it is no unambiguous JSON of that type");
	if presentation.len() > MAX_CREDENTIAL {
		return Err(Fault::TooLarge(Kind::Presentation, "a content", MAX_CREDENTIAL));
	}
	let mut object: Object = ijson::parse_object(presentation).map_err(|_| OTHER)?;
	if !has_type(&object, PRESENTATION) {
		return Err(OTHER);
	}
	let credentials = match object.remove(&"verifiableCredential".into()) {
		Some(Value::Array(credentials)) => credentials,
		Some(one) => vec![one],
		None => Vec::new(),
	};
	if credentials.len() > MAX_PARTS {
		return Err(Fault::TooMany(Kind::Presentation));
	}
	if credentials.is_empty() {
		return Err(Fault::NoCredential(Kind::Presentation));
	}
	let named = (1..).zip(&credentials);
	named
		.map(|(number, credential)| {
			let content = content_of(credential)?;
			Ok(Part { name: format!("credential {number}"), content })
		})
		.collect()
}

/// Returns the text of a credential.
fn content_of(credential: &Value) -> Result<Vec<u8>, Fault> {
	const OTHER: Fault =
		Fault::Damaged(Kind::Presentation, "one of its credentials is neither JSON nor a token");
	match credential {
		Value::Object(object) if has_type(object, ENVELOPED) => match object.get(&"id".into()) {
			Some(Value::String(address)) => token_at(address).ok_or(OTHER),
			_ => Err(OTHER),
		},
		Value::Object(_) => Ok(canonical::write(credential).into_bytes()),
		// Presentations of the first data model give a token as a text.
		Value::String(token) if is_token(token.as_bytes()) => Ok(token.clone().into_bytes()),
		_ => Err(OTHER),
	}
}

/// Returns the token that an address holds.
fn token_at(address: &str) -> Option<Vec<u8>> {
	let (_, token) = address.strip_prefix(ADDRESS)?.split_once(',')?;
	is_token(token.as_bytes()).then(|| token.as_bytes().to_vec())
}
