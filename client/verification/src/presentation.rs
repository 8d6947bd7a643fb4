// SPDX-License-Identifier: Apache-2.0

//! Presentations: whether the holder signed one for whoever verifies it. The documents in it are found beside it.
//!
//! The two are separate findings. A presentation that stands says nothing about the documents, and documents that
//! are valid say nothing about who shows them.

use crate::finding::{word_of, Because, Finding};
use testamur_documents::{
	presentation::{PresentationFault, Subject},
	proofs::ProofFault,
	Audience, Contexts, Refusal, SignedPresentation,
};

/// The text of a presentation.
pub struct PresentationFile(Vec<u8>);

impl PresentationFile {
	/// Takes the text of a presentation.
	#[must_use]
	pub const fn new(text: Vec<u8>) -> Self {
		Self(text)
	}

	/// Returns the name of the holder as the presentation states it, which nothing confirms.
	#[must_use]
	pub fn stated_holder(&self, contexts: &Contexts) -> Option<String> {
		let signed = SignedPresentation::read(contexts, &self.0).ok()?;
		signed.holder().map(str::to_owned)
	}

	/// Judges who presents the documents, and for whom.
	#[must_use]
	pub fn judge(&self, contexts: &Contexts, audience: Audience<'_>) -> Finding {
		let mut finding = Finding::of_presentation();
		let presented = SignedPresentation::read(contexts, &self.0)
			.and_then(|presentation| presentation.verify(audience));
		match presented {
			Ok(presented) => {
				let subjects = presented.subjects.iter().enumerate();
				subjects
					.filter_map(|(position, subject)| another(position, *subject))
					.for_each(|because| finding.doubts.push(because));
			},
			Err(fault) => {
				let because = Because::new(word(&fault), fault.to_string());
				match fault.is_invalid() {
					true => finding.objections.push(because),
					false => finding.doubts.push(because),
				}
			},
		}
		finding
	}
}

/// Returns why it cannot be told whether the document at a position is about the holder.
fn another(position: usize, subject: Subject) -> Option<Because> {
	let number = position.saturating_add(1);
	match subject {
		Subject::Holder => None,
		Subject::Other => Some(Because::new(
			"holderIsAnother",
			format!("credential {number} names another learner than the holder who presents it"),
		)),
		Subject::Unnamed => Some(Because::new(
			"holderNotNamed",
			format!(
				"credential {number} does not name the key of the holder as its learner: compare the learner \
				 whom it names with the person before you"
			),
		)),
	}
}

/// Returns the word for what is wrong with a presentation.
const fn word(fault: &PresentationFault) -> &'static str {
	match fault {
		PresentationFault::Document(Refusal::Proof(_, fault)) => match fault {
			ProofFault::Challenge => "otherChallenge",
			ProofFault::Domain => "otherDomain",
			ProofFault::ChallengeUnknown => "challengeNotStated",
			ProofFault::DomainUnknown => "domainNotStated",
			ProofFault::Purpose(_) => "otherPurpose",
			ProofFault::ForeignMethod
			| ProofFault::UnknownMethod
			| ProofFault::Algorithm
			| ProofFault::NotAPoint => "otherKey",
			ProofFault::Signature => "presentationChanged",
			_ => "presentationProof",
		},
		PresentationFault::Document(refusal) => word_of(refusal),
		PresentationFault::OtherType => "otherType",
		PresentationFault::NoCredentials => "noCredentials",
		PresentationFault::TooManyCredentials => "tooManyCredentials",
		PresentationFault::NotACredential(_) => "notACredential",
		PresentationFault::HolderMissing => "holderMissing",
		PresentationFault::Holder(_) => "holderUnknown",
		PresentationFault::Audience => "audience",
	}
}
