// SPDX-License-Identifier: Apache-2.0

//! The check of documents.
//!
//! * `find`: finds the documents in folders.
//! * `report`: writes the findings, in sentences or in JSON.

mod find;
mod report;

use crate::{
	arguments::LintArguments,
	files::read,
	output::{json, print, say, FOUND, WRONG_CALL},
	problem::Problem,
};
use report::{Checked, Counts};
use std::{path::Path, process::ExitCode};
use testamur_documents::Contexts;
use testamur_template::{lint, MAX_DOCUMENT};

/// Checks documents, writes what is found, and returns the exit code that sums it up.
pub(crate) fn run(arguments: &LintArguments) -> Result<ExitCode, Problem> {
	let contexts = Contexts::shipped();
	let mut counts = Counts::default();
	let mut lines = Vec::new();
	for path in &arguments.files {
		let found = find::documents(path);
		for (path, problem) in found.problems {
			note(arguments.json, Checked::of(&path, Err(problem)), &mut counts, &mut lines)?;
		}
		for path in &found.documents {
			note(arguments.json, check(&contexts, path), &mut counts, &mut lines)?;
		}
	}
	print(match arguments.json {
		true => json(&lines),
		false => counts.sentence(),
	})?;
	Ok(match counts {
		Counts { unread: 1.., .. } => ExitCode::from(WRONG_CALL),
		Counts { with_findings: 1.., .. } => ExitCode::from(FOUND),
		_ => ExitCode::SUCCESS,
	})
}

/// Checks a document.
fn check(contexts: &Contexts, path: &Path) -> Checked {
	// A file that is larger than any document is a finding.
	let findings = read(path, MAX_DOCUMENT).map(|bytes| lint(contexts, &bytes));
	Checked::of(path, findings)
}

/// Writes the findings about a document, or keeps them for JSON, which is written as a whole.
fn note(
	is_json: bool,
	checked: Checked,
	counts: &mut Counts,
	lines: &mut Vec<Checked>,
) -> Result<(), Problem> {
	counts.add(&checked);
	if let Some(problem) = &checked.problem {
		say(problem);
	}
	if is_json {
		lines.push(checked);
	} else if checked.problem.is_none() {
		print(checked.sentences())?;
	}
	Ok(())
}
