// SPDX-License-Identifier: Apache-2.0

//! The folder of the journal. A file in it gets its name only when its content is on the disk, so that a
//! file is there as a whole or not at all.

use crate::{disk::Disk, fault::Fault};
use serde::{de::DeserializeOwned, Serialize};
use std::{
	io,
	path::{Path, PathBuf},
};
use testamur_json::hex;
use testamur_primitives::hash::{Sha256, Software};

/// The name of a file before it gets its own.
pub(crate) const NEW: &str = "new";
/// Maximum size of a file of the journal, in bytes.
pub(crate) const MAX_FILE: usize = 512 << 20;

/// The folder of the journal on a disk.
pub(crate) struct Journal<'d, D> {
	disk: &'d D,
	folder: PathBuf,
}

impl<'d, D: Disk> Journal<'d, D> {
	/// Takes a folder, which is there.
	pub(crate) fn new(disk: &'d D, folder: &Path) -> Self {
		Self { disk, folder: folder.to_path_buf() }
	}

	/// Returns the disk.
	pub(crate) const fn disk(&self) -> &'d D {
		self.disk
	}

	/// Returns the path of a file.
	pub(crate) fn path(&self, name: &str) -> PathBuf {
		self.folder.join(name)
	}

	/// Returns the content of a file, or `None` if there is no such file.
	pub(crate) fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
		read(self.disk, &self.path(name), MAX_FILE)
	}

	/// Returns a sealed value, or `None` if there is no such file.
	pub(crate) fn read_sealed<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Fault> {
		let Some(content) = self.read(name)? else { return Ok(None) };
		let damaged = |why: &str| Fault::Damaged { path: self.path(name), why: why.to_owned() };
		let text =
			unsealed(&content).ok_or_else(|| damaged("its hash is not that of its content"))?;
		serde_json::from_slice(text)
			.map(Some)
			.map_err(|error| damaged(&error.to_string()))
	}

	/// Writes a file whose name lasts after the next [`sync`](Self::sync).
	pub(crate) fn write(&self, name: &str, content: &[u8]) -> Result<(), Fault> {
		self.write_to(&self.path(name), content)
	}

	/// Writes a file of another folder of the same disk, which is never there in part.
	pub(crate) fn write_to(&self, path: &Path, content: &[u8]) -> Result<(), Fault> {
		let new = self.path(NEW);
		self.disk
			.write(&new, content)
			.and_then(|()| self.disk.rename(&new, path))
			.map_err(|error| unwritable(path, error))
	}

	/// Writes files of another folder of the same disk, none of which is ever there in part. Where this is cut,
	/// the next run finds what it wrote under the names of unfinished files, and writes it anew.
	pub(crate) fn write_all_to(
		&self,
		folder: &Path,
		files: Vec<(String, Vec<u8>)>,
	) -> Result<(), Fault> {
		let unfinished = |name: &str| self.path(&format!("{NEW}-{name}"));
		let (names, files): (Vec<_>, Vec<_>) = files
			.into_iter()
			.map(|(name, content)| {
				let new = unfinished(&name);
				(name, (new, content))
			})
			.unzip();
		self.disk.write_all(&files).map_err(|error| unwritable(folder, error))?;
		names.iter().zip(&files).try_for_each(|(name, (new, _))| {
			let path = folder.join(name);
			self.disk.rename(new, &path).map_err(|error| unwritable(&path, error))
		})
	}

	/// Writes a sealed value, for good.
	pub(crate) fn put_sealed(&self, name: &str, value: &impl Serialize) -> Result<(), Fault> {
		let text = serde_json::to_string(value)
			.map_err(|error| unwritable(&self.path(name), io::Error::other(error)))?;
		self.write(name, sealed(&text).as_bytes())?;
		self.sync()
	}

	/// Makes the names of all files last.
	pub(crate) fn sync(&self) -> Result<(), Fault> {
		sync(self.disk, &self.folder)
	}
}

/// Returns a text of one line with its hash on the next one, by which damage shows.
pub(crate) fn sealed(text: &str) -> String {
	format!("{text}\n{}\n", hex::encode(&Software::hash(text.as_bytes())))
}

/// Returns the text of a sealed one, if its hash is that of the text.
fn unsealed(content: &[u8]) -> Option<&[u8]> {
	let end = content.iter().position(|byte| *byte == b'\n')?;
	let text = content.get(..end)?;
	let whole = sealed(core::str::from_utf8(text).ok()?);
	(whole.as_bytes() == content).then_some(text)
}

/// Reads a file.
pub(crate) fn read<D: Disk>(disk: &D, path: &Path, most: usize) -> Result<Option<Vec<u8>>, Fault> {
	let fault = |error| Fault::Disk { act: "read", path: path.to_path_buf(), error };
	disk.read(path, most).map_err(fault)
}

/// Makes the names in a folder last.
pub(crate) fn sync<D: Disk>(disk: &D, folder: &Path) -> Result<(), Fault> {
	disk.sync_folder(folder).map_err(|error| unwritable(folder, error))
}

/// Returns the fault of a file that cannot be written.
pub(crate) fn unwritable(path: &Path, error: io::Error) -> Fault {
	Fault::Disk { act: "written", path: path.to_path_buf(), error }
}
