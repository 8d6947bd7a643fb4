// SPDX-License-Identifier: Apache-2.0

//! A disk in memory, and the fuse that it shares with the chain: it counts their operations and makes one of
//! them fail, and those after it.

use crate::Disk;
use std::{
	cell::{Cell, RefCell},
	collections::{BTreeMap, BTreeSet},
	ffi::OsString,
	io,
	path::{Path, PathBuf},
	rc::Rc,
};

/// Counts operations, and fails from one of them on until it is replaced.
#[derive(Clone, Default)]
pub(crate) struct Fuse {
	done: Rc<Cell<usize>>,
	blows_at: Rc<Cell<Option<usize>>>,
	fails_once: Rc<Cell<bool>>,
}

impl Fuse {
	/// Makes the operation of this number fail, from 0, and all after it unless only one is to fail.
	pub(crate) fn set(&self, blows_at: Option<usize>, fails_once: bool) {
		self.done.set(0);
		self.blows_at.set(blows_at);
		self.fails_once.set(fails_once);
	}

	/// Returns whether the fuse has blown.
	pub(crate) fn is_blown(&self) -> bool {
		self.blows_at.get().is_some_and(|at| self.done.get() > at)
	}

	/// Counts an operation, and returns whether it may be done.
	pub(crate) fn burn(&self) -> bool {
		let number = self.done.replace(self.done.get() + 1);
		match self.blows_at.get() {
			None => true,
			Some(at) if self.fails_once.get() => number != at,
			Some(at) => number < at,
		}
	}
}

/// A disk in memory. The names of files and folders last only after their folder was synced, and a write
/// that fails leaves half of the content.
#[derive(Clone, Default)]
pub(crate) struct MemoryDisk {
	pub(crate) fuse: Fuse,
	live: Rc<RefCell<BTreeMap<PathBuf, Vec<u8>>>>,
	durable: Rc<RefCell<BTreeMap<PathBuf, Vec<u8>>>>,
	folders: Rc<RefCell<BTreeSet<PathBuf>>>,
	durable_folders: Rc<RefCell<BTreeSet<PathBuf>>>,
	/// The name that was given last.
	last: Rc<RefCell<Option<PathBuf>>>,
	locked: Rc<Cell<bool>>,
}

/// A lock that is free again when it is dropped, as that of a process that was killed.
pub(crate) struct MemoryLock(Rc<Cell<bool>>);

impl Drop for MemoryLock {
	fn drop(&mut self) {
		self.0.set(false);
	}
}

impl MemoryDisk {
	pub(crate) fn new(fuse: Fuse) -> Self {
		Self { fuse, ..Self::default() }
	}

	/// Loses the names that were not synced, as a loss of power can: all of them, or all but the one that
	/// was given last, since a disk does not keep their order.
	pub(crate) fn lose_power(&self, keeps_last: bool) {
		let mut kept = self.durable.borrow().clone();
		let last = self.last.borrow().clone().filter(|_| keeps_last);
		kept.extend(last.and_then(|path| Some((path.clone(), self.content(&path)?))));
		// A file is lost with the name of its folder, or of one above that.
		let named = self.durable_folders.borrow().clone();
		let is_kept = |path: &Path| {
			path.ancestors()
				.skip(1)
				.all(|above| above == Path::new("/") || named.contains(above))
		};
		kept.retain(|path, _| is_kept(path));
		let folders: BTreeSet<_> = named.iter().filter(|path| is_kept(path)).cloned().collect();
		self.live.replace(kept.clone());
		self.durable.replace(kept);
		self.folders.replace(folders.clone());
		self.durable_folders.replace(folders);
	}

	pub(crate) fn content(&self, file: &Path) -> Option<Vec<u8>> {
		self.live.borrow().get(file).cloned()
	}

	pub(crate) fn put(&self, file: &Path, content: &[u8]) {
		for files in [&self.live, &self.durable] {
			files.borrow_mut().insert(file.to_path_buf(), content.to_vec());
		}
	}

	pub(crate) fn remove(&self, file: &Path) {
		for files in [&self.live, &self.durable] {
			files.borrow_mut().remove(file);
		}
	}

	/// Returns the names of the files of a folder, without those of the folders in it.
	pub(crate) fn files(&self, folder: &Path) -> Vec<String> {
		let live = self.live.borrow();
		let files = live.keys().filter(|path| path.parent() == Some(folder));
		files
			.map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
			.collect()
	}

	/// Returns whether there is a folder. One with a file of a test was there from the beginning.
	fn is_named(&self, folder: &Path) -> bool {
		let has_file = || self.live.borrow().keys().any(|path| path.starts_with(folder));
		folder == Path::new("/") || self.folders.borrow().contains(folder) || has_file()
	}

	fn act(&self) -> io::Result<()> {
		match self.fuse.burn() {
			true => Ok(()),
			false => Err(io::ErrorKind::StorageFull.into()),
		}
	}
}

impl Disk for MemoryDisk {
	type Lock = MemoryLock;

	fn create_folder(&self, folder: &Path) -> io::Result<()> {
		self.act()?;
		assert!(self.is_named(folder.parent().unwrap()), "a folder in one that is not there");
		self.folders.borrow_mut().insert(folder.to_path_buf());
		Ok(())
	}

	fn is_folder(&self, folder: &Path) -> io::Result<bool> {
		self.act().map(|()| self.is_named(folder))
	}

	fn names(&self, folder: &Path) -> io::Result<Vec<OsString>> {
		self.act()?;
		let live = self.live.borrow();
		let below = live.keys().filter_map(|path| path.strip_prefix(folder).ok());
		let files = below.filter_map(|path| path.iter().next());
		let folders = self.folders.borrow();
		let folders = folders.iter().filter(|path| path.parent() == Some(folder));
		let names = folders.filter_map(|path| path.file_name()).chain(files);
		Ok(names.map(Into::into).collect::<BTreeSet<_>>().into_iter().collect())
	}

	fn read(&self, file: &Path, most: usize) -> io::Result<Option<Vec<u8>>> {
		self.act()?;
		let mut content = self.content(file);
		if let Some(content) = &mut content {
			content.truncate(most.saturating_add(1));
		}
		Ok(content)
	}

	fn write(&self, file: &Path, content: &[u8]) -> io::Result<()> {
		let outcome = self.act();
		let kept = if outcome.is_ok() { content } else { &content[..content.len() / 2] };
		self.live.borrow_mut().insert(file.to_path_buf(), kept.to_vec());
		outcome
	}

	fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
		self.act()?;
		let mut live = self.live.borrow_mut();
		let content = live.remove(from).ok_or(io::ErrorKind::NotFound)?;
		live.insert(to.to_path_buf(), content);
		self.last.replace(Some(to.to_path_buf()));
		Ok(())
	}

	fn sync_folder(&self, folder: &Path) -> io::Result<()> {
		self.act()?;
		let mut durable = self.durable.borrow_mut();
		durable.retain(|path, _| path.parent() != Some(folder));
		let live = self.live.borrow();
		let synced = live.iter().filter(|(path, _)| path.parent() == Some(folder));
		durable.extend(synced.map(|(path, content)| (path.clone(), content.clone())));
		let folders = self.folders.borrow();
		let synced = folders.iter().filter(|path| path.parent() == Some(folder));
		self.durable_folders.borrow_mut().extend(synced.cloned());
		Ok(())
	}

	fn lock(&self, _: &Path) -> io::Result<Option<MemoryLock>> {
		self.act()?;
		match self.locked.replace(true) {
			true => Ok(None),
			false => Ok(Some(MemoryLock(Rc::clone(&self.locked)))),
		}
	}
}
