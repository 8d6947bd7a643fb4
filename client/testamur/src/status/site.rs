// SPDX-License-Identifier: Apache-2.0

//! The files of a site in their folder. Each is replaced at once, and only if an earlier run made it.

use crate::{files::read, problem::Problem};
use std::{fs, io, path::Path};
use testamur_console::Readers;
use testamur_document::{ijson, value::text};
use testamur_status::MAX_BYTES;

/// The most bytes that are read of a file that is to be replaced.
const MAX_FILE: usize = 4 * MAX_BYTES;

/// A file of a site.
pub(super) struct File {
	/// Its path below the folder.
	pub(super) path: String,
	/// Its address on the web.
	pub(super) address: String,
	/// Its content.
	pub(super) text: String,
	/// What is told about it.
	pub(super) what: String,
}

/// Writes all files, after it is clear that none of them takes the place of something else.
pub(super) fn write(folder: &Path, files: &[File]) -> Result<(), Problem> {
	for file in files {
		ensure_replaceable(&folder.join(&file.path), &file.text)?;
	}
	for file in files {
		let path = folder.join(&file.path);
		replace(&path, file.text.as_bytes())
			.map_err(|error| Problem::Unwritable { path: path.clone(), error })?;
	}
	Ok(())
}

/// Checks that there is no file, or one of the same name that shows no later block.
fn ensure_replaceable(path: &Path, new: &str) -> Result<(), Problem> {
	if path.symlink_metadata().is_err() {
		return Ok(());
	}
	let other = || Problem::OtherFile(path.to_path_buf());
	let former = ijson::parse_object(&read(path, MAX_FILE)?).map_err(|_| other())?;
	let new = ijson::parse_object(new.as_bytes()).map_err(|_| other())?;
	// A document that somebody else has written for the same name has other members, or is known by other names.
	let has_same = |name: &str| former.get(&name.into()) == new.get(&name.into());
	if !former.keys().eq(new.keys()) || !has_same("id") || !has_same("alsoKnownAs") {
		return Err(other());
	}
	// Moments of one form are in the order of their texts.
	match text(&former, "validFrom") > text(&new, "validFrom") {
		true => Err(Problem::LaterFile(path.to_path_buf())),
		false => Ok(()),
	}
}

/// Writes a file that everybody may read, in the place of the former one.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
	if let Some(folder) = path.parent() {
		fs::create_dir_all(folder)?;
	}
	testamur_console::replace(path, bytes, Readers::Everybody)
}
