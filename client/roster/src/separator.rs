// SPDX-License-Identifier: Apache-2.0

//! The character between two cells.

/// The character between two cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
	/// A comma, as RFC 4180 has it.
	Comma,
	/// A semicolon, which spreadsheets write where the comma is the decimal sign.
	Semicolon,
	/// A tab, as in "Unicode text" of Excel.
	Tab,
}

impl Separator {
	/// Every separator.
	pub(crate) const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

	/// Returns the byte that stands for it.
	pub(crate) const fn byte(self) -> u8 {
		match self {
			Self::Comma => b',',
			Self::Semicolon => b';',
			Self::Tab => b'\t',
		}
	}

	/// Returns the separator that a text is.
	pub(crate) fn of(text: &str) -> Option<Self> {
		Self::ALL.into_iter().find(|separator| text.as_bytes() == [separator.byte()])
	}
}

/// Returns whether text begins with the word by which a first line states the separator for Excel.
pub(crate) fn states_separator(text: &str) -> bool {
	let text = text.strip_prefix('"').unwrap_or(text);
	text.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("sep="))
}
