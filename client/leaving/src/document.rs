// SPDX-License-Identifier: Apache-2.0

//! A document in a file of its own.

use std::path::Path;
use testamur_documents::{anchor::Genesis, Contexts};
use testamur_verification::{open_documents, Because, DocumentFile, Opened};

/// Reads the only document in a file.
pub(crate) fn read_document<'c>(
	file: &Path,
	contexts: &'c Contexts,
	genesis: Genesis,
) -> Result<DocumentFile<'c>, Because> {
	let mut opened = open_documents(file);
	let (Some(Opened { source, .. }), true) = (opened.pop(), opened.is_empty()) else {
		return Err(Because::new("several", "the file does not hold one document alone"));
	};
	let document = source.and_then(|source| DocumentFile::read(contexts, source, genesis));
	document.map_err(|problem| Because::from(&problem))
}
