// SPDX-License-Identifier: Apache-2.0

//! The answer to a verification.

use super::{
	text, Grant, InstitutionState, Outcome, Reason, RevocationReason, StatusState, TypeKind,
	TypeState,
};
use crate::{hex::Hash, time::Time};
use serde::{Deserialize, Serialize};
use testamur_primitives::{reference, status::Status, verdict};

/// The answer to a verification. All but outcome and reasons is null if it is not anchored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
	/// Valid or invalid.
	pub outcome: Outcome,
	/// All reasons that apply; none if and only if valid.
	pub reasons: Vec<Reason>,
	/// Its status.
	pub status: Option<StatusSummary>,
	/// When it was anchored.
	pub issued_at: Option<Time>,
	/// First moment at which it is no longer valid; null for never.
	pub valid_until: Option<Time>,
	/// Who issued it.
	pub institution: Option<Issuer>,
	/// What was earned.
	#[serde(rename = "type")]
	pub credential_type: Option<TypeSummary>,
	/// By what right it was issued.
	pub accreditation: Option<Grant>,
}

impl From<verdict::Verdict> for Verdict {
	fn from(verdict: verdict::Verdict) -> Self {
		let bare = Self {
			outcome: verdict.outcome.into(),
			reasons: verdict.reasons.into_iter().map(Reason::from).collect(),
			status: None,
			issued_at: None,
			valid_until: None,
			institution: None,
			credential_type: None,
			accreditation: None,
		};
		let Some(findings) = verdict.findings else { return bare };
		Self {
			status: Some(findings.status.into()),
			issued_at: Some(Time(findings.issued_at)),
			valid_until: findings.valid_until.map(Time),
			institution: Some(findings.institution.into()),
			credential_type: Some(findings.credential_type.into()),
			accreditation: Some(findings.accreditation.into()),
			..bare
		}
	}
}

/// A credential's status with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusSummary {
	/// The status; that of the batch where the whole batch was revoked.
	pub state: StatusState,
	/// Why, if it was revoked.
	pub reason: Option<RevocationReason>,
	/// What took its place, if it was superseded.
	pub successor: Option<Pointer>,
}

impl From<verdict::StatusSummary> for StatusSummary {
	fn from(summary: verdict::StatusSummary) -> Self {
		let reason = match summary.status {
			Status::Revoked(reason) => Some(reason.into()),
			Status::Active | Status::Suspended | Status::Superseded => None,
		};
		let successor = summary.successor.map(Pointer::from);
		Self { state: summary.status.into(), reason, successor }
	}
}

/// A place in an anchored batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pointer {
	/// Who anchored the batch.
	pub institution: u32,
	/// The batch's root.
	pub root: Hash,
	/// Place in the batch, from 0.
	pub index: u32,
}

impl From<reference::CredentialPointer> for Pointer {
	fn from(pointer: reference::CredentialPointer) -> Self {
		Self { institution: pointer.institution.0, root: pointer.root.into(), index: pointer.index }
	}
}

/// What of an institution a verdict speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issuer {
	/// Its number.
	pub id: u32,
	/// Legal name.
	pub name: String,
	/// Home page; may be empty.
	pub uri: String,
	/// Country of registration, ISO 3166-1 alpha-2.
	pub country: String,
	/// Whether it may act now. This has no part in the outcome.
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

/// A credential type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TypeSummary {
	/// Its number.
	pub id: u32,
	/// The institution that registered it; null for the council.
	pub owner: Option<u32>,
	/// What kind of thing is earned.
	pub kind: TypeKind,
	/// SHA-256 of the definition that stands at `uri`.
	pub content_hash: Hash,
	/// Where the definition is published.
	pub uri: String,
	/// Level of the European Qualifications Framework, 1 to 8.
	pub level: Option<u8>,
	/// Workload in hundredths of an ECTS credit.
	pub workload: Option<u32>,
	/// How long a credential is valid unless its anchoring says otherwise, in milliseconds.
	pub default_validity: Option<u64>,
	/// Whether credentials of it may be anchored.
	pub state: TypeState,
}

impl From<verdict::TypeSummary> for TypeSummary {
	fn from(summary: verdict::TypeSummary) -> Self {
		let definition = summary.definition;
		Self {
			id: summary.id.0,
			owner: summary.owner.map(|owner| owner.0),
			kind: definition.kind.into(),
			content_hash: Hash(definition.content_hash),
			uri: text(definition.uri),
			level: definition.level,
			workload: definition.workload,
			default_validity: definition.default_validity,
			state: summary.state.into(),
		}
	}
}
