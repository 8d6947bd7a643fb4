// SPDX-License-Identifier: Apache-2.0

//! The faults of a template, with their places.

use std::{error::Error, fmt};

/// A place in a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
	/// The line, from 1.
	pub line: usize,
	/// The column, in characters from 1.
	pub column: usize,
}

/// A problem of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
	/// The file has more bytes than [`MAX_BYTES`](crate::MAX_BYTES).
	TooLarge,
	/// The file is not UTF-8.
	NotUtf8,
	/// The file is no TOML, for this reason.
	Syntax(String),
	/// No section or key of this name is known.
	Unknown {
		/// The name that may be meant, with its brackets if it is that of a section.
		meant: Option<String>,
	},
	/// A section or a key is missing.
	Missing {
		/// The meaning of it, as a sentence.
		about: String,
		/// An example, as it stands in a template.
		example: String,
	},
	/// The value is of another kind.
	Kind {
		/// The kind that belongs here, with its article.
		wanted: String,
		/// An example.
		example: String,
	},
	/// The value is none of its kind.
	Value {
		/// The reason, as a clause.
		why: String,
		/// An example.
		example: String,
	},
	/// A list or a section stands too often or has too many items.
	TooMany(usize),
	/// The value stands twice.
	Repeated(String),
	/// The value does not go with another one.
	Conflict {
		/// The reason, as a clause.
		why: String,
		/// The advice, as a sentence.
		advice: String,
	},
}

impl Problem {
	/// Returns what is wrong, as a clause that follows the place.
	#[must_use]
	pub fn what(&self) -> String {
		match self {
			Self::TooLarge => format!("it has more than {} bytes", crate::MAX_BYTES),
			Self::NotUtf8 => "it is not UTF-8 here".to_owned(),
			Self::Syntax(reason) => format!("it is no TOML here: {reason}"),
			Self::Unknown { .. } => "this name is not known".to_owned(),
			Self::Missing { .. } => "it is missing".to_owned(),
			Self::Kind { wanted, .. } => format!("{wanted} belongs here"),
			Self::Value { why, .. } | Self::Conflict { why, .. } => why.clone(),
			Self::TooMany(most) => format!("there are more than {most}"),
			Self::Repeated(value) => {
				format!("\"{}\" stands twice", testamur_roster::shown(value))
			},
		}
	}

	/// Returns what to do, as a sentence.
	#[must_use]
	pub fn advice(&self) -> String {
		match self {
			Self::TooLarge => "Choose the file with the template.".to_owned(),
			Self::NotUtf8 => "Save the template as UTF-8.".to_owned(),
			Self::Syntax(_) => {
				"Write KEY = \"TEXT\", and put texts into quotation marks.".to_owned()
			},
			Self::Unknown { meant: Some(meant) } => format!("Write {meant}, if that is meant."),
			Self::Unknown { meant: None } => {
				"Delete it, or look the name up in a new template.".to_owned()
			},
			Self::Missing { about, example } => format!("{about} Write: {example}"),
			Self::Kind { example, .. } | Self::Value { example, .. } => {
				format!("Write it like this: {}", on_one_line(example))
			},
			Self::TooMany(_) => "Leave some out.".to_owned(),
			Self::Repeated(_) => "Leave one out.".to_owned(),
			Self::Conflict { advice, .. } => advice.clone(),
		}
	}
}

/// Returns an example without the line break that a text of several lines may begin with: advice has one line.
fn on_one_line(example: &str) -> String {
	example.replace("\"\"\"\n", "\"\"\"")
}

/// A fault of a template: where it is, what is wrong there, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
	/// The place, unless something is missing that has none.
	pub place: Option<Place>,
	/// The section and the key, such as `issuer.name`; empty if the whole file is at fault.
	pub key: String,
	/// The problem.
	pub problem: Problem,
}

impl fmt::Display for Fault {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self.place {
			Some(Place { line, column }) => write!(f, "Line {line}, column {column}")?,
			None => write!(f, "The template")?,
		}
		if !self.key.is_empty() {
			write!(f, ", {}", self.key)?;
		}
		write!(f, ": {}. {}", self.problem.what(), self.problem.advice())
	}
}

impl Error for Fault {}

/// The faults of a template, in the order of their places. It has at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults {
	listed: Vec<Fault>,
	others: usize,
}

impl Faults {
	/// Takes faults in the order of their places, at most [`MAX_FAULTS`](crate::MAX_FAULTS), and the number
	/// of the others.
	pub(crate) const fn new(listed: Vec<Fault>, others: usize) -> Self {
		Self { listed, others }
	}

	/// Returns the first faults.
	#[must_use]
	pub fn listed(&self) -> &[Fault] {
		&self.listed
	}

	/// Returns the number of all faults.
	#[must_use]
	pub fn count(&self) -> usize {
		self.listed.len().saturating_add(self.others)
	}
}

impl fmt::Display for Faults {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		for (place, fault) in self.listed.iter().enumerate() {
			let between = if place == 0 { "" } else { "\n" };
			write!(f, "{between}{fault}")?;
		}
		if self.others > 0 {
			write!(f, "\nThere are {} more faults, which are not listed.", self.others)?;
		}
		Ok(())
	}
}

impl Error for Faults {}
