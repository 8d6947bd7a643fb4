// SPDX-License-Identifier: Apache-2.0

//! The list of all files in the folder, with their hashes. It is written last, and before that without any file or as
//! an earlier run left it, so that a folder is known by it and an unfinished one is told from a whole one.

use crate::{
	fault::Fault,
	folder::{read, write, MANIFEST, MAX_FILES, MAX_MADE},
};
use serde::{Deserialize, Serialize};
use std::{
	collections::BTreeMap,
	path::{Component, Path},
};
use testamur_json::{hex::Hash, time::Time};

/// The version of the form, which is that of the folder.
pub(crate) const VERSION: u8 = 1;

/// The list of all files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Manifest {
	testamur_leaving: u8,
	/// The hash of the genesis block.
	pub(crate) genesis: Hash,
	/// The institution by its number.
	pub(crate) institution: u32,
	/// True if the folder was written to its end.
	pub(crate) is_complete: bool,
	/// The moment at which it was written, by the clock of the machine.
	pub(crate) made: Time,
	/// The size and the SHA-256 of each file by its name, whose parts a slash divides.
	pub(crate) files: BTreeMap<String, Entry>,
	/// The conclusion about each document when it was kept: `valid`, `invalid` or `cannot tell`.
	pub(crate) documents: BTreeMap<String, String>,
	/// The parts that were asked for and are not there, with the reason.
	pub(crate) missing: BTreeMap<String, String>,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
	/// The number of its bytes.
	pub(crate) size: u64,
	/// Its SHA-256 in hexadecimal digits.
	pub(crate) sha256: String,
}

impl Manifest {
	/// Returns the list of a folder that has nothing yet.
	pub(crate) const fn new(genesis: Hash, institution: u32, made: Time) -> Self {
		Self {
			testamur_leaving: VERSION,
			genesis,
			institution,
			is_complete: false,
			made,
			files: BTreeMap::new(),
			documents: BTreeMap::new(),
			missing: BTreeMap::new(),
		}
	}

	/// Returns the list of a folder in which a further run has begun.
	pub(crate) fn into_unfinished(self) -> Self {
		Self { is_complete: false, ..self }
	}

	/// Reads the list of a folder, or returns `None` if there is none.
	///
	/// # Errors
	///
	/// Refuses what is no such list, and names that lead out of the folder.
	pub(crate) fn read(folder: &Path) -> Result<Option<Self>, Fault> {
		let path = folder.join(MANIFEST);
		let refused = |why: String| Fault::NoManifest { path: path.clone(), why };
		let bytes = read(&path, MAX_MADE).map_err(|error| refused(error.to_string()))?;
		let Some(bytes) = bytes else { return Ok(None) };
		let manifest: Self = serde_json::from_slice(&bytes)
			.map_err(|error| refused(format!("it is no list of such a folder ({error})")))?;
		if manifest.testamur_leaving != VERSION {
			return Err(refused("it is of a later version: take another program".into()));
		}
		let names = manifest.files.keys().chain(manifest.documents.keys());
		if manifest.files.len() > MAX_FILES || !names.into_iter().all(|name| is_inside(name)) {
			return Err(refused("it names files outside of the folder, or too many".into()));
		}
		Ok(Some(manifest))
	}

	/// Writes the list.
	pub(crate) fn write(&self, folder: &Path) -> Result<(), Fault> {
		let path = folder.join(MANIFEST);
		let text = serde_json::to_string_pretty(self)
			.map_err(|error| Fault::Unwritable { path: path.clone(), error: error.into() })?;
		write(&path, format!("{text}\n").as_bytes())
	}
}

/// Returns whether a name leads to a file in the folder.
fn is_inside(name: &str) -> bool {
	let path = Path::new(name);
	!name.is_empty() && path.components().all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
	use super::is_inside;

	#[test]
	fn a_name_stays_in_the_folder() {
		assert!(is_inside("documents/a/1.json") && is_inside("trust.json"));
		for name in ["", "..", "../a", "a/../../b", "/etc/passwd", "./a/..", "a/.."] {
			assert!(!is_inside(name), "{name}");
		}
	}
}
