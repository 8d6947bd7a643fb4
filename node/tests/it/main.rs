// SPDX-License-Identifier: Apache-2.0

//! Starts the binary as a user would and looks at what it says.

#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

mod chains;
mod genesis;
mod help;
mod keys;
mod refusals;

use std::process::{Command, Output};

/// Run the node with these arguments until it ends by itself.
fn node(args: &[&str]) -> Output {
	Command::new(env!("CARGO_BIN_EXE_testamur-node"))
		.args(args)
		.output()
		.expect("the binary was built for this test")
}

/// What it printed, provided it went well.
fn said(args: &[&str]) -> String {
	let output = node(args);
	assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
	String::from_utf8(output.stdout).unwrap()
}

/// What it complained about, provided it did.
fn complained(args: &[&str]) -> String {
	let output = node(args);
	assert!(!output.status.success(), "{args:?} was accepted");
	String::from_utf8(output.stderr).unwrap()
}
