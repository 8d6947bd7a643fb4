// SPDX-License-Identifier: Apache-2.0

//! Finds the files that may hold documents, by their names.

use crate::{
	files::{ensure_file, Problem},
	location::Location,
};
use std::path::{Path, PathBuf};
use testamur_carriers::Kind;
use testamur_console::is_document;

/// Returns the files that may hold documents among files and in folders, in the order of their names.
///
/// # Errors
///
/// Refuses a folder that cannot be read, has no such file, or has something that is no file.
pub fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Problem> {
	let mut found = Vec::new();
	for path in paths {
		match path.is_dir() {
			true => found.extend(in_folder(path)?),
			false => found.push(path.clone()),
		}
	}
	Ok(found)
}

/// Returns whether a file may hold a document, by its name.
pub(crate) fn may_hold(path: &Path) -> bool {
	is_document(path) || Kind::of_name(&path.to_string_lossy()).is_some()
}

/// Returns the files in a folder that may hold documents. What holds none, or has lost what leads on from it, is among
/// them, so that it does not go unnoticed.
fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
	let unreadable = |error| Problem::Unreadable { file: Location::from(folder), error };
	let mut found = Vec::new();
	for entry in folder.read_dir().map_err(unreadable)? {
		let path = entry.map_err(unreadable)?.path();
		if may_hold(&path) && !path.is_dir() {
			ensure_file(&path)?;
			found.push(path);
		}
	}
	found.sort();
	match found.is_empty() {
		true => Err(Problem::NoCredentials(folder.into())),
		false => Ok(found),
	}
}
