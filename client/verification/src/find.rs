// SPDX-License-Identifier: Apache-2.0

//! Finds the files that may hold documents, by their names.

use crate::{
	files::{ensure_file, Problem},
	location::Location,
};
use std::path::{Path, PathBuf};
use testamur_carriers::Kind;
use testamur_console::is_document;

/// The result of a search at a place where documents may be.
pub enum Searched {
	/// A file that may hold documents.
	File(PathBuf),
	/// No such file, for this reason.
	Nothing(Location, Problem),
}

/// Returns the files that may hold documents among files and in folders, in the order of their names.
///
/// # Errors
///
/// Refuses a folder that cannot be read, has no such file, or has something that is no file.
pub fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Problem> {
	let file = |found| match found {
		Searched::File(path) => Ok(path),
		Searched::Nothing(_, problem) => Err(problem),
	};
	search(paths).into_iter().map(file).collect()
}

/// Returns what [`find`] returns, with a reason in the place of all that it refuses, which hides no other file.
#[must_use]
pub fn search(paths: &[PathBuf]) -> Vec<Searched> {
	let all = paths.iter().flat_map(|path| match path.is_dir() {
		true => in_folder(path),
		false => vec![Searched::File(path.clone())],
	});
	all.collect()
}

/// Returns whether a file may hold a document, by its name.
pub(crate) fn may_hold(path: &Path) -> bool {
	is_document(path) || Kind::of_name(&path.to_string_lossy()).is_some()
}

/// Returns the files in a folder that may hold documents. What holds none, or has lost what leads on from it, is among
/// them, so that it does not go unnoticed.
fn in_folder(folder: &Path) -> Vec<Searched> {
	let unreadable = |error| {
		let file = Location::from(folder);
		Searched::Nothing(file.clone(), Problem::Unreadable { file, error })
	};
	let entries = match folder.read_dir() {
		Ok(entries) => entries,
		Err(error) => return vec![unreadable(error)],
	};
	let (mut paths, mut broken) = (Vec::new(), Vec::new());
	for entry in entries {
		match entry.map(|entry| entry.path()) {
			Ok(path) if may_hold(&path) && !path.is_dir() => paths.push(path),
			Ok(_) => {},
			Err(error) => broken.push(unreadable(error)),
		}
	}
	paths.sort();
	let found = paths.into_iter().map(|path| match ensure_file(&path) {
		Ok(()) => Searched::File(path),
		Err(problem) => Searched::Nothing(path.as_path().into(), problem),
	});
	broken.extend(found);
	match broken.is_empty() {
		true => vec![Searched::Nothing(folder.into(), Problem::NoCredentials(folder.into()))],
		false => broken,
	}
}
