// SPDX-License-Identifier: Apache-2.0

//! Previews, documents and refusals.

use crate::folder::{example, header, Folder};
use serde_json::{json, Value};

const PREVIEW: &str = "\
cohort.csv: 2 learners, without a fault.
No column was passed over.

Learner 1, line 2
  name                Ana Šolová
  email               ana@example.org
  number              00731
  learner_id          did:example:ana
  award_date          2026-07-01
  evidence_url        https://hw.example.edu/e/1
  evidence_narrative  A river.
  grade               A
Learner 2, line 3
  name                محمد الأحمد
  email               m@example.org
  number              00732
  learner_id          (empty)
  award_date          2026-07-02
  evidence_url        (empty)
  evidence_narrative  (empty)
  grade               C

The document of learner 1 would say
  title          Water chemistry for practitioners
  type           MicroCredential
  issuer         Höhere Wasserschule, AT, did:web:hw.example.edu
  awarded        2026-07-01T00:00:00Z
  valid from     2026-07-01T00:00:00Z
  valid until    2031-07-01T00:00:00Z
  identified by  learner_id, name, email (hashed), number (hashed)
  results        1
  evidence       yes

So far nothing was signed, stored or sent.
";

#[test]
fn a_list_without_a_fault_has_a_preview() {
	let folder = Folder::new();
	let ended = folder.run("check --template water.toml --list cohort.csv").with(0);
	assert_eq!(ended.out, PREVIEW);
	assert!(ended.messages.is_empty(), "{ended:?}");
}

#[test]
fn a_list_may_come_through_a_pipe() {
	let folder = Folder::new();
	let call = "check --template water.toml --list -";
	let ended = folder.run_with(call, &example("list.csv")).with(0);
	assert_eq!(ended.out, PREVIEW.replace("cohort.csv:", "the standard input:"));
}

#[test]
fn a_long_list_shows_its_first_and_its_last_learners() {
	let folder = Folder::new();
	let rows = (1..=8).map(|n| format!("L{n},l{n}@example.org,{n},,2026-07-01,,,A\n"));
	let list = format!("{}\n{}", header(), rows.collect::<String>());
	let ended = folder.check(&list, "").with(0);
	let shown: Vec<_> = ended.out.lines().filter(|line| line.starts_with(['L', '('])).collect();
	let expected = [
		"Learner 1, line 2",
		"Learner 2, line 3",
		"Learner 3, line 4",
		"(3 more learners are not shown.)",
		"Learner 7, line 8",
		"Learner 8, line 9",
	];
	assert_eq!(shown, expected);
	let list: Vec<_> = list.lines().take(7).collect();
	let ended = folder.check(list.join("\n"), "").with(0);
	assert!(
		ended.out.contains("\n(1 more learner is not shown.)\nLearner 5, line 6\n"),
		"{ended:?}"
	);
	let ended = folder.check(list[..6].join("\n"), "").with(0);
	assert!(!ended.out.contains("not shown"), "{ended:?}");
}

#[test]
fn a_preview_in_json_says_the_same() {
	let folder = Folder::new();
	let preview = folder
		.run("check --template water.toml --list cohort.csv --json")
		.with(0)
		.json();
	assert_eq!(preview["accepted"], true);
	assert_eq!(preview["learners"], 2);
	assert_eq!((&preview["signed"], &preview["sent"]), (&json!(false), &json!(false)));
	assert_eq!(preview["passedOver"], json!([]));
	assert_eq!(preview["shown"][1]["line"], 3);
	assert_eq!(preview["shown"][1]["cells"]["name"], "محمد الأحمد");
	assert_eq!(preview["shown"][1]["cells"]["learner_id"], Value::Null);
	assert_eq!(preview["document"]["validUntil"], "2031-07-01T00:00:00Z");
	let hashed = json!({ "type": "emailAddress", "hashed": true });
	assert_eq!(preview["document"]["identities"][2], hashed);
}

/// Checks that a document that is shown is the one of the example but for its random bits, and has no
/// findings.
#[test]
fn a_document_is_shown_as_it_would_be_built() {
	let folder = Folder::new();
	let call = "check --template water.toml --list cohort.csv --show 1";
	let ended = folder.run(call).with(0);
	assert!(ended.messages.contains("is not signed, and nothing was sent"), "{ended:?}");
	let without_random = |mut document: Value| {
		document["id"].take();
		document["salt"].take();
		for identity in document["credentialSubject"]["identifier"].as_array_mut().unwrap() {
			if identity["hashed"] == true {
				identity["salt"].take();
				identity["identityHash"].take();
			}
		}
		document
	};
	let built: Value = serde_json::from_slice(&example("document.json")).unwrap();
	assert_eq!(without_random(ended.json()), without_random(built));
	// The next call draws other bits, and prints the canonical form to programs.
	let other = folder.run(&format!("{call} --json")).with(0);
	assert_ne!(ended.json()["salt"], other.json()["salt"]);
	assert_ne!(ended.json()["id"], other.json()["id"]);
	assert!(other.out.starts_with("{\"@context\":[\"https://www.w3.org/"), "{other:?}");
	for document in [&ended.out, &other.out] {
		folder.run_with("lint -", document.as_bytes()).with(0);
	}
	let second = folder.run("check --template water.toml --list cohort.csv --show 2").with(0);
	assert_eq!(second.json()["awardedDate"], "2026-07-02T00:00:00Z");
}

#[test]
fn a_learner_that_is_not_in_the_list_cannot_be_shown() {
	let folder = Folder::new();
	let call = "check --template water.toml --list cohort.csv --show";
	folder
		.run(&format!("{call} 3"))
		.refused(2, "--show 3: the list has 2 learners; state a number from 1 to 2");
	for wrong in ["0", "-1", "two", "99999999999999999999999"] {
		folder.run(&format!("{call} {wrong}")).with(2);
	}
}

#[test]
fn each_fault_of_a_list_has_its_line_and_its_column() {
	let folder = Folder::new();
	let list = format!(
		"{}\nAna,ana@example.org,00731,,01/07/2026,,,A\nBo,bo@example,7.31E+02,,2026-07-01,,,D\n",
		header()
	);
	let ended = folder.check(&list, "");
	let lines: Vec<_> = ended.messages.lines().collect();
	assert_eq!(lines[0], "list.csv is refused, with 4 faults.");
	let begins = [
		"Line 2, column 5 (\"award_date\"), \"01/07/2026\": ",
		"Line 3, column 2 (\"email\"), \"bo@example\": ",
		"Line 3, column 3 (\"number\"), \"7.31E+02\": ",
		"Line 3, column 8 (\"grade\"), \"D\": ",
	];
	for (line, begin) in lines[1..].iter().zip(begins) {
		assert!(line.starts_with(begin), "{line}");
	}
	assert_eq!(lines.len(), 5);
	ended.refused(1, "");
	let ended = folder.check(&list, "--json").with(1);
	let refusal = ended.json();
	assert_eq!((&refusal["accepted"], &refusal["faultCount"]), (&json!(false), &json!(4)));
	let fault = &refusal["faults"][0];
	let place = json!([fault["line"], fault["column"], fault["name"]]);
	assert_eq!(place, json!([2, 5, "award_date"]));
	assert_eq!(fault["message"], lines[1]);
	assert!(ended.messages.is_empty(), "{ended:?}");
}

#[test]
fn each_fault_of_a_template_has_its_line_and_its_column() {
	let folder = Folder::new();
	let template = String::from_utf8(example("template.toml")).unwrap();
	folder.write("water.toml", template.replace("country = \"AT\"", "country = \"Austria\""));
	let ended = folder.run("check --template water.toml --list cohort.csv");
	let line = template.lines().position(|line| line == "country = \"AT\"").unwrap() + 1;
	assert!(ended.messages.starts_with("water.toml is refused, with 1 fault.\nLine "), "{ended:?}");
	ended.refused(1, &format!("Line {line}, column 11, issuer.country: "));
	let ended = folder.run("check --template water.toml --list cohort.csv --json").with(1);
	let fault = &ended.json()["faults"][0];
	let place = json!([fault["line"], fault["column"], fault["name"]]);
	assert_eq!(place, json!([line, 11, "issuer.country"]));
}

/// Checks that a row is refused by what the template says about several cells, and that no row is
/// previewed where another one has no document.
#[test]
fn a_row_that_goes_with_no_document_is_refused() {
	let folder = Folder::new();
	let template = String::from_utf8(example("template.toml")).unwrap();
	folder.write("water.toml", template.replace("months = 60", "until = 2026-07-01"));
	let ended = folder.run("check --template water.toml --list cohort.csv");
	let message = "cohort.csv is refused, with 1 fault.\nLine 3, column \"award_date\": ";
	ended.refused(1, message);
	let call = "check --template water.toml --list cohort.csv --show 1";
	folder.run(call).refused(1, message);
	let fault = folder.run(&format!("{call} --json")).with(1).json()["faults"][0].clone();
	assert_eq!(json!([fault["line"], fault["name"]]), json!([3, "award_date"]));
}

#[test]
fn faults_beyond_the_listed_ones_are_counted() {
	let folder = Folder::new();
	let template = String::from_utf8(example("template.toml")).unwrap();
	folder.write("water.toml", template.replace("months = 60", "until = 2026-06-30"));
	let rows = (0..102).map(|n| format!("L{n},l{n}@example.org,n{n},,2026-07-01,,,A\n"));
	let list = format!("{}\n{}", header(), rows.collect::<String>());
	let ended = folder.check(&list, "");
	assert!(ended.messages.starts_with("list.csv is refused, with 102 faults.\n"), "{ended:?}");
	assert_eq!(ended.messages.lines().count(), 102);
	ended.refused(1, "There are 2 more faults, which are not listed.");
	let refusal = folder.check(&list, "--json").with(1).json();
	assert_eq!(refusal["faultCount"], 102);
	assert_eq!(refusal["faults"].as_array().unwrap().len(), 100);
}
