// SPDX-License-Identifier: Apache-2.0

//! Findings by the bundles beside documents, without a node.

use crate::{
	bundles::Bundles,
	document::DocumentFile,
	finding::{Because, Finding},
	judgement::{judge, unproven},
	keys::KeyHints,
};

/// Returns the finding about a document by its bundle.
pub fn find_by_bundle(
	document: &DocumentFile<'_>,
	bundles: &mut Bundles,
	hints: &KeyHints,
) -> Finding {
	match bundles.proven(&document.bundle) {
		Ok(proven) => judge(document, proven, hints).finding,
		Err(problem) => unproven(document, Because::from(&problem)),
	}
}
