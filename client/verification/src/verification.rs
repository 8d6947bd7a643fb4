// SPDX-License-Identifier: Apache-2.0

//! Comes to an answer for each credential.

use crate::{
	credential::read_credential,
	files::{ensure_file, refused, Problem},
	forms::read_form,
};
use std::{
	path::{Path, PathBuf},
	time::{SystemTime, UNIX_EPOCH},
};
use testamur_documents::anchor::Genesis;
use testamur_primitives::{Moment, Verdict};
use testamur_proof::{
	bundle::{check_bundle, BUNDLE},
	refusal::Part,
	AsOf, Proven, Refusal, Requirements, TrustRoot,
};

/// The answer about one credential.
pub struct Answer {
	/// The document.
	pub path: PathBuf,
	/// The verdict and the moment of it, or the reason why nothing can be told.
	pub verdict: Result<(Verdict, AsOf), Problem>,
}

/// A verification of any number of credentials.
pub struct Verification {
	trusted: TrustRoot,
	max_age: Option<Moment>,
	/// The bundle that covers all credentials, if there is one.
	bundle: Option<PathBuf>,
	/// The bundle that was checked last, so that one of many credentials is checked once.
	last: Option<(PathBuf, Proven)>,
}

impl Verification {
	/// Creates a verification that has checked nothing yet.
	#[must_use]
	pub const fn new(trusted: TrustRoot, max_age: Option<Moment>, bundle: Option<PathBuf>) -> Self {
		Self { trusted, max_age, bundle, last: None }
	}

	/// Returns the answer about a credential.
	pub fn answer(&mut self, path: &Path) -> Answer {
		Answer { path: path.to_path_buf(), verdict: self.verdict(path) }
	}

	fn verdict(&mut self, path: &Path) -> Result<(Verdict, AsOf), Problem> {
		let reference = read_credential(path, Genesis(self.trusted.genesis().0))?;
		let bundle = match &self.bundle {
			Some(bundle) => bundle.clone(),
			None => beside(path)?,
		};
		let proven = self.proven(&bundle)?;
		let mut verdicts = proven.verify(&[reference]).map_err(refused(&bundle))?;
		// One reference has one verdict, so this refuses nothing.
		let verdict = verdicts.pop().ok_or(Refusal::Malformed(Part::References));
		Ok((verdict.map_err(refused(&bundle))?, *proven.as_of()))
	}

	/// Returns what a bundle shows, and checks it if it is not the one that was checked last.
	fn proven(&mut self, path: &Path) -> Result<&Proven, Problem> {
		let known = self.last.take().filter(|(last, _)| last == path);
		let checked = known.map_or_else(|| self.check(path), |(_, proven)| Ok(proven))?;
		let (_, proven) = self.last.insert((path.to_path_buf(), checked));
		Ok(proven)
	}

	fn check(&self, path: &Path) -> Result<Proven, Problem> {
		let requirements = Requirements::new(now(), self.max_age);
		check_bundle(&read_form(path, &BUNDLE)?, &self.trusted, &requirements)
			.map_err(refused(path))
	}
}

/// Returns the path of the bundle beside a credential.
fn beside(path: &Path) -> Result<PathBuf, Problem> {
	let bundle = path.with_extension(BUNDLE.extension);
	ensure_file(&bundle)?;
	Ok(bundle)
}

/// Returns the time by the clock of this machine, in milliseconds.
#[allow(
	clippy::disallowed_methods,
	reason = "the age of a bundle is that by the clock of the user"
)]
fn now() -> Moment {
	let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
	Moment::try_from(since.as_millis()).unwrap_or(Moment::MAX)
}
