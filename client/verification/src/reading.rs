// SPDX-License-Identifier: Apache-2.0

//! Documents that were read, and files that are none.

use super::result::{Source, Verified};
use testamur_documents::{anchor::Genesis, Audience, Contexts};
use testamur_proof::TrustRoot;
use testamur_verification::{
	Because, DocumentFile, Finding, Location, PresentationFile, Problem, Source as DocumentSource,
};

/// Documents that were read, and the entries of all that was to be read. What is no document has a finding already,
/// which says why.
pub(crate) struct Reading<'c> {
	contexts: &'c Contexts,
	genesis: Genesis,
	/// An entry for each document, and for each file that is none.
	pub(crate) verified: Vec<Verified>,
	/// The documents.
	pub(crate) documents: Vec<DocumentFile<'c>>,
	/// The places of their entries.
	places: Vec<usize>,
}

impl<'c> Reading<'c> {
	/// Returns nothing read yet.
	pub(crate) fn new(contexts: &'c Contexts, trusted: &TrustRoot) -> Self {
		let genesis = Genesis(trusted.genesis().0);
		Self { contexts, genesis, verified: Vec::new(), documents: Vec::new(), places: Vec::new() }
	}

	/// Reads what was found at a place.
	pub(crate) fn read(&mut self, location: Location, source: Result<DocumentSource, Because>) {
		let mut entry = Verified::new(location);
		let because = |problem: Problem| Because::from(&problem);
		let document = source.and_then(|source| {
			entry.within = source.within().to_vec();
			DocumentFile::read(self.contexts, source, self.genesis).map_err(because)
		});
		match document {
			Ok(document) => {
				entry.stated_issuer = document.stated_issuer().map(str::to_owned);
				self.places.push(self.verified.len());
				self.documents.push(document);
			},
			Err(because) => entry.add(Source::File, Finding::doubt(because)),
		}
		self.verified.push(entry);
	}

	/// Judges a presentation that was found at a place: who shows the documents in it, and for whom.
	pub(crate) fn present(
		&mut self,
		location: Location,
		presentation: &PresentationFile,
		audience: Audience<'_>,
	) {
		let mut entry = Verified::new(location);
		entry.stated_holder = presentation.stated_holder(self.contexts);
		entry.add(Source::File, presentation.judge(self.contexts, audience));
		self.verified.push(entry);
	}

	/// Adds that nothing was presented in a file, where somebody wants to know who presents.
	pub(crate) fn miss_presentation(&mut self, location: Location) {
		let mut entry = Verified::new(location);
		let why = "a challenge or a domain was stated, and nothing here was presented for it: ask for a presentation";
		entry.add(Source::File, Finding::doubt(Because::new("notPresented", why)));
		self.verified.push(entry);
	}

	/// Adds the findings about all documents, in their order.
	pub(crate) fn add(&mut self, source: &Source, findings: Vec<Finding>) {
		for (place, finding) in self.places.iter().zip(findings) {
			if let Some(entry) = self.verified.get_mut(*place) {
				entry.add(source.clone(), finding);
			}
		}
	}
}
