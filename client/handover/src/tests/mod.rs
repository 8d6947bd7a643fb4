// SPDX-License-Identifier: Apache-2.0

//! Tests of handing over.

mod links;
mod messages;
mod registers;

use testamur_certificate::Credential;

/// The example of documents that the tests of `testamur-template` keep, one on a line. They are not signed.
const EXAMPLES: &str = include_str!("../../../template/tests/example/documents.jsonl");
/// A proof that looks like a signature. Nobody verifies it here.
const PROOF: &str =
	r#""proof":{"type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022","proofValue":"z1"}"#;

/// Returns the first of the examples.
fn example() -> &'static str {
	EXAMPLES.lines().next().unwrap()
}

/// Returns the example with other text in the place of some, signed as it seems.
fn changed(from: &str, to: &str) -> Credential {
	let example = example();
	assert!(example.contains(from), "{from}");
	let text = example.replacen(from, to, 1);
	let text = text.strip_suffix('}').unwrap();
	Credential::read(format!("{text},{PROOF}}}").as_bytes()).unwrap()
}

/// Returns the example, as it is issued to Ana Šolová.
fn ana() -> Credential {
	changed("Ana", "Ana")
}
