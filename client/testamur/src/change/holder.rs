// SPDX-License-Identifier: Apache-2.0

//! Whom a document is about, as it says itself.

use serde_json::Value;
use testamur_issuing::INDEX;
use testamur_template::identity_hash;

/// The kind of an identity that is a name.
const NAME: &str = "name";
/// The kind of the identifier of a subject, which is none of Open Badges.
const ID: &str = "";

/// An identity of a learner, as a document states it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Identity {
	kind: String,
	/// The value, or its hash.
	value: String,
	/// The salt of the hash. None if the value is stated in plain text.
	salt: Option<String>,
}

impl Identity {
	fn plain(kind: &str, value: &str) -> Self {
		Self { kind: kind.to_owned(), value: value.to_owned(), salt: None }
	}

	/// Reads an identity, unless it has no value, or a hash without a salt, with which nothing can be compared.
	fn read(identity: &Value) -> Option<Self> {
		let text = |member| identity.get(member).and_then(Value::as_str).map(str::to_owned);
		let is_hashed = identity.get("hashed").and_then(Value::as_bool).unwrap_or_default();
		let salt = match is_hashed {
			true => Some(text("salt")?),
			false => None,
		};
		let kind = text("identityType")?;
		Some(Self { kind, value: text("identityHash")?, salt })
	}

	/// Returns whether it is the same as another one of its kind, if that can be told: of two hashes with different
	/// salts it cannot.
	fn is_same(&self, other: &Self) -> Option<bool> {
		match (&self.salt, &other.salt) {
			(one, another) if one == another => Some(self.value == other.value),
			(None, Some(salt)) => Some(identity_hash(&self.value, salt) == other.value),
			(Some(salt), None) => Some(identity_hash(&other.value, salt) == self.value),
			_ => None,
		}
	}
}

/// What a document says about its learner and the achievement. None of it is checked here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Holder {
	/// The name, or what else stands for the learner.
	pub(crate) who: String,
	/// The name of the achievement.
	pub(crate) what: String,
	identities: Vec<Identity>,
}

impl Holder {
	/// Reads it from a document whose meaning is certain, with the name that the index beside it states, if there is
	/// one. A name of the index that contradicts the document stands for nobody.
	pub(crate) fn of(document: &[u8], listed: Option<&str>) -> Self {
		let document: Value = serde_json::from_slice(document).unwrap_or_default();
		let subject = document.get("credentialSubject").unwrap_or(&Value::Null);
		let what = subject.pointer("/achievement/name");
		let id = subject.get("id").and_then(Value::as_str);
		let id = id.map(|id| Identity::plain(ID, id));
		let mut identities: Vec<Identity> =
			identifiers(subject).filter_map(Identity::read).chain(id).collect();
		let listed = listed.map(|name| Identity::plain(NAME, name));
		let own = who(subject).map(str::to_owned);
		let who = match (own, listed) {
			(Some(own), _) => own,
			(None, Some(name)) if same(&identities, std::slice::from_ref(&name)) == Some(false) => {
				format!("(no name; {INDEX} says {}, who is not the learner of it)", name.value)
			},
			(None, Some(name)) => {
				let who = format!("{} (by {INDEX})", name.value);
				identities.push(name);
				who
			},
			(None, None) => "(no name)".to_owned(),
		};
		let what = what.and_then(Value::as_str).unwrap_or_default().to_owned();
		Self { who, what, identities }
	}

	/// Returns whether another document is about the same learner, if both say anything that can be compared. One
	/// identity that both have suffices, since names and addresses change.
	pub(crate) fn is_same_learner(&self, other: &Self) -> Option<bool> {
		same(&self.identities, &other.identities)
	}
}

/// Returns whether identities have one in common, if any of them can be compared.
fn same(ones: &[Identity], others: &[Identity]) -> Option<bool> {
	let pairs = ones.iter().flat_map(|one| others.iter().map(move |other| (one, other)));
	let alike = pairs.filter(|(one, other)| one.kind == other.kind);
	alike
		.filter_map(|(one, other)| one.is_same(other))
		.reduce(|any, is_same| any || is_same)
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
	let is_name =
		|identifier: &&Value| identifier.get("identityType").and_then(Value::as_str) == Some(NAME);
	let named = identifiers(subject).filter(open).find(is_name);
	let any = || identifiers(subject).find(open);
	let found = named.or_else(any).and_then(|identifier| identifier.get("identityHash"));
	found.or_else(|| subject.get("id")).and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
	use super::Holder;
	use testamur_template::identity_hash;

	#[test]
	fn a_learner_is_called_by_the_name_that_is_no_hash_or_by_what_else_there_is() {
		let subject = |subject: &str| {
			let document = format!(r#"{{"credentialSubject":{subject}}}"#);
			Holder::of(document.as_bytes(), None)
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

	fn holder(identifiers: &str, listed: Option<&str>) -> Holder {
		let document = format!(r#"{{"credentialSubject":{{"identifier":{identifiers}}}}}"#);
		Holder::of(document.as_bytes(), listed)
	}

	fn plain(kind: &str, value: &str) -> String {
		format!(r#"{{"identityHash":"{value}","hashed":false,"identityType":"{kind}"}}"#)
	}

	fn hashed(kind: &str, value: &str, salt: &str) -> String {
		let hash = identity_hash(value, salt);
		format!(
			r#"{{"identityHash":"{hash}","hashed":true,"salt":"{salt}","identityType":"{kind}"}}"#
		)
	}

	#[test]
	fn a_hidden_name_is_that_of_the_index_unless_the_document_contradicts_it() {
		let hidden = hashed("name", "Ana", "s");
		assert_eq!(holder(&hidden, None).who, "(no name)");
		assert_eq!(holder(&hidden, Some("Ana")).who, "Ana (by index.csv)");
		let other = holder(&hidden, Some("Ben")).who;
		assert_eq!(other, "(no name; index.csv says Ben, who is not the learner of it)");
		assert_eq!(holder(&plain("name", "Ana"), Some("Ben")).who, "Ana");
		assert_eq!(holder(&hashed("identifier", "31", "s"), Some("Ana")).who, "Ana (by index.csv)");
	}

	#[test]
	fn learners_are_compared_by_what_both_documents_state() {
		let same = |one: &str, other: &str| holder(one, None).is_same_learner(&holder(other, None));
		let (ana, ben) = (plain("name", "Ana"), plain("name", "Ben"));
		assert_eq!(same(&ana, &ana), Some(true));
		assert_eq!(same(&ana, &ben), Some(false));
		assert_eq!(same(&ana, &hashed("name", "Ana", "s")), Some(true));
		assert_eq!(same(&hashed("name", "Ana", "s"), &ben), Some(false));
		assert_eq!(same(&hashed("name", "Ana", "s"), &hashed("name", "Ana", "t")), None);
		assert_eq!(same(&hashed("name", "Ana", "s"), &hashed("name", "Ben", "s")), Some(false));
		assert_eq!(same(&ana, &plain("identifier", "31")), None);
		assert_eq!(same(&ana, "[]"), None);
		// A learner who has changed her name keeps her number.
		let number = plain("identifier", "31");
		let (former, new) = (format!("[{ana},{number}]"), format!("[{ben},{number}]"));
		assert_eq!(same(&former, &new), Some(true));
	}

	#[test]
	fn names_of_two_indexes_are_compared_where_documents_hide_them() {
		let (former, new) = (hashed("name", "Ana", "s"), hashed("name", "Ana", "t"));
		let ana = holder(&former, Some("Ana"));
		assert_eq!(ana.is_same_learner(&holder(&new, Some("Ana"))), Some(true));
		assert_eq!(
			ana.is_same_learner(&holder(&hashed("name", "Ben", "t"), Some("Ben"))),
			Some(false)
		);
	}
}
