// SPDX-License-Identifier: Apache-2.0

//! Calls the command as a user does, with bundles of a real network (`proof/tests/network.json`). The
//! credential that is made here is not among those that the network anchored.
//!
//! * `folder`: the files that a user has, and the calls.
//! * `anchors`: what leads from a document to its batch.
//! * `table`: the table of known sets.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod anchors;
mod folder;
mod table;

use folder::{file, network, reference, Folder, DOCUMENT};
use serde_json::{json, Value};
use std::{
	fs,
	process::{Output, Stdio},
};
use testamur_json::hex::{encode, Hash};
use testamur_proof::{
	bundle::{Format, BUNDLE, HAND_OFFS},
	header::Change,
	HandOffs,
};

#[test]
fn what_is_proven_to_be_absent_is_invalid() {
	let folder = Folder::new();
	assert_eq!(folder.word(&[]), "notAnchored");
	let output = folder.verify(&["--max-age", "any"]);
	assert_eq!(output.status.code(), Some(1), "{output:?}");
	assert!(output.stderr.is_empty());
	let text = String::from_utf8(output.stdout).unwrap();
	assert!(
		text.starts_with("invalid      ") && text.contains("notAnchored; as of 2026-"),
		"{text}"
	);
	assert!(text.ends_with("0 valid, 1 invalid, 0 cannot tell\n"), "{text}");
}

#[test]
fn what_is_older_than_wanted_cannot_be_told() {
	let folder = Folder::new();
	let output = folder.verify(&["--json", "--max-age", "1s"]);
	assert_eq!(output.status.code(), Some(3));
	let answers: Value = serde_json::from_slice(&output.stdout).unwrap();
	assert_eq!(answers[0]["problem"]["word"], "tooOld");
	let output = folder.verify(&["--max-age", "1s"]);
	assert_eq!(output.status.code(), Some(3));
	let text = String::from_utf8(output.stdout).unwrap();
	assert!(text.starts_with("cannot tell  "), "{text}");
	assert!(text.ends_with("0 valid, 0 invalid, 1 cannot tell\n"), "{text}");
}

#[test]
fn hand_offs_lead_to_later_sets() {
	let folder = Folder::new();
	let (later, sets) = (folder.path("later.testamur"), folder.path("sets"));
	assert_eq!(folder.word(&["--bundle", &later]), "unknownSet");
	assert_eq!(folder.word(&["--bundle", &later, "--hand-offs", &sets]), "notAnchored");
	// One kind of file is not taken for the other.
	assert_eq!(folder.word(&["--bundle", &sets]), "otherFile");
}

#[test]
fn files_come_as_their_text_and_as_the_answer_of_a_node_as_well() {
	let folder = Folder::new();
	let network = network();
	let [bundle, sets] = [&network["bundles"][3]["file"], &network["handOffs"]];
	let hexadecimal = |format: &Format, text| {
		let digits = file(format, text)[8..]
			.iter()
			.map(|byte| format!("{byte:02x}"))
			.collect::<String>();
		format!("0x{digits}")
	};
	let evidence = json!({ "evidence": hexadecimal(&BUNDLE, bundle), "setId": 1 });
	let hand_offs = json!({ "handOffs": hexadecimal(&HAND_OFFS, sets), "count": 1 });
	let word = |bundle: &str, sets: &str| {
		folder.write("bundle", bundle);
		folder.write("sets", sets);
		let [bundle, sets] = ["bundle", "sets"].map(|name| folder.path(name));
		folder.word(&["--bundle", &bundle, "--hand-offs", &sets])
	};
	let [bundle, sets] = [bundle, sets].map(|text| text.as_str().unwrap());
	let response =
		|result: &Value| json!({ "jsonrpc": "2.0", "id": 1, "result": result }).to_string();
	assert_eq!(word(&format!("{bundle}\n"), &format!("{sets}\n")), "notAnchored");
	assert_eq!(word(&evidence.to_string(), &hand_offs.to_string()), "notAnchored");
	assert_eq!(word(&response(&evidence), &response(&hand_offs)), "notAnchored");
	assert_eq!(word(&hand_offs.to_string(), sets), "malformed");
	assert_eq!(word(&json!({ "evidence": "0x1" }).to_string(), sets), "malformed");
	assert_eq!(word(&evidence.to_string().replace("0x01", "0x02"), sets), "unknownVersion");
}

#[test]
fn each_fault_of_a_file_has_its_word() {
	let changed = |name: &str, content: &str| {
		let folder = Folder::new();
		folder.write(&format!("credentials/ada{name}"), content);
		folder.word(&[])
	};
	let referring = |change: &dyn Fn(&mut Value)| {
		let mut reference = reference();
		change(&mut reference);
		changed(".reference.json", &reference.to_string())
	};
	assert_eq!(changed(".json", &DOCUMENT.replace("Ada", "Eve")), "otherDocument");
	assert_eq!(changed(".json", r#"{"name":"Ada"}"#), "saltMissing");
	assert_eq!(changed(".json", "Ada"), "notToken");
	assert_eq!(changed(".reference.json", r#"{"size":1,"size":2}"#), "duplicateMember");
	assert_eq!(changed(".reference.json", "{}"), "malformed");
	assert_eq!(changed(".testamur", "a bundle"), "otherFile");
	assert_eq!(referring(&|it| it["index"] = json!(1)), "malformed");
	assert_eq!(referring(&|it| it["size"] = json!(0)), "malformed");
	assert_eq!(referring(&|it| it["leaf"] = json!("0x12")), "malformed");
	assert_eq!(referring(&|it| it["path"] = json!(vec![it["leaf"].clone(); 200])), "malformed");
	// A path that is too short or too long for the size leads to no batch, of which nothing is proven.
	assert_eq!(referring(&|it| it["path"] = json!([it["leaf"]])), "malformed");
	assert_eq!(referring(&|it| it["size"] = json!(2)), "malformed");
	assert_eq!(referring(&|it| it["envelopes"] = json!([it["leaf"]])), "otherDocument");
	let twice = |it: &mut Value| it["envelopes"] = json!([it["leaf"], it["leaf"]]);
	assert_eq!(referring(&twice), "equalDigests");
	// Members that this version does not know change nothing.
	assert_eq!(referring(&|it| it["later"] = json!(1)), "notAnchored");

	let folder = Folder::new();
	let reference = folder.path("credentials/ada.reference.json");
	let trust = folder.path("trust.json");
	let output = folder.run(["--trust", &trust, "--max-age", "any", &reference]);
	assert_eq!(output.status.code(), Some(3), "{output:?}");
	fs::remove_file(folder.path("credentials/ada.testamur")).unwrap();
	assert_eq!(folder.word(&[]), "unreadable");
	folder.write("credentials/ada.testamur", vec![0; (1 << 20) + 9]);
	assert_eq!(folder.word(&[]), "tooLarge");
}

/// Checks that no file of a folder is passed over but those that are no credentials by their names.
#[test]
fn every_credential_of_a_folder_has_an_answer() {
	let folder = Folder::new();
	for (name, reference) in [("eve.json", None), ("IDA.JSON", Some("IDA.reference.json"))] {
		folder.write(&format!("credentials/{name}"), DOCUMENT);
		if let Some(reference) = reference {
			folder.write(&format!("credentials/{reference}"), self::reference().to_string());
		}
	}
	folder.write("credentials/uma.Reference.JSON", "{}");
	folder.write("credentials/notes.txt", "none");
	fs::create_dir(folder.path("credentials/old.json")).unwrap();
	let bundle = folder.path("credentials/ada.testamur");
	let output = folder.verify(&["--json", "--max-age", "any", "--bundle", &bundle]);
	let answers: Value = serde_json::from_slice(&output.stdout).unwrap();
	let name = |answer: &Value| answer["file"].as_str().unwrap().rsplit('/').next().unwrap().into();
	let word = |answer: &Value| answer["problem"]["word"].clone();
	let found: Vec<(String, Value)> = answers
		.as_array()
		.unwrap()
		.iter()
		.map(|answer| (name(answer), word(answer)))
		.collect();
	let expected = [("IDA.JSON", None), ("ada.json", None), ("eve.json", Some("noAnchor"))];
	assert_eq!(found, expected.map(|(name, word)| (name.to_string(), json!(word))));
}

/// Checks that the name of a file cannot add an answer to those of the others.
#[test]
fn a_name_cannot_forge_a_line() {
	let folder = Folder::new();
	let name = "credentials/x\nvalid        y\u{2028}\u{202e}\u{1b}[2J.json";
	folder.write(name, DOCUMENT);
	let output = folder.verify(&["--max-age", "any"]);
	let text = String::from_utf8(output.stdout).unwrap();
	assert_eq!(text.lines().count(), 3, "{text}");
	let is_shown = |letter: char| letter == '\n' || (' '..'\u{7f}').contains(&letter);
	assert!(text.chars().all(is_shown), "{text:?}");
	assert!(text.contains("x?valid        y???[2J.json has no anchor"), "{text}");
	let trust = ["--trust", "a\nvalid  b", "--max-age", "any", "credentials"];
	let output = folder.run(trust);
	assert_eq!(output.status.code(), Some(2));
	assert_eq!(String::from_utf8(output.stderr).unwrap().lines().count(), 1);
}

#[test]
fn answers_that_cannot_be_written_have_an_exit_code_of_their_own() {
	let folder = Folder::new();
	for extra in [&["--json"][..], &[]] {
		let always = ["--trust", "trust.json", "--max-age", "any", "credentials"];
		let mut command = folder.command([extra, &always].concat());
		let (reader, writer) = std::io::pipe().unwrap();
		drop(reader);
		let output = command.stdout(writer).stderr(Stdio::piped()).output().unwrap();
		assert_eq!(output.status.code(), Some(4), "{output:?}");
		let text = String::from_utf8(output.stderr).unwrap();
		assert!(text.starts_with("the answers cannot be written: "), "{text}");
	}
}

#[test]
fn a_wrong_call_is_told_apart_from_an_answer() {
	let folder = Folder::new();
	let refused = |output: Output, sentence: &str| {
		assert_eq!(output.status.code(), Some(2), "{output:?}");
		assert!(output.stdout.is_empty());
		let text = String::from_utf8(output.stderr).unwrap();
		assert!(text.contains(sentence), "{text}");
	};
	refused(folder.verify(&[]), "--max-age");
	refused(folder.verify(&["--max-age", "soon"]), "expected a number");
	folder.write("trust.json", "{}");
	refused(folder.verify(&["--max-age", "any"]), "missing field");
	folder.write("trust.json", r#"{"setID":1}"#);
	refused(folder.verify(&["--max-age", "any"]), "unknown field `setID`");
	folder.write("trust.json", r#"{"genesis":1,"genesis":2}"#);
	refused(folder.verify(&["--max-age", "any"]), "two members of one name");
	fs::remove_file(folder.path("trust.json")).unwrap();
	refused(folder.verify(&["--max-age", "any"]), "cannot be read");
}

#[test]
fn a_folder_without_credentials_hides_no_other_file() {
	let folder = Folder::new();
	fs::create_dir(folder.path("empty")).unwrap();
	let answers = |paths: &[&str]| {
		let call = ["--trust", "trust.json", "--max-age", "any"].iter().chain(paths);
		let output = folder.run(call.copied());
		(output.status.code(), String::from_utf8(output.stdout).unwrap())
	};
	let (code, alone) = answers(&["empty"]);
	assert_eq!(code, Some(3));
	assert!(alone.contains("empty has no credentials: expected"), "{alone}");
	let (_, both) = answers(&["empty", "."]);
	assert!(both.contains("empty has no credentials: expected"), "{both}");
	assert!(both.lines().count() > alone.lines().count(), "{both}");
}

/// Checks labels of a node that say something other than the evidence beside them (cheat 28).
#[test]
fn labels_of_an_answer_are_not_believed() {
	let folder = Folder::new();
	let evidence = encode(&file(&BUNDLE, &network()["bundles"][0]["file"])[8..]);
	let shown = |labels: Value| {
		let mut answer = json!({ "evidence": evidence });
		answer.as_object_mut().unwrap().extend(labels.as_object().unwrap().clone());
		folder.write("bundle", answer.to_string());
		let bundle = folder.path("bundle");
		let output = folder.verify(&["--json", "--max-age", "any", "--bundle", &bundle]);
		assert_eq!(output.status.code(), Some(1), "{output:?}");
		let mut answers: Value = serde_json::from_slice(&output.stdout).unwrap();
		answers[0]["verdict"].take()
	};
	let block = json!({ "blockNumber": 1, "blockHash": Hash([7; 32]) });
	let honest = shown(json!({ "setId": 0 }));
	for labels in [json!({}), json!({ "setId": 7 }), json!({ "finalized": block, "asOf": block })] {
		assert_eq!(shown(labels), honest);
	}
}

/// Returns the second set of the network, as its members would publish it after a recovery.
pub(crate) fn second_set() -> Value {
	let network = network();
	let page = HandOffs::from_file(&file(&HAND_OFFS, &network["handOffs"])).unwrap();
	let header = &page.hand_offs[0].header;
	let Ok(Change::Scheduled { authorities, .. }) = header.change() else { panic!("no change") };
	let keys: Vec<_> = authorities.iter().map(|authority| Hash(authority.key)).collect();
	json!({
		"genesis": network["genesis"], "authorities": keys, "setId": 1, "first": header.number + 1,
		"formerUntil": header.slot_end(), "forcedIn": null,
	})
}

#[test]
fn several_files_of_trust_lead_over_a_recovery() {
	let folder = Folder::new();
	let (later, second) = (folder.path("later.testamur"), folder.path("second.json"));
	folder.write("second.json", second_set().to_string());
	// With both, bundles from before and after it are accepted.
	assert_eq!(folder.word(&["--trust", &second]), "notAnchored");
	assert_eq!(folder.word(&["--trust", &second, "--bundle", &later]), "notAnchored");
	assert_eq!(folder.word(&["--bundle", &later]), "unknownSet");
	let alone = ["--trust", &second, "--max-age", "any", "--json", &folder.path("credentials")];
	let output = folder.run(alone);
	let answers: Value = serde_json::from_slice(&output.stdout).unwrap();
	assert_eq!(answers[0]["problem"]["word"], "unknownSet");
	// Who leaves out how the set began would follow plans that a recovery made void.
	let mut unstated = second_set();
	unstated.as_object_mut().unwrap().remove("forcedIn");
	folder.write("second.json", unstated.to_string());
	let output = folder.verify(&["--max-age", "any", "--trust", &second]);
	assert_eq!(output.status.code(), Some(2), "{output:?}");
	let text = String::from_utf8(output.stderr).unwrap();
	assert!(text.contains("forcedIn expected the block in which the set was forced"), "{text}");
	// What is wrong with the second file is said before any credential is looked at.
	for (member, value, sentence) in [
		("formerUntil", Value::Null, "formerUntil: expected the end of the set before"),
		("forcedIn", json!(0), "the trust root does not decode"),
		("setId", json!(2), "set 1 of the authorities is not known"),
		("genesis", json!(Hash([7; 32])), "ask a node of that chain"),
	] {
		let mut pin = second_set();
		pin[member] = value;
		folder.write("second.json", pin.to_string());
		let output = folder.verify(&["--max-age", "any", "--trust", &second]);
		assert_eq!(output.status.code(), Some(2), "{output:?}");
		let text = String::from_utf8(output.stderr).unwrap();
		assert!(text.contains(sentence), "{text}");
	}
}
