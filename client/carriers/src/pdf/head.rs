// SPDX-License-Identifier: Apache-2.0

//! An object at a place of a file, and the bytes of a stream.

use super::{
	budget::Budget,
	damaged,
	object::{Number, Object},
};
use crate::fault::Fault;

/// An object at a place of a file.
pub(super) struct Head {
	/// Its number.
	pub(super) number: Number,
	/// Its value, which of a stream is its dictionary.
	pub(super) value: Object,
	/// The place behind the value.
	pub(super) behind: usize,
}

/// Reads the object at a place.
pub(super) fn head_at(bytes: &[u8], place: usize, budget: &mut Budget) -> Result<Head, Fault> {
	budget.read(bytes, place, |lexer| {
		let number = lexer.head().ok_or(damaged("a part is not where its table says"))?;
		let value = lexer.object()?;
		Ok(Head { number, value, behind: lexer.place() })
	})?
}

/// Returns the bytes of a stream of a length, whose dictionary ends at a place.
pub(super) fn raw_stream<'a>(
	bytes: &'a [u8],
	behind: usize,
	length: usize,
	budget: &mut Budget,
) -> Result<&'a [u8], Fault> {
	const OTHER: Fault = damaged("a part of it has another length than it says");
	let begin = budget.read(bytes, behind, |lexer| {
		lexer.accept("stream").then(|| {
			lexer.skip_line_end();
			lexer.place()
		})
	})?;
	let begin = begin.ok_or(OTHER)?;
	let end = begin.checked_add(length).ok_or(OTHER)?;
	let raw = bytes.get(begin..end).ok_or(OTHER)?;
	match budget.read(bytes, end, |lexer| lexer.accept("endstream"))? {
		true => Ok(raw),
		false => Err(OTHER),
	}
}
