// SPDX-License-Identifier: Apache-2.0

//! The files beside a file: in a folder of the disk, in an archive, in a PDF, or handed over with it.

use crate::{
	files::{read, Problem, MAX_READ},
	location::Location,
	source::{Beside, BundleAt},
};
use std::{cell::RefCell, collections::BTreeMap, path::Path};
use testamur_carriers::{pdf::Attachment, zip::Archive, Fault, Kind};
use testamur_proof::bundle::BUNDLE;

/// The place of a file among others.
#[derive(Clone, Copy)]
pub(crate) enum Folder<'a> {
	/// A file of the disk.
	Disk(&'a Path),
	/// A file of this name in an archive.
	Archive { archive: &'a Archive<'a>, at: &'a Location, name: &'a str, read: &'a ReadBundles },
	/// An attachment of this name of a PDF, which lies among others in its turn.
	Attachments {
		all: &'a [Attachment],
		at: &'a Location,
		name: &'a str,
		outer: &'a Self,
		read: &'a ReadBundles,
	},
	/// A file of this name, with files that were handed over with it.
	Handed { beside: &'a [NamedFile], name: &'a str, read: &'a ReadBundles },
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

/// The bundles among the files of one file that were read so far, by their names: each is read once, however many
/// documents it belongs to.
pub(crate) type ReadBundles = RefCell<BTreeMap<String, BundleAt>>;

/// The bundle of a document, with the bytes that it counts: none if another document counted them before.
pub(crate) type Counted = (BundleAt, usize);

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
	pub(crate) fn bundle(&self, document: &Location) -> Counted {
		let nowhere = || (BundleAt::Nowhere(document.clone()), 0);
		let (name, read) = match self {
			Self::Disk(path) => {
				return (BundleAt::Beside(path.with_extension(BUNDLE.extension)), 0);
			},
			Self::Nothing => return nowhere(),
			Self::Archive { name, read, .. }
			| Self::Attachments { name, read, .. }
			| Self::Handed { name, read, .. } => (with_end(name, BUNDLE.extension), read),
		};
		let only = match self {
			_ if self.has(&name) => Some(name),
			Self::Attachments { all, .. } => only(all.iter().map(|it| &it.name)),
			Self::Handed { beside, .. } => only(beside.iter().map(|it| &it.name)),
			_ => None,
		};
		match (only, self) {
			(Some(name), _) => self.read_once(read, name).unwrap_or_else(nowhere),
			(None, Self::Attachments { outer, .. }) => outer.bundle(document),
			(None, _) => nowhere(),
		}
	}

	/// Returns the bundle of a name, which is read unless it was before.
	fn read_once(&self, read: &ReadBundles, name: String) -> Option<Counted> {
		if let Some(known) = read.borrow().get(&name) {
			return Some((known.clone(), 0));
		}
		let bundle = match self.read(&name).transpose()? {
			Ok((file, bytes)) => BundleAt::Within(file, bytes.into()),
			Err((file, fault)) => BundleAt::Unread(file, fault),
		};
		read.borrow_mut().insert(name, bundle.clone());
		let size = bundle.size();
		Some((bundle, size))
	}

	/// Returns the file within a file that has the same name with another end.
	fn within(&self, end: &str) -> Result<Option<Beside>, Unread> {
		match self {
			Self::Archive { name, .. }
			| Self::Attachments { name, .. }
			| Self::Handed { name, .. } => self.read(&with_end(name, end)),
			Self::Disk(_) | Self::Nothing => Ok(None),
		}
	}

	/// Returns whether there is a file of a name within the same file.
	fn has(&self, name: &str) -> bool {
		match self {
			Self::Archive { archive, .. } => archive.has(name),
			Self::Attachments { all, .. } => all.iter().any(|it| it.name == name),
			Self::Handed { beside, .. } => beside.iter().any(|it| it.name == name),
			Self::Disk(_) | Self::Nothing => false,
		}
	}

	/// Returns the file of a name within the same file.
	fn read(&self, name: &str) -> Result<Option<Beside>, Unread> {
		match self {
			Self::Archive { archive, at, .. } if archive.has(name) => {
				let content = archive.read(name);
				let found = content.as_ref().map(Vec::len).map_err(Clone::clone);
				let file = ensure_bounded(Kind::Zip, at.part(name), found)?;
				Ok(content.ok().map(|content| (file, content)))
			},
			Self::Attachments { all, at, .. } => {
				let Some(it) = all.iter().find(|it| it.name == name) else { return Ok(None) };
				// Its size comes first, so that nothing large is copied for each document.
				let found = it.content.as_ref().map(Vec::len).map_err(Clone::clone);
				let file = ensure_bounded(Kind::Pdf, at.part(name), found)?;
				Ok(it.content.clone().ok().map(|content| (file, content)))
			},
			Self::Handed { beside, .. } => {
				Ok(beside.iter().find(|file| file.name == name).map(handed))
			},
			Self::Archive { .. } | Self::Disk(_) | Self::Nothing => Ok(None),
		}
	}
}

/// Returns the name of the bundle among files if there is one alone.
fn only<'a>(names: impl Iterator<Item = &'a String>) -> Option<String> {
	let mut bundles = names.filter(|name| is_bundle(name));
	let first = bundles.next();
	first.filter(|_| bundles.next().is_none()).cloned()
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

/// Returns the place of a file whose size was read if it is no larger than such a file may be.
fn ensure_bounded(
	kind: Kind,
	file: Location,
	size: Result<usize, Fault>,
) -> Result<Location, Unread> {
	match size {
		Ok(size) if size > MAX_READ => Err((file, Fault::TooLarge(kind, "a file", MAX_READ))),
		Ok(_) => Ok(file),
		Err(fault) => Err((file, fault)),
	}
}
