// SPDX-License-Identifier: Apache-2.0

//! The files beside a file: in a folder of the disk, in an archive, in a PDF, or handed over with it.

use crate::{
	files::{read, Problem, MAX_READ},
	location::Location,
	source::{Beside, BundleAt},
};
use std::path::Path;
use testamur_carriers::{pdf::Attachment, zip::Archive, Fault, Kind};
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
	/// A file of this name, with files that were handed over with it.
	Handed { beside: &'a [NamedFile], name: &'a str },
	/// The standard input, beside which nothing lies.
	Nothing,
}

/// A file that is handed over with its name, by somebody who has no disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedFile {
	/// The name.
	pub name: String,
	/// The content.
	pub content: Vec<u8>,
}

/// A reason why a file within a file is not read, with its place.
type Unread = (Location, Fault);

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
			_ => self.within(end).map_err(|(file, fault)| Problem::Carrier { file, fault }),
		}
	}

	/// Returns where the bundle of a document is. A PDF may bring one for all of its credentials; otherwise the
	/// bundle lies beside the PDF. One that cannot be read matters to nobody who asks a node.
	pub(crate) fn bundle(&self, document: &Location) -> BundleAt {
		if let Self::Disk(path) = self {
			return BundleAt::Beside(path.with_extension(BUNDLE.extension));
		}
		let own = self.within(BUNDLE.extension);
		let found = match (own, self) {
			(Ok(None), Self::Attachments { all, at, outer, .. }) => {
				match only(all.iter(), |it| &it.name) {
					Some(only) => {
						bounded(Kind::Pdf, at.part(&only.name), only.content.clone()).map(Some)
					},
					None => return outer.bundle(document),
				}
			},
			(Ok(None), Self::Handed { beside, .. }) => match only(beside.iter(), |it| &it.name) {
				Some(only) => Ok(Some(handed(only))),
				None => Ok(None),
			},
			(own, _) => own,
		};
		match found {
			Ok(Some((file, bytes))) => BundleAt::Within(file, bytes),
			Ok(None) => BundleAt::Nowhere(document.clone()),
			Err((file, fault)) => BundleAt::Unread(file, fault),
		}
	}

	/// Returns the file within a file that has the same name with another end.
	fn within(&self, end: &str) -> Result<Option<Beside>, Unread> {
		match self {
			Self::Archive { archive, at, name } => {
				let name = with_end(name, end);
				match archive.has(&name) {
					true => bounded(Kind::Zip, at.part(&name), archive.read(&name)).map(Some),
					false => Ok(None),
				}
			},
			Self::Attachments { all, at, name, .. } => {
				let name = with_end(name, end);
				let found = all.iter().find(|attachment| attachment.name == name);
				found
					.map(|it| bounded(Kind::Pdf, at.part(&name), it.content.clone()))
					.transpose()
			},
			Self::Handed { beside, name } => {
				let name = with_end(name, end);
				Ok(beside.iter().find(|file| file.name == name).map(handed))
			},
			Self::Disk(_) | Self::Nothing => Ok(None),
		}
	}
}

/// Returns the bundle among files if there is one alone.
fn only<'a, T>(files: impl Iterator<Item = &'a T>, name: fn(&T) -> &String) -> Option<&'a T> {
	let mut bundles = files.filter(|file| is_bundle(name(file)));
	let first = bundles.next();
	first.filter(|_| bundles.next().is_none())
}

/// Returns whether a file is a bundle, by its name.
fn is_bundle(name: &str) -> bool {
	Path::new(name).extension().is_some_and(|end| end == BUNDLE.extension)
}

/// Returns a name with another end.
fn with_end(name: &str, end: &str) -> String {
	Path::new(name).with_extension(end).to_string_lossy().into_owned()
}

/// Returns a file that was handed over, with its place.
fn handed(file: &NamedFile) -> Beside {
	(Location::from(Path::new(&file.name)), file.content.clone())
}

/// Returns what was read of a file if it is no larger than such a file may be.
fn bounded(kind: Kind, file: Location, content: Result<Vec<u8>, Fault>) -> Result<Beside, Unread> {
	match content {
		Ok(content) if content.len() > MAX_READ => {
			Err((file, Fault::TooLarge(kind, "a file", MAX_READ)))
		},
		Ok(content) => Ok((file, content)),
		Err(fault) => Err((file, fault)),
	}
}
