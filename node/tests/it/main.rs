// SPDX-License-Identifier: Apache-2.0

//! Starts the binary as a user would, and checks its output.

#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

mod chains;
mod database;
mod exposure;
mod genesis;
mod help;
mod keys;
mod module_cache;
mod refusals;
mod validator;
mod votes;

use std::{
	io::{BufRead, BufReader},
	process::{Child, Command, Output, Stdio},
	sync::mpsc::{sync_channel, Receiver},
	thread,
	time::Duration,
};

/// Runs the node with these arguments until it ends by itself.
fn node(args: &[&str]) -> Output {
	Command::new(env!("CARGO_BIN_EXE_testamur-node"))
		.args(args)
		.output()
		.expect("the binary was built for this test")
}

/// Returns the output of a run that must succeed.
fn said(args: &[&str]) -> String {
	let output = node(args);
	assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
	String::from_utf8(output.stdout).unwrap()
}

/// Returns the error messages of a run that must fail.
fn complained(args: &[&str]) -> String {
	let output = node(args);
	assert!(!output.status.success(), "{args:?} was accepted");
	String::from_utf8(output.stderr).unwrap()
}

/// Runs a command whose output nobody reads.
fn unread(args: &[&str]) -> Output {
	let mut process = Command::new(env!("CARGO_BIN_EXE_testamur-node"))
		.args(args)
		.stdout(Stdio::piped())
		.stderr(Stdio::piped())
		.spawn()
		.unwrap();
	drop(process.stdout.take());
	process.wait_with_output().unwrap()
}

/// How long a node may take to say something.
const PATIENCE: Duration = Duration::from_secs(300);

/// A node that runs until it is dropped.
struct Running {
	process: Child,
	lines: Receiver<String>,
}

impl Running {
	fn start(args: &[&str]) -> Self {
		let mut process = Command::new(env!("CARGO_BIN_EXE_testamur-node"))
			.args(args)
			.args(["--no-mdns", "--no-telemetry"])
			.stderr(Stdio::piped())
			.spawn()
			.unwrap();
		let log = BufReader::new(process.stderr.take().unwrap());
		let (sender, lines) = sync_channel(10_000);
		thread::spawn(move || {
			log.lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
		});
		Self { process, lines }
	}

	/// Waits for the next line of the log that contains these words.
	fn says(&self, words: &str) -> String {
		let mut before = vec![];
		loop {
			match self.lines.recv_timeout(PATIENCE) {
				Ok(line) if line.contains(words) => return line,
				Ok(line) => before.push(line),
				Err(_) => panic!("never said {words:?}, but {before:#?}"),
			}
		}
	}
}

impl Drop for Running {
	fn drop(&mut self) {
		let _ = self.process.kill();
		let _ = self.process.wait();
	}
}
