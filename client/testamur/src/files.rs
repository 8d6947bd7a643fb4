// SPDX-License-Identifier: Apache-2.0

//! Reads files within bounds, and writes new ones.

use crate::problem::Problem;
use std::{
	fs::{self, File},
	io::{self, ErrorKind, Write},
	path::Path,
};
use tempfile::NamedTempFile;
use testamur_console::{is_standard_input, read_bounded};

/// Reads a file or the standard input, of which no more than `most` bytes and one more are looked at.
pub(crate) fn read(path: &Path, most: usize) -> Result<Vec<u8>, Problem> {
	let bytes = match is_standard_input(path) {
		true => read_bounded(io::stdin().lock(), most),
		false => File::open(path).and_then(|file| read_bounded(file, most)),
	};
	bytes.map_err(|error| Problem::Unreadable { path: path.to_path_buf(), error })
}

/// Checks that a file is not there yet, before the work whose result it is to hold.
pub(crate) fn ensure_new(path: &Path) -> Result<(), Problem> {
	match path.symlink_metadata() {
		Ok(_) => Err(Problem::Exists(path.to_path_buf())),
		Err(_) => Ok(()),
	}
}

/// Writes a file that is not there yet, which nobody but its owner reads. It is there as a whole or not at
/// all.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
	let unwritable = |error| Problem::Unwritable { path: path.to_path_buf(), error };
	let mut new = NamedTempFile::new_in(folder_of(path)).map_err(unwritable)?;
	new.write_all(bytes)
		.and_then(|()| new.as_file().sync_all())
		.map_err(unwritable)?;
	new.persist_noclobber(path).map_err(|failed| match failed.error.kind() {
		ErrorKind::AlreadyExists => Problem::Exists(path.to_path_buf()),
		_ => unwritable(failed.error),
	})?;
	Ok(())
}

/// Returns the folder of a file.
fn folder_of(path: &Path) -> &Path {
	let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
	folder.unwrap_or_else(|| Path::new("."))
}

/// Writes a file that is not there yet. A file that could not be written to its end is removed.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
	let unwritable = |error| Problem::Unwritable { path: path.to_path_buf(), error };
	let mut file = File::create_new(path).map_err(|error| match error.kind() {
		ErrorKind::AlreadyExists => Problem::Exists(path.to_path_buf()),
		_ => unwritable(error),
	})?;
	file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| {
		// If it cannot be removed either, the first reason is the one that helps.
		let _ = fs::remove_file(path);
		unwritable(error)
	})
}
