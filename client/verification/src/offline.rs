// SPDX-License-Identifier: Apache-2.0

//! Findings by the bundles beside documents, without a node.

use crate::{
	bundles::Bundles,
	document::DocumentFile,
	finding::{Because, Finding},
	judgement::{judge, unproven},
	keys::KeyHints,
};
use std::path::Path;

/// Returns the finding about a document by its bundle.
pub fn find_by_bundle(
	document: &DocumentFile<'_>,
	path: &Path,
	bundles: &mut Bundles,
	hints: &KeyHints,
) -> Finding {
	let bundle = bundles.path(path);
	match bundle.and_then(|bundle| bundles.proven(&bundle)) {
		Ok(proven) => judge(document, proven, hints).finding,
		Err(problem) => unproven(document, Because::from(&problem)),
	}
}
