// SPDX-License-Identifier: Apache-2.0

//! Files with fonts: where they lie, and which belong together.

use crate::{
	fault::Fault,
	limits::{MAX_FONT, MAX_FONT_FILES},
};
use std::{
	collections::BTreeMap,
	fs::{self, File},
	io,
	path::{Path, PathBuf},
};
use testamur_console::read_bounded;

/// The folders in which systems keep their fonts.
pub(crate) const INSTALLED: &[&str] =
	&["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:\\Windows\\Fonts"];

/// The ends of the names of files with fonts.
const ENDS: [&str; 3] = ["ttf", "otf", "ttc"];
/// The styles that certificates are set in.
const STYLES: [&str; 2] = ["Regular", "Bold"];

/// The files of a family, by the first part of their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
	/// The first part of the names, such as `NotoSansArabic`.
	pub(crate) stem: String,
	/// The files, in the order of their names.
	pub(crate) files: Vec<PathBuf>,
}

impl Group {
	/// Returns whether the files are likely to be those of a family. What a family is called for certain stands
	/// in the files.
	pub(crate) fn is_of(&self, family: &str) -> bool {
		let stem: String = family.chars().filter(|letter| !letter.is_whitespace()).collect();
		// A collection has several families, such as that for Chinese, Japanese and Korean.
		stem == self.stem || (self.stem.ends_with("CJK") && stem.starts_with(&self.stem))
	}
}

/// Returns the fonts in folders and below them, by their families, in the order of their names, and the
/// large collections last.
pub(crate) fn groups<'p>(folders: impl Iterator<Item = &'p Path>) -> Result<Vec<Group>, Fault> {
	let mut groups: BTreeMap<(bool, String), Vec<PathBuf>> = BTreeMap::new();
	for folder in folders {
		let unreadable = |error| Fault::Unreadable { path: folder.to_path_buf(), error };
		for file in files(folder).map_err(unreadable)? {
			if let Some(stem) = stem(&file) {
				groups.entry((stem.ends_with("CJK"), stem)).or_default().push(file);
			}
		}
	}
	let group = |((_, stem), mut files): ((bool, String), Vec<PathBuf>)| {
		// The regular style comes first: by it a family is judged.
		files.sort_by_key(|file| (is_bold(file), file.clone()));
		Group { stem, files }
	};
	Ok(groups.into_iter().map(group).collect())
}

/// Returns the files with fonts in a folder and below it. Links to folders are not followed.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
	let (mut found, mut folders) = (Vec::new(), vec![folder.to_path_buf()]);
	while let Some(folder) = folders.pop() {
		for entry in fs::read_dir(&folder)? {
			let entry = entry?;
			if entry.file_type()?.is_dir() {
				folders.push(entry.path());
			} else if found.len() < MAX_FONT_FILES {
				found.push(entry.path());
			}
		}
	}
	Ok(found)
}

/// Returns the first part of the name of a file that holds a font in a style that is used.
fn stem(file: &Path) -> Option<String> {
	let end = file.extension()?.to_str()?.to_ascii_lowercase();
	let name = file.file_stem()?.to_str()?;
	if !ENDS.contains(&end.as_str()) {
		return None;
	}
	// A variable font states its axes in brackets, and has all weights.
	if let Some((stem, _)) = name.split_once('[') {
		return (!stem.ends_with("-Italic")).then(|| stem.to_owned());
	}
	match name.rsplit_once('-') {
		Some((stem, style)) if STYLES.contains(&style) => Some(stem.to_owned()),
		Some(_) => None,
		None => Some(name.to_owned()),
	}
}

fn is_bold(file: &Path) -> bool {
	file.file_stem().is_some_and(|name| name.to_string_lossy().ends_with("-Bold"))
}

/// Reads a file with fonts.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Fault> {
	read_at_most(path, MAX_FONT)?.ok_or_else(|| Fault::Font(path.to_path_buf()))
}

/// Reads a file, or returns `None` if it has more bytes than `most`.
pub(crate) fn read_at_most(path: &Path, most: usize) -> Result<Option<Vec<u8>>, Fault> {
	let bytes = File::open(path)
		.and_then(|file| read_bounded(file, most))
		.map_err(|error| Fault::Unreadable { path: path.to_path_buf(), error })?;
	Ok(Some(bytes).filter(|bytes| bytes.len() <= most))
}
