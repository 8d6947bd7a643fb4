// SPDX-License-Identifier: Apache-2.0

//! Tests of verdicts and accreditations, as the server returns them.

use super::{mock::Node, samples::reference};
use serde_json::{json, Value};

/// Returns the path of the samples in JSON.
fn path_json() -> Value {
	json!([
		{
			"id": 3,
			"holder": 2,
			"grantor": { "institution": 1, "accreditation": 1 },
			"state": "active",
			"since": null,
			"suspendedBy": null,
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
			"suspendedBy": null,
			"voidFrom": "2026-03-01T00:00:09.000Z",
			"validFrom": "2026-03-01T00:00:03.000Z",
			"validUntil": "9999-12-31T23:59:59.999Z",
			"lapse": "withdrawn",
		},
	])
}

/// The answer to a verification, whose exact text the tests of the contract check.
const FULL_VERDICT: &str = include_str!("../../../rpc-api/src/tests/verdict.golden.json");

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
		"documentKey": null,
		"custodialChange": null,
		"reissue": null,
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
		"suspendedBy": "council",
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
