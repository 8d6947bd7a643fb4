// SPDX-License-Identifier: Apache-2.0

//! Faults by line and column, in sentences or in JSON.

use super::documents::RowFaults;
use crate::{
	output::{json, print, say, FOUND},
	problem::Problem,
	words::{count, name},
};
use serde::Serialize;
use std::{path::Path, process::ExitCode};
use testamur_roster::shown;
use testamur_template::BuildFault;

/// The form of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
	/// Sentences for people.
	Sentences,
	/// JSON for programs.
	Json,
}

/// The faults by which a template or a list is refused.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Refusal {
	accepted: bool,
	file: String,
	fault_count: usize,
	faults: Vec<FaultLine>,
}

/// A fault in a file.
#[derive(Debug, Serialize)]
struct FaultLine {
	/// The line, from 1; none if the whole file is at fault.
	line: Option<usize>,
	/// The row of the sheet, from 1, which differs from the line where cells have several lines.
	row: Option<u32>,
	/// The column: of a template in characters, and of a list in cells, from 1.
	column: Option<usize>,
	/// The key of a template, or the header of a column.
	name: Option<String>,
	/// The sentences about it.
	message: String,
}

impl Refusal {
	/// Returns the refusal of a template.
	pub(crate) fn of_template(path: &Path, faults: &testamur_template::Faults) -> Self {
		let listed = faults.listed().iter().map(|fault| FaultLine {
			line: fault.place.map(|place| place.line),
			row: None,
			column: fault.place.map(|place| place.column),
			name: Some(shown(&fault.key)).filter(|key| !key.is_empty()),
			message: fault.to_string(),
		});
		Self::new(path, faults.count(), listed)
	}

	/// Returns the refusal of a list.
	pub(crate) fn of_list(path: &Path, faults: &testamur_roster::Faults) -> Self {
		let listed = faults.listed().iter().map(|fault| FaultLine {
			line: fault.line.and_then(|line| usize::try_from(line).ok()),
			row: fault.row,
			column: fault.column.as_ref().and_then(|place| usize::try_from(place.number).ok()),
			name: fault.column.as_ref().map(|place| place.header.clone()),
			message: fault.to_string(),
		});
		Self::new(path, faults.count(), listed)
	}

	/// Returns the refusal of a list, rows of which go with no document of the template.
	pub(crate) fn of_rows(path: &Path, faults: &RowFaults) -> Self {
		let listed = faults.listed.iter().map(|fault| {
			let (line, column) = match fault {
				BuildFault::Cell { line, column, .. } => (*line, Some(shown(column))),
				BuildFault::NotCovered { line, .. } => (*line, None),
			};
			FaultLine {
				line: usize::try_from(line).ok(),
				row: None,
				column: None,
				name: column,
				message: fault.to_string(),
			}
		});
		Self::new(path, faults.count(), listed)
	}

	/// Returns the refusal of a list that names nobody, as the file of a gradebook may.
	pub(crate) fn without_learners(path: &Path) -> Self {
		let message =
			"The file: it names no learner. Export it again, with the learners.".to_owned();
		let fault = FaultLine { line: None, row: None, column: None, name: None, message };
		Self::new(path, 1, [fault])
	}

	fn new(path: &Path, fault_count: usize, faults: impl IntoIterator<Item = FaultLine>) -> Self {
		let faults = faults.into_iter().collect();
		Self { accepted: false, file: name(path), fault_count, faults }
	}

	/// Writes the refusal, and returns the exit code for it. Sentences are messages, and JSON is a result.
	pub(crate) fn write(&self, format: Format) -> Result<ExitCode, Problem> {
		match format {
			Format::Json => print(json(self))?,
			Format::Sentences => self.say(),
		}
		Ok(ExitCode::from(FOUND))
	}

	fn say(&self) {
		say(&format!("{} is refused, with {}.", self.file, count(self.fault_count, "fault")));
		for fault in &self.faults {
			say(&fault.message);
		}
		match self.fault_count.saturating_sub(self.faults.len()) {
			0 => {},
			1 => say("There is 1 more fault, which is not listed."),
			others => say(&format!("There are {others} more faults, which are not listed.")),
		}
	}
}
