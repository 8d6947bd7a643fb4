// SPDX-License-Identifier: Apache-2.0

//! The commands of `docs/registrar.md` and `docs/administration.md`, in folders of their own.

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

/// A consent, of which nothing is checked before there is a node.
const CONSENT: &str = concat!(
	r#"{"account":"5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty","text":"I agree","until":1,"#,
	r#""scheme":"sr25519","signature":"0x0000000000000000000000000000000000000000000000000000000000000000"#,
	r#"0000000000000000000000000000000000000000000000000000000000000000"}"#
);
/// An address that stands for the one that a page leaves out.
const ADDRESS: &str = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

/// Returns a command that finds `testamur`, in a folder.
fn shell(folder: &Path, line: &str) -> Command {
	let programs = Path::new(COMMAND).parent().unwrap().to_path_buf();
	let others = env::var_os("PATH").unwrap();
	let all = env::join_paths([programs].into_iter().chain(env::split_paths(&others))).unwrap();
	assert!(line.starts_with("testamur "), "{line}");
	let mut shell = Command::new("sh");
	shell.args(["-c", line]).current_dir(folder).env("PATH", &all);
	shell
}

/// Runs a command that takes a node and keys. Without a node it comes as far as that, and ends without files of
/// learners; if there is a node, it does not know the account.
fn tries_a_node(folder: &Path, line: &str) {
	let more = match line.starts_with("testamur issue ") {
		true => "--account-password 0 --document-key-password 0",
		false => "--account-password 0 --yes",
	};
	let mut command = shell(folder, &format!("{} {more}", line.replace("5F…", ADDRESS)));
	let mut child = command
		.stdin(Stdio::piped())
		.stdout(Stdio::piped())
		.stderr(Stdio::piped())
		.spawn()
		.unwrap();
	// A command that ends before it reads the password is judged by what it says.
	let _ = child.stdin.take().unwrap().write_all(PASSWORD.as_bytes());
	let output = child.wait_with_output().unwrap();
	let messages = String::from_utf8(output.stderr).unwrap();
	assert!(matches!(output.status.code(), Some(1 | 3)), "{line}: {messages}");
	if let Ok(files) = fs::read_dir(folder.join("water-2026")) {
		assert!(files.map(|file| file.unwrap().file_name()).all(|name| name == "journal"));
	}
}

/// Checks that the command takes every call of the page for administrators, as far as it comes without a node.
#[test]
fn every_command_of_the_page_for_administrators_is_taken() {
	let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/administration.md");
	let page = fs::read_to_string(path).unwrap();
	let folder = tempfile::tempdir().unwrap();
	write_keystores(folder.path(), "registrar.json", "documents.json");
	write_keystores(folder.path(), "admin.json", "unused.json");
	for name in ["member.json", "agency.json"] {
		fs::copy(folder.path().join("admin.json"), folder.path().join(name)).unwrap();
	}
	fs::write(folder.path().join("water.pdf"), "a definition").unwrap();
	fs::write(folder.path().join("consent.json"), CONSENT).unwrap();
	let mut calls = 0;
	for Block(kind, text) in blocks(&page) {
		assert_eq!(kind, "shell");
		for line in text.lines() {
			tries_a_node(folder.path(), &line.replace("--out consent.json", "--out new.json"));
			calls += 1;
		}
	}
	assert!(calls > 5, "{calls}");
}

/// Runs every command of the page, and compares what it prints with the page. A block in CSV is the list
/// that the reader writes, and a text behind commands is what the last of them prints.
#[test]
fn every_command_of_the_page_for_registrars_works_as_printed() {
	let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/registrar.md");
	let page = fs::read_to_string(path).unwrap();
	let folder = tempfile::tempdir().unwrap();
	write_keystores(folder.path(), "registrar.json", "documents.json");
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
					let mut shell = shell(folder.path(), line);
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
			"shell" => text.lines().for_each(|line| tries_a_node(folder.path(), line)),
			other => panic!("a block in {other}"),
		}
	}
	assert!(commands > 5 && texts > 2, "{commands}, {texts}");
}
