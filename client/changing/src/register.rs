// SPDX-License-Identifier: Apache-2.0

//! The chain as a trait: what whoever changes statuses asks of it.

use testamur_chain::{
	answers::{Accreditation, Batch, Pointer, RevocationReason, StatusState, Verdict},
	Call, Fault, Outcome,
};
use testamur_primitives::{
	AccreditationId, CredentialReference, InstitutionId, Root, Status, SuccessorPointer,
};

/// What is on record about a credential, as of a final block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
	/// No batch on record leads to it.
	NotAnchored,
	/// Its batch was revoked as a whole.
	BatchRevoked,
	/// Its batch stands, and this is its status, with its successor.
	Status(Status, Option<SuccessorPointer>),
}

impl From<Verdict> for Standing {
	fn from(verdict: Verdict) -> Self {
		let Some(status) = verdict.status else { return Self::NotAnchored };
		if status.batch_revoked.is_some() {
			return Self::BatchRevoked;
		}
		let reason = status.reason.unwrap_or(RevocationReason::Unspecified);
		let known = match status.state {
			StatusState::Active => Status::Active,
			StatusState::Suspended => Status::Suspended,
			StatusState::Superseded => Status::Superseded,
			StatusState::Revoked => Status::Revoked(reason),
		};
		Self::Status(known, status.successor.map(pointer))
	}
}

/// Returns a place as changes name it.
fn pointer(successor: Pointer) -> SuccessorPointer {
	SuccessorPointer {
		institution: InstitutionId(successor.institution),
		root: Root(successor.root.0),
		index: Some(successor.index),
	}
}

/// A chain, through one of its nodes and for one account.
pub trait Register {
	/// Returns the institution that the account serves, or `None` if it serves none.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	fn institution(&mut self) -> Result<Option<InstitutionId>, Fault>;

	/// Returns what is on record about credentials, in their order.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	fn standings(&mut self, references: &[CredentialReference]) -> Result<Vec<Standing>, Fault>;

	/// Returns a batch of an institution, or `None` if it has anchored no such root.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	fn batch_of(&mut self, institution: InstitutionId, root: Root) -> Result<Option<Batch>, Fault>;

	/// Returns the institution that was appointed last as the custodian of an institution, if one ever was. The chain
	/// decides whether the appointment is still in force.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	fn custodian_of(&mut self, id: InstitutionId) -> Result<Option<InstitutionId>, Fault>;

	/// Returns a grant, or `None` if there is none of this number.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	fn grant(&mut self, id: AccreditationId) -> Result<Option<Accreditation>, Fault>;

	/// Sends a call, and waits until it is final or can no longer become so. `heard` is told the news.
	///
	/// # Errors
	///
	/// Returns why nothing was sent.
	fn perform(&mut self, call: &Call, heard: &mut dyn FnMut(&str)) -> Result<Outcome, Fault>;
}
