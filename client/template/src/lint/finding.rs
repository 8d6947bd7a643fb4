// SPDX-License-Identifier: Apache-2.0

//! What is found in a document.

use std::fmt;
use testamur_primitives::text::{check_name, NameFault};

/// Maximum number of characters of a path or a clause that a finding shows.
const MAX_SHOWN: usize = 1_000;

/// The rule that a document breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
	/// A mandatory element of Annex I of the European recommendation, by its number from 1 to 11.
	Element(u8),
	/// The model of Verifiable Credentials 2.0.
	Credential,
	/// Open Badges 3.0.
	OpenBadges,
	/// The rules of this program for what it issues.
	House,
	/// A signature has to cover every value.
	Signature,
}

/// The names of the elements, in the words of a registrar.
const ELEMENTS: [&str; 11] = [
	"identification of the learner",
	"title",
	"country of the issuer",
	"awarding body",
	"date of issuing",
	"learning outcomes",
	"workload",
	"level",
	"type of assessment",
	"form of participation",
	"quality assurance",
];

impl fmt::Display for Rule {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Element(number) => {
				let place = usize::from(*number).saturating_sub(1);
				let name = ELEMENTS.get(place).copied().unwrap_or_default();
				write!(f, "element {number} of Annex I, {name}")
			},
			Self::Credential => f.write_str("Verifiable Credentials 2.0"),
			Self::OpenBadges => f.write_str("Open Badges 3.0"),
			Self::House => f.write_str("rules of issuing"),
			Self::Signature => f.write_str("signature"),
		}
	}
}

/// The two ways in which a document can break a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
	/// Something is not there.
	Missing,
	/// Something is there in a way that does not count.
	Malformed,
}

/// Something that is missing or malformed in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
	/// The way to the member: names, and positions from 0 in brackets. It is empty if the whole document
	/// is meant.
	pub path: String,
	/// The rule.
	pub rule: Rule,
	/// Missing or malformed.
	pub state: State,
	/// The matter, as a clause.
	pub what: String,
	/// The advice, as a sentence.
	pub advice: String,
}

impl Finding {
	pub(crate) fn missing(path: &str, rule: Rule, what: &str, advice: &str) -> Self {
		Self::new(path, rule, State::Missing, format!("{what} is missing"), advice)
	}

	pub(crate) fn malformed(path: &str, rule: Rule, what: impl Into<String>, advice: &str) -> Self {
		Self::new(path, rule, State::Malformed, what.into(), advice)
	}

	fn new(path: &str, rule: Rule, state: State, what: String, advice: &str) -> Self {
		let (path, what) = (printable(path), printable(&what));
		Self { path, rule, state, what, advice: advice.to_owned() }
	}
}

/// Returns text that can be printed: names of members are text of others.
fn printable(text: &str) -> String {
	let mut printable = String::new();
	for c in text.chars().take(MAX_SHOWN) {
		if check_name(format!("a{c}a").as_bytes()) == Err(NameFault::Unprintable) {
			printable.extend(c.escape_unicode());
		} else {
			printable.push(c);
		}
	}
	printable
}

impl fmt::Display for Finding {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let state = match self.state {
			State::Missing => "Missing",
			State::Malformed => "Malformed",
		};
		let place = if self.path.is_empty() { "the document" } else { &self.path };
		write!(f, "{state} at {place}: {} ({}). {}", self.what, self.rule, self.advice)
	}
}
