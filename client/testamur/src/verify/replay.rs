// SPDX-License-Identifier: Apache-2.0

//! Documents in a report, verified by the answers of nodes in it. No node is asked.

use crate::{output::say, problem::Problem};
use std::path::Path;
use testamur_documents::Contexts;
use testamur_proof::TrustRoot;
use testamur_verification::{
	inquire, now, unproven, Because, Moments, Origin, Reading, Report, ReportedNode, Verified,
};

/// Returns the findings about the documents in a report.
pub(crate) fn run(
	path: &Path,
	contexts: &Contexts,
	trusted: &TrustRoot,
) -> Result<Vec<Verified>, Problem> {
	let report = Report::read(path)?;
	let mut reading = Reading::new(contexts, trusted);
	for file in &report.files {
		reading.read(file.location(), file.source());
	}
	// What was proven was the state at that time, and its age is the one at that time.
	let at = Some(report.asked_about());
	let moments = Moments { clock: now, max_age: report.max_age, at };
	say(&format!(
		"No node is asked: {} has their answers of {}, which are checked again.",
		path.display(),
		report.made
	));
	for ReportedNode { url, answers } in report.nodes {
		let documents = &reading.documents;
		let findings = match answers {
			Some(mut answers) => inquire(&mut answers, documents, trusted, &moments),
			None => {
				let why = "the node could not be reached when the report was made";
				let because = Because::new("unreachable", why);
				documents.iter().map(|document| unproven(document, because.clone())).collect()
			},
		};
		reading.add(&Origin::Node(url), findings);
	}
	Ok(reading.verified)
}
