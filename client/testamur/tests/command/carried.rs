// SPDX-License-Identifier: Apache-2.0

//! The verification of documents in other files, as far as it comes without a node.

use crate::{
	folder::{example, Folder},
	made::{pdf, picture, zip, Form, DRAWING},
	verify::{folder, refer, NOBODY},
};
use serde_json::Value;
use testamur_carriers::{png, svg};

const CALL: &str =
	"verify --trust trust.json --offline --max-age any --bundle documents/ana.testamur";

/// Returns the folder with the document in each kind of file.
fn with_all_kinds() -> Folder {
	let folder = folder();
	let document = example("document.json");
	let text = String::from_utf8(document.clone()).unwrap();
	let badge = png::bake(&picture(&[]), &text).unwrap();
	let attached = pdf(&[("credential.json", &document)], Form::Streams);
	let shown = format!("{{\"type\":\"VerifiablePresentation\",\"verifiableCredential\":{text}}}");
	folder.write("documents/b.pdf", &attached);
	folder.write("documents/c.PNG", &badge);
	folder.write("documents/d.svg", svg::bake(DRAWING, &text).unwrap());
	folder.write("documents/e.json", &shown);
	let files: [(&str, &[u8]); 3] =
		[("ana.pdf", &attached), ("a\nvalid  b.json", &document), ("x.zip", &zip(&[]))];
	folder.write("documents/f.zip", zip(&files));
	folder
}

#[test]
fn documents_are_found_in_every_kind_of_file() {
	let folder = with_all_kinds();
	let found = folder.run(&format!("{CALL} documents --json")).with(3).json();
	let line = |found: &Value| {
		let word = found["findings"][0]["doubts"][0]["word"].as_str().unwrap().to_owned();
		(found["file"].as_str().unwrap().to_owned(), found["within"].to_string(), word)
	};
	let lines: Vec<_> = found.as_array().unwrap().iter().map(line).collect();
	let wanted = [
		("documents/ana.json", "[]", "noAnchor"),
		("documents/b.pdf: credential.json", "[\"pdf\"]", "noAnchor"),
		("documents/c.PNG", "[\"png\"]", "noAnchor"),
		("documents/d.svg", "[\"svg\"]", "noAnchor"),
		("documents/e.json", "[]", "context"),
		("documents/e.json: credential 1", "[\"presentation\"]", "noAnchor"),
		("documents/f.zip: a\nvalid  b.json", "[\"zip\"]", "noAnchor"),
		("documents/f.zip: ana.pdf: credential.json", "[\"zip\",\"pdf\"]", "noAnchor"),
		("documents/f.zip: x.zip", "[]", "nested"),
	];
	let wanted = wanted.map(|(file, within, word)| (file.into(), within.into(), word.into()));
	assert_eq!(lines, wanted);
}

#[test]
fn what_was_not_judged_is_said_and_no_name_leaves_its_line() {
	let folder = with_all_kinds();
	let out = folder.run(&format!("{CALL} documents")).with(3).out;
	assert!(out.contains("\ncannot tell  documents/f.zip: a?valid  b.json\n"), "{out}");
	for (kind, count) in [("PDF", 2), ("PNG picture", 1), ("SVG picture", 1)] {
		let sentence = format!("\n  The {kind} carries this credential: ");
		assert_eq!(out.matches(&sentence).count(), count, "{out}");
	}
	assert!(out.contains("x.zip is a file in a file that is not opened"), "{out}");
	assert!(out.ends_with("9 files: 0 valid, 0 invalid, 9 cannot tell\n"), "{out}");
}

#[test]
fn the_standard_input_is_one_file() {
	let folder = with_all_kinds();
	for name in ["ana.json", "b.pdf", "c.PNG"] {
		let input = folder.read(format!("documents/{name}"));
		let out = folder.run_with(&format!("{CALL} -"), &input).with(3).out;
		assert!(out.starts_with("cannot tell  the standard input"), "{out}");
		assert!(out.contains("has no anchor"), "{out}");
	}
	let empty = folder.run_with(&format!("{CALL} -"), b"").with(3).out;
	assert!(empty.contains("the standard input: the text is not JSON"), "{empty}");
	// Nothing lies beside it, and nothing is looked for.
	folder.write("-.anchor.json", "{");
	let input = folder.read("documents/ana.json");
	assert!(folder.run_with(&format!("{CALL} -"), &input).out.contains("has no anchor"));
}

#[test]
fn a_report_is_printed_as_a_pdf_whatever_strangers_wrote() {
	let folder = with_all_kinds();
	folder.write("\u{1b}[2J\u{e000}محمد.json", "{}");
	let call = format!("{CALL} --report report.pdf documents .");
	folder.run(&call).with(3);
	assert!(folder.read("report.pdf").starts_with(b"%PDF-1."));
	folder.run(&call).refused(2, "report.pdf is there already");
	// What was found by bundles is not attached: they lie beside the documents.
	let replay = "verify --trust trust.json --replay report.pdf";
	folder.run(replay).refused(2, "no report.json is attached");
}

#[test]
fn a_report_is_a_table_in_which_nothing_is_a_formula() {
	let folder = with_all_kinds();
	refer(&folder);
	folder.write("=1+1.json", "{}");
	let call = format!("{CALL} --report report.csv documents =1+1.json");
	let printed = folder.run(&call).with(1).out;
	let report = String::from_utf8(folder.read("report.csv")).unwrap();
	let lines: Vec<_> = report.trim_start_matches('\u{feff}').split("\r\n").collect();
	assert!(lines[0].starts_with("file,answer,answer of this finding,reasons,"), "{report}");
	// A line for the header, one for each credential and presentation, and nothing behind the last one.
	assert_eq!(lines.len(), 12, "{report}");
	assert!(lines[1].starts_with("documents/ana.json,invalid,invalid,"), "{report}");
	assert!(lines[1].contains("no such credential on record at this place"), "{report}");
	assert!(
		lines[7].starts_with("documents/f.zip: a?valid  b.json,cannot tell,cannot tell,"),
		"{report}"
	);
	assert!(lines[10].starts_with("'=1+1.json,cannot tell,cannot tell,"), "{report}");
	assert!(printed.ends_with("10 files: 0 valid, 1 invalid, 9 cannot tell\n"), "{printed}");

	folder
		.run(&call)
		.refused(2, "report.csv is there already and was left as it is");
	assert_eq!(folder.read("report.csv"), report.as_bytes());
	folder
		.run(&format!("{CALL} --report report.txt documents"))
		.refused(2, "ends with .csv");
	folder
		.run(&format!("{CALL} --report no/report.csv documents"))
		.refused(2, "cannot be written");
}

#[test]
fn a_report_that_cannot_be_written_hides_neither_the_answers_nor_another_report() {
	let folder = with_all_kinds();
	let call = format!("{CALL} --report report.csv documents");
	// A name that no file system takes is found only when the file is written.
	let long = "a".repeat(300);
	let run = folder.run(&format!("{call} --report {long}.csv --report last.csv")).with(2);
	assert!(run.out.ends_with("9 files: 0 valid, 0 invalid, 9 cannot tell\n"), "{run:?}");
	assert!(run.messages.contains("cannot be written"), "{run:?}");
	assert!(folder.path("report.csv").is_file() && folder.path("last.csv").is_file());
	for (call, message) in [
		("--report a.csv --report a.csv", "--report states a.csv twice"),
		("--report a.csv --report no/b.csv", "no/b.csv cannot be written"),
	] {
		folder.run(&format!("{CALL} {call} documents")).refused(2, message);
		assert!(!folder.path("a.csv").exists());
	}
}

#[test]
fn a_pdf_with_too_many_rows_is_refused_before_any_node_is_asked() {
	let folder = folder();
	let credentials = vec![r#"{"type":["VerifiableCredential"]}"#; 5_001].join(",");
	for name in ["a.json", "b.json"] {
		let shown = format!(
			r#"{{"type":"VerifiablePresentation","verifiableCredential":[{credentials}]}}"#
		);
		folder.write(name, shown);
	}
	let call = format!("verify --trust trust.json --rpc {NOBODY} --report r.pdf a.json b.json");
	let run = folder.run(&call).with(2);
	assert!(run.messages.contains("more than 10000 rows"), "{}", run.messages);
	assert!(!run.messages.contains(NOBODY), "{}", run.messages);
}

#[test]
fn a_report_in_json_is_replayed_without_the_files_and_the_node() {
	let folder = with_all_kinds();
	// Who presented documents, and for whom, is not asked again.
	std::fs::remove_file(folder.path("documents/e.json")).unwrap();
	refer(&folder);
	let call = format!(
		"verify --trust trust.json --rpc {NOBODY} --report a.json --report a.csv documents"
	);
	let former = folder.run(&call).with(1);
	std::fs::remove_dir_all(folder.path("documents")).unwrap();
	let again = folder.run("verify --trust trust.json --replay a.json --report b.csv").with(1);
	assert!(
		again.messages.starts_with("No node is asked: a.json has their answers of 20"),
		"{again:?}"
	);
	// Only the reason why the node tells nothing is another.
	let told = |text: &str| text.lines().filter(|line| !line.contains("be reached")).count();
	assert_eq!(again.out.lines().count(), former.out.lines().count(), "{again:?}");
	assert_eq!(told(&again.out), told(&former.out), "{again:?}");
	assert!(again.out.ends_with("7 files: 0 valid, 1 invalid, 6 cannot tell\n"), "{again:?}");
	assert!(folder.path("b.csv").is_file());
	// The reports hold the credentials.
	#[cfg(unix)]
	for name in ["a.json", "b.csv"] {
		use std::os::unix::fs::PermissionsExt;
		let mode = folder.path(name).metadata().unwrap().permissions().mode();
		assert_eq!(mode & 0o077, 0, "{name}");
	}

	for (call, message) in [
		("--replay a.json --rpc ws://a", "cannot be used with"),
		("--replay a.json documents", "cannot be used with"),
		("--replay a.json --challenge 8f3a", "cannot be used with"),
		("--replay a.json --domain hr.example.com", "cannot be used with"),
		("--replay no.json", "no.json cannot be read"),
		("--replay trust.json", "trust.json: "),
		("--replay a.json --report c.json", "keeps the answers of nodes"),
		("--offline --max-age 1d --report c.json .", "keeps the answers of nodes"),
	] {
		folder.run(&format!("verify --trust trust.json {call}")).refused(2, message);
	}
}
