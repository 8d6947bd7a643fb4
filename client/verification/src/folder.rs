// SPDX-License-Identifier: Apache-2.0

//! The files beside a file: in a folder of the disk, in an archive, or in a PDF.

use crate::{
	files::{not_taken, read, Problem, MAX_READ},
	location::Location,
	source::{Beside, BundleAt},
};
use std::path::Path;
use testamur_carriers::{pdf::Attachment, zip::Archive, Fault};
use testamur_proof::bundle::BUNDLE;

/// The place of a file among others.
#[derive(Clone, Copy)]
pub(crate) enum Folder<'a> {
	/// A file of the disk.
	Disk(&'a Path),
	/// A file of this name in an archive.
	Archive { archive: &'a Archive<'a>, at: &'a Location, name: &'a str },
	/// An attachment of this name of a PDF, which lies among others in its turn.
	Attachments { all: &'a [Attachment], at: &'a Location, name: &'a str, outer: &'a Self },
	/// The standard input, beside which nothing lies.
	Nothing,
}

impl Folder<'_> {
	/// Returns the file that has the same name with another end.
	pub(crate) fn beside(&self, end: &str) -> Result<Option<Beside>, Problem> {
		match self {
			Self::Disk(path) => {
				let path = path.with_extension(end);
				match path.is_file() {
					true => Ok(Some((path.as_path().into(), read(&path)?))),
					false => Ok(None),
				}
			},
			Self::Archive { archive, at, name } => {
				let name = with_end(name, end);
				if !archive.has(&name) {
					return Ok(None);
				}
				let file = at.part(&name);
				let content = archive.read(&name);
				bounded(file, content).map(Some)
			},
			Self::Attachments { all, at, name, .. } => {
				let name = with_end(name, end);
				let found = all.iter().find(|attachment| attachment.name == name);
				found.map(|it| bounded(at.part(&name), it.content.clone())).transpose()
			},
			Self::Nothing => Ok(None),
		}
	}

	/// Returns where the bundle of a document is. A PDF may bring one for all of its credentials; otherwise the
	/// bundle lies beside the PDF.
	pub(crate) fn bundle(&self, document: &Location) -> Result<BundleAt, Problem> {
		let nowhere = || BundleAt::Nowhere(document.clone());
		let within = |(file, bytes)| BundleAt::Within(file, bytes);
		match self {
			Self::Disk(path) => Ok(BundleAt::Beside(path.with_extension(BUNDLE.extension))),
			Self::Attachments { all, at, outer, .. } => {
				if let Some(own) = self.beside(BUNDLE.extension)? {
					return Ok(within(own));
				}
				let is_bundle = |it: &&Attachment| is_bundle(&it.name);
				let bundles: Vec<_> = all.iter().filter(is_bundle).collect();
				match bundles.as_slice() {
					[only] => bounded(at.part(&only.name), only.content.clone()).map(within),
					_ => outer.bundle(document),
				}
			},
			_ => Ok(self.beside(BUNDLE.extension)?.map_or_else(nowhere, within)),
		}
	}
}

/// Returns whether a file is a bundle, by its name.
fn is_bundle(name: &str) -> bool {
	Path::new(name).extension().is_some_and(|end| end == BUNDLE.extension)
}

/// Returns a name with another end.
fn with_end(name: &str, end: &str) -> String {
	Path::new(name).with_extension(end).to_string_lossy().into_owned()
}

/// Returns what was read of a file if it is no larger than such a file may be.
fn bounded(file: Location, content: Result<Vec<u8>, Fault>) -> Result<Beside, Problem> {
	let content = content.map_err(not_taken(&file))?;
	match content.len() > MAX_READ {
		true => Err(Problem::TooLarge { file, most: MAX_READ }),
		false => Ok((file, content)),
	}
}
