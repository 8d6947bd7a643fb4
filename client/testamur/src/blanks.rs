// SPDX-License-Identifier: Apache-2.0

//! Templates, lists and designs for a registrar to fill in.

use crate::{
	arguments::{BlankListArguments, DesignArguments, TemplateArguments},
	check::{refuse_template, Format},
	files::{read, write_new},
	output::{print, say},
	problem::Problem,
};
use std::{path::Path, process::ExitCode};
use testamur_template::{blank_template, example_template, Template, MAX_BYTES};

/// Writes a template.
pub(crate) fn template(arguments: &TemplateArguments) -> Result<ExitCode, Problem> {
	let template = if arguments.example { example_template() } else { blank_template() };
	put(arguments.out.as_deref(), template.as_bytes())
}

/// Writes the list of a template, with a header alone.
pub(crate) fn list(arguments: &BlankListArguments) -> Result<ExitCode, Problem> {
	let bytes = read(&arguments.template, MAX_BYTES)?;
	match Template::read(&bytes) {
		Ok(template) => {
			put(arguments.out.as_deref(), &template.blank_list(arguments.separator.into()))
		},
		Err(faults) => refuse_template(&arguments.template, &faults, Format::Sentences),
	}
}

/// Writes a design.
pub(crate) fn design(arguments: &DesignArguments) -> Result<ExitCode, Problem> {
	put(arguments.out.as_deref(), testamur_certificate::example_design().as_bytes())
}

/// Writes to a new file, or to the standard output.
fn put(out: Option<&Path>, bytes: &[u8]) -> Result<ExitCode, Problem> {
	match out {
		Some(path) => {
			write_new(path, bytes)?;
			say(&format!("{} is written.", path.display()));
		},
		None => print(bytes)?,
	}
	Ok(ExitCode::SUCCESS)
}
