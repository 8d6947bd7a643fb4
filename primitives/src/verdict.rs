// SPDX-License-Identifier: Apache-2.0

//! The meaning of the records: one pure function from records to verdict.
//!
//! [`evaluate`](crate::evaluate) reads [`Records`] from a state and calls [`verdict`]. It does so
//! for the runtime over its own state, and for a verifier without a server over a storage proof.
//!
//! *Cannot tell* is not a verdict. A caller that cannot read the records must report that, and must
//! not call this function without the missing ones.

use crate::{
	authority::{allows, voids, Lapse, Step},
	ids::{AccreditationId, InstitutionId, Moment, TypeId},
	limits::MAX_PATH,
	records::{
		AccreditationState, Batch, BatchRevocation, CredentialType, CustodialChange, DocumentKey,
		Grantor, InstitutionState, Loss, Profile, Reissue, TypeDefinition, TypeState,
	},
	reference::{CredentialPointer, CredentialReference},
	status::Status,
};
use alloc::vec::Vec;
use bounded_collections::{BoundedVec, ConstU32};
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// A path of grants: the grant that is used comes first, the council's grant last.
pub type Path = BoundedVec<Step, ConstU32<MAX_PATH>>;

/// The part of an institution that a verdict reports.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Issuer {
	/// Its number.
	pub id: InstitutionId,
	/// Its public profile.
	pub profile: Profile,
	/// Its state now, which does not affect the outcome.
	pub state: InstitutionState,
}

/// The records that all credentials of a batch share, as of one block.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct BatchRecords {
	/// The institution that anchored it.
	pub issuer: Issuer,
	/// The batch.
	pub batch: Batch,
	/// The type of the batch.
	pub credential_type: CredentialType,
	/// The grant under which the batch stands, and those above it.
	pub path: Path,
	/// The grant under which the batch was anchored, and those above it, if the batch was attested
	/// again since.
	pub anchored: Option<Path>,
	/// True if a custodian was ever appointed to the institution. Only then may there be a trace of
	/// one.
	pub had_custodian: bool,
	/// The reissue of which the batch is the result, if it is one.
	pub reissue: Option<Reissue>,
}

impl BatchRecords {
	/// Returns the time at which the root was anchored. The batch of a reissue states when the former
	/// one was.
	fn anchored_at(&self) -> Moment {
		self.reissue.map_or(self.batch.issued_at, |reissue| reissue.at)
	}

	/// Returns the institution whose document keys sign the credentials of the batch.
	pub fn signer(&self) -> InstitutionId {
		self.reissue.map_or(self.issuer.id, |reissue| reissue.by)
	}
}

/// The records of an anchored credential, as of one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Records<'a> {
	/// The records that it shares with its batch, which [`CredentialReference::batch`] names.
	pub batch: &'a BatchRecords,
	/// Its own status.
	pub status: Status,
	/// The credential that took its place, if one was named.
	pub successor: Option<CredentialPointer>,
	/// The record of the key that [`CredentialReference::signed_by`] names; `None` if it names none,
	/// or if the [signing institution](BatchRecords::signer) has no such key.
	pub document_key: Option<DocumentKey>,
	/// The last change of its status that a custodian made.
	pub custodial_change: Option<CustodialChange>,
}

/// The outcome of a verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(
	feature = "serde",
	derive(serde::Serialize, serde::Deserialize),
	serde(rename_all = "camelCase")
)]
pub enum Outcome {
	/// No reason speaks against it.
	Valid,
	/// At least one reason speaks against it.
	Invalid,
}

/// A reason why a credential is invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, TypeInfo)]
#[cfg_attr(
	feature = "serde",
	derive(serde::Serialize, serde::Deserialize),
	serde(rename_all = "camelCase")
)]
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
	/// It stands under an accreditation that is void from that moment or an earlier one.
	Voided,
	/// The key that signed the document was no key for credentials in the record of the institution
	/// when the document was anchored.
	KeyNotAuthorized,
	/// The key that signed the document was compromised when the document was anchored.
	KeyCompromised,
}

/// The status of a credential and its successor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct StatusSummary {
	/// The status, which is that of the batch where the whole batch was revoked.
	pub status: Status,
	/// The credential that took its place, if one was named.
	pub successor: Option<CredentialPointer>,
	/// The revocation of the whole batch, with its time and the batch that took its place, also where
	/// the credential itself was revoked before.
	pub batch_revoked: Option<BatchRevocation>,
}

/// The part of a credential type that a verdict reports.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct TypeSummary {
	/// Its number.
	pub id: TypeId,
	/// The institution that registered it; `None` for the council.
	pub owner: Option<InstitutionId>,
	/// Its definition.
	pub definition: TypeDefinition,
	/// Its state now, which does not affect the outcome.
	pub state: TypeState,
}

/// One grant on the path from a holder to the council.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct PathStep {
	/// The grant.
	pub id: AccreditationId,
	/// The institution that holds it.
	pub holder: InstitutionId,
	/// The council or the institution that gave it.
	pub grantor: Grantor,
	/// Its state.
	pub state: AccreditationState,
	/// The first moment of its window.
	pub valid_from: Moment,
	/// The first moment after its window.
	pub valid_until: Moment,
	/// The reason why this grant, taken by itself, is not in force now.
	pub lapse: Option<Lapse>,
}

/// The accreditation under which a credential stands, with separate answers for then and now.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct AccreditationSummary {
	/// The grant under which the batch stands: the one it was anchored under, or the one under which
	/// it was attested again.
	pub id: AccreditationId,
	/// The moment from which it stands under that grant.
	pub since: Moment,
	/// The grant that it has lost in the gravest way, if it was attested again.
	pub former: Option<FormerGrant>,
	/// True if the issuer was accredited at that moment. The chain refuses to anchor, and to attest
	/// again, without an accreditation, so only a withdrawal that reaches back makes this false.
	pub then: bool,
	/// True if this grant allows to issue the same now. The states of the institution and of the
	/// type are not part of this answer.
	pub now: bool,
	/// The grant and those above it, up to the council's.
	pub path: Vec<PathStep>,
}

/// The grant that a batch has lost in the gravest way, and the grant of its anchoring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct FormerGrant {
	/// The grant that was lost in the gravest way, the last of several. It is the present one if the
	/// batch came back to it.
	pub id: AccreditationId,
	/// The way in which it was lost, as it was when the batch was attested again.
	pub loss: Loss,
	/// The grant under which the batch was anchored. It is another one than `id` only where the batch
	/// was attested again more than once.
	pub anchored: AccreditationId,
	/// True if the grant under which the batch was anchored, or one above it, is void now for the
	/// time of the anchoring. This does not affect the outcome.
	pub voided: bool,
}

/// The reissue by which a custodian made a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ReissueSummary {
	/// The custodian, whose document key signs the document.
	pub by: InstitutionId,
	/// The time of the reissue.
	pub at: Moment,
	/// The credential in whose place it was issued.
	pub former: CredentialPointer,
}

/// The facts about an anchored credential.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Findings {
	/// Its status.
	pub status: StatusSummary,
	/// The time of its anchoring or, if it is the result of a reissue, of that of the former one.
	pub issued_at: Moment,
	/// The first moment at which it is no longer valid.
	pub valid_until: Option<Moment>,
	/// The institution that issued it.
	pub institution: Issuer,
	/// The type of the credential.
	pub credential_type: TypeSummary,
	/// The accreditation under which it stands.
	pub accreditation: AccreditationSummary,
	/// The record of the key that signed the document; `None` if none was asked about, or if the
	/// institution has no such key. The key of a reissue is one of the custodian's.
	pub document_key: Option<DocumentKey>,
	/// The last change of its status that a custodian made.
	pub custodial_change: Option<CustodialChange>,
	/// The reissue of which it is the result, if it is one.
	pub reissue: Option<ReissueSummary>,
}

/// The answer to a verification.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Verdict {
	/// The outcome.
	pub outcome: Outcome,
	/// All reasons that apply, in the order of [`Reason`]; empty if and only if valid.
	pub reasons: Vec<Reason>,
	/// The facts about it; `None` if and only if it is not anchored.
	pub findings: Option<Findings>,
}

impl Verdict {
	fn new(reasons: Vec<Reason>, findings: Option<Findings>) -> Self {
		let outcome = if reasons.is_empty() { Outcome::Valid } else { Outcome::Invalid };
		Self { outcome, reasons, findings }
	}
}

impl Records<'_> {
	/// Returns the status that counts: the credential's own revocation, else that of the whole
	/// batch, else its own status.
	fn effective_status(&self) -> Status {
		match self.batch.batch.revoked {
			Some(batch) if !matches!(self.status, Status::Revoked(_)) => {
				Status::Revoked(batch.reason)
			},
			_ => self.status,
		}
	}
}

/// Returns the verdict that the records of a credential give at `now`.
///
/// `None` for the records means that the state was searched and holds no batch under
/// [`CredentialReference::batch`], or that there is no such key. It never means that a search
/// failed.
pub fn verdict(
	reference: &CredentialReference,
	records: Option<Records<'_>>,
	now: Moment,
) -> Verdict {
	// A path may lead to an anchored root at another size than the batch has.
	match records.filter(|records| records.batch.batch.size == reference.size) {
		None => Verdict::new(Vec::from([Reason::NotAnchored]), None),
		Some(records) => {
			let reasons = reasons(reference, &records, now);
			Verdict::new(reasons, Some(findings(reference, &records, now)))
		},
	}
}

/// Returns all reasons that speak against an anchored credential.
fn reasons(reference: &CredentialReference, records: &Records<'_>, now: Moment) -> Vec<Reason> {
	let BatchRecords { batch, path, .. } = records.batch;
	let status = match records.effective_status() {
		Status::Active => None,
		Status::Revoked(_) => Some(Reason::Revoked),
		Status::Suspended => Some(Reason::Suspended),
		Status::Superseded => Some(Reason::Superseded),
	};
	let expired = batch.valid_until.is_some_and(|end| now >= end).then_some(Reason::Expired);
	let voided = voids(path, batch.standing().1).then_some(Reason::Voided);
	let key = match reference.signed_by {
		Some(_) => key_reasons(records.document_key, records.batch.anchored_at()),
		None => [None, None],
	};
	status
		.into_iter()
		.chain(expired)
		.chain(voided)
		.chain(key.into_iter().flatten())
		.collect()
}

/// Returns the reasons that speak against the key that signed a document. What counts is its
/// standing at the moment of the anchoring, whatever dates the document states.
fn key_reasons(key: Option<DocumentKey>, anchored_at: Moment) -> [Option<Reason>; 2] {
	let authorized = key.is_some_and(|key| key.authorizes(anchored_at));
	let compromised = key.is_some_and(|key| key.is_compromised_at(anchored_at));
	[
		(!authorized).then_some(Reason::KeyNotAuthorized),
		compromised.then_some(Reason::KeyCompromised),
	]
}

/// Returns the facts about an anchored credential.
fn findings(reference: &CredentialReference, records: &Records<'_>, now: Moment) -> Findings {
	let BatchRecords { issuer, batch, credential_type, .. } = records.batch;
	Findings {
		status: StatusSummary {
			status: records.effective_status(),
			successor: records.successor,
			batch_revoked: batch.revoked,
		},
		issued_at: batch.issued_at,
		valid_until: batch.valid_until,
		institution: issuer.clone(),
		credential_type: TypeSummary {
			id: batch.type_id,
			owner: credential_type.owner,
			definition: credential_type.definition.clone(),
			state: credential_type.state,
		},
		accreditation: accreditation(records.batch, now),
		document_key: reference.signed_by.and(records.document_key),
		custodial_change: records.custodial_change,
		reissue: reissue(records.batch),
	}
}

/// Returns the reissue by which a custodian made a batch, if one did.
fn reissue(records: &BatchRecords) -> Option<ReissueSummary> {
	let institution = records.issuer.id;
	records.reissue.map(|Reissue { by, at, former: root, index }| ReissueSummary {
		by,
		at,
		former: CredentialPointer { institution, root, index },
	})
}

/// Returns the accreditation under which a batch stands.
fn accreditation(records: &BatchRecords, now: Moment) -> AccreditationSummary {
	let BatchRecords { batch, path, .. } = records;
	let (id, since) = batch.standing();
	AccreditationSummary {
		id,
		since,
		former: former(records),
		then: !voids(path, since),
		now: allows(path, batch.type_id, now),
		path: steps(path, now),
	}
}

/// Returns the grant that a batch has lost in the gravest way, if it was attested again.
fn former(records: &BatchRecords) -> Option<FormerGrant> {
	let BatchRecords { batch, anchored, .. } = records;
	batch.attested_again.map(|attestation| FormerGrant {
		id: attestation.former,
		loss: attestation.loss,
		anchored: batch.accreditation,
		voided: anchored.as_ref().is_some_and(|path| voids(path, batch.issued_at)),
	})
}

/// Returns the path in the form that a verdict reports.
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
