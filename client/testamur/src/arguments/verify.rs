// SPDX-License-Identifier: Apache-2.0

//! The arguments of `verify`.

use super::At;
use clap::{ArgGroup, Args};
use std::{
	path::{Path, PathBuf},
	str::FromStr,
};
use testamur_verification::MaxAge;

/// The arguments of `verify`.
#[derive(Args, Debug)]
#[command(group(ArgGroup::new("evidence").required(true).multiple(true).args(["rpc", "offline", "replay"])))]
pub(crate) struct VerifyArguments {
	/// The file that says what is trusted: the genesis hash of the chain, and a set of its validators, or a
	/// table of known sets. This can be given several times: each of the others is a later set that no
	/// hand-off leads to, as after a recovery, in their order.
	#[arg(long, value_name = "FILE", required = true)]
	pub(crate) trust: Vec<PathBuf>,

	/// Hand-offs, which lead from the trusted set of validators to later ones. This can be given several
	/// times. A node is asked for those that are missing.
	#[arg(long, value_name = "FILE")]
	pub(crate) hand_offs: Vec<PathBuf>,

	/// The address of a node, ws:// or wss://, that is asked for evidence. This can be given several times:
	/// each node is asked, and it is said where they disagree.
	#[arg(long, value_name = "URL")]
	pub(crate) rpc: Vec<String>,

	/// Ask no node: take the bundle NAME.testamur beside each file NAME.json, NAME.pdf and so on, or the one that came
	/// along in the same PDF or archive.
	#[arg(long, conflicts_with = "rpc")]
	pub(crate) offline: bool,

	/// A bundle that covers all documents, in the place of those beside them.
	#[arg(long, value_name = "FILE", conflicts_with = "rpc")]
	pub(crate) bundle: Option<PathBuf>,

	/// The document keys of the institutions, as a node answers to `credentials_documentKeys`. They need not
	/// be trusted. This can be given several times.
	#[arg(long, value_name = "FILE", conflicts_with = "rpc")]
	pub(crate) keys: Vec<PathBuf>,

	/// The largest age of the moment that is proven: a number and s, m, h or d, such as 24h, or "any" for a
	/// question about the past. It is 24h unless stated, and has to be stated with --offline.
	#[arg(long, value_name = "AGE", required_if_eq("offline", "true"))]
	pub(crate) max_age: Option<MaxAge>,

	/// Ask what was on record at this time, such as 2026-07-01T09:00:00Z. The age is then that at this time.
	#[arg(long, value_name = "TIME", conflicts_with = "offline")]
	pub(crate) at: Option<At>,

	/// Write a report as well, into a file that must not exist yet: a table for spreadsheets if its name ends with
	/// .csv; with .json the documents and the answers of the nodes, which --replay verifies again; with .pdf a table
	/// to print and to keep, to which these are attached if a node was asked. This can be given several times.
	#[arg(long, value_name = "FILE")]
	pub(crate) report: Vec<Report>,

	/// Ask no node: verify the documents of a report again, in JSON or in a PDF, by the answers in it.
	#[arg(long, value_name = "FILE", conflicts_with_all = ["rpc", "offline", "max_age", "at", "challenge", "domain", "bundle", "keys"])]
	pub(crate) replay: Option<PathBuf>,

	/// The challenge that you gave to whoever presents: a presentation that was made for another is refused.
	#[arg(long, value_name = "TEXT")]
	pub(crate) challenge: Option<String>,

	/// Your name in presentations, such as that of your website: one that was made for another is refused.
	#[arg(long, value_name = "NAME")]
	pub(crate) domain: Option<String>,

	/// Print the findings as JSON.
	#[arg(long)]
	pub(crate) json: bool,

	/// The documents: files that are or carry them, folders, or - for the standard input.
	#[arg(required_unless_present = "replay", conflicts_with = "replay", value_name = "FILE")]
	pub(crate) files: Vec<PathBuf>,
}

/// The file of a report, in the form that its name says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Report {
	/// A table of the findings.
	Table(PathBuf),
	/// The documents and the answers of the nodes.
	Answers(PathBuf),
	/// A table as a PDF, with the documents and the answers of the nodes attached if there are any.
	Print(PathBuf),
}

impl Report {
	/// Returns the file.
	pub(crate) fn path(&self) -> &Path {
		let (Self::Table(path) | Self::Answers(path) | Self::Print(path)) = self;
		path
	}
}

impl FromStr for Report {
	type Err = &'static str;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		let path = PathBuf::from(text);
		let end = path.extension().unwrap_or_default().to_ascii_lowercase();
		match end.to_str() {
			Some("csv") => Ok(Self::Table(path)),
			Some("json") => Ok(Self::Answers(path)),
			Some("pdf") => Ok(Self::Print(path)),
			_ => Err("expected a name that ends with .csv, .json or .pdf"),
		}
	}
}
