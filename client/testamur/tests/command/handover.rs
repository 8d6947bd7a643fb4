// SPDX-License-Identifier: Apache-2.0

//! Certificates and messages for learners. The fonts of Noto Sans have to be installed.

use crate::folder::{example, Ended, Folder};
use std::{fs, os::unix::fs::PermissionsExt};
use testamur_document::Document;
use testamur_documents::anchor::{attach, Anchor, Genesis, Order};
use testamur_primitives::{reference::InclusionPath, CredentialReference, InstitutionId};

/// A proof that looks like a signature. Nobody verifies it here.
const PROOF: &str =
	r#""proof":{"type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022","proofValue":"z1"}"#;
const INDEX: &str = "learner,file,name,email\n1,1.json,Ana Šolová,ana@example.org\n\
                     2,2.json,محمد الأحمد,\n";
const MESSAGE: &str =
	"[message]\nfrom = \"registrar@hw.example.edu\"\nsubject = \"{title}\"\ntext = \"{learner}\"\n";

/// Returns an example of a document by its number, anchored in a batch of one, and signed as it seems.
fn document(number: usize) -> Vec<u8> {
	let examples = String::from_utf8(example("documents.jsonl")).unwrap();
	let text = examples.lines().nth(number).unwrap().strip_suffix('}').unwrap();
	let text = format!("{text},{PROOF}}}").into_bytes();
	let digest = Document::from_json(&text).unwrap().digest();
	let reference = CredentialReference {
		institution: InstitutionId(7),
		leaf: digest.leaf(),
		index: 0,
		size: 1,
		path: InclusionPath::default(),
		signed_by: None,
	};
	let anchor = Anchor::new(Genesis([9; 32]), &reference, digest, &[]).unwrap();
	attach(&text, &anchor, Order::Last).unwrap().into_bytes()
}

/// Returns a folder with a cohort of two and a design with a message.
fn cohort() -> Folder {
	let folder = Folder::new();
	folder.create("water-2026");
	folder.write("water-2026/1.json", document(0));
	folder.write("water-2026/2.json", document(1));
	folder.write("water-2026/index.csv", INDEX);
	let mut design = folder.run("design").with(0).out;
	design.push_str(MESSAGE);
	folder.write("design.toml", design);
	folder
}

const PLAIN: &str = "hand-over --design design.toml --out out water-2026";
const WITH_MESSAGES: &str =
	"hand-over --design design.toml --out out --list water-2026/index.csv --messages water-2026";

fn names(folder: &Folder, name: &str) -> Vec<String> {
	let names = fs::read_dir(folder.path(name)).unwrap();
	let mut names: Vec<_> =
		names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
	names.sort();
	names
}

#[test]
fn each_learner_gets_a_certificate_and_those_with_an_address_a_message() {
	let folder = cohort();
	let ended = folder.run(WITH_MESSAGES).with(0);
	assert_eq!(
		ended.out,
		"out: 2 certificates, 2 of them new; 1 message, 1 of them new; and mail-merge.csv.\n\
		 1 learner without an address of mail in the list, and so without a message.\n"
	);
	assert_eq!(names(&folder, "out"), ["1.eml", "1.pdf", "2.pdf", "mail-merge.csv"]);
	let list = String::from_utf8(folder.read("out/mail-merge.csv")).unwrap();
	let rows: Vec<&str> = list.lines().collect();
	assert!(rows[1].starts_with("Ana Šolová,ana@example.org,1.json,1.pdf,1.eml,Water chemistry"));
	assert!(rows[2].starts_with("محمد الأحمد,,2.json,2.pdf,,Water chemistry"), "{list}");
	let mode = |name| fs::metadata(folder.path(name)).unwrap().permissions().mode() & 0o777;
	assert_eq!((mode("out"), mode("out/1.pdf")), (0o700, 0o600));
}

#[test]
fn each_learner_gets_a_badge_that_carries_her_document() {
	let folder = cohort();
	let call = PLAIN.replace("--out", "--badges --out");
	let ended = folder.run(&call).with(0);
	let told =
		"out: 2 certificates, 2 of them new; 4 badge files, 4 of them new; and mail-merge.csv.\n";
	assert_eq!(ended.out, told);
	assert_eq!(
		names(&folder, "out"),
		["1.pdf", "1.png", "1.svg", "2.pdf", "2.png", "2.svg", "mail-merge.csv"]
	);
	for number in 1..=2 {
		let document = folder.read(format!("water-2026/{number}.json"));
		let [png, svg] = ["png", "svg"].map(|end| folder.read(format!("out/{number}.{end}")));
		assert_eq!(testamur_carriers::png::extract(&png).unwrap(), document);
		assert_eq!(testamur_carriers::svg::extract(&svg).unwrap(), document);
	}
	// A later run compares them, and writes over none.
	folder.write("out/1.svg", "a drawing");
	let ended = folder.run(&call).with(1);
	assert!(ended.messages.contains("out/1.svg is there already"), "{ended:?}");
	assert!(ended.out.contains("; 3 badge files, 0 of them new"), "{ended:?}");
	assert_eq!(folder.read("out/1.svg"), b"a drawing");
}

#[test]
fn an_own_picture_takes_the_place_of_the_drawn_badge() {
	let folder = cohort();
	let picture =
		"<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"9\" height=\"9\"/></svg>";
	let call = PLAIN.replace("--out", "--badges --out");
	folder.write("own.svg", picture);
	folder.write("design.toml", "[badge]\npictures = [\"own.svg\"]\n");
	folder.run(&call).with(0);
	assert_eq!(names(&folder, "out"), ["1.pdf", "1.svg", "2.pdf", "2.svg", "mail-merge.csv"]);
	let badge = String::from_utf8(folder.read("out/1.svg")).unwrap();
	assert!(badge.ends_with("<rect width=\"9\" height=\"9\"/></svg>"));
	folder.write("own.svg", picture.replace("<rect", "<script>a()</script><rect"));
	folder
		.run(&call)
		.refused(2, "own.svg cannot be a badge: this SVG picture has an element that");
}

#[test]
fn a_later_run_writes_what_is_missing_and_nothing_else() {
	let folder = cohort();
	folder.run(WITH_MESSAGES).with(0);
	let before = folder.read("out/1.pdf");
	fs::remove_file(folder.path("out/2.pdf")).unwrap();
	fs::remove_file(folder.path("out/mail-merge.csv")).unwrap();
	let ended = folder.run(WITH_MESSAGES).with(0);
	assert!(ended
		.out
		.starts_with("out: 2 certificates, 1 of them new; 1 message, 0 of them new"));
	assert_eq!(folder.read("out/1.pdf"), before);
	assert_eq!(names(&folder, "out").len(), 4);
}

#[test]
fn the_files_may_lie_beside_the_documents() {
	let folder = cohort();
	let call = PLAIN.replace("--out out", "--out water-2026");
	folder.run(&call).with(0);
	let ended = folder.run(&call).with(0);
	assert!(ended.out.starts_with("water-2026: 2 certificates, 0 of them new"), "{ended:?}");
}

#[test]
fn no_other_file_is_written_over() {
	let folder = cohort();
	folder.create("out");
	folder.write("out/1.pdf", "thesis");
	let ended = folder.run(PLAIN).with(1);
	assert!(
		ended.messages.contains("out/1.pdf is there already, and it is another file"),
		"{ended:?}"
	);
	assert!(ended.out.contains("1 document refused"), "{ended:?}");
	assert_eq!(folder.read("out/1.pdf"), b"thesis");
	// The other learner has hers.
	assert_eq!(names(&folder, "out"), ["1.pdf", "2.pdf"]);
}

/// Checks that a call refuses one document, by a message, and hands over the other one.
#[track_caller]
fn refuses_one(ended: Ended, message: &str) {
	let ended = ended.with(1);
	assert!(ended.messages.contains(message), "{ended:?}");
	assert!(ended.out.starts_with("out: 1 certificate, 1 of them new"), "{ended:?}");
}

#[test]
fn a_document_that_cannot_be_handed_over_is_named() {
	let folder = cohort();
	folder.write("water-2026/1.json", example("document.json"));
	refuses_one(folder.run(PLAIN), "water-2026/1.json: it is not signed");
	let folder = cohort();
	folder.write("water-2026/index.csv", INDEX.replace("Ana", "Ann"));
	refuses_one(folder.run(WITH_MESSAGES), "line 2 of the list has another name than the document");
	let folder = cohort();
	folder.write("water-2026/2.testamur", "a bundle");
	let ended = folder.run(&PLAIN.replace("--out", "--with-proof --out"));
	refuses_one(ended, "water-2026/1.testamur cannot be read: there is no such file");
	let folder = cohort();
	folder.write("water-2026/index.csv", INDEX.replace("1.json", "7.json"));
	refuses_one(folder.run(WITH_MESSAGES), "no row of the list has 1.json");
}

#[test]
fn a_call_that_can_hand_over_nothing_is_refused() {
	let folder = cohort();
	let refused = |call: &str, code, message: &str| folder.run(call).refused(code, message);
	refused(&PLAIN.replace("design.toml", "no.toml"), 2, "no.toml cannot be read");
	folder.create("empty");
	refused(&PLAIN.replace("water-2026", "empty"), 2, "empty has no");
	folder.write("file", "");
	refused(&PLAIN.replace("--out out", "--out file"), 2, "file cannot be written");
}

#[test]
fn faults_of_designs_and_lists_are_told() {
	let folder = cohort();
	folder.write("bad.toml", "[page]\nsiz = 1\n");
	let call = PLAIN.replace("design.toml", "bad.toml");
	folder
		.run(&call)
		.refused(2, "bad.toml is refused: line 2, column 1: unknown field `siz`");
	folder.write("bad.toml", "[[image]]\nfile = \"no.png\"\nx = 1\ny = 1\nwidth = 1\n");
	let message = "no certificate can be made with bad.toml: no.png cannot be read";
	folder.run(&call).refused(2, message);
	folder.write("water-2026/index.csv", "name,email\nAna,a@example.org\n");
	folder
		.run(WITH_MESSAGES)
		.refused(1, "water-2026/index.csv is refused, with 1 fault");
	folder
		.run(&PLAIN.replace("--out", "--messages --out"))
		.refused(2, "--list <FILE>");
	assert!(!folder.path("out").exists());
}

/// Runs the calls of the page as they are printed there.
#[test]
fn the_commands_of_the_page_work() {
	let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/handing-over.md");
	let page = fs::read_to_string(path).unwrap();
	let calls: Vec<_> = page.lines().filter_map(|line| line.strip_prefix("testamur ")).collect();
	assert_eq!(calls.len(), 2);
	let folder = cohort();
	fs::remove_file(folder.path("design.toml")).unwrap();
	folder.run(calls[0]).with(0);
	let design = String::from_utf8(folder.read("design.toml")).unwrap();
	let message = calls[1].replace("--messages ", "");
	folder.run(&message).with(0);
	folder.run(calls[1]).refused(2, "design.toml: the design has no message");
	folder.write("design.toml", design + MESSAGE);
	// The list that was written without messages is another one.
	let ended = folder.run(calls[1]).with(1);
	assert!(ended.messages.contains("certificates/mail-merge.csv is there already"), "{ended:?}");
	fs::remove_file(folder.path("certificates/mail-merge.csv")).unwrap();
	let ended = folder.run(calls[1]).with(0);
	assert!(ended.out.contains(
		"2 certificates, 0 of them new; 4 badge files, 0 of them new; 1 message, 0 of them new"
	));
}
