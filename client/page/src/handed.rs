// SPDX-License-Identifier: Apache-2.0

//! A file that was handed over with those that may belong to it, and what is read in it.

use crate::{session::set_clock, stated::Stated};
use serde::Deserialize;
use std::{collections::BTreeMap, path::Path};
use testamur_documents::Audience;
use testamur_primitives::Moment;
use testamur_verification::{
	find_by_bundle, open_handed, Bundles, KeyHints, Location, NamedFile, Origin, Reading,
};
use testamur_verifier::{Failure, Parts};

/// The most files that are handed over beside one.
const MAX_BESIDE: usize = 16;
/// The question about a file.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct FileQuestion {
	/// The time by the clock of the visitor, in milliseconds.
	now: Moment,
	/// The name of the file.
	name: String,
	/// The names of the files that may belong to it.
	beside: Vec<String>,
	/// The challenge for which something has to be presented.
	challenge: Option<String>,
	/// The domain for which something has to be presented.
	domain: Option<String>,
}

/// A file, with the question about it.
pub(crate) struct Handed {
	question: FileQuestion,
	file: NamedFile,
	beside: Vec<NamedFile>,
}

impl Handed {
	/// Reads the parts of a request that are the same for all questions about a file.
	pub(crate) fn read(parts: &mut Parts<'_>) -> Result<Self, Failure> {
		let mut question: FileQuestion = parts.json("question")?;
		if question.beside.len() > MAX_BESIDE {
			return Err(Failure::wrong("question.beside", "expected fewer files"));
		}
		let name = question.name.clone();
		let file = NamedFile { name, content: parts.bytes("file")?.to_vec() };
		let beside = core::mem::take(&mut question.beside);
		let beside = beside
			.into_iter()
			.map(|name| Ok(NamedFile { name, content: parts.bytes("beside")?.to_vec() }));
		let beside = beside.collect::<Result<_, Failure>>()?;
		set_clock(question.now);
		Ok(Self { question, file, beside })
	}
}

/// Reads the documents in a file, and returns what they say by the places of their entries. `count` is told the size
/// of each document.
pub(crate) fn read(
	reading: &mut Reading<'_>,
	handed: Handed,
	mut count: impl FnMut(usize),
) -> BTreeMap<usize, Stated> {
	let Handed { question, file, beside } = handed;
	let FileQuestion { challenge, domain, .. } = question;
	let audience = Audience { challenge: challenge.as_deref(), domain: domain.as_deref() };
	let mut stated = BTreeMap::new();
	let location = named(&file.name);
	reading.read_all(location, open_handed(file, &beside), audience, |place, _, source| {
		let Ok(source) = source else { return };
		count(source.document().len());
		if let Some(says) = Stated::of(source.document()) {
			stated.insert(place, says);
		}
	});
	stated
}

/// Adds the findings by the bundles of the documents that were read.
pub(crate) fn add_by_bundles(reading: &mut Reading<'_>, bundles: &mut Bundles, hints: &KeyHints) {
	let documents = reading.documents.iter();
	let findings = documents.map(|document| find_by_bundle(document, bundles, hints)).collect();
	reading.add(&Origin::Bundle, findings);
}

/// Returns the place that a name states.
pub(crate) fn named(part: &str) -> Location {
	Location::from(Path::new(part))
}
