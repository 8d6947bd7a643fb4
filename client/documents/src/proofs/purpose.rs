// SPDX-License-Identifier: Apache-2.0

//! The purposes of proofs, and the members of a proof that belong to them.

use super::ProofFault;
use testamur_document::value::{Object, Value};

/// The member of a proof that states its purpose.
pub(crate) const MEMBER: &str = "proofPurpose";
/// The member of a proof with the text that the verifier chose.
pub(crate) const CHALLENGE: &str = "challenge";
/// The member of a proof that names the verifier for whom it was made.
pub(crate) const DOMAIN: &str = "domain";

/// The purpose of a proof that makes a credential.
pub(crate) const ASSERTION: &str = "assertionMethod";
/// The purpose of a proof that presents credentials.
pub(crate) const AUTHENTICATION: &str = "authentication";

/// The verifier for whom a presentation has to be made, as far as is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Audience<'a> {
	/// The text that the verifier chose for this presentation.
	pub challenge: Option<&'a str>,
	/// The name of the verifier.
	pub domain: Option<&'a str>,
}

/// The purpose that a proof has to have.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Expected<'a> {
	/// An issuer asserts a credential.
	Assertion,
	/// A holder presents credentials to an audience.
	Authentication(Audience<'a>),
}

impl Expected<'_> {
	/// Returns the word for the purpose.
	pub(crate) const fn word(&self) -> &'static str {
		match self {
			Self::Assertion => ASSERTION,
			Self::Authentication(_) => AUTHENTICATION,
		}
	}

	/// Returns whether a proof of this purpose may have a member that proofs of others do not have.
	pub(crate) fn takes(&self, member: &str) -> bool {
		matches!(self, Self::Authentication(_)) && matches!(member, CHALLENGE | DOMAIN)
	}

	/// Checks that a proof, of which the signature stands, was made for the audience.
	///
	/// What is certainly wrong goes before what cannot be told.
	pub(crate) fn ensure_audience(&self, proof: &Object) -> Result<(), ProofFault> {
		let Self::Authentication(Audience { challenge, domain }) = *self else { return Ok(()) };
		let stated = |member: &str| proof.get(&member.into());
		if challenge.is_some_and(|challenge| !is_text(stated(CHALLENGE), challenge)) {
			return Err(ProofFault::Challenge);
		}
		if domain.is_some_and(|domain| !includes(stated(DOMAIN), domain)) {
			return Err(ProofFault::Domain);
		}
		match (challenge, domain, stated(DOMAIN)) {
			(None, _, _) => Err(ProofFault::ChallengeUnknown),
			(_, None, Some(_)) => Err(ProofFault::DomainUnknown),
			_ => Ok(()),
		}
	}
}

/// Returns whether a member is this text.
fn is_text(member: Option<&Value>, expected: &str) -> bool {
	matches!(member, Some(Value::String(text)) if text == expected)
}

/// Returns whether a member is this text, or an array with it: a proof may name several domains.
fn includes(member: Option<&Value>, expected: &str) -> bool {
	match member {
		Some(Value::Array(items)) => items.iter().any(|item| is_text(Some(item), expected)),
		single => is_text(single, expected),
	}
}
