// SPDX-License-Identifier: Apache-2.0

//! A learner's credential, taken out of a file that carries it.

use crate::{
	arguments::ImportArguments,
	carrying::one_of,
	files::{ensure_new, write_private},
	output::{print_lines, say, FOUND},
	problem::Problem,
	words::name,
};
use std::process::ExitCode;
use testamur_documents::Contexts;
use testamur_verification::{find_by_itself, Because, Conclusion, Finding};

/// The sentence about what was not checked.
const NOT_TOLD: &str = "\
Not told without a node: whether a key of the institution made the signature, and whether the credential is on \
record and in force. \"testamur verify\" tells it.";

/// Takes a credential out of a file, and tells whether it is whole.
pub(crate) fn run(arguments: &ImportArguments) -> Result<ExitCode, Problem> {
	let ImportArguments { file, number, out } = arguments;
	ensure_new(out)?;
	let carried = match one_of(file, *number) {
		Ok(carried) => carried,
		Err(code) => return Ok(code),
	};
	write_private(out, &carried.bytes)?;
	say(&format!(
		"{} is written: the credential from {}, to the byte.",
		name(out),
		carried.location
	));
	let finding = find_by_itself(&Contexts::shipped(), &carried.bytes);
	print_lines(&sentences(&finding))?;
	Ok(match finding.conclusion() {
		Conclusion::Invalid => ExitCode::from(FOUND),
		Conclusion::Valid | Conclusion::CannotTell => ExitCode::SUCCESS,
	})
}

/// Returns what is told about a credential.
fn sentences(finding: &Finding) -> Vec<String> {
	let message = |because: &Because| format!("  {}.", because.message);
	let mut lines = Vec::new();
	if !finding.objections.is_empty() {
		lines.push("This credential is damaged, or was changed:".to_owned());
		lines.extend(finding.objections.iter().map(message));
	}
	if !finding.doubts.is_empty() {
		lines.push("It cannot be told whether this credential is whole:".to_owned());
		lines.extend(finding.doubts.iter().map(message));
	}
	if lines.is_empty() {
		lines.push(
			"This credential is whole as far as it tells by itself: it is signed, and its anchor is one of this very \
			 text."
				.to_owned(),
		);
	}
	lines.push(NOT_TOLD.to_owned());
	lines
}
