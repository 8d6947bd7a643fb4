// SPDX-License-Identifier: Apache-2.0

//! Numbers, which are read in one way only.

use super::digits::{is_digits, is_number, is_scientific};
use crate::{
	limits::{MAX_DIGITS, MAX_WHOLE},
	problem::{Problem, SpoiltCell, ValueProblem},
};

/// Checks that a cell is a decimal number in its plain form.
pub(super) fn check_decimal(cell: &str) -> Result<(), Problem> {
	if is_scientific(cell) {
		return Err(SpoiltCell::Scientific.into());
	}
	let number = cell.strip_prefix('-').unwrap_or(cell);
	let why = if !is_number(number) {
		why_no_number(number)
	} else if has_leading_zero(number) {
		"it begins with a zero"
	} else if number.len() > MAX_DIGITS + usize::from(number.contains('.')) {
		"it has more than 15 digits"
	} else if number != cell && !number.contains(|c| matches!(c, '1'..='9')) {
		"zero has no sign"
	} else {
		return Ok(());
	};
	Err(ValueProblem::NotDecimal(why).into())
}

/// Checks that a cell is a whole number in its plain form.
pub(super) fn check_whole(cell: &str) -> Result<(), Problem> {
	if is_scientific(cell) {
		return Err(SpoiltCell::Scientific.into());
	}
	let why = if cell.starts_with('-') {
		"it has a sign"
	} else if !is_digits(cell) {
		if is_number(cell) {
			"it has decimals"
		} else {
			why_no_number(cell)
		}
	} else if has_leading_zero(cell) {
		"it begins with a zero"
	} else if !cell.parse::<u64>().is_ok_and(|number| number <= MAX_WHOLE) {
		"it is greater than 9007199254740991"
	} else {
		return Ok(());
	};
	Err(ValueProblem::NotWhole(why).into())
}

fn has_leading_zero(number: &str) -> bool {
	number.starts_with('0') && number.as_bytes().get(1).is_some_and(u8::is_ascii_digit)
}

/// Returns what keeps text from being a number.
fn why_no_number(text: &str) -> &'static str {
	let only = |signs: &[char]| {
		text.chars().all(|c| c.is_ascii_digit() || signs.contains(&c)) && text.contains(signs)
	};
	let separators = text.matches([',', '.', '\'', '’', ' ', '\u{a0}', '\u{202f}']).count();
	if text.starts_with('+') {
		"it has the sign +"
	} else if text.ends_with('%') {
		"it has a percent sign"
	} else if only(&[',']) && separators == 1 {
		"it has a comma, which is the decimal sign in one country and parts thousands in another"
	} else if only(&[',', '.', '\'', '’', ' ', '\u{a0}', '\u{202f}']) && separators > 1 {
		"it has separators of thousands, or more than one decimal sign"
	} else if text.starts_with('.') || text.ends_with('.') {
		"there is no digit on one side of the point"
	} else if text.trim() != text {
		"there is a space at its beginning or its end"
	} else if text.contains('/') {
		"it is a fraction or a date"
	} else {
		"there are other characters than digits and a point in it"
	}
}
