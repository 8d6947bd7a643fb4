// SPDX-License-Identifier: Apache-2.0

//! # The `testamur` command
//!
//! Arguments in, sentences out: templates, lists, documents and cohorts of a registrar, the acts of administrators,
//! the key and the presentations of a learner, the documents that an employer is handed, and the files that an
//! institution publishes. The rules are those of `testamur-roster`, `testamur-template`, `testamur-issuing`,
//! `testamur-changing`, `testamur-certificate`, `testamur-handover`, `testamur-documents`, `testamur-verification`,
//! `testamur-status` and `testamur-leaving`. `docs/registrar.md`, `docs/administration.md`, `docs/handing-over.md`,
//! `docs/learner.md`, `docs/verifier.md`, `docs/status-lists.md` and `docs/leaving.md` show its use.
//!
//! * `arguments`: the commands and their options.
//! * `administer`: the acts of administrators and of the council.
//! * `blanks`: templates, lists and designs to fill in.
//! * `carrying`, `export`, `import`: the files that carry a learner's credentials.
//! * `change`: changes of what credentials are worth, with a preview of whom they hit.
//! * `check`: the check of a template with a list, and the preview.
//! * `design`: designs of certificates and badges.
//! * `handover`: certificates, badges and messages for learners.
//! * `issue`: the issuing of a cohort.
//! * `leave`: the folder that proves the documents of an institution without the chain.
//! * `lint`: the check of documents.
//! * `manual`: the pages of the manual, and what shells complete.
//! * `sender`: the node and the account of whoever sends transactions.
//! * `verify`: the verification of documents.
//! * `files`: reads and writes files.
//! * `key`, `present`, `show`: the key of a learner, her presentations, and what is in a file.
//! * `status`: the status lists and the DID document of an institution, as files for the web.
//! * `keys`, `clock`: opens keystores; the moments that signatures state.
//! * `output`: exit codes, results, messages and progress.
//! * `problem`, `words`: why there is no result; the words for numbers and files.

#![cfg_attr(
	not(test),
	deny(
		clippy::arithmetic_side_effects,
		clippy::expect_used,
		clippy::indexing_slicing,
		clippy::panic,
		clippy::unwrap_used
	)
)]

use arguments::{Arguments, Command};
use clap::Parser;
use std::process::ExitCode;

mod administer;
mod arguments;
mod blanks;
mod carrying;
mod change;
mod check;
mod clock;
mod design;
mod export;
mod files;
mod handover;
mod import;
mod issue;
mod key;
mod keys;
mod leave;
mod lint;
mod manual;
mod output;
mod present;
mod problem;
mod sender;
mod show;
mod status;
mod subjects;
mod verify;
mod words;

fn main() -> ExitCode {
	let arguments = match Arguments::try_parse() {
		Ok(arguments) => arguments,
		Err(error) => return output::explain(&error),
	};
	let outcome = match arguments.command {
		Command::Template(arguments) => blanks::template(&arguments),
		Command::BlankList(arguments) => blanks::list(&arguments),
		Command::Check(arguments) => check::run(&arguments),
		Command::Design(arguments) => blanks::design(&arguments),
		Command::HandOver(arguments) => handover::run(&arguments),
		Command::Issue(arguments) => issue::run(&arguments),
		Command::Suspend(arguments) => change::suspend(&arguments),
		Command::Reinstate(arguments) => change::reinstate(&arguments),
		Command::Revoke(arguments) => change::revoke(&arguments),
		Command::Renew(arguments) => change::renew(&arguments),
		Command::RevokeBatch(arguments) => change::revoke_batch(&arguments),
		Command::AttestAgain(arguments) => change::attest_again(&arguments),
		Command::Lint(arguments) => lint::run(&arguments),
		Command::Institution(command) => administer::institution(&command),
		Command::Operator(command) => administer::operator(&command),
		Command::Accredit(command) => administer::accredit(&command),
		Command::Type(command) => administer::credential_type(&command),
		Command::DocumentKey(command) => administer::document_key(&command),
		Command::Completions { shell } => manual::completions(shell),
		Command::Manual { out } => manual::pages(&out),
		Command::Verify(arguments) => verify::run(&arguments),
		Command::Key(arguments) => key::run(&arguments),
		Command::Show(arguments) => show::run(&arguments),
		Command::Export(arguments) => export::run(&arguments),
		Command::Import(arguments) => import::run(&arguments),
		Command::Present(arguments) => present::run(&arguments),
		Command::Status(arguments) => status::run(&arguments),
		Command::Leave(arguments) => leave::run(&arguments),
	};
	outcome.unwrap_or_else(|problem| output::end(&problem))
}
