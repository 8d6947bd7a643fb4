// SPDX-License-Identifier: Apache-2.0

//! The check of a template with a list, and the preview of what would become of them.
//!
//! * `columns`: the columns of a list, as the template and the call state them.
//! * `documents`: builds the document of each row, which nothing keeps.
//! * `refusal`: the faults of a template, a list or a row, in sentences or in JSON.
//! * `summary`: what a document says, in the few lines that a registrar compares.
//! * `preview`: the preview in sentences.
//! * `json`: the preview in JSON.

mod columns;
mod documents;
mod json;
mod preview;
mod refusal;
mod summary;

use crate::{
	arguments::{CheckArguments, ListArguments},
	files::read,
	output::{print, say},
	problem::Problem,
};
use documents::{random, try_all};
use preview::Preview;
pub(crate) use refusal::Format;
use refusal::Refusal;
use std::{path::Path, process::ExitCode};
use summary::Summary;
use testamur_documents::Contexts;
use testamur_roster::Roster;
use testamur_template::{Builder, Template, AWARDED};

/// A template and a list without a fault.
pub(crate) struct Examined {
	pub(crate) template: Template,
	pub(crate) template_bytes: Vec<u8>,
	pub(crate) roster: Roster,
}

/// Checks a template and a list, and writes the preview or a document.
pub(crate) fn run(arguments: &CheckArguments) -> Result<ExitCode, Problem> {
	let format = if arguments.json { Format::Json } else { Format::Sentences };
	let examined = match examine(&arguments.cohort, format)? {
		Ok(examined) => examined,
		Err(refused) => return Ok(refused),
	};
	let Some(number) = arguments.show else { return preview(&arguments.cohort, &examined, format) };
	let contexts = Contexts::shipped();
	let builder = Builder::new(&examined.template, &contexts);
	show(&arguments.cohort.list, &builder, &examined.roster, number.get(), format)
}

/// Reads a template and a list, and builds every document to see that it can be. Where something is
/// refused, says why and returns the exit code for it.
pub(crate) fn examine(
	arguments: &ListArguments,
	format: Format,
) -> Result<Result<Examined, ExitCode>, Problem> {
	let template_bytes = read(&arguments.template, testamur_template::MAX_BYTES)?;
	let template = match Template::read(&template_bytes) {
		Ok(template) => template,
		Err(faults) => return refuse_template(&arguments.template, &faults, format).map(Err),
	};
	let bytes = read(&arguments.list, testamur_roster::MAX_BYTES)?;
	let roster = match Roster::read(&bytes, &columns::of(&template, arguments)?) {
		Ok(roster) => roster,
		Err(faults) => {
			return refuse_list(&arguments.list, &faults, format).map(Err);
		},
	};
	drop(bytes);
	if arguments.award_date.is_some() && roster.has(AWARDED) {
		return Err(Problem::TwoAwardDates(arguments.list.clone()));
	}
	if roster.is_empty() {
		return Refusal::without_learners(&arguments.list).write(format).map(Err);
	}
	let contexts = Contexts::shipped();
	let faults = try_all(&Builder::new(&template, &contexts), &roster)?;
	if faults.count() > 0 {
		return Refusal::of_rows(&arguments.list, &faults).write(format).map(Err);
	}
	Ok(Ok(Examined { template, template_bytes, roster }))
}

/// Says why a template is refused, and returns the exit code for it.
pub(crate) fn refuse_template(
	path: &Path,
	faults: &testamur_template::Faults,
	format: Format,
) -> Result<ExitCode, Problem> {
	Refusal::of_template(path, faults).write(format)
}

/// Says why a list is refused, and returns the exit code for it.
pub(crate) fn refuse_list(
	path: &Path,
	faults: &testamur_roster::Faults,
	format: Format,
) -> Result<ExitCode, Problem> {
	Refusal::of_list(path, faults).write(format)
}

/// Writes the document of a learner: indented for a reader, and in its canonical form for a program.
fn show(
	path: &Path,
	builder: &Builder<'_>,
	roster: &Roster,
	number: usize,
	format: Format,
) -> Result<ExitCode, Problem> {
	let learners = roster.len();
	let row = number.checked_sub(1).and_then(|place| roster.rows().nth(place));
	let row = row.ok_or(Problem::NoSuchLearner { number, learners })?;
	let document = match builder.build(&row, &random()?) {
		Ok(document) => document,
		Err(fault) => return Refusal::of_rows(path, &fault.into()).write(format),
	};
	print(match format {
		Format::Sentences => json::indented(&document),
		Format::Json => format!("{document}\n"),
	})?;
	say("This document is not signed, and nothing was sent. One that is issued has other random bits.");
	Ok(ExitCode::SUCCESS)
}

/// Writes the preview.
pub(crate) fn preview(
	arguments: &ListArguments,
	examined: &Examined,
	format: Format,
) -> Result<ExitCode, Problem> {
	let (path, Examined { template, roster, .. }) = (&arguments.list, examined);
	let contexts = Contexts::shipped();
	let Some(row) = roster.rows().next() else {
		return Refusal::without_learners(path).write(format);
	};
	let document = match Builder::new(template, &contexts).build(&row, &random()?) {
		Ok(document) => document,
		Err(fault) => return Refusal::of_rows(path, &fault.into()).write(format),
	};
	let preview = Preview {
		template: &arguments.template,
		list: path,
		columns: template.columns(),
		roster,
		summary: Summary::of(&document),
	};
	print(match format {
		Format::Sentences => preview.sentences(),
		Format::Json => json::preview(&preview),
	})?;
	Ok(ExitCode::SUCCESS)
}
