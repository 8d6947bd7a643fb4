// SPDX-License-Identifier: Apache-2.0

//! The rules for texts that a verdict shows: names and URIs.
//!
//! A reader decides by the name of an issuer, so a name must look like what it is. The categories
//! of characters are those of Unicode, in the version of the crate `unicode-properties`. A
//! character that a later version assigns is refused until the runtime is built with that version.

use core::{ops::RangeInclusive, str};
use unicode_properties::{GeneralCategory as Category, UnicodeGeneralCategory as _};

/// Characters that show nothing, although their categories are those of letters, marks and
/// symbols.
///
/// The first nine are what `Default_Ignorable_Code_Point` adds to the categories that are refused
/// anyway: the grapheme joiner, the fillers of Hangul, the inherent vowels of Khmer, and the
/// selectors of variants. The last three are a Braille pattern, hieroglyphs and a musical note that
/// have nothing to show.
const BLANK: [RangeInclusive<char>; 12] = [
	'\u{34f}'..='\u{34f}',
	'\u{115f}'..='\u{1160}',
	'\u{17b4}'..='\u{17b5}',
	'\u{180b}'..='\u{180d}',
	'\u{180f}'..='\u{180f}',
	'\u{3164}'..='\u{3164}',
	'\u{fe00}'..='\u{fe0f}',
	'\u{ffa0}'..='\u{ffa0}',
	'\u{e0100}'..='\u{e01ef}',
	'\u{2800}'..='\u{2800}',
	'\u{13441}'..='\u{13442}',
	'\u{1d159}'..='\u{1d159}',
];

/// The rule that a name breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameFault {
	/// It has no characters.
	Empty,
	/// Its bytes are not UTF-8.
	NotUtf8,
	/// It holds a character that cannot be seen, or that changes how others are shown: a control,
	/// a format character (such as one of zero width, or one that turns the direction of writing),
	/// a separator of lines or paragraphs, a blank letter or mark, one of private use, or one that
	/// Unicode has not assigned.
	Unprintable,
	/// It begins or ends with white space, has two spaces in a row, or white space other than
	/// U+0020.
	WhiteSpace,
	/// It begins with a combining mark, which would be shown on whatever is before the name.
	LeadingMark,
}

/// The rule that a URI breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UriFault {
	/// It holds bytes outside ASCII.
	NotAscii,
	/// It holds white space or a control character.
	Unprintable,
}

/// Checks that bytes are a name that readers see as it is, and returns the text.
///
/// # Errors
///
/// Returns the first rule that the name breaks.
pub fn check_name(name: &[u8]) -> Result<&str, NameFault> {
	let text = str::from_utf8(name).map_err(|_| NameFault::NotUtf8)?;
	let first = text.chars().next().ok_or(NameFault::Empty)?;
	if is_mark(first) && !is_unprintable(first) {
		return Err(NameFault::LeadingMark);
	}
	// The name is judged as if a space stood before it and another after it.
	let mut last = ' ';
	for next in text.chars() {
		if is_unprintable(next) {
			return Err(NameFault::Unprintable);
		}
		let is_other_space = next.general_category() == Category::SpaceSeparator && next != ' ';
		if is_other_space || (last == ' ' && next == ' ') {
			return Err(NameFault::WhiteSpace);
		}
		last = next;
	}
	if last == ' ' {
		return Err(NameFault::WhiteSpace);
	}
	Ok(text)
}

/// Checks that bytes are printable ASCII without white space. None at all are fine.
///
/// # Errors
///
/// Returns the rule that the URI breaks.
pub fn check_uri(uri: &[u8]) -> Result<(), UriFault> {
	if !uri.is_ascii() {
		return Err(UriFault::NotAscii);
	}
	if !uri.iter().all(u8::is_ascii_graphic) {
		return Err(UriFault::Unprintable);
	}
	Ok(())
}

/// Returns whether a character cannot be seen, or changes how others are shown.
fn is_unprintable(c: char) -> bool {
	let by_category = matches!(
		c.general_category(),
		Category::Control
			| Category::Format
			| Category::Surrogate
			| Category::PrivateUse
			| Category::Unassigned
			| Category::LineSeparator
			| Category::ParagraphSeparator
	);
	by_category || BLANK.iter().any(|range| range.contains(&c))
}

/// Returns whether a character combines with the one before it.
fn is_mark(c: char) -> bool {
	matches!(
		c.general_category(),
		Category::NonspacingMark | Category::SpacingMark | Category::EnclosingMark
	)
}
