// SPDX-License-Identifier: Apache-2.0

//! Presentations.

use crate::TOKEN;
use testamur_carriers::{
	presentation::{credentials, is_one},
	MAX_CREDENTIAL,
};

fn with(credentials: &str) -> String {
	format!("{{\"type\":[\"VerifiablePresentation\"],\"verifiableCredential\":{credentials},\"proof\":{{}}}}")
}

fn word(presentation: &str) -> &'static str {
	credentials(presentation.as_bytes()).unwrap_err().word()
}

#[test]
fn credentials_come_out_in_their_canonical_form_and_in_their_order() {
	let enveloped = format!(
		"{{\"type\":\"EnvelopedVerifiableCredential\",\"id\":\"data:application/vc+jwt,{TOKEN}\"}}"
	);
	let all = with(&format!("[{{\"b\" : 1.50, \"a\":\"\\u0041\"}},\"{TOKEN}\",{enveloped}]"));
	assert!(is_one(all.as_bytes()));
	let parts = credentials(all.as_bytes()).unwrap();
	let names: Vec<_> = parts.iter().map(|part| part.name.as_str()).collect();
	assert_eq!(names, ["credential 1", "credential 2", "credential 3"]);
	let contents: Vec<_> = parts.into_iter().map(|part| part.content).collect();
	assert_eq!(contents, [b"{\"a\":\"A\",\"b\":1.5}", TOKEN.as_bytes(), TOKEN.as_bytes()]);
	let one = credentials(with("{\"a\":1}").as_bytes()).unwrap();
	assert_eq!(one[0].content, b"{\"a\":1}");
}

#[test]
fn what_holds_no_credentials_is_told() {
	for none in ["[]", "[1]", "[\"https://example.org/1\"]", "[[]]", "null"] {
		let word = word(&with(none));
		assert!(["noCredential", "damagedFile"].contains(&word), "{none}: {word}");
	}
	let wrong = r#"{"type":"EnvelopedVerifiableCredential","id":"data:text/plain,a.b.c"}"#;
	assert_eq!(word(&with(wrong)), "damagedFile");
	assert_eq!(word("{\"type\":\"VerifiablePresentation\"}"), "noCredential");
	for other in ["", "[]", "{}", "{\"type\":\"VerifiableCredential\"}", "{\"type\":1}"] {
		assert!(!is_one(other.as_bytes()));
		assert_eq!(word(other), "damagedFile");
	}
	let twice = "{\"type\":\"VerifiablePresentation\",\"a\":1,\"a\":2}";
	assert!(!is_one(twice.as_bytes()));
	assert_eq!(word(&" ".repeat(MAX_CREDENTIAL + 1)), "tooLarge");
	let deep = format!("{}1{}", "[".repeat(99), "]".repeat(99));
	assert_eq!(word(&with(&deep)), "damagedFile");
}
