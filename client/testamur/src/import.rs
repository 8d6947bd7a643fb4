// SPDX-License-Identifier: Apache-2.0

//! A learner's credential, taken out of a file that carries it.

use crate::{
	arguments::ImportArguments,
	carrying::{one_of, Carried},
	files::{ensure_new, write_private},
	output::{print_lines, say, FOUND},
	problem::Problem,
	words::name,
};
use std::{
	path::{Path, PathBuf},
	process::ExitCode,
};
use testamur_documents::{
	anchor::{strip, AnchorFault, Anchors, SIDECAR},
	Contexts,
};
use testamur_verification::{find_by_itself, Because, Conclusion, Finding};

/// The sentence about what was not checked.
const NOT_TOLD: &str = "\
Not told without a node: whether a key of the institution made the signature, and whether the credential is on \
record and in force. \"testamur verify\" tells it.";

/// Takes a credential out of a file, and tells whether it is whole.
pub(crate) fn run(arguments: &ImportArguments) -> Result<ExitCode, Problem> {
	let ImportArguments { file, number, out, sidecar } = arguments;
	ensure_new(out)?;
	let beside = sidecar.then(|| sidecar_of(out)).transpose()?;
	if let Some(beside) = &beside {
		ensure_new(beside)?;
	}
	let carried = match one_of(file, *number) {
		Ok(carried) => carried,
		Err(code) => return Ok(code),
	};
	match &beside {
		None => write_whole(out, &carried)?,
		Some(beside) => match split(&carried.bytes) {
			Ok((credential, anchors)) => {
				write_private(beside, anchors.as_bytes())?;
				write_private(out, credential.as_bytes())?;
				say(&format!(
					"{} is written: the credential from {} without its anchor, which is in {}. Hand out both.",
					name(out),
					carried.location,
					name(beside)
				));
			},
			Err(fault) => {
				say(&format!("Nothing was written: {fault}."));
				return Ok(ExitCode::from(FOUND));
			},
		},
	}
	let finding = find_by_itself(&Contexts::shipped(), &carried.bytes);
	print_lines(&sentences(&finding))?;
	Ok(match finding.conclusion() {
		Conclusion::Invalid => ExitCode::from(FOUND),
		Conclusion::Valid | Conclusion::CannotTell => ExitCode::SUCCESS,
	})
}

/// Writes a credential as it is.
fn write_whole(out: &Path, carried: &Carried) -> Result<(), Problem> {
	write_private(out, &carried.bytes)?;
	say(&format!(
		"{} is written: the credential from {}, to the byte.",
		name(out),
		carried.location
	));
	Ok(())
}

/// Returns the file of the anchor beside that of a credential.
fn sidecar_of(out: &Path) -> Result<PathBuf, Problem> {
	let text = out.to_str().and_then(|text| text.strip_suffix("json"));
	let stem = text.filter(|stem| stem.ends_with('.') && stem.len() > 1);
	let stem = stem.ok_or_else(|| Problem::NoSidecar(out.to_path_buf()))?;
	Ok(PathBuf::from(format!("{stem}{SIDECAR}")))
}

/// Returns a credential without its anchors, and the sidecar with them.
fn split(credential: &[u8]) -> Result<(String, String), AnchorFault> {
	let anchors = Anchors::read(credential)?;
	Ok((strip(credential)?, anchors.sidecar()))
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
