// SPDX-License-Identifier: Apache-2.0

//! Files that are there as a whole or not at all.
//!
//! A file is written beside its place under a name that follows from its own, and takes its place when all of
//! it is on the disk. A process that is killed meanwhile leaves that file behind, and the next one that
//! writes the same file removes it. It is locked while it is written, so that nobody takes it for one that was
//! left behind.

use std::{
	ffi::OsString,
	fs::{self, File},
	hash::{DefaultHasher, Hash, Hasher},
	io::{self, ErrorKind, Write},
	path::{Path, PathBuf},
};

/// The number of attempts to create an unfinished file that other processes may thwart.
const ATTEMPTS: usize = 100;
/// The end of the names of unfinished files. Nobody else gives a file such a name.
const UNFINISHED: &str = ".testamur-part";
/// Maximum length of a name that stands in that of its unfinished file, in bytes. File systems take 255 bytes.
const MAX_NAME: usize = 200;

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
		let mut file = create_locked(&unfinished, readers)?;
		let written = file.write_all(bytes).and_then(|()| file.sync_all());
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
			// If it cannot be removed now, the next process that writes the same file removes it.
			let _ = fs::remove_file(&self.path);
		}
	}
}

/// Removes the unfinished file that a process may have left which was killed when the file itself was in its place.
///
/// # Errors
///
/// Returns the error of the disk.
pub fn remove_unfinished(path: &Path) -> io::Result<()> {
	remove_left(&unfinished_name(path)?)
}

/// Returns whether a file is one that was not finished, which the next call for the same file removes.
#[must_use]
pub fn is_unfinished(path: &Path) -> bool {
	path.file_name()
		.is_some_and(|name| name.as_encoded_bytes().ends_with(UNFINISHED.as_bytes()))
}

/// Returns the name of a file while it is not finished.
fn unfinished_name(path: &Path) -> io::Result<PathBuf> {
	let name = path.file_name().ok_or(ErrorKind::InvalidFilename)?;
	let mut unfinished = OsString::from(".");
	if name.len() > MAX_NAME {
		let mut hasher = DefaultHasher::new();
		name.hash(&mut hasher);
		unfinished.push(format!("{:016x}", hasher.finish()));
	} else {
		unfinished.push(name);
	}
	unfinished.push(UNFINISHED);
	Ok(path.with_file_name(unfinished))
}

/// Creates an unfinished file and takes its lock. It is always a new one: what somebody has left there may be
/// readable for others, or be another name of a file that is in its place.
fn create_locked(path: &Path, readers: Readers) -> io::Result<File> {
	for _ in 0..ATTEMPTS {
		match options(readers).open(path) {
			Ok(file) => {
				file.lock()?;
				// Another process may have taken it for one that was left behind, before it was locked.
				if is_at(&file, path)? {
					return Ok(file);
				}
			},
			Err(error) if error.kind() == ErrorKind::AlreadyExists => remove_left(path)?,
			Err(error) => return Err(error),
		}
	}
	Err(ErrorKind::ResourceBusy.into())
}

/// Removes an unfinished file as soon as no process writes it.
fn remove_left(path: &Path) -> io::Result<()> {
	let gone = |error: io::Error| match error.kind() {
		ErrorKind::NotFound => Ok(()),
		_ => Err(error),
	};
	match path.symlink_metadata() {
		Ok(found) if found.is_file() => {},
		// A link or a pipe is nothing that this program leaves, and is not opened.
		Ok(_) => return Err(in_the_way(path)),
		Err(error) => return gone(error),
	}
	let file = match File::open(path) {
		Ok(file) => file,
		Err(error) => return gone(error),
	};
	file.lock()?;
	match is_at(&file, path)? {
		true => fs::remove_file(path).or_else(gone),
		false => Ok(()),
	}
}

fn in_the_way(path: &Path) -> io::Error {
	let why = format!("{} is no file and stands in the way: remove it", path.display());
	io::Error::new(ErrorKind::ResourceBusy, why)
}

fn options(readers: Readers) -> fs::OpenOptions {
	let mut options = File::options();
	options.write(true).create_new(true);
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

/// Returns whether a path names something: files that are open keep their names on such systems.
#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> io::Result<bool> {
	path.try_exists()
}

#[cfg(all(test, unix))]
mod tests {
	use super::{
		is_unfinished, remove_unfinished, replace, unfinished_name, write_new, Readers, MAX_NAME,
	};
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
	fn what_a_kill_has_left_beside_a_whole_file_is_removed() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("whole");
		write_new(&path, b"one", Readers::Owner).unwrap();
		// A kill between the two names leaves both.
		fs::hard_link(&path, unfinished_name(&path).unwrap()).unwrap();
		for _ in 0..2 {
			remove_unfinished(&path).unwrap();
			assert_eq!(names(folder.path()).unwrap(), ["whole"]);
			assert_eq!(fs::read(&path).unwrap(), b"one");
		}
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
	fn what_a_killed_process_left_is_removed_whoever_could_read_it() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("list");
		let left = unfinished_name(&path).unwrap();
		fs::write(&left, "a longer beginning of something else").unwrap();
		fs::set_permissions(&left, Permissions::from_mode(0o666)).unwrap();
		write_new(&path, b"whole", Readers::Owner).unwrap();
		assert_eq!(fs::read(&path).unwrap(), b"whole");
		assert_eq!(mode(&path).unwrap(), 0o600);
		assert_eq!(names(folder.path()).unwrap(), ["list"]);
	}

	#[test]
	fn a_file_that_a_killed_process_left_with_both_names_is_not_touched() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("list");
		fs::write(&path, "whole").unwrap();
		let unfinished = unfinished_name(&path).unwrap();
		fs::hard_link(&path, &unfinished).unwrap();
		assert!(is_unfinished(&unfinished) && !is_unfinished(&path));
		assert!(write_new(&path, b"other", Readers::Owner).is_err());
		assert_eq!(fs::read(&path).unwrap(), b"whole");
		assert_eq!(names(folder.path()).unwrap(), ["list"]);
	}

	#[test]
	fn a_link_in_the_place_of_an_unfinished_file_is_not_written_through() {
		let folder = tempfile::tempdir().unwrap();
		let [path, other, none] = ["list", "other", "none"].map(|name| folder.path().join(name));
		let link = unfinished_name(&path).unwrap();
		fs::write(&other, "mine").unwrap();
		for target in [&other, &none] {
			symlink(target, &link).unwrap();
			let refused = write_new(&path, b"whole", Readers::Owner).unwrap_err();
			assert_eq!(refused.kind(), ErrorKind::ResourceBusy);
			fs::remove_file(&link).unwrap();
		}
		assert_eq!(fs::read(&other).unwrap(), b"mine");
		assert_eq!(names(folder.path()).unwrap(), ["other"]);
	}

	#[test]
	fn names_are_as_long_as_the_file_system_takes_them() {
		let folder = tempfile::tempdir().unwrap();
		for length in [MAX_NAME, MAX_NAME + 1, 255] {
			write_new(&folder.path().join("n".repeat(length)), b"whole", Readers::Owner).unwrap();
		}
		assert_eq!(names(folder.path()).unwrap().len(), 3);
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
