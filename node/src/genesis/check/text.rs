// SPDX-License-Identifier: Apache-2.0

//! Texts and what they stand for.

use testamur_runtime::constants::{HOURS, MINUTES};

use super::What;

/// Bytes of the name and of the id of a chain. Both end up in logs and in paths.
pub(super) const MAX_CHAIN_NAME: u32 = 64;
/// Ids of the chains that the node brings with it, and their names on the command line.
pub(super) const RESERVED_IDS: [&str; 4] = ["dev", "local", "testamur-dev", "testamur-local"];

/// An id of a chain that cannot be mistaken for another, nor for a path.
pub(crate) fn valid_id(id: &str) -> Result<String, What> {
	let id = text(id, MAX_CHAIN_NAME)?;
	let letter = |byte: u8| byte.is_ascii_lowercase();
	let other = |byte: u8| letter(byte) || byte.is_ascii_digit() || byte == b'-';
	if !id.bytes().next().is_some_and(letter) || !id.bytes().all(other) {
		return Err(What::BadId);
	}
	if RESERVED_IDS.contains(&id.as_str()) {
		return Err(What::ReservedId);
	}
	Ok(id)
}

/// A text in one line that says something.
pub(super) fn text(text: &str, most: u32) -> Result<String, What> {
	if text.trim().is_empty() {
		return Err(What::Empty);
	}
	if text.len() > most as usize {
		return Err(What::TooLong { length: text.len(), most });
	}
	if text.chars().any(moves_the_cursor) {
		return Err(What::ControlCharacter);
	}
	Ok(text.into())
}

/// Whether a character changes how the text around it is shown: controls, and those that turn the
/// direction of writing.
pub(crate) fn moves_the_cursor(c: char) -> bool {
	let turns =
		matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
	c.is_control() || turns
}

/// A length of time in blocks.
pub(super) fn blocks(text: &str) -> Option<u32> {
	let (number, unit) = text.trim().split_once(' ')?;
	let unit = match unit.trim() {
		"block" | "blocks" => 1,
		"minute" | "minutes" => MINUTES,
		"hour" | "hours" => HOURS,
		_ => return None,
	};
	number.parse::<u32>().ok()?.checked_mul(unit)
}
