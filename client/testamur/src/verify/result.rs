// SPDX-License-Identifier: Apache-2.0

//! The number of files by conclusion, and the exit code that sums them up.

use crate::output::{FOUND, NOT_YET};
use std::process::ExitCode;
use testamur_verification::{Conclusion, Verified};

/// Returns how many files have a conclusion.
pub(crate) fn number(verified: &[Verified], conclusion: Conclusion) -> usize {
	let has_it = |entry: &&Verified| entry.agreement().conclusion() == conclusion;
	verified.iter().filter(has_it).count()
}

/// Returns the exit code that sums up the findings.
pub(crate) fn exit_code(verified: &[Verified]) -> ExitCode {
	if number(verified, Conclusion::Invalid) > 0 {
		return ExitCode::from(FOUND);
	}
	match number(verified, Conclusion::CannotTell) {
		0 => ExitCode::SUCCESS,
		_ => ExitCode::from(NOT_YET),
	}
}
