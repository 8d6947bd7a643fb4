// SPDX-License-Identifier: Apache-2.0

//! Files that are there as a whole or not at all.
//!
//! A file is written beside its place under a name that follows from its own, and takes its place when all of
//! it is on the disk. A process that is killed meanwhile leaves that file behind, and the next one that
//! writes the same file uses it up.

use std::{
	ffi::OsString,
	fs::{self, File},
	io::{self, ErrorKind, Write},
	path::{Path, PathBuf},
};

/// How often another process may take the unfinished file away before this one gives up.
const ATTEMPTS: usize = 100;

/// The people of this machine who may read a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
	/// Only the user of this program may read it.
	Owner,
	/// Everybody may read it whom the user's settings allow.
	Everybody,
}

/// Writes a file that is not there yet.
///
/// # Errors
///
/// Returns [`ErrorKind::AlreadyExists`] if something has its name, which stays as it is, and otherwise the
/// error of the disk.
pub fn write_new(path: &Path, bytes: &[u8], readers: Readers) -> io::Result<()> {
	let unfinished = Unfinished::write(path, bytes, readers)?;
	match fs::hard_link(&unfinished.path, path) {
		Ok(()) => Ok(()),
		Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
		// Some file systems, such as those of memory sticks, know no second name for a file.
		Err(_) => match path.symlink_metadata() {
			Ok(_) => Err(ErrorKind::AlreadyExists.into()),
			Err(_) => unfinished.rename(path),
		},
	}
}

/// Writes a file in the place of one that may be there: whoever reads it meanwhile finds the former one or
/// the new one.
///
/// # Errors
///
/// Returns the error of the disk. The former file is there then.
pub fn replace(path: &Path, bytes: &[u8], readers: Readers) -> io::Result<()> {
	Unfinished::write(path, bytes, readers)?.rename(path)
}

/// A file that has not taken its place yet. It is removed when this is dropped.
struct Unfinished {
	path: PathBuf,
	is_renamed: bool,
	/// The file, whose lock keeps other processes from writing it.
	_locked: File,
}

impl Unfinished {
	/// Writes all of a file under the name of an unfinished one.
	fn write(path: &Path, bytes: &[u8], readers: Readers) -> io::Result<Self> {
		let unfinished = unfinished_name(path)?;
		let mut file = open_locked(&unfinished, readers)?;
		let written = file
			.set_len(0)
			.and_then(|()| file.write_all(bytes))
			.and_then(|()| file.sync_all());
		// It is removed also if it could not be written to its end.
		let unfinished = Self { path: unfinished, is_renamed: false, _locked: file };
		written.map(|()| unfinished)
	}

	fn rename(mut self, path: &Path) -> io::Result<()> {
		fs::rename(&self.path, path)?;
		self.is_renamed = true;
		Ok(())
	}
}

impl Drop for Unfinished {
	fn drop(&mut self) {
		// The name of one that was renamed may be that of another process's file by now.
		if !self.is_renamed {
			// What cannot be removed is used up by the next one that writes the same file.
			let _ = fs::remove_file(&self.path);
		}
	}
}

/// Returns the name of a file while it is not finished.
fn unfinished_name(path: &Path) -> io::Result<PathBuf> {
	let name = path.file_name().ok_or(ErrorKind::InvalidFilename)?;
	let mut unfinished = OsString::from(".");
	unfinished.push(name);
	unfinished.push(".part");
	Ok(path.with_file_name(unfinished))
}

/// Opens an unfinished file that no other process writes.
fn open_locked(path: &Path, readers: Readers) -> io::Result<File> {
	for _ in 0..ATTEMPTS {
		let file = options(readers).open(path)?;
		file.lock()?;
		// Another process may have given the file its place, or removed it, before this one had the lock.
		if !is_at(&file, path)? {
			continue;
		}
		// A process that was killed may have given the file its place and left it the former name as well.
		if has_other_names(&file)? {
			fs::remove_file(path)?;
			continue;
		}
		return Ok(file);
	}
	Err(ErrorKind::ResourceBusy.into())
}

fn options(readers: Readers) -> fs::OpenOptions {
	let mut options = File::options();
	options.write(true).create(true).truncate(false);
	#[cfg(unix)]
	std::os::unix::fs::OpenOptionsExt::mode(
		&mut options,
		match readers {
			Readers::Owner => 0o600,
			Readers::Everybody => 0o666,
		},
	);
	#[cfg(not(unix))]
	let _ = readers;
	options
}

/// Returns whether a path names an open file itself, and no link to it.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
	use std::os::unix::fs::MetadataExt;
	let open = file.metadata()?;
	match path.symlink_metadata() {
		Ok(named) => Ok((named.dev(), named.ino()) == (open.dev(), open.ino())),
		Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
		Err(error) => Err(error),
	}
}

/// Returns whether an open file is known by several names.
#[cfg(unix)]
fn has_other_names(file: &File) -> io::Result<bool> {
	use std::os::unix::fs::MetadataExt;
	Ok(file.metadata()?.nlink() > 1)
}

/// Returns whether a path names something: files that are open keep their names on such systems.
#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> io::Result<bool> {
	path.try_exists()
}

/// Returns false, since such systems do not tell.
#[cfg(not(unix))]
fn has_other_names(_: &File) -> io::Result<bool> {
	Ok(false)
}

#[cfg(all(test, unix))]
mod tests {
	use super::{replace, unfinished_name, write_new, Readers};
	use std::{
		collections::BTreeSet,
		ffi::OsString,
		fs::{self, File, Permissions},
		io::{self, ErrorKind},
		os::unix::fs::{symlink, PermissionsExt},
		path::Path,
		sync::atomic::{AtomicUsize, Ordering},
		thread,
	};

	/// Returns the names in a folder in their order.
	fn names(folder: &Path) -> io::Result<Vec<OsString>> {
		let names: io::Result<BTreeSet<_>> =
			fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect();
		Ok(names?.into_iter().collect())
	}

	fn mode(path: &Path) -> io::Result<u32> {
		Ok(path.metadata()?.permissions().mode() & 0o777)
	}

	#[test]
	fn a_new_file_is_written_for_its_readers_and_takes_no_place() {
		let folder = tempfile::tempdir().unwrap();
		let at = |name| folder.path().join(name);
		write_new(&at("mine"), b"one", Readers::Owner).unwrap();
		write_new(&at("all"), b"two", Readers::Everybody).unwrap();
		assert_eq!(fs::read(at("mine")).unwrap(), b"one");
		assert_eq!(mode(&at("mine")).unwrap(), 0o600);
		assert_eq!(mode(&at("all")).unwrap() & 0o644, 0o644);
		symlink("nowhere", at("link")).unwrap();
		for taken in ["mine", "link"] {
			let refused = write_new(&at(taken), b"other", Readers::Owner).unwrap_err();
			assert_eq!(refused.kind(), ErrorKind::AlreadyExists);
		}
		assert_eq!(fs::read(at("mine")).unwrap(), b"one");
		assert_eq!(names(folder.path()).unwrap(), ["all", "link", "mine"]);
	}

	#[test]
	fn a_file_is_replaced_and_loses_nothing_if_it_cannot_be() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("list");
		for text in ["first", "second and longer", "third"] {
			replace(&path, text.as_bytes(), Readers::Everybody).unwrap();
			assert_eq!(fs::read(&path).unwrap(), text.as_bytes());
		}
		fs::create_dir(folder.path().join("taken")).unwrap();
		assert!(replace(&folder.path().join("taken"), b"x", Readers::Owner).is_err());
		assert!(replace(&folder.path().join("none/list"), b"x", Readers::Owner).is_err());
		assert!(replace(Path::new("/"), b"x", Readers::Owner).is_err());
		assert_eq!(names(folder.path()).unwrap(), ["list", "taken"]);
	}

	#[test]
	fn what_a_killed_process_left_is_used_up() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("list");
		fs::write(unfinished_name(&path).unwrap(), "a longer beginning of something else").unwrap();
		write_new(&path, b"whole", Readers::Owner).unwrap();
		assert_eq!(fs::read(&path).unwrap(), b"whole");
		assert_eq!(names(folder.path()).unwrap(), ["list"]);
	}

	#[test]
	fn a_file_that_a_killed_process_left_with_both_names_is_not_touched() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("list");
		fs::write(&path, "whole").unwrap();
		fs::hard_link(&path, unfinished_name(&path).unwrap()).unwrap();
		assert!(write_new(&path, b"other", Readers::Owner).is_err());
		assert_eq!(fs::read(&path).unwrap(), b"whole");
		assert_eq!(names(folder.path()).unwrap(), ["list"]);
	}

	#[test]
	fn a_link_in_the_place_of_an_unfinished_file_is_not_written_through() {
		let folder = tempfile::tempdir().unwrap();
		let [path, other] = ["list", "other"].map(|name| folder.path().join(name));
		fs::write(&other, "mine").unwrap();
		symlink(&other, unfinished_name(&path).unwrap()).unwrap();
		assert!(write_new(&path, b"whole", Readers::Owner).is_err());
		assert_eq!(fs::read(&other).unwrap(), b"mine");
	}

	#[test]
	fn of_many_that_write_one_file_one_wins_and_it_is_whole() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("list");
		let texts: Vec<_> = (b'a'..b'i').map(|letter| vec![letter; 100_000]).collect();
		let won = AtomicUsize::new(0);
		thread::scope(|scope| {
			for text in &texts {
				scope.spawn(|| match write_new(&path, text, Readers::Owner) {
					Ok(()) => _ = won.fetch_add(1, Ordering::Relaxed),
					Err(error) => assert_eq!(error.kind(), ErrorKind::AlreadyExists),
				});
			}
		});
		assert_eq!(won.into_inner(), 1);
		assert!(texts.contains(&fs::read(&path).unwrap()));
		thread::scope(|scope| {
			for text in &texts {
				scope.spawn(|| replace(&path, text, Readers::Owner).unwrap());
			}
		});
		assert!(texts.contains(&fs::read(&path).unwrap()));
		assert_eq!(names(folder.path()).unwrap(), ["list"]);
	}

	#[test]
	fn a_folder_that_cannot_be_written_is_told() {
		let folder = tempfile::tempdir().unwrap();
		fs::set_permissions(folder.path(), Permissions::from_mode(0o500)).unwrap();
		let path = folder.path().join("list");
		// The superuser may write everywhere.
		if File::create(folder.path().join("probe")).is_err() {
			let refused = write_new(&path, b"x", Readers::Owner).unwrap_err();
			assert_eq!(refused.kind(), ErrorKind::PermissionDenied);
		}
	}
}
