// SPDX-License-Identifier: Apache-2.0

//! Reports: tables over several pages, and texts of strangers.

use super::files::has;
use crate::{Attached, Fault, Report, MAX_ROWS};
use proptest::prelude::*;

const COLUMNS: [(&str, f32); 3] = [("File", 0.4), ("Answer", 0.2), ("Reasons", 0.4)];

/// Returns a report with these rows.
fn report(rows: &[Vec<String>], attached: Option<Attached<'_>>) -> Result<Vec<u8>, Fault> {
	Report {
		title: "Verification report",
		made: "2026-07-01T09:00:00Z",
		paragraphs: &["Two files.".to_owned()],
		columns: &COLUMNS,
		rows,
		attached,
	}
	.write()
}

fn row(file: &str, reasons: &str) -> Vec<String> {
	vec![file.to_owned(), "invalid".to_owned(), reasons.to_owned()]
}

/// Returns how often a part is in a PDF.
fn count(pdf: &[u8], part: &str) -> usize {
	pdf.windows(part.len()).filter(|window| *window == part.as_bytes()).count()
}

#[test]
fn a_table_goes_on_over_pages_and_is_one_for_who_cannot_see_it() {
	let rows: Vec<_> =
		(0..200).map(|number| row(&format!("{number}.json"), "it is revoked")).collect();
	let pdf = report(&rows, None).unwrap();
	let pages = count(&pdf, "/Type/Page/") + count(&pdf, "/Type/Page\n");
	assert!(pages > 5, "{pages}");
	assert_eq!(count(&pdf, "/S/Table"), 1);
	assert_eq!((count(&pdf, "/S/TR"), count(&pdf, "/S/TH")), (201, 3 + 1));
	assert_eq!(count(&pdf, "/S/TD"), 600);
	assert_eq!(count(&pdf, "/S/H1"), 1);
}

#[test]
fn texts_of_strangers_keep_no_report_from_being_made() {
	let hostile = [
		"a\u{0}b\u{1b}[2J\r\n\t",
		"\u{e000}\u{10ffff}\u{feff}\u{2028}\u{fffe}",
		"محمد بن سلمان العربي",
		"Ἀθηνᾶ, Šolová, 水 🎓 \u{12000}\u{1f9ff}",
		"",
		" ",
		"\u{202e}gpj.exe",
		"\"\u{610} a\u{610}",
	];
	let long = "w".repeat(100_000);
	let rows: Vec<_> = hostile.iter().chain([&long.as_str()]).map(|text| row(text, text)).collect();
	let pdf = report(&rows, None).unwrap();
	assert!(pdf.starts_with(b"%PDF-1."));
	assert!(report(&[], None).is_ok());
}

#[test]
fn a_file_is_attached_and_no_report_is_too_long() {
	let attached = Attached {
		name: "report.json",
		media_type: "application/json",
		description: "The proofs",
		content: b"{}",
	};
	let pdf = report(&[row("a", "b")], Some(attached)).unwrap();
	assert!(has(&pdf, "/Subtype/application#2Fjson") && has(&pdf, "/AFRelationship/Data"));
	let rows = vec![row("a", "b"); MAX_ROWS + 1];
	assert!(matches!(report(&rows, None), Err(Fault::TooManyRows)));
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(24))]

	#[test]
	fn every_text_gives_a_report(file in ".{0,60}", reasons in "\\PC{0,300}") {
		report(&[row(&file, &reasons)], None).unwrap();
	}
}
