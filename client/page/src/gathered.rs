// SPDX-License-Identifier: Apache-2.0

//! Files that were read and wait for a node, so that one inquiry asks about all of them.
//!
//! An inquiry is made again with each answer of the node (see `replies`). What was read stays meanwhile, so that this
//! costs a file nothing.

use crate::{
	entries::entries,
	handed::{add_by_bundles, read, Handed},
	replies::{Question, Replies},
	session::{clock, contexts, Session},
	stated::Stated,
};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use testamur_primitives::Moment;
use testamur_proof::TrustRoot;
use testamur_verification::{inquire, unproven, Finding, Moments, Origin, Reading, MAX_REFERENCES};
use testamur_verifier::Failure;

/// The bytes of documents from which on no further file is gathered.
const MAX_BYTES: usize = 16 << 20;

/// The question about the files that were gathered.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct GatheredQuestion {
	/// The time by the clock of the visitor, in milliseconds.
	pub(crate) now: Moment,
	/// The number of the gathering.
	pub(crate) gathering: u32,
	/// The address of the node that is asked.
	pub(crate) node: String,
}

/// Files that were read, with what is found about the documents in them.
pub(crate) struct Gathered {
	/// The number by which the page knows it: a page that begins another one has given this one up.
	pub(crate) number: u32,
	reading: Reading<'static>,
	stated: BTreeMap<usize, Stated>,
	/// The number of entries of each file.
	counts: Vec<usize>,
	/// The bytes of all documents.
	bytes: usize,
}

impl Gathered {
	/// Returns a gathering without files.
	pub(crate) fn new(number: u32, trusted: &TrustRoot) -> Self {
		let reading = Reading::new(contexts(), trusted);
		Self { number, reading, stated: BTreeMap::new(), counts: Vec::new(), bytes: 0 }
	}

	/// Reads a file.
	pub(crate) fn add(&mut self, handed: Handed) {
		let former = self.reading.verified.len();
		let bytes = &mut self.bytes;
		let stated = read(&mut self.reading, handed, |size| *bytes = bytes.saturating_add(size));
		self.stated.extend(stated);
		self.counts.push(self.reading.verified.len().saturating_sub(former));
	}

	/// Returns whether these files are enough for one inquiry. Any file may be the last of them, since each is bounded
	/// by itself.
	pub(crate) fn is_full(&self) -> bool {
		self.bytes >= MAX_BYTES
			|| self.counts.len() >= MAX_REFERENCES
			|| self.reading.documents.len() >= MAX_REFERENCES
	}

	/// Returns the findings about the files by their bundles and by a node, or the question that the node has to
	/// answer first.
	pub(crate) fn ask(
		&self,
		session: &Session,
		replies: BTreeMap<&[u8], &[u8]>,
	) -> Result<Vec<Finding>, Question> {
		let documents = &self.reading.documents;
		if documents.is_empty() {
			return Ok(Vec::new());
		}
		let mut node = Replies::new(replies);
		let moments = Moments { clock, max_age: session.max_ages.of_nodes, at: None };
		let findings = match node.find_chain() {
			Ok(()) => inquire(&mut node, documents, &session.trusted, &moments),
			Err(no_answer) => {
				documents.iter().map(|it| unproven(it, no_answer.because.clone())).collect()
			},
		};
		node.into_missing().map_or(Ok(findings), Err)
	}

	/// Returns the entries of each file, with what their bundles show and what a node has shown.
	pub(crate) fn into_files(
		mut self,
		session: &mut Session,
		node: String,
		findings: Vec<Finding>,
	) -> Result<Vec<Vec<Value>>, Failure> {
		add_by_bundles(&mut self.reading, &mut session.bundles, &session.hints);
		self.reading.add(&Origin::Node(node), findings);
		let mut all = entries(&self.reading.verified, &self.stated)?.into_iter();
		Ok(self.counts.iter().map(|count| all.by_ref().take(*count).collect()).collect())
	}
}
