// SPDX-License-Identifier: Apache-2.0

//! The content of presentations: the credentials, to the byte, and whom each is about.

use super::{PresentationFault, CREDENTIAL, MAX_CREDENTIALS, MEMBER, TYPE};
use crate::{parts::Part, proofs::Refusal};
use alloc::vec::Vec;
use testamur_document::{
	ijson,
	value::{has_type, text, Object, Value},
};

/// The member of a credential with its statements about somebody.
const SUBJECT: &str = "credentialSubject";

/// The relation between the learner of a credential and the holder who presents it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
	/// The credential names the key of the holder as its learner.
	Holder,
	/// The credential names a learner by another name.
	Other,
	/// The credential names its learner by no such name.
	Unnamed,
}

/// Returns whether a text in JSON is a presentation by its type, which is not checked any further.
pub fn is_presentation(text: &[u8]) -> bool {
	// Most texts are none, and are told without being parsed. A name with escapes is no type that others write.
	let is_named = core::str::from_utf8(text).is_ok_and(|text| text.contains(TYPE));
	is_named && ijson::parse_object(text).is_ok_and(|object| has_type(&object, TYPE))
}

/// Returns the credentials in a presentation, each as it is written. Nothing of the presentation is checked
/// but that it is one, so that a broken one does not hide what is in it.
///
/// # Errors
///
/// Refuses a text that could mean two things, one that is no presentation, and one without credentials or
/// with something else in their place.
pub fn credentials_in(text: &[u8]) -> Result<Vec<&str>, PresentationFault> {
	let object = ijson::parse_object(text).map_err(Refusal::Text)?;
	if !has_type(&object, TYPE) {
		return Err(PresentationFault::OtherType);
	}
	let values = values(&object)?;
	for (position, value) in values.iter().enumerate() {
		if !matches!(value, Value::Object(credential) if has_type(credential, CREDENTIAL)) {
			return Err(PresentationFault::NotACredential(position));
		}
	}
	let text = core::str::from_utf8(text).unwrap_or_default();
	let whole = Part::new(text, 0).value_of(MEMBER);
	let parts = whole.map(|whole| match whole.text.starts_with('[') {
		true => whole.items(),
		false => [whole].to_vec(),
	});
	Ok(parts.unwrap_or_default().iter().map(|part| part.text).collect())
}

/// Returns the values in the place of credentials: those of an array, or a single one.
fn values(presentation: &Object) -> Result<&[Value], PresentationFault> {
	let values = match presentation.get(&MEMBER.into()) {
		None | Some(Value::Null) => &[],
		Some(Value::Array(values)) => values.as_slice(),
		Some(single) => core::slice::from_ref(single),
	};
	match values.len() {
		0 => Err(PresentationFault::NoCredentials),
		1..=MAX_CREDENTIALS => Ok(values),
		_ => Err(PresentationFault::TooManyCredentials),
	}
}

/// Returns the relation between the learner of each credential and a holder.
pub(super) fn subjects(
	presentation: &Object,
	holder: &str,
) -> Result<Vec<Subject>, PresentationFault> {
	let values = values(presentation)?.iter().enumerate();
	values
		.map(|(position, value)| match value {
			Value::Object(credential) if has_type(credential, CREDENTIAL) => {
				Ok(subject(credential, holder))
			},
			_ => Err(PresentationFault::NotACredential(position)),
		})
		.collect()
}

/// Returns the relation between the learner of a credential and a holder. Of several learners, one suffices.
fn subject(credential: &Object, holder: &str) -> Subject {
	let subjects = match credential.get(&SUBJECT.into()) {
		None => &[],
		Some(Value::Array(subjects)) => subjects.as_slice(),
		Some(single) => core::slice::from_ref(single),
	};
	let named: Vec<&str> = subjects
		.iter()
		.filter_map(|subject| match subject {
			Value::Object(subject) => text(subject, "id"),
			_ => None,
		})
		.collect();
	match (named.contains(&holder), named.is_empty()) {
		(true, _) => Subject::Holder,
		(false, true) => Subject::Unnamed,
		(false, false) => Subject::Other,
	}
}

/// Returns the relation between the learner of a credential in JSON and a holder, before it is presented.
///
/// # Errors
///
/// Refuses a text that is no credential.
pub fn subject_of(credential: &[u8], holder: &str) -> Result<Subject, PresentationFault> {
	let object = ijson::parse_object(credential).map_err(Refusal::Text)?;
	match has_type(&object, CREDENTIAL) {
		true => Ok(subject(&object, holder)),
		false => Err(PresentationFault::NotACredential(0)),
	}
}
