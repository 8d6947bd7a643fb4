// SPDX-License-Identifier: Apache-2.0

//! What a certificate shows of a credential: values of the document, taken as they stand.

use crate::limits::MAX_LIST;
use std::{error::Error, fmt};
use testamur_document::{
	ijson,
	value::{Object, Value},
	Fault,
};
use testamur_documents::anchor::{stated_reference, AnchorFault, CRYPTOSUITE};
use testamur_json::{reference::Reference, time::Time};

/// The framework whose levels are shown.
const EQF: &str = "http://data.europa.eu/snb/eqf/";
/// The type that every document has.
const TYPE: &str = "AchievementCredential";

/// A reason why there is no certificate for a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CredentialFault {
	/// The file is no JSON with one meaning.
	Text(Fault),
	/// The document is no `AchievementCredential` of Open Badges 3.0.
	OtherType,
	/// The document carries no signature.
	NotSigned,
	/// A member that every certificate shows is missing or malformed.
	Missing(&'static str),
}

impl fmt::Display for CredentialFault {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Text(fault) => write!(f, "it is no document: {fault}"),
			Self::OtherType => write!(
				f,
				"it is no credential of the type {TYPE}: name files that \"testamur issue\" has written"
			),
			Self::NotSigned => write!(
				f,
				"it is not signed, so it is worth nothing to its learner: name files that \"testamur \
				 issue\" has written"
			),
			Self::Missing(member) => write!(
				f,
				"{member} is missing or malformed: \"testamur lint\" names everything that is"
			),
		}
	}
}

impl Error for CredentialFault {}

/// How a document identifies its learner by something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
	/// The kind, a word of Open Badges 3.0 such as `name` or `emailAddress`.
	pub kind: String,
	/// The value, or its hash.
	pub value: String,
	/// The salt of the hash. None if the value is stated in plain text.
	pub salt: Option<String>,
}

/// A signed credential, of which nothing was verified.
#[derive(Clone, Debug)]
pub struct Credential {
	bytes: Vec<u8>,
	root: Object,
	/// The identifier of the credential.
	pub id: String,
	/// The title of the achievement.
	pub title: String,
	/// The name of the issuer.
	pub issuer: String,
	/// The day of the award, which is the day from which it is valid if no other is stated.
	pub awarded: Day,
	/// The last day, if there is one.
	pub until: Option<Day>,
	/// The moment from which it is valid.
	pub(crate) valid_from: Time,
	/// The name of the learner, if the document states it in plain text.
	pub learner: Option<String>,
	/// The identities of the learner.
	pub identities: Vec<Identity>,
}

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
	/// The year.
	pub year: u16,
	/// The month, from 1.
	pub month: u8,
	/// The day, from 1.
	pub day: u8,
}

impl Credential {
	/// Reads a document. Its signature is not verified.
	///
	/// # Errors
	///
	/// Returns why no certificate can show it.
	pub fn read(bytes: &[u8]) -> Result<Self, CredentialFault> {
		let root = ijson::parse_object(bytes).map_err(CredentialFault::Text)?;
		let types = texts(root.get(&"type".into()));
		if !types.contains(&TYPE) {
			return Err(CredentialFault::OtherType);
		}
		if !is_signed(&root) {
			return Err(CredentialFault::NotSigned);
		}
		let missing = CredentialFault::Missing;
		let required = |path: &[&str], name| {
			text_at(&root, path).map(str::to_owned).ok_or_else(|| missing(name))
		};
		let (from, valid_from) =
			moment_at(&root, "validFrom").ok_or_else(|| missing("validFrom"))?;
		let awarded = moment_at(&root, "awardedDate").map_or(from, |(day, _)| day);
		let until = match root.contains_key(&"validUntil".into()) {
			true => Some(moment_at(&root, "validUntil").ok_or_else(|| missing("validUntil"))?.0),
			false => None,
		};
		let identities = identities(&root);
		let is_plain_name =
			|identity: &&Identity| identity.kind == "name" && identity.salt.is_none();
		let learner = identities.iter().find(is_plain_name).map(|name| name.value.clone());
		Ok(Self {
			bytes: bytes.to_vec(),
			id: required(&["id"], "id")?,
			title: required(
				&["credentialSubject", "achievement", "name"],
				"the name of the achievement",
			)?,
			issuer: required(&["issuer", "name"], "the name of the issuer")?,
			awarded,
			until,
			valid_from,
			learner,
			identities,
			root,
		})
	}

	/// Returns the document to the byte.
	#[must_use]
	pub fn bytes(&self) -> &[u8] {
		&self.bytes
	}

	/// Returns the identifier of the learner, such as a DID, if the document states one.
	#[must_use]
	pub fn subject(&self) -> Option<&str> {
		self.text(&["credentialSubject", "id"])
	}

	/// States the name of the learner, where the document has its hash only: the caller has compared them.
	#[must_use]
	pub fn with_learner(mut self, name: String) -> Self {
		self.learner = Some(name);
		self
	}

	/// Returns the text at the end of a path of members. Of a list on the way, the first item counts.
	pub(crate) fn text(&self, path: &[&str]) -> Option<&str> {
		text_at(&self.root, path)
	}

	/// Returns the number at the end of a path, as its digits.
	pub(crate) fn number(&self, path: &[&str]) -> Option<String> {
		match at(&self.root, path)? {
			Value::Number(number) => Some(number.to_string()),
			_ => None,
		}
	}

	/// Returns the texts of a list in the achievement.
	pub(crate) fn list(&self, name: &str) -> Vec<&str> {
		texts(at(&self.root, &["credentialSubject", "achievement", name]))
	}

	/// Returns the objects of a list at the end of a path.
	pub(crate) fn objects(&self, path: &[&str]) -> impl Iterator<Item = &Object> {
		objects(at(&self.root, path)).take(MAX_LIST)
	}

	/// Returns the level of the European Qualifications Framework, if the achievement is aligned with one.
	pub(crate) fn level(&self) -> Option<&str> {
		self.objects(&["credentialSubject", "achievement", "alignment"])
			.find_map(|alignment| text_at(alignment, &["targetUrl"])?.strip_prefix(EQF))
			.filter(|level| matches!(level.as_bytes(), [b'1'..=b'8']))
	}

	/// Returns the names of the skills and other entries of frameworks that the achievement is aligned with.
	pub(crate) fn skills(&self) -> impl Iterator<Item = &str> {
		self.objects(&["credentialSubject", "achievement", "alignment"])
			.filter(|alignment| {
				text_at(alignment, &["targetUrl"]).is_some_and(|url| !url.starts_with(EQF))
			})
			.filter_map(|alignment| text_at(alignment, &["targetName"]))
	}

	/// Returns the results with the names of their scales.
	pub(crate) fn results(&self) -> Vec<(&str, &str)> {
		let scales = ["credentialSubject", "achievement", "resultDescription"];
		let name_of = |id: &str| {
			self.objects(&scales)
				.find(|scale| text_at(scale, &["id"]) == Some(id))
				.and_then(|scale| text_at(scale, &["name"]))
		};
		self.objects(&["credentialSubject", "result"])
			.filter_map(|result| {
				let scale = text_at(result, &["resultDescription"])?;
				Some((name_of(scale)?, text_at(result, &["value"])?))
			})
			.collect()
	}

	/// Returns the language of the texts of the achievement.
	pub(crate) fn language(&self) -> Option<&str> {
		self.text(&["credentialSubject", "achievement", "inLanguage"])
			.filter(|language| is_language(language))
	}

	/// Returns the reference of the credential to its batch, in JSON as `docs/spec/leaf.md` defines it.
	///
	/// # Errors
	///
	/// Returns why no anchor in the document leads to a batch.
	pub fn reference(&self) -> Result<String, AnchorFault> {
		let reference = stated_reference(&self.bytes)?;
		Ok(serde_json::to_string(&Reference(reference)).unwrap_or_default())
	}
}

/// Returns whether a tag of a language has the form that PDF readers and shapers take.
pub(crate) fn is_language(tag: &str) -> bool {
	let is_part = |part: &str| {
		(1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
	};
	tag.len() <= 35
		&& tag.split('-').all(is_part)
		&& tag.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic())
}

/// Returns whether a document carries a proof that is no anchor.
fn is_signed(root: &Object) -> bool {
	objects(root.get(&"proof".into()))
		.any(|proof| text_at(proof, &["cryptosuite"]).is_some_and(|suite| suite != CRYPTOSUITE))
}

fn identities(root: &Object) -> Vec<Identity> {
	objects(at(root, &["credentialSubject", "identifier"]))
		.take(MAX_LIST)
		.filter_map(|identity| {
			let own = |name| text_at(identity, &[name]).map(str::to_owned);
			let salt = match identity.get(&"hashed".into())? {
				Value::Bool(true) => Some(own("salt").unwrap_or_default()),
				Value::Bool(false) => None,
				_ => return None,
			};
			Some(Identity { kind: own("identityType")?, value: own("identityHash")?, salt })
		})
		.collect()
}

fn at<'v>(root: &'v Object, path: &[&str]) -> Option<&'v Value> {
	let (first, rest) = path.split_first()?;
	let mut value = root.get(&(*first).into())?;
	for name in rest {
		let object = match value {
			Value::Array(items) => items.first()?,
			other => other,
		};
		let Value::Object(members) = object else { return None };
		value = members.get(&(*name).into())?;
	}
	Some(value)
}

fn text_at<'v>(root: &'v Object, path: &[&str]) -> Option<&'v str> {
	words(at(root, path)?)
}

/// Returns a text that has words.
fn words(value: &Value) -> Option<&str> {
	match value {
		Value::String(text) if !text.trim().is_empty() => Some(text),
		_ => None,
	}
}

fn texts(value: Option<&Value>) -> Vec<&str> {
	match value {
		Some(Value::Array(items)) => items.iter().take(MAX_LIST).filter_map(words).collect(),
		other => other.and_then(words).into_iter().collect(),
	}
}

fn objects(value: Option<&Value>) -> impl Iterator<Item = &Object> {
	let items = match value {
		Some(Value::Array(items)) => items.as_slice(),
		Some(other) => std::slice::from_ref(other),
		None => &[],
	};
	items.iter().filter_map(|item| match item {
		Value::Object(object) => Some(object),
		_ => None,
	})
}

/// Returns the moment of a member, with its day as the text states it: another offset would move it. No
/// credential is from before 1970, which is where moments begin.
fn moment_at(root: &Object, name: &str) -> Option<(Day, Time)> {
	let text = text_at(root, &[name])?;
	let time = Time::parse(text).filter(|time| time.0 > 0)?;
	let part = |range: std::ops::Range<usize>| text.get(range);
	let day = Day {
		year: part(0..4)?.parse().ok()?,
		month: part(5..7)?.parse().ok()?,
		day: part(8..10)?.parse().ok()?,
	};
	Some((day, time))
}
