// SPDX-License-Identifier: Apache-2.0

//! Opens files, and finds the documents in them, with what lies beside each.

use crate::{
	files::{most_of, not_taken, read_any, Problem, MAX_READ},
	find::may_hold,
	folder::{Folder, NamedFile, ReadBundles},
	location::Location,
	presentation::PresentationFile,
	room::{Room, RoomOfFile},
	source::{Beside, Source},
};
use std::path::Path;
use testamur_carriers::{
	is_credential,
	pdf::{attachments, Attachment},
	png, presentation, svg,
	zip::Archive,
	Fault, Kind,
};
use testamur_console::{is_beside, is_document, is_standard_input};
use testamur_documents::{anchor::SIDECAR, presentation::credentials_in};

/// The end of the name of a reference.
pub const REFERENCE: &str = "reference.json";
/// The folder in which one system keeps what belongs to no file in particular.
const SYSTEM: &str = "__MACOSX/";

/// A document that was found, or the reason why there is none at its place.
pub struct Opened {
	/// The place.
	pub location: Location,
	/// The document.
	pub source: Result<Source, Problem>,
}

/// What was found at a place.
pub enum Found {
	/// A document, or why there is none.
	Document(Box<Opened>),
	/// A presentation. The documents in it are found as well.
	Presentation(Location, PresentationFile),
}

impl Found {
	/// Returns the document, unless this is a presentation.
	fn into_document(self) -> Option<Opened> {
		match self {
			Self::Document(opened) => Some(*opened),
			Self::Presentation(..) => None,
		}
	}
}

/// Opens a file, or the standard input where the path is `-`, and returns the documents in it: the file itself, or
/// those that it carries. There is at least one, or the reason why there is none.
#[must_use]
pub fn open_documents(path: &Path) -> Vec<Opened> {
	open(path).into_iter().filter_map(Found::into_document).collect()
}

/// Opens a file as [`open_documents`] does, and returns presentations as well, each before the documents in it.
#[must_use]
pub fn open(path: &Path) -> Vec<Found> {
	open_within(path, &mut Room::default())
}

/// Opens a file as [`open`] does, as one of several whose documents are all kept. Where there is no room for more of
/// them, that is told of each file, and it is not looked at.
#[must_use]
pub fn open_within(path: &Path, room: &mut Room) -> Vec<Found> {
	let folder = if is_standard_input(path) { Folder::Nothing } else { Folder::Disk(path) };
	open_in(path, folder, room, || read_any(path))
}

/// Opens a file that is handed over by somebody who has no disk, with the files that may belong to it, and returns
/// what [`open`] would return. A bundle among those files belongs to it by its name, or because there is no other.
#[must_use]
pub fn open_handed(file: NamedFile, beside: &[NamedFile]) -> Vec<Found> {
	let NamedFile { name, content } = file;
	let bounds = [(&name, &content, most_of(&content))].into_iter();
	let bounds = bounds.chain(beside.iter().map(|it| (&it.name, &it.content, MAX_READ)));
	let too_large = bounds.into_iter().find(|(_, content, most)| content.len() > *most);
	let refused = too_large
		.map(|(name, _, most)| Problem::TooLarge { file: Location::from(Path::new(name)), most });
	let read = ReadBundles::default();
	let folder = Folder::Handed { beside, name: &name, read: &read };
	open_in(Path::new(&name), folder, &mut Room::default(), || refused.map_or(Ok(content), Err))
}

/// Opens a file in its folder.
fn open_in(
	path: &Path,
	folder: Folder<'_>,
	room: &mut Room,
	read: impl FnOnce() -> Result<Vec<u8>, Problem>,
) -> Vec<Found> {
	let location = Location::from(path);
	if let Err(problem) = room.ensure(&location) {
		let opened = Opened { location, source: Err(problem) };
		return vec![Found::Document(Box::new(opened))];
	}
	let mut opening = Opening { found: Vec::new(), room: RoomOfFile::new(room) };
	if is_beside(path) {
		opening.add(location.clone(), Err(Problem::Beside(location)));
		return opening.found;
	}
	let here = Here { location, within: Vec::new(), folder };
	match read() {
		Ok(bytes) => opening.open(&here, bytes),
		Err(problem) => opening.add(here.location, Err(problem)),
	}
	opening.found
}

/// A file that is opened.
struct Here<'a> {
	location: Location,
	/// The kinds of the files that it lies in.
	within: Vec<Kind>,
	folder: Folder<'a>,
}

impl Here<'_> {
	/// Returns the kinds of the files that a part of this file lies in.
	fn with(&self, kind: Kind) -> Vec<Kind> {
		[self.within.as_slice(), &[kind]].concat()
	}
}

/// The documents that were found, and the room for more.
struct Opening<'r> {
	found: Vec<Found>,
	room: RoomOfFile<'r>,
}

impl Opening<'_> {
	/// Adds what was found at a place, unless there is too much already.
	fn add(&mut self, location: Location, source: Result<Source, Problem>) {
		self.add_with(location, source, 0);
	}

	/// Adds what was found at a place as [`Self::add`] does, with a bundle of so many bytes.
	fn add_with(&mut self, location: Location, source: Result<Source, Problem>, bundle: usize) {
		let size = source.as_ref().map_or(0, Source::size).saturating_add(bundle);
		if let Some(room) = self.room.take(&location, size) {
			let source = room.and(source);
			self.found.push(Found::Document(Box::new(Opened { location, source })));
		}
	}

	/// Adds a presentation, or that there was no room for it: its documents do not say who presents them.
	fn add_presentation(&mut self, location: Location, text: &[u8]) {
		self.found.extend(self.room.take(&location, text.len()).map(|room| match room {
			Ok(()) => Found::Presentation(location, PresentationFile::new(text.to_vec())),
			Err(problem) => Found::Document(Box::new(Opened { location, source: Err(problem) })),
		}));
	}

	/// Adds the documents in a file.
	fn open(&mut self, here: &Here<'_>, bytes: Vec<u8>) {
		let opened = match Kind::of_content(&bytes) {
			Some(Kind::Zip) if !here.within.is_empty() => {
				Err(Problem::Nested(here.location.clone()))
			},
			Some(Kind::Zip) => self.archive(here, &bytes),
			Some(Kind::Pdf) => self.pdf(here, &bytes),
			Some(Kind::Png) => self.picture(here, Kind::Png, png::extract(&bytes)),
			Some(Kind::Svg) => self.picture(here, Kind::Svg, svg::extract(&bytes)),
			_ => self.text(here, bytes),
		};
		if let Err(problem) = opened {
			self.add(here.location.clone(), Err(problem));
		}
	}

	/// Adds the documents in an archive. A file that cannot be read does not hide the others.
	fn archive(&mut self, here: &Here<'_>, bytes: &[u8]) -> Result<(), Problem> {
		let archive = Archive::open(bytes).map_err(not_taken(&here.location))?;
		let is_wanted = |name: &&str| may_hold(Path::new(name)) && !name.starts_with(SYSTEM);
		let names: Vec<_> = archive.names().filter(is_wanted).collect();
		if names.is_empty() {
			return Err(Problem::NoCredentials(here.location.clone()));
		}
		let read = ReadBundles::default();
		for name in names {
			if self.room.is_full() {
				break;
			}
			let at = &here.location;
			let folder = Folder::Archive { archive: &archive, at, name, read: &read };
			let part =
				Here { location: here.location.part(name), within: here.with(Kind::Zip), folder };
			match archive.read(name) {
				Ok(content) => self.open(&part, content),
				Err(fault) => {
					let problem = not_taken(&part.location)(fault);
					self.add(part.location, Err(problem));
				},
			}
		}
		Ok(())
	}

	/// Adds the documents that are attached to a PDF.
	fn pdf(&mut self, here: &Here<'_>, bytes: &[u8]) -> Result<(), Problem> {
		let all = attachments(bytes).map_err(not_taken(&here.location))?;
		let carried: Vec<_> = all.iter().filter(|it| may_be_document(it)).collect();
		if carried.is_empty() {
			return Err(not_taken(&here.location)(Fault::NoCredential(Kind::Pdf)));
		}
		let read = ReadBundles::default();
		for Attachment { name, content } in carried {
			if self.room.is_full() {
				break;
			}
			let (at, outer) = (&here.location, &here.folder);
			let folder = Folder::Attachments { all: &all, at, name, outer, read: &read };
			let part = Here { location: at.part(name), within: here.with(Kind::Pdf), folder };
			let opened = match content {
				Ok(content) => self.text(&part, content.clone()),
				Err(fault) => Err(not_taken(&part.location)(fault.clone())),
			};
			if let Err(problem) = opened {
				self.add(part.location, Err(problem));
			}
		}
		Ok(())
	}

	/// Adds the document that is baked into a picture.
	fn picture(
		&mut self,
		here: &Here<'_>,
		kind: Kind,
		extracted: Result<Vec<u8>, Fault>,
	) -> Result<(), Problem> {
		let envelope = extracted.map_err(not_taken(&here.location))?;
		self.document(here, here.with(kind), envelope)
	}

	/// Adds a document, or the credentials in a presentation.
	fn text(&mut self, here: &Here<'_>, bytes: Vec<u8>) -> Result<(), Problem> {
		if bytes.len() > MAX_READ {
			return Err(Problem::TooLarge { file: here.location.clone(), most: MAX_READ });
		}
		if !presentation::is_one(&bytes) {
			return self.document(here, here.within.clone(), bytes);
		}
		self.add_presentation(here.location.clone(), &bytes);
		let parts = presentation::credentials(&bytes).map_err(not_taken(&here.location))?;
		// If all of them are in JSON, they are taken as they are written, so that they can be taken out for good.
		let written = credentials_in(&bytes).unwrap_or_default();
		for (position, part) in parts.into_iter().enumerate() {
			if self.room.is_full() {
				break;
			}
			let location = here.location.part(&part.name);
			let (bundle, size) = here.folder.bundle(&location);
			let as_written = written.get(position).map(|text| text.as_bytes().to_vec());
			let source = Source {
				within: here.with(Kind::Presentation),
				envelope: as_written.unwrap_or(part.content),
				sidecar: None,
				reference: None,
				bundle,
				location: location.clone(),
			};
			self.add_with(location, Ok(source), size);
		}
		Ok(())
	}

	fn document(
		&mut self,
		here: &Here<'_>,
		within: Vec<Kind>,
		envelope: Vec<u8>,
	) -> Result<(), Problem> {
		let beside = |end: &str| -> Result<Option<Beside>, Problem> { here.folder.beside(end) };
		let (sidecar, reference) = (beside(SIDECAR)?, beside(REFERENCE)?);
		let (bundle, size) = here.folder.bundle(&here.location);
		let source = Source {
			location: here.location.clone(),
			within,
			envelope,
			sidecar,
			reference,
			bundle,
		};
		self.add_with(here.location.clone(), Ok(source), size);
		Ok(())
	}
}

/// Returns whether an attachment may be a document: by its name if it cannot be read as anything, and by its content
/// otherwise.
fn may_be_document(attachment: &Attachment) -> bool {
	let is_named = is_document(Path::new(&attachment.name));
	match &attachment.content {
		Ok(content) if is_credential(content) || presentation::is_one(content) => {
			!is_beside(Path::new(&attachment.name))
		},
		// Other JSON belongs to somebody else, but what is damaged shall not go unnoticed.
		Ok(content) => is_named && testamur_document::ijson::parse(content).is_err(),
		Err(_) => is_named,
	}
}
