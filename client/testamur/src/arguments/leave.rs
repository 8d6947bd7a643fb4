// SPDX-License-Identifier: Apache-2.0

//! The arguments of `leave`.

use clap::Args;
use std::{num::NonZeroU32, path::PathBuf};
use testamur_verification::MaxAge;

pub(super) const LEAVE: &str = "\
Example: all that institution 2 needs to prove the documents of two cohorts without the chain
  testamur leave --trust trust.json --rpc ws://127.0.0.1:9944 --institution 2 --out leaving water-2026 physics-2026

Example: the check of that folder, while every node is switched off
  testamur leave --check leaving --trust trust.json

The folder gets the documents byte for byte, the proof of each, what is on record about the institution, its keys and \
its accreditations, the sets of validators that vouch for all this, and README.txt, which says in plain words how to \
check it. The files that you name stay as they are. Whatever ends a run early, call it again: it goes on, and asks the \
node anew. A folder that is whole can be joined by further documents in the same way.

The exit code is 0 if everything is there and found again without the node, and 3 if something is not proven: call it \
again, or with another node. It is 1 if a file was left out, such as a document of another institution, or if the \
check finds something changed.";

/// The arguments of `leave`.
#[derive(Args, Debug)]
pub(crate) struct LeaveArguments {
	/// The file that says what is trusted, from the validators of the first block on, as for "testamur verify".
	#[arg(long, value_name = "FILE", required = true)]
	pub(crate) trust: Vec<PathBuf>,

	/// Hand-offs, which lead from the trusted set of validators to later ones. A node is asked for those that are
	/// missing.
	#[arg(long, value_name = "FILE")]
	pub(crate) hand_offs: Vec<PathBuf>,

	/// The address of a node, ws:// or wss://, that is asked for proofs.
	#[arg(long, value_name = "URL", required_unless_present = "check")]
	pub(crate) rpc: Option<String>,

	/// The institution by its number on the chain.
	#[arg(long, value_name = "NUMBER", required_unless_present = "check")]
	pub(crate) institution: Option<NonZeroU32>,

	/// The largest age of the block that is proven, such as 10m.
	#[arg(long, value_name = "AGE", default_value = "24h")]
	pub(crate) max_age: MaxAge,

	/// Write to this folder: a new one, or one that an earlier run began.
	#[arg(long, value_name = "FOLDER", required_unless_present = "check")]
	pub(crate) out: Option<PathBuf>,

	/// Ask no node: check this folder, which an earlier run wrote.
	#[arg(long, value_name = "FOLDER", conflicts_with_all = ["rpc", "institution", "out", "files"])]
	pub(crate) check: Option<PathBuf>,

	/// The documents: files, or folders with them. Folders below these are not looked into.
	#[arg(required_unless_present = "check", value_name = "FILE")]
	pub(crate) files: Vec<PathBuf>,
}
