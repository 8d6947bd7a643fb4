// SPDX-License-Identifier: Apache-2.0

//! Tests of how numbers are read and written, against appendix B of RFC 8785 and against V8.

use crate::{fault::Fault, number};
use alloc::string::String;
use proptest::prelude::*;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

fn vectors() -> Value {
	serde_json::from_str(include_str!("../../tests/vectors.json")).expect("the file is JSON")
}

fn written(number: f64) -> String {
	let mut out = String::new();
	number::write(number, &mut out);
	out
}

#[test]
fn the_numbers_of_rfc_8785_and_those_halfway_between_two_forms_are_written_as_known() {
	let vectors = vectors();
	for (list, count) in [("rfc8785Numbers", 24), ("halfwayNumbers", 4)] {
		let numbers = vectors[list].as_array().expect("a list");
		assert_eq!(numbers.len(), count);
		for known in numbers {
			let double = known["double"].as_str().expect("text");
			let number = f64::from_bits(u64::from_str_radix(double, 16).expect("hex"));
			assert_eq!(Some(written(number).as_str()), known["text"].as_str(), "{double}");
		}
	}
}

#[test]
fn doubles_are_written_as_v8_writes_them() {
	let vectors = vectors();
	let known = &vectors["writtenDoubles"];
	let hashes = known["hashes"].as_u64().expect("a number");
	assert_eq!(hashes, 2_500);
	let mut lines = Sha256::new();
	let mut write_line = |number: f64| {
		lines.update(written(number));
		lines.update("\n");
	};
	let mut hash = [0u8; 32];
	for _ in 0..hashes {
		hash = Sha256::digest(hash).into();
		for (bytes, divisor) in hash.chunks_exact(8).zip([2.0, 4.0, 8.0, 16.0]) {
			let bits = u64::from_le_bytes(bytes.try_into().expect("8 bytes"));
			let number = f64::from_bits(bits);
			if number.is_finite() {
				write_line(number);
			}
			write_line((bits & ((1 << 53) - 1)) as f64 / divisor);
		}
	}
	let hash = alloc::format!("0x{:x}", lines.finalize());
	assert_eq!(known["hash"].as_str(), Some(hash.as_str()));
}

#[test]
fn numbers_at_the_bounds_are_accepted_or_refused() {
	for (text, expected) in [
		("9007199254740991", Ok(9_007_199_254_740_991.0)),
		("-9007199254740991", Ok(-9_007_199_254_740_991.0)),
		("9007199254740992", Err(Fault::NumberOutOfRange)),
		("9007199254740991.49", Err(Fault::NumberTooPrecise)),
		("9007199254740991.4", Ok(9_007_199_254_740_991.0)),
		("5e-324", Ok(5e-324)),
		("2e-324", Err(Fault::NumberOutOfRange)),
		("0e999999999999999999999", Ok(0.0)),
		("1e-999999999999999999999", Err(Fault::NumberOutOfRange)),
		("0.000e5", Ok(0.0)),
		("12345678901234567e-10", Ok(1_234_567.890_123_456_7)),
		("123456789012345670000e-10", Ok(12_345_678_901.234_567)),
		("123456789012345678e-10", Err(Fault::NumberTooPrecise)),
		("", Err(Fault::NotJson)),
		("-", Err(Fault::NotJson)),
		("1.e1", Err(Fault::NotJson)),
		("1e1e1", Err(Fault::NotJson)),
		("1.1.1", Err(Fault::NotJson)),
		("--1", Err(Fault::NotJson)),
		("1-1", Err(Fault::NotJson)),
		("00", Err(Fault::NotJson)),
	] {
		assert_eq!(number::read(text), expected, "{text}");
	}
}

proptest! {
	#[test]
	fn what_is_written_is_read_again(bits in any::<u64>()) {
		let number = f64::from_bits(bits);
		prop_assume!(number.is_finite());
		let text = written(number);
		prop_assert_eq!(text.parse::<f64>().expect("a number"), number, "{}", &text);
		if number.abs() < 9_007_199_254_740_992.0 {
			prop_assert_eq!(number::read(&text), Ok(number), "{}", &text);
		}
	}
}
