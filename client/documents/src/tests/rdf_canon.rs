// SPDX-License-Identifier: Apache-2.0

//! The test suite of the W3C for RDFC-1.0, `w3c/rdf-canon`.
//!
//! The sources of another implementation hold those of its tests that compare canonical forms. All of it is
//! in a clone, which `TESTAMUR_RDF_CANON` names (docs/testing.md).

use super::nquads;
use crate::rdf::{
	canonical::{canonical, canonical_labels},
	Reason,
};
use serde_json::Value;
use std::{
	collections::BTreeMap,
	env, format, fs,
	path::{Path, PathBuf},
	process::Command,
	string::{String, ToString},
	vec::Vec,
};

/// The expectation of a test of the suite.
enum Expected {
	/// This canonical form.
	Form(String),
	/// This canonical label for each label of the input.
	Labels(BTreeMap<String, String>),
	/// A refusal, because telling the nodes apart would take too long.
	Refusal,
}

/// A test of the suite.
struct Case {
	name: String,
	input: String,
	expected: Expected,
}

impl Case {
	fn is_passed(&self) -> bool {
		let (statements, labels) = nquads::parse_with_labels(&self.input);
		match &self.expected {
			Expected::Form(form) => canonical(&statements).as_deref() == Ok(form.as_str()),
			Expected::Refusal => {
				canonical(&statements).is_err_and(|fault| fault.reason == Reason::Alike)
			},
			Expected::Labels(expected) => {
				let found = canonical_labels(&statements).unwrap();
				let found = |node: &usize| found.get(node).cloned().unwrap_or_default();
				let in_text = |label: String| label.trim_start_matches("_:").to_string();
				let of_input: BTreeMap<String, String> = labels
					.iter()
					.map(|(label, node)| (in_text(label.clone()), found(node)))
					.collect();
				of_input == *expected
			},
		}
	}
}

/// Returns the tests in a clone of the suite, and the number of those that are left out because they want
/// another hash function: no cryptosuite that this crate knows has one.
fn of_clone(clone: &Path) -> (Vec<Case>, usize) {
	let folder = clone.join("tests");
	let text = |name: &Value| fs::read_to_string(folder.join(name.as_str().unwrap())).unwrap();
	let manifest: Value = serde_json::from_str(&text(&"manifest.jsonld".into())).unwrap();
	let entries = manifest["entries"].as_array().unwrap();
	let (other_hash, ours): (Vec<&Value>, Vec<&Value>) =
		entries.iter().partition(|entry| entry.get("hashAlgorithm").is_some());
	let case = |entry: &Value| Case {
		name: entry["id"].to_string(),
		input: text(&entry["action"]),
		expected: match entry["type"].as_str().unwrap() {
			"rdfc:RDFC10EvalTest" => Expected::Form(text(&entry["result"])),
			"rdfc:RDFC10MapTest" => {
				Expected::Labels(serde_json::from_str(&text(&entry["result"])).unwrap())
			},
			"rdfc:RDFC10NegativeEvalTest" => Expected::Refusal,
			other => panic!("{other}"),
		},
	};
	(ours.into_iter().map(case).collect(), other_hash.len())
}

/// Returns the folder of `affinidi-rdf-encoding` with tests of the suite.
fn shipped_folder() -> PathBuf {
	let metadata = Command::new(env!("CARGO"))
		.args(["metadata", "--format-version", "1", "--offline", "--locked"])
		.current_dir(env!("CARGO_MANIFEST_DIR"))
		.output()
		.unwrap();
	let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
	let manifest = metadata["packages"]
		.as_array()
		.unwrap()
		.iter()
		.find(|package| package["name"] == "affinidi-rdf-encoding")
		.and_then(|package| package["manifest_path"].as_str())
		.unwrap();
	PathBuf::from(manifest).with_file_name("tests").join("fixtures/rdfc10")
}

/// Returns the tests that the sources of another implementation hold, each of which wants a canonical form.
fn shipped() -> Vec<Case> {
	let entries = fs::read_dir(shipped_folder()).unwrap();
	let case = |path: PathBuf| {
		let name = path.file_name()?.to_str()?.strip_suffix("-in.nq")?.to_string();
		let form = fs::read_to_string(path.with_file_name(format!("{name}-rdfc10.nq"))).unwrap();
		let input = fs::read_to_string(&path).unwrap();
		Some(Case { name, input, expected: Expected::Form(form) })
	};
	entries.filter_map(|entry| case(entry.unwrap().path())).collect()
}

#[test]
fn every_test_of_the_suite_is_passed() {
	let cases = match env::var_os("TESTAMUR_RDF_CANON") {
		Some(clone) => {
			let (cases, other_hash) = of_clone(Path::new(&clone));
			assert_eq!((cases.len(), other_hash), (84, 2));
			cases
		},
		None => shipped(),
	};
	assert!(cases.len() >= 63, "{} tests", cases.len());
	let failed: Vec<&String> =
		cases.iter().filter(|case| !case.is_passed()).map(|case| &case.name).collect();
	assert_eq!(failed, Vec::<&String>::new());
}
