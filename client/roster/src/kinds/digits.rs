// SPDX-License-Identifier: Apache-2.0

//! The forms of numbers.

/// Returns whether text consists of digits of ASCII, at least one.
pub(super) fn is_digits(text: &str) -> bool {
	!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns whether text is a number without a sign, with or without decimals behind a point.
pub(super) fn is_number(text: &str) -> bool {
	match text.split_once('.') {
		Some((whole, decimals)) => is_digits(whole) && is_digits(decimals),
		None => is_digits(text),
	}
}

/// Returns whether a number has an exponent, with a point or, where that is the decimal sign, a comma.
/// Only with a sign is it one: `7E2` can be a code, and no spreadsheet writes it so.
pub(super) fn is_scientific(cell: &str) -> bool {
	let Some((number, exponent)) = cell.split_once(['E', 'e']) else {
		return false;
	};
	let digits = exponent.strip_prefix(['+', '-']).unwrap_or_default();
	let number = number.strip_prefix('-').unwrap_or(number).replacen(',', ".", 1);
	is_number(&number) && is_digits(digits)
}
