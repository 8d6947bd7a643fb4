// SPDX-License-Identifier: Apache-2.0

//! Folders that nobody but the user of the program reads.

use std::fs::DirBuilder;

/// Returns how folders are created for documents, which are those of persons, so that nobody but the user of this
/// program reads them.
#[must_use]
pub fn private_folders() -> DirBuilder {
	let mut builder = DirBuilder::new();
	#[cfg(unix)]
	std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
	builder
}
