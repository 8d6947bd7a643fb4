// SPDX-License-Identifier: Apache-2.0

//! The values that columns take, and why they do not take others.

mod addresses;
mod dates;
mod digits;
mod listed;
mod numbers;
mod spoilt;
mod text;

use crate::{
	kind::Kind,
	problem::{Problem, ValueProblem},
};
pub(crate) use spoilt::formula_begin;
pub(crate) use text::is_name;

impl Kind {
	/// Checks that a text is a value of this kind, by the rules for cells. So programs that take the
	/// same value from elsewhere refuse the same.
	///
	/// # Errors
	///
	/// Returns the problem. An empty text is no value.
	pub fn check(&self, text: &str) -> Result<(), Problem> {
		if text.is_empty() {
			return Err(ValueProblem::Required.into());
		}
		check(text, self)
	}
}

/// Checks that a cell, which is not empty, holds a value of a kind.
pub(crate) fn check(cell: &str, kind: &Kind) -> Result<(), Problem> {
	spoilt::check_untouched(cell, kind)?;
	match kind {
		Kind::Text => text::check_line(cell),
		Kind::Paragraphs => text::check_paragraphs(cell),
		Kind::Email => addresses::check_email(cell),
		Kind::Date => dates::check(cell),
		Kind::Decimal => numbers::check_decimal(cell),
		Kind::Whole => numbers::check_whole(cell),
		Kind::Uri => addresses::check_uri(cell),
		Kind::OneOf(list) => listed::check(cell, list),
		Kind::Identifier => spoilt::check_identifier(cell).and_then(|()| text::check_line(cell)),
	}
}
