// SPDX-License-Identifier: Apache-2.0

//! The check of any document by the rules that built ones keep.
//!
//! * `nodes`: the members of each part of a document, and their kinds.
//! * `walk`: the check of a document by that list.
//! * `rules`: what concerns several members, such as the elements of Annex I.
//! * `finding`: what is found.

mod finding;
mod nodes;
mod rules;
mod walk;

use crate::limits::{MAX_DOCUMENT, MAX_FINDINGS};
pub use finding::{Finding, Rule, State};
use testamur_document::{ijson, Document, Fault};
use testamur_documents::{canonical_statements, Contexts, Refusal};

/// Checks a document in JSON, signed or not, and returns everything that is missing or malformed, at
/// most [`MAX_FINDINGS`]. A document without findings keeps every rule that those of
/// [`Builder`](crate::Builder) keep. It may have some members of Open Badges 3.0 that no template
/// states, such as `creditsEarned`, whose values are checked as well.
///
/// Proofs and the members that issuing adds, such as `credentialStatus`, are left to their own checks.
#[must_use]
pub fn lint(contexts: &Contexts, document: &[u8]) -> Vec<Finding> {
	if document.len() > MAX_DOCUMENT {
		let why = format!("it has more than {MAX_DOCUMENT} bytes");
		return vec![Finding::malformed("", Rule::House, why, "Choose the file of a document.")];
	}
	let object = match ijson::parse_object(document) {
		Ok(object) => object,
		Err(fault) => {
			let advice = "Take a document in JSON as it was issued.";
			return vec![Finding::malformed("", Rule::House, fault.to_string(), advice)];
		},
	};
	let mut findings = walk::check(&object);
	rules::check(&object, &mut findings);
	if let Err(fault @ (Fault::SaltMalformed | Fault::SaltMissing)) = Document::from_json(document)
	{
		let advice = "Issue the document anew; a salt is drawn for each document.";
		let finding = match fault {
			Fault::SaltMissing => Finding::missing("salt", Rule::House, "The salt", advice),
			_ => Finding::malformed("salt", Rule::House, fault.to_string(), advice),
		};
		findings.push(finding);
	}
	if let Err(refusal) = canonical_statements(contexts, document) {
		findings.push(not_covered(&refusal));
	}
	findings.truncate(MAX_FINDINGS);
	findings
}

/// Returns the finding that a signature would not cover a document.
fn not_covered(refusal: &Refusal) -> Finding {
	let (path, advice) = match refusal {
		Refusal::NotCovered(fault) => {
			(fault.member.clone(), "Leave it out, or write it as a built document has it.")
		},
		_ => ("@context".to_owned(), "Take the contexts of a built document, in their order."),
	};
	Finding::malformed(&path, Rule::Signature, refusal.to_string(), advice)
}
