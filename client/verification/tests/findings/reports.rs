// SPDX-License-Identifier: Apache-2.0

//! Reports, by which a verification is repeated without the node.

use crate::{
	chain::{put_system, Final, Validators, MAX_AGE, NUMBER, TIME},
	made::{pdf, Form},
	world::{clock, moments, words, World},
};
use codec::Encode;
use serde_json::{json, Value};
use std::fs;
use testamur_primitives::{keys, CredentialPointer, Moment, Status};
use testamur_proof::HandOffs;
use testamur_verification::{
	inquire, open_documents, Conclusion, DocumentFile, Finding, Moments, Problem, Recorder, Report,
	ReportedFile, ReportedNode, ATTACHED_REPORT,
};

/// Verifies all documents of a world by a node, and returns the findings and a report.
fn report(world: &World, node: crate::fake::FakeNode) -> (Vec<Finding>, Report) {
	let mut report = Report::new(TIME + 5_000, None, Some(MAX_AGE));
	for number in 0..world.documents.len() {
		for opened in open_documents(&world.path(number)) {
			report.files.push(ReportedFile::new(&opened.location, opened.source.as_ref()));
		}
	}
	let mut recorder = Recorder::new(node);
	let findings = inquire(&mut recorder, &world.files(), &world.trusted(), &moments());
	let answers = Some(recorder.into_answers());
	report.nodes.push(ReportedNode { url: "ws://a".into(), answers });
	(findings, report)
}

/// Writes a report and reads it again.
fn read(world: &World, report: &Value) -> Result<Report, Problem> {
	let path = world.folder.path().join("report");
	fs::write(&path, report.to_string()).unwrap();
	Report::read(&path)
}

/// Returns the findings by a report, long after it was made.
fn replayed(world: &World, report: &Report) -> Vec<Finding> {
	let late = || clock() + 1_000_000_000_000;
	let documents: Vec<_> = report
		.files
		.iter()
		.map(|file| {
			let source = file.source().unwrap();
			let genesis = testamur_documents::anchor::Genesis(crate::chain::GENESIS.0);
			DocumentFile::read(&world.contexts, source, genesis).unwrap()
		})
		.collect();
	let at = Some(report.asked_about());
	let moments = Moments { clock: late, max_age: report.max_age, at };
	let mut answers = report.nodes[0].answers.clone().unwrap();
	inquire(&mut answers, &documents, &world.trusted(), &moments)
}

/// Returns a finding without the age of what was proven, which grows.
fn ageless(mut finding: Finding) -> Finding {
	if let Some(shown) = &mut finding.shown {
		shown.as_of.age = Moment::default();
	}
	finding
}

#[test]
fn a_report_that_was_written_and_read_has_the_same_findings() {
	let mut world = World::new(3);
	world.set_status(1, Status::Superseded);
	let successor =
		CredentialPointer { institution: crate::records::UNIVERSITY, root: world.root, index: 1 };
	world
		.state
		.put(keys::successor(crate::records::UNIVERSITY, world.root, 1), successor);
	let (findings, made) = report(&world, world.node());
	assert_eq!(words(&findings[1]), [vec!["superseded"], vec![]]);
	let made = read(&world, &serde_json::to_value(&made).unwrap()).unwrap();
	let again = replayed(&world, &made);
	assert_eq!(again[0].shown.as_ref().unwrap().as_of.age, 1_000_000_010_000);
	let [findings, again] =
		[findings, again].map(|all| all.into_iter().map(ageless).collect::<Vec<_>>());
	assert_eq!(again, findings);
	// Some of the documents, in another order, are asked about otherwise, and found the same.
	let mut some = made;
	some.files.swap(0, 1);
	some.files.pop();
	let again: Vec<_> = replayed(&world, &some).into_iter().map(ageless).collect();
	assert_eq!(again, [findings[1].clone(), findings[0].clone()]);
}

#[test]
fn hand_offs_are_kept() {
	let world = World::new(1);
	let mut node = world.node();
	let (first, later) = (Validators::new(0, 1..=4), Validators::new(1, 5..=8));
	let mut state = world.state.clone();
	put_system(&mut state, TIME);
	node.block = Final::of(later.clone(), NUMBER, state);
	let hand_offs = HandOffs {
		first_set: 0,
		authorities: Some(first.authorities()),
		hand_offs: vec![first.hand_off(20, &later)],
	};
	node.hand_offs = hand_offs.encode();
	let (_, made) = report(&world, node);
	assert_eq!(replayed(&world, &made)[0].conclusion(), Conclusion::Valid);
	let mut without = serde_json::to_value(&made).unwrap();
	without["nodes"][0]["answers"]["handOffs"] = json!([]);
	let without = read(&world, &without).unwrap();
	assert_eq!(words(&replayed(&world, &without)[0]), [vec![], vec!["notInReport"]]);
}

#[test]
fn nothing_of_a_report_is_believed() {
	let world = World::new(1);
	let (_, made) = report(&world, world.node());
	let made = serde_json::to_value(&made).unwrap();
	let found = |change: &dyn Fn(&mut Value)| {
		let mut changed = made.clone();
		change(&mut changed);
		replayed(&world, &read(&world, &changed).unwrap()).swap_remove(0)
	};
	assert_eq!(found(&|_| ()).conclusion(), Conclusion::Valid);
	let bundle = made["nodes"][0]["answers"]["bundles"][0]["bundle"].as_str().unwrap();
	for place in (10..bundle.len()).step_by(41) {
		let letter = if &bundle[place..=place] == "A" { "B" } else { "A" };
		let other = format!("{}{letter}{}", &bundle[..place], &bundle[place + 1..]);
		let finding = found(&|it| it["nodes"][0]["answers"]["bundles"][0]["bundle"] = json!(other));
		assert_ne!(finding.conclusion(), Conclusion::Valid, "{place}");
	}
	for (member, value, word) in [
		("/nodes/0/answers/genesis", json!(format!("0x{}", "9".repeat(64))), "otherChain"),
		("/nodes/0/answers/keys", json!([]), "notInReport"),
		("/nodes/0/answers/bundles", json!([]), "notInReport"),
		("/made", json!("2020-01-01T00:00:00.000Z"), "otherTime"),
		("/made", json!("2099-01-01T00:00:00.000Z"), "otherTime"),
	] {
		let finding = found(&|it| *it.pointer_mut(member).unwrap() = value.clone());
		assert!(words(&finding)[1].contains(&word), "{member}: {finding:?}");
	}
	let document = world.documents[0].replace("\"proof\":[{", "\"proof\":[{\"created\":\"a\"},{");
	assert_ne!(document, world.documents[0]);
	let finding = found(&|it| it["files"][0]["document"] = json!(document));
	assert_ne!(finding.conclusion(), Conclusion::Valid);
}

#[test]
fn what_is_no_report_is_refused() {
	let world = World::new(1);
	let (_, made) = report(&world, world.node());
	let made = serde_json::to_value(&made).unwrap();
	for change in [
		json!({ "testamurReport": 2 }),
		json!({ "testamurReport": null }),
		json!({ "more": 1 }),
		json!({ "files": {} }),
		json!({ "nodes": [{ "url": 1 }] }),
	] {
		let mut changed = made.clone();
		changed.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
		let problem = read(&world, &changed).unwrap_err();
		assert_eq!(problem.word(), "malformed", "{change}");
	}
	for other in [json!({}), json!([]), Value::Null] {
		assert_eq!(read(&world, &other).unwrap_err().word(), "malformed");
	}
	let mut many = made.clone();
	let keys = &mut many["nodes"][0]["answers"]["keys"];
	*keys = json!(vec![keys[0].clone(); 10_001]);
	assert_eq!(read(&world, &many).unwrap_err().word(), "malformed");
	let mut none = made;
	none["files"][0]["document"] = Value::Null;
	let none = read(&world, &none).unwrap();
	assert_eq!(none.files[0].source().err().unwrap().word, "notInReport");
	// A document that is no text is not kept as another one.
	let path = world.folder.path().join("a.json");
	fs::write(&path, [world.documents[0].as_bytes(), b"\xff"].concat()).unwrap();
	let opened = open_documents(&path).remove(0);
	let file = ReportedFile::new(&opened.location, opened.source.as_ref());
	assert_eq!(file.source().err().unwrap().word, "notText");
	// A file that was none keeps the reason for that.
	let path = world.folder.path().join("a.pdf");
	fs::write(&path, "%PDF-").unwrap();
	let opened = open_documents(&path).remove(0);
	let file = ReportedFile::new(&opened.location, opened.source.as_ref());
	let file: ReportedFile = serde_json::from_value(serde_json::to_value(file).unwrap()).unwrap();
	assert_eq!(file.source().err().unwrap().word, "damagedFile");
	assert_eq!(file.location().to_string(), path.display().to_string());
}

#[test]
fn a_report_is_taken_out_of_a_pdf() {
	let world = World::new(2);
	let (_, report) = report(&world, world.node());
	let text = serde_json::to_vec(&report).unwrap();
	let path = world.folder.path().join("report");
	let read = |attachments: &[(&str, &[u8])]| {
		fs::write(&path, pdf(attachments, Form::Streams)).unwrap();
		Report::read(&path)
	};
	assert_eq!(read(&[("a.txt", b"a"), (ATTACHED_REPORT, &text)]).unwrap(), report);
	let cut = &text[..text.len() / 2];
	for (name, content) in [("report.txt", text.as_slice()), (ATTACHED_REPORT, cut)] {
		assert_eq!(read(&[(name, content)]).unwrap_err().word(), "malformed");
	}
	assert_eq!(read(&[]).unwrap_err().word(), "malformed");
	// More than one attachment of a credential may have is a report still, and a bomb is none.
	let long = [text.as_slice(), &vec![b' '; 4 << 20]].concat();
	assert_eq!(read(&[(ATTACHED_REPORT, &long)]).unwrap(), report);
	assert!(read(&[(ATTACHED_REPORT, &vec![b' '; 65 << 20])]).is_err());
	let whole = pdf(&[(ATTACHED_REPORT, &text)], Form::Streams);
	for end in (0..whole.len()).step_by(whole.len() / 40) {
		fs::write(&path, &whole[..end]).unwrap();
		Report::read(&path).unwrap_err();
	}
}
