// SPDX-License-Identifier: Apache-2.0

//! Opens designs.

use crate::{files::read, problem::Problem};
use std::path::Path;
use testamur_certificate::{Design, Writer, MAX_DESIGN};

/// Reads a design with its fonts and pictures.
pub(crate) fn open_design(path: &Path) -> Result<Writer, Problem> {
	let design = Design::read(&read(path, MAX_DESIGN)?)
		.map_err(|fault| Problem::Design { path: path.to_path_buf(), fault })?;
	let folder = path.parent().unwrap_or_else(|| Path::new(""));
	Writer::new(design, folder)
		.map_err(|fault| Problem::Certificates { path: path.to_path_buf(), fault })
}

/// Takes the design of the example, which names no files.
pub(crate) fn example_design() -> Result<Writer, Problem> {
	Writer::new(Design::default(), Path::new("")).map_err(Problem::NoWriter)
}
