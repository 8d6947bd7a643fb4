// SPDX-License-Identifier: Apache-2.0

//! The parameter `records`: questions about records of the register, for which evidence is wanted.

use crate::{
	hex::{Hash, Label},
	params::within,
};
use serde::{
	de::{self, SeqAccess},
	Deserialize, Deserializer, Serialize,
};
use std::fmt;

/// A question about a record of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Question {
	/// What `credentials_institution` says: `{"institution":1}`.
	Institution(u32),
	/// What `credentials_accreditation` says: `{"accreditation":1}`.
	Accreditation(u32),
	/// What `credentials_type` says: `{"type":1}`.
	Type(u32),
	/// What `credentials_batch` says: `{"batch":{"institution":1,"root":"0x…"}}`.
	Batch {
		/// The institution.
		institution: u32,
		/// The root.
		root: Hash,
	},
	/// What `credentials_isAuthorized` says: `{"authorization":{"institution":1,"type":1}}`.
	Authorization {
		/// The institution.
		institution: u32,
		/// The type.
		#[serde(rename = "type")]
		credential_type: u32,
	},
	/// What all pages of `credentials_statusList` say:
	/// `{"statusList":{"institution":1,"label":"0x…"}}`.
	StatusList {
		/// The institution.
		institution: u32,
		/// The label.
		label: Label,
	},
	/// What `credentials_log` says about an institution, or about the whole log: `{"log":1}` or
	/// `{"log":null}`.
	Log(Option<u32>),
}

/// The questions of one call, at most [`MAX_QUESTIONS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Questions(pub Vec<Question>);

/// The maximum number of references or questions for which one call returns evidence.
pub const MAX_QUESTIONS: u32 = 256;

impl<'de> Deserialize<'de> for Questions {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Visitor;

		impl<'de> de::Visitor<'de> for Visitor {
			type Value = Questions;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str("a list of questions about records")
			}

			fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
				let mut questions = Vec::new();
				while let Some(question) = seq
					.next_element()
					.map_err(|error| within(format_args!("[{}]", questions.len()), error))?
				{
					questions.push(question);
				}
				Ok(Questions(questions))
			}
		}

		deserializer.deserialize_seq(Visitor)
	}
}
