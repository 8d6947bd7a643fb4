// SPDX-License-Identifier: Apache-2.0

//! The bundles of documents: one beside each, or one for all of them.

use crate::{
	files::{ensure_file, refused, Problem},
	forms::read_form,
};
use std::path::{Path, PathBuf};
use testamur_primitives::Moment;
use testamur_proof::{
	bundle::{check_bundle, BUNDLE},
	Hash, Proven, Requirements, TrustRoot,
};

/// Bundles, which are checked when they are needed.
pub struct Bundles {
	trusted: TrustRoot,
	clock: fn() -> Moment,
	max_age: Option<Moment>,
	/// The bundle that covers all credentials, if there is one.
	all: Option<PathBuf>,
	/// The bundle that was checked last, so that one of many credentials is checked once.
	last: Option<(PathBuf, Proven)>,
}

impl Bundles {
	/// Creates bundles of which none is checked yet: the one that covers all credentials, or those that lie
	/// beside them. The moment that one shows has an age by the clock.
	#[must_use]
	pub const fn new(
		trusted: TrustRoot,
		clock: fn() -> Moment,
		max_age: Option<Moment>,
		all: Option<PathBuf>,
	) -> Self {
		Self { trusted, clock, max_age, all, last: None }
	}

	/// Returns the hash of the genesis block that is trusted.
	#[must_use]
	pub const fn genesis(&self) -> Hash {
		self.trusted.genesis()
	}

	/// Returns the path of the bundle of a credential.
	pub(crate) fn path(&self, credential: &Path) -> Result<PathBuf, Problem> {
		match &self.all {
			Some(all) => Ok(all.clone()),
			None => beside(credential),
		}
	}

	/// Returns what a bundle shows, and checks it if it is not the one that was checked last.
	pub(crate) fn proven(&mut self, path: &Path) -> Result<&Proven, Problem> {
		let known = self.last.take().filter(|(last, _)| last == path);
		let checked = known.map_or_else(|| self.check(path), |(_, proven)| Ok(proven))?;
		let (_, proven) = self.last.insert((path.to_path_buf(), checked));
		Ok(proven)
	}

	fn check(&self, path: &Path) -> Result<Proven, Problem> {
		let requirements = Requirements::new((self.clock)(), self.max_age);
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
