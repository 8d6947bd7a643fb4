// SPDX-License-Identifier: Apache-2.0

//! How long the verifier takes in Rust: `cargo test --release --locked --workspace --test vectors -- \
//! --ignored --nocapture`. `scripts/build-verifier --measure` says the same of WebAssembly.

use crate::{
	cases::{cases, of_cohort},
	request,
};
use serde_json::json;
use std::time::Instant;
use testamur_json::reference::References;
use testamur_verifier::verify;

/// The number of answers whose times have a median.
const ROUNDS: usize = 201;

/// Prints the median of the time that an answer takes.
fn measure(name: &str, parts: &[Vec<u8>]) {
	let request = request(parts);
	let mut micros: Vec<_> = (0..ROUNDS)
		.map(|_| {
			let begin = Instant::now();
			let answer = verify(&request);
			assert!(answer.starts_with(b"{\"verdicts\""));
			begin.elapsed().as_micros()
		})
		.collect();
	micros.sort_unstable();
	println!("{name}: {} µs, at least {} µs", micros[ROUNDS / 2], micros[0]);
}

#[test]
#[ignore = "it measures, and says nothing about right or wrong"]
fn measure_answers() {
	let find = |name| cases().into_iter().find(|case| case.name == name).unwrap();
	measure("three credentials", &find("three credentials of a cohort").parts);
	measure("after a hand-off", &find("after a hand-off").parts);
	let mut parts = find("a cohort of 1,000").parts;
	parts[1] = json!(References(of_cohort(0..1_000))).to_string().into_bytes();
	measure("1,000 credentials of a cohort", &parts);
}
