// SPDX-License-Identifier: Apache-2.0

//! The references that are asked about, so that evidence of few of them covers many documents.
//!
//! Documents of one batch share its record, the grants, the type and the institution, and those of one entry
//! of statuses share the statuses as well. Evidence of one of them covers all, but for what only a few have: a
//! successor, or a change by a custodian. Those are asked about by themselves when it is seen to be missing.

use crate::{document::DocumentFile, keys::KeyHints, node::MAX_REFERENCES};
use std::collections::BTreeMap;
use testamur_primitives::{status::chunk_of, CredentialReference, InstitutionId, Root};

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
	let mut groups: BTreeMap<Covered, Vec<Question>> = BTreeMap::new();
	for (place, document, hints) in documents {
		let covered = (document.reference.batch(), chunk_of(document.reference.index).0);
		add(groups.entry(covered).or_default(), place, document.questions(hints));
	}
	groups.into_values().flatten().collect()
}

/// Adds a document to the last of the questions that cover the same, by what its references ask about besides.
/// If one call would not take them all, the document begins another question.
fn add(questions: &mut Vec<Question>, place: usize, references: Vec<CredentialReference>) {
	if let Some(last) = questions.last_mut() {
		let is_asked = |key| last.references.iter().any(|other| other.signed_by == key);
		let new: Vec<_> = references.iter().filter(|it| !is_asked(it.signed_by)).cloned().collect();
		if last.references.len().saturating_add(new.len()) <= MAX_REFERENCES {
			last.documents.push(place);
			last.references.extend(new);
			return;
		}
	}
	questions.push(Question { documents: vec![place], references });
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

#[cfg(test)]
mod tests {
	use super::{add, calls, Question, MAX_REFERENCES};
	use testamur_primitives::{
		reference::InclusionPath, CredentialReference, InstitutionId, Leaf, PublicKey,
	};

	/// Returns references with keys of these numbers.
	fn references(keys: impl IntoIterator<Item = u16>) -> Vec<CredentialReference> {
		let reference = |number: u16| {
			let mut key = [1; 32];
			key[..2].copy_from_slice(&number.to_be_bytes());
			CredentialReference {
				institution: InstitutionId(1),
				leaf: Leaf([1; 32]),
				index: 0,
				size: 1,
				path: InclusionPath::new(),
				signed_by: Some(PublicKey::Ed25519(key)),
			}
		};
		keys.into_iter().map(reference).collect()
	}

	fn sizes(questions: &[Question]) -> Vec<(usize, usize)> {
		let size = |it: &Question| (it.documents.len(), it.references.len());
		questions.iter().map(size).collect()
	}

	#[test]
	fn documents_share_the_references_of_the_same_keys() {
		let mut questions = Vec::new();
		for place in 0..1_000 {
			add(&mut questions, place, references(1..=2));
		}
		assert_eq!(sizes(&questions), [(1_000, 2)]);
		// Whoever names ever more keys gets questions of their own, and stays out of those of others.
		for (place, first) in (1_000..).zip((3..700).step_by(8)) {
			add(&mut questions, place, references(first..first + 8));
		}
		assert!(sizes(&questions).iter().all(|(_, references)| *references <= MAX_REFERENCES));
		assert_eq!(questions.len(), 3);
	}

	#[test]
	fn no_call_has_more_references_than_it_takes() {
		let question =
			|place, count| Question { documents: vec![place], references: references(0..count) };
		let all = (0..300).map(|place| question(place, 3)).chain([question(300, 256)]).collect();
		let calls = calls(all);
		let count = |call: &Vec<Question>| call.iter().map(|it| it.references.len()).sum();
		let counts: Vec<usize> = calls.iter().map(count).collect();
		assert_eq!(counts, [255, 255, 255, 135, 256]);
		let places = calls.iter().flatten().flat_map(|question| &question.documents);
		assert!(places.copied().eq(0..=300));
	}
}
