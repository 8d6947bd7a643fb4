// SPDX-License-Identifier: Apache-2.0

//! Text that readers see as it is.

use crate::{
	problem::{Problem, TextProblem},
	shown::{is_other_space, is_unprintable},
};
use testamur_primitives::text::{check_name, NameFault};

/// Returns whether text keeps the rules for names.
pub(crate) fn is_name(text: &str) -> bool {
	check_name(text.as_bytes()).is_ok()
}

/// Checks that a cell keeps the rules for names.
pub(super) fn check_line(cell: &str) -> Result<(), Problem> {
	let Err(fault) = check_name(cell.as_bytes()) else {
		return Ok(());
	};
	if cell.contains(['\n', '\r']) {
		return Err(TextProblem::LineBreak.into());
	}
	let problem = match fault {
		NameFault::LeadingMark => TextProblem::LeadingMark,
		_ => match cell.chars().find(|c| is_unprintable(*c)) {
			Some(c) => TextProblem::Invisible(c),
			None => space_problem(cell),
		},
	};
	Err(problem.into())
}

fn space_problem(cell: &str) -> TextProblem {
	cell.chars()
		.find(|c| is_other_space(*c))
		.map_or(TextProblem::SpareSpace, TextProblem::OtherSpace)
}

/// Checks that a cell holds no character that cannot be seen but line breaks between its lines.
///
/// White space is left as it is: whoever writes sentences types two spaces, and French has a
/// no-break space before its colons.
pub(super) fn check_paragraphs(cell: &str) -> Result<(), Problem> {
	if let Some(c) = cell.chars().find(|c| *c != '\n' && is_unprintable(*c)) {
		return Err(TextProblem::Invisible(c).into());
	}
	if cell.trim().is_empty() {
		return Err(TextProblem::SpareSpace.into());
	}
	match cell
		.lines()
		.find(|line| check_name(line.as_bytes()) == Err(NameFault::LeadingMark))
	{
		Some(_) => Err(TextProblem::LeadingMark.into()),
		None => Ok(()),
	}
}
