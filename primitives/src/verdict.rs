// SPDX-License-Identifier: Apache-2.0

//! What the records mean: one pure function from records to verdict.
//!
//! The runtime API gathers [`Records`] from state and calls [`verdict`]; a verifier without a
//! server gathers the same records from a storage proof and calls the same function.
//!
//! *Cannot tell* is not a verdict. Whoever cannot gather the records must say so, and must not call
//! this function with what is missing left out.

use crate::{
	authority::{allows, voids, Lapse, Step},
	ids::{AccreditationId, InstitutionId, Moment, TypeId},
	limits::MAX_PATH,
	records::{
		AccreditationState, Batch, CredentialType, Grantor, InstitutionState, Profile,
		TypeDefinition, TypeState,
	},
	reference::{CredentialPointer, CredentialReference},
	status::Status,
};
use alloc::vec::Vec;
use bounded_collections::{BoundedVec, ConstU32};
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// A path of grants, the one used first, the council's last.
pub type Path = BoundedVec<Step, ConstU32<MAX_PATH>>;

/// What of an institution a verdict speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Issuer {
	/// Its number.
	pub id: InstitutionId,
	/// What the public may know of it.
	pub profile: Profile,
	/// Whether it may act now. This has no part in the outcome.
	pub state: InstitutionState,
}

/// The records that all credentials of a batch share, as they stand at one block.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct BatchRecords {
	/// Who anchored it.
	pub issuer: Issuer,
	/// The batch.
	pub batch: Batch,
	/// The type of the batch.
	pub credential_type: CredentialType,
	/// The grant the batch was anchored under, and those above it.
	pub path: Path,
}

/// The records of an anchored credential, as they stand at one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Records<'a> {
	/// Those it shares with its batch, which is the one that [`CredentialReference::batch`] names.
	pub batch: &'a BatchRecords,
	/// Its own status.
	pub status: Status,
	/// What took its place, if it was superseded.
	pub successor: Option<CredentialPointer>,
}

/// The outcome of a verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum Outcome {
	/// No reason speaks against it.
	Valid,
	/// At least one reason speaks against it.
	Invalid,
}

/// Why a credential is invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, TypeInfo)]
pub enum Reason {
	/// This institution has anchored no such credential at this place.
	NotAnchored,
	/// It, or its whole batch, was revoked.
	Revoked,
	/// It is suspended.
	Suspended,
	/// Another credential has taken its place.
	Superseded,
	/// Its validity has run out.
	Expired,
	/// It was issued under an accreditation that was voided from a moment before.
	Voided,
}

/// A credential's status with all that belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct StatusSummary {
	/// The status; that of the batch where the whole batch was revoked.
	pub status: Status,
	/// What took its place, if it was superseded.
	pub successor: Option<CredentialPointer>,
}

/// What of a credential type a verdict speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct TypeSummary {
	/// Its number.
	pub id: TypeId,
	/// Who registered it.
	pub owner: Option<InstitutionId>,
	/// Its definition.
	pub definition: TypeDefinition,
	/// Whether it may still be anchored.
	pub state: TypeState,
}

/// One grant on the path from a holder to the council.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct PathStep {
	/// The grant.
	pub id: AccreditationId,
	/// Who holds it.
	pub holder: InstitutionId,
	/// Who gave it.
	pub grantor: Grantor,
	/// Where it stands.
	pub state: AccreditationState,
	/// First moment of its window.
	pub valid_from: Moment,
	/// End of its window, itself outside.
	pub valid_until: Moment,
	/// Why this grant, taken by itself, is not in force now.
	pub lapse: Option<Lapse>,
}

/// The accreditation a credential was issued under: then and now, two answers.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct AccreditationSummary {
	/// The grant the batch was anchored under.
	pub id: AccreditationId,
	/// Whether the issuer was accredited when it issued: the chain lets no one anchor without, so
	/// this is only lost by a withdrawal that reaches back.
	pub then: bool,
	/// Whether this grant allows to issue the same now. The state of the institution and of the type
	/// stand beside it.
	pub now: bool,
	/// The grant and those above it, up to the council's.
	pub path: Vec<PathStep>,
}

/// What is known of an anchored credential.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Findings {
	/// Its status.
	pub status: StatusSummary,
	/// When it was anchored.
	pub issued_at: Moment,
	/// First moment at which it is no longer valid.
	pub valid_until: Option<Moment>,
	/// Who issued it.
	pub institution: Issuer,
	/// What was earned.
	pub credential_type: TypeSummary,
	/// By what right it was issued.
	pub accreditation: AccreditationSummary,
}

/// The answer to a verification.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Verdict {
	/// Valid or invalid.
	pub outcome: Outcome,
	/// All reasons that apply, in the order of [`Reason`]; none if and only if valid.
	pub reasons: Vec<Reason>,
	/// What is known of it; `None` if and only if it is not anchored.
	pub findings: Option<Findings>,
}

impl Verdict {
	fn new(reasons: Vec<Reason>, findings: Option<Findings>) -> Self {
		let outcome = if reasons.is_empty() { Outcome::Valid } else { Outcome::Invalid };
		Self { outcome, reasons, findings }
	}
}

impl Records<'_> {
	/// The status that counts: the credential's own revocation, else that of the whole batch, else
	/// its own status.
	fn effective_status(&self) -> Status {
		match self.batch.batch.revoked {
			Some(batch) if !matches!(self.status, Status::Revoked(_)) => {
				Status::Revoked(batch.reason)
			},
			_ => self.status,
		}
	}
}

/// What the records of a credential mean at `now`.
///
/// `None` for the records says that the state was searched and that it holds no batch under
/// [`CredentialReference::batch`], or that there is no such key; it never stands for a search that
/// failed.
pub fn verdict(
	reference: &CredentialReference,
	records: Option<Records<'_>>,
	now: Moment,
) -> Verdict {
	// A path may lead to an anchored root at another size than the batch has.
	match records.filter(|records| records.batch.batch.size == reference.size) {
		None => Verdict::new(Vec::from([Reason::NotAnchored]), None),
		Some(records) => Verdict::new(reasons(&records, now), Some(findings(&records, now))),
	}
}

/// All reasons that speak against an anchored credential.
fn reasons(records: &Records<'_>, now: Moment) -> Vec<Reason> {
	let BatchRecords { batch, path, .. } = records.batch;
	let status = match records.effective_status() {
		Status::Active => None,
		Status::Revoked(_) => Some(Reason::Revoked),
		Status::Suspended => Some(Reason::Suspended),
		Status::Superseded => Some(Reason::Superseded),
	};
	let expired = batch.valid_until.is_some_and(|end| now >= end).then_some(Reason::Expired);
	let voided = voids(path, batch.issued_at).then_some(Reason::Voided);
	status.into_iter().chain(expired).chain(voided).collect()
}

/// What is known of an anchored credential.
fn findings(records: &Records<'_>, now: Moment) -> Findings {
	let BatchRecords { issuer, batch, credential_type, path } = records.batch;
	Findings {
		status: StatusSummary { status: records.effective_status(), successor: records.successor },
		issued_at: batch.issued_at,
		valid_until: batch.valid_until,
		institution: issuer.clone(),
		credential_type: TypeSummary {
			id: batch.type_id,
			owner: credential_type.owner,
			definition: credential_type.definition.clone(),
			state: credential_type.state,
		},
		accreditation: AccreditationSummary {
			id: batch.accreditation,
			then: !voids(path, batch.issued_at),
			now: allows(path, batch.type_id, now),
			path: steps(path, now),
		},
	}
}

/// The path as a verdict shows it.
pub fn steps(path: &[Step], now: Moment) -> Vec<PathStep> {
	path.iter()
		.map(|(id, grant)| PathStep {
			id: *id,
			holder: grant.holder,
			grantor: grant.grantor,
			state: grant.state,
			valid_from: grant.terms.valid_from,
			valid_until: grant.terms.valid_until,
			lapse: grant.lapse(now),
		})
		.collect()
}
