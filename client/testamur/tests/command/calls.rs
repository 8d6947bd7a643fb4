// SPDX-License-Identifier: Apache-2.0

//! Help, wrong calls, names of files, and pipes.

use crate::folder::{example, Ended, Folder};
use std::process::Stdio;

const COMMANDS: [&str; 5] = ["template", "blank-list", "check", "design", "lint"];

#[test]
fn each_command_has_examples_that_work() {
	for command in COMMANDS {
		let help = Folder::new().run(&format!("{command} --help")).with(0);
		let examples = help.out.lines().filter_map(|line| line.strip_prefix("  testamur "));
		let examples: Vec<_> = examples.filter(|line| line.starts_with(command)).collect();
		assert!(!examples.is_empty(), "{help:?}");
		let folder = Folder::new();
		folder.create("documents");
		folder.write("documents/ana.json", example("document.json"));
		for example in examples {
			folder.run(example).with(0);
		}
	}
	let help = Folder::new().run("--help").with(0);
	for command in COMMANDS {
		assert!(help.out.contains(&format!("\n  {command} ")), "{help:?}");
	}
	assert!(Folder::new().run("--version").with(0).out.starts_with("testamur "));
}

#[test]
fn a_wrong_call_gets_a_suggestion() {
	let folder = Folder::new();
	for (call, suggestion) in [
		("chek", "'check'"),
		("template --exampel", "'--example'"),
		("check --templat water.toml --list cohort.csv", "'--template'"),
		("check --template water.toml --list a --encoding windows-1251", "'windows-1252'"),
		("check --template water.toml", "--list <FILE>"),
		("lint", "<FILE>..."),
	] {
		folder.run(call).refused(2, suggestion);
	}
	let missing = "no.csv cannot be read: there is no such file or folder\n";
	folder.run("check --template water.toml --list no.csv").refused(2, missing);
	folder
		.run("check --template . --list cohort.csv")
		.refused(2, ". cannot be read: it is a folder");
}

#[test]
fn no_colour_is_written() {
	let folder = Folder::new();
	for call in ["--help", "chek", "lint ana.json no.json"] {
		for (name, value) in [("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")] {
			let mut command = folder.command(call.split(' '));
			let ended = Ended::from(command.env(name, value).output().unwrap());
			assert!(!format!("{}{}", ended.out, ended.messages).contains('\u{1b}'), "{ended:?}");
		}
	}
}

/// Checks that the name of a file cannot add a line to the others, or write to a terminal.
#[cfg(unix)]
#[test]
fn a_name_cannot_forge_a_line() {
	let folder = Folder::new();
	let hostile = "x\nana.json: nothing\u{2028}\u{202e}\u{1b}[2J.json";
	let shown = "x?ana.json: nothing???[2J.json";
	let run = |arguments: &[&str]| {
		let ended = Ended::from(folder.command(arguments.iter().copied()).output().unwrap());
		let is_shown = |c: char| c == '\n' || !c.is_control() && c != '\u{2028}' && c != '\u{202e}';
		assert!(ended.out.chars().chain(ended.messages.chars()).all(is_shown), "{ended:?}");
		ended
	};
	folder.write(hostile, "{\"\u{1b}[2J\\nana.json: nothing\":1}");
	let ended = run(&["lint", hostile]).with(1);
	assert!(ended.out.starts_with(&format!("{shown}: ")), "{ended:?}");
	assert!(ended.out.lines().all(|line| !line.starts_with("ana.json")), "{ended:?}");
	folder.write(hostile, "no list");
	let ended = run(&["check", "--template", "water.toml", "--list", hostile]).with(1);
	assert!(ended.messages.starts_with(&format!("{shown} is refused, ")), "{ended:?}");
	let ended = run(&["check", "--template", hostile, "--list", "cohort.csv"]).with(1);
	assert!(ended.messages.starts_with(&format!("{shown} is refused, ")), "{ended:?}");
	let ended = run(&["template", "--out", hostile]).with(2);
	assert!(ended.messages.starts_with(&format!("{shown} is there already")), "{ended:?}");
	let ended = run(&["template", "--out", &hostile.replace(".json", "")]).with(0);
	assert_eq!(ended.messages, format!("{} is written.\n", shown.replace(".json", "")));
	folder.write(hostile, example("list.csv"));
	let ended = run(&["check", "--template", "water.toml", "--list", hostile]).with(0);
	assert!(ended.out.starts_with(&format!("{shown}: 2 learners, ")), "{ended:?}");
	let ended = run(&["lint", "--json", hostile]).with(1);
	assert_eq!(ended.json()[0]["file"], hostile);
	let absent = hostile.replace("ana", "eve");
	let ended = run(&["lint", &absent]).with(2);
	assert_eq!(ended.messages.lines().count(), 1);
}

/// Checks that an argument cannot write to a terminal through what is said about it.
#[test]
fn a_wrong_argument_is_shown_without_what_a_terminal_obeys() {
	let folder = Folder::new();
	let hostile = "x\u{202e}\u{1b}[2J\u{9b}y";
	for call in
		[["lint", "--json", hostile], ["completions", hostile, "a"], ["check", "--show", hostile]]
	{
		let arguments = call.iter().map(|word| word.replace("--json", "--jsno"));
		let arguments: Vec<_> = arguments.collect();
		let ended =
			Ended::from(folder.command(arguments.iter().map(String::as_str)).output().unwrap());
		let ended = ended.with(2);
		let is_shown = |c: char| c == '\n' || !c.is_control() && c != '\u{202e}';
		assert!(!ended.messages.is_empty() && ended.messages.chars().all(is_shown), "{ended:?}");
	}
}

/// Checks that no file is called as the standard input and output are.
#[test]
fn no_file_is_written_with_the_name_of_the_standard_output() {
	let folder = Folder::new();
	let message = "--out - names no file: state the name of a new one.";
	for call in [
		"template --out -",
		"blank-list --template water.toml --out -",
		"design --out -",
		"import ana.json --out -",
		"key new --out -",
		"present ana.json --key key.json --challenge 8f3a2c --domain hr.example.com --out -",
	] {
		folder.run(call).refused(2, message);
		assert!(!folder.path("-").exists(), "{call}");
	}
}

/// Checks that names which are no text are taken.
#[cfg(unix)]
#[test]
fn a_name_may_be_no_unicode() {
	use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
	let folder = Folder::new();
	let name = OsStr::from_bytes(b"a\xff.json");
	folder.write(name, example("document.json"));
	let mut command = folder.command(["lint"]);
	let ended = Ended::from(command.arg(name).output().unwrap()).with(0);
	assert!(ended.out.starts_with("a\u{fffd}.json: nothing "), "{ended:?}");
}

#[test]
fn a_result_that_nobody_reads_has_an_exit_code_of_its_own() {
	let folder = Folder::new();
	let check = "check --template water.toml --list cohort.csv";
	for call in [
		"template",
		"blank-list --template water.toml",
		check,
		&format!("{check} --json"),
		&format!("{check} --show 1"),
		"lint ana.json",
		"lint --json ana.json",
	] {
		let mut command = folder.command(call.split(' '));
		let (reader, writer) = std::io::pipe().unwrap();
		drop(reader);
		let output = command.stdout(writer).stderr(Stdio::piped()).output().unwrap();
		// Nobody who ends a pipe early, as `head` does, wants a message about it.
		let ended = Ended::from(output).with(4);
		assert!(ended.out.is_empty() && ended.messages.is_empty(), "{ended:?}");
	}
	let mut command = folder.command(["template"]);
	let (reader, writer) = std::io::pipe().unwrap();
	drop(reader);
	assert!(
		command.args(["--out", "water.toml"]).stderr(writer).status().unwrap().code() == Some(2)
	);
}

/// Checks that a full disk is told, and leaves no file behind.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
	let folder = Folder::new();
	let mut command = folder.command(["template"]);
	let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
	let ended = Ended::from(command.stdout(full).stderr(Stdio::piped()).output().unwrap());
	ended.refused(4, "the result cannot be written: the disk is full");
}

/// Checks that no example is broken into lines, at which it could not be copied, however wide a terminal is.
#[test]
fn examples_stand_on_one_line() {
	let folder = Folder::new();
	let mut command = folder.command(["issue", "--help"]);
	let ended = Ended::from(command.env("COLUMNS", "40").output().unwrap());
	let wanted =
		"  testamur issue --type 1 --template water.toml --list cohort.csv --out water-2026 --node";
	assert!(ended.out.lines().any(|line| line.starts_with(wanted)), "{ended:?}");
}
