// SPDX-License-Identifier: Apache-2.0

//! Verdicts and views in which as many members as possible are set. The tests of the server use
//! them too.

use serde_json::{json, Value};
use std::collections::BTreeSet;
use testamur_primitives::{
	records::Profile,
	verdict::{
		AccreditationSummary, Findings, FormerGrant, Issuer, Outcome, PathStep, Reason,
		ReissueSummary, StatusSummary, TypeSummary, Verdict,
	},
	views::AccreditationView,
	AccreditationId, AccreditationState, BatchRevocation, CredentialPointer, CustodialChange,
	DocumentKey, Grantor, InstitutionId, InstitutionState, KeyPurpose, Lapse, Loss, Moment,
	RevocationReason, Rights, Root, Scope, Status, Terms, TypeDefinition, TypeId, TypeKind,
	TypeState,
};

/// The time of block 0, if it had one, and the time from each block to the next.
const GENESIS: Moment = 1_772_323_200_000;
const STEP: Moment = 3_000;

/// Returns the time of a block of the best chain.
pub(crate) const fn time(number: u32) -> Moment {
	match number {
		0 => 0,
		_ => GENESIS + number as Moment * STEP,
	}
}

/// Returns a well-formed reference in JSON.
pub(crate) fn reference() -> Value {
	let hash = format!("0x{}", "ab".repeat(32));
	json!({ "institution": 1, "leaf": hash, "index": 1, "size": 3, "path": [hash, hash] })
}

/// Returns a well-formed reference that names the key of a signature.
pub(crate) fn signed_reference() -> Value {
	let mut reference = reference();
	reference["signedBy"] = json!("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK");
	reference
}

/// Returns the record of a document key that was retired and is compromised.
pub(crate) const fn document_key(number: u32) -> DocumentKey {
	DocumentKey {
		number,
		purpose: KeyPurpose::Credentials,
		since: time(1),
		until: Some(time(7)),
		compromised_since: Some(time(5)),
	}
}

/// Returns a path of two grants.
pub(crate) fn path() -> Vec<PathStep> {
	let own = PathStep {
		id: AccreditationId(3),
		holder: InstitutionId(2),
		grantor: Grantor::Institution {
			institution: InstitutionId(1),
			accreditation: AccreditationId(1),
		},
		state: AccreditationState::Active,
		valid_from: time(1),
		valid_until: u64::MAX,
		lapse: None,
	};
	let parent = PathStep {
		id: AccreditationId(1),
		holder: InstitutionId(1),
		grantor: Grantor::Council,
		state: AccreditationState::Withdrawn { at: time(8), void_from: Some(time(3)) },
		lapse: Some(Lapse::Withdrawn),
		..own
	};
	vec![own, parent]
}

/// Returns a credential of the institution.
const fn pointer(root: u8, index: u32) -> CredentialPointer {
	CredentialPointer { institution: InstitutionId(2), root: Root([root; 32]), index }
}

/// Returns the trace of a custodian that revoked a credential.
const fn custodial_change() -> CustodialChange {
	CustodialChange { by: InstitutionId(5), at: time(8), ended: true }
}

/// Returns the reissue by which a custodian made a credential.
const fn reissue() -> ReissueSummary {
	ReissueSummary { by: InstitutionId(5), at: time(7), former: pointer(7, 3) }
}

/// Returns a verdict in which as many members as possible are set.
pub(crate) fn full_verdict() -> Verdict {
	Verdict {
		outcome: Outcome::Invalid,
		reasons: vec![Reason::Revoked, Reason::Expired, Reason::Voided],
		findings: Some(Findings {
			status: StatusSummary {
				status: Status::Revoked(RevocationReason::RequirementsNotMet),
				successor: Some(pointer(9, 4)),
				batch_revoked: Some(BatchRevocation {
					reason: RevocationReason::KeyCompromise,
					at: time(5),
					successor: Some(Root([8; 32])),
				}),
			},
			issued_at: time(4),
			valid_until: Some(time(6)),
			institution: Issuer {
				id: InstitutionId(2),
				profile: Profile {
					name: "Universität \"Beispiel\"".as_bytes().to_vec().try_into().unwrap(),
					uri: b"https://uni.example".to_vec().try_into().unwrap(),
					country: *b"DE",
				},
				state: InstitutionState::Suspended { since: time(7) },
			},
			credential_type: TypeSummary {
				id: TypeId(1),
				owner: None,
				definition: TypeDefinition {
					kind: TypeKind::MicroCredential,
					content_hash: [5; 32],
					uri: b"https://uni.example/type/1".to_vec().try_into().unwrap(),
					level: Some(6),
					workload: Some(250),
					default_validity: Some(86_400_000),
				},
				state: TypeState::Active,
			},
			accreditation: AccreditationSummary {
				id: AccreditationId(3),
				since: time(6),
				former: Some(FormerGrant {
					id: AccreditationId(2),
					loss: Loss::Withdrawn,
					anchored: AccreditationId(1),
					voided: true,
				}),
				then: false,
				now: false,
				path: path(),
			},
			document_key: Some(document_key(3)),
			custodial_change: Some(custodial_change()),
			reissue: Some(reissue()),
		}),
	}
}

/// Returns an accreditation with a scope of two types, or of any type for number 1.
pub(crate) fn accreditation(id: AccreditationId) -> AccreditationView {
	let scope = match id.0 {
		1 => Scope::Any,
		_ => Scope::Types(BTreeSet::from([TypeId(1), TypeId(4)]).try_into().unwrap()),
	};
	AccreditationView {
		id,
		holder: InstitutionId(2),
		grantor: Grantor::Council,
		terms: Terms {
			scope,
			rights: Rights { attest: true, delegation: 0 },
			valid_from: time(1),
			valid_until: time(1_000_000),
		},
		state: AccreditationState::Suspended { since: time(5), by_council: true },
		offered_at: time(2),
		accepted_at: Some(time(3)),
		path: path(),
		lapse: (id.0 != 1).then_some((AccreditationId(1), Lapse::NotYetValid)),
	}
}
