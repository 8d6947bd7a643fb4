// SPDX-License-Identifier: Apache-2.0

//! A file, or a part of one, with the findings about it.

use crate::{agreement::Agreement, finding::Finding, location::Location};
use testamur_carriers::Kind;

/// The origin of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
	/// The file, which leads nowhere.
	File,
	/// Its bundle.
	Bundle,
	/// A node, by its address.
	Node(String),
}

impl Origin {
	/// Returns the address of the node, if it is one.
	#[must_use]
	pub fn node(&self) -> Option<&str> {
		match self {
			Self::Node(url) => Some(url),
			Self::File | Self::Bundle => None,
		}
	}
}

/// A file, or a part of one, with the findings about it.
#[derive(Debug)]
pub struct Verified {
	/// Its place.
	pub location: Location,
	/// The kinds of the files that it lies in, from the outermost one.
	pub within: Vec<Kind>,
	/// The name of the holder, if this is about a presentation itself.
	pub stated_holder: Option<String>,
	/// The name of the issuer in the document, which nothing confirms.
	pub stated_issuer: Option<String>,
	/// The findings, one of each source.
	pub findings: Vec<(Origin, Finding)>,
}

impl Verified {
	/// Returns a file about which nothing is found yet.
	#[must_use]
	pub const fn new(location: Location) -> Self {
		Self {
			location,
			within: Vec::new(),
			stated_holder: None,
			stated_issuer: None,
			findings: Vec::new(),
		}
	}

	/// Adds a finding.
	pub fn add(&mut self, source: Origin, finding: Finding) {
		self.findings.push((source, finding));
	}

	/// Returns what all findings come to.
	#[must_use]
	pub fn agreement(&self) -> Agreement {
		Agreement::of(self.findings.iter().map(|(_, finding)| finding))
	}
}
