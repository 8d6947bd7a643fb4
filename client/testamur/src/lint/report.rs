// SPDX-License-Identifier: Apache-2.0

//! Writes what was found in documents.

use crate::{
	problem::Problem,
	words::{count, name},
};
use serde::Serialize;
use std::path::Path;
use testamur_console::line;
use testamur_template::{Finding, Rule, State, MAX_FINDINGS};

/// A document that was checked, or could not be read.
#[derive(Debug, Serialize)]
pub(crate) struct Checked {
	file: String,
	/// The findings, which are none if the file could not be read.
	findings: Option<Vec<FindingLine>>,
	/// The reason why the file could not be read.
	pub(crate) problem: Option<String>,
}

/// A finding.
#[derive(Debug, Serialize)]
struct FindingLine {
	/// `missing` or `malformed`.
	state: &'static str,
	/// The way to the member, which is empty for the whole document.
	path: String,
	/// The rule, by a word.
	rule: &'static str,
	/// The number of the element, if the rule is one of Annex I.
	element: Option<u8>,
	/// The finding in sentences.
	message: String,
}

impl From<Finding> for FindingLine {
	fn from(finding: Finding) -> Self {
		let (rule, element) = match finding.rule {
			Rule::Element(number) => ("element", Some(number)),
			Rule::Credential => ("credential", None),
			Rule::OpenBadges => ("openBadges", None),
			Rule::House => ("house", None),
			Rule::Signature => ("signature", None),
		};
		let state = match finding.state {
			State::Missing => "missing",
			State::Malformed => "malformed",
		};
		let message = finding.to_string();
		Self { state, path: finding.path, rule, element, message }
	}
}

impl Checked {
	/// Takes the findings about a file, or the reason why there are none.
	pub(crate) fn of(path: &Path, findings: Result<Vec<Finding>, Problem>) -> Self {
		let file = name(path);
		match findings {
			Ok(findings) => {
				let findings = findings.into_iter().map(FindingLine::from).collect();
				Self { file, findings: Some(findings), problem: None }
			},
			Err(problem) => Self { file, findings: None, problem: Some(problem.to_string()) },
		}
	}

	fn number(&self) -> usize {
		self.findings.as_ref().map_or(0, Vec::len)
	}

	/// Returns the name of the file, and each finding on a line below it.
	pub(crate) fn sentences(&self) -> String {
		let number = self.number();
		let found = match number {
			0 => "nothing is missing or malformed".to_owned(),
			MAX_FINDINGS => format!("{number} findings are listed, and there may be more"),
			_ => count(number, "finding"),
		};
		let mut text = line(&format!("{}: {found}", self.file));
		text.push('\n');
		for finding in self.findings.iter().flatten() {
			text.push_str("  ");
			text.push_str(&line(&finding.message));
			text.push('\n');
		}
		text
	}
}

/// The numbers of files and findings.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
	files: usize,
	pub(crate) with_findings: usize,
	findings: usize,
	/// The number of files that could not be read.
	pub(crate) unread: usize,
}

impl Counts {
	/// Counts a file.
	pub(crate) fn add(&mut self, checked: &Checked) {
		let number = checked.number();
		let one_if = usize::from;
		self.files = self.files.saturating_add(1);
		self.findings = self.findings.saturating_add(number);
		self.with_findings = self.with_findings.saturating_add(one_if(number > 0));
		self.unread = self.unread.saturating_add(one_if(checked.problem.is_some()));
	}

	/// Returns the sentence that sums it up.
	pub(crate) fn sentence(&self) -> String {
		let [files, findings] = [count(self.files, "file"), count(self.findings, "finding")];
		let unread = match self.unread {
			0 => String::new(),
			unread => format!(", {} not read", count(unread, "file")),
		};
		format!("{files}, {} with findings, {findings}{unread}\n", self.with_findings)
	}
}
