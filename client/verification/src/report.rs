// SPDX-License-Identifier: Apache-2.0

//! A report of a verification, from which it can be repeated later without any node: the documents, and the answers
//! of the nodes. Nothing of it is believed: whoever repeats the verification states what is trusted.

use crate::{
	files::{not_taken, read_at_most, Problem},
	finding::Because,
	location::Location,
	record::Answers,
	source::{Beside, BundleAt, Source},
};
use serde::{Deserialize, Serialize};
use std::path::Path;
use testamur_carriers::{pdf::attachments_within, Kind, MAX_FILE as MAX_CARRIER};
use testamur_json::time::Time;
use testamur_primitives::Moment;

/// The version of the form.
const VERSION: u8 = 1;
/// The most bytes of a report.
pub const MAX_REPORT: usize = 256 << 20;
/// The most bytes of a report that is attached to a PDF.
pub const MAX_ATTACHED_REPORT: usize = 64 << 20;
/// The most bytes of a PDF to which a report is attached.
pub const MAX_PDF: usize = MAX_CARRIER;
/// The name of a report that is attached to a PDF.
pub const ATTACHED_REPORT: &str = "report.json";

/// A report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Report {
	testamur_report: u8,
	/// The moment of the verification, by the clock of the machine.
	pub made: Time,
	/// The time that was asked about, if it was not the present.
	pub at: Option<Time>,
	/// The largest age of what was proven, in milliseconds; null for any.
	pub max_age: Option<Moment>,
	/// The documents, and the files that are none.
	pub files: Vec<ReportedFile>,
	/// The nodes.
	pub nodes: Vec<ReportedNode>,
}

/// A node in a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportedNode {
	/// Its address.
	pub url: String,
	/// Its answers, or null if it could not be reached.
	pub answers: Option<Answers>,
}

/// A document in a report, or a file that is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportedFile {
	/// The place of the document.
	file: String,
	/// The words for the kinds of the files that it lay in.
	within: Vec<String>,
	/// Its text, with what lay beside it.
	document: Option<String>,
	sidecar: Option<String>,
	reference: Option<String>,
	/// The reason why there is no document.
	problem: Option<Reason>,
}

/// A reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reason {
	word: String,
	message: String,
}

impl Report {
	/// Returns a report without documents and nodes.
	#[must_use]
	pub const fn new(made: Moment, at: Option<Time>, max_age: Option<Moment>) -> Self {
		Self {
			testamur_report: VERSION,
			made: Time(made),
			at,
			max_age,
			files: Vec::new(),
			nodes: Vec::new(),
		}
	}

	/// Reads a report, by itself or out of a PDF.
	///
	/// # Errors
	///
	/// Refuses what is not a report of this version.
	pub fn read(path: &Path) -> Result<Self, Problem> {
		let bytes = read_at_most(path, |_| MAX_REPORT)?;
		let bytes = match Kind::of_content(&bytes) {
			Some(Kind::Pdf) => attached(path, &bytes)?,
			_ => bytes,
		};
		let malformed = |problem| Problem::Malformed { file: path.into(), problem };
		let report: Self =
			serde_json::from_slice(&bytes).map_err(|error| malformed(error.to_string()))?;
		let answers = report.nodes.iter().filter_map(|node| node.answers.as_ref());
		if !answers.into_iter().all(Answers::are_bounded) {
			return Err(malformed("it has more answers than a verification asks for".into()));
		}
		match report.testamur_report == VERSION {
			true => Ok(report),
			false => Err(malformed(
				"testamurReport: expected 1, a later version needs another program".into(),
			)),
		}
	}

	/// Returns whether a report is attached to a PDF that [`Self::read`] takes out of it.
	#[must_use]
	pub fn is_attached(pdf: &[u8]) -> bool {
		attached(Path::new(ATTACHED_REPORT), pdf).is_ok()
	}

	/// Returns the time that the verification asked about: what was proven had to be the state then.
	#[must_use]
	pub fn asked_about(&self) -> Moment {
		self.at.unwrap_or(self.made).0
	}
}

/// Returns the report that is attached to a PDF.
fn attached(path: &Path, bytes: &[u8]) -> Result<Vec<u8>, Problem> {
	let file = Location::from(path);
	let all = attachments_within(bytes, MAX_ATTACHED_REPORT).map_err(not_taken(&file))?;
	let missing = || {
		Problem::Malformed {
		file: file.clone(),
		problem: format!(
			"no {ATTACHED_REPORT} is attached: expected a report that \"testamur verify\" made by asking a node"
		),
	}
	};
	let found = all.into_iter().find(|it| it.name == ATTACHED_REPORT).ok_or_else(missing)?;
	found.content.map_err(not_taken(&file))
}

/// Returns bytes as a text.
fn text(bytes: &[u8]) -> Option<String> {
	String::from_utf8(bytes.to_vec()).ok()
}

/// Returns the text of a file beside a document, if there is one; or `None` if it is no text.
#[allow(
	clippy::option_option,
	reason = "one says that there is a file, the other that it is a text"
)]
fn text_beside(beside: Option<&Beside>) -> Option<Option<String>> {
	beside.map_or(Some(None), |(_, content)| text(content).map(Some))
}

impl ReportedFile {
	/// Returns what was found at a place.
	#[must_use]
	pub fn new(location: &Location, source: Result<&Source, &Problem>) -> Self {
		let mut file = Self {
			file: location.to_string(),
			within: Vec::new(),
			document: None,
			sidecar: None,
			reference: None,
			problem: None,
		};
		match source {
			Ok(source) => {
				file.within = source.within.iter().map(|kind| kind.word().to_owned()).collect();
				let document = text(&source.envelope);
				let sidecar = text_beside(source.sidecar.as_ref());
				let reference = text_beside(source.reference.as_ref());
				match (document, sidecar, reference) {
					(Some(document), Some(sidecar), Some(reference)) => {
						(file.document, file.sidecar, file.reference) =
							(Some(document), sidecar, reference);
					},
					// Other characters in the place of those that are none would make another document of it.
					_ => {
						let (word, message) = ("notText", "the file is no text in UTF-8");
						file.problem =
							Some(Reason { word: word.to_owned(), message: message.to_owned() });
					},
				}
			},
			Err(problem) => {
				let Because { word, message } = Because::from(problem);
				file.problem = Some(Reason { word, message });
			},
		}
		file
	}

	/// Returns the place of the document.
	#[must_use]
	pub fn location(&self) -> Location {
		Location::from(Path::new(&self.file))
	}

	/// Returns the document, or the reason that was given for why there is none.
	///
	/// # Errors
	///
	/// Returns that reason.
	pub fn source(&self) -> Result<Source, Because> {
		let Some(document) = &self.document else {
			let none = || Because::new("notInReport", "the report has no document at this place");
			let stated = self.problem.as_ref();
			return Err(stated.map_or_else(none, |it| Because::new(&it.word, &it.message)));
		};
		let location = self.location();
		let beside = |content: &Option<String>, name: &str| {
			content
				.as_ref()
				.map(|content| (location.part(name), content.clone().into_bytes()))
		};
		Ok(Source {
			within: self.within.iter().filter_map(|word| Kind::of_word(word)).collect(),
			envelope: document.clone().into_bytes(),
			sidecar: beside(&self.sidecar, "sidecar"),
			reference: beside(&self.reference, "reference"),
			bundle: BundleAt::Nowhere(location.clone()),
			location,
		})
	}
}
