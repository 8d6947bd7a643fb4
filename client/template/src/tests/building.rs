// SPDX-License-Identifier: Apache-2.0

//! Documents are what template and row say.

use super::{built, document, example_with, random, read, CONTEXTS, LIST};
use crate::{example_template, identity_hash, lint, Builder, NotRandom, Random};
use serde_json::{json, Value};
use testamur_document::Document;
use testamur_roster::Roster;

fn built_one(template: &str, list: &str) -> Value {
	serde_json::from_str(&built(template, list).unwrap()[0]).unwrap()
}

#[test]
fn the_same_inputs_lead_to_the_same_document() {
	let documents = || built(&example_template(), LIST).unwrap();
	assert_eq!(documents(), documents());
	assert_ne!(documents()[0], documents()[1]);
}

#[test]
fn built_documents_have_a_leaf_and_no_findings() {
	for document in built(&example_template(), LIST).unwrap() {
		assert_eq!(lint(&CONTEXTS, document.as_bytes()), Vec::new());
		Document::from_json(document.as_bytes()).unwrap();
	}
}

#[test]
fn salt_and_identifier_are_the_random_bits() {
	let document = document();
	assert_eq!(document["salt"], json!(random(1).salt().text()));
	assert_eq!(document["id"], json!("urn:uuid:11121314-1516-4718-991a-1b1c1d1e1f20"));
	assert_eq!(Random::new([0; 32]), Err(NotRandom));
	assert_eq!(Random::new([7; 32]), Err(NotRandom));
	assert_eq!(Random::new(*b"0123456789abcdef0123456789abcdef"), Err(NotRandom));
	assert_eq!(format!("{:?}", random(1)), "Random(..)");
}

#[test]
fn learners_are_named_plainly_or_by_a_hash() {
	let identities = document()["credentialSubject"]["identifier"].clone();
	assert_eq!(identities[0]["hashed"], json!(false));
	assert_eq!(identities[0]["identityHash"], json!("Ana Šolová"));
	for (identity, kind, value) in [
		(&identities[1], "emailAddress", "ana@example.org"),
		(&identities[2], "identifier", "00731"),
	] {
		let salt = identity["salt"].as_str().unwrap();
		assert_eq!(identity["identityType"], json!(kind));
		assert_eq!(identity["hashed"], json!(true));
		assert_eq!(identity["identityHash"], json!(identity_hash(value, salt)));
		assert_ne!(identity["salt"], document()["salt"]);
	}
	assert_ne!(identities[1]["salt"], identities[2]["salt"]);
	// The example in the description of Open Badges 3.0, in its JSON Schema.
	assert_eq!(
		identity_hash("a@example.com", "Kosher"),
		"sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"
	);
	assert_eq!(document()["credentialSubject"]["id"], json!("did:example:ana"));
}

#[test]
fn the_end_of_the_validity_is_that_of_the_template_or_of_the_row() {
	let end = |document: Value| document["validUntil"].clone();
	let list = |day: &str| LIST.replace("2026-07-01", day);
	let example = example_template();
	assert_eq!(end(document()), json!("2031-07-01T00:00:00Z"));
	let months = |months: u32| example_with("months = 60", &format!("months = {months}"));
	assert_eq!(end(built_one(&months(1), &list("2026-01-31"))), json!("2026-02-28T00:00:00Z"));
	assert_eq!(end(built_one(&months(1), &list("2027-12-31"))), json!("2028-01-31T00:00:00Z"));
	assert_eq!(end(built_one(&months(12), &list("2028-02-29"))), json!("2029-02-28T00:00:00Z"));
	let until = example_with("months = 60", "until = 2031-12-31");
	assert_eq!(end(built_one(&until, LIST)), json!("2031-12-31T23:59:59Z"));
	let until = example_with("months = 60", "until = \"2026-07-01\"");
	assert_eq!(
		end(built_one(&until, &list("2026-07-01").replace("07-02", "06-02"))),
		json!("2026-07-01T23:59:59Z")
	);
	let (without, _) = example.split_once("[validity]").unwrap();
	assert_eq!(end(built_one(without, LIST)), json!(null));
	let column = example_with("months = 60", "column = true");
	let of_row = LIST
		.replace(",grade", ",grade,valid_until")
		.replace(",A\r\n", ",A,2027-01-31\r\n");
	let of_row = of_row.replace(",C\r\n", ",C,2027-02-28\r\n");
	assert_eq!(end(built_one(&column, &of_row)), json!("2027-01-31T23:59:59Z"));
}

#[test]
fn rows_that_do_not_go_with_the_template_are_refused_by_line_and_column() {
	let refused = |template: &str, list: &str, begin: &str| {
		let fault = built(template, list).unwrap_err();
		assert!(fault.starts_with(begin), "{fault}");
	};
	let until = example_with("months = 60", "until = 2026-07-01");
	refused(&until, LIST, "Line 3, column \"award_date\": the validity ends before the day");
	let far = LIST.replace("2026-07-01", "2199-07-01");
	refused(
		&example_template(),
		&far,
		"Line 2, column \"award_date\": the validity would end after",
	);
	// Roster takes it, and no statement could hold it.
	let odd = LIST.replace("https://hw.example.edu/e/1", "https://hw.example.edu/#e#1");
	refused(&example_template(), &odd, "Line 2, column \"evidence_url\": it has brackets, or two");
	// Whoever has such a name could never show that it is hers.
	let no_key = LIST.replace("did:example:ana", "did:key:notakey");
	assert_ne!(no_key, LIST);
	refused(
		&example_template(),
		&no_key,
		"Line 2, column \"learner_id\": it begins as the name of a key",
	);
	let percent = example_template()
		.replace("type = \"LetterGrade\"", "type = \"Percent\"\nmin = 0\nmax = 100")
		.replace("values = [\"C\", \"B\", \"A\"]\n", "\n")
		.replace("pass = \"C\"", "pass = \"50\"");
	let list = |value: &str| LIST.replace(",A\r\n", ",99.5\r\n").replace(",C\r\n", value);
	assert_eq!(
		built_one(&percent, &list(",1\r\n"))["credentialSubject"]["result"][0]["value"],
		json!("99.5")
	);
	refused(&percent, &list(",101\r\n"), "Line 3, column \"grade\": it is not from 0 to 100.");
	let demanded =
		example_with("genre = \"Report\"\n\n# True if rows may leave it out.\noptional = true", "");
	let template = read(&demanded);
	let faults = Roster::read(LIST.as_bytes(), template.columns()).unwrap_err().to_string();
	assert!(faults.starts_with("Line 3, column 6 (\"evidence_url\")"), "{faults}");
}

#[test]
fn a_list_for_another_template_is_refused() {
	let other = read(&example_with("email = \"hashed\"\n", "\n"));
	let list = LIST.replace("name,email,", "name,").replace("ana@example.org,", "");
	let list = list.replace("m@example.org,", "");
	let roster = Roster::read(list.as_bytes(), other.columns()).unwrap();
	let example = read(&example_template());
	let builder = Builder::new(&example, &CONTEXTS);
	let row = roster.rows().next().unwrap();
	let fault = builder.build(&row, &random(1)).unwrap_err().to_string();
	assert!(fault.starts_with("Line 2, column \"email\": there is nothing in it"), "{fault}");
}

#[test]
fn a_status_is_no_value() {
	let template = example_template()
		.replace("type = \"LetterGrade\"", "type = \"Status\"")
		.replace("values = [\"C\", \"B\", \"A\"]\n", "\n")
		.replace("pass = \"C\"", "");
	let list = LIST.replace(",A\r\n", ",Completed\r\n").replace(",C\r\n", ",Provisional\r\n");
	let document = built_one(&template, &list);
	let result = &document["credentialSubject"]["result"][0];
	assert_eq!((&result["status"], &result["value"]), (&json!("Completed"), &json!(null)));
	assert_eq!(lint(&CONTEXTS, document.to_string().as_bytes()), Vec::new());
}
