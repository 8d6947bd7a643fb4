// SPDX-License-Identifier: Apache-2.0

//! The verification of documents. Every judgement is one of `testamur-verification`.
//!
//! * `node`: a node, as the verification asks it.
//! * `result`: the findings about a document, and the exit code.
//! * `sentences`: the findings in sentences.
//! * `json`: the findings in JSON.
//! * `table`: the findings in a table for spreadsheets.

mod json;
mod node;
mod result;
mod sentences;
mod table;

use crate::{
	arguments::VerifyArguments,
	files::{ensure_new, write_new},
	output::{json, print, say, Progress},
	problem::Problem,
	words::count,
};
use node::{no_answer, RpcNode};
use result::{exit_code, Source, Verified};
use std::{path::PathBuf, process::ExitCode};
use testamur_chain::{Client, Fault};
use testamur_documents::{anchor::Genesis, Contexts};
use testamur_proof::TrustRoot;
use testamur_verification::{
	find, find_by_bundle, inquire, now, open, read_keys, read_trust, unproven, Because, Bundles,
	DocumentFile, Finding, MaxAge, Moments, Opened,
};

/// The largest age of a moment that a node proves, unless another one is stated: a day.
const MAX_AGE: MaxAge = MaxAge(Some(86_400_000));

/// A document that could be read, with its place among the findings.
type Read<'c> = (usize, DocumentFile<'c>);

/// Verifies documents, writes the findings, and returns the exit code that sums them up.
pub(crate) fn run(arguments: &VerifyArguments) -> Result<ExitCode, Problem> {
	if arguments.at.is_some_and(|at| at.0 > now()) {
		return Err(Problem::NotYet);
	}
	if let Some(report) = &arguments.report {
		ensure_new(&report.0)?;
	}
	let trusted = read_trust(&arguments.trust, &arguments.hand_offs)?;
	let paths = find(&arguments.files)?;
	let contexts = Contexts::shipped();
	let (mut verified, documents) = read(&contexts, &paths, &trusted);
	match arguments.offline {
		true => by_bundles(arguments, trusted, &documents, &mut verified)?,
		false => by_nodes(arguments, &trusted, documents, &mut verified)?,
	}
	if let Some(report) = &arguments.report {
		write_new(&report.0, &table::of(&verified)?)?;
	}
	print(match arguments.json {
		true => json(&verified.iter().map(json::Line::from).collect::<Vec<_>>()),
		false => sentences::all(&verified),
	})?;
	Ok(exit_code(&verified))
}

/// Reads all documents in files. One that cannot be read has a finding already, which says why.
fn read<'c>(
	contexts: &'c Contexts,
	paths: &[PathBuf],
	trusted: &TrustRoot,
) -> (Vec<Verified>, Vec<Read<'c>>) {
	let genesis = Genesis(trusted.genesis().0);
	let mut progress = Progress::new(paths.len(), "files read");
	let (mut verified, mut documents) = (Vec::new(), Vec::new());
	for (done, path) in paths.iter().enumerate() {
		for Opened { location, source } in open(path) {
			let mut entry = Verified::new(location);
			let document = source.and_then(|source| {
				entry.within = source.within().to_vec();
				DocumentFile::read(contexts, source, genesis)
			});
			match document {
				Ok(document) => {
					entry.stated_issuer = document.stated_issuer().map(str::to_owned);
					documents.push((verified.len(), document));
				},
				Err(problem) => entry.add(Source::File, Finding::doubt(Because::from(&problem))),
			}
			verified.push(entry);
		}
		progress.done(done);
	}
	(verified, documents)
}

/// Adds the finding about a document.
fn add(verified: &mut [Verified], place: usize, source: Source, finding: Finding) {
	if let Some(entry) = verified.get_mut(place) {
		entry.add(source, finding);
	}
}

/// Adds the findings by the bundles of documents.
fn by_bundles(
	arguments: &VerifyArguments,
	trusted: TrustRoot,
	documents: &[Read<'_>],
	verified: &mut [Verified],
) -> Result<(), Problem> {
	let hints = read_keys(&arguments.keys)?;
	let max_age = arguments.max_age.unwrap_or(MAX_AGE);
	let mut bundles = Bundles::new(trusted, now, max_age.0, arguments.bundle.clone());
	let mut progress = Progress::new(documents.len(), "documents verified");
	for (done, (place, document)) in documents.iter().enumerate() {
		let finding = find_by_bundle(document, &mut bundles, &hints);
		add(verified, *place, Source::Bundle, finding);
		progress.done(done);
	}
	Ok(())
}

/// Adds the findings of each node. One that cannot be reached is named, and the others are asked all the same.
fn by_nodes(
	arguments: &VerifyArguments,
	trusted: &TrustRoot,
	documents: Vec<Read<'_>>,
	verified: &mut [Verified],
) -> Result<(), Problem> {
	let (places, documents): (Vec<_>, Vec<_>) = documents.into_iter().unzip();
	let moments = Moments {
		clock: now,
		max_age: arguments.max_age.unwrap_or(MAX_AGE).0,
		at: arguments.at.map(|at| at.0),
	};
	for url in &arguments.rpc {
		let findings = match Client::connect(url) {
			Ok(client) => inquire(&mut RpcNode(client), &documents, trusted, &moments),
			Err(fault @ Fault::Address(_)) => return Err(fault.into()),
			Err(fault) => {
				say(&fault.to_string());
				let because = no_answer(&fault).because;
				documents.iter().map(|document| unproven(document, because.clone())).collect()
			},
		};
		for (place, finding) in places.iter().zip(findings) {
			add(verified, *place, Source::Node(url.clone()), finding);
		}
	}
	if documents.is_empty() {
		say(&format!("None of {} can be asked about.", count(verified.len(), "file")));
	}
	Ok(())
}
