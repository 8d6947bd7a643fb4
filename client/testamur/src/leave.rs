// SPDX-License-Identifier: Apache-2.0

//! The leaving of a chain: one folder with all that proves the documents of an institution, and the check of it.

use crate::{
	arguments::LeaveArguments,
	output::{print, say, Progress, FOUND, NOT_YET},
	problem::Problem,
	verify::RpcNode,
	words::count,
};
use std::{path::Path, process::ExitCode};
use testamur_chain::Client;
use testamur_console::line;
use testamur_documents::Contexts;
use testamur_leaving::{check, leave, Checked, Leaving, Left, Mark};
use testamur_primitives::InstitutionId;
use testamur_proof::TrustRoot;
use testamur_verification::{now, read_trust, Conclusion, Moments};

/// Writes or checks a folder, and returns the exit code that sums it up.
pub(crate) fn run(arguments: &LeaveArguments) -> Result<ExitCode, Problem> {
	let trusted = read_trust(&arguments.trust, &arguments.hand_offs)?;
	let contexts = Contexts::shipped();
	if let Some(folder) = &arguments.check {
		return check_only(folder, &contexts, trusted);
	}
	let (Some(url), Some(id), Some(folder)) =
		(&arguments.rpc, arguments.institution, &arguments.out)
	else {
		// The parser of the arguments wants them wherever nothing is checked.
		return Ok(ExitCode::from(crate::output::WRONG_CALL));
	};
	let mut node = RpcNode(Client::connect(url)?);
	let leaving = Leaving {
		institution: InstitutionId(id.get()),
		folder,
		files: &arguments.files,
		contexts: &contexts,
		trusted,
		moments: Moments { clock: now, max_age: arguments.max_age.0, at: None },
	};
	let mut progress: Option<Progress> = None;
	let left = leave(&mut node, leaving, |done, all| {
		if all > 0 {
			progress
				.get_or_insert_with(|| Progress::new(all, "documents proven"))
				.done(done);
		}
	})?;
	drop(progress);
	tell(folder, &left)?;
	Ok(match (is_sound(&left.checked), left.left_out.is_empty()) {
		(Err(code), _) => code,
		(Ok(()), true) => ExitCode::SUCCESS,
		(Ok(()), false) => ExitCode::from(FOUND),
	})
}

/// Checks a folder, and tells what was found of each document.
fn check_only(folder: &Path, contexts: &Contexts, trusted: TrustRoot) -> Result<ExitCode, Problem> {
	let mut progress: Option<Progress> = None;
	let checked = check(folder, contexts, trusted, now, |done, all| {
		progress
			.get_or_insert_with(|| Progress::new(all, "documents verified"))
			.done(done);
	})?;
	drop(progress);
	let word = |found: Conclusion| found.text();
	let lines = checked.documents.iter().map(|(name, finding)| {
		let reasons = finding.objections.iter().map(|because| because.message.as_str());
		let reasons = reasons.collect::<Vec<_>>().join("; ");
		let dash = if reasons.is_empty() { "" } else { ": " };
		line(&format!("{:11}  {name}{dash}{reasons}", word(finding.conclusion()))) + "\n"
	});
	print(lines.collect::<String>())?;
	let code = is_sound(&checked);
	print(marks(&checked) + &sum(&checked) + "\n")?;
	Ok(code.err().unwrap_or(ExitCode::SUCCESS))
}

/// Returns the exit code for what is not as it should be: changes come before what cannot be told.
fn is_sound(checked: &Checked) -> Result<(), ExitCode> {
	match (checked.wrong.is_empty(), checked.open.is_empty()) {
		(false, _) => Err(ExitCode::from(FOUND)),
		(true, false) => Err(ExitCode::from(NOT_YET)),
		(true, true) => Ok(()),
	}
}

/// Tells what is in the folder, and what is not.
fn tell(folder: &Path, left: &Left) -> Result<(), Problem> {
	for (file, because) in &left.left_out {
		say(&format!("{} was left out: {}.", file.display(), because.message));
	}
	for (file, first) in &left.copies {
		say(&format!("{} is a copy of the file that is kept as {first}.", file.display()));
	}
	let kept = count(left.kept.len(), "document");
	let place = folder.display();
	print(line(&format!("{kept} kept in {place}, each with its proof.")) + "\n")?;
	print(marks(&left.checked) + &sum(&left.checked) + "\n")
}

/// Returns lines about all that is not as it should be.
fn marks(checked: &Checked) -> String {
	let about = |what: &str, marks: &[Mark]| {
		let told = marks.iter().map(|mark| line(&format!("{what}: {}: {}", mark.file, mark.why)));
		told.map(|text| text + "\n").collect::<String>()
	};
	about("wrong", &checked.wrong) + &about("cannot tell", &checked.open)
}

/// Returns a line that counts what a check without a node has found.
fn sum(checked: &Checked) -> String {
	let of = |wanted: Conclusion| {
		let found = checked.documents.iter().filter(|(_, it)| it.conclusion() == wanted).count();
		format!("{found} {}", wanted.text())
	};
	let all = [Conclusion::Valid, Conclusion::Invalid, Conclusion::CannotTell]
		.map(of)
		.join(", ");
	let verdict = match (checked.wrong.is_empty(), checked.open.is_empty()) {
		(true, true) => "the folder is whole, and proves this without a node",
		(true, false) => "the folder does not prove everything",
		(false, _) => "the folder is not as it was written",
	};
	format!("{}: {all}; {verdict}.", count(checked.documents.len(), "document"))
}
