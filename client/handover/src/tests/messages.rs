// SPDX-License-Identifier: Apache-2.0

//! Messages as files.

use super::{ana, changed};
use crate::{is_same_message, message, Files, MessageFault};
use proptest::prelude::*;
use testamur_certificate::{Credential, Design};

const DESIGN: &str =
	"[message]\nfrom = \"registrar@hw.example.edu\"\nsubject = \"Your certificate: {title}\"\n\
                      text = \"\"\"\nDear {learner},\n\n.\nFrom here: {id}\n{issuer}\"\"\"\n";
const FILES: Files<'_> = Files { name: "01", certificate: b"%PDF-1.7 \r\n\xff", bundle: None };

fn written(credential: &Credential, email: &str) -> Result<Vec<u8>, MessageFault> {
	let design = Design::read(DESIGN.as_bytes()).unwrap();
	message(&design, credential, email, FILES, 1_700_000_000)
}

#[test]
fn a_message_is_ascii_with_short_lines_and_brings_the_files() {
	let bytes = written(&ana(), "ana@example.org").unwrap();
	let text = String::from_utf8(bytes).unwrap();
	assert!(text.is_ascii());
	for line in text.split("\r\n") {
		assert!(line.len() <= 998 && !line.contains(['\r', '\n']), "{line}");
	}
	let (head, body) = text.split_once("\r\n\r\n").unwrap();
	for part in [
		"Date: Tue, 14 Nov 2023 22:13:20 +0000",
		"<registrar@hw.example.edu>",
		"<ana@example.org>",
		"MIME-Version: 1.0",
		"Message-ID: <urnuuid1112131415164718991a1b1c1d1e1f20@hw.example.edu>",
		"multipart/mixed",
	] {
		assert!(head.contains(part), "{part}: {head}");
	}
	for part in ["filename=\"01.pdf\"", "filename=\"01.json\"", "application/pdf"] {
		assert!(body.contains(part), "{part}");
	}
}

#[test]
fn a_message_is_the_same_again_but_for_its_date() {
	let (one, other) = (written(&ana(), "ana@example.org"), written(&ana(), "ana@example.org"));
	assert_eq!(one, other);
	let design = Design::read(DESIGN.as_bytes()).unwrap();
	let one = one.unwrap();
	let later = message(&design, &ana(), "ana@example.org", FILES, 1_800_000_000).unwrap();
	assert!(one != later && is_same_message(&one, &later));
	let elsewhere = written(&ana(), "bo@example.org").unwrap();
	assert!(!is_same_message(&one, &elsewhere));
	assert!(!is_same_message(b"\r\nDate: 1\r\n", b"\r\nDate: 2\r\n"));
}

#[test]
fn what_a_message_lacks_is_named() {
	let fault = message(&Design::default(), &ana(), "ana@example.org", FILES, 0).unwrap_err();
	assert_eq!(fault, MessageFault::NoMessage);
	let bad = written(&ana(), "ana at example.org").unwrap_err();
	assert_eq!(bad, MessageFault::Address("ana at example.org".to_owned()));
	let injected = written(&ana(), "ana@example.org\r\nBcc: all@example.org");
	assert!(matches!(injected, Err(MessageFault::Address(_))));
	let nameless = changed("\"identityType\":\"name\"", "\"identityType\":\"sourcedId\"");
	assert!(matches!(written(&nameless, "ana@example.org"), Err(MessageFault::NoValue(_))));
}

proptest! {
	/// Tries names and titles that would end a header or a part.
	#[test]
	fn no_text_leaves_its_place(name in "[\\PC\r\n\t\0]{0,40}") {
		let hostile = format!("{name}\r\nBcc: all@example.org\r\n\r\n--=_urnuuid");
		let credential = ana().with_learner(hostile);
		let bytes = written(&credential, "ana@example.org").unwrap();
		let text = String::from_utf8(bytes).unwrap();
		let (head, _) = text.split_once("\r\n\r\n").unwrap();
		prop_assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
	}
}
