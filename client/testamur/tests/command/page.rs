// SPDX-License-Identifier: Apache-2.0

//! The commands of the pages for registrars, administrators and learners, each in a folder of its own.

use crate::{
	folder::Folder,
	issue::{write_keystores, NOBODY, PASSWORD},
	learner,
};
use std::fs;

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

/// The address of a node on the pages.
const NODE: &str = "ws://127.0.0.1:9944";

/// Runs a command that takes a node and keys, with a node that is not there. Nothing else keeps it from being done, and
/// it ends without files of learners.
fn tries_a_node(folder: &Folder, line: &str) {
	let more = match line.starts_with("testamur issue ") {
		true => "--account-password 3 --document-key-password 3",
		false => "--account-password 3 --yes",
	};
	write_keystores(&folder.path(""), "registrar.json", "documents.json");
	folder.write("password.txt", PASSWORD);
	assert!(line.contains(NODE), "{line}");
	let line = line.trim().replace("5F…", ADDRESS).replace(NODE, NOBODY);
	let ended = folder.shell(&format!("{line} {more} 3< password.txt"));
	assert_eq!(ended.code, 3, "{line}: {ended:?}");
	let away = format!("the node at {NOBODY} cannot be reached");
	assert!(ended.messages.contains(&away), "{line}: {ended:?}");
	if let Ok(files) = fs::read_dir(folder.path("water-2026")) {
		assert!(files.map(|file| file.unwrap().file_name()).all(|name| name == "journal"));
	}
}

/// Runs a command for which a password is typed: that of a new key is read from a file instead, and so is the
/// phrase from which a key is restored.
fn types_a_password(folder: &Folder, line: &str) {
	let option = if line.contains("--key ") { "--key-password" } else { "--password" };
	let phrase = if line.contains(" restore ") { "--phrase 4 4< phrase.txt" } else { "" };
	let call = format!("{} {option} 3 {phrase} 3< password.txt", line.trim());
	folder.shell(&call).with(0);
}

/// Runs every command of a page, and compares what it prints with the page. A block in CSV is the list
/// that the reader writes, and a text behind commands is what the last of them prints. Commands that ask
/// somebody something are in blocks of another kind. Returns the numbers of commands and of texts.
fn run_page(name: &str, folder: &Folder, asks: fn(&Folder, &str)) -> (usize, usize) {
	let path = format!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/{}"), name);
	let page = fs::read_to_string(path).unwrap();
	let (mut printed, mut commands, mut texts) = (String::new(), 0, 0);
	for Block(kind, text) in blocks(&page) {
		match kind {
			"csv" => folder.write("cohort.csv", text),
			"text" => {
				assert_eq!(text, printed);
				texts += 1;
			},
			"sh" => {
				for line in text.lines() {
					assert!(line.starts_with("testamur "), "{line}");
					let ended = folder.shell(line);
					// The page shows a refusal as well, and its words.
					printed = match ended.code {
						0 => ended.out,
						1 => ended.messages,
						_ => panic!("{line}: {ended:?}"),
					};
					commands += 1;
				}
			},
			"shell" => text.lines().for_each(|line| {
				asks(folder, line);
				commands += 1;
			}),
			other => panic!("a block in {other}"),
		}
	}
	(commands, texts)
}

#[test]
fn every_command_of_the_page_for_registrars_works_as_printed() {
	let (commands, texts) = run_page("registrar.md", &Folder::bare(), tries_a_node);
	assert!(commands > 6 && texts > 2, "{commands}, {texts}");
}

#[test]
fn every_command_of_the_page_for_learners_works_as_printed() {
	let (commands, texts) = run_page("learner.md", &learner::folder(), types_a_password);
	assert!(commands > 4 && texts > 0, "{commands}, {texts}");
}

#[test]
fn every_command_of_the_page_for_administrators_is_taken() {
	let folder = Folder::bare();
	write_keystores(&folder.path(""), "admin.json", "unused.json");
	for name in ["member.json", "agency.json"] {
		fs::copy(folder.path("admin.json"), folder.path(name)).unwrap();
	}
	folder.write("water.pdf", "a definition");
	let consents = |folder: &Folder, line: &str| {
		folder.write("consent.json", CONSENT);
		tries_a_node(folder, &line.replace("--out consent.json", "--out new.json"));
	};
	let (commands, _) = run_page("administration.md", &folder, consents);
	assert!(commands > 6, "{commands}");
}
