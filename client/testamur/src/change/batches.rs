// SPDX-License-Identifier: Apache-2.0

//! What is done to whole batches.

use super::{allowed, documents::in_files};
use crate::{
	arguments::{AttestAgainArguments, BatchArguments, RevokeBatchArguments, SenderArguments},
	issue::News,
	output::{print_lines, say, FOUND, NOT_YET},
	problem::Problem,
	sender::{ask, connect, ensure_one_input, Keys, Node},
	words::count,
};
use std::{collections::BTreeSet, path::PathBuf, process::ExitCode};
use testamur_changing::{carry_out_for_batch, open_batches, BatchWish, Done, OpenBatch};
use testamur_documents::anchor::Genesis;
use testamur_issuing::{Chain, Watch};
use testamur_json::hex::Hash;
use testamur_primitives::{AccreditationId, InstitutionId, Root};

/// Revokes batches with all their credentials.
pub(crate) fn revoke_batch(arguments: &RevokeBatchArguments) -> Result<ExitCode, Problem> {
	let successor = arguments.successor.map(|root| Root(root.0));
	let wish = BatchWish::Revoke(arguments.reason.into(), successor);
	run(&arguments.sender, &arguments.batches, wish, "revoked for good, with all its credentials")
}

/// Attests batches again.
pub(crate) fn attest_again(arguments: &AttestAgainArguments) -> Result<ExitCode, Problem> {
	let grant = arguments.grant.get();
	let wish = BatchWish::AttestAgain(AccreditationId(grant));
	run(
		&arguments.sender,
		&arguments.batches,
		wish,
		&format!("attested again, under grant {grant}"),
	)
}

fn run(
	sender: &SenderArguments,
	batches: &BatchArguments,
	wish: BatchWish,
	done: &str,
) -> Result<ExitCode, Problem> {
	let files: Vec<_> = batches.files.iter().map(PathBuf::as_path).collect();
	ensure_one_input(sender, &files, &[])?;
	let client = connect(sender)?;
	let roots = roots(batches, Genesis(client.genesis()))?;
	let account = Keys::default().account(sender)?;
	let mut node = Node::new(client, &account);
	let open = open_batches(&mut node, &roots, wish)?;
	preview(&open, roots.len(), done, node.genesis())?;
	if open.is_empty() {
		say("Nothing was sent, because nothing is left to be done.");
		return Ok(ExitCode::SUCCESS);
	}
	if !sender.yes && !ask("Send this? [y/N]") {
		say("Nothing was sent.");
		return Ok(ExitCode::from(FOUND));
	}
	send(sender, &mut node, &open, wish)
}

/// Returns the batches to which documents lead, each once.
fn roots(
	arguments: &BatchArguments,
	genesis: Genesis,
) -> Result<Vec<(InstitutionId, Root)>, Problem> {
	let mut roots = BTreeSet::new();
	for document in in_files(&arguments.files, genesis)? {
		roots.insert(
			document
				.reference
				.batch()
				.ok_or_else(|| Problem::NoPlace(document.name.clone()))?,
		);
	}
	Ok(roots.into_iter().collect())
}

/// Writes which batches are meant.
fn preview(open: &[OpenBatch], named: usize, done: &str, genesis: Genesis) -> Result<(), Problem> {
	let mut lines = Vec::new();
	for batch in open {
		let credentials = count(usize::try_from(batch.size).unwrap_or(usize::MAX), "credential");
		lines.push(format!("To be {done}: the batch of {credentials}"));
		lines.push(format!("  root {}, under grant {}", Hash(batch.root.0), batch.accreditation.0));
	}
	match named.saturating_sub(open.len()) {
		0 => {},
		left => lines.push(format!("Left as they are, since that was done before: {left}.")),
	}
	lines.push(format!("On the chain with the genesis block {}.", Hash(genesis.0)));
	print_lines(&lines)
}

/// Sends what is wished for each batch, and says what became of it.
fn send(
	sender: &SenderArguments,
	node: &mut Node<'_>,
	open: &[OpenBatch],
	wish: BatchWish,
) -> Result<ExitCode, Problem> {
	let mut code = ExitCode::SUCCESS;
	for batch in open {
		allowed(sender, node, batch.institution)?;
		let mut news = News::default();
		let done = carry_out_for_batch(node, batch, wish, &mut |heard| news.anchoring(heard))?;
		drop(news);
		let root = Hash(batch.root.0);
		match done {
			Done::Changed(block) => say(&format!("{root}: done in final block {}.", block.number)),
			Done::Waiting(_) => {
				say(&format!(
					"{root}: it waits for a second account of the institution with the permission for grave acts: \
					 have it run the same command."
				));
				code = ExitCode::from(NOT_YET);
				// An account has one pending act: a second one would take the place of this one.
				break;
			},
		}
	}
	Ok(code)
}
