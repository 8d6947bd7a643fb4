// SPDX-License-Identifier: Apache-2.0

//! The rows and cells of a text, by RFC 4180 and no more: a quotation mark that means nothing there
//! is a fault.
//!
//! Readers that take any text for CSV join rows, or drop quotation marks, where a file is damaged.
//! This one says where it is damaged, and counts lines that end with CR as well.

use crate::{
	limits::{MAX_CELL, MAX_COLUMNS},
	problem::{Problem, RowProblem, TextProblem},
	separator::Separator,
};
use std::borrow::Cow;

/// A cell, and the line in which it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell<'a> {
	pub(crate) text: Cow<'a, str>,
	pub(crate) line: u32,
}

/// A row of cells, and its number among the rows of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record<'a> {
	pub(crate) cells: Vec<Cell<'a>>,
	pub(crate) line: u32,
	pub(crate) row: u32,
}

impl Record<'_> {
	/// Returns the text of a cell, which is empty where the row is too short.
	pub(crate) fn text(&self, place: usize) -> &str {
		self.cells.get(place).map_or("", |cell| &cell.text)
	}

	/// Returns whether no cell holds anything but white space.
	pub(crate) fn is_empty(&self) -> bool {
		self.cells.iter().all(|cell| cell.text.trim().is_empty())
	}
}

/// The place at which a text stops being a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Broken {
	pub(crate) problem: Problem,
	pub(crate) line: u32,
	pub(crate) row: u32,
	pub(crate) place: usize,
}

/// The kinds of end of a cell.
enum End {
	Separator,
	Line,
	Text,
}

/// The rows of a text, in their order.
#[derive(Clone, Debug)]
pub(crate) struct Records<'a> {
	text: &'a str,
	at: usize,
	line: u32,
	row: u32,
	separator: u8,
	/// True if lines end with a lone CR, as far as the lines before tell.
	ends_with_return: Option<bool>,
	/// The first line that ends otherwise than the lines before.
	pub(crate) odd_end: Option<u32>,
}

impl<'a> Records<'a> {
	/// Returns the rows of a text.
	pub(crate) const fn new(text: &'a str, separator: Separator) -> Self {
		Self {
			text,
			at: 0,
			line: 1,
			row: 0,
			separator: separator.byte(),
			ends_with_return: None,
			odd_end: None,
		}
	}

	/// Returns the rows from a place on, which begins a line.
	pub(crate) const fn starting(mut self, at: usize, line: u32) -> Self {
		self.at = at;
		self.line = line;
		self
	}

	/// Returns the place behind the rows that were read.
	pub(crate) const fn at(&self) -> usize {
		self.at
	}

	/// Returns the next row, or `None` behind the last.
	pub(crate) fn next(&mut self) -> Result<Option<Record<'a>>, Broken> {
		if self.at >= self.text.len() {
			return Ok(None);
		}
		self.row += 1;
		let (line, row) = (self.line, self.row);
		let mut cells = Vec::new();
		loop {
			let begin = self.line;
			let broken = |problem| Broken { problem, line: begin, row, place: cells.len() };
			if cells.len() > MAX_COLUMNS {
				return Err(broken(RowProblem::TooManyColumns.into()));
			}
			let text = self.cell().map_err(|problem| broken(problem.into()))?;
			if text.len() > MAX_CELL && text.chars().count() > MAX_CELL {
				return Err(broken(TextProblem::TooLong { most: MAX_CELL }.into()));
			}
			cells.push(Cell { text, line: begin });
			match self.end() {
				End::Separator => (),
				End::Line | End::Text => return Ok(Some(Record { cells, line, row })),
			}
		}
	}

	/// Reads a cell up to what stands behind it.
	fn cell(&mut self) -> Result<Cow<'a, str>, RowProblem> {
		if self.rest().first() == Some(&b'"') {
			return self.quoted_cell();
		}
		let separator = self.separator;
		let stops = |byte: &u8| matches!(byte, b'"' | b'\r' | b'\n') || *byte == separator;
		let rest = self.rest();
		let length = rest.iter().position(stops).unwrap_or(rest.len());
		if rest.get(length) == Some(&b'"') {
			return Err(RowProblem::StrayQuote);
		}
		let text = &self.text[self.at..self.at + length];
		self.at += length;
		Ok(Cow::Borrowed(text))
	}

	fn quoted_cell(&mut self) -> Result<Cow<'a, str>, RowProblem> {
		let mut pieces = Cow::Borrowed("");
		loop {
			let begin = self.at + 1;
			let length = self.text[begin..].find('"').ok_or(RowProblem::UnclosedQuote)?;
			append(&mut pieces, &self.text[begin..begin + length]);
			self.at = begin + length + 1;
			match self.rest().first() {
				Some(b'"') => append(&mut pieces, "\""),
				Some(b'\r' | b'\n') | None => break,
				Some(byte) if *byte == self.separator => break,
				Some(_) => return Err(RowProblem::TextAfterQuote),
			}
		}
		if pieces.contains('\r') {
			pieces = Cow::Owned(pieces.replace("\r\n", "\n").replace('\r', "\n"));
		}
		let breaks = pieces.bytes().filter(|byte| *byte == b'\n').count();
		self.line = self.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
		Ok(pieces)
	}

	/// Reads what stands behind a cell.
	fn end(&mut self) -> End {
		let (length, lone_return) = match self.rest() {
			[] => return End::Text,
			[b'\r', b'\n', ..] => (2, false),
			[b'\r', ..] => (1, true),
			[b'\n', ..] => (1, false),
			_ => {
				self.at += 1;
				return End::Separator;
			},
		};
		if *self.ends_with_return.get_or_insert(lone_return) != lone_return {
			self.odd_end.get_or_insert(self.line);
		}
		self.at += length;
		self.line = self.line.saturating_add(1);
		End::Line
	}

	fn rest(&self) -> &'a [u8] {
		&self.text.as_bytes()[self.at..]
	}
}

/// Appends a piece to a cell. A cell of one piece is not copied.
fn append<'a>(cell: &mut Cow<'a, str>, piece: &'a str) {
	if cell.is_empty() {
		*cell = Cow::Borrowed(piece);
	} else {
		cell.to_mut().push_str(piece);
	}
}
