// SPDX-License-Identifier: Apache-2.0

//! Reads files within bounds, and writes new ones.

use crate::problem::Problem;
use std::{
	fs::File,
	io::{self, ErrorKind},
	path::Path,
};
use testamur_console::{is_standard_input, read_bounded, Readers};

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
	ensure_file(path)?;
	match path.symlink_metadata() {
		Ok(_) => Err(Problem::Exists(path.to_path_buf())),
		Err(_) => Ok(()),
	}
}

/// Writes a file that is not there yet, which nobody but its owner reads.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
	put(path, bytes, Readers::Owner)
}

/// Writes a file that is not there yet, which everybody may read.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
	put(path, bytes, Readers::Everybody)
}

/// Checks that a name is not `-`, which stands for the standard output elsewhere.
fn ensure_file(path: &Path) -> Result<(), Problem> {
	match path.as_os_str() == "-" {
		true => Err(Problem::NotAFile),
		false => Ok(()),
	}
}

fn put(path: &Path, bytes: &[u8], readers: Readers) -> Result<(), Problem> {
	ensure_file(path)?;
	testamur_console::write_new(path, bytes, readers).map_err(|error| match error.kind() {
		ErrorKind::AlreadyExists => Problem::Exists(path.to_path_buf()),
		_ => Problem::Unwritable { path: path.to_path_buf(), error },
	})
}
