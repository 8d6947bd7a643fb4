// SPDX-License-Identifier: Apache-2.0

//! The rules for texts, and the values that some of them stand for.

use testamur_primitives::text::{check_name, check_uri, NameFault, UriFault};
use testamur_runtime::constants::{HOURS, MINUTES};

use super::Problem;

/// Longest name and longest id of a chain in bytes. Both occur in logs and in paths.
pub(super) const MAX_CHAIN_NAME: u32 = 64;
/// Ids of the chains that the node brings with it, and their names on the command line.
pub(super) const RESERVED_IDS: [&str; 4] = ["dev", "local", "testamur-dev", "testamur-local"];

/// Checks that an id can be mistaken neither for that of another chain nor for a path.
pub(crate) fn valid_id(id: &str) -> Result<String, Problem> {
	let id = line_of_text(id, MAX_CHAIN_NAME)?;
	let letter = |byte: u8| byte.is_ascii_lowercase();
	let other = |byte: u8| letter(byte) || byte.is_ascii_digit() || byte == b'-';
	if !id.bytes().next().is_some_and(letter) || !id.bytes().all(other) {
		return Err(Problem::BadId);
	}
	if RESERVED_IDS.contains(&id.as_str()) {
		return Err(Problem::ReservedId);
	}
	Ok(id)
}

/// Checks that readers see a text as it is, and that it has no more than `most` bytes. The chain
/// has the same rules for names.
pub(super) fn line_of_text(text: &str, most: u32) -> Result<String, Problem> {
	if text.trim().is_empty() {
		return Err(Problem::Empty);
	}
	ensure_length(text, most)?;
	match check_name(text.as_bytes()) {
		Ok(text) => Ok(text.into()),
		Err(NameFault::Empty) => Err(Problem::Empty),
		Err(NameFault::Unprintable | NameFault::NotUtf8) => Err(Problem::Unprintable),
		Err(NameFault::WhiteSpace) => Err(Problem::WhiteSpace),
		Err(NameFault::LeadingMark) => Err(Problem::LeadingMark),
	}
}

/// Checks that a text is a URI as the chain takes it, which may be empty.
pub(super) fn uri(text: &str, most: u32) -> Result<String, Problem> {
	ensure_length(text, most)?;
	match check_uri(text.as_bytes()) {
		Ok(()) => Ok(text.into()),
		Err(UriFault::NotAscii) => Err(Problem::UriNotAscii),
		Err(UriFault::Unprintable) => Err(Problem::UriUnprintable),
	}
}

fn ensure_length(text: &str, most: u32) -> Result<(), Problem> {
	if text.len() > most as usize {
		return Err(Problem::TooLong { length: text.len(), most });
	}
	Ok(())
}

/// Returns whether a character changes how a terminal shows the text around it: a control, or a
/// mark that turns the direction of writing.
pub(crate) fn is_control_or_bidi(c: char) -> bool {
	let is_bidi =
		matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
	c.is_control() || is_bidi
}

/// Converts a length of time, such as `4 hours`, into blocks.
pub(super) fn duration_in_blocks(text: &str) -> Option<u32> {
	let (number, unit) = text.trim().split_once(' ')?;
	let unit = match unit.trim() {
		"block" | "blocks" => 1,
		"minute" | "minutes" => MINUTES,
		"hour" | "hours" => HOURS,
		_ => return None,
	};
	number.parse::<u32>().ok()?.checked_mul(unit)
}
