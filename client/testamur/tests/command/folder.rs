// SPDX-License-Identifier: Apache-2.0

//! The files that a registrar has, and the calls.

use serde_json::Value;
use std::{
	env, fs,
	io::Write,
	path::{Path, PathBuf},
	process::{Command, Output, Stdio},
};
use tempfile::TempDir;

/// The command.
pub(crate) const COMMAND: &str = env!("CARGO_BIN_EXE_testamur");

/// A folder with the example of a template, `water.toml`, a list for it, `cohort.csv`, and one of the
/// documents that they become, `ana.json`.
pub(crate) struct Folder(TempDir);

impl Folder {
	pub(crate) fn new() -> Self {
		let folder = Self(tempfile::tempdir().unwrap());
		folder.write("water.toml", example("template.toml"));
		folder.write("cohort.csv", example("list.csv"));
		folder.write("ana.json", example("document.json"));
		folder
	}

	/// Returns a folder with nothing in it.
	pub(crate) fn bare() -> Self {
		Self(tempfile::tempdir().unwrap())
	}

	pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
		self.0.path().join(name)
	}

	pub(crate) fn write(&self, name: impl AsRef<Path>, content: impl AsRef<[u8]>) {
		fs::write(self.path(name), content).unwrap();
	}

	pub(crate) fn read(&self, name: impl AsRef<Path>) -> Vec<u8> {
		fs::read(self.path(name)).unwrap()
	}

	pub(crate) fn create(&self, folder: &str) {
		fs::create_dir(self.path(folder)).unwrap();
	}

	/// Returns a call of the command in the folder.
	pub(crate) fn command<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
		let mut command = Command::new(COMMAND);
		command.current_dir(self.0.path()).args(arguments).stdin(Stdio::null());
		command
	}

	/// Calls the command in the folder, with arguments that are separated by spaces.
	pub(crate) fn run(&self, arguments: &str) -> Ended {
		Ended::from(self.command(arguments.split(' ')).output().unwrap())
	}

	/// Runs a line in a shell, which knows the command as `testamur`.
	pub(crate) fn shell(&self, line: &str) -> Ended {
		let programs = Path::new(COMMAND).parent().unwrap().to_path_buf();
		let others = env::var_os("PATH").unwrap();
		let all = env::join_paths([programs].into_iter().chain(env::split_paths(&others)));
		let mut shell = Command::new("sh");
		shell.args(["-c", line]).current_dir(self.0.path()).env("PATH", all.unwrap());
		Ended::from(shell.stdin(Stdio::null()).output().unwrap())
	}

	/// Calls the command with this on its standard input.
	pub(crate) fn run_with(&self, arguments: &str, input: &[u8]) -> Ended {
		let mut command = self.command(arguments.split(' '));
		command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
		let mut child = command.spawn().unwrap();
		// A command that ends before it has read everything is judged by what it says.
		let _ = child.stdin.take().unwrap().write_all(input);
		Ended::from(child.wait_with_output().unwrap())
	}

	/// Checks a list against the example of a template, with further arguments.
	pub(crate) fn check(&self, list: impl AsRef<[u8]>, more: &str) -> Ended {
		self.write("list.csv", list);
		self.run(format!("check --template water.toml --list list.csv {more}").trim_end())
	}
}

/// How a call ended.
#[derive(Debug)]
pub(crate) struct Ended {
	pub(crate) code: i32,
	pub(crate) out: String,
	pub(crate) messages: String,
}

impl From<Output> for Ended {
	fn from(output: Output) -> Self {
		Self {
			code: output.status.code().unwrap(),
			out: String::from_utf8(output.stdout).unwrap(),
			messages: String::from_utf8(output.stderr).unwrap(),
		}
	}
}

impl Ended {
	/// Checks the exit code.
	#[track_caller]
	pub(crate) fn with(self, code: i32) -> Self {
		assert_eq!(self.code, code, "{self:?}");
		self
	}

	/// Checks that a call was refused by this message, and has no result.
	#[track_caller]
	pub(crate) fn refused(&self, code: i32, message: &str) {
		assert!(self.messages.contains(message), "{self:?}");
		assert!(self.out.is_empty(), "{self:?}");
		assert_eq!(self.code, code, "{self:?}");
	}

	#[track_caller]
	pub(crate) fn json(&self) -> Value {
		serde_json::from_str(&self.out).unwrap()
	}
}

/// Returns a file of the example that the tests of `testamur-template` keep.
pub(crate) fn example(name: &str) -> Vec<u8> {
	let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../template/tests/example");
	fs::read(Path::new(folder).join(name)).unwrap()
}

/// Returns the header of a list for the example.
pub(crate) fn header() -> String {
	let list = String::from_utf8(example("list.csv")).unwrap();
	list.lines().next().unwrap().to_owned()
}
