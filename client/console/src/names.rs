// SPDX-License-Identifier: Apache-2.0

//! The names of documents and of the files that lie beside them.

use std::path::Path;

/// The end of the name of a document.
const DOCUMENT: &str = ".json";
/// The ends of the names of references and of sidecars, which are no documents.
const BESIDE: [&str; 2] = [".reference.json", ".anchor.json"];

/// Returns whether a file is a document by its name, in letters of any case.
#[must_use]
pub fn is_document(path: &Path) -> bool {
	ends_with(path, DOCUMENT) && !is_beside(path)
}

/// Returns whether a file is, by its name, one that lies beside a document: a reference or a sidecar.
#[must_use]
pub fn is_beside(path: &Path) -> bool {
	BESIDE.iter().any(|end| ends_with(path, end))
}

/// Returns whether the standard input is meant by the path of a file.
#[must_use]
pub fn is_standard_input(path: &Path) -> bool {
	path.as_os_str() == "-"
}

fn ends_with(path: &Path, end: &str) -> bool {
	let name = path.file_name().unwrap_or_default().to_string_lossy();
	name.to_ascii_lowercase().ends_with(end)
}

#[cfg(test)]
mod tests {
	use super::{is_beside, is_document, is_standard_input};
	use std::path::Path;

	#[test]
	fn names_tell_documents_from_what_lies_beside_them() {
		for document in ["ada.json", "a/ADA.JSON", "reference.json", "ada.anchor.json.json"] {
			assert!(is_document(Path::new(document)) && !is_beside(Path::new(document)));
		}
		for beside in ["ada.reference.json", "a/ada.Anchor.JSON"] {
			assert!(is_beside(Path::new(beside)) && !is_document(Path::new(beside)));
		}
		for other in ["ada.testamur", "json", "ada.json/ada", ".."] {
			assert!(!is_document(Path::new(other)) && !is_beside(Path::new(other)));
		}
	}
	#[test]
	fn the_standard_input_is_named_by_a_dash_alone() {
		assert!(is_standard_input(Path::new("-")));
		assert!(["./-", "--", "", "-.json"]
			.iter()
			.all(|other| !is_standard_input(Path::new(other))));
	}
}
