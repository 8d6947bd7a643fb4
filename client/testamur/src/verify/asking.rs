// SPDX-License-Identifier: Apache-2.0

//! Documents in files, verified by nodes or bundles.

use super::node::{no_answer, RpcNode};
use crate::{
	arguments::{Report as Form, VerifyArguments},
	output::{say, Progress},
	problem::Problem,
	words::count,
};
use testamur_certificate::ensure_rows;
use testamur_chain::{Client, Fault};
use testamur_documents::{Audience, Contexts};
use testamur_json::time::Time;
use testamur_proof::TrustRoot;
use testamur_verification::{
	find_by_bundle, inquire, now, open_within, read_keys, search, unproven, Because, Bundles,
	MaxAge, Moments, Origin, Reading, Recorder, Report, ReportedFile, ReportedNode, Room, Searched,
	Verified,
};

/// The largest age of a moment that a node proves, unless another one is stated: a day.
const MAX_AGE: MaxAge = MaxAge(Some(86_400_000));

/// Returns the findings about documents, and a report by which they can be found again, if one is wanted.
pub(crate) fn run(
	arguments: &VerifyArguments,
	contexts: &Contexts,
	trusted: TrustRoot,
) -> Result<(Vec<Verified>, Option<Report>), Problem> {
	let found = search(&arguments.files);
	let keeps = |report: &Form| matches!(report, Form::Answers(_) | Form::Print(_));
	let is_wanted = !arguments.offline && arguments.report.iter().any(keeps);
	let max_age = arguments.max_age.unwrap_or(MAX_AGE).0;
	let at = arguments.at.map(|at| Time(at.0));
	let mut report = is_wanted.then(|| Report::new(now(), at, max_age));
	let mut reading = Reading::new(contexts, &trusted);
	let VerifyArguments { challenge, domain, .. } = arguments;
	let audience = Audience { challenge: challenge.as_deref(), domain: domain.as_deref() };
	read(&mut reading, found, audience, report.as_mut());
	if arguments.report.iter().any(|report| matches!(report, Form::Print(_))) {
		ensure_rows(rows(&reading, arguments.rpc.len()))?;
	}
	match arguments.offline {
		true => by_bundles(arguments, trusted, &mut reading)?,
		false => by_nodes(arguments, &trusted, &mut reading, report.as_mut())?,
	}
	if let Some(report) = &mut report {
		report.made = Time(last_moment(&reading.verified));
	}
	Ok((reading.verified, report))
}

/// Returns how many findings there will be: one of each node, or of the bundle, about each document, and those about
/// files that are none.
fn rows(reading: &Reading<'_>, nodes: usize) -> usize {
	let found: usize = reading.verified.iter().map(|entry| entry.findings.len()).sum();
	reading.documents.len().saturating_mul(nodes.max(1)).saturating_add(found)
}

/// Returns the moment at which all that was proven is a state of the past, whatever the clocks.
fn last_moment(verified: &[Verified]) -> u64 {
	let findings = verified.iter().flat_map(|entry| &entry.findings);
	let shown = findings.filter_map(|(_, finding)| finding.shown.as_ref());
	shown.map(|shown| shown.as_of.time).fold(now(), u64::max)
}

/// Reads all documents and presentations in files. A report holds the documents, which say by themselves what they are
/// worth; for whom they were presented is not asked again.
fn read(
	reading: &mut Reading<'_>,
	found: Vec<Searched>,
	audience: Audience<'_>,
	mut report: Option<&mut Report>,
) {
	let (mut progress, mut room) = (Progress::new(found.len(), "files read"), Room::default());
	for (done, found) in found.into_iter().enumerate() {
		let path = match found {
			Searched::File(path) => path,
			Searched::Nothing(location, problem) => {
				if let Some(report) = &mut report {
					report.files.push(ReportedFile::new(&location, Err(&problem)));
				}
				reading.read(location, Err(Because::from(&problem)));
				continue;
			},
		};
		reading.read_all(
			path.as_path().into(),
			open_within(&path, &mut room),
			audience,
			|_, location, source| {
				if let Some(report) = &mut report {
					report.files.push(ReportedFile::new(location, source));
				}
			},
		);
		progress.done(done);
	}
}

/// Adds the findings by the bundles of documents.
fn by_bundles(
	arguments: &VerifyArguments,
	trusted: TrustRoot,
	reading: &mut Reading<'_>,
) -> Result<(), Problem> {
	let hints = read_keys(&arguments.keys)?;
	let max_age = arguments.max_age.unwrap_or(MAX_AGE);
	let mut bundles = Bundles::new(trusted, now, max_age.0, arguments.bundle.clone());
	let mut progress = Progress::new(reading.documents.len(), "documents verified");
	let mut findings = Vec::new();
	for (done, document) in reading.documents.iter().enumerate() {
		findings.push(find_by_bundle(document, &mut bundles, &hints));
		progress.done(done);
	}
	reading.add(&Origin::Bundle, findings);
	Ok(())
}

/// Adds the findings of each node. One that cannot be reached is named, and the others are asked all the same.
fn by_nodes(
	arguments: &VerifyArguments,
	trusted: &TrustRoot,
	reading: &mut Reading<'_>,
	mut report: Option<&mut Report>,
) -> Result<(), Problem> {
	let moments = Moments {
		clock: now,
		max_age: arguments.max_age.unwrap_or(MAX_AGE).0,
		at: arguments.at.map(|at| at.0),
	};
	for url in &arguments.rpc {
		let documents = &reading.documents;
		let (findings, answers) = match Client::connect(url) {
			Ok(client) => {
				let mut node = Recorder::new(RpcNode(client));
				let findings = inquire(&mut node, documents, trusted, &moments);
				(findings, Some(node.into_answers()))
			},
			Err(fault @ Fault::Address(_)) => return Err(fault.into()),
			Err(fault) => {
				say(&fault.to_string());
				let because = no_answer(&fault).because;
				(documents.iter().map(|it| unproven(it, because.clone())).collect(), None)
			},
		};
		reading.add(&Origin::Node(url.clone()), findings);
		if let Some(report) = &mut report {
			report.nodes.push(ReportedNode { url: url.clone(), answers });
		}
	}
	if reading.documents.is_empty() {
		say(&format!("None of {} can be asked about.", count(reading.verified.len(), "file")));
	}
	Ok(())
}
