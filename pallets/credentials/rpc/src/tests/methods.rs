// SPDX-License-Identifier: Apache-2.0

//! Tests of the answers of all methods other than `verify` and `accreditation`.

use super::mock::Node;
use crate::{params::Range, statuses::cut};
use proptest::prelude::*;
use serde_json::{json, Value};
use sp_core::H256;
use testamur_primitives::{
	hash::Software,
	status::{chunk_of, StatusChunk},
	views::Statuses,
	InstitutionId, PublicKey, Root,
};

#[tokio::test]
async fn an_institution_has_the_documented_shape() {
	let node = Node::archive();
	let expected = json!({
		"id": 2,
		"name": "Universität Beispiel",
		"uri": "https://uni.example",
		"country": "DE",
		"admin": "5C7LYpP2ZH3tpKbvVvwiVe54AapxErdPBbvkYhe6y9ZBkqWt",
		"state": "closed",
		"since": "2026-03-01T00:00:12.000Z",
		"registeredAt": "2026-03-01T00:00:03.000Z",
		"allowance": 1000,
		"operators": 2,
		"dualAuthorization": false,
		"custody": {
			"custodian": 5,
			"since": "2026-03-01T00:00:15.000Z",
			"until": "2026-04-04T17:20:00.000Z",
			"statusChanges": 7,
			"reissues": 3,
		},
		"accreditations": [3, 8],
		"asOf": node.as_of(9),
	});
	assert_eq!(node.ask("credentials_institution", json!([2])).await.unwrap(), expected);
	assert_eq!(node.ask("credentials_institution", json!([10])).await.unwrap(), Value::Null);
}

fn type_json(id: u32) -> Value {
	json!({
		"id": id,
		"owner": 2,
		"kind": "microCredential",
		"contentHash": H256::repeat_byte(5),
		"uri": "https://uni.example/type/1",
		"level": 6,
		"workload": 250,
		"defaultValidity": null,
		"state": "retired",
		"registeredAt": "2026-03-01T00:00:03.000Z",
		"retiredAt": "2026-03-01T00:00:15.000Z",
	})
}

#[tokio::test]
async fn a_type_has_the_documented_shape() {
	let node = Node::archive();
	let mut expected = type_json(1);
	expected["asOf"] = node.as_of(9);
	assert_eq!(node.ask("credentials_type", json!([1])).await.unwrap(), expected);
	assert_eq!(node.ask("credentials_type", json!([10])).await.unwrap(), Value::Null);
}

fn revocation_json() -> Value {
	json!({
		"reason": "keyCompromise",
		"at": "2026-03-01T00:00:09.000Z",
		"successor": H256::repeat_byte(6),
	})
}

#[tokio::test]
async fn a_batch_has_the_documented_shape() {
	let node = Node::archive();
	let root = json!(H256::repeat_byte(7));
	let expected = json!({
		"institution": 2,
		"root": root,
		"accreditation": 2,
		"type": 1,
		"size": 2,
		"issuedAt": "2026-03-01T00:00:06.000Z",
		"validUntil": null,
		"revoked": revocation_json(),
		"attestedAgain": null,
		"asOf": node.as_of(9),
	});
	assert_eq!(node.ask("credentials_batch", json!([2, root])).await.unwrap(), expected);
	assert_eq!(node.ask("credentials_batch", json!([99, root])).await.unwrap(), Value::Null);
}

#[tokio::test]
async fn statuses_have_the_documented_shape() {
	let node = Node::archive();
	let root = json!(H256::repeat_byte(7));
	let mut expected = json!({
		"institution": 7,
		"root": root,
		"size": 7,
		"from": 0,
		"count": 7,
		// The codes are 0 to 6 in the order of places, and there is no eighth.
		"statuses": "0x10325406",
		"revoked": revocation_json(),
		"asOf": node.as_of(9),
	});
	let ask = |params: Value| node.ask("credentials_statuses", params);
	assert_eq!(ask(json!([7, root, 0, 1_000])).await.unwrap(), expected);
	expected["count"] = json!(4);
	expected["statuses"] = json!("0x1032");
	assert_eq!(ask(json!([7, root, 0, 4])).await.unwrap(), expected);
	expected["from"] = json!(256);
	expected["count"] = json!(0);
	expected["statuses"] = json!("0x");
	assert_eq!(ask(json!([7, root, 256, 1])).await.unwrap(), expected);
	assert_eq!(ask(json!([99, root, 0, 1])).await.unwrap(), Value::Null);
}

#[test]
fn fewer_statuses_than_asked_for_are_no_answer() {
	let range = Range { from: 0, count: 257 };
	let found = Statuses { batch: super::api::batch(300), chunks: vec![StatusChunk::default()] };
	assert!(cut(InstitutionId(1), Root([0; 32]), range, &found).is_err());
}

proptest! {
	#[test]
	fn a_status_is_found_where_the_manual_says(
		size in 1_u32..2_000,
		first in 0_u32..8,
		count in 1_u32..2_000,
		seed: [u8; 16],
	) {
		let from = first * 256;
		let code = |index: u32| seed[index as usize % 16] & 0x0f;
		let wanted = count.div_ceil(256);
		let chunks = (first..first + wanted).map(|chunk| {
			let mut bytes = [0; 128];
			for place in 0..256 {
				let index = chunk * 256 + place;
				if index < size {
					bytes[place as usize / 2] |= code(index) << (4 * (place % 2));
				}
			}
			StatusChunk(bytes)
		});
		let found = Statuses { batch: super::api::batch(size), chunks: chunks.collect() };
		let range = Range { from, count };
		let answer = cut(InstitutionId(1), Root([0; 32]), range, &found).unwrap();
		prop_assert_eq!(answer.count, count.min(size.saturating_sub(from)));
		let digits: Vec<u8> = answer.statuses[2..]
			.bytes()
			.map(|digit| (digit as char).to_digit(16).unwrap() as u8)
			.collect();
		prop_assert_eq!(digits.len() as u32, answer.count.div_ceil(2) * 2);
		for (place, _) in digits.iter().enumerate() {
			// The low nibble is the second digit of a byte.
			let digit = digits[place ^ 1];
			let index = from + place as u32;
			let expected = if (place as u32) < answer.count { code(index) } else { 0 };
			prop_assert_eq!(digit, expected, "place {}", place);
			if (place as u32) < answer.count {
				let (chunk, within) = chunk_of(index);
				prop_assert_eq!(found.chunks[(chunk - first) as usize].code(within), digit);
			}
		}
	}
}

#[tokio::test]
async fn issuers_are_institutions_in_pages() {
	let node = Node::archive();
	let answer = node.ask("credentials_issuers", json!([])).await.unwrap();
	assert_eq!(answer["next"], Value::Null);
	assert_eq!(answer["asOf"], node.as_of(9));
	let items = answer["items"].as_array().unwrap();
	assert_eq!(items.len(), 2);
	let mut institution = node.ask("credentials_institution", json!([1])).await.unwrap();
	institution.as_object_mut().unwrap().remove("asOf");
	institution["accreditations"] = json!([3]);
	assert_eq!(items[0], institution);
	let one = node.ask("credentials_issuers", json!([1, 5, 1])).await.unwrap();
	assert_eq!(one["items"].as_array().unwrap().len(), 1);
	assert_eq!(one["items"][0]["id"], json!(5));
}

#[tokio::test]
async fn types_are_in_pages() {
	let node = Node::archive();
	let answer = node.ask("credentials_types", json!([3, 50])).await.unwrap();
	let expected = json!({
		"items": [type_json(3), type_json(4)],
		"next": 5,
		"asOf": node.as_of(9),
	});
	assert_eq!(answer, expected);
}

#[tokio::test]
async fn batches_are_in_pages_that_begin_at_a_root() {
	let node = Node::archive();
	let root = |n| json!(H256::repeat_byte(n));
	let batch = |n| {
		json!({
			"institution": 2,
			"root": root(n),
			"accreditation": 2,
			"type": 1,
			"size": 2,
			"issuedAt": "2026-03-01T00:00:06.000Z",
			"validUntil": null,
			"attestedAgain": null,
			"revoked": revocation_json(),
		})
	};
	let answer = node.ask("credentials_batches", json!([2])).await.unwrap();
	let expected = json!({
		"items": [batch(1), batch(2)],
		"next": root(9),
		"asOf": node.as_of(9),
	});
	assert_eq!(answer, expected);
	let answer = node.ask("credentials_batches", json!([2, root(5), 1])).await.unwrap();
	assert_eq!(answer["items"], json!([batch(5)]));
	assert_eq!(node.ask("credentials_batches", json!([10])).await.unwrap(), Value::Null);
}

#[tokio::test]
async fn accreditations_given_are_in_pages() {
	let node = Node::archive();
	let ask = |params: Value| node.ask("credentials_accreditationsGiven", params);
	let answer = ask(json!([2, 3])).await.unwrap();
	assert_eq!(answer["next"], json!(8));
	assert_eq!(answer["asOf"], node.as_of(9));
	let mut third = node.ask("credentials_accreditation", json!([3])).await.unwrap();
	third.as_object_mut().unwrap().remove("asOf");
	assert_eq!(answer["items"][0], third);
	assert_eq!(answer["items"].as_array().unwrap().len(), 2);
	assert_eq!(ask(json!([2, null, 1])).await.unwrap()["items"][0]["id"], json!(1));
	assert_eq!(ask(json!([10])).await.unwrap(), Value::Null);
}

#[tokio::test]
async fn document_keys_are_in_pages() {
	let node = Node::archive();
	let key = |number: u8| {
		let key = PublicKey::Ed25519([number; 32]).to_string();
		assert!(key.starts_with("z6Mk"), "{key}");
		json!({
			"key": key,
			"number": number,
			"purpose": "credentials",
			"since": "2026-03-01T00:00:03.000Z",
			"until": "2026-03-01T00:00:21.000Z",
			"compromisedSince": "2026-03-01T00:00:15.000Z",
		})
	};
	let ask = |params: Value| node.ask("credentials_documentKeys", params);
	let expected = json!({ "items": [key(3), key(4)], "next": 8, "asOf": node.as_of(9) });
	assert_eq!(ask(json!([2, 3])).await.unwrap(), expected);
	assert_eq!(ask(json!([2, null, 1])).await.unwrap()["items"], json!([key(1)]));
	assert_eq!(ask(json!([10])).await.unwrap(), Value::Null);
}

#[tokio::test]
async fn a_status_list_is_in_pages_that_begin_at_a_place() {
	let node = Node::archive();
	let label = json!("0xabababababababababababababababab");
	let ask = |params: Value| node.ask("credentials_statusList", params);
	let part = |start, n| json!({ "start": start, "root": H256::repeat_byte(n), "size": 256 });
	let mut expected = json!({
		"institution": 2,
		"label": label,
		"end": 1_024,
		"items": [part(0, 0), part(256, 1)],
		"next": 512,
		"asOf": node.as_of(9),
	});
	assert_eq!(ask(json!([2, label])).await.unwrap(), expected);
	expected["items"] = json!([part(512, 0)]);
	expected["next"] = json!(1_024);
	assert_eq!(ask(json!([2, label, 512, 1])).await.unwrap(), expected);
	assert_eq!(ask(json!([10, label])).await.unwrap(), Value::Null);
	let refusal = ask(json!([2, label, 5])).await.unwrap_err();
	assert_eq!((refusal.code, refusal.field.as_deref()), (-32602, Some("from")));
}

#[tokio::test]
async fn a_log_has_the_documented_shape() {
	let node = Node::archive();
	let log = super::api::log(5);
	let expected = json!({
		"institution": null,
		"size": 5,
		"root": H256(log.root::<Software>().0),
		"peaks": log.peaks().iter().map(|peak| H256(peak.0)).collect::<Vec<_>>(),
		"asOf": node.as_of(9),
	});
	assert_eq!(expected["peaks"].as_array().unwrap().len(), 2);
	assert_eq!(node.ask("credentials_log", json!([])).await.unwrap(), expected);
	let of_one = node.ask("credentials_log", json!([1])).await.unwrap();
	assert_eq!((&of_one["institution"], &of_one["size"]), (&json!(1), &json!(1)));
	assert_eq!(of_one["root"], json!(H256::zero()), "the root of one leaf is the leaf");
	assert_eq!(node.ask("credentials_log", json!([10])).await.unwrap(), Value::Null);
}

#[tokio::test]
async fn an_authorization_names_the_grant() {
	let node = Node::archive();
	let yes = json!({ "authorized": true, "accreditation": 3, "asOf": node.as_of(9) });
	assert_eq!(node.ask("credentials_isAuthorized", json!([2, 1])).await.unwrap(), yes);
	let no = json!({ "authorized": false, "accreditation": null, "asOf": node.as_of(9) });
	assert_eq!(node.ask("credentials_isAuthorized", json!([77, 1])).await.unwrap(), no);
}
