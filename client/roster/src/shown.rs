// SPDX-License-Identifier: Apache-2.0

//! Text of a file as a message shows it: cut, and with no character that cannot be seen, so that a
//! list cannot write to the terminal of its reader.

use testamur_primitives::text::{check_name, NameFault};

/// Maximum number of characters of a cell that a message shows.
const MAX_SHOWN: usize = 40;

/// Returns text as a message shows it, without quotation marks around it.
#[must_use]
pub fn shown(text: &str) -> String {
	let mut shown = String::new();
	for c in text.chars().take(MAX_SHOWN) {
		if is_unprintable(c) || is_other_space(c) {
			shown.extend(c.escape_unicode());
		} else {
			shown.push(c);
		}
	}
	if text.chars().nth(MAX_SHOWN).is_some() {
		shown.push('…');
	}
	shown
}

/// Returns whether a character cannot be seen, or changes how others are shown.
pub(crate) fn is_unprintable(c: char) -> bool {
	fault_of(c) == Some(NameFault::Unprintable)
}

/// Returns whether a character is white space other than U+0020.
pub(crate) fn is_other_space(c: char) -> bool {
	c != ' ' && fault_of(c) == Some(NameFault::WhiteSpace)
}

/// Returns the rule of names that a character breaks between two letters.
fn fault_of(c: char) -> Option<NameFault> {
	if c.is_ascii_graphic() {
		return None;
	}
	let mut between = [b'a'; 6];
	let length = c.encode_utf8(&mut between[1..5]).len();
	between[length + 1] = b'a';
	check_name(&between[..length + 2]).err()
}
