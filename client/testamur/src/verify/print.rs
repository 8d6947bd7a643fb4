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
use testamur_verification::{
	now, Conclusion, Finding, Origin, Report, Verified, ATTACHED_REPORT, MAX_ATTACHED_REPORT,
	MAX_PDF,
};

/// The columns, with the part of the width that each takes.
const COLUMNS: [(&str, f32); 6] = [
	("File", 0.21),
	("Answer", 0.09),
	("Of this finding", 0.09),
	("Reasons", 0.22),
	("Issued by, as on record", 0.24),
	("As of, and shown by", 0.15),
];

/// Returns the PDF, to which the answers of the nodes are attached if there are any, and whether they are: a report
/// that could not be read again is not attached, and the pages say so.
pub(super) fn of(
	verified: &[Verified],
	answers: Option<&Report>,
) -> Result<(Vec<u8>, bool), Fault> {
	let made = answers.map_or_else(|| Time(now()), |report| report.made).to_string();
	let Some(text) = answers.map(json) else {
		return Ok((write(verified, &made, None, NOT_ATTACHED)?, true));
	};
	if text.len() <= MAX_ATTACHED_REPORT {
		let pdf = write(verified, &made, Some(&text), &attached())?;
		if Report::is_attached(&pdf) {
			return Ok((pdf, true));
		}
	}
	Ok((write(verified, &made, None, &too_large())?, false))
}

/// Returns the PDF with or without an attachment, as its last paragraph says.
fn write(
	verified: &[Verified],
	made: &str,
	attached: Option<&str>,
	again: &str,
) -> Result<Vec<u8>, Fault> {
	let mut rows = Vec::new();
	for entry in verified {
		for (source, finding) in &entry.findings {
			rows.push(row(entry, source, finding));
		}
	}
	Pages {
		title: "Verification report",
		made,
		paragraphs: &paragraphs(verified, made, again),
		columns: &COLUMNS,
		rows: &rows,
		attached: attached.map(|text| Attached {
			name: ATTACHED_REPORT,
			media_type: "application/json",
			description:
				"The documents and the answers of the nodes, by which this is verified again",
			content: text.as_bytes(),
		}),
	}
	.write()
}

/// The sentences of the pages where nothing is attached.
const NOT_ATTACHED: &str =
	"No proofs are attached: they lie beside the documents, or in the report that was \
	verified again. What stands on these pages proves nothing by itself.";

/// Returns what the pages say where the report is attached.
fn attached() -> String {
	format!(
		"The file {ATTACHED_REPORT} is attached, with the documents and the proofs. Whoever trusts the same \
		 validators verifies all of this again, without a node: testamur verify --trust trust.json --replay and \
		 the name of this file. What stands on these pages proves nothing by itself."
	)
}

/// Returns what the pages say where the report is too large.
fn too_large() -> String {
	format!(
		"No proofs are attached: the documents and the answers of the nodes are larger than {}. Keep a report whose \
		 name ends with .json. What stands on these pages proves nothing by itself.",
		bounds()
	)
}

/// Returns the most that a report and a PDF may have so that the report is read again.
pub(super) fn bounds() -> String {
	let [report, pdf] = [MAX_ATTACHED_REPORT, MAX_PDF].map(|most| most >> 20);
	format!("what is read again ({report} MiB in a PDF of {pdf} MiB)")
}

/// Returns what stands before the table.
fn paragraphs(verified: &[Verified], made: &str, again: &str) -> Vec<String> {
	let counts = [Conclusion::Valid, Conclusion::Invalid, Conclusion::CannotTell]
		.map(|conclusion| format!("{} {}", number(verified, conclusion), conclusion.text()));
	vec![
		format!("{}: {}. Made at {made}.", count(verified.len(), "file"), counts.join(", ")),
		"Valid: the institution signed the document with a key that was its own, and the credential is on record and \
		 in force as of the block that is named. Invalid: something speaks against it, and all of that is listed. \
		 Cannot tell: something is not known, which says nothing about whoever presents the document."
			.to_owned(),
		"The answer is that for the file, and beside it stands that of the finding in the row. Where one node shows \
		 that a file is valid and another that it is invalid, nothing can be told of it."
			.to_owned(),
		again.to_owned(),
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

#[cfg(test)]
mod tests {
	use super::of;
	use testamur_verification::{Report, ReportedNode, MAX_ATTACHED_REPORT};

	#[test]
	fn a_report_is_attached_only_if_it_can_be_read_again() {
		for (length, is_attached) in [(10, true), (MAX_ATTACHED_REPORT, false)] {
			let mut report = Report::new(0, None, None);
			report.nodes.push(ReportedNode { url: "a".repeat(length), answers: None });
			let (pdf, is_whole) = of(&[], Some(&report)).unwrap();
			assert_eq!(is_whole, is_attached);
			assert_eq!(Report::is_attached(&pdf), is_attached);
		}
	}
}
