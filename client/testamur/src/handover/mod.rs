// SPDX-License-Identifier: Apache-2.0

//! Certificates, badges and messages for the learners of documents.
//!
//! * `learner`: the files of one learner.
//! * `folder`: files that are written once.
//! * `summary`: what was handed over.

mod folder;
mod learner;
mod summary;

use crate::{
	arguments::HandOverArguments,
	check::{refuse_list, Format},
	design::open_design,
	files::read,
	output::{print, say, Progress, FOUND},
	problem::Problem,
};
use folder::Folder;
use learner::{Handed, Refused, Sources};
use std::{
	path::{Path, PathBuf},
	process::ExitCode,
};
use summary::{List, Summary};
use testamur_certificate::Writer;
use testamur_console::{is_document, map_with_workers, processors};
use testamur_handover::{Entry, MailMerge, Register};
use testamur_roster::Unwritable;

/// The name of the list for a mail merge.
const MAIL_MERGE: &str = "mail-merge.csv";
/// The number of documents for each processor whose files are in memory before they are written.
const MADE_AT_A_TIME: usize = 8;

/// Writes the files for all learners, and returns the exit code that sums it up.
pub(crate) fn run(arguments: &HandOverArguments) -> Result<ExitCode, Problem> {
	let writer = open_design(&arguments.design)?;
	if arguments.messages && !writer.design().has_message() {
		return Err(Problem::NoMessage(arguments.design.clone()));
	}
	let register = match arguments.list.as_deref().map(|list| open_list(list, arguments)) {
		None => None,
		Some(Ok(Ok(register))) => Some(register),
		Some(Ok(Err(refused))) => return Ok(refused),
		Some(Err(problem)) => return Err(problem),
	};
	let documents = documents(&arguments.files)?;
	let folder = Folder::open(&arguments.out)?;
	let now = testamur_verification::now();
	let sources = Sources {
		register,
		badges: arguments.badges,
		messages: arguments.messages,
		with_proof: arguments.with_proof,
		now: i64::try_from(now / 1_000).map_err(|_| Problem::Clock)?,
	};
	let (handed, mut summary) = hand_over(&sources, &writer, &documents, &folder)?;
	write_list(&handed, &folder, &mut summary)?;
	folder.sync()?;
	print(summary.sentences(&arguments.out))?;
	Ok(match summary.list {
		List::Written => ExitCode::SUCCESS,
		List::Missing | List::Refused => ExitCode::from(FOUND),
	})
}

/// Returns the documents among files and in folders. Certificates may lie beside them in a folder.
fn documents(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Problem> {
	let mut found = testamur_verification::find(paths)?;
	found.retain(|path| is_document(path) || paths.contains(path));
	match (found.is_empty(), paths.first()) {
		(true, Some(first)) => Err(Problem::NoDocuments(first.clone())),
		_ => Ok(found),
	}
}

/// Reads the list, or says why it is refused and returns the exit code for it.
fn open_list(
	path: &Path,
	arguments: &HandOverArguments,
) -> Result<Result<Register, ExitCode>, Problem> {
	let email = &arguments.email_column;
	let columns = Register::columns(email).map_err(Problem::EmailColumn)?;
	match Register::read(&read(path, testamur_roster::MAX_BYTES)?, &columns, email) {
		Ok(register) => Ok(Ok(register)),
		Err(faults) => refuse_list(path, &faults, Format::Sentences).map(Err),
	}
}

/// Writes the files of each learner. A document that is refused keeps no other from being handed over. The
/// processors share the making of files; what they make is written in the order of the documents.
fn hand_over(
	sources: &Sources,
	writer: &Writer,
	documents: &[PathBuf],
	folder: &Folder,
) -> Result<(Vec<Handed>, Summary), Problem> {
	let mut progress = Progress::new(documents.len(), "documents handed over");
	let (mut handed, mut summary) = (Vec::new(), Summary::default());
	let mut writers = vec![writer.clone(); processors()];
	let mut done = 0_usize;
	for documents in documents.chunks(writers.len().saturating_mul(MADE_AT_A_TIME)) {
		let made =
			map_with_workers(documents, &mut writers, |writer, path| sources.files(writer, path));
		for (path, files) in documents.iter().zip(made) {
			match files.and_then(|files| put(files, folder, &mut summary)) {
				Ok(own) => handed.push(own),
				Err(Refused::Document(why)) => {
					say(&format!("{}: {why}", path.display()));
					summary.refused = summary.refused.saturating_add(1);
				},
				Err(Refused::Call(problem)) => return Err(*problem),
			}
			done = done.saturating_add(1);
			progress.done(done);
		}
	}
	Ok((handed, summary))
}

/// Writes the files of a learner unless they are there.
fn put(files: learner::Files, folder: &Folder, summary: &mut Summary) -> Result<Handed, Refused> {
	let handed = files.handed;
	let put = folder.put(&handed.certificate, &files.pdf, |found| found == files.pdf)?;
	summary.count_certificate(put);
	if let Some(badge) = &files.badge {
		let pictures = [badge.png.as_deref(), badge.svg.as_deref().map(str::as_bytes)];
		for (name, picture) in handed.badge.iter().zip(pictures) {
			if let Some(picture) = picture {
				summary.count_picture(folder.put(name, picture, |found| found == picture)?);
			}
		}
	}
	match &files.message {
		Some(message) => {
			let is_same = |found: &[u8]| testamur_handover::is_same_message(found, message);
			let put = folder.put(&handed.message, message, is_same)?;
			summary.count_message(put);
		},
		None if handed.wants_message => {
			summary.without_address = summary.without_address.saturating_add(1);
		},
		None => {},
	}
	Ok(handed)
}

/// Writes the list for a mail merge, if no document is missing in it.
fn write_list(handed: &[Handed], folder: &Folder, summary: &mut Summary) -> Result<(), Problem> {
	if summary.refused > 0 {
		return Ok(());
	}
	let written = mail_merge(handed)
		.map_err(|why| format!("{MAIL_MERGE} is not written: {why}"))
		.map(|bytes| folder.put(MAIL_MERGE, &bytes, |found| found == bytes));
	summary.list = List::Refused;
	match written {
		Err(why) => say(&why),
		// An earlier run with other options has written it, so that the rest is there all the same.
		Ok(Err(other @ Problem::OtherFile(_))) => say(&other.to_string()),
		Ok(Err(problem)) => return Err(problem),
		Ok(Ok(_)) => summary.list = List::Written,
	}
	Ok(())
}

/// Returns the list for a mail merge.
fn mail_merge(handed: &[Handed]) -> Result<Vec<u8>, Unwritable> {
	let mut list = MailMerge::new()?;
	for own in handed {
		let entry = Entry {
			name: own.name.as_deref().unwrap_or_default(),
			email: own.email.as_deref().unwrap_or_default(),
			document: &own.document,
			certificate: &own.certificate,
			message: if own.has_message { &own.message } else { "" },
			title: &own.title,
			profile_link: &own.profile_link,
		};
		list.push(&entry)?;
	}
	Ok(list.into_bytes())
}
