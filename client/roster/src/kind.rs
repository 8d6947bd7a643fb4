// SPDX-License-Identifier: Apache-2.0

//! The kinds of values.

/// The kinds of content of a column. No kind takes an empty cell for a value: a column that is not
/// required may have some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
	/// Text of one line that looks like what it is, such as a name: by the rules for names that a
	/// verdict shows (`testamur_primitives::text`).
	Text,
	/// Text of several lines, in which only characters that cannot be seen are refused. Line ends
	/// become LF.
	Paragraphs,
	/// An address of mail in ASCII.
	Email,
	/// A day of the calendar, as `YYYY-MM-DD`, in [`YEARS`](crate::YEARS).
	Date,
	/// A decimal number with a point and without an exponent, of at most
	/// [`MAX_DIGITS`](crate::MAX_DIGITS).
	Decimal,
	/// A whole number from 0 to [`MAX_WHOLE`](crate::MAX_WHOLE).
	Whole,
	/// A URI (RFC 3986) with its scheme.
	Uri,
	/// One of a list, to the letter.
	OneOf(Vec<String>),
	/// A number or code of a learner, which is text: leading zeros belong to it.
	Identifier,
}
