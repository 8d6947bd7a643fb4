// SPDX-License-Identifier: Apache-2.0

//! The verification of documents. Every judgement is one of `testamur-verification`.
//!
//! * `asking`: documents in files, verified by nodes or bundles.
//! * `replay`: documents in a report, verified by the answers of nodes in it.
//! * `node`: a node, as the verification asks it.
//! * `result`: how many files have which conclusion, and the exit code.
//! * `sentences`: the findings in sentences.
//! * `table`: the findings in a table for spreadsheets.
//! * `print`: the findings in a PDF.

mod asking;
mod node;
mod print;
mod replay;
mod result;
mod sentences;
mod table;

use crate::{
	arguments::{Report, VerifyArguments},
	files::{ensure_new, write_private},
	output::{self, json, say},
	problem::Problem,
};
pub(crate) use node::{bytes, no_answer, RpcNode};
use result::exit_code;
use std::process::ExitCode;
use testamur_documents::Contexts;
use testamur_verification::{now, read_trust, Listed, Report as Answers, Verified, MAX_REPORT};

/// Verifies documents, writes the findings, and returns the exit code that sums them up.
pub(crate) fn run(arguments: &VerifyArguments) -> Result<ExitCode, Problem> {
	if arguments.at.is_some_and(|at| at.0 > now()) {
		return Err(Problem::NotYet);
	}
	for report in &arguments.report {
		let keeps_answers = matches!(report, Report::Answers(_));
		if keeps_answers && arguments.rpc.is_empty() {
			return Err(Problem::NoAnswersToKeep);
		}
		ensure_new(report.path())?;
	}
	ensure_reports(&arguments.report)?;
	let trusted = read_trust(&arguments.trust, &arguments.hand_offs)?;
	let contexts = Contexts::shipped();
	let (verified, answers) = match &arguments.replay {
		Some(report) => (replay::run(report, &contexts, &trusted)?, None),
		None => asking::run(arguments, &contexts, trusted)?,
	};
	// The answers come first, and no report that cannot be written hides another one.
	let printed = output::print(match arguments.json {
		true => json(&verified.iter().map(Listed::from).collect::<Vec<_>>()),
		false => sentences::all(&verified),
	});
	let written = arguments.report.iter().map(|report| write(report, &verified, answers.as_ref()));
	let mut faults: Vec<_> = written.chain([printed]).filter_map(Result::err).collect();
	let Some(last) = faults.pop() else { return Ok(exit_code(&verified)) };
	for fault in faults {
		say(&fault.to_string());
	}
	Err(last)
}

/// Writes a report.
fn write(report: &Report, verified: &[Verified], answers: Option<&Answers>) -> Result<(), Problem> {
	match (report, answers) {
		(Report::Table(path), _) => write_private(path, &table::of(verified)?),
		(Report::Print(path), answers) => {
			let (pdf, is_whole) = print::of(verified, answers)?;
			write_private(path, &pdf)?;
			if !is_whole {
				say(&format!(
					"{} has no report attached: it would be larger than {}. State a report in JSON as well.",
					path.display(),
					print::bounds()
				));
			}
			Ok(())
		},
		(Report::Answers(path), Some(answers)) => {
			let text = json(answers);
			match text.len() > MAX_REPORT {
				true => Err(Problem::LargeReport(path.clone())),
				false => write_private(path, text.as_bytes()),
			}
		},
		(Report::Answers(_), None) => Err(Problem::NoAnswersToKeep),
	}
}

/// Checks what can be checked of reports before any node is asked: that their files differ and have a folder, and
/// that there are fonts for a PDF.
fn ensure_reports(reports: &[Report]) -> Result<(), Problem> {
	for (position, report) in reports.iter().enumerate() {
		let path = report.path();
		if reports.iter().take(position).any(|other| other.path() == path) {
			return Err(Problem::ReportTwice(path.to_path_buf()));
		}
		let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
		if let Some(Err(error)) = folder.map(std::path::Path::metadata) {
			return Err(Problem::Unwritable { path: path.to_path_buf(), error });
		}
	}
	if reports.iter().any(|report| matches!(report, Report::Print(_))) {
		testamur_certificate::ensure_fonts()?;
	}
	Ok(())
}
