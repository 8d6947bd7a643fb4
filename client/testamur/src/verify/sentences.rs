// SPDX-License-Identifier: Apache-2.0

//! The findings in sentences.

use super::result::number;
use crate::words::count;
use testamur_console::line;
use testamur_json::{answers::Verdict, time::Time};
use testamur_primitives::{
	records::Grantor,
	verdict::{AccreditationSummary, Findings},
	Moment,
};
use testamur_proof::AsOf;
use testamur_verification::{Agreement, Conclusion, Finding, Kind, Origin, Shown, Verified};

/// The beginning of names of institutions on chains, which are compared with the record.
const OF_CHAINS: &str = "did:testamur:";

/// Returns the findings about all files, and a last line that counts them.
pub(crate) fn all(verified: &[Verified]) -> String {
	let mut text = String::new();
	for entry in verified {
		about(entry, &mut text);
	}
	let counts = [Conclusion::Valid, Conclusion::Invalid, Conclusion::CannotTell]
		.map(|conclusion| format!("{} {}", number(verified, conclusion), conclusion.text()));
	push(&mut text, 0, &format!("{}: {}", count(verified.len(), "file"), counts.join(", ")));
	text
}

/// Adds a line, which nothing in it can leave.
fn push(text: &mut String, depth: usize, sentence: &str) {
	text.push_str(&"  ".repeat(depth));
	text.push_str(&line(sentence));
	text.push('\n');
}

/// Adds the findings about a file.
fn about(verified: &Verified, text: &mut String) {
	let agreement = verified.agreement();
	let word = agreement.conclusion().text();
	push(text, 0, &format!("{word:11}  {}", verified.location));
	if agreement == Agreement::Disagreement {
		push(
			text,
			1,
			"The nodes disagree: compare the blocks that they show, and ask another node.",
		);
	}
	let is_alone = verified.findings.len() == 1;
	for (source, finding) in &verified.findings {
		let depth = match (source, is_alone) {
			(Origin::Node(url), false) => {
				push(text, 1, &format!("{url}: {}", finding.conclusion().text()));
				2
			},
			_ => 1,
		};
		about_finding(finding, depth, text);
	}
	if let Some(holder) = &verified.stated_holder {
		push(text, 1, &holder_of(holder, agreement.conclusion()));
	}
	let is_elsewhere = |stated: &&String| !stated.starts_with(OF_CHAINS);
	if let Some(stated) = verified.stated_issuer.as_ref().filter(is_elsewhere) {
		let compared = "a name that this program does not compare with the record";
		push(text, 1, &format!("The file names its issuer {stated}, {compared}."));
	}
	for kind in &verified.within {
		if let Some(sentence) = not_judged(*kind) {
			push(text, 1, &sentence);
		}
	}
}

/// Returns what was not judged of a file of a kind, beside the credential in it.
fn not_judged(kind: Kind) -> Option<String> {
	match kind {
		Kind::Pdf | Kind::Png | Kind::Svg => Some(format!(
			"The {kind} carries this credential: read the credential, since what the {kind} shows was not compared \
			 with it."
		)),
		// A presentation has an entry of its own. In a report, which has none, nothing was said about who presents.
		Kind::Presentation | Kind::Zip => None,
	}
}

/// Returns who presents credentials, as far as that is shown.
fn holder_of(holder: &str, conclusion: Conclusion) -> String {
	match conclusion {
		Conclusion::Valid => {
			format!("Presented to you by {holder}, the learner of all of its credentials.")
		},
		_ => format!("The presentation names {holder} as its holder."),
	}
}

/// Adds the reasons of a finding, and what is proven.
fn about_finding(finding: &Finding, depth: usize, text: &mut String) {
	for objection in &finding.objections {
		push(text, depth, &format!("Invalid: {}.", objection.message));
	}
	for doubt in &finding.doubts {
		push(text, depth, &format!("Cannot tell: {}.", doubt.message));
	}
	if let Some(Shown { verdict, as_of }) = &finding.shown {
		if let Some(findings) = &verdict.findings {
			let stated = Verdict::from(verdict.clone());
			push(text, depth, &issuer(&stated, findings));
			push(text, depth, &accreditation(&findings.accreditation));
		}
		push(text, depth, &moment(as_of));
	}
}

/// Returns who issued a credential, as it is on record.
fn issuer(stated: &Verdict, findings: &Findings) -> String {
	let (name, country) = stated
		.institution
		.as_ref()
		.map_or(("", ""), |it| (it.name.as_str(), it.country.as_str()));
	let id = findings.institution.id.0;
	let again = findings.reissue.map_or_else(String::new, |reissue| {
		format!(", and issued again by institution {}, its custodian", reissue.by.0)
	});
	let at = Time(findings.issued_at);
	format!("Issued by {name}, {country}, institution {id} on record, on {at}{again}.")
}

/// Returns the accreditation under which a credential stands.
fn accreditation(summary: &AccreditationSummary) -> String {
	let grantor = match summary.path.first().map(|step| step.grantor) {
		Some(Grantor::Institution { institution, .. }) => format!("institution {}", institution.0),
		Some(Grantor::Council) => "the council of the consortium".to_owned(),
		None => "nobody".to_owned(),
	};
	let in_force = |is: bool| if is { "in force" } else { "not in force" };
	let (then, now) = (in_force(summary.then), in_force(summary.now));
	let (id, since) = (summary.id.0, Time(summary.since));
	format!(
		"Accredited by {grantor}, with accreditation {id}: {then} then, from {since}, and {now} as of this \
		 block."
	)
}

/// Returns the block that is proven, and its age.
fn moment(as_of: &AsOf) -> String {
	let (number, time, age) = (as_of.number, Time(as_of.time), age(as_of.age));
	format!("As of final block {number} of {time}, {age} old.")
}

/// Returns an age in the unit in which a person states it.
fn age(age: Moment) -> String {
	const UNITS: [(Moment, &str); 3] =
		[(86_400_000, "day"), (3_600_000, "hour"), (60_000, "minute")];
	let of = |unit| age.checked_div(unit).and_then(|count| usize::try_from(count).ok());
	let unit = UNITS.iter().find(|(unit, _)| age >= unit.saturating_mul(2));
	let (unit, noun) = unit.copied().unwrap_or((1_000, "second"));
	count(of(unit).unwrap_or(usize::MAX), noun)
}

#[cfg(test)]
mod tests {
	use super::age;

	#[test]
	fn an_age_is_told_in_one_unit() {
		for (milliseconds, text) in [
			(0, "0 seconds"),
			(1_999, "1 second"),
			(119_999, "119 seconds"),
			(120_000, "2 minutes"),
			(7_199_999, "119 minutes"),
			(7_200_000, "2 hours"),
			(172_800_000, "2 days"),
		] {
			assert_eq!(age(milliseconds), text);
		}
	}
}
