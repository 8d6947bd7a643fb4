// SPDX-License-Identifier: Apache-2.0

//! Changes of what credentials are worth. The rules are those of `testamur-changing`.
//!
//! * `documents`: reads documents, with the batch that each leads to.
//! * `holder`: whom a document is about, for the preview.
//! * `index`: the names of learners in the index beside documents.
//! * `pairs`: the former and the new document of each learner.
//! * `preview`: whom a change hits.
//! * `batches`: what is done to whole batches.

mod batches;
mod documents;
mod holder;
mod index;
mod pairs;
mod preview;

pub(crate) use batches::{attest_again, revoke_batch};

use crate::{
	arguments::{
		ChangeArguments, CredentialArguments, RenewArguments, RevokeArguments, SenderArguments,
	},
	issue::News,
	output::{say, FOUND, NOT_YET},
	problem::Problem,
	sender::{ask, connect, ensure_one_input, Keys, Node, PAUSE},
	words::count,
};
use documents::{named, Document};
use preview::{preview, Line};
use std::{
	path::{Path, PathBuf},
	process::ExitCode,
	thread::sleep,
};
use testamur_changing::{carry_out, plan, Done, Fault, Part, Plan, Target};
use testamur_documents::anchor::Genesis;
use testamur_issuing::{wait_for_renewal, Chain, Watch};
use testamur_primitives::{InstitutionId, StatusChange};

/// Suspends credentials.
pub(crate) fn suspend(arguments: &ChangeArguments) -> Result<ExitCode, Problem> {
	change(arguments, StatusChange::Suspend, "suspended")
}

/// Reinstates credentials.
pub(crate) fn reinstate(arguments: &ChangeArguments) -> Result<ExitCode, Problem> {
	change(arguments, StatusChange::Reinstate, "reinstated")
}

/// Revokes credentials.
pub(crate) fn revoke(arguments: &RevokeArguments) -> Result<ExitCode, Problem> {
	change(&arguments.change, StatusChange::Revoke(arguments.reason.into()), "revoked for good")
}

/// Has new credentials take the place of former ones.
pub(crate) fn renew(arguments: &RenewArguments) -> Result<ExitCode, Problem> {
	let list: Vec<_> = arguments.pairs.iter().map(PathBuf::as_path).collect();
	run(&arguments.sender, &list, "superseded by new ones", |genesis| {
		pairs::wishes(arguments, genesis)
	})
}

/// Makes one change to all credentials that are meant.
fn change(
	arguments: &ChangeArguments,
	change: StatusChange,
	done: &str,
) -> Result<ExitCode, Problem> {
	let CredentialArguments { list, files } = &arguments.credentials;
	let files: Vec<_> = files.iter().chain(list).map(PathBuf::as_path).collect();
	run(&arguments.sender, &files, done, |genesis| {
		let documents = named(&arguments.credentials, genesis)?;
		Ok(documents
			.into_iter()
			.map(|document| Wish { document, change, note: None })
			.collect())
	})
}

/// A change that is wished for the credential of a document.
pub(crate) struct Wish {
	pub(crate) document: Document,
	pub(crate) change: StatusChange,
	/// What the preview says beside it.
	pub(crate) note: Option<String>,
}

/// Opens the account, reads the wishes, shows whom they hit, asks, and sends them.
fn run(
	sender: &SenderArguments,
	files: &[&Path],
	done: &str,
	wishes: impl FnOnce(Genesis) -> Result<Vec<Wish>, Problem>,
) -> Result<ExitCode, Problem> {
	ensure_one_input(sender, files, &[])?;
	let client = connect(sender)?;
	let wishes = wishes(Genesis(client.genesis()))?;
	let account = Keys::default().account(sender)?;
	let mut node = Node::new(client, &account);
	let lines: Vec<Line> = wishes.iter().map(Line::of).collect();
	let targets = wishes.into_iter().map(target).collect();
	let plan = plan(&mut node, targets)?;
	preview(&lines, &plan, done, node.genesis())?;
	if plan.parts.is_empty() {
		say("Nothing was sent, because nothing is left to be done.");
		return Ok(ExitCode::SUCCESS);
	}
	if !sender.yes && !ask("Send this? [y/N]") {
		say("Nothing was sent.");
		return Ok(ExitCode::from(FOUND));
	}
	send(sender, &mut node, &plan)
}

fn target(wish: Wish) -> Target {
	let Wish { document, change, .. } = wish;
	Target { name: document.name, reference: document.reference, change }
}

/// Sends the parts of a plan, and says what became of them.
fn send(sender: &SenderArguments, node: &mut Node<'_>, plan: &Plan) -> Result<ExitCode, Problem> {
	let (mut news, mut changed, mut waiting) = (News::default(), 0_usize, 0_usize);
	let outcome = carry_out(
		node,
		plan,
		|node| allowed(sender, node, plan.account_of),
		|heard| news.anchoring(heard),
		|part: &Part, done| match done {
			Done::Changed(_) => changed = changed.saturating_add(part.targets.len()),
			Done::Waiting(_) => waiting = waiting.saturating_add(part.targets.len()),
		},
	);
	drop(news);
	let all = plan.changes();
	say(&format!("Done in final blocks: {changed} of {}.", count(all, "change")));
	if waiting > 0 {
		say(&format!(
			"{waiting} of them wait for a second account of the institution with the permission for grave acts: have it \
			 run the same command within three days. What was not sent waits for another run after that."
		));
	}
	outcome?;
	Ok(match waiting {
		0 => ExitCode::SUCCESS,
		_ => ExitCode::from(NOT_YET),
	})
}

/// Waits until an operation is left of the allowance, if the caller wants that, and returns why not otherwise.
fn allowed(
	sender: &SenderArguments,
	node: &mut Node<'_>,
	institution: InstitutionId,
) -> Result<(), Fault> {
	let no_answer = |fault: testamur_issuing::NoAnswer| Fault::Refused(fault.0);
	let allowance = node.allowance(institution).map_err(no_answer)?;
	match allowance {
		Some(allowance) if allowance.left == 0 && sender.wait => {
			let waited = wait_for_renewal(node, &allowance, &mut News::default(), || sleep(PAUSE));
			waited.map_err(|fault| Fault::Refused(fault.to_string()))
		},
		Some(allowance) if allowance.left == 0 => Err(Fault::AllowanceUsedUp(allowance.renewed_at)),
		_ => Ok(()),
	}
}
