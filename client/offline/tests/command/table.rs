// SPDX-License-Identifier: Apache-2.0

//! The table of known sets: made by following hand-offs, trusted without them, and never changed.

use crate::{
	folder::{network, Folder},
	second_set,
};
use serde_json::{json, Value};
use std::fs;

/// Writes the table with these further arguments. Returns the exit code, what was said, and the table.
fn write_table(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String, Option<Value>) {
	let (trust, table) = (folder.path("trust.json"), folder.path("table.json"));
	let all = [&["--trust", &trust, "--write-table", &table], arguments].concat();
	let output = folder.run(all);
	assert!(output.stdout.is_empty(), "{output:?}");
	let said = String::from_utf8(output.stderr).unwrap();
	let written = fs::read_to_string(&table).ok().map(|it| serde_json::from_str(&it).unwrap());
	(output.status.code(), said, written)
}

/// Verifies the credential with the table alone, and returns the word of the answer.
fn word_by_table(folder: &Folder, bundle: &str) -> String {
	let [table, bundle, credentials] =
		["table.json", bundle, "credentials"].map(|it| folder.path(it));
	let arguments = ["--trust", &table, "--bundle", &bundle, "--max-age", "any", "--json"];
	let output = folder.run(arguments.into_iter().chain([&*credentials]));
	let answers: Value = serde_json::from_slice(&output.stdout).unwrap();
	let answer = &answers[0];
	let reason = answer["verdict"]["reasons"][0].as_str();
	reason.or_else(|| answer["problem"]["word"].as_str()).unwrap().into()
}

#[test]
fn a_table_is_made_from_hand_offs_and_takes_their_place() {
	let folder = Folder::new();
	let sets = folder.path("sets");
	let (code, said, table) = write_table(&folder, &["--hand-offs", &sets]);
	assert_eq!(code, Some(0), "{said}");
	assert!(said.ends_with("table.json: 2 known sets\n"), "{said}");
	let table = table.unwrap();
	assert_eq!(table["genesis"], network()["genesis"]);
	let second = second_set();
	let rows = table["sets"].as_array().unwrap();
	assert_eq!(rows.len(), 2);
	assert_eq!((&rows[0]["setId"], &rows[0]["first"]), (&json!(0), &json!(1)));
	assert_eq!(rows[0]["until"], second["formerUntil"]);
	assert_eq!((&rows[1]["setId"], &rows[1]["first"]), (&json!(1), &second["first"]));
	for member in ["last", "until", "forcedIn"] {
		assert_eq!(rows[1][member], Value::Null);
	}

	// Bundles carry their voters, whose hash is in the table.
	assert_eq!(word_by_table(&folder, "credentials/ada.testamur"), "notAnchored");
	assert_eq!(word_by_table(&folder, "later.testamur"), "notAnchored");
	// The credentials may be verified in the same call.
	let both = ["--write-table", &folder.path("table.json"), "--hand-offs", &sets];
	assert_eq!(folder.word(&both), "notAnchored");
}

#[test]
fn rows_are_added_and_never_changed() {
	let folder = Folder::new();
	let sets = folder.path("sets");
	let (_, said, first) = write_table(&folder, &[]);
	assert!(said.ends_with("table.json: 1 known set\n"), "{said}");
	let (code, _, whole) = write_table(&folder, &["--hand-offs", &sets]);
	assert_eq!(code, Some(0));
	assert_ne!(first, whole);
	// The same again changes nothing, and what knows less does not take anything away.
	assert_eq!(write_table(&folder, &["--hand-offs", &sets]).2, whole);
	let (code, said, kept) = write_table(&folder, &[]);
	assert_eq!((code, kept), (Some(2), whole.clone()));
	assert!(said.contains("left as it is: it says more about set 0"), "{said}");

	let changes: [&dyn Fn(&mut Value); 4] = [
		&|table| table["genesis"] = json!(testamur_json::hex::Hash([7; 32])),
		&|table| table["sets"][0]["setHash"] = table["sets"][1]["setHash"].clone(),
		&|table| table["sets"][0]["until"] = json!(table["sets"][0]["until"].as_u64().unwrap() + 1),
		&|table| table["sets"][1]["setHash"] = table["sets"][0]["setHash"].clone(),
	];
	for change in changes {
		let mut other = whole.clone().unwrap();
		change(&mut other);
		folder.write("table.json", other.to_string());
		let (code, said, kept) = write_table(&folder, &["--hand-offs", &sets]);
		assert_eq!((code, kept), (Some(5), Some(other)), "{said}");
		assert!(said.contains("left as it is"), "{said}");
	}
}

/// Checks that a table wins over hand-offs that lead elsewhere, as stolen keys of former validators do.
#[test]
fn a_table_wins_over_hand_offs_that_contradict_it() {
	let folder = Folder::new();
	let (sets, table) = (folder.path("sets"), folder.path("table.json"));
	let (_, _, whole) = write_table(&folder, &["--hand-offs", &sets]);
	let mut other = whole.unwrap();
	other["sets"][1]["setHash"] = other["sets"][0]["setHash"].clone();
	folder.write("table.json", other.to_string());
	let credentials = folder.path("credentials");
	let arguments = ["--trust", &table, "--hand-offs", &sets, "--max-age", "any", &credentials];
	let output = folder.run(arguments);
	assert_eq!(output.status.code(), Some(5), "{output:?}");
	let said = String::from_utf8(output.stderr).unwrap();
	assert!(said.contains("set 1"), "{said}");
}

#[test]
fn a_table_that_is_none_is_refused() {
	let folder = Folder::new();
	let (_, _, whole) = write_table(&folder, &["--hand-offs", &folder.path("sets")]);
	let whole = whole.unwrap();
	let changes: [(&dyn Fn(&mut Value), &str); 8] = [
		(&|table| table["sets"] = json!([]), "trust root"),
		(&|table| table["sets"][0]["last"] = Value::Null, "trust root"),
		(&|table| table["sets"][1]["first"] = json!(1), "trust root"),
		(&|table| table["sets"][1]["forcedIn"] = json!(0), "trust root"),
		(&|table| table["sets"][0]["forcedIn"] = json!(1), "trust root"),
		(&|table| table["sets"][1]["name"] = json!("x"), "name"),
		(&|table| table["more"] = json!(1), "more"),
		// In a document, this member is no part of what is meant.
		(&|table| table["proof"] = json!({}), "proof"),
	];
	for (change, word) in changes {
		let mut other = whole.clone();
		change(&mut other);
		folder.write("table.json", other.to_string());
		let [table, credentials] = ["table.json", "credentials"].map(|it| folder.path(it));
		let output = folder.run(["--trust", &table, "--max-age", "any", &credentials]);
		let said = String::from_utf8(output.stderr).unwrap();
		assert_eq!(output.status.code(), Some(2), "{said}");
		assert!(said.contains("table.json") && said.contains(word), "{said}");
	}
	for member in ["last", "until", "forcedIn"] {
		let mut other = whole.clone();
		other["sets"][1].as_object_mut().unwrap().remove(member);
		folder.write("table.json", other.to_string());
		let (code, said, _) = write_table(&folder, &[]);
		assert_eq!(code, Some(2), "{said}");
		assert!(said.contains(&format!("missing field `{member}`")), "{said}");
	}
}

/// Checks that a pipe, which would be waited for without end, is told apart from a file in a folder.
#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_no_credential() {
	for name in ["credentials/pipe.json", "credentials/bob.testamur"] {
		let folder = Folder::new();
		folder.write("credentials/bob.json", crate::folder::DOCUMENT);
		folder.write("credentials/bob.reference.json", crate::folder::reference().to_string());
		let made = std::process::Command::new("mkfifo").arg(folder.path(name)).status();
		assert!(made.unwrap().success());
		let output = folder.verify(&["--max-age", "any"]);
		let said = [output.stdout, output.stderr].concat();
		let said = String::from_utf8(said).unwrap();
		assert!(said.contains("is not a file"), "{said}");
		assert_ne!(output.status.code(), Some(0));
	}
}

/// Checks that a link to a table stays one, and that nothing is left beside it.
#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_replaced() {
	let folder = Folder::new();
	let sets = folder.path("sets");
	let (_, _, first) = write_table(&folder, &[]);
	let [table, shared] = ["table.json", "shared.json"].map(|it| folder.path(it));
	fs::rename(&table, &shared).unwrap();
	std::os::unix::fs::symlink("shared.json", &table).unwrap();
	let (code, said, whole) = write_table(&folder, &["--hand-offs", &sets]);
	assert_eq!(code, Some(0), "{said}");
	assert!(fs::symlink_metadata(&table).unwrap().is_symlink());
	let read: Value = serde_json::from_str(&fs::read_to_string(&shared).unwrap()).unwrap();
	assert_eq!(Some(&read), whole.as_ref());
	assert_ne!(Some(&read), first.as_ref());
	let left = fs::read_dir(folder.path(".")).unwrap().count();
	assert_eq!(left, 6, "something is left beside the table");

	fs::remove_file(&shared).unwrap();
	let (code, said, _) = write_table(&folder, &["--hand-offs", &sets]);
	assert_eq!(code, Some(2), "{said}");
	assert!(said.contains("cannot be written") && !said.contains("known sets"), "{said}");
}

/// Checks that the largest table which a verifier takes can be read again.
#[test]
fn the_largest_table_is_read() {
	let folder = Folder::new();
	let (_, _, table) = write_table(&folder, &[]);
	let mut table = table.unwrap();
	let row = table["sets"][0].clone();
	let rows = (0..15_000_u64).map(|place| {
		let mut row = row.clone();
		let first = u64::from(u32::MAX) - 20_000 + place;
		(row["setId"], row["first"]) = (json!(place), json!(if place == 0 { 1 } else { first }));
		row["last"] = json!(if place == 0 { u64::from(u32::MAX) - 20_000 } else { first });
		row["until"] = json!(9_000_000_000_000_000_u64 + place);
		row
	});
	table["sets"] = rows.collect();
	folder.write("table.json", lines(&table));
	let (code, said, _) = write_table(&folder, &[]);
	// It was read: what is wrong with it is that it knows more.
	assert_eq!(code, Some(2), "{said}");
	assert!(said.contains("it says more about set 0"), "{said}");
}

/// Returns the text of a table as the command writes it.
fn lines(table: &Value) -> String {
	let rows: Vec<_> = table["sets"].as_array().unwrap().iter().map(Value::to_string).collect();
	format!("{{\n\"genesis\":{},\n\"sets\":[\n{}\n]}}\n", table["genesis"], rows.join(",\n"))
}

#[test]
fn a_table_begins_with_the_first_block() {
	let folder = Folder::new();
	folder.write("second.json", second_set().to_string());
	let [second, table] = ["second.json", "table.json"].map(|it| folder.path(it));
	let output = folder.run(["--trust", &second, "--write-table", &table]);
	assert_eq!(output.status.code(), Some(2), "{output:?}");
	let said = String::from_utf8(output.stderr).unwrap();
	assert!(
		said.contains("begins with block 1 of set 0, and what is trusted with set 1"),
		"{said}"
	);
	assert!(fs::metadata(&table).is_err());
	// Nor does it begin with a later block of set 0.
	let mut late = network();
	late = json!({ "genesis": late["genesis"], "authorities": late["authorities"], "first": 500 });
	folder.write("late.json", late.to_string());
	let output = folder.run(["--trust", &folder.path("late.json"), "--write-table", &table]);
	assert_eq!(output.status.code(), Some(2), "{output:?}");
	assert!(fs::metadata(&table).is_err());
	// A folder that is not there cannot be written to, and credentials still need an age.
	let [trust, nowhere] = ["trust.json", "none/table.json"].map(|it| folder.path(it));
	let output = folder.run(["--trust", &trust, "--write-table", &nowhere]);
	assert_eq!(output.status.code(), Some(2), "{output:?}");
	let credentials = folder.path("credentials");
	let output = folder.run(["--trust", &trust, "--write-table", &table, &credentials]);
	assert_eq!(output.status.code(), Some(2), "{output:?}");
	let said = String::from_utf8(output.stderr).unwrap();
	assert!(said.contains("--max-age"), "{said}");
}
