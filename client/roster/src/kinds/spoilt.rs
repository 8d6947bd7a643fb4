// SPDX-License-Identifier: Apache-2.0

//! The check for cells that a spreadsheet has spoilt.

use super::digits::{is_digits, is_number, is_scientific};
use crate::{
	kind::Kind,
	problem::{Problem, SpoiltCell},
};

/// Number of digits that Excel keeps.
const KEPT_DIGITS: usize = 15;
/// Number of zeros behind those digits that are no chance: one code in a thousand ends so.
const ROUNDED_DIGITS: usize = 3;
/// The English months as spreadsheets write them. Those of other languages are not recognised, since
/// they are words as well.
const MONTHS: [&str; 12] =
	["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Returns the character by which a spreadsheet takes a cell for a formula. A number with a sign is
/// none.
pub(crate) fn formula_begin(cell: &str) -> Option<char> {
	let first = cell.chars().next()?;
	match first {
		'=' | '@' | '\u{ff1d}' | '\u{ff20}' | '\u{ff0b}' | '\u{ff0d}' => Some(first),
		'+' | '-' if !is_number(&cell[1..]) && !is_scientific(&cell[1..]) => Some(first),
		_ => None,
	}
}

/// Checks that a cell is neither a formula nor its error, and that its letters are those that were
/// typed.
pub(super) fn check_untouched(cell: &str, kind: &Kind) -> Result<(), Problem> {
	if is_formula_error(cell) {
		return Err(SpoiltCell::FormulaError.into());
	}
	// A number of another country, such as -5,5, is refused in the words for numbers.
	let is_number_column = matches!(kind, Kind::Decimal | Kind::Whole);
	let number = cell.strip_prefix(['+', '-']).unwrap_or_default();
	let may_be_number = is_number_column && number.starts_with(|c: char| c.is_ascii_digit());
	if formula_begin(cell).is_some() && !may_be_number {
		return Err(SpoiltCell::Formula.into());
	}
	if cell.contains('\u{fffd}') {
		return Err(SpoiltCell::LostLetter.into());
	}
	if let Some(letters) = garbled(cell) {
		return Err(SpoiltCell::Garbled(letters).into());
	}
	// A name or a sentence may begin with an apostrophe.
	let is_words = matches!(kind, Kind::Text | Kind::Paragraphs | Kind::OneOf(_));
	if cell.starts_with('\'') && !is_words {
		return Err(SpoiltCell::Apostrophe.into());
	}
	Ok(())
}

/// Checks that an identifier was not taken for a number or a date.
pub(super) fn check_identifier(cell: &str) -> Result<(), Problem> {
	if is_scientific(cell) {
		return Err(SpoiltCell::Scientific.into());
	}
	if has_added_decimals(cell) {
		return Err(SpoiltCell::AddedDecimals.into());
	}
	if is_rounded(cell) {
		return Err(SpoiltCell::Rounded.into());
	}
	if is_date_with_month(cell) {
		return Err(SpoiltCell::TurnedIntoDate.into());
	}
	Ok(())
}

fn has_added_decimals(cell: &str) -> bool {
	let Some((whole, decimals)) = cell.split_once(['.', ',']) else {
		return false;
	};
	is_digits(whole) && is_digits(decimals) && decimals.bytes().all(|byte| byte == b'0')
}

fn is_rounded(cell: &str) -> bool {
	let significant = cell.trim_start_matches('0');
	let rest = significant.get(KEPT_DIGITS..).unwrap_or_default();
	is_digits(significant) && rest.len() >= ROUNDED_DIGITS && rest.bytes().all(|byte| byte == b'0')
}

/// Returns whether a cell is a date as English spreadsheets show it: `1-Mar`, `Mar-01`, `01-Mar-24`.
fn is_date_with_month(cell: &str) -> bool {
	let parts: Vec<_> = cell.split('-').collect();
	let is_month = |part: &&str| MONTHS.contains(part);
	let is_number = |part: &&str| is_digits(part) && part.len() <= 4;
	match parts.as_slice() {
		[day, month] => (is_number(day) && is_month(month)) || (is_month(day) && is_number(month)),
		[day, month, year] => is_number(day) && is_month(month) && is_number(year),
		_ => false,
	}
}

/// Returns whether a cell is the error of a formula, in any language: `#REF!`, `#BEZUG!`, `#N/A`,
/// `#NV`, `Err:502`, or the signs for a column that is too narrow.
fn is_formula_error(cell: &str) -> bool {
	if let Some(number) = cell.strip_prefix("Err:") {
		return is_digits(number);
	}
	let Some(word) = cell.strip_prefix('#') else {
		return false;
	};
	let is_sign = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '/' | '_' | '.');
	match word.strip_suffix(['!', '?']) {
		Some(word) => !word.is_empty() && word.chars().all(is_sign),
		None => {
			matches!(word, "N/A" | "NV" | "N/D" | "N/DISP" | "GETTING_DATA")
				|| (word.len() >= 2 && word.bytes().all(|byte| byte == b'#'))
		},
	}
}

/// Returns two letters that are one letter of UTF-8, read as Windows-1252: `Ã¼` for `ü`.
///
/// Only pairs are taken that no language writes: a capital letter with an accent, and a sign behind
/// it. Quotation marks of the sort `»` do stand behind letters.
fn garbled(cell: &str) -> Option<String> {
	let pairs = cell.chars().zip(cell.chars().skip(1));
	let is_garbled = |(first, second): &(char, char)| {
		matches!(first, 'Â'..='ß')
			&& matches!(second, '\u{a0}'..='¿')
			&& !matches!(second, '«' | '»' | 'ª' | 'º' | '\u{a0}' | '·')
	};
	pairs
		.into_iter()
		.find(is_garbled)
		.map(|(first, second)| String::from_iter([first, second]))
}
