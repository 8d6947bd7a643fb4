// SPDX-License-Identifier: Apache-2.0

//! Whom a document is about, as it says itself.

use serde_json::Value;

/// What a document says about its learner and the achievement. None of it is checked here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Holder {
	/// The name, or what else stands for the learner.
	pub(crate) who: String,
	/// The name of the achievement.
	pub(crate) what: String,
}

impl Holder {
	/// Reads it from a document whose meaning is certain.
	pub(crate) fn of(document: &[u8]) -> Self {
		let document: Value = serde_json::from_slice(document).unwrap_or_default();
		let subject = document.get("credentialSubject").unwrap_or(&Value::Null);
		let what = subject.pointer("/achievement/name");
		Self {
			who: who(subject).unwrap_or("(no name)").to_owned(),
			what: what.and_then(Value::as_str).unwrap_or_default().to_owned(),
		}
	}
}

/// Returns the identifiers of a subject.
fn identifiers(subject: &Value) -> impl Iterator<Item = &Value> {
	match subject.get("identifier") {
		Some(Value::Array(several)) => several.as_slice(),
		Some(one) => std::slice::from_ref(one),
		None => &[],
	}
	.iter()
}

/// Returns the name of a subject, or else another text by which a person knows it.
fn who(subject: &Value) -> Option<&str> {
	let open = |identifier: &&Value| {
		!identifier.get("hashed").and_then(Value::as_bool).unwrap_or_default()
	};
	let is_name = |identifier: &&Value| {
		identifier.get("identityType").and_then(Value::as_str) == Some("name")
	};
	let named = identifiers(subject).filter(open).find(is_name);
	let any = || identifiers(subject).find(open);
	let found = named.or_else(any).and_then(|identifier| identifier.get("identityHash"));
	found.or_else(|| subject.get("id")).and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
	use super::Holder;

	#[test]
	fn a_learner_is_called_by_the_name_that_is_no_hash_or_by_what_else_there_is() {
		let subject = |subject: &str| {
			let document = format!(r#"{{"credentialSubject":{subject}}}"#);
			Holder::of(document.as_bytes())
		};
		let found = subject(
			r#"{"id":"did:example:1","achievement":{"name":"Water"},"identifier":[
				{"identityHash":"sha256$1","hashed":true,"identityType":"name"},
				{"identityHash":"31","hashed":false,"identityType":"identifier"},
				{"identityHash":"Ana","hashed":false,"identityType":"name"}]}"#,
		);
		assert_eq!((found.who.as_str(), found.what.as_str()), ("Ana", "Water"));
		assert_eq!(subject(r#"{"id":"did:example:1"}"#).who, "did:example:1");
		assert_eq!(subject(r#"{"identifier":{"identityHash":"31"}}"#).who, "31");
		for odd in ["{}", "[]", "3", r#"{"identifier":[3]}"#] {
			assert_eq!(subject(odd).who, "(no name)");
		}
	}
}
