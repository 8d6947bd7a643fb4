// SPDX-License-Identifier: Apache-2.0

//! The folder into which files are written once: each is there as a whole or not at all, and none is
//! written over.

use crate::{files::write_private, problem::Problem};
use std::{
	io,
	path::{Path, PathBuf},
};
use testamur_console::remove_unfinished;
use testamur_issuing::{create_folders, Disk, LocalDisk};

/// Maximum size of a file that is compared, in bytes: more than a certificate with its pictures has.
const MAX_FILE: usize = 256 << 20;

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Put {
	/// It is new.
	New,
	/// It was there.
	There,
}

/// A folder.
pub(super) struct Folder(PathBuf);

impl Folder {
	/// Opens a folder, which is created unless it is there.
	pub(super) fn open(path: &Path) -> Result<Self, Problem> {
		create_folders(&LocalDisk, path).map_err(unwritable(path))?;
		Ok(Self(path.to_path_buf()))
	}

	/// Writes a file unless the same one is there. The name of a new one lasts after [`sync`](Self::sync).
	pub(super) fn put(
		&self,
		name: &str,
		content: &[u8],
		is_same: impl Fn(&[u8]) -> bool,
	) -> Result<Put, Problem> {
		let path = self.0.join(name);
		let found = LocalDisk
			.read(&path, MAX_FILE)
			.map_err(|error| Problem::Unreadable { path: path.clone(), error })?;
		match found {
			Some(found) if is_same(&found) => {
				remove_unfinished(&path).map_err(unwritable(&path))?;
				Ok(Put::There)
			},
			Some(_) => Err(Problem::OtherFile(path)),
			None => {
				// Another run may write the same file at the same time, and neither writes over the other's.
				write_private(&path, content).map_err(|problem| match problem {
					Problem::Exists(path) => Problem::OtherFile(path),
					other => other,
				})?;
				Ok(Put::New)
			},
		}
	}

	/// Makes the names of all files last.
	pub(super) fn sync(&self) -> Result<(), Problem> {
		LocalDisk.sync_folder(&self.0).map_err(unwritable(&self.0))
	}
}

fn unwritable(path: &Path) -> impl FnOnce(io::Error) -> Problem + '_ {
	|error| Problem::Unwritable { path: path.to_path_buf(), error }
}
