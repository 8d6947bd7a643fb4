// SPDX-License-Identifier: Apache-2.0

//! The finding about a document: what speaks against it, what cannot be told, and what is proven.

use crate::{
	files::Problem,
	sentences::{reason, revocation},
};
use testamur_documents::Refusal as DocumentRefusal;
use testamur_primitives::{verdict::Reason, Status, Verdict};
use testamur_proof::{AsOf, Refusal};

/// The conclusion of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conclusion {
	/// The document is proven to be anchored and in force, and a key of its institution signed it.
	Valid,
	/// Something speaks against it.
	Invalid,
	/// Nothing is known to speak against it, and not everything is known.
	CannotTell,
}

impl Conclusion {
	/// Returns the words for it.
	#[must_use]
	pub const fn text(self) -> &'static str {
		match self {
			Self::Valid => "valid",
			Self::Invalid => "invalid",
			Self::CannotTell => "cannot tell",
		}
	}
}

/// A reason, by a word for programs and in a sentence for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Because {
	/// The word.
	pub word: String,
	/// The sentence.
	pub message: String,
}

impl Because {
	/// Returns a reason.
	pub fn new(word: impl Into<String>, message: impl Into<String>) -> Self {
		Self { word: word.into(), message: message.into() }
	}
}

impl From<&Problem> for Because {
	fn from(problem: &Problem) -> Self {
		Self::new(problem.word(), problem.to_string())
	}
}

impl From<&Refusal> for Because {
	fn from(refusal: &Refusal) -> Self {
		Self::new(refusal.word(), refusal.to_string())
	}
}

/// The facts about a document, as of the block that evidence shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
	/// The verdict, which is about a key that signed the document if there is one.
	pub verdict: Verdict,
	/// The block.
	pub as_of: AsOf,
}

/// The finding about a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finding {
	/// All that speaks against it.
	pub objections: Vec<Because>,
	/// All that cannot be told.
	pub doubts: Vec<Because>,
	/// The facts, if any are proven.
	pub shown: Option<Shown>,
	/// True if a key that counts has signed the document.
	pub(crate) is_signed: bool,
	/// True if it is about a presentation, of which no chain knows anything.
	is_presentation: bool,
}

impl Finding {
	/// Returns the finding of which nothing is known but why.
	#[must_use]
	pub fn doubt(because: Because) -> Self {
		Self { doubts: vec![because], ..Self::default() }
	}

	/// Returns the finding about a presentation against which nothing speaks so far.
	pub(crate) fn of_presentation() -> Self {
		Self { is_presentation: true, ..Self::default() }
	}

	/// Returns the conclusion. Without proven facts and a signature that counts, no document is valid.
	#[must_use]
	pub fn conclusion(&self) -> Conclusion {
		let is_proven = self.is_presentation || self.shown.is_some() && self.is_signed;
		match (self.objections.is_empty(), self.doubts.is_empty() && is_proven) {
			(false, _) => Conclusion::Invalid,
			(true, true) => Conclusion::Valid,
			(true, false) => Conclusion::CannotTell,
		}
	}

	/// Adds a reason for which something cannot be told, once.
	pub fn add_doubt(&mut self, because: Because) {
		if !self.doubts.contains(&because) {
			self.doubts.push(because);
		}
	}

	/// Adds what is wrong with the document or its signature, which makes it invalid or leaves it open.
	pub(crate) fn add_refusal(&mut self, refusal: &DocumentRefusal) {
		let because = Because::new(word_of(refusal), refusal.to_string());
		match refusal.is_invalid() {
			true => self.objections.push(because),
			false => self.doubts.push(because),
		}
	}

	/// Adds the reasons of a verdict.
	pub(crate) fn add_reasons(&mut self, verdict: &Verdict, of: impl Fn(Reason) -> bool) {
		let found = verdict.findings.as_ref();
		for stated in verdict.reasons.iter().copied().filter(|reason| of(*reason)) {
			let status = found.map(|findings| findings.status.status);
			let because = match (stated, status) {
				(Reason::Revoked, Some(Status::Revoked(why))) => {
					Because::new("revoked", revocation(why))
				},
				_ => {
					let (word, sentence) = reason(stated);
					Because::new(word, sentence)
				},
			};
			self.objections.push(because);
		}
	}
}

/// Returns the word for what is wrong with a document or its signature.
pub(crate) const fn word_of(refusal: &DocumentRefusal) -> &'static str {
	match refusal {
		DocumentRefusal::Text(fault) => fault.code(),
		DocumentRefusal::Context(_) => "context",
		DocumentRefusal::NotCovered(_) => "notCovered",
		DocumentRefusal::IssuerMissing => "issuerMissing",
		DocumentRefusal::Issuer(_) => "otherIssuer",
		DocumentRefusal::NoProof => "notSigned",
		DocumentRefusal::UnknownSuites(_) => "unknownSuites",
		DocumentRefusal::Proof(..) => "signature",
	}
}
