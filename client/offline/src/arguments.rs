// SPDX-License-Identifier: Apache-2.0

//! The arguments of the command.

use clap::Parser;
use std::path::PathBuf;
use testamur_verification::MaxAge;

/// The text behind the list of options.
const MORE: &str = "\
A credential NAME.json carries its anchor, or has it in a sidecar NAME.anchor.json, or has a reference \
NAME.reference.json. Beside it lies, unless --bundle names one for all of them, its bundle NAME.testamur. PDFs, \
PNG and SVG pictures, ZIP archives and presentations are opened; a PDF or an archive may bring the bundle.

The exit code is 0 if every credential is valid, and 1 if one is invalid. It is 3 if none is invalid, \
but it cannot be told whether one of them is. It is 2 if the command was called wrongly, 4 if the answers \
could not be written, and 5 if hand-offs, sets and the table of them contradict one another.

A bundle shows a moment. What was revoked since then it does not show: state with --max-age how old \
it may be. The signature inside of a document is not checked by this command; the credential is known \
by its hash, which stands on the chain.";

/// Verifies credentials by their bundles, without a node and without a network.
#[derive(Debug, Parser)]
#[command(name = "testamur-verify-offline", version, after_help = MORE)]
pub(crate) struct Arguments {
	/// The file that says what is trusted: the genesis hash of the chain, and a set of its validators, or a
	/// table of known sets. This can be given several times: the first is the beginning, and each of the
	/// others is a later set that no hand-off leads to, as after a recovery, in their order.
	#[arg(long, value_name = "FILE", required = true)]
	pub(crate) trust: Vec<PathBuf>,

	/// Hand-offs, which lead from the trusted set of validators to later ones: the file, its text, or an
	/// answer of `credentials_authoritySets`. This can be given several times; they are followed in that
	/// order.
	#[arg(long, value_name = "FILE")]
	pub(crate) hand_offs: Vec<PathBuf>,

	/// A bundle that covers all credentials, such as that of a whole batch: the file, its text, or the
	/// answer of `credentials_prove`.
	#[arg(long, value_name = "FILE")]
	pub(crate) bundle: Option<PathBuf>,

	/// The largest age of the moment that a bundle may show: a number and s, m, h or d, such as 24h, or
	/// "any" for a question about the past.
	#[arg(long, value_name = "AGE", required_unless_present = "write_table")]
	pub(crate) max_age: Option<MaxAge>,

	/// Write the table of all sets that are known after the hand-offs, which can be given to --trust
	/// without them. It begins with the genesis block, and a table that the file has already is added to.
	#[arg(long, value_name = "FILE")]
	pub(crate) write_table: Option<PathBuf>,

	/// Print the answers as JSON.
	#[arg(long)]
	pub(crate) json: bool,

	/// The credentials: files, or folders with them.
	#[arg(
		required_unless_present = "write_table",
		requires = "max_age",
		value_name = "CREDENTIAL"
	)]
	pub(crate) credentials: Vec<PathBuf>,
}

#[cfg(test)]
mod tests {
	#[test]
	fn the_arguments_are_consistent() {
		<super::Arguments as clap::CommandFactory>::command().debug_assert();
	}
}
