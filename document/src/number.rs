// SPDX-License-Identifier: Apache-2.0

//! Numbers: which are accepted, and how they are written.

use crate::fault::Fault;
use alloc::{format, string::String};

/// The largest number up to which all integers are different doubles: 2^53 - 1.
const MAX_SAFE: f64 = 9_007_199_254_740_991.0;
/// The number of significant digits that distinguish any two doubles.
const MAX_DIGITS: usize = 17;
/// A number of digits behind the point with which every double is written exactly.
const MAX_EXACT: usize = 767;

/// Reads a number, and refuses one that a double does not keep.
pub(crate) fn read(text: &str) -> Result<f64, Fault> {
	let unsigned = text.strip_prefix('-').unwrap_or(text);
	let (mantissa, exponent) = split(unsigned, &['e', 'E']);
	let (whole, fraction) = split(mantissa, &['.']);
	let well_formed = is_digits(whole)
		&& (whole == "0" || !whole.starts_with('0'))
		&& fraction.is_none_or(is_digits)
		&& exponent
			.map(|exponent| exponent.strip_prefix(['+', '-']).unwrap_or(exponent))
			.is_none_or(is_digits);
	if !well_formed {
		return Err(Fault::NotJson);
	}
	let digits = mantissa.replace('.', "");
	let significant = digits.trim_matches('0');
	let number: f64 = text.parse().map_err(|_| Fault::NotJson)?;
	if number.abs() > MAX_SAFE || number == 0.0 && !significant.is_empty() {
		return Err(Fault::NumberOutOfRange);
	}
	if significant.len() > MAX_DIGITS {
		return Err(Fault::NumberTooPrecise);
	}
	Ok(number)
}

fn split<'a>(text: &'a str, separators: &[char]) -> (&'a str, Option<&'a str>) {
	text.split_once(separators)
		.map_or((text, None), |(before, behind)| (before, Some(behind)))
}

fn is_digits(text: &str) -> bool {
	!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Writes a finite number as ECMAScript does (`Number::toString`, which RFC 8785, section 3.2.2.3,
/// demands).
pub(crate) fn write(number: f64, out: &mut String) {
	if number == 0.0 {
		out.push('0');
		return;
	}
	if number < 0.0 {
		out.push('-');
	}
	let scientific = shortest(number.abs());
	let (mantissa, exponent) = split(&scientific, &['e']);
	let digits = mantissa.replace('.', "");
	let exponent: i32 = exponent.and_then(|exponent| exponent.parse().ok()).unwrap_or_default();
	// The number is 0.digits × 10^point.
	let point = exponent.saturating_add(1);
	let length = i32::try_from(digits.len()).unwrap_or(i32::MAX);
	match point {
		1..=21 if point >= length => {
			out.push_str(&digits);
			push_zeros(point.saturating_sub(length), out);
		},
		1..=21 => {
			let (whole, fraction) = split_at(&digits, point);
			out.push_str(whole);
			out.push('.');
			out.push_str(fraction);
		},
		-5..=0 => {
			out.push_str("0.");
			push_zeros(point.saturating_neg(), out);
			out.push_str(&digits);
		},
		_ => {
			out.push_str(mantissa);
			out.push('e');
			if exponent > 0 {
				out.push('+');
			}
			out.push_str(&format!("{exponent}"));
		},
	}
}

/// Returns the shortest digits that lead back to a positive number, with a point behind the first one
/// and with an exponent. Of several the nearest ones are returned, and of two that are equally near
/// the even ones.
fn shortest(number: f64) -> String {
	// Rust takes the greater of two that are equally near.
	let greater = format!("{number:e}");
	let length = digits_of(&greater).len();
	let precise = format!("{number:.length$e}");
	let (mantissa, exponent) = split(&precise, &['e']);
	let Some(below) = mantissa.strip_suffix('5') else { return greater };
	let exact = format!("{number:.MAX_EXACT$e}");
	let is_halfway = digits_of(&exact).trim_end_matches('0') == digits_of(&precise);
	let is_even = below.ends_with(['0', '2', '4', '6', '8']);
	let smaller = format!("{}e{}", below.trim_end_matches('.'), exponent.unwrap_or_default());
	if is_halfway && is_even && smaller.parse() == Ok(number) {
		smaller
	} else {
		greater
	}
}

fn digits_of(scientific: &str) -> String {
	split(scientific, &['e']).0.replace('.', "")
}

fn split_at(digits: &str, point: i32) -> (&str, &str) {
	usize::try_from(point)
		.ok()
		.and_then(|point| digits.split_at_checked(point))
		.unwrap_or((digits, ""))
}

fn push_zeros(count: i32, out: &mut String) {
	(0..count).for_each(|_| out.push('0'));
}
