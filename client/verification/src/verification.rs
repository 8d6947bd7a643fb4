// SPDX-License-Identifier: Apache-2.0

//! Comes to an answer about the anchoring of each credential, whatever its signature.

use crate::{
	bundles::Bundles,
	clock::now,
	credential::reference_of,
	files::{refused, Problem},
	location::Location,
	open::{open_documents, Opened},
	source::Source,
	verdict::verdict,
};
use std::path::{Path, PathBuf};
use testamur_documents::anchor::Genesis;
use testamur_primitives::{Moment, Verdict};
use testamur_proof::{AsOf, TrustRoot};

/// The answer about one credential.
pub struct Answer {
	/// The place of the document.
	pub location: Location,
	/// The verdict and the moment of it, or the reason why nothing can be told.
	pub verdict: Result<(Verdict, AsOf), Problem>,
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
				let verdict = source.and_then(|source| self.verdict(&source));
				Answer { location, verdict }
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
