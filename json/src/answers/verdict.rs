// SPDX-License-Identifier: Apache-2.0

//! The answer to a verification.

use super::{
	text, BatchRevocation, CustodialChange, Grant, InstitutionState, KeyRecord, Outcome, Pointer,
	Reason, Reissue, RevocationReason, StatusState, TypeKind, TypeState,
};
use crate::{hex::Hash, time::Time};
use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};
use testamur_primitives::{status::Status, verdict};

/// The answer to a verification. All members but outcome and reasons are null if the credential is
/// not anchored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
	/// The outcome.
	pub outcome: Outcome,
	/// All reasons that apply; empty if and only if valid.
	pub reasons: Vec<Reason>,
	/// The status of the credential.
	pub status: Option<StatusSummary>,
	/// The time of its anchoring or, if it is the result of a reissue, of that of the former one.
	pub issued_at: Option<Time>,
	/// The first moment at which it is no longer valid; null for never.
	pub valid_until: Option<Time>,
	/// The institution that issued it.
	pub institution: Option<Issuer>,
	/// The type of the credential.
	#[serde(rename = "type")]
	pub credential_type: Option<TypeSummary>,
	/// The accreditation under which it was issued.
	pub accreditation: Option<Grant>,
	/// The record of the key that signed it, if one was asked about and the institution has it.
	pub document_key: Option<KeyRecord>,
	/// The last change of its status that a custodian made.
	pub custodial_change: Option<CustodialChange>,
	/// The reissue by which a custodian made it, if one did.
	pub reissue: Option<Reissue>,
}

impl From<verdict::Verdict> for Verdict {
	fn from(verdict: verdict::Verdict) -> Self {
		let bare = Self {
			outcome: verdict.outcome,
			reasons: verdict.reasons,
			status: None,
			issued_at: None,
			valid_until: None,
			institution: None,
			credential_type: None,
			accreditation: None,
			document_key: None,
			custodial_change: None,
			reissue: None,
		};
		let Some(findings) = verdict.findings else { return bare };
		Self {
			status: Some(findings.status.into()),
			issued_at: Some(Time(findings.issued_at)),
			valid_until: findings.valid_until.map(Time),
			institution: Some(findings.institution.into()),
			credential_type: Some(findings.credential_type.into()),
			accreditation: Some(findings.accreditation.into()),
			document_key: findings.document_key.map(KeyRecord::from),
			custodial_change: findings.custodial_change.map(CustodialChange::from),
			reissue: findings.reissue.map(Reissue::from),
			..bare
		}
	}
}

/// The status of a credential, its reason and its successor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusSummary {
	/// The status, which is that of the batch where the whole batch was revoked.
	pub state: StatusState,
	/// The reason, if it was revoked.
	pub reason: Option<RevocationReason>,
	/// The credential that took its place, if one was named.
	pub successor: Option<Pointer>,
	/// The revocation of the whole batch, with the batch that took its place.
	pub batch_revoked: Option<BatchRevocation>,
}

impl From<verdict::StatusSummary> for StatusSummary {
	fn from(summary: verdict::StatusSummary) -> Self {
		let reason = match summary.status {
			Status::Revoked(reason) => Some(reason),
			Status::Active | Status::Suspended | Status::Superseded => None,
		};
		let successor = summary.successor.map(Pointer::from);
		let batch_revoked = summary.batch_revoked.map(BatchRevocation::from);
		Self { state: summary.status.into(), reason, successor, batch_revoked }
	}
}

/// The part of an institution that a verdict reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issuer {
	/// Its number.
	pub id: u32,
	/// The legal name.
	pub name: String,
	/// The home page; may be empty.
	pub uri: String,
	/// The country of registration, ISO 3166-1 alpha-2.
	pub country: String,
	/// Its state now, which does not affect the outcome.
	pub state: InstitutionState,
}

impl From<verdict::Issuer> for Issuer {
	fn from(issuer: verdict::Issuer) -> Self {
		Self {
			id: issuer.id.0,
			name: text(issuer.profile.name),
			uri: text(issuer.profile.uri),
			country: text(issuer.profile.country),
			state: issuer.state.into(),
		}
	}
}

/// The part of a credential type that a verdict reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TypeSummary {
	/// Its number.
	pub id: u32,
	/// The institution that registered it; null for the council.
	pub owner: Option<u32>,
	/// The kind.
	pub kind: TypeKind,
	/// The SHA-256 of the definition that is published at `uri`.
	pub content_hash: Hash,
	/// The address at which the definition is published.
	pub uri: String,
	/// The level of the European Qualifications Framework, 1 to 8.
	pub level: Option<u8>,
	/// The workload in hundredths of an ECTS credit.
	pub workload: Option<u32>,
	/// The time for which a credential is valid unless its anchoring says otherwise, in
	/// milliseconds.
	pub default_validity: Option<u64>,
	/// Its state now, which does not affect the outcome.
	pub state: TypeState,
}

impl From<verdict::TypeSummary> for TypeSummary {
	fn from(summary: verdict::TypeSummary) -> Self {
		let definition = summary.definition;
		Self {
			id: summary.id.0,
			owner: summary.owner.map(|owner| owner.0),
			kind: definition.kind,
			content_hash: Hash(definition.content_hash),
			uri: text(definition.uri),
			level: definition.level,
			workload: definition.workload,
			default_validity: definition.default_validity,
			state: summary.state.into(),
		}
	}
}
