// SPDX-License-Identifier: Apache-2.0

//! Bundles that a node of a real network made, before and after its validators changed
//! (`tests/tools/make-bundles.js`). `tests/unit/network-bundles.test.js` checks the same.

use super::{case::Asked, hash, list, text};
use serde_json::Value;
use testamur_proof::{
	bundle::{BUNDLE, HAND_OFFS},
	check_bundle, Authority, Refusal, Requirements, TrustRoot,
};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/network.json");

/// Returns the requirements of somebody who asks about the past, long after these bundles were made.
fn any_age() -> Requirements<'static> {
	Requirements::new(u64::MAX, None)
}

fn trust(made: &Value) -> TrustRoot {
	let authority = |key: &Value| Authority { key: hash(key).0, weight: 1 };
	let authorities = list(made, "authorities").iter().map(authority).collect();
	TrustRoot::at_genesis(hash(&made["genesis"]), authorities).unwrap()
}

#[test]
fn bundles_of_a_real_network_show_what_its_node_said() {
	let made: Value = serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap();
	let first = trust(&made);
	let mut trusted = first.clone();
	let hand_offs = HAND_OFFS.read_text(text(&made, "handOffs")).unwrap();
	assert_eq!(trusted.learn_file(&hand_offs), Ok(1));
	let mut outcomes = Vec::new();
	for bundle in list(&made, "bundles") {
		let file = BUNDLE.read_text(text(bundle, "file")).unwrap();
		let proven = check_bundle(&file, &trusted, &any_age()).unwrap();
		let references: Vec<_> = list(bundle, "references")
			.iter()
			.map(|reference| Asked::read(reference).0)
			.collect();
		let verdicts = proven.verify(&references).unwrap();
		for (verdict, said) in verdicts.iter().zip(list(bundle, "verdicts")) {
			let shown = super::case::verdict(verdict);
			assert_eq!(
				(&shown["outcome"], &shown["reasons"]),
				(&said["outcome"], &said["reasons"])
			);
			let block = hash(&said["asOf"]["blockHash"]);
			assert_eq!(proven.as_of().hash, block, "{}", bundle["name"]);
			outcomes.push(shown["outcome"] == "valid");
		}
		let of_first = check_bundle(&file, &first, &any_age());
		match proven.as_of().set_id {
			0 => assert_eq!(of_first.unwrap(), proven),
			id => assert_eq!(of_first.unwrap_err(), Refusal::UnknownSet { id }),
		}
	}
	let [before, after] = [[true, true, false], [true, false, false]];
	assert_eq!(outcomes, [before, after, before, after, before].concat());
}
