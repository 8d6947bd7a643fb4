// SPDX-License-Identifier: Apache-2.0

//! The pages of the manual, and what shells complete. Both are made of the arguments, so that they say the same
//! as the help.

use crate::{
	arguments::Arguments,
	output::{print, say},
	problem::Problem,
};
use clap::CommandFactory;
use clap_complete::Shell;
use std::{fs, path::Path, process::ExitCode};

/// The name of the command.
const NAME: &str = "testamur";

/// Prints what a shell needs to complete the commands.
pub(crate) fn completions(shell: Shell) -> Result<ExitCode, Problem> {
	let mut script = Vec::new();
	clap_complete::generate(shell, &mut Arguments::command(), NAME, &mut script);
	print(script)?;
	Ok(ExitCode::SUCCESS)
}

/// Writes a page for each command into a new folder.
pub(crate) fn pages(folder: &Path) -> Result<ExitCode, Problem> {
	let unwritable = |error| Problem::Unwritable { path: folder.to_path_buf(), error };
	fs::create_dir(folder).map_err(unwritable)?;
	clap_mangen::generate_to(Arguments::command(), folder).map_err(|error| {
		// A part of the pages is worth nothing, and would stand in the way of the next call.
		let _ = fs::remove_dir_all(folder);
		unwritable(error)
	})?;
	say(&format!("The pages are in {}.", folder.display()));
	Ok(ExitCode::SUCCESS)
}
