// SPDX-License-Identifier: Apache-2.0

//! Properties of the canonical form and of digests, tried with random values and hostile bytes.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::{
	collection::{btree_set, vec},
	prelude::*,
};
use serde_json::{json, Map, Value};
use testamur_document::{canonical, digest_over, leaf_over, Document, Fault, Salt};
use testamur_primitives::{base64url, Digest};

fn value() -> impl Strategy<Value = Value> {
	let leaf = prop_oneof![
		Just(Value::Null),
		any::<bool>().prop_map(Value::from),
		(-9_007_199_254_740_991i64..=9_007_199_254_740_991).prop_map(Value::from),
		"[\\PC\\n\\t\u{1}\"\\\\]{0,8}"
			.prop_filter("no noncharacter", is_accepted)
			.prop_map(Value::from),
	];
	leaf.prop_recursive(4, 32, 6, |inner| {
		prop_oneof![vec(inner.clone(), 0..6).prop_map(Value::from), object(inner)]
	})
}

fn object(inner: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
	let name = "[\\PC]{0,6}".prop_filter("no noncharacter", is_accepted);
	vec((name, inner), 0..6).prop_map(|members| members.into_iter().collect::<Map<_, _>>().into())
}

#[allow(clippy::ptr_arg, reason = "a filter of proptest takes it like this")]
fn is_accepted(text: &String) -> bool {
	text.chars()
		.map(u32::from)
		.all(|code| !(0xfdd0..=0xfdef).contains(&code) && code & 0xfffe != 0xfffe)
}

/// Checks that a text which is accepted is JSON to another parser, and that one which the other
/// parser accepts is not refused as something else than JSON.
fn assert_like_another_parser(text: &[u8]) {
	let other = serde_json::from_slice::<Value>(text);
	match canonical(text) {
		Ok(form) => {
			assert_eq!(canonical(form.as_bytes()), Ok(form));
			assert!(other.is_ok(), "{other:?}: {}", text.escape_ascii());
		},
		Err(Fault::NotJson | Fault::NotUtf8) => {
			assert!(other.is_err(), "{}", text.escape_ascii());
		},
		Err(_) => (),
	}
}

proptest! {
	#[test]
	fn a_canonical_form_means_the_same_and_has_one_layout(value in object(value())) {
		let mut expected = value.clone();
		expected.as_object_mut().unwrap().remove("proof");
		let form = canonical(value.to_string().as_bytes()).unwrap();
		prop_assert_eq!(&serde_json::from_str::<Value>(&form).unwrap(), &expected);
		let pretty = serde_json::to_string_pretty(&value).unwrap();
		prop_assert_eq!(&canonical(pretty.as_bytes()).unwrap(), &form);
		prop_assert_eq!(canonical(form.as_bytes()).unwrap(), form);
	}

	#[test]
	fn hostile_bytes_are_refused_and_nothing_panics(
		value in object(value()),
		place in any::<prop::sample::Index>(),
		byte in any::<u8>(),
	) {
		let mut text = value.to_string().into_bytes();
		let place = place.index(text.len());
		text[place] = byte;
		assert_like_another_parser(&text);
		let _ = Document::from_json(&text);
		let _ = Document::from_token(&String::from_utf8_lossy(&text));
	}

	#[test]
	fn what_looks_like_json_is_judged_as_another_parser_judges_it(
		value in "[{}\\[\\],:\"\\\\ud8c0-9+.eE \\-tnf]{0,16}",
		number in "-?[0-9]{1,3}(\\.[0-9]{0,3})?([eE][+-]?[0-9]{0,3})?",
		escape in "(\\\\u[dD][89abAB-F][0-9a-f]{2}){1,3}",
	) {
		assert_like_another_parser(format!("{{\"a\":{value}}}").as_bytes());
		assert_like_another_parser(format!("{{\"a\":{number}}}").as_bytes());
		assert_like_another_parser(format!("{{\"a\":\"{escape}\"}}").as_bytes());
	}

	#[test]
	fn random_bytes_do_not_panic(bytes in vec(any::<u8>(), 0..200)) {
		let _ = canonical(&bytes);
		let _ = Document::from_token(&String::from_utf8_lossy(&bytes));
	}

	#[test]
	fn a_proof_changes_no_digest_and_everything_else_does(
		proof in value(),
		salt in any::<[u8; 16]>(),
		number in 0u32..1000,
	) {
		let salt = Salt::new(salt);
		let bare = json!({ "salt": salt.text(), "number": number });
		let mut signed = bare.clone();
		signed["proof"] = proof;
		let mut other = bare.clone();
		other["number"] = (number + 1).into();
		let read = |value: &Value| Document::from_json(value.to_string().as_bytes()).unwrap();
		prop_assert_eq!(read(&bare), read(&signed));
		prop_assert_eq!(read(&bare).salt(), salt);
		prop_assert_ne!(read(&bare).digest(), read(&other).digest());
		let token = format!("e30.{}.c2ln", base64url::encode(bare.to_string().as_bytes()));
		prop_assert_eq!(Document::from_token(&token), Ok(read(&bare)));
	}

	#[test]
	fn base64url_has_one_text_for_one_sequence_of_bytes(
		bytes in vec(any::<u8>(), 0..40),
		text in "[A-Za-z0-9_+/= -]{0,12}",
	) {
		prop_assert_eq!(base64url::decode(&base64url::encode(&bytes)), Some(bytes));
		if let Some(decoded) = base64url::decode(&text) {
			prop_assert_eq!(base64url::encode(&decoded), text);
		}
	}

	#[test]
	fn every_envelope_leads_to_the_same_leaf_and_no_other_order_does(
		digests in btree_set(any::<[u8; 32]>(), 2..=8),
		first in any::<prop::sample::Index>(),
		second in any::<prop::sample::Index>(),
	) {
		let digests: Vec<Digest> = digests.into_iter().map(Digest).collect();
		let leaf = digest_over(&digests).unwrap().leaf();
		for own in &digests {
			let others: Vec<Digest> = digests.iter().copied().filter(|other| other != own).collect();
			prop_assert_eq!(leaf_over(*own, &others), Ok(leaf));
			prop_assert_ne!(leaf_over(*own, &others[1..]), Ok(leaf));
		}
		let (first, second) = (first.index(digests.len()), second.index(digests.len()));
		let mut swapped = digests;
		swapped.swap(first, second);
		let expected = if first == second { None } else { Some(Fault::DigestsOutOfOrder) };
		prop_assert_eq!(digest_over(&swapped).err(), expected);
	}
}

#[test]
fn deep_nesting_ends_in_a_fault() {
	for (open, fault) in [("[", Fault::TooDeep), ("{\"a\":", Fault::TooDeep)] {
		assert_eq!(canonical(open.repeat(1_000_000).as_bytes()), Err(fault));
	}
}
