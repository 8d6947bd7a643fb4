// SPDX-License-Identifier: Apache-2.0

//! Comes to an answer about the anchoring of each credential, whatever its signature.

use crate::{
	bundles::Bundles,
	clock::now,
	credential::reference_of,
	files::{refused, Problem},
	finding::Finding,
	location::Location,
	open::{open_documents, Opened},
	source::Source,
	validity::add_own_validity,
	verdict::verdict,
};
use std::path::{Path, PathBuf};
use testamur_document::ijson;
use testamur_documents::anchor::Genesis;
use testamur_primitives::{Moment, Verdict};
use testamur_proof::{AsOf, TrustRoot};

/// The answer about one credential.
pub struct Answer {
	/// The place of the document.
	pub location: Location,
	/// The verdict and the moment of it, or the reason why nothing can be told.
	pub verdict: Result<(Verdict, AsOf), Problem>,
	/// The finding by the document's own words about the moment, beside the verdict.
	pub own: Finding,
}

/// A verification of any number of credentials.
pub struct Verification {
	bundles: Bundles,
}

impl Verification {
	/// Creates a verification that has checked nothing yet.
	#[must_use]
	pub const fn new(trusted: TrustRoot, max_age: Option<Moment>, bundle: Option<PathBuf>) -> Self {
		Self { bundles: Bundles::new(trusted, now, max_age, bundle) }
	}

	/// Returns the answers about the credentials in a file.
	pub fn answers(&mut self, path: &Path) -> Vec<Answer> {
		let documents = open_documents(path).into_iter();
		documents
			.map(|Opened { location, source }| {
				let mut own = Finding::default();
				let verdict = source.and_then(|source| {
					let (verdict, as_of) = self.verdict(&source)?;
					add_words_of(&source.envelope, as_of.time, &mut own);
					Ok((verdict, as_of))
				});
				Answer { location, verdict, own }
			})
			.collect()
	}

	fn verdict(&mut self, source: &Source) -> Result<(Verdict, AsOf), Problem> {
		let reference = reference_of(source, Genesis(self.bundles.genesis().0))?;
		let proven = self.bundles.proven(&source.bundle)?;
		let verdict = verdict(proven, &reference).map_err(refused(&source.location))?;
		Ok((verdict, *proven.as_of()))
	}
}

/// Adds what a document in JSON says about its validity at a moment. The times in a token are not read.
fn add_words_of(envelope: &[u8], at: Moment, own: &mut Finding) {
	if let Ok(document) = ijson::parse_object(envelope) {
		add_own_validity(own, |name| document.get(&name.into()), at);
	}
}

#[cfg(test)]
mod tests {
	use super::{add_words_of, Finding, Moment};

	fn words(envelope: &str, at: Moment) -> [Vec<String>; 2] {
		let mut own = Finding::default();
		add_words_of(envelope.as_bytes(), at, &mut own);
		[own.objections, own.doubts].map(|all| all.into_iter().map(|it| it.word).collect())
	}

	#[test]
	fn a_document_says_when_it_is_valid_and_a_token_is_not_read() {
		let stated = r#"{"validFrom":"1970-01-01T00:00:01Z","validUntil":"1970-01-01T00:00:02Z"}"#;
		let none: [Vec<String>; 2] = [vec![], vec![]];
		assert_eq!(words(stated, 1_000), none);
		assert_eq!(words(stated, 999)[0], ["notYetValid"]);
		assert_eq!(words(stated, 2_000)[0], ["expired"]);
		assert_eq!(words(r#"{"validUntil":7}"#, 0)[1], ["validityUnknown"]);
		assert_eq!(words("{}", 2_000), none);
		assert_eq!(words("eyJhbGciOiJFZERTQSJ9.e30.AA", 2_000), none);
	}
}
