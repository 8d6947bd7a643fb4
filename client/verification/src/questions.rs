// SPDX-License-Identifier: Apache-2.0

//! The references that are asked about, so that evidence of few of them covers many documents.
//!
//! Documents of one batch share its record, the grants, the type and the institution, and those of one entry
//! of statuses share the statuses as well. Evidence of one of them covers all, but for what only a few have: a
//! successor, or a change by a custodian. Those are asked about by themselves when it is seen to be missing.

use crate::{document::DocumentFile, keys::KeyHints, node::MAX_REFERENCES};
use std::collections::BTreeMap;
use testamur_primitives::{status::chunk_of, CredentialReference, InstitutionId, PublicKey, Root};

/// Documents with the references that cover them, which stay together in one call.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Question {
	/// The places of the documents.
	pub(crate) documents: Vec<usize>,
	/// The references.
	pub(crate) references: Vec<CredentialReference>,
}

/// The part of a reference that decides what evidence of it covers, but for the key.
type Covered = (Option<(InstitutionId, Root)>, u32);

/// Returns the questions about documents, which are given with their places and their hints.
pub(crate) fn shared<'a>(
	documents: impl Iterator<Item = (usize, &'a DocumentFile<'a>, &'a KeyHints)>,
) -> Vec<Question> {
	let mut groups: BTreeMap<Covered, (Vec<usize>, BTreeMap<Option<PublicKey>, _>)> =
		BTreeMap::new();
	for (place, document, hints) in documents {
		let covered = (document.reference.batch(), chunk_of(document.reference.index).0);
		let (places, references) = groups.entry(covered).or_default();
		places.push(place);
		for reference in document.questions(hints) {
			references.entry(reference.signed_by).or_insert(reference);
		}
	}
	let groups = groups.into_values();
	groups
		.map(|(documents, references)| Question {
			documents,
			references: references.into_values().collect(),
		})
		.collect()
}

/// Returns a question about each document by itself.
pub(crate) fn single<'a>(
	documents: impl Iterator<Item = (usize, &'a DocumentFile<'a>, &'a KeyHints)>,
) -> Vec<Question> {
	documents
		.map(|(place, document, hints)| Question {
			documents: vec![place],
			references: document.questions(hints),
		})
		.collect()
}

/// Returns questions in calls, each of which has as many as one call takes.
pub(crate) fn calls(questions: Vec<Question>) -> Vec<Vec<Question>> {
	let mut calls: Vec<Vec<Question>> = Vec::new();
	let mut taken = MAX_REFERENCES;
	for question in questions {
		let count = question.references.len();
		let with = taken.saturating_add(count);
		match calls.last_mut() {
			Some(call) if with <= MAX_REFERENCES => {
				taken = with;
				call.push(question);
			},
			_ => {
				taken = count;
				calls.push(vec![question]);
			},
		}
	}
	calls
}
