// SPDX-License-Identifier: Apache-2.0

//! Tests of references, as a client writes them and a server reads them.

use super::samples::{reference, signed_reference};
use crate::{
	params::Param,
	reference::{Reference, References},
	Error,
};
use serde_json::{json, Value};
use testamur_primitives::limits::MAX_REFERENCES;

#[test]
fn a_reference_is_written_as_it_is_read() {
	for written in [reference(), signed_reference()] {
		let read: Reference = serde_json::from_value(written.clone()).unwrap();
		assert_eq!(json!(read), written);
		let text = written.to_string();
		let read: Reference = serde_json::from_str(&text).unwrap();
		assert_eq!(json!(read), written);
	}
}

/// Checks that clients with a fixed shape of references may write that no key is asked about.
#[test]
fn a_key_that_is_null_is_none() {
	let mut written = reference();
	written["signedBy"] = Value::Null;
	let Reference(read) = serde_json::from_value(written).unwrap();
	assert_eq!(read.signed_by, None);
	assert_eq!(json!(Reference(read)), reference());
}

#[test]
fn a_key_that_is_none_is_an_error_that_names_it_and_says_why() {
	let refused = |key: Value| {
		let mut wrong = signed_reference();
		wrong["signedBy"] = key;
		let param: Param<References> = serde_json::from_value(json!([reference(), wrong])).unwrap();
		let Err(Error::Malformed { field, problem }) = param.read_references() else {
			panic!("it was read");
		};
		assert_eq!(field, "references[1].signedBy");
		problem
	};
	let right = signed_reference()["signedBy"].as_str().unwrap().to_owned();
	for (key, reason) in [
		(json!(right[1..]), "begins with `z`"),
		(json!(""), "begins with `z`"),
		(json!(format!("u{}", &right[1..])), "begins with `z`"),
		(json!(format!("did:key:{right}")), "begins with `z`"),
		(json!(format!("{right}0")), "no digit of base58btc"),
		(json!(format!("{right}2")), "neither of Ed25519"),
		(json!("z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc"), "neither of Ed25519"),
		(json!("z".repeat(1_000_000)), "fewer or more bytes"),
		(json!(7), "expected a Multikey"),
		(json!({}), "expected a Multikey"),
		(json!([right]), "expected a Multikey"),
		(json!(true), "expected a Multikey"),
	] {
		let problem = refused(key.clone());
		assert!(problem.contains(reason), "{problem}");
	}
}

#[test]
fn a_key_is_stated_once() {
	let text = signed_reference().to_string();
	let twice = text.replacen('{', r#"{"signedBy":null,"#, 1);
	let error = serde_json::from_str::<Reference>(&twice).unwrap_err();
	assert!(error.to_string().contains("duplicate field `signedBy`"), "{error}");
}

#[test]
fn as_many_references_are_read_as_a_verification_may_have() {
	let Reference(one) = serde_json::from_value(reference()).unwrap();
	let param = |count: u32| Param::new(&References(vec![one.clone(); count as usize])).unwrap();
	let read = param(MAX_REFERENCES).read_references().unwrap();
	assert_eq!(read, vec![one.clone(); MAX_REFERENCES as usize]);
	let over = Error::OverLimit {
		field: "references".into(),
		requested: u64::from(MAX_REFERENCES) + 1,
		limit: MAX_REFERENCES,
	};
	assert_eq!(param(MAX_REFERENCES + 1).read_references(), Err(over));
}
