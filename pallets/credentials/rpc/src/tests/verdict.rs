// SPDX-License-Identifier: Apache-2.0

//! The shape of a verdict and of an accreditation, word by word.

use super::mock::{reference, time, Node};
use crate::json::{Dated, Verdict as Json};
use pallet_credentials_runtime_api::AccreditationView;
use serde_json::{json, Value};
use std::collections::BTreeSet;
use testamur_primitives::{
	limits::{MAX_NAME, MAX_PATH, MAX_REFERENCES, MAX_URI},
	records::Profile,
	verdict::{
		AccreditationSummary, Findings, Issuer, Outcome, PathStep, Reason, StatusSummary,
		TypeSummary, Verdict,
	},
	AccreditationId, AccreditationState, CredentialPointer, Grantor, InstitutionId,
	InstitutionState, Lapse, RevocationReason, Rights, Root, Scope, Status, Terms, TypeDefinition,
	TypeId, TypeKind, TypeState,
};

fn path() -> Vec<PathStep> {
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

/// The path as it must look.
fn path_json() -> Value {
	json!([
		{
			"id": 3,
			"holder": 2,
			"grantor": { "institution": 1, "accreditation": 1 },
			"state": "active",
			"since": null,
			"voidFrom": null,
			"validFrom": "2026-03-01T00:00:03.000Z",
			"validUntil": "9999-12-31T23:59:59.999Z",
			"lapse": null,
		},
		{
			"id": 1,
			"holder": 1,
			"grantor": { "council": true },
			"state": "withdrawn",
			"since": "2026-03-01T00:00:24.000Z",
			"voidFrom": "2026-03-01T00:00:09.000Z",
			"validFrom": "2026-03-01T00:00:03.000Z",
			"validUntil": "9999-12-31T23:59:59.999Z",
			"lapse": "withdrawn",
		},
	])
}

/// A verdict in which as much as possible is set.
pub(super) fn full_verdict() -> Verdict {
	Verdict {
		outcome: Outcome::Invalid,
		reasons: vec![Reason::Revoked, Reason::Expired, Reason::Voided],
		findings: Some(Findings {
			status: StatusSummary {
				status: Status::Revoked(RevocationReason::RequirementsNotMet),
				successor: Some(CredentialPointer {
					institution: InstitutionId(2),
					root: Root([9; 32]),
					index: 4,
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
				then: false,
				now: false,
				path: path(),
			},
		}),
	}
}

pub(super) fn accreditation(id: AccreditationId) -> AccreditationView {
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
		state: AccreditationState::Suspended { since: time(5) },
		offered_at: time(2),
		accepted_at: Some(time(3)),
		path: path(),
		lapse: (id.0 != 1).then_some((AccreditationId(1), Lapse::NotYetValid)),
	}
}

/// The answer to a verification as text, the order of members included.
const FULL_VERDICT: &str = include_str!("verdict.golden.json");

#[test]
fn a_full_verdict_has_the_documented_shape() {
	let as_of = serde_json::from_value(Node::archive().as_of(9)).unwrap();
	let verdict = Dated { answer: Json::from(full_verdict()), as_of };
	assert_eq!(serde_json::to_string_pretty(&verdict).unwrap(), FULL_VERDICT.trim_end());
}

#[tokio::test]
async fn a_full_verdict_is_what_a_verification_returns() {
	let answer = Node::archive().ask("credentials_verify", json!([[reference()]])).await.unwrap();
	let expected: Value = serde_json::from_str(FULL_VERDICT).unwrap();
	assert_eq!(answer, json!([expected]));
}

#[tokio::test]
async fn a_verdict_of_not_anchored_says_nothing_else() {
	let node = Node::archive();
	let mut strange = reference();
	strange["institution"] = json!(7);
	let answer = node.ask("credentials_verify", json!([[strange, reference()]])).await.unwrap();
	let expected = json!({
		"outcome": "invalid",
		"reasons": ["notAnchored"],
		"status": null,
		"issuedAt": null,
		"validUntil": null,
		"institution": null,
		"type": null,
		"accreditation": null,
		"asOf": node.as_of(9),
	});
	assert_eq!(answer[0], expected);
	assert_eq!(answer[1]["reasons"], json!(["revoked", "expired", "voided"]), "order is kept");
}

#[tokio::test]
async fn an_accreditation_has_the_documented_shape() {
	let node = Node::archive();
	let mut expected = json!({
		"id": 3,
		"holder": 2,
		"grantor": { "council": true },
		"scope": [1, 4],
		"rights": { "attest": true, "delegation": 0 },
		"validFrom": "2026-03-01T00:00:03.000Z",
		"validUntil": "2026-04-04T17:20:00.000Z",
		"state": "suspended",
		"since": "2026-03-01T00:00:15.000Z",
		"voidFrom": null,
		"offeredAt": "2026-03-01T00:00:06.000Z",
		"acceptedAt": "2026-03-01T00:00:09.000Z",
		"inForce": false,
		"lapse": { "accreditation": 1, "reason": "notYetValid" },
		"path": path_json(),
		"asOf": node.as_of(9),
	});
	assert_eq!(node.ask("credentials_accreditation", json!([3])).await.unwrap(), expected);
	expected["id"] = json!(1);
	expected["scope"] = json!("any");
	expected["inForce"] = json!(true);
	expected["lapse"] = json!(null);
	assert_eq!(node.ask("credentials_accreditation", json!([1])).await.unwrap(), expected);
	assert_eq!(node.ask("credentials_accreditation", json!([10])).await.unwrap(), json!(null));
}

#[test]
fn what_is_written_is_read_by_a_client() {
	let as_of: crate::json::AsOf = serde_json::from_value(Node::archive().as_of(0)).unwrap();
	let verdict = Dated { answer: Json::from(full_verdict()), as_of };
	let text = serde_json::to_string(&verdict).unwrap();
	let read: Dated<Json> = serde_json::from_str(&text).unwrap();
	assert_eq!(serde_json::to_string(&read).unwrap(), text);
}

/// A server answers with 15 MB at the most, unless it is told otherwise.
#[test]
fn the_longest_answer_fits_the_server_limit() {
	const SERVER_LIMIT: usize = 15 * 1024 * 1024;
	let mut verdict = full_verdict();
	let findings = verdict.findings.as_mut().unwrap();
	// Each of these is written as six characters.
	findings.institution.profile.name = vec![1; MAX_NAME as usize].try_into().unwrap();
	let uri = vec![1; MAX_URI as usize];
	findings.institution.profile.uri = uri.clone().try_into().unwrap();
	findings.credential_type.definition.uri = uri.try_into().unwrap();
	findings.accreditation.path = path().into_iter().cycle().take(MAX_PATH as usize).collect();
	let as_of = serde_json::from_value(Node::archive().as_of(1)).unwrap();
	let length = serde_json::to_string(&Dated { answer: Json::from(verdict), as_of })
		.unwrap()
		.len();
	assert!((length + 1) * (MAX_REFERENCES as usize) < SERVER_LIMIT, "{length} bytes each");
}
