// SPDX-License-Identifier: Apache-2.0

//! Hints at document keys: which key an institution may have given which number. Nobody vouches for them, and
//! a hint counts for nothing until evidence shows its record.

use crate::{
	files::{parse_json, read, Problem},
	finding::Because,
	location::Location,
};
use serde::{de::IgnoredAny, Deserialize};
use std::{collections::BTreeMap, path::PathBuf};
use testamur_json::answers::DocumentKey;
use testamur_primitives::PublicKey;

/// The most keys of one number. There are several where the files of several institutions are given.
pub(crate) const MAX_OF_NUMBER: usize = 32;

/// Keys by the numbers that they may have.
#[derive(Clone, Debug, Default)]
pub struct KeyHints {
	keys: BTreeMap<u32, Vec<PublicKey>>,
	/// The reason why there are no more, if a node gave one.
	why: Option<Because>,
}

impl KeyHints {
	/// Adds a key, and returns whether there was room for it.
	#[must_use]
	pub fn add(&mut self, number: u32, key: PublicKey) -> bool {
		let keys = self.keys.entry(number).or_default();
		if keys.contains(&key) {
			return true;
		}
		let has_room = keys.len() < MAX_OF_NUMBER;
		if has_room {
			keys.push(key);
		}
		has_room
	}

	/// Adds the keys in a file, with one or several answers of `credentials_documentKeys`.
	///
	/// # Errors
	///
	/// Refuses a file that is malformed, and more keys of one number than there can be use for.
	pub fn read(&mut self, file: &Location, bytes: &[u8]) -> Result<(), Problem> {
		let answers = match parse_json(file, bytes)? {
			Answers::Several(answers) => answers,
			Answers::One(answer) => vec![answer],
		};
		for answer in answers {
			let (Answer::Response(Response { result: page, .. }) | Answer::Bare(page)) = answer;
			for DocumentKey { key, record } in page.items {
				if !self.add(record.number, key.0) {
					let (file, number) = (file.clone(), record.number);
					return Err(Problem::TooManyKeys { file, number, most: MAX_OF_NUMBER });
				}
			}
		}
		Ok(())
	}

	/// Keeps the reason why there are no more hints.
	pub(crate) fn explain(&mut self, because: Because) {
		self.why = Some(because);
	}

	/// Returns the reason why there are no more hints.
	pub(crate) const fn why(&self) -> Option<&Because> {
		self.why.as_ref()
	}

	/// Returns the keys that may have a number.
	#[must_use]
	pub fn of(&self, number: u32) -> &[PublicKey] {
		self.keys.get(&number).map_or(&[], Vec::as_slice)
	}
}

/// Answers of `credentials_documentKeys`, each by itself or in the response of a node.
#[derive(Deserialize)]
#[serde(untagged)]
enum Answers {
	/// Several of them.
	Several(Vec<Answer>),
	/// One of them.
	One(Answer),
}

/// An answer.
#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
	/// The response of a node.
	Response(Response),
	/// The answer by itself.
	Bare(Keys),
}

/// The response of a node. A file with other members is something else, such as a credential.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Response {
	#[serde(rename = "jsonrpc")]
	_version: Option<IgnoredAny>,
	#[serde(rename = "id")]
	_id: Option<IgnoredAny>,
	/// The answer.
	result: Keys,
}

/// An answer by itself, which has no other members either.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Keys {
	items: Vec<DocumentKey>,
	#[serde(rename = "next")]
	_next: Option<IgnoredAny>,
	#[serde(rename = "asOf")]
	_as_of: Option<IgnoredAny>,
}

/// Reads the keys in files, each with one or several answers of `credentials_documentKeys`.
///
/// # Errors
///
/// Refuses files that cannot be read or are malformed, and more keys of one number than there can be use for.
pub fn read_keys(paths: &[PathBuf]) -> Result<KeyHints, Problem> {
	let mut hints = KeyHints::default();
	for path in paths {
		hints.read(&path.as_path().into(), &read(path)?)?;
	}
	Ok(hints)
}
