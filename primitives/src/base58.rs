// SPDX-License-Identifier: Apache-2.0

//! Base58btc, one text for one sequence of bytes.
//!
//! The time that both directions take grows with the square of the length, so callers bound it.

use alloc::{string::String, vec::Vec};

/// The digits of base58btc in the order of their values.
const DIGITS: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// Returns the bytes as text.
pub fn encode(bytes: &[u8]) -> String {
	// Each leading byte of 0 is written as a digit of value 0.
	let zeroes = bytes.iter().take_while(|byte| **byte == 0);
	zeroes
		.copied()
		.chain(convert(bytes, 256, 58))
		.filter_map(|value| DIGITS.get(usize::from(value)).copied().map(char::from))
		.collect()
}

/// Returns the bytes that a text stands for, or `None` when one of its characters is no digit.
pub fn decode(text: &str) -> Option<Vec<u8>> {
	let value = |digit: u8| DIGITS.iter().position(|known| *known == digit);
	let values: Option<Vec<u8>> =
		text.bytes().map(|digit| u8::try_from(value(digit)?).ok()).collect();
	let values = values?;
	// Each leading digit of value 0 stands for a byte of 0.
	let zeroes = values.iter().take_while(|value| **value == 0).count();
	Some([alloc::vec![0; zeroes], convert(&values, 58, 256)].concat())
}

/// Converts a number from one base to another, both at most 256. Its digits are in big-endian order,
/// and none is left for leading zeroes.
fn convert(digits: &[u8], from: u32, to: u32) -> Vec<u8> {
	// The digits of the result, in little-endian order until all are known.
	let mut result: Vec<u8> = Vec::new();
	for digit in digits {
		let mut carry = u32::from(*digit);
		for place in &mut result {
			carry = carry.saturating_add(u32::from(*place).saturating_mul(from));
			*place = low_digit(carry, to);
			carry = carry.checked_div(to).unwrap_or_default();
		}
		while carry > 0 {
			result.push(low_digit(carry, to));
			carry = carry.checked_div(to).unwrap_or_default();
		}
	}
	result.reverse();
	result
}

/// Returns the last digit of a number in a base of at most 256.
fn low_digit(number: u32, base: u32) -> u8 {
	let digit = number.checked_rem(base).unwrap_or_default();
	u8::try_from(digit).unwrap_or_default()
}
