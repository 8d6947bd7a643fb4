// SPDX-License-Identifier: Apache-2.0

//! Tests of the refusal of wrong parameters.

use super::{
	api::TOO_MUCH,
	mock::{Node, Refusal},
	samples::reference,
};
use pallet_credentials_rpc_api::SIGNATURES;
use proptest::prelude::*;
use serde_json::{json, Value};
use sp_core::H256;
use std::sync::atomic::Ordering::SeqCst;

async fn verify(references: Value) -> Result<Value, Refusal> {
	Node::archive().ask("credentials_verify", json!([references])).await
}

/// Returns the field and the message of a refusal with the code for malformed parameters.
async fn malformed(method: &str, params: Value) -> (String, String) {
	let refusal = Node::archive().ask(method, params).await.unwrap_err();
	assert_eq!(refusal.code, -32602, "{refusal:?}");
	(refusal.field.unwrap(), refusal.message)
}

#[tokio::test]
async fn each_fault_of_a_reference_is_named() {
	let hash = json!(H256::repeat_byte(1));
	let mut too_long = vec![hash.clone(); 33];
	let fits = too_long[1..].to_vec();
	too_long[32] = json!("not looked at");
	let cases = [
		("institution", json!(-1), ".institution"),
		("institution", json!(1.5), ".institution"),
		("institution", json!(4_294_967_296_u64), ".institution"),
		("institution", json!("1"), ".institution"),
		("institution", json!(null), ".institution"),
		("leaf", json!("0xab"), ".leaf"),
		("leaf", json!(5), ".leaf"),
		("leaf", json!([hash]), ".leaf"),
		("leaf", json!("ab".repeat(32)), ".leaf"),
		("index", json!(3), ".index"),
		("index", json!(4_294_967_295_u64), ".index"),
		("index", json!(true), ".index"),
		("size", json!(0), ".size"),
		("size", json!(1), ".index"),
		("size", json!({}), ".size"),
		("path", json!("0x"), ".path"),
		("path", json!({}), ".path"),
		("path", json!([hash, "0x00"]), ".path[1]"),
		("path", json!([[hash]]), ".path[0]"),
		("path", json!([null]), ".path[0]"),
		("path", json!(too_long), ".path[32]"),
		("signedBy", json!("z6Mk"), ".signedBy"),
		("signedBy", json!(1), ".signedBy"),
		("paths", json!([]), ""),
		("proof", json!(null), ""),
	];
	for (member, value, place) in cases {
		let mut wrong = reference();
		wrong[member] = value.clone();
		let (field, message) =
			malformed("credentials_verify", json!([[reference(), wrong, reference()]])).await;
		assert_eq!(field, format!("references[1]{place}"), "{member}: {value}");
		assert!(message.starts_with(&format!("{field}: ")), "{message}");
		assert!(!message.contains(" at line "), "{message}");
	}
	let mut longest = reference();
	longest["path"] = json!(fits);
	assert!(verify(json!([longest])).await.is_ok());
	longest["path"].as_array_mut().unwrap().push(hash);
	let (field, message) = malformed("credentials_verify", json!([[longest]])).await;
	assert_eq!(field, "references[0].path");
	assert!(message.contains("at most 32 hashes"), "{message}");
}

#[tokio::test]
async fn a_missing_member_is_named() {
	for member in ["institution", "leaf", "index", "size", "path"] {
		let mut wrong = reference();
		wrong.as_object_mut().unwrap().remove(member);
		let (_, message) = malformed("credentials_verify", json!([[wrong]])).await;
		assert_eq!(message, format!("references[0]: missing field `{member}`"));
	}
}

#[tokio::test]
async fn a_member_given_twice_is_refused() {
	let text = reference().to_string().replacen('{', r#"{"index":0,"#, 1);
	let request =
		format!(r#"{{"jsonrpc":"2.0","id":1,"method":"credentials_verify","params":[[{text}]]}}"#);
	let refusal = Node::archive().ask_raw(&request).await.unwrap_err();
	assert_eq!(refusal.message, "references[0]: duplicate field `index`");
}

#[tokio::test]
async fn escapes_change_nothing() {
	let text = reference().to_string().replace("leaf", r"le\u0061f").replace("0x", r"\u0030x");
	let request =
		format!(r#"{{"jsonrpc":"2.0","id":1,"method":"credentials_verify","params":[[{text}]]}}"#);
	assert!(Node::archive().ask_raw(&request).await.is_ok());
}

#[tokio::test]
async fn references_are_a_list() {
	for wrong in [json!({}), json!("x"), json!(null), json!(1), reference()] {
		let (field, message) = malformed("credentials_verify", json!([wrong])).await;
		assert_eq!(field, "references");
		assert!(message.contains("list"), "{message}");
	}
	for wrong in [json!([[]]), json!([1]), json!([null]), json!(["0x"])] {
		let (field, message) = malformed("credentials_verify", json!([wrong])).await;
		assert_eq!(field, "references[0]");
		assert!(message.contains("institution, leaf, index, size and path"), "{message}");
	}
	assert_eq!(verify(json!([])).await, Ok(json!([])));
}

#[tokio::test]
async fn too_many_references_are_refused_before_any_is_read() {
	let node = Node::archive();
	let most = verify(json!(vec![reference(); 1_000])).await.unwrap();
	assert_eq!(most.as_array().unwrap().len(), 1_000);
	for many in [json!(vec![reference(); 1_001]), json!(vec![0; 1_000_000])] {
		let refusal = node.ask("credentials_verify", json!([many])).await.unwrap_err();
		assert_eq!((refusal.code, refusal.field.as_deref()), (9006, Some("references")));
		assert!(refusal.message.contains("limit of 1000"), "{}", refusal.message);
	}
	assert_eq!(node.behavior.calls.load(SeqCst), 0);
}

#[tokio::test]
async fn each_fault_of_at_is_named() {
	let hash = H256::repeat_byte(1);
	let cases = [
		(json!(5), "at"),
		(json!([]), "at"),
		(json!(true), "at"),
		(json!("latest"), "at"),
		(json!("0x01"), "at"),
		(json!({}), "at"),
		(json!({ "number": 5 }), "at"),
		(json!({ "time": "2026-03-01T00:00:00Z", "hash": hash }), "at"),
		(json!({ "time": "2026-03-01" }), "at.time"),
		(json!({ "time": 1_772_323_200 }), "at.time"),
		(json!({ "time": null }), "at.time"),
		(json!({ "hash": "0x01" }), "at.hash"),
	];
	for (at, place) in cases {
		let (field, message) = malformed("credentials_institution", json!([1, at])).await;
		assert_eq!(field, place, "{at}");
		assert!(message.starts_with(&format!("{place}: ")), "{message}");
	}
}

#[tokio::test]
async fn ranges_and_pages_are_checked() {
	let node = Node::archive();
	let root = json!(H256::zero());
	let label = json!("0x07070707070707070707070707070707");
	let statuses = |from: Value, count: Value| json!([1, root, from, count]);
	let cases = [
		("credentials_statuses", statuses(json!(255), json!(1)), -32602, "from"),
		("credentials_statuses", statuses(json!(-1), json!(1)), -32602, "from"),
		("credentials_statuses", statuses(json!(0), json!(0)), -32602, "count"),
		("credentials_statuses", statuses(json!(0), json!(262_145)), 9006, "count"),
		("credentials_statuses", json!([1, "0x", 0, 1]), -32602, "root"),
		("credentials_issuers", json!([null, null, 0]), -32602, "limit"),
		("credentials_issuers", json!([null, null, 101]), 9006, "limit"),
		("credentials_issuers", json!(["x"]), -32602, "type"),
		("credentials_types", json!(["x"]), -32602, "from"),
		("credentials_types", json!([null, 4_294_967_295_u64]), 9006, "limit"),
		("credentials_types", json!([TOO_MUCH, 100]), 9006, "limit"),
		("credentials_batches", json!([1, 256]), -32602, "from"),
		("credentials_batches", json!([1, "0x"]), -32602, "from"),
		("credentials_batches", json!([1, null, 0]), -32602, "limit"),
		("credentials_batches", json!([1, null, 101]), 9006, "limit"),
		("credentials_accreditationsGiven", json!([null]), -32602, "institution"),
		("credentials_accreditationsGiven", json!([1, root]), -32602, "from"),
		("credentials_accreditationsGiven", json!([1, 1, 0]), -32602, "limit"),
		("credentials_accreditationsGiven", json!([1, 1, 101]), 9006, "limit"),
		("credentials_documentKeys", json!([null]), -32602, "institution"),
		("credentials_documentKeys", json!([1, root]), -32602, "from"),
		("credentials_documentKeys", json!([1, 1, 0]), -32602, "limit"),
		("credentials_documentKeys", json!([1, 1, 101]), 9006, "limit"),
		("credentials_statusList", json!([1, root]), -32602, "label"),
		("credentials_statusList", json!([1, "0x"]), -32602, "label"),
		("credentials_statusList", json!([1, label, 1]), -32602, "from"),
		("credentials_statusList", json!([1, label, -1]), -32602, "from"),
		("credentials_statusList", json!([1, label, 0, 0]), -32602, "limit"),
		("credentials_statusList", json!([1, label, 0, 101]), 9006, "limit"),
	];
	for (method, params, code, field) in cases {
		let refusal = node.ask(method, params.clone()).await.unwrap_err();
		assert_eq!((refusal.code, refusal.field.as_deref()), (code, Some(field)), "{params}");
	}
	let longest = statuses(json!(0), json!(262_144));
	assert!(node.ask("credentials_statuses", longest).await.is_ok());
}

#[tokio::test]
async fn a_hostile_value_is_not_repeated_at_length() {
	let long = "x".repeat(1_000_000);
	for params in [json!([[{ &long: 1 }]]), json!([[{ "leaf": long }]]), json!([[], long])] {
		let refusal = Node::archive().ask("credentials_verify", params).await.unwrap_err();
		assert_eq!(refusal.code, -32602);
		assert!(refusal.message.len() < 500, "{} bytes", refusal.message.len());
	}
	let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
	let request =
		format!(r#"{{"jsonrpc":"2.0","id":1,"method":"credentials_verify","params":[{deep}]}}"#);
	assert_eq!(Node::archive().ask_raw(&request).await.unwrap_err().code, -32602);
}

/// Generates JSON that is not too large.
fn any_json() -> impl Strategy<Value = Value> {
	let leaf = prop_oneof![
		Just(Value::Null),
		any::<bool>().prop_map(Value::from),
		any::<i64>().prop_map(Value::from),
		any::<f64>().prop_map(|float| json!(float)),
		".{0,20}".prop_map(Value::from),
		"0x[0-9a-f]{64}".prop_map(Value::from),
		Just(reference()),
	];
	let name = prop_oneof![
		"institution",
		"leaf",
		"index",
		"size",
		"path",
		"signedBy",
		"time",
		"hash",
		".{0,9}"
	];
	leaf.prop_recursive(4, 40, 6, move |inner| {
		prop_oneof![
			prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
			prop::collection::hash_map(name.clone(), inner, 0..6)
				.prop_map(|map| Value::Object(map.into_iter().collect())),
		]
	})
}

proptest! {
	#[test]
	fn whatever_is_asked_is_answered_or_refused_in_words(
		method in 0..SIGNATURES.len(),
		params in prop::collection::vec(any_json(), 0..6),
	) {
		let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
		let method = SIGNATURES[method].method;
		if let Err(refusal) = runtime.block_on(Node::archive().ask(method, json!(params))) {
			prop_assert!(refusal.code == -32602 || (9002..=9010).contains(&refusal.code));
			prop_assert!(refusal.message.len() < 1_000);
		}
	}
}
