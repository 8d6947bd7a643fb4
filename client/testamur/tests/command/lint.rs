// SPDX-License-Identifier: Apache-2.0

//! Findings in documents.

use crate::folder::{example, Folder};
use serde_json::{json, Value};
use std::fs;

/// Returns the document of the example without one of its members.
fn without(pointer: &str, member: &str) -> String {
	let mut document: Value = serde_json::from_slice(&example("document.json")).unwrap();
	let object = document.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
	object.remove(member).unwrap();
	document.to_string()
}

#[test]
fn a_built_document_has_no_findings() {
	let folder = Folder::new();
	let ended = folder.run("lint ana.json").with(0);
	let expected =
		"ana.json: nothing is missing or malformed\n1 file, 0 with findings, 0 findings\n";
	assert_eq!((ended.out.as_str(), ended.messages.as_str()), (expected, ""));
}

#[test]
fn findings_stand_below_the_name_of_their_file() {
	let folder = Folder::new();
	folder.write("bo.json", without("/credentialSubject/achievement", "participation"));
	let ended = folder.run("lint bo.json ana.json").with(1);
	let lines: Vec<_> = ended.out.lines().collect();
	assert_eq!(lines[0], "bo.json: 1 finding");
	let begin = "  Missing at credentialSubject.achievement.participation: The form of \
	             participation is missing (element 10 of Annex I, form of participation). ";
	assert!(lines[1].starts_with(begin), "{ended:?}");
	assert_eq!(lines[2], "ana.json: nothing is missing or malformed");
	assert_eq!(lines[3], "2 files, 1 with findings, 1 finding");
	assert_eq!(lines.len(), 4);
	let files = folder.run("lint --json bo.json ana.json").with(1).json();
	let finding = &files[0]["findings"][0];
	assert_eq!((&finding["state"], &finding["rule"]), (&json!("missing"), &json!("element")));
	assert_eq!(finding["element"], 10);
	assert_eq!(finding["message"], lines[1].trim_start());
	assert_eq!(files[1], json!({ "file": "ana.json", "findings": [], "problem": null }));
}

#[test]
fn a_document_may_come_through_a_pipe() {
	let folder = Folder::new();
	let ended = folder.run_with("lint -", &example("document.json")).with(0);
	assert!(ended.out.starts_with("the standard input: nothing "), "{ended:?}");
	folder.run_with("lint -", b"{}").with(1);
}

#[test]
fn folders_are_searched_to_their_last_folder() {
	let folder = Folder::new();
	folder.create("cohort");
	folder.create("cohort/old");
	folder.create("cohort/folder.json");
	folder.write("cohort/b.json", example("document.json"));
	folder.write("cohort/a.JSON", "{}");
	folder.write("cohort/old/c.json", example("document.json"));
	for other in ["a.reference.json", "a.Anchor.json", "a.testamur", "notes.txt"] {
		folder.write(format!("cohort/{other}"), "{}");
	}
	#[cfg(unix)]
	std::os::unix::fs::symlink("..", folder.path("cohort/old/up.json")).unwrap();
	let files = folder.run("lint --json cohort").with(1).json();
	let names: Vec<_> = files.as_array().unwrap().iter().map(|file| &file["file"]).collect();
	assert_eq!(names, ["cohort/a.JSON", "cohort/b.json", "cohort/old/c.json"]);
	// A file that is named is checked under any name.
	folder.run("lint cohort/notes.txt").with(1);
}

#[test]
fn what_cannot_be_read_is_told_and_the_others_are_checked() {
	let folder = Folder::new();
	folder.create("empty");
	folder.write("bo.json", "{}");
	let ended = folder.run("lint no.json empty bo.json ana.json").with(2);
	let messages = "no.json cannot be read: there is no such file or folder\n\
	                empty has no documents: expected files NAME.json in it or below it\n";
	assert_eq!(ended.messages, messages);
	assert!(ended.out.contains("\nana.json: nothing is missing"), "{ended:?}");
	assert!(ended.out.contains("4 files, 1 with findings, "), "{ended:?}");
	assert!(ended.out.ends_with(", 2 files not read\n"), "{ended:?}");
	let files = folder.run("lint --json no.json ana.json").with(2).json();
	assert_eq!(files[0]["findings"], Value::Null);
	assert_eq!(files[0]["problem"], messages.lines().next().unwrap());
	assert_eq!(files[1]["findings"], json!([]));
}

#[test]
fn what_is_no_document_is_a_finding() {
	let folder = Folder::new();
	for content in [&b""[..], b"Ana", b"[]", b"{\"a\":1,\"a\":2}", b"\xff\xfe", b"%PDF-1.7"] {
		folder.write("bo.json", content);
		let ended = folder.run("lint bo.json").with(1);
		assert!(ended.out.starts_with("bo.json: 1 finding\n  Malformed at the document: "));
	}
	let file = fs::File::create(folder.path("bo.json")).unwrap();
	file.set_len(1 << 30).unwrap();
	let ended = folder.run("lint bo.json").with(1);
	assert!(ended.out.contains("it has more than 1048576 bytes"), "{ended:?}");
	#[cfg(unix)]
	folder.run("lint /dev/zero").with(1);
	let deep = "[".repeat(100_000);
	folder.write("bo.json", format!("{{\"a\":{deep}"));
	folder.run("lint bo.json").with(1);
}

#[test]
fn no_more_findings_are_listed_than_there_may_be() {
	let folder = Folder::new();
	let members: Vec<_> = (0..300).map(|n| format!("\"m{n}\":1")).collect();
	folder.write("bo.json", format!("{{{}}}", members.join(",")));
	let ended = folder.run("lint bo.json").with(1);
	let begin = "bo.json: 200 findings are listed, and there may be more\n";
	assert!(ended.out.starts_with(begin), "{ended:?}");
}
