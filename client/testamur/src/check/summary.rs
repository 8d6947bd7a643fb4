// SPDX-License-Identifier: Apache-2.0

//! What a document says, in the few lines that a registrar compares. They are read from the document, so
//! that they are what it holds.

use serde::Serialize;
use serde_json::Value;

/// The lines about a document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Summary {
	pub(crate) title: String,
	#[serde(rename = "type")]
	pub(crate) kind: String,
	pub(crate) issuer: Issuer,
	pub(crate) awarded_date: String,
	pub(crate) valid_from: String,
	/// The end of the validity, if it has one.
	pub(crate) valid_until: Option<String>,
	/// The ways in which the document identifies its learner.
	pub(crate) identities: Vec<Identity>,
	/// The number of results.
	pub(crate) results: usize,
	/// True if the document names evidence.
	pub(crate) evidence: bool,
}

/// The issuer of a document.
#[derive(Debug, Serialize)]
pub(crate) struct Issuer {
	pub(crate) id: String,
	pub(crate) name: String,
	pub(crate) country: String,
}

/// A way in which a document identifies its learner.
#[derive(Debug, Serialize)]
pub(crate) struct Identity {
	/// The type by Open Badges 3.0, or `id` for an identifier of the learner such as a DID.
	#[serde(rename = "type")]
	pub(crate) kind: String,
	/// True if the document holds a hash and not the identity.
	pub(crate) hashed: bool,
}

impl Summary {
	/// Returns the lines about a built document.
	pub(crate) fn of(document: &str) -> Self {
		let document: Value = serde_json::from_str(document).unwrap_or_default();
		let at = |pointer: &str| document.pointer(pointer);
		let text = |pointer: &str| {
			at(pointer).and_then(Value::as_str).map(str::to_owned).unwrap_or_default()
		};
		let length = |pointer: &str| at(pointer).and_then(Value::as_array).map_or(0, Vec::len);
		let subject = "/credentialSubject";
		let mut identities = Vec::new();
		if at(&format!("{subject}/id")).is_some() {
			identities.push(Identity { kind: "id".to_owned(), hashed: false });
		}
		let objects = at(&format!("{subject}/identifier")).and_then(Value::as_array);
		identities.extend(objects.into_iter().flatten().map(|object| {
			Identity {
				kind: object
					.get("identityType")
					.and_then(Value::as_str)
					.unwrap_or_default()
					.to_owned(),
				hashed: object.get("hashed").and_then(Value::as_bool).unwrap_or_default(),
			}
		}));
		Self {
			title: text("/name"),
			kind: text(&format!("{subject}/achievement/achievementType")),
			issuer: Issuer {
				id: text("/issuer/id"),
				name: text("/issuer/name"),
				country: text("/issuer/address/addressCountryCode"),
			},
			awarded_date: text("/awardedDate"),
			valid_from: text("/validFrom"),
			valid_until: Some(text("/validUntil")).filter(|until| !until.is_empty()),
			identities,
			results: length(&format!("{subject}/result")),
			evidence: length("/evidence") > 0,
		}
	}
}
