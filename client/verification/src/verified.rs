// SPDX-License-Identifier: Apache-2.0

//! The findings about a document, and the exit code that sums up those about all.

use crate::output::{FOUND, NOT_YET};
use std::process::ExitCode;
use testamur_verification::{Agreement, Conclusion, Finding, Kind, Location};

/// The origin of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
	/// The file, which leads nowhere.
	File,
	/// Its bundle.
	Bundle,
	/// A node, by its address.
	Node(String),
}

impl Source {
	/// Returns the address of the node, if it is one.
	pub(crate) fn node(&self) -> Option<&str> {
		match self {
			Self::Node(url) => Some(url),
			Self::File | Self::Bundle => None,
		}
	}
}

/// A file, or a part of one, with the findings about it.
#[derive(Debug)]
pub(crate) struct Verified {
	/// Its place.
	pub(crate) location: Location,
	/// The kinds of the files that it lies in, from the outermost one.
	pub(crate) within: Vec<Kind>,
	/// The name of the holder, if this is about a presentation itself.
	pub(crate) stated_holder: Option<String>,
	/// The name of the issuer in the document, which nothing confirms.
	pub(crate) stated_issuer: Option<String>,
	/// The findings, one of each source.
	pub(crate) findings: Vec<(Source, Finding)>,
}

impl Verified {
	/// Returns a file about which nothing is found yet.
	pub(crate) const fn new(location: Location) -> Self {
		Self {
			location,
			within: Vec::new(),
			stated_holder: None,
			stated_issuer: None,
			findings: Vec::new(),
		}
	}

	/// Adds a finding.
	pub(crate) fn add(&mut self, source: Source, finding: Finding) {
		self.findings.push((source, finding));
	}

	/// Returns what all findings come to.
	pub(crate) fn agreement(&self) -> Agreement {
		Agreement::of(self.findings.iter().map(|(_, finding)| finding))
	}
}

/// Returns how many files have a conclusion.
pub(crate) fn number(verified: &[Verified], conclusion: Conclusion) -> usize {
	let has_it = |entry: &&Verified| entry.agreement().conclusion() == conclusion;
	verified.iter().filter(has_it).count()
}

/// Returns the exit code that sums up the findings.
pub(crate) fn exit_code(verified: &[Verified]) -> ExitCode {
	if number(verified, Conclusion::Invalid) > 0 {
		return ExitCode::from(FOUND);
	}
	match number(verified, Conclusion::CannotTell) {
		0 => ExitCode::SUCCESS,
		_ => ExitCode::from(NOT_YET),
	}
}
