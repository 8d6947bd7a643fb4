// SPDX-License-Identifier: Apache-2.0

//! The findings in JSON.

use crate::{
	agreement::Agreement,
	finding::{Because, Conclusion, Finding, Shown},
	verified::{Origin, Verified},
};
use serde::Serialize;
use testamur_json::answers::{Dated, Verdict};
use testamur_verifier::as_of;

/// A file with the findings about it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Listed<'a> {
	file: String,
	/// The kinds of the files that it lies in, from the outermost one.
	within: Vec<&'static str>,
	/// The name of the holder in a presentation, which stands if the presentation does; null for a document.
	stated_holder: Option<&'a str>,
	/// `valid`, `invalid` or `cannotTell`.
	conclusion: &'static str,
	/// True if one node says that it is valid, and another that it is invalid.
	disagreement: bool,
	/// The name of the issuer in the document, which nothing confirms.
	stated_issuer: Option<&'a str>,
	findings: Vec<ListedFinding<'a>>,
}

/// A finding.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ListedFinding<'a> {
	/// The node, or null.
	node: Option<&'a str>,
	conclusion: &'static str,
	/// All that speaks against the document.
	objections: Vec<Reason<'a>>,
	/// All that cannot be told.
	doubts: Vec<Reason<'a>>,
	/// The verdict that is proven, as `credentials_verify` gives it; null if none is.
	verdict: Option<Dated<Verdict>>,
	/// The age of its moment, in milliseconds.
	age: Option<u64>,
}

/// A reason.
#[derive(Serialize)]
struct Reason<'a> {
	word: &'a str,
	message: &'a str,
}

const fn word(conclusion: Conclusion) -> &'static str {
	match conclusion {
		Conclusion::Valid => "valid",
		Conclusion::Invalid => "invalid",
		Conclusion::CannotTell => "cannotTell",
	}
}

fn reasons(all: &[Because]) -> Vec<Reason<'_>> {
	all.iter().map(|Because { word, message }| Reason { word, message }).collect()
}

impl<'a> From<&'a Verified> for Listed<'a> {
	fn from(verified: &'a Verified) -> Self {
		let agreement = verified.agreement();
		Self {
			file: verified.location.to_string(),
			within: verified.within.iter().map(|kind| kind.word()).collect(),
			stated_holder: verified.stated_holder.as_deref(),
			conclusion: word(agreement.conclusion()),
			disagreement: agreement == Agreement::Disagreement,
			stated_issuer: verified.stated_issuer.as_deref(),
			findings: verified.findings.iter().map(listed).collect(),
		}
	}
}

fn listed((source, finding): &(Origin, Finding)) -> ListedFinding<'_> {
	let dated = |Shown { verdict, as_of: shown }: &Shown| Dated {
		answer: verdict.clone().into(),
		as_of: as_of(shown),
	};
	ListedFinding {
		node: source.node(),
		conclusion: word(finding.conclusion()),
		objections: reasons(&finding.objections),
		doubts: reasons(&finding.doubts),
		verdict: finding.shown.as_ref().map(dated),
		age: finding.shown.as_ref().map(|shown| shown.as_of.age),
	}
}
