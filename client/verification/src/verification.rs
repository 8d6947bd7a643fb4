// SPDX-License-Identifier: Apache-2.0

//! Comes to an answer about the anchoring of each credential, whatever its signature.

use crate::{
	bundles::Bundles,
	clock::now,
	credential::read_credential,
	files::{refused, Problem},
	verdict::verdict,
};
use std::path::{Path, PathBuf};
use testamur_documents::anchor::Genesis;
use testamur_primitives::{Moment, Verdict};
use testamur_proof::{AsOf, TrustRoot};

/// The answer about one credential.
pub struct Answer {
	/// The document.
	pub path: PathBuf,
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

	/// Returns the answer about a credential.
	pub fn answer(&mut self, path: &Path) -> Answer {
		Answer { path: path.to_path_buf(), verdict: self.verdict(path) }
	}

	fn verdict(&mut self, path: &Path) -> Result<(Verdict, AsOf), Problem> {
		let genesis = Genesis(self.bundles.genesis().0);
		let reference = read_credential(path, genesis)?.reference;
		let bundle = self.bundles.path(path)?;
		let proven = self.bundles.proven(&bundle)?;
		let verdict = verdict(proven, &reference).map_err(refused(&bundle))?;
		Ok((verdict, *proven.as_of()))
	}
}
