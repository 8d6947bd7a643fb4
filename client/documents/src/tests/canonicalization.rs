// SPDX-License-Identifier: Apache-2.0

//! Tests of RDFC-1.0: a comparison with another implementation.

use super::nquads;
use crate::rdf::{canonical::canonical, Reason};
use affinidi_rdf_encoding::{nquads as other_nquads, rdfc1};
use proptest::prelude::*;
use std::{
	format,
	string::{String, ToString},
	vec::Vec,
};

/// A statement in which a node stands twice, where another implementation goes wrong. The text is that of
/// `rdf-canonize` 5.0.0.
#[test]
fn a_node_may_stand_twice_in_a_statement() {
	let text = "_:b <urn:p> _:b .\n_:a <urn:p> _:b .\n_:c <urn:q> \"x\" .\n";
	let other = rdfc1::canonicalize(&other_nquads::parse(text).unwrap()).unwrap();
	let found = canonical(&nquads::parse(text)).unwrap();
	assert_eq!(
		found,
		"_:c14n0 <urn:q> \"x\" .\n_:c14n1 <urn:p> _:c14n1 .\n_:c14n2 <urn:p> _:c14n1 .\n"
	);
	assert_ne!(found, other);
}

/// Two nodes whose statements are alike, and differ only by where they lead.
#[test]
fn nodes_with_equal_hashes_of_the_first_degree_are_told_apart() {
	let statements = |first, second| {
		format!(
			"_:{first} <urn:p> _:x .\n_:{second} <urn:p> _:y .\n_:x <urn:q> \"1\" .\n_:y <urn:q> \"2\" .\n\
			 <urn:s> <urn:r> _:{first} .\n<urn:s> <urn:r> _:{second} .\n"
		)
	};
	let one = canonical(&nquads::parse(&statements("a", "b"))).unwrap();
	let same = canonical(&nquads::parse(&statements("b", "a"))).unwrap();
	assert_eq!(one, same);
	let changed = statements("a", "b").replace("\"2\"", "\"3\"");
	assert_ne!(canonical(&nquads::parse(&changed)).unwrap(), one);
}

/// Each of twelve nodes leads to each of the others.
#[test]
fn nodes_that_cannot_be_told_apart_in_time_are_refused() {
	let mut text = String::new();
	for from in 0..12 {
		for to in (0..12).filter(|to| *to != from) {
			text.push_str(&format!("_:n{from} <urn:p> _:n{to} .\n"));
		}
	}
	let refused = canonical(&nquads::parse(&text)).unwrap_err();
	assert_eq!(refused.reason, Reason::Alike);
}

fn names_a_node_twice(line: &str) -> bool {
	["_:a", "_:b", "_:c", "_:d"].iter().any(|node| line.matches(node).count() > 1)
}

/// Returns statements over few nodes and properties, so that many are alike. In some, a node may stand
/// twice.
fn statements(twice: bool) -> impl Strategy<Value = String> {
	let node = || prop_oneof![Just("_:a"), Just("_:b"), Just("_:c"), Just("_:d"), Just("<urn:i>")];
	let object = prop_oneof![
		3 => node().prop_map(String::from),
		1 => Just("\"1\"".to_string()),
		1 => Just("\"x\\ny\"@en".to_string()),
	];
	let property = prop_oneof![Just("<urn:p>"), Just("<urn:q>")];
	let graph = prop_oneof![4 => Just(""), 1 => Just("_:d "), 1 => Just("<urn:g> ")];
	let statement = (node(), property, object, graph)
		.prop_map(|(subject, property, object, graph)| {
			format!("{subject} {property} {object} {graph}.\n")
		})
		.prop_filter("a node stands twice", move |line| twice || !names_a_node_twice(line));
	proptest::collection::vec(statement, 1..12).prop_map(|lines| lines.concat())
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(2_000))]

	/// The other implementation labels nodes differently where one stands twice in a statement. There,
	/// `rdf-canonize` says the same as this crate.
	#[test]
	fn another_implementation_says_the_same(text in statements(false)) {
		let other = rdfc1::canonicalize(&other_nquads::parse(&text).unwrap()).unwrap();
		prop_assert_eq!(canonical(&nquads::parse(&text)).unwrap(), other);
	}

	#[test]
	fn names_and_the_order_of_statements_do_not_count(
		text in statements(true),
		seed in 0usize..24,
	) {
		let mut lines: Vec<&str> = text.lines().collect();
		let turn = seed % lines.len();
		lines.rotate_left(turn);
		let renamed = lines.join("\n").replace("_:a", "_:z").replace("_:c", "_:a").replace("_:d", "_:00");
		prop_assert_eq!(canonical(&nquads::parse(&renamed)), canonical(&nquads::parse(&text)));
	}
}
