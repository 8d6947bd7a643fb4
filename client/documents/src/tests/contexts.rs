// SPDX-License-Identifier: Apache-2.0

//! Tests of the contexts that are shipped.

use crate::contexts::{ContextFault, Contexts, CREDENTIALS, MICRO_CREDENTIALS, OPEN_BADGES, OWN};
use std::{format, string::String, vec::Vec};
use testamur_document::ijson;

fn fault(contexts: &str) -> Option<ContextFault> {
	let document = format!("{{\"@context\":{contexts}}}");
	let document = ijson::parse_object(document.as_bytes()).unwrap();
	Contexts::shipped().of(&document).err()
}

#[test]
fn every_term_of_the_shipped_contexts_is_understood() {
	let contexts = Contexts::shipped();
	assert_eq!(contexts.unsupported().collect::<Vec<&str>>(), Vec::<&str>::new());
}

#[test]
fn contexts_are_known_and_in_their_order() {
	let list = |names: &[&str]| {
		let names: Vec<String> = names
			.iter()
			.map(|name| if name.starts_with('{') { (*name).into() } else { format!("\"{name}\"") })
			.collect();
		fault(&format!("[{}]", names.join(",")))
	};
	assert_eq!(list(&[CREDENTIALS]), None);
	assert_eq!(list(&[CREDENTIALS, OPEN_BADGES]), None);
	assert_eq!(list(&[CREDENTIALS, OWN]), None);
	assert_eq!(list(&[CREDENTIALS, OPEN_BADGES, OWN]), None);
	assert_eq!(list(&[CREDENTIALS, OPEN_BADGES, OWN, MICRO_CREDENTIALS]), None);
	assert_eq!(list(&[CREDENTIALS, MICRO_CREDENTIALS, OWN]), Some(ContextFault::Order(2)));
	assert_eq!(list(&[]), Some(ContextFault::NotFirst));
	assert_eq!(list(&[OPEN_BADGES, CREDENTIALS]), Some(ContextFault::NotFirst));
	assert_eq!(list(&[CREDENTIALS, OWN, OPEN_BADGES]), Some(ContextFault::Order(2)));
	assert_eq!(list(&[CREDENTIALS, OPEN_BADGES, OPEN_BADGES]), Some(ContextFault::Order(2)));
	let other = "https://example.org/context";
	assert_eq!(list(&[CREDENTIALS, other]), Some(ContextFault::Unknown(1)));
	assert_eq!(
		list(&[CREDENTIALS, r#"{"name":"https://example.org/x"}"#]),
		Some(ContextFault::Unknown(1))
	);
	assert_eq!(
		list(&[CREDENTIALS, r#"{"salt":"https://example.org/x"}"#]),
		Some(ContextFault::Unknown(1))
	);
}

#[test]
fn contexts_that_are_no_array_are_refused() {
	for contexts in ["null", "{}", "\"https://www.w3.org/ns/credentials/v2\"", "1"] {
		assert_eq!(fault(contexts), Some(ContextFault::Missing), "{contexts}");
	}
}
