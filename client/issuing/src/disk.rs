// SPDX-License-Identifier: Apache-2.0

//! The disk as a trait, each act of which can fail.

use std::{
	ffi::OsString,
	fs::{self, File, TryLockError},
	io::{self, ErrorKind, Read, Write},
	path::{Path, PathBuf},
};
use testamur_console::{map_in_threads, private_folders};

/// The number of files that are written at a time. A disk takes hardly longer for the last bytes of several files
/// than for those of one.
const WRITERS: usize = 16;

/// A disk. What an act has returned from is on the disk for good, but for names: those are after
/// [`sync_folder`](Self::sync_folder).
pub trait Disk {
	/// A lock, which is held until it is dropped.
	type Lock;

	/// Creates a folder in one that is there. Where one of this name is there already, nothing is done.
	fn create_folder(&self, folder: &Path) -> io::Result<()>;

	/// Returns whether there is a folder.
	fn is_folder(&self, folder: &Path) -> io::Result<bool>;

	/// Returns the names in a folder, or none if there is no such folder.
	fn names(&self, folder: &Path) -> io::Result<Vec<OsString>>;

	/// Returns the content of a file, of which no more than `most` bytes and one more are read, or `None` if
	/// there is no such file.
	fn read(&self, file: &Path, most: usize) -> io::Result<Option<Vec<u8>>>;

	/// Writes a file, in the place of one that is there.
	fn write(&self, file: &Path, content: &[u8]) -> io::Result<()>;

	/// Writes files as [`write`](Self::write) writes each of them, in any order. If one cannot be written, others
	/// may be.
	fn write_all(&self, files: &[(PathBuf, Vec<u8>)]) -> io::Result<()> {
		files.iter().try_for_each(|(file, content)| self.write(file, content))
	}

	/// Gives a file another name, in the place of a file that has it.
	fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

	/// Makes the names in a folder last.
	fn sync_folder(&self, folder: &Path) -> io::Result<()>;

	/// Takes the lock of a file, or returns `None` if another process holds it.
	fn lock(&self, file: &Path) -> io::Result<Option<Self::Lock>>;
}

/// Creates a folder and those above it unless they are there. The name of each lasts, from the topmost down.
///
/// # Errors
///
/// Returns the first error of the disk.
pub fn create_folders<D: Disk>(disk: &D, folder: &Path) -> io::Result<()> {
	let mut missing = Vec::new();
	for folder in folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty()) {
		if disk.is_folder(folder)? {
			// An earlier run that created it may have been cut before its name lasted.
			match disk.sync_folder(holder(folder)) {
				// A folder that this program may not read cannot be synced, so the name in it may not last.
				Err(error) if error.kind() == ErrorKind::PermissionDenied => {},
				synced => synced?,
			}
			break;
		}
		missing.push(folder);
	}
	for folder in missing.into_iter().rev() {
		disk.create_folder(folder)?;
		disk.sync_folder(holder(folder))?;
	}
	Ok(())
}

/// Returns the folder in which a folder has its name.
fn holder(folder: &Path) -> &Path {
	match folder.parent() {
		Some(parent) if !parent.as_os_str().is_empty() => parent,
		Some(_) => Path::new("."),
		None => folder,
	}
}

/// Returns how files are created: the documents in them are those of persons, so that nobody but the user of this
/// program reads them.
fn private_file() -> fs::OpenOptions {
	let mut options = File::options();
	options.write(true);
	#[cfg(unix)]
	std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
	options
}

/// The disk of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct LocalDisk;

impl Disk for LocalDisk {
	type Lock = File;

	fn create_folder(&self, folder: &Path) -> io::Result<()> {
		match private_folders().create(folder) {
			Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
			created => created,
		}
	}

	fn is_folder(&self, folder: &Path) -> io::Result<bool> {
		match fs::metadata(folder) {
			Ok(found) => Ok(found.is_dir()),
			Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
			Err(error) => Err(error),
		}
	}

	fn names(&self, folder: &Path) -> io::Result<Vec<OsString>> {
		match fs::read_dir(folder) {
			Ok(entries) => entries.map(|entry| Ok(entry?.file_name())).collect(),
			Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
			Err(error) => Err(error),
		}
	}

	fn read(&self, file: &Path, most: usize) -> io::Result<Option<Vec<u8>>> {
		let file = match File::open(file) {
			Ok(file) => file,
			Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
			Err(error) => return Err(error),
		};
		let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
		let mut content = Vec::new();
		file.take(limit).read_to_end(&mut content)?;
		Ok(Some(content))
	}

	fn write(&self, file: &Path, content: &[u8]) -> io::Result<()> {
		// Whatever is there under this name, such as a link, is not followed.
		match fs::remove_file(file) {
			Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
			_ => {},
		}
		let mut file = private_file().create_new(true).open(file)?;
		file.write_all(content)?;
		file.sync_all()
	}

	fn write_all(&self, files: &[(PathBuf, Vec<u8>)]) -> io::Result<()> {
		let written = map_in_threads(files, WRITERS, |(file, content)| self.write(file, content));
		written.into_iter().collect()
	}

	fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
		fs::rename(from, to)
	}

	fn sync_folder(&self, folder: &Path) -> io::Result<()> {
		File::open(folder)?.sync_all()
	}

	fn lock(&self, file: &Path) -> io::Result<Option<File>> {
		let file = private_file().create(true).truncate(false).open(file)?;
		match file.try_lock() {
			Ok(()) => Ok(Some(file)),
			Err(TryLockError::WouldBlock) => Ok(None),
			Err(TryLockError::Error(error)) => Err(error),
		}
	}
}

#[cfg(all(test, unix))]
mod tests {
	use super::{create_folders, Disk, LocalDisk, WRITERS};
	use std::{
		fs,
		io::ErrorKind,
		os::unix::fs::{symlink, PermissionsExt},
	};

	#[test]
	fn what_is_written_is_for_its_owner_only_and_follows_no_link() {
		let folder = tempfile::tempdir().unwrap();
		let mode =
			|path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
		let (deep, file) = (folder.path().join("a/b"), folder.path().join("a/b/new"));
		create_folders(&LocalDisk, &deep).unwrap();
		create_folders(&LocalDisk, &deep).unwrap();
		assert_eq!((mode(&deep), mode(deep.parent().unwrap())), (0o700, 0o700));
		let other = folder.path().join("thesis");
		fs::write(&other, "mine").unwrap();
		symlink(&other, &file).unwrap();
		LocalDisk.write(&file, b"document").unwrap();
		assert_eq!((mode(&file), fs::read(&file).unwrap()), (0o600, b"document".to_vec()));
		assert_eq!(fs::read(&other).unwrap(), b"mine");
		LocalDisk.write(&file, b"again").unwrap();
		assert_eq!(fs::read(&file).unwrap(), b"again");
	}

	#[test]
	fn of_many_files_all_are_written_or_the_error_is_returned() {
		let folder = tempfile::tempdir().unwrap();
		let named = |number: usize| {
			(folder.path().join(number.to_string()), number.to_string().into_bytes())
		};
		let mut files: Vec<_> = (0..3 * WRITERS + 1).map(named).collect();
		LocalDisk.write_all(&[]).unwrap();
		LocalDisk.write_all(&files).unwrap();
		assert!(files.iter().all(|(file, content)| fs::read(file).unwrap() == *content));
		files[WRITERS].0 = folder.path().join("no folder").join("file");
		let error = LocalDisk.write_all(&files).unwrap_err();
		assert_eq!(error.kind(), ErrorKind::NotFound);
	}
}
