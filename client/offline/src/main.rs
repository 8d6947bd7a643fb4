// SPDX-License-Identifier: Apache-2.0

//! # Verification without a server
//!
//! `testamur-verify-offline` verifies credentials by the bundles beside them (`docs/bundle.md`): no node
//! is asked, and no network is used. `docs/offline.md` shows its use.
//!
//! * `arguments`: what it is called with.
//! * `files`: reads a file, bounded.
//! * `forms`: reads bundles and hand-offs in each form in which they come.
//! * `trust`: reads what is trusted.
//! * `credential`: reads a document with its anchor or its reference.
//! * `verification`: finds the bundles and comes to an answer for each credential.
//! * `report`: writes the answers, in sentences or in JSON.

use arguments::Arguments;
use clap::Parser;
use files::Problem;
use std::process::ExitCode;
use verification::Verification;

mod arguments;
mod credential;
mod files;
mod forms;
mod report;
mod trust;
mod verification;

fn main() -> ExitCode {
	match run(&Arguments::parse()) {
		Ok(code) => code,
		Err(problem) => {
			eprintln!("{problem}");
			ExitCode::from(report::WRONG_CALL)
		},
	}
}

/// Verifies all credentials, prints the answers and returns the exit code that sums them up.
fn run(arguments: &Arguments) -> Result<ExitCode, Problem> {
	let trusted = trust::read_trust(&arguments.trust, &arguments.hand_offs)?;
	let paths = credential::find(&arguments.credentials)?;
	let mut verification =
		Verification::new(trusted, arguments.max_age.0, arguments.bundle.clone());
	let answers: Vec<_> = paths.iter().map(|path| verification.answer(path)).collect();
	match arguments.json {
		true => report::print_json(&answers),
		false => report::print_sentences(&answers),
	}
	Ok(report::exit_code(&answers))
}
