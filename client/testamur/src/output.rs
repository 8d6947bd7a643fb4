// SPDX-License-Identifier: Apache-2.0

//! Exit codes, results, messages and progress.

use crate::problem::Problem;
use serde::Serialize;
use std::{
	io::{self, ErrorKind, IsTerminal, Write},
	process::ExitCode,
	time::{Duration, Instant},
};
use testamur_console::{is_shown, line};
use testamur_leaving::Fault as Unleft;

/// The exit code if something is refused or found.
pub(crate) const FOUND: u8 = 1;
/// The exit code if the command was called wrongly, which is that of the parser of the arguments, too.
pub(crate) const WRONG_CALL: u8 = 2;
/// The exit code if a cohort is not issued yet, and a later run can go on, or if nothing can be told about a
/// document.
pub(crate) const NOT_YET: u8 = 3;
/// The exit code if the result cannot be written.
const NOT_WRITTEN: u8 = 4;

/// The exit code if what is trusted contradicts itself.
const CONTRADICTION: u8 = 5;

/// Maximum time between two lines of progress.
const INTERVAL: Duration = Duration::from_secs(1);

/// Writes a part of the result.
pub(crate) fn print(bytes: impl AsRef<[u8]>) -> Result<(), Problem> {
	let mut out = io::stdout().lock();
	out.write_all(bytes.as_ref())
		.and_then(|()| out.flush())
		.map_err(Problem::NotWritten)
}

/// Writes lines as a part of the result. What is in one cannot leave it.
pub(crate) fn print_lines<'a>(lines: impl IntoIterator<Item = &'a String>) -> Result<(), Problem> {
	let lines = lines.into_iter().flat_map(|text| [line(text), "\n".to_owned()]);
	print(lines.collect::<String>())
}

/// Writes a message of one line.
pub(crate) fn say(message: &str) {
	// Where nobody reads it, the exit code is left.
	let _ = writeln!(io::stderr(), "{}", line(message));
}

/// Writes what the parser of the arguments says, and returns the exit code for it: help and the version, which are
/// results, or why a call is wrong. What a caller stated cannot write to a terminal.
pub(crate) fn explain(error: &clap::Error) -> ExitCode {
	let text = error.render().to_string();
	let lines: Vec<String> = text.lines().map(str::to_owned).collect();
	if !error.use_stderr() {
		return print_lines(&lines).map_or_else(|problem| end(&problem), |()| ExitCode::SUCCESS);
	}
	for line in &lines {
		say(line);
	}
	ExitCode::from(WRONG_CALL)
}

/// Says why there is no result, and returns the exit code for it. The reader of a pipe who has gone is
/// told nothing: often, as with `head`, there was enough to read.
pub(crate) fn end(problem: &Problem) -> ExitCode {
	match problem {
		Problem::NotWritten(error) if error.kind() == ErrorKind::BrokenPipe => {},
		_ => say(&problem.to_string()),
	}
	ExitCode::from(match problem {
		Problem::NotWritten(_) => NOT_WRITTEN,
		Problem::Chain(testamur_chain::Fault::Address(_)) => WRONG_CALL,
		Problem::Chain(_) | Problem::LaterFile(_) | Problem::ActUnknown(_) => NOT_YET,
		Problem::Issuing(fault) => code_of(fault),
		Problem::Status(fault) | Problem::Leaving(Unleft::Status(fault)) => code_of_status(fault),
		Problem::Changing(fault) if fault.is_temporary() => NOT_YET,
		Problem::Changing(_)
		| Problem::ListRefused(_)
		| Problem::NoSeat
		| Problem::NoMotion
		| Problem::MotionOpen
		| Problem::WeakMotion { .. }
		| Problem::NoFormer(_)
		| Problem::OtherLearner { .. }
		| Problem::NoPlace(_)
		| Problem::OtherChain { .. } => FOUND,
		Problem::Verification(problem) if problem.is_contradiction() => CONTRADICTION,
		Problem::Leaving(Unleft::Verification(problem)) if problem.is_contradiction() => {
			CONTRADICTION
		},
		_ => WRONG_CALL,
	})
}

/// Returns the exit code for status lists that are not published.
const fn code_of_status(fault: &testamur_status::Fault) -> u8 {
	use testamur_status::Fault;
	match fault {
		Fault::NotDidWeb(_) | Fault::NotHost(_) | Fault::Validity => WRONG_CALL,
		fault if fault.is_unanswered() => NOT_YET,
		_ => FOUND,
	}
}

/// Returns the exit code for a cohort that is not issued.
const fn code_of(fault: &testamur_issuing::Fault) -> u8 {
	use testamur_issuing::Fault;
	match fault {
		Fault::Locked(_) | Fault::OtherFiles { .. } | Fault::Disk { .. } => WRONG_CALL,
		Fault::NoAnswer(_)
		| Fault::NotAnchored(_)
		| Fault::Unknown { .. }
		| Fault::AllowanceUsedUp(_)
		| Fault::Contradiction(_)
		| Fault::Randomness(_) => NOT_YET,
		_ => FOUND,
	}
}

/// Returns a value as JSON with a line for each of its parts. What a terminal would obey is escaped.
pub(crate) fn json(value: &impl Serialize) -> String {
	// No result has a map with other keys than text, which is all that could fail.
	let text = serde_json::to_string_pretty(value).unwrap_or_default();
	let mut escaped = String::with_capacity(text.len().saturating_add(1));
	for letter in text.chars() {
		if letter == '\n' || is_shown(letter) {
			escaped.push(letter);
			continue;
		}
		// Such a letter stands within a text only.
		for unit in letter.encode_utf16(&mut [0; 2]) {
			escaped.push_str(&format!("\\u{unit:04x}"));
		}
	}
	escaped.push('\n');
	escaped
}

/// Progress on the standard error, if that is a terminal.
pub(crate) struct Progress {
	all: usize,
	what: &'static str,
	is_shown: bool,
	begin: Instant,
	last: Instant,
	wrote: bool,
}

impl Progress {
	/// Begins with none of `all` things done.
	pub(crate) fn new(all: usize, what: &'static str) -> Self {
		let (is_shown, now) = (io::stderr().is_terminal(), Instant::now());
		Self { all, what, is_shown, begin: now, last: now, wrote: false }
	}

	/// Shows how many are done, once in a while.
	pub(crate) fn done(&mut self, done: usize) {
		if self.is_shown && self.last.elapsed() >= INTERVAL {
			let pace = pace(done, self.all, self.begin.elapsed());
			let _ = write!(io::stderr(), "\r{done} of {} {}{pace}  ", self.all, self.what);
			(self.last, self.wrote) = (Instant::now(), true);
		}
	}
}

/// Returns how many are done in a second, and how long the others take at this pace.
fn pace(done: usize, all: usize, elapsed: Duration) -> String {
	let number = |number: usize| u128::try_from(number).unwrap_or(u128::MAX);
	let (done, left) = (number(done), number(all.saturating_sub(done)));
	let thousands = done.saturating_mul(1_000);
	let Some(rate) = thousands.checked_div(elapsed.as_millis()).filter(|rate| *rate > 0) else {
		return String::new();
	};
	let seconds = left.checked_div(rate).unwrap_or_default();
	format!(", {rate} a second, {seconds} s left")
}

impl Drop for Progress {
	fn drop(&mut self) {
		if self.wrote {
			let _ = writeln!(io::stderr());
		}
	}
}

#[cfg(test)]
mod tests {
	use super::{pace, Duration};

	#[test]
	fn a_pace_is_shown_when_there_is_one() {
		assert_eq!(pace(200, 1_000, Duration::from_secs(4)), ", 50 a second, 16 s left");
		assert_eq!(pace(0, 10, Duration::from_secs(4)), "");
		assert_eq!(pace(5, 10, Duration::ZERO), "");
		assert_eq!(pace(10, 10, Duration::from_secs(1)), ", 10 a second, 0 s left");
	}
}
