// SPDX-License-Identifier: Apache-2.0

//! Documents that were read, and files that are none.

use crate::{
	document::DocumentFile,
	files::Problem,
	finding::{Because, Finding},
	location::Location,
	open::{Found, Opened},
	presentation::PresentationFile,
	source::Source,
	verified::{Origin, Verified},
};
use testamur_carriers::Kind;
use testamur_documents::{anchor::Genesis, Audience, Contexts};
use testamur_proof::TrustRoot;

/// Documents that were read, and the entries of all that was to be read. What is no document has a finding already,
/// which says why.
pub struct Reading<'c> {
	contexts: &'c Contexts,
	genesis: Genesis,
	/// An entry for each document, and for each file that is none.
	pub verified: Vec<Verified>,
	/// The documents.
	pub documents: Vec<DocumentFile<'c>>,
	/// The places of their entries, and whether each lies in no presentation where somebody wants to know who presents.
	places: Vec<(usize, bool)>,
}

impl<'c> Reading<'c> {
	/// Returns nothing read yet.
	#[must_use]
	pub fn new(contexts: &'c Contexts, trusted: &TrustRoot) -> Self {
		let genesis = Genesis(trusted.genesis().0);
		Self { contexts, genesis, verified: Vec::new(), documents: Vec::new(), places: Vec::new() }
	}

	/// Reads what was found at a place. For whom it was presented is not asked.
	pub fn read(&mut self, location: Location, source: Result<Source, Because>) {
		self.read_for(location, source, false);
	}

	/// Reads what was found at a place, where somebody may want to know who presents it.
	fn read_for(&mut self, location: Location, source: Result<Source, Because>, is_asked: bool) {
		let mut entry = Verified::new(location);
		let because = |problem: Problem| Because::from(&problem);
		let document = source.and_then(|source| {
			entry.within = source.within().to_vec();
			DocumentFile::read(self.contexts, source, self.genesis).map_err(because)
		});
		match document {
			Ok(document) => {
				entry.stated_issuer = document.stated_issuer().map(str::to_owned);
				let is_missed = is_asked && !entry.within.contains(&Kind::Presentation);
				self.places.push((self.verified.len(), is_missed));
				self.documents.push(document);
			},
			Err(because) => entry.add(Origin::File, Finding::doubt(because)),
		}
		self.verified.push(entry);
	}

	/// Reads all that was found in the file at a place. Where an audience is stated, a document is valid only within a
	/// presentation: that another one lies beside it says nothing about who presents this one. `look` is shown each document, or why there is none, with the
	/// place of its entry.
	pub fn read_all(
		&mut self,
		file: Location,
		found: Vec<Found>,
		audience: Audience<'_>,
		mut look: impl FnMut(usize, &Location, Result<&Source, &Problem>),
	) {
		let is_asked = audience.challenge.is_some() || audience.domain.is_some();
		let mut is_presented = !is_asked;
		for found in found {
			match found {
				Found::Presentation(location, presentation) => {
					is_presented = true;
					self.present(location, &presentation, audience);
				},
				Found::Document(opened) => {
					let Opened { location, source } = *opened;
					look(self.verified.len(), &location, source.as_ref());
					let source = source.map_err(|problem| Because::from(&problem));
					self.read_for(location, source, is_asked);
				},
			}
		}
		if !is_presented {
			self.miss_presentation(file);
		}
	}

	/// Judges a presentation that was found at a place: who shows the documents in it, and for whom.
	fn present(
		&mut self,
		location: Location,
		presentation: &PresentationFile,
		audience: Audience<'_>,
	) {
		let mut entry = Verified::new(location);
		entry.stated_holder = presentation.stated_holder(self.contexts);
		entry.add(Origin::File, presentation.judge(self.contexts, audience));
		self.verified.push(entry);
	}

	/// Adds that nothing was presented in a file, where somebody wants to know who presents.
	fn miss_presentation(&mut self, location: Location) {
		let mut entry = Verified::new(location);
		let because = not_presented("nothing here was presented for it");
		entry.add(Origin::File, Finding::doubt(because));
		self.verified.push(entry);
	}

	/// Adds the findings about all documents, in their order.
	pub fn add(&mut self, source: &Origin, findings: Vec<Finding>) {
		for ((place, is_missed), mut finding) in self.places.iter().zip(findings) {
			if *is_missed {
				finding.add_doubt(not_presented("this lies in no presentation"));
			}
			if let Some(entry) = self.verified.get_mut(*place) {
				entry.add(source.clone(), finding);
			}
		}
	}
}

/// Returns the doubt about what nobody presented.
fn not_presented(what: &str) -> Because {
	let why = "a challenge or a domain was stated";
	Because::new("notPresented", format!("{why}, and {what}: ask for a presentation"))
}
