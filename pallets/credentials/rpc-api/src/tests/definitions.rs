// SPDX-License-Identifier: Apache-2.0

//! Tests that the methods are the same in [`SIGNATURES`], in the manual, and in the definitions for
//! polkadot.js.

use super::samples::signed_reference;
use crate::{Signature, SIGNATURES};
use serde_json::Value;
use std::collections::BTreeSet;

fn definitions() -> Value {
	let text = include_str!("../../../../../docs/polkadot-js/definitions.json");
	serde_json::from_str(text).unwrap()
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
			assert_eq!(optional, kind.starts_with("Option<"), "null means left out: {param}");
		}
		for member in ["description", "type"] {
			assert!(published[name][member].is_string(), "{name}: {member}");
		}
	}
}

#[test]
fn the_published_types_are_those_of_the_parameters() {
	let types = &definitions()["types"];
	let names =
		|value: &Value| -> BTreeSet<_> { value.as_object().unwrap().keys().cloned().collect() };
	assert_eq!(names(&types["CredentialsReference"]), names(&signed_reference()));
	let cases = ["hash", "time"].map(String::from);
	assert_eq!(names(&types["CredentialsAt"]["_enum"]), BTreeSet::from(cases));
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
	for code in [-32602, 9001, 9002, 9003, 9004, 9005, 9006, 9007, 9008, 9009, 9010] {
		assert!(manual.contains(&format!("| {code} |")), "{code}");
	}
	for limit in ["1,000", "256", "262,144", "100"] {
		assert!(manual.contains(&format!("| {limit} |")), "{limit}");
	}
}
