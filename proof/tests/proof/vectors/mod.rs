// SPDX-License-Identifier: Apache-2.0

//! The vectors of `docs/bundle.md`: files that are accepted with what they show, and files that are
//! refused with the word. `UPDATE_GOLDEN=1` writes `tests/vectors.json` anew.
//!
//! What is expected of a file does not come from the verifier: verdicts are those over the plain state,
//! and words are written by hand. `tests/unit/bundle.test.js` checks the same vectors.

mod accepted;
mod case;
mod forged;
mod network;
mod refused;
mod sets;
mod tables;

use crate::{
	chain::{trust, Validators},
	hand_offs::trust_up_to,
};
use case::{hex, row, Asked, Expected};
use serde_json::{json, Map, Value};
use sets::recovered;
use std::collections::BTreeSet;
use testamur_primitives::base64url;
use testamur_proof::{
	bundle, check_bundle, Authority, Hash, KnownSet, Proven, Refusal, Requirements, TrustRoot,
};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors.json");

/// Returns the vectors as they are made.
fn made() -> Value {
	let root = trust();
	let authority = |one: &Authority| json!({ "key": hex(&one.key), "weight": one.weight });
	let authorities: Vec<_> = root.set(0).unwrap().authorities().iter().map(authority).collect();
	let refused = [refused::cases(), forged::cases()].concat();
	json!({
		"trust": { "genesis": hex(&root.genesis().0), "authorities": authorities },
		"tables": { "three": rows(&trust_up_to(3)), "recovered": rows(&recovered()) },
		"accepted": accepted::cases(),
		"refused": refused,
		"handOffs": sets::cases(),
		"refusedTables": tables::cases(),
	})
}

/// Returns the table of a trust root.
fn rows(root: &TrustRoot) -> Vec<Value> {
	root.table().iter().map(row).collect()
}

/// Returns the vectors of the file.
fn stored() -> Value {
	serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap()
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
	value[name].as_array().unwrap()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
	value[name].as_str().unwrap()
}

fn hash(value: &Value) -> Hash {
	let digits = value.as_str().unwrap().strip_prefix("0x").unwrap();
	let byte = |place| u8::from_str_radix(&digits[2 * place..2 * place + 2], 16).unwrap();
	Hash(std::array::from_fn(byte))
}

fn u32_of(value: &Value) -> Option<u32> {
	value.as_u64().map(|number| number.try_into().unwrap())
}

/// Returns the trust root with the table of a case, or that of genesis.
fn trust_of(vectors: &Value, case: &Value) -> TrustRoot {
	let genesis = match &case["genesis"] {
		Value::Null => hash(&vectors["trust"]["genesis"]),
		other => hash(other),
	};
	match case["table"].as_str() {
		None => TrustRoot::at_genesis(genesis, Validators::new(0, 1..=4).authorities()).unwrap(),
		Some(name) => {
			TrustRoot::from_table(genesis, rows_of(list(&vectors["tables"], name))).unwrap()
		},
	}
}

/// Returns the rows of a table.
fn rows_of(rows: &[Value]) -> Vec<KnownSet> {
	let known = |row: &Value| KnownSet {
		id: row["set"].as_u64().unwrap(),
		first: u32_of(&row["first"]).unwrap(),
		last: u32_of(&row["last"]),
		until: row["until"].as_u64(),
		forced_in: u32_of(&row["forcedIn"]),
		hash: hash(&row["hash"]),
	};
	rows.iter().map(known).collect()
}

fn requirements_of(case: &Value) -> Requirements<'static> {
	Requirements::new(case["now"].as_u64().unwrap(), case["maxAge"].as_u64())
}

/// Checks the file of a case.
fn check_case(vectors: &Value, case: &Value) -> Result<Proven, Refusal> {
	let file = bundle::BUNDLE.read_text(text(case, "file"))?;
	check_bundle(&file, &trust_of(vectors, case), &requirements_of(case))
}

#[test]
fn the_vectors_are_those_that_are_made() {
	let made = serde_json::to_string_pretty(&made()).unwrap() + "\n";
	if std::env::var_os("UPDATE_GOLDEN").is_some() {
		std::fs::write(FILE, &made).unwrap();
	}
	let stored = std::fs::read_to_string(FILE).unwrap();
	assert!(stored == made, "UPDATE_GOLDEN=1 writes them anew; say in the commit what has changed");
}

#[test]
fn accepted_vectors_show_the_verdicts_of_the_state() {
	let vectors = stored();
	for case in list(&vectors, "accepted") {
		let name = text(case, "name");
		let shown =
			check_case(&vectors, case).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
		assert_eq!(case::as_of(shown.as_of()), case["asOf"], "{name}");
		for answer in list(case, "answers") {
			let asked = Asked::read(&answer["reference"]);
			let found = match shown.verify(&[asked.0]) {
				Ok(verdicts) => Expected::Verdict(case::verdict(&verdicts[0])),
				Err(refusal) => Expected::Refusal(refusal.word()),
			};
			assert_eq!(found.json(&answer["reference"]), *answer, "{name}");
		}
	}
}

#[test]
fn refused_vectors_are_refused_for_their_reason() {
	let vectors = stored();
	let mut words = BTreeSet::new();
	for case in list(&vectors, "refused") {
		let refusal = check_case(&vectors, case).map(|shown| *shown.as_of()).unwrap_err();
		assert_eq!(refusal.word(), text(case, "refusal"), "{}: {refusal}", text(case, "name"));
		words.insert(refusal.word());
	}
	for case in list(&vectors, "handOffs") {
		words.extend(case["refusal"].as_str());
	}
	let page = include_str!("../../../../docs/bundle.md");
	let of_log = ["forgedLogEntry", "forgedLogList"];
	let source = include_str!("../../../src/words.rs");
	let all: BTreeSet<_> = source.split('"').skip(1).step_by(2).collect();
	assert!(all.iter().all(|word| page.contains(&format!("`{word}`"))), "the page lacks a word");
	let missing: Vec<_> = all.iter().filter(|word| !of_log.contains(word)).collect();
	let missing: Vec<_> = missing.iter().filter(|word| !words.contains(***word)).collect();
	assert!(missing.is_empty(), "no vector is refused as {missing:?}");
}

#[test]
fn vectors_of_hand_offs_teach_what_they_say() {
	let vectors = stored();
	for case in list(&vectors, "handOffs") {
		let name = text(case, "name");
		let mut root = trust_of(&vectors, case);
		let result = bundle::HAND_OFFS
			.read_text(text(case, "file"))
			.and_then(|file| root.learn_file(&file));
		let word = result.err().map(|refusal| refusal.word());
		assert_eq!(word, case["refusal"].as_str(), "{name}");
		assert_eq!(rows(&root), list(case, "learnt"), "{name}");
	}
}

#[test]
fn tables_of_vectors_are_refused() {
	let vectors = stored();
	for case in list(&vectors, "refusedTables") {
		let genesis = hash(&vectors["trust"]["genesis"]);
		let refusal = TrustRoot::from_table(genesis, rows_of(list(case, "rows"))).unwrap_err();
		assert_eq!(refusal.word(), text(case, "refusal"), "{}", text(case, "name"));
	}
}

#[test]
fn vectors_have_names_of_their_own() {
	let vectors = stored();
	for part in ["accepted", "refused", "handOffs", "refusedTables"] {
		let names: BTreeSet<_> =
			list(&vectors, part).iter().map(|case| text(case, "name")).collect();
		assert_eq!(names.len(), list(&vectors, part).len());
	}
	let of: &Map<_, _> = vectors.as_object().unwrap();
	assert_eq!(of.len(), 6);
	assert!(base64url::decode(&text(&vectors["accepted"][0], "file")[1..]).is_some());
}
