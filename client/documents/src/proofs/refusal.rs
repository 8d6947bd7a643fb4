// SPDX-License-Identifier: Apache-2.0

//! The faults of documents and of proofs. Each says whether it makes the document invalid.

use crate::{contexts::ContextFault, rdf};
use alloc::{string::String, vec::Vec};
use core::fmt;

/// The reason why a document does not count as signed by its issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
	/// The text of the document could mean two things, or is no document.
	Text(testamur_document::Fault),
	/// The document has contexts that are not known.
	Context(ContextFault),
	/// The document has a value that its statements would not hold.
	NotCovered(rdf::Fault),
	/// The document names no issuer.
	IssuerMissing,
	/// The document names another issuer than the one whose keys were given.
	Issuer(String),
	/// The document has no proof.
	NoProof,
	/// All proofs of the document are of suites or types that are not known. These are their names.
	UnknownSuites(Vec<String>),
	/// A proof, whose position from 0 is given, does not stand.
	Proof(usize, ProofFault),
}

/// The reason why a proof does not stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProofFault {
	/// It is no object with a type and, if it is a Data Integrity proof, a suite.
	Malformed,
	/// It has a member whose meaning is not known here, such as `previousProof`.
	Member(String),
	/// Its purpose is not this one.
	Purpose(&'static str),
	/// It does not say when it was made, in the way of RFC 3339.
	Created,
	/// It names no key.
	MethodMissing,
	/// The key that it names is that of somebody else than the expected signer.
	ForeignMethod,
	/// The signer has no key of this name.
	UnknownMethod,
	/// The key is not one of Ed25519.
	Algorithm,
	/// The key is no point of its curve, or one for which anybody can sign.
	NotAPoint,
	/// It was made for other contexts than the document has.
	ContextsChanged,
	/// Its value is not a signature of 64 bytes in base58btc.
	Value,
	/// The signature is not that of the key over this document.
	Signature,
	/// It was made for another challenge than the one of the verifier, or for none.
	Challenge,
	/// It was made for another domain than that of the verifier, or for none.
	Domain,
	/// The verifier stated no challenge, so that the presentation may be one that was made for others.
	ChallengeUnknown,
	/// It was made for a domain, and the verifier stated none.
	DomainUnknown,
	/// The document, or the proof itself, has a value that its statements would not hold.
	NotCovered(rdf::Fault),
}

impl ProofFault {
	/// Returns whether the fault makes the document invalid. With another one, nobody can tell.
	pub const fn is_invalid(&self) -> bool {
		!matches!(
			self,
			Self::Member(_) | Self::NotCovered(_) | Self::ChallengeUnknown | Self::DomainUnknown
		)
	}
}

impl Refusal {
	/// Returns whether the document is invalid. If it is not, nobody can tell: it may be good for a
	/// program that knows more.
	pub const fn is_invalid(&self) -> bool {
		match self {
			Self::IssuerMissing | Self::Issuer(_) | Self::NoProof => true,
			Self::Text(_) | Self::Context(_) | Self::NotCovered(_) | Self::UnknownSuites(_) => {
				false
			},
			Self::Proof(_, fault) => fault.is_invalid(),
		}
	}
}

impl fmt::Display for Refusal {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Text(fault) => write!(f, "{fault}"),
			Self::Context(fault) => write!(f, "{fault}"),
			Self::NotCovered(fault) => write!(f, "{fault}"),
			Self::IssuerMissing => f.write_str("the document does not name its issuer"),
			Self::Issuer(found) => write!(f, "the document names another issuer: {found}"),
			Self::NoProof => f.write_str("the document is not signed: it has no proof"),
			Self::UnknownSuites(names) => write!(
				f,
				"the document is signed in ways that this program does not know: {}",
				names.join(", ")
			),
			Self::Proof(position, fault) => write!(f, "proof {position}: {fault}"),
		}
	}
}

impl fmt::Display for ProofFault {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::Malformed => "it is not an object with a type and a cryptosuite",
			Self::Member(name) => return write!(f, "`{name}` is not known in a proof"),
			Self::Purpose(expected) => return write!(f, "its purpose is not `{expected}`"),
			Self::Created => "`created` is not a moment such as 2026-07-01T09:00:00Z",
			Self::MethodMissing => "it does not name the key that made it",
			Self::ForeignMethod => "the key that made it is that of somebody else",
			Self::UnknownMethod => "its signer has no key of this name",
			Self::Algorithm => "the key is not one of Ed25519",
			Self::NotAPoint => "the key is none: anybody could sign for it, or nobody",
			Self::ContextsChanged => "contexts of the document were changed after it was signed",
			Self::Value => "its value is not a signature: 64 bytes in base58btc, behind `z`",
			Self::Signature => "the document was changed after it was signed, or by another key",
			Self::Challenge => "it was made for another challenge",
			Self::Domain => "it was made for another domain",
			Self::ChallengeUnknown => {
				"it shows nothing as long as you do not state the challenge that you gave"
			},
			Self::DomainUnknown => {
				"it was made for a certain domain, and you did not state yours to compare it with"
			},
			Self::NotCovered(fault) => return write!(f, "{fault}"),
		})
	}
}

impl core::error::Error for Refusal {}
