// SPDX-License-Identifier: Apache-2.0

//! The methods are the same in the trait, in [`SIGNATURES`] and in what is published for
//! polkadot.js.

use super::mock::Node;
use crate::{Signature, SIGNATURES};
use serde_json::{json, Map, Value};
use std::collections::BTreeSet;

fn definitions() -> Value {
	let text = include_str!("../../../../../docs/polkadot-js/definitions.json");
	serde_json::from_str(text).unwrap()
}

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

/// A parameter that is not what any method takes, to see which name the error calls it by.
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
	let node = Node::archive();
	for signature in SIGNATURES {
		let valid = Node::valid(&signature);
		let answer = node.ask(signature.method, json!(valid)).await.unwrap();
		let named = signature.params.iter().map(|name| name.to_string());
		let named: Map<String, Value> = named.zip(valid.clone()).collect();
		assert_eq!(node.ask(signature.method, json!(named)).await.unwrap(), answer);
		// Without those that may be left out, of which only some change the answer.
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

#[test]
fn the_published_definitions_are_those_of_the_methods() {
	let definitions = definitions();
	let published = definitions["rpc"]["credentials"].as_object().unwrap();
	let methods: BTreeSet<_> = published.keys().map(|name| format!("credentials_{name}")).collect();
	assert_eq!(methods, SIGNATURES.iter().map(|it| it.method.to_owned()).collect());
	for signature in SIGNATURES {
		let name = signature.method.trim_start_matches("credentials_");
		let params = published[name]["params"].as_array().unwrap();
		let names: Vec<_> = params.iter().map(|it| it["name"].as_str().unwrap()).collect();
		assert_eq!(names, signature.params, "{name}");
		for (place, param) in params.iter().enumerate() {
			let optional = param["isOptional"].as_bool().unwrap_or(false);
			assert_eq!(optional, place >= signature.required, "{name}: {param}");
			let kind = param["type"].as_str().unwrap();
			assert_eq!(optional, kind.starts_with("Option<"), "null stands for left out: {param}");
		}
		for member in ["description", "type"] {
			assert!(published[name][member].is_string(), "{name}: {member}");
		}
	}
}

#[tokio::test]
async fn the_published_types_are_those_of_the_parameters() {
	let types = &definitions()["types"];
	let reference: BTreeSet<_> =
		types["CredentialsReference"].as_object().unwrap().keys().cloned().collect();
	let expected = super::mock::reference();
	assert_eq!(reference, expected.as_object().unwrap().keys().cloned().collect());
	// polkadot.js writes `at` as an object with the name of the case.
	let node = Node::archive();
	let cases: Vec<_> = types["CredentialsAt"]["_enum"].as_object().unwrap().keys().collect();
	assert_eq!(cases, ["hash", "time"]);
	let by_hash = node.ask("credentials_types", json!([1, 1, { "hash": node.hash(4) }])).await;
	assert_eq!(by_hash.unwrap()["asOf"], node.as_of(4));
}

#[test]
fn the_manual_has_every_method_and_every_code() {
	let manual = include_str!("../../../../../docs/rpc.md");
	for Signature { method, params, required } in SIGNATURES {
		let mark = |place| if place < required { "" } else { "?" };
		let params: Vec<_> = params
			.iter()
			.enumerate()
			.map(|(place, name)| format!("{name}{}", mark(place)))
			.collect();
		let call = format!("`{method}({})`", params.join(", "));
		assert!(manual.contains(&format!("\n## {method}\n\n{call} ")), "{call}");
		assert!(manual.contains(&format!("\"{method}\"")), "an example of {method}");
	}
	for code in [-32602, 9001, 9002, 9003, 9004, 9005, 9006] {
		assert!(manual.contains(&format!("| {code} |")), "{code}");
	}
	for limit in ["1,000", "262,144", "100"] {
		assert!(manual.contains(&format!("| {limit} |")), "{limit}");
	}
}
