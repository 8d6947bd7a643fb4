// SPDX-License-Identifier: Apache-2.0

//! What is done to whole batches.

use super::{
	allowed,
	documents::{in_files, Document},
	holder::Holder,
	preview::MAX_LISTED,
};
use crate::{
	arguments::{AttestAgainArguments, BatchArguments, RevokeBatchArguments, SenderArguments},
	issue::News,
	output::{print_lines, say, FOUND, NOT_YET},
	problem::Problem,
	sender::{ask, connect, ensure_one_input, Keys, Node},
	subjects::Subject,
	words::count,
};
use std::{collections::BTreeMap, path::PathBuf, process::ExitCode};
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
	let named = named(batches, Genesis(client.genesis()))?;
	let account = Keys::default().account(sender)?;
	let mut node = Node::new(client, &account);
	let roots: Vec<_> = named.keys().copied().collect();
	let open = open_batches(&mut node, &roots, wish)?;
	preview(&open, &named, done, &mut node)?;
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

/// The documents by the batches to which they lead.
type Named = BTreeMap<(InstitutionId, Root), Vec<Document>>;

/// Returns the documents that a call names, by their batches.
fn named(arguments: &BatchArguments, genesis: Genesis) -> Result<Named, Problem> {
	let mut named = Named::new();
	for document in in_files(&arguments.files, genesis)? {
		let batch = document.reference.batch();
		let batch = batch.ok_or_else(|| Problem::NoPlace(document.name.clone()))?;
		named.entry(batch).or_default().push(document);
	}
	Ok(named)
}

/// Writes which batches are meant, with the records that they are about.
fn preview(
	open: &[OpenBatch],
	named: &Named,
	done: &str,
	node: &mut Node<'_>,
) -> Result<(), Problem> {
	let mut lines = Vec::new();
	for batch in open {
		let size = usize::try_from(batch.size).unwrap_or(usize::MAX);
		lines.push(format!("To be {done}: the batch of {}", count(size, "credential")));
		lines.push(format!("  root {}, under grant {}", Hash(batch.root.0), batch.accreditation.0));
		for subject in [Subject::Institution(batch.institution), Subject::Type(batch.type_id)] {
			let records = subject.on_record(node.client())?;
			lines.extend(records.into_iter().map(|record| format!("  {record}")));
		}
		let documents = named.get(&(batch.institution, batch.root)).map_or(&[][..], Vec::as_slice);
		lines.extend(learners(documents, size));
	}
	match named.len().saturating_sub(open.len()) {
		0 => {},
		left => lines.push(format!("Left as they are, since they are so already: {left}.")),
	}
	lines.push(format!("On the chain with the genesis block {}.", Hash(node.genesis().0)));
	print_lines(&lines)
}

/// Returns the lines about the learners of a batch of this size, as far as documents name them.
fn learners(documents: &[Document], size: usize) -> Vec<String> {
	// Two files may carry one credential, such as a document and its certificate.
	let places: BTreeMap<u32, &Document> =
		documents.iter().map(|document| (document.reference.index, document)).collect();
	let line = |document: &&Document| {
		let Holder { who, what, .. } = &document.holder;
		format!("  {}: {who}, {what}", document.name)
	};
	let mut lines: Vec<String> = places.values().take(MAX_LISTED).map(line).collect();
	match size.saturating_sub(lines.len()) {
		0 => {},
		more => lines.push(format!("  and {more} more")),
	}
	lines
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
