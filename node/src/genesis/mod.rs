// SPDX-License-Identifier: Apache-2.0

//! Makes the first block of a chain from the agreement of a consortium's members, and checks it.
//!
//! [`file`] is the shape of the file they agree on, [`check`] its rules and [`diagnostic`] the
//! report of those that it breaks. [`spec`] makes the chain specification of it, [`summary`] reads
//! a specification back, [`compare`] finds the differences, and [`keys`] makes the session keys of
//! a validator before there is a chain.

mod authorities;
mod check;
mod compare;
mod diagnostic;
mod error;
mod file;
mod keys;
mod spec;
mod state;
mod summary;

use std::{
	fs,
	io::Write,
	path::{Path, PathBuf},
};

use clap::Args;
use sp_timestamp::Timestamp;
use testamur_primitives::Moment;

use crate::{chain_spec, output::print};
use check::Agreement;
use diagnostic::LineNumbers;
use error::Error;
pub(crate) use keys::KeysCmd;
use summary::Summary;

/// The file to fill in that `genesis new` prints.
const TEMPLATE: &str = include_str!("template.toml");

/// Make the first block of a consortium's chain, and see that it is what was agreed.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum GenesisCmd {
	/// Print a file to fill in: what the members of a consortium agree on.
	New,

	/// Make the keys of a validator on this machine and print the public ones.
	Keys(KeysCmd),

	/// Make the chain specification. The same file and the same release of this binary make the
	/// same bytes everywhere.
	Build(BuildCmd),

	/// Say in words what a chain specification holds.
	Show(ShowCmd),

	/// Compare a chain specification with what was agreed. Ends with code 1 where they differ.
	Check(CheckCmd),
}

/// Options of `genesis build`.
#[derive(Debug, Args)]
pub(crate) struct BuildCmd {
	/// The file that the members agreed on.
	#[arg(long, value_name = "FILE")]
	from: PathBuf,

	/// The file for the specification, which must not exist yet. The default is `ID.json` in this
	/// folder.
	#[arg(long, value_name = "FILE")]
	output: Option<PathBuf>,
}

/// Options of `genesis show`.
#[derive(Debug, Args)]
pub(crate) struct ShowCmd {
	/// The specification, or `dev` or `local` for the chains that the node brings with it.
	#[arg(value_name = "SPEC")]
	spec: String,
}

/// Options of `genesis check`.
#[derive(Debug, Args)]
pub(crate) struct CheckCmd {
	/// The specification.
	#[arg(value_name = "SPEC")]
	spec: PathBuf,

	/// The file that the members agreed on.
	#[arg(long, value_name = "FILE")]
	from: PathBuf,
}

impl GenesisCmd {
	/// Executes the command. `executable` is the name of the binary, after which the default folder
	/// of a node's data is called.
	pub(crate) fn run(&self, executable: &str) -> sc_cli::Result<()> {
		let done = match self {
			Self::New => print(TEMPLATE).map_err(Error::from),
			Self::Keys(cmd) => return cmd.run(executable),
			Self::Build(cmd) => build(cmd),
			Self::Show(cmd) => show(cmd),
			Self::Check(cmd) => check_spec(cmd),
		};
		done.map_err(|error| sc_cli::Error::Application(error.into()))
	}
}

fn build(BuildCmd { from, output }: &BuildCmd) -> Result<(), Error> {
	let agreement = read_agreement(from)?;
	let json = spec::json(&agreement)?;
	let output = output.clone().unwrap_or_else(|| format!("{}.json", agreement.id).into());
	let summary = Summary::of_json(json.as_bytes())?;
	write_new(&output, json.as_bytes())?;
	print(format_args!(
		"Wrote {}, {} bytes.\n\n{}\nCompare these with the other members: they are the same for \
		 everyone.\n",
		output.display(),
		json.len(),
		summary.digests(json.as_bytes()),
	))?;
	Ok(())
}

fn show(ShowCmd { spec }: &ShowCmd) -> Result<(), Error> {
	let mut spec = chain_spec::load(spec).map_err(Error::Spec)?;
	print(Summary::of(spec.as_mut())?)?;
	Ok(())
}

fn check_spec(CheckCmd { spec: path, from }: &CheckCmd) -> Result<(), Error> {
	let agreement = read_agreement(from)?;
	let found = read(path)?;
	let agreed = spec::json(&agreement)?;
	let differences = compare::differences(agreed.as_bytes(), &found)?;
	if differences.is_empty() {
		print(format_args!(
			"{} agrees with {}, byte for byte.\n\n{}",
			path.display(),
			from.display(),
			Summary::of_json(&found)?.digests(&found),
		))?;
		return Ok(());
	}
	print(format_args!("{} is not what was agreed in {}:\n\n", path.display(), from.display()))?;
	for difference in &differences {
		print(format_args!("{difference}\n"))?;
	}
	Err(Error::Differs { spec: path.clone(), from: from.clone(), number: differences.len() })
}

/// Reads the agreement in a file and prints its warnings to the standard error.
fn read_agreement(path: &Path) -> Result<Agreement, Error> {
	let text = String::from_utf8(read(path)?).map_err(|_| Error::NotText { path: path.into() })?;
	let agreement = file::parse(&text)
		.map_err(|diagnostic| vec![diagnostic])
		.and_then(|file| check::check(&file, LineNumbers(&text), now()))
		.map_err(|diagnostics| Error::Invalid { path: path.into(), diagnostics })?;
	for warning in &agreement.warnings {
		eprintln!("Warning: {warning}.");
	}
	Ok(agreement)
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
	fs::read(path).map_err(|error| Error::Read { path: path.into(), error })
}

/// Writes a file that does not exist yet.
fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Error> {
	let mut file = fs::File::create_new(path).map_err(|error| match error.kind() {
		std::io::ErrorKind::AlreadyExists => Error::Exists { path: path.into() },
		_ => Error::Write { path: path.into(), error },
	})?;
	let written = file.write_all(bytes).and_then(|()| file.sync_all());
	written.map_err(|error| {
		// Nobody must take half a specification for a whole one.
		let _ = fs::remove_file(path);
		Error::Write { path: path.into(), error }
	})
}

/// Returns the time of this machine.
fn now() -> Moment {
	Timestamp::current().as_millis()
}
