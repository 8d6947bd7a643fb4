// SPDX-License-Identifier: Apache-2.0

//! The verdict on one reference.

use testamur_primitives::{CredentialReference, Verdict};
use testamur_proof::{refusal::Part, Proven, Refusal};

/// Returns the verdict on a reference, as of the moment that is proven.
pub(crate) fn verdict(
	proven: &Proven,
	reference: &CredentialReference,
) -> Result<Verdict, Refusal> {
	let mut verdicts = proven.verify(core::slice::from_ref(reference))?;
	// One reference has one verdict, so this refuses nothing.
	verdicts.pop().ok_or(Refusal::Malformed(Part::References))
}
