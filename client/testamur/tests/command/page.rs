// SPDX-License-Identifier: Apache-2.0

//! The commands of `docs/registrar.md`, in a folder of their own.

use crate::{
	folder::COMMAND,
	issue::{write_keystores, PASSWORD},
};
use std::{
	env, fs,
	io::Write as _,
	path::Path,
	process::{Command, Stdio},
};

/// A block of code on the page: its language, and its text.
struct Block<'a>(&'a str, &'a str);

fn blocks(page: &str) -> Vec<Block<'_>> {
	let parts = page.split("```").collect::<Vec<_>>();
	assert!(parts.len() % 2 == 1, "a block of code is not closed");
	let inside = parts.iter().skip(1).step_by(2);
	inside
		.map(|block| block.split_once('\n').unwrap())
		.map(|(kind, text)| Block(kind, text))
		.collect()
}

/// Runs a command that takes a node and keys. Without them it comes as far as the node, and ends without
/// files of learners; if there is a node, it does not know the account.
fn tries_a_node(folder: &Path, line: &str) {
	write_keystores(folder, "registrar.json", "documents.json");
	let arguments = line.trim().strip_prefix("testamur ").unwrap().split(' ');
	let passwords = ["--account-password", "0", "--document-key-password", "0"];
	let mut command = Command::new(COMMAND);
	command.args(arguments).args(passwords).current_dir(folder);
	let mut child = command
		.stdin(Stdio::piped())
		.stdout(Stdio::piped())
		.stderr(Stdio::piped())
		.spawn()
		.unwrap();
	child.stdin.take().unwrap().write_all(PASSWORD.as_bytes()).unwrap();
	let output = child.wait_with_output().unwrap();
	let messages = String::from_utf8(output.stderr).unwrap();
	assert!(matches!(output.status.code(), Some(1 | 3)), "{line}: {messages}");
	let files = fs::read_dir(folder.join("water-2026")).unwrap();
	assert!(files.map(|file| file.unwrap().file_name()).all(|name| name == "journal"));
}

/// Runs every command of the page, and compares what it prints with the page. A block in CSV is the list
/// that the reader writes, and a text behind commands is what the last of them prints.
#[test]
fn every_command_of_the_page_for_registrars_works_as_printed() {
	let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/registrar.md");
	let page = fs::read_to_string(path).unwrap();
	let folder = tempfile::tempdir().unwrap();
	let programs = Path::new(COMMAND).parent().unwrap().to_path_buf();
	let others = env::var_os("PATH").unwrap();
	let all = env::join_paths([programs].into_iter().chain(env::split_paths(&others))).unwrap();
	let (mut printed, mut commands, mut texts) = (String::new(), 0, 0);
	for Block(kind, text) in blocks(&page) {
		match kind {
			"csv" => fs::write(folder.path().join("cohort.csv"), text).unwrap(),
			"text" => {
				assert_eq!(text, printed);
				texts += 1;
			},
			"sh" => {
				for line in text.lines() {
					assert!(line.starts_with("testamur "), "{line}");
					let mut shell = Command::new("sh");
					shell.args(["-c", line]).current_dir(folder.path()).env("PATH", &all);
					let output = shell.stdin(Stdio::null()).output().unwrap();
					// The page shows a refusal as well, and its words.
					let messages = String::from_utf8(output.stderr).unwrap();
					printed = match output.status.code() {
						Some(0) => String::from_utf8(output.stdout).unwrap(),
						Some(1) => messages,
						_ => panic!("{line}: {messages}"),
					};
					commands += 1;
				}
			},
			"shell" => tries_a_node(folder.path(), text),
			other => panic!("a block in {other}"),
		}
	}
	assert!(commands > 5 && texts > 2, "{commands}, {texts}");
}
