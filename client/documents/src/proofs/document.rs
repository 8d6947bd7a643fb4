// SPDX-License-Identifier: Apache-2.0

//! A credential with its proofs, all of which are those of its issuer.

use super::{
	proof_set::{id_of, Controller, ProofSet, Report, Standing},
	purpose::Expected,
	ProofFault, Refusal,
};
use crate::contexts::Contexts;
use alloc::{string::ToString, vec::Vec};
use testamur_document::value::{Object, Value};

/// The member of a credential that names its issuer.
const ISSUER: &str = "issuer";

/// A document with its proofs, which are not checked yet.
pub struct SignedDocument<'c>(ProofSet<'c>);

impl<'c> SignedDocument<'c> {
	/// Reads a document in JSON.
	///
	/// # Errors
	///
	/// Refuses a text that could mean two things, unknown contexts, and a document without a proof.
	pub fn read(contexts: &'c Contexts, text: &[u8]) -> Result<Self, Refusal> {
		ProofSet::read(contexts, text).map(Self)
	}

	/// Returns the name of the issuer as the document states it, which nothing confirms yet.
	pub fn issuer(&self) -> Option<&str> {
		issuer_of(self.0.content())
	}

	/// Returns the value of a member of the document, which nothing confirms yet.
	pub fn member(&self, name: &str) -> Option<&Value> {
		self.0.content().get(&name.into())
	}

	/// Returns the names of the keys of all proofs, in the order of the proofs. One of an unknown suite or
	/// without a name has `None`.
	pub fn methods(&self) -> impl Iterator<Item = Option<&str>> {
		self.0.methods()
	}

	/// Checks every proof of a known suite.
	///
	/// # Errors
	///
	/// A proof that does not stand refuses the document, whatever stands beside it. If there are
	/// several, the first that makes the document invalid is returned, or else the first.
	pub fn verify(&self, controller: &Controller<'_>) -> Result<Report, Refusal> {
		self.ensure_issuer(controller)?;
		self.0.verify(controller, &Expected::Assertion)
	}

	/// Returns the finding about each proof, in their order, for callers that know only some of the keys of
	/// the issuer. Of a document that [`verify`](Self::verify) accepts, none is a fault.
	///
	/// # Errors
	///
	/// Refuses a document that names no issuer, or another one.
	pub fn examine(
		&self,
		controller: &Controller<'_>,
	) -> Result<Vec<Result<Standing, ProofFault>>, Refusal> {
		self.ensure_issuer(controller)?;
		Ok(self.0.examine(controller, &Expected::Assertion))
	}

	/// Checks that the document names the expected issuer.
	fn ensure_issuer(&self, controller: &Controller<'_>) -> Result<(), Refusal> {
		match self.issuer() {
			None => Err(Refusal::IssuerMissing),
			Some(issuer) if issuer != controller.id => Err(Refusal::Issuer(issuer.to_string())),
			Some(_) => Ok(()),
		}
	}
}

/// Returns the name of the issuer of a document.
pub(crate) fn issuer_of(document: &Object) -> Option<&str> {
	id_of(document, ISSUER)
}
