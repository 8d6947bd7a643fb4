// SPDX-License-Identifier: Apache-2.0

//! Presentations: whether the holder signed one for whoever verifies it, and the documents in it.
//!
//! The two are separate findings. A presentation that stands says nothing about the documents, and documents that
//! are valid say nothing about who shows them.

use crate::{
	document::DocumentFile,
	files::{read, Problem},
	finding::{word_of, Because, Finding},
};
use std::path::Path;
use testamur_document::Document;
use testamur_documents::{
	anchor::{AnchorFault, Anchors, Genesis},
	presentation::{credentials_in, is_presentation, PresentationFault, Subject},
	proofs::ProofFault,
	Audience, Contexts, Refusal, SignedPresentation,
};

/// A presentation in a file.
pub struct PresentationFile(Vec<u8>);

impl PresentationFile {
	/// Reads a file, if it is a presentation.
	///
	/// # Errors
	///
	/// Returns why the file cannot be read.
	pub fn read(path: &Path) -> Result<Option<Self>, Problem> {
		Ok(Self::of(read(path)?))
	}

	/// Takes the text of a presentation, and no other.
	#[must_use]
	pub fn of(text: Vec<u8>) -> Option<Self> {
		is_presentation(&text).then_some(Self(text))
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

	/// Returns the documents in the presentation, in their order, or why nothing can be asked about one of them.
	/// The anchor of each has to be in it, since nothing lies beside it.
	///
	/// # Errors
	///
	/// Returns why there are no documents.
	pub fn documents<'c>(
		&self,
		contexts: &'c Contexts,
		genesis: Genesis,
	) -> Result<Vec<Result<DocumentFile<'c>, Because>>, Because> {
		let texts = credentials_in(&self.0)
			.map_err(|fault| Because::new(word(&fault), fault.to_string()))?;
		Ok(texts.iter().map(|text| document(contexts, text.as_bytes(), genesis)).collect())
	}
}

/// Returns a document with the place on the chain to which its anchor leads.
fn document<'c>(
	contexts: &'c Contexts,
	text: &[u8],
	genesis: Genesis,
) -> Result<DocumentFile<'c>, Because> {
	let told = |fault: AnchorFault| Because::new(fault.word(), fault.to_string());
	let digest = Document::from_json(text).map_err(|fault| told(fault.into()))?.digest();
	let reference = Anchors::read(text)
		.and_then(|anchors| anchors.of(genesis)?.reference(digest))
		.map_err(told)?;
	Ok(DocumentFile::new(contexts, text, reference, genesis))
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
