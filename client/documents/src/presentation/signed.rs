// SPDX-License-Identifier: Apache-2.0

//! Checks presentations.

use super::{content::subjects, PresentationFault, Subject, HOLDER, TYPE};
use crate::{
	contexts::Contexts,
	did_key::{key_of, method},
	proofs::{
		proof_set::{id_of, ProofSet},
		purpose::Expected,
		Audience, Controller, Standing,
	},
};
use alloc::vec::Vec;
use testamur_document::value::has_type;

/// A presentation with its proofs, which are not checked yet.
pub struct SignedPresentation<'c>(ProofSet<'c>);

/// The findings about a presentation that its holder signed for the audience.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presented {
	/// The proofs, in their order. At least one of them is good.
	pub proofs: Vec<Standing>,
	/// The relation between the holder and the learner of each credential, in the order of the credentials.
	pub subjects: Vec<Subject>,
}

impl<'c> SignedPresentation<'c> {
	/// Reads a presentation in JSON.
	///
	/// # Errors
	///
	/// Refuses a text that could mean two things, unknown contexts, another type, and one without a proof.
	pub fn read(contexts: &'c Contexts, text: &[u8]) -> Result<Self, PresentationFault> {
		let signed = ProofSet::read(contexts, text)?;
		match has_type(signed.content(), TYPE) {
			true => Ok(Self(signed)),
			false => Err(PresentationFault::OtherType),
		}
	}

	/// Returns the name of the holder as the presentation states it, which nothing confirms yet.
	pub fn holder(&self) -> Option<&str> {
		id_of(self.0.content(), HOLDER)
	}

	/// Checks that the key which is the holder's name signed the presentation for an audience. The credentials
	/// in it are covered by that signature, and have to be checked by themselves as well.
	///
	/// # Errors
	///
	/// Returns why the presentation does not stand. What makes it invalid goes before what cannot be told.
	pub fn verify(&self, audience: Audience<'_>) -> Result<Presented, PresentationFault> {
		let holder = self.holder().ok_or(PresentationFault::HolderMissing)?;
		let key = key_of(holder).map_err(PresentationFault::Holder)?;
		let keys = [(method(&key), key)];
		let controller = Controller { id: holder, keys: &keys };
		let report = self.0.verify(&controller, &Expected::Authentication(audience))?;
		let subjects = subjects(self.0.content(), holder)?;
		Ok(Presented { proofs: report.proofs, subjects })
	}
}
