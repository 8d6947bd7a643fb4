// SPDX-License-Identifier: Apache-2.0

//! The place of a document: a file, or a part within one.

use std::{
	fmt,
	path::{Path, PathBuf},
};
use testamur_console::is_standard_input;

/// The most letters that are shown of the name of a part, which strangers chose.
const MAX_NAME: usize = 200;

/// The place of a document, or of what lies beside it: a file, or a part within one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
	/// The file.
	path: PathBuf,
	/// The names of the parts, from the outermost one.
	parts: Vec<String>,
}

impl Location {
	/// Returns the place of a part within this one.
	pub(crate) fn part(&self, name: &str) -> Self {
		let mut parts = self.parts.clone();
		parts.push(match name.char_indices().nth(MAX_NAME) {
			Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
			None => name.to_owned(),
		});
		Self { path: self.path.clone(), parts }
	}
}

impl From<&Path> for Location {
	fn from(path: &Path) -> Self {
		Self { path: path.to_path_buf(), parts: Vec::new() }
	}
}

impl fmt::Display for Location {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match is_standard_input(&self.path) {
			true => f.write_str("the standard input")?,
			false => self.path.display().fmt(f)?,
		}
		self.parts.iter().try_for_each(|part| write!(f, ": {part}"))
	}
}

#[cfg(test)]
mod tests {
	use super::Location;
	use std::path::Path;

	#[test]
	fn a_part_is_named_behind_its_file() {
		let archive = Location::from(Path::new("a/b.zip"));
		assert_eq!(archive.to_string(), "a/b.zip");
		assert_eq!(archive.part("c.pdf").part("d.json").to_string(), "a/b.zip: c.pdf: d.json");
		assert_eq!(Location::from(Path::new("-")).part("c").to_string(), "the standard input: c");
		let long = archive.part(&"ä".repeat(201)).to_string();
		assert_eq!(long, format!("a/b.zip: {}…", "ä".repeat(200)));
	}
}
