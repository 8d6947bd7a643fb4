// SPDX-License-Identifier: Apache-2.0

//! The findings as a PDF, in a table with a row for each of them.

use super::{
	result::number,
	table::{cells, HEADER},
};
use crate::{output::json, words::count};
use testamur_certificate::{Attached, Fault, Report as Pages};
use testamur_console::line;
use testamur_json::time::Time;
use testamur_verification::{now, Conclusion, Finding, Origin, Report, Verified, ATTACHED_REPORT};

/// The columns, with the part of the width that each takes.
const COLUMNS: [(&str, f32); 6] = [
	("File", 0.21),
	("Answer", 0.09),
	("Of this finding", 0.09),
	("Reasons", 0.22),
	("Issued by, as on record", 0.24),
	("As of, and shown by", 0.15),
];

/// Returns the PDF, to which the answers of the nodes are attached if there are any.
pub(super) fn of(verified: &[Verified], answers: Option<&Report>) -> Result<Vec<u8>, Fault> {
	let made = answers.map_or_else(|| Time(now()), |report| report.made).to_string();
	let mut rows = Vec::new();
	for entry in verified {
		for (source, finding) in &entry.findings {
			rows.push(row(entry, source, finding));
		}
	}
	let attached = answers.map(json);
	Pages {
		title: "Verification report",
		made: &made,
		paragraphs: &paragraphs(verified, &made, answers.is_some()),
		columns: &COLUMNS,
		rows: &rows,
		attached: attached.as_ref().map(|text| Attached {
			name: ATTACHED_REPORT,
			media_type: "application/json",
			description:
				"The documents and the answers of the nodes, by which this is verified again",
			content: text.as_bytes(),
		}),
	}
	.write()
}

/// Returns what stands before the table.
fn paragraphs(verified: &[Verified], made: &str, is_attached: bool) -> Vec<String> {
	let counts = [Conclusion::Valid, Conclusion::Invalid, Conclusion::CannotTell]
		.map(|conclusion| format!("{} {}", number(verified, conclusion), conclusion.text()));
	let again = match is_attached {
		true => format!(
			"The file {ATTACHED_REPORT} is attached, with the documents and the proofs. Whoever trusts the same \
			 validators verifies all of this again, without a node: testamur verify --trust trust.json --replay and \
			 the name of this file. What stands on these pages proves nothing by itself."
		),
		false => "No proofs are attached: they lie beside the documents, or in the report that was verified \
		          again. What stands on these pages proves nothing by itself."
			.to_owned(),
	};
	vec![
		format!("{}: {}. Made at {made}.", count(verified.len(), "file"), counts.join(", ")),
		"Valid: the institution signed the document with a key that was its own, and the credential is on record and \
		 in force as of the block that is named. Invalid: something speaks against it, and all of that is listed. \
		 Cannot tell: something is not known, which says nothing about whoever presents the document."
			.to_owned(),
		"The answer is that for the file, and beside it stands that of the finding in the row. Where one node shows \
		 that a file is valid and another that it is invalid, nothing can be told of it."
			.to_owned(),
		again,
	]
}

/// Returns the cells of a finding. What strangers wrote stays on its line.
fn row(entry: &Verified, source: &Origin, finding: &Finding) -> Vec<String> {
	let all = cells(entry, source, finding);
	let cell = |name: &str| {
		let place = HEADER.iter().position(|header| *header == name);
		place
			.and_then(|place| all.get(place))
			.map(|text| line(text))
			.unwrap_or_default()
	};
	let stated = cell("issuer in the file, not compared");
	let issuer = match cell("issuer on record") {
		name if !name.is_empty() => format!(
			"{name}, {}, institution {}, on {}; accreditation {}, in force then: {}, now: {}",
			cell("country"),
			cell("institution"),
			cell("issued at"),
			cell("accreditation"),
			cell("in force then"),
			cell("in force now"),
		),
		_ if stated.is_empty() => String::new(),
		_ => format!("The file names {stated}, which nothing confirms"),
	};
	let block = match cell("as of block") {
		number if number.is_empty() => String::new(),
		number => format!("block {number} of {}", cell("as of time")),
	};
	let shown = [block, cell("node")].into_iter().filter(|text| !text.is_empty());
	let shown = shown.collect::<Vec<_>>().join(", ");
	let [file, answer, own] = ["file", "answer", "answer of this finding"].map(cell);
	vec![file, answer, own, cell("reasons"), issuer, shown]
}
