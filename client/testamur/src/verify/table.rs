// SPDX-License-Identifier: Apache-2.0

//! The findings in a table for spreadsheets: a row for each finding.

use testamur_json::{answers::Verdict, time::Time};
use testamur_roster::{readable_cell, Separator, Sheet, Unwritable};
use testamur_verification::{Because, Finding, Origin, Shown, Verified};

/// The columns.
pub(super) const HEADER: [&str; 15] = [
	"file",
	"answer",
	"answer of this finding",
	"reasons",
	"node",
	"issuer on record",
	"country",
	"institution",
	"issued at",
	"accreditation",
	"in force then",
	"in force now",
	"as of block",
	"as of time",
	"issuer in the file, not compared",
];

/// Returns the table of all findings. Text of strangers is no formula in it, and stays in its cell.
pub(crate) fn of(verified: &[Verified]) -> Result<Vec<u8>, Unwritable> {
	let mut sheet = Sheet::new(&HEADER, Separator::Comma)?;
	for entry in verified {
		for (source, finding) in &entry.findings {
			let cells = cells(entry, source, finding).map(|cell| readable_cell(&cell));
			sheet.push(&cells.each_ref().map(String::as_str))?;
		}
	}
	Ok(sheet.into_bytes())
}

/// Returns the cells of a finding, in the order of the columns.
pub(super) fn cells(
	entry: &Verified,
	source: &Origin,
	finding: &Finding,
) -> [String; HEADER.len()] {
	let file = entry.location.to_string();
	// Where nodes disagree, the answer for the file is none of theirs.
	let answer = entry.agreement().conclusion().text().to_owned();
	let own = finding.conclusion().text().to_owned();
	let reasons = [finding.objections.as_slice(), &finding.doubts].concat();
	let reasons: Vec<_> = reasons.into_iter().map(|Because { message, .. }| message).collect();
	let node = source.node().unwrap_or_default().to_owned();
	let stated = entry.stated_issuer.clone().unwrap_or_default();
	let [issuer, country, institution, issued, accreditation, then, now] = on_record(finding);
	let (block, time) =
		finding.shown.as_ref().map_or_else(Default::default, |Shown { as_of, .. }| {
			(as_of.number.to_string(), Time(as_of.time).to_string())
		});
	[
		file,
		answer,
		own,
		reasons.join("; "),
		node,
		issuer,
		country,
		institution,
		issued,
		accreditation,
		then,
		now,
		block,
		time,
		stated,
	]
}

/// Returns what is proven to be on record: the issuer with its country and number, the moment of issuing, and the
/// accreditation with its number and whether it was and is in force.
fn on_record(finding: &Finding) -> [String; 7] {
	let verdict = finding.shown.as_ref().map(|shown| &shown.verdict);
	let Some((verdict, found)) = verdict.and_then(|it| Some((it, it.findings.as_ref()?))) else {
		return Default::default();
	};
	let institution = Verdict::from(verdict.clone()).institution;
	let (name, country) = institution.map_or_else(Default::default, |it| (it.name, it.country));
	let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
	[
		name,
		country,
		found.institution.id.0.to_string(),
		Time(found.issued_at).to_string(),
		found.accreditation.id.0.to_string(),
		yes(found.accreditation.then),
		yes(found.accreditation.now),
	]
}

#[cfg(test)]
mod tests {
	use super::{cells, HEADER};
	use std::path::Path;
	use testamur_verification::{Because, Conclusion, Finding, Location, Origin, Verified};

	#[test]
	fn each_row_has_the_answer_for_the_file_and_that_of_its_finding() {
		let because = Because::new("unreachable", "the node cannot be reached");
		let silent = Finding::doubt(because.clone());
		let mut against = Finding::default();
		against.objections.push(because);
		let mut entry = Verified::new(Location::from(Path::new("1.json")));
		entry.add(Origin::Node("ws://a".into()), silent);
		entry.add(Origin::Node("ws://b".into()), against);
		let rows = entry.findings.iter().map(|(source, found)| cells(&entry, source, found));
		let answers: Vec<_> = rows.map(|row| [row[1].clone(), row[2].clone()]).collect();
		assert_eq!(HEADER[1..3], ["answer", "answer of this finding"]);
		let [invalid, unknown] =
			[Conclusion::Invalid, Conclusion::CannotTell].map(Conclusion::text);
		assert_eq!(answers, [[invalid, unknown], [invalid, invalid]]);
	}
}
