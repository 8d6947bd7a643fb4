// SPDX-License-Identifier: Apache-2.0

//! Finds documents.

use crate::problem::Problem;
use std::{
	fs, io,
	path::{Path, PathBuf},
};
use testamur_console::{is_document, is_standard_input};

/// The documents and problems found under the path of a file or a folder.
pub(crate) struct Found {
	/// The documents, in the order of their names.
	pub(crate) documents: Vec<PathBuf>,
	/// The folders that cannot be read or have no documents.
	pub(crate) problems: Vec<(PathBuf, Problem)>,
}

/// Returns a file as it is named, or the documents in a folder and in all folders below it. A link to a
/// folder is not followed: it could lead back.
pub(crate) fn documents(path: &Path) -> Found {
	if is_standard_input(path) || !path.is_dir() {
		return Found { documents: vec![path.to_path_buf()], problems: Vec::new() };
	}
	let (mut documents, mut problems) = (Vec::new(), Vec::new());
	let mut folders = vec![path.to_path_buf()];
	while let Some(folder) = folders.pop() {
		if let Err(error) = look_into(&folder, &mut documents, &mut folders) {
			problems.push((folder.clone(), Problem::Unreadable { path: folder, error }));
		}
	}
	documents.sort();
	if documents.is_empty() && problems.is_empty() {
		problems.push((path.to_path_buf(), Problem::NoDocuments(path.to_path_buf())));
	}
	Found { documents, problems }
}

/// Adds the documents and the folders that lie in a folder.
fn look_into(
	folder: &Path,
	found: &mut Vec<PathBuf>,
	folders: &mut Vec<PathBuf>,
) -> io::Result<()> {
	for entry in fs::read_dir(folder)? {
		let entry = entry?;
		let path = entry.path();
		if entry.file_type()?.is_dir() {
			folders.push(path);
		} else if is_document(&path) && !path.is_dir() {
			found.push(path);
		}
	}
	Ok(())
}
