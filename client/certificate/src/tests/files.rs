// SPDX-License-Identifier: Apache-2.0

//! The file: its standards, its attachments, and that it is always the same.

use super::{credential, document, plain, writer};
use crate::{example_design, Credential, Fault};

pub(super) fn has(pdf: &[u8], part: &str) -> bool {
	pdf.windows(part.len()).any(|bytes| bytes == part.as_bytes())
}

#[test]
fn a_certificate_is_archival_and_accessible() {
	let pdf = writer(example_design()).unwrap().write(&credential("Ana"), None).unwrap();
	assert!(pdf.starts_with(b"%PDF-1.7"));
	for part in [
		"<pdfaid:part>3</pdfaid:part>",
		"<pdfaid:conformance>A</pdfaid:conformance>",
		"<pdfuaid:part>1</pdfuaid:part>",
		"/Marked true",
		"/DisplayDocTitle true",
		"/AFRelationship/Source",
		"/Subtype/application#2Fvc",
	] {
		assert!(has(&pdf, part), "{part}");
	}
	assert!(!has(&pdf, "credential.testamur"));
}

#[test]
fn a_bundle_is_attached_if_there_is_one() {
	let pdf = plain("{learner}").write(&credential("Ana"), Some(b"bundle")).unwrap();
	assert!(has(&pdf, "(credential.testamur)") && has(&pdf, "/AFRelationship/Supplement"));
}

#[test]
fn the_same_input_leads_to_the_same_bytes() {
	let names = ["Ana", "محمد الأحمد", "नेहा शर्मा", "Ana"];
	let all = |names: &[&str]| -> Vec<Vec<u8>> {
		let mut writer = writer(example_design()).unwrap();
		names
			.iter()
			.map(|name| writer.write(&credential(name), None).unwrap())
			.collect()
	};
	let there = all(&names);
	let mut back: Vec<&str> = names.to_vec();
	back.reverse();
	let mut back = all(&back);
	back.reverse();
	// A certificate does not depend on those that the same writer has written before.
	assert!(there == back);
	assert!(there[0] == there[3] && there[0] != there[1]);
}

#[test]
fn a_name_that_the_document_hides_is_asked_for() {
	let plain_name = "\"hashed\":false,\"identityHash\":\"Ana Šolová\"";
	let bytes =
		super::changed(plain_name, "\"hashed\":true,\"identityHash\":\"sha256$00\",\"salt\":\"s\"");
	let credential = Credential::read(&bytes).unwrap();
	assert!(matches!(plain("{learner}").write(&credential, None), Err(Fault::NoName)));
	plain("{title}").write(&credential, None).unwrap();
	plain("{learner}")
		.write(&credential.with_learner("Ana".to_owned()), None)
		.unwrap();
}

#[test]
fn a_text_without_its_value_is_left_out() {
	let bytes = super::changed("\"volumeOfLearning\":\"PT140H\"", "\"volumeOfLearning\":\"P1Y\"");
	let design = "[[text]]\nrole = \"heading\"\ntext = \"{title}\"\n[[text]]\nlabel = \"Hours\"\ntext = \"{hours}\"";
	let mut writer = writer(design).unwrap();
	let with = writer.write(&Credential::read(&document("Ana", 1)).unwrap(), None).unwrap();
	let without = writer.write(&Credential::read(&bytes).unwrap(), None).unwrap();
	let tags = |pdf: &[u8]| pdf.windows(5).filter(|part| part == b"/S/H2").count();
	assert_eq!((tags(&with), tags(&without)), (1, 0));
}

#[test]
fn a_page_on_which_every_text_is_left_out_is_a_file_too() {
	let bytes = super::changed(",\"validUntil\":\"2031-07-01T00:00:00Z\"", "");
	let credential = Credential::read(&bytes).unwrap();
	for text in ["{until}", "", " "] {
		let pdf = plain(text).write(&credential, None).unwrap();
		assert!(has(&pdf, "/Subtype/application#2Fvc"), "{text:?}");
	}
}
