// SPDX-License-Identifier: Apache-2.0

//! Tests of the verifier, over real tries, keys and signatures, and the questions by which its build in
//! WebAssembly is compared with it.
//!
//! `data/vectors.json` has questions with the answers of this build, and
//! `tests/verifier/verifier.test.js` puts them to the other one. It is written anew by
//! `UPDATE_GOLDEN=1 cargo test --release --locked --workspace --test vectors`.
//!
//! * `cases`: the questions.
//! * `measure`: how long answers take.
//! * `chain`, `records`, `state`: the builders of the tests of `testamur-proof`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod cases;
#[allow(dead_code, reason = "the tests of another crate use the rest")]
#[path = "../../../../proof/tests/proof/chain.rs"]
mod chain;
mod measure;
#[allow(dead_code, reason = "the tests of another crate use the rest")]
#[path = "../../../../proof/tests/proof/records.rs"]
mod records;
#[allow(dead_code, reason = "the tests of another crate use the rest")]
#[path = "../../../../proof/tests/proof/state.rs"]
mod state;

use cases::{asked, block, cases, Case};
use serde_json::{json, Value};
use testamur_json::{
	answers::Verdict,
	hex::{encode, Hash},
	reference::References,
};
use testamur_verifier::{learn, trust_root, trust_table, verify, vouch};

/// Returns a request of these parts.
pub(crate) fn request(parts: &[Vec<u8>]) -> Vec<u8> {
	let part =
		|part: &Vec<u8>| [&u32::try_from(part.len()).unwrap().to_le_bytes(), &part[..]].concat();
	parts.iter().flat_map(part).collect()
}

/// Returns the answer to a question, as text.
fn answer_text(case: &Case) -> String {
	let request = request(&case.parts);
	let bytes = match case.call {
		"trust_root" => trust_root(&request),
		"trust_table" => trust_table(&request),
		"vouch" => vouch(&request),
		"learn" => learn(&request),
		_ => verify(&request),
	};
	String::from_utf8(bytes).unwrap()
}

/// Returns the answer to a question.
fn answer(case: &Case) -> Value {
	serde_json::from_str(&answer_text(case)).unwrap()
}

/// Returns the questions with their answers as they are stored: each part once, JSON as it is, and other
/// bytes in hexadecimal digits.
fn stored() -> Value {
	let mut parts: Vec<String> = Vec::new();
	let mut place_of = |part: &Vec<u8>| {
		let text = match part.first() {
			Some(b'{' | b'[') => String::from_utf8(part.clone()).unwrap(),
			_ => encode(part),
		};
		parts.iter().position(|one| *one == text).unwrap_or_else(|| {
			parts.push(text);
			parts.len() - 1
		})
	};
	let question = |case: &Case| {
		let places: Vec<_> = case.parts.iter().map(&mut place_of).collect();
		json!({ "name": case.name, "call": case.call, "parts": places, "answer": answer_text(case) })
	};
	let questions: Vec<_> = cases().iter().map(question).collect();
	json!({ "parts": parts, "questions": questions })
}

#[test]
fn the_stored_answers_are_those_of_this_build() {
	let text = serde_json::to_string_pretty(&stored()).unwrap() + "\n";
	let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/vectors.json");
	if std::env::var_os("UPDATE_GOLDEN").is_some() {
		std::fs::write(path, &text).unwrap();
	}
	assert!(
		text == std::fs::read_to_string(path).unwrap(),
		"{path} has other questions or answers"
	);
}

/// Checks that no request is nested deeper than what is asked for, so that none exhausts the stack.
#[test]
fn deep_nesting_is_the_mistake_of_its_sender() {
	let nested = "[".repeat(300_000);
	for member in ["blockNumber", "blockHash", "header", "authors", "genesis", "other"] {
		let pin = format!("{{\"{member}\":{nested}").into_bytes();
		let answer: Value = serde_json::from_slice(&trust_root(&request(&[pin]))).unwrap();
		assert!(answer["wrong"]["field"].is_string(), "{member}: {answer}");
	}
	let mut case = cases().remove(0);
	case.parts[1] = nested.into_bytes();
	assert_eq!(answer(&case)["wrong"]["field"], "references[0]");
}

#[test]
fn more_references_than_one_call_answers_are_refused() {
	let mut case = cases().remove(0);
	let many = References(vec![records::reference(3); 1_001]);
	case.parts[1] = json!(many).to_string().into_bytes();
	assert_eq!(answer(&case)["refused"]["kind"], "tooLarge");
}

#[test]
fn each_question_has_the_answer_that_its_name_says() {
	for case in cases() {
		let answer = answer(&case);
		let found = match (&answer["refused"]["kind"], &answer["wrong"]["field"]) {
			(Value::String(kind), Value::Null) => kind.as_str(),
			(Value::Null, Value::String(field)) => field.as_str(),
			_ => "",
		};
		assert_eq!(found, case.expected, "{}: {answer}", case.name);
	}
}

#[test]
fn verdicts_are_those_of_the_records_as_the_rpc_writes_them() {
	let block = block();
	let (expected, _) = records::plain(&block.built.state, &asked(), chain::TIME);
	let case = cases().into_iter().find(|case| case.name == "three credentials of a cohort");
	let answer = answer(&case.unwrap());
	let as_of = json!({
		"blockNumber": 50,
		"blockHash": Hash(block.header.hash().0),
		"time": "2027-01-15T08:00:00.000Z",
		"finalized": true,
	});
	for (place, verdict) in expected.unwrap().into_iter().enumerate() {
		let mut written = json!(Verdict::from(verdict));
		written["asOf"] = as_of.clone();
		assert_eq!(answer["verdicts"][place], written);
	}
	assert_eq!(answer["verdicts"].as_array().unwrap().len(), 3);
	let finalized = json!({ "blockNumber": 50, "blockHash": as_of["blockHash"] });
	let proof = json!({ "setId": 0, "finalized": finalized, "age": 10_000, "runtime": 2 });
	assert_eq!(answer["proof"], proof);
}

#[test]
fn a_request_that_is_cut_off_is_the_mistake_of_its_sender() {
	let case = &cases()[0];
	let whole = request(&case.parts);
	for length in 0..whole.len() {
		let answer: Value = serde_json::from_slice(&verify(&whole[..length])).unwrap();
		assert!(answer["wrong"]["field"].is_string(), "{length}: {answer}");
	}
}
