// SPDX-License-Identifier: Apache-2.0

//! # Verification without a server
//!
//! `testamur-verify-offline` verifies credentials by the bundles beside them (`docs/bundle.md`): no node
//! is asked, and no network is used. `docs/offline.md` shows its use.
//!
//! * `arguments`: what it is called with.
//! * `report`: writes the answers, in sentences or in JSON.
//!
//! All that reads and verifies is in `testamur-verification`.

use arguments::Arguments;
use clap::Parser;
use std::{
	io::{self, Write},
	process::ExitCode,
};
use testamur_console::line;
use testamur_proof::TrustRoot;
use testamur_verification::{
	read_trust, search, write_table, Answer, Finding, MaxAge, Problem, Searched, Verification,
};

mod arguments;
mod report;

fn main() -> ExitCode {
	match run(&Arguments::parse()) {
		Ok(code) => code,
		Err(problem) if problem.is_contradiction() => {
			complain(&problem.to_string(), report::CONTRADICTION)
		},
		Err(problem) => complain(&problem.to_string(), report::WRONG_CALL),
	}
}

/// Writes why there are no answers, and returns the exit code that says so.
fn complain(problem: &str, code: u8) -> ExitCode {
	// Where nobody reads it, the exit code is left.
	let _ = writeln!(io::stderr(), "{}", line(problem));
	ExitCode::from(code)
}

/// Does what the arguments ask for, and returns the exit code that says how it went.
fn run(arguments: &Arguments) -> Result<ExitCode, Problem> {
	let trusted = read_trust(&arguments.trust, &arguments.hand_offs)?;
	if let Some(path) = &arguments.write_table {
		let count = write_table(path, &trusted)?;
		let known = if count == 1 { "1 known set".into() } else { format!("{count} known sets") };
		let _ = writeln!(io::stderr(), "{}: {known}", line(&path.display().to_string()));
	}
	match arguments.max_age {
		Some(max_age) if !arguments.credentials.is_empty() => {
			Ok(verify(arguments, trusted, max_age))
		},
		_ => Ok(ExitCode::SUCCESS),
	}
}

/// Verifies the credentials, writes the answers and returns the exit code that sums them up.
fn verify(arguments: &Arguments, trusted: TrustRoot, max_age: MaxAge) -> ExitCode {
	let mut verification = Verification::new(trusted, max_age.0, arguments.bundle.clone());
	let answers = search(&arguments.credentials).into_iter().flat_map(|found| match found {
		Searched::File(path) => verification.answers(&path),
		Searched::Nothing(location, problem) => {
			vec![Answer { location, verdict: Err(problem), own: Finding::default() }]
		},
	});
	let answers: Vec<_> = answers.collect();
	let written = match arguments.json {
		true => report::write_json(&mut io::stdout(), &answers),
		false => report::write_sentences(&mut io::stdout(), &answers),
	};
	match written {
		Ok(()) => report::exit_code(&answers),
		Err(error) => {
			complain(&format!("the answers cannot be written: {error}"), report::NOT_WRITTEN)
		},
	}
}
