// SPDX-License-Identifier: Apache-2.0

//! The bundles of documents: one with each, or one for all of them.

use crate::{
	files::{ensure_file, read, refused, Problem},
	forms::of_form,
	location::Location,
	source::BundleAt,
};
use std::{
	path::{Path, PathBuf},
	sync::Arc,
};
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
	last: Option<Checked>,
}

/// A bundle that was checked.
struct Checked {
	/// The content of its file.
	bytes: Arc<[u8]>,
	/// What it shows.
	proven: Proven,
}

impl Bundles {
	/// Creates bundles of which none is checked yet: the one that covers all credentials, or those that come with
	/// them. The moment that one shows has an age by the clock.
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

	/// Returns what the bundle of a credential shows, and checks it unless it is the one that was checked last. The
	/// age of the moment is that by the present clock, whenever the bundle was checked.
	pub(crate) fn proven(&mut self, own: &BundleAt) -> Result<&Proven, Problem> {
		let last = self.last.take();
		// The one for all is read once, since nobody expects a file to change meanwhile.
		let known = match (&self.all, last) {
			(Some(all), Some(checked)) => self.dated(&all.as_path().into(), checked)?,
			(all, last) => {
				let (file, bytes) = bytes_of(all.as_deref(), own)?;
				match last.filter(|checked| checked.bytes == bytes) {
					Some(checked) => self.dated(&file, checked)?,
					None => self.check(&file, bytes)?,
				}
			},
		};
		Ok(&self.last.insert(known).proven)
	}

	fn check(&self, file: &Location, bytes: Arc<[u8]>) -> Result<Checked, Problem> {
		let bundle = of_form(file, bytes.to_vec(), &BUNDLE)?;
		let proven =
			check_bundle(&bundle, &self.trusted, &self.requirements()).map_err(refused(file))?;
		Ok(Checked { bytes, proven })
	}

	/// Returns a bundle that was checked before, with the age that its moment has by now.
	fn dated(&self, file: &Location, checked: Checked) -> Result<Checked, Problem> {
		let proven = checked.proven.dated(&self.requirements()).map_err(refused(file))?;
		Ok(Checked { proven, ..checked })
	}

	/// Returns the requirements by the present clock.
	fn requirements(&self) -> Requirements<'static> {
		Requirements::new((self.clock)(), self.max_age)
	}
}

/// Returns the content of the bundle for all credentials, or of the one of a credential.
fn bytes_of(all: Option<&Path>, own: &BundleAt) -> Result<(Location, Arc<[u8]>), Problem> {
	match (all, own) {
		(Some(all), _) => Ok((all.into(), read(all)?.into())),
		(None, BundleAt::Beside(path)) => {
			ensure_file(path)?;
			Ok((path.as_path().into(), read(path)?.into()))
		},
		(None, BundleAt::Within(file, bytes)) => Ok((file.clone(), bytes.clone())),
		(None, BundleAt::Unread(file, fault)) => {
			Err(Problem::Carrier { file: file.clone(), fault: fault.clone() })
		},
		(None, BundleAt::Nowhere(document)) => Err(Problem::NoBundle(document.clone())),
	}
}
