// SPDX-License-Identifier: Apache-2.0

//! Tests that the methods are the same in the trait and in [`SIGNATURES`].

use super::{
	mock::{proves, Node},
	voters::Chain,
};
use pallet_credentials_rpc_api::SIGNATURES;
use serde_json::{json, Map, Value};
use std::collections::BTreeSet;

#[test]
fn every_method_has_a_signature() {
	let node = Node::archive();
	let served: BTreeSet<_> = node.rpc.method_names().collect();
	let methods: BTreeSet<_> = node.trait_methods.into_iter().collect();
	let signatures: BTreeSet<_> = SIGNATURES.iter().map(|signature| signature.method).collect();
	assert_eq!(methods, signatures);
	assert_eq!(served, signatures);
	assert_eq!(signatures.len(), SIGNATURES.len());
}

/// A parameter that no method accepts, whose error must name it.
const WRONG: &str = "none";

#[tokio::test]
async fn parameters_have_the_names_and_places_of_their_signature() {
	let node = Node::archive();
	for signature in SIGNATURES {
		let valid = Node::valid(&signature);
		for (place, name) in signature.params.iter().enumerate() {
			let mut params = valid.clone();
			params[place] = json!(WRONG);
			let refusal = node.ask(signature.method, json!(params)).await.unwrap_err();
			assert_eq!((refusal.code, refusal.field.as_deref()), (-32602, Some(*name)));
			assert!(refusal.message.starts_with(&format!("{name}: ")), "{}", refusal.message);

			let named = signature.params.iter().map(|name| name.to_string());
			let named: Map<String, Value> = named.zip(params).collect();
			let by_name = node.ask(signature.method, json!(named)).await.unwrap_err();
			assert_eq!(by_name, refusal);
		}
	}
}

#[tokio::test]
async fn valid_parameters_are_answered_by_place_and_by_name() {
	let (archive, proving) = (Node::archive(), Chain::default().node());
	for signature in SIGNATURES {
		let node = if proves(&signature) { &proving } else { &archive };
		let valid = Node::valid(&signature);
		let answer = node.ask(signature.method, json!(valid)).await.unwrap();
		let named = signature.params.iter().map(|name| name.to_string());
		let named: Map<String, Value> = named.zip(valid.clone()).collect();
		assert_eq!(node.ask(signature.method, json!(named)).await.unwrap(), answer);
		// Optional parameters may be left out. Only some of them change the answer.
		let required = &valid[..signature.required];
		assert!(node.ask(signature.method, json!(required)).await.is_ok(), "{signature:?}");
	}
}

#[tokio::test]
async fn missing_and_unknown_parameters_are_named() {
	let node = Node::archive();
	for signature in SIGNATURES {
		let valid = Node::valid(&signature);
		if let Some(last) = signature.required.checked_sub(1) {
			let refusal = node.ask(signature.method, json!(&valid[..last])).await.unwrap_err();
			assert_eq!(refusal.message, format!("{}: missing", signature.params[last]));
			let refusal = node.ask(signature.method, json!({})).await.unwrap_err();
			assert_eq!(refusal.message, format!("{}: missing", signature.params[0]));
			let request = format!(r#"{{"jsonrpc":"2.0","id":1,"method":"{}"}}"#, signature.method);
			let refusal = node.ask_raw(&request).await.unwrap_err();
			assert_eq!(refusal.message, format!("{}: missing", signature.params[0]));
		}
		let more = [valid.clone(), vec![json!({ "time": "2026-03-01T00:00:00Z" })]].concat();
		let refusal = node.ask(signature.method, json!(more)).await.unwrap_err();
		assert_eq!((refusal.code, refusal.field.as_deref()), (-32602, Some("params")));

		let named = signature.params.iter().map(|name| name.to_string());
		let mut named: Map<String, Value> = named.zip(valid).collect();
		named.insert("At".into(), json!({ "time": "2026-03-01T00:00:00Z" }));
		let refusal = node.ask(signature.method, json!(named)).await.unwrap_err();
		assert_eq!((refusal.code, refusal.field.as_deref()), (-32602, Some("At")));
	}
}

/// Checks the form in which polkadot.js writes `at`: an object with the name of the case.
#[tokio::test]
async fn a_block_may_be_named_in_an_object() {
	let node = Node::archive();
	let by_hash = node.ask("credentials_types", json!([1, 1, { "hash": node.hash(4) }])).await;
	assert_eq!(by_hash.unwrap()["asOf"], node.as_of(4));
}
