// SPDX-License-Identifier: Apache-2.0

//! An object at a place of a file, and the bytes of a stream.

use super::{
	damaged,
	lexer::Lexer,
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
pub(super) fn head_at(bytes: &[u8], place: usize) -> Result<Head, Fault> {
	let mut lexer = Lexer::new(bytes, place);
	let number = lexer.head().ok_or(damaged("a part is not where its table says"))?;
	let value = lexer.object()?;
	Ok(Head { number, value, behind: lexer.place() })
}

/// Returns the bytes of a stream of a length, whose dictionary ends at a place.
pub(super) fn raw_stream(bytes: &[u8], behind: usize, length: usize) -> Result<&[u8], Fault> {
	const OTHER: Fault = damaged("a part of it has another length than it says");
	let mut lexer = Lexer::new(bytes, behind);
	if !lexer.accept("stream") {
		return Err(OTHER);
	}
	lexer.skip_line_end();
	let begin = lexer.place();
	let end = begin.checked_add(length).ok_or(OTHER)?;
	let raw = bytes.get(begin..end).ok_or(OTHER)?;
	match Lexer::new(bytes, end).accept("endstream") {
		true => Ok(raw),
		false => Err(OTHER),
	}
}
