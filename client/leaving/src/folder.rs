// SPDX-License-Identifier: Apache-2.0

//! The names in the folder, and how files are read and written there.

use crate::fault::Fault;
use serde::Serialize;
use std::{
	collections::BTreeSet,
	fs::File,
	io,
	path::{Path, PathBuf},
};
use testamur_console::{private_folders, read_bounded, replace, Readers};
use testamur_primitives::hash::{Sha256, Software};
use testamur_verification::Problem;

/// The folder with the documents, each beside its bundle.
pub(crate) const DOCUMENTS: &str = "documents";
/// The folder with the hand-offs.
pub(crate) const HAND_OFFS: &str = "hand-offs";
/// The table of known sets of validators.
pub(crate) const TRUST: &str = "trust.json";
/// The document keys.
pub(crate) const KEYS: &str = "keys.json";
/// The records of the institution.
pub(crate) const RECORD: &str = "record.json";
/// The proof of that.
pub(crate) const RECORD_PROOF: &str = "record-proof.json";
/// The page for whoever opens the folder.
pub(crate) const README: &str = "README.txt";
/// The list of all files.
pub(crate) const MANIFEST: &str = "manifest.json";

/// The most bytes of a file that the command makes.
pub(crate) const MAX_MADE: usize = 256 << 20;
/// The most folders below one another, and the most files in them.
const MAX_DEPTH: usize = 8;
pub(crate) const MAX_FILES: usize = 2_000_000;
/// The most bytes of a file that is kept, which is as much as an archive may have, the largest file with documents.
pub(crate) const MAX_KEPT: usize = 256 << 20;

/// Reads a file, or returns `None` if there is none.
///
/// # Errors
///
/// Returns the error of the disk, also for what is no file and for one of more than `most` bytes.
pub(crate) fn read(path: &Path, most: usize) -> io::Result<Option<Vec<u8>>> {
	match path.symlink_metadata() {
		Ok(found) if found.is_file() => {},
		Ok(_) => return Err(io::Error::other("it is not a file")),
		Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
		Err(error) => return Err(error),
	}
	let bytes = read_bounded(File::open(path)?, most)?;
	match bytes.len() > most {
		true => Err(io::Error::other("it is larger than any such file")),
		false => Ok(Some(bytes)),
	}
}

/// Writes a file in the place of one that an earlier run made, with the folders above it. Documents are those of
/// persons, so that nobody but the user of this program reads what is written.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
	let write = || {
		if let Some(folder) = path.parent() {
			private_folders().recursive(true).create(folder)?;
		}
		replace(path, bytes, Readers::Owner)
	};
	write().map_err(|error| Fault::Unwritable { path: path.to_path_buf(), error })
}

/// Creates the folder unless it is there, with those above it.
pub(crate) fn create(folder: &Path) -> Result<(), Fault> {
	let created = private_folders().recursive(true).create(folder);
	created.map_err(|error| Fault::Unwritable { path: folder.to_path_buf(), error })
}

/// Returns a value as the text of a file.
pub(crate) fn text(value: &impl Serialize) -> String {
	// No value has a map with other keys than text, which is all that could fail.
	let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
	text.push('\n');
	text
}

/// Returns the SHA-256 of a file in hexadecimal digits, as `sha256sum` prints it.
pub(crate) fn sha256(bytes: &[u8]) -> String {
	Software::hash(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Returns the names of all files in a folder but the list of them, in their order.
pub(crate) fn files_in(folder: &Path) -> Result<BTreeSet<String>, Fault> {
	let mut found = BTreeSet::new();
	let mut folders = vec![(PathBuf::new(), 0_usize)];
	while let Some((within, depth)) = folders.pop() {
		let path = folder.join(&within);
		let unreadable =
			|error| Fault::from(Problem::Unreadable { file: path.as_path().into(), error });
		for entry in path.read_dir().map_err(unreadable)? {
			let entry = entry.map_err(unreadable)?;
			let name = within.join(entry.file_name());
			let is_folder = entry.path().symlink_metadata().is_ok_and(|it| it.is_dir());
			match is_folder {
				true if depth < MAX_DEPTH => folders.push((name, depth.saturating_add(1))),
				_ if found.len() < MAX_FILES => drop(found.insert(text_of(&name))),
				_ => return Err(unreadable(io::Error::other("it has too many files"))),
			}
		}
	}
	found.remove(MANIFEST);
	Ok(found)
}

/// Returns a name whose parts a slash divides.
fn text_of(name: &Path) -> String {
	let parts: Vec<_> = name.components().map(|part| part.as_os_str().to_string_lossy()).collect();
	parts.join("/")
}
