// SPDX-License-Identifier: Apache-2.0

//! A reader of the values of a PDF.

use super::{
	damaged,
	object::{Dictionary, Number, Object},
};
use crate::{
	fault::Fault,
	kind::Kind,
	limits::{MAX_DEPTH, MAX_VALUES},
};

/// A reader at some place of bytes.
pub(super) struct Lexer<'a> {
	bytes: &'a [u8],
	/// The place of the next byte.
	place: usize,
	/// How many values may follow.
	values: usize,
	/// The number of bytes that were looked at. Those that were looked at twice count twice.
	looked_at: usize,
}

const UNREADABLE: Fault = damaged("a value in it cannot be read");

const fn is_white(byte: u8) -> bool {
	matches!(byte, 0 | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

const fn is_delimiter(byte: u8) -> bool {
	matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

const fn is_regular(byte: u8) -> bool {
	!is_white(byte) && !is_delimiter(byte)
}

fn hex(byte: u8) -> Option<u8> {
	char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

impl<'a> Lexer<'a> {
	/// Returns a reader at a place of bytes.
	pub(super) const fn new(bytes: &'a [u8], place: usize) -> Self {
		Self { bytes, place, values: MAX_VALUES, looked_at: 0 }
	}

	/// Returns the place of the next byte.
	pub(super) const fn place(&self) -> usize {
		self.place
	}

	/// Returns how many bytes were looked at.
	pub(super) const fn looked_at(&self) -> usize {
		self.looked_at
	}

	/// Returns how many values were read.
	pub(super) const fn values_read(&self) -> usize {
		MAX_VALUES.saturating_sub(self.values)
	}

	fn rest(&self) -> &'a [u8] {
		self.bytes.get(self.place..).unwrap_or_default()
	}

	fn peek(&self) -> Option<u8> {
		self.bytes.get(self.place).copied()
	}

	fn take(&mut self) -> Option<u8> {
		let byte = self.peek()?;
		self.skip(1);
		Some(byte)
	}

	fn skip(&mut self, count: usize) {
		self.place = self.place.saturating_add(count);
		self.looked_at = self.looked_at.saturating_add(count);
	}

	/// Takes bytes as long as they are of a kind.
	fn take_while(&mut self, is_wanted: impl Fn(u8) -> bool) -> &'a [u8] {
		let rest = self.rest();
		let count = rest.iter().position(|byte| !is_wanted(*byte)).unwrap_or(rest.len());
		self.skip(count);
		rest.get(..count).unwrap_or_default()
	}

	/// Skips white space and comments.
	pub(super) fn skip_white(&mut self) {
		loop {
			self.take_while(is_white);
			if self.peek() != Some(b'%') {
				return;
			}
			self.take_while(|byte| !matches!(byte, b'\r' | b'\n'));
		}
	}

	/// Takes a word if it comes next, behind white space.
	pub(super) fn accept(&mut self, word: &str) -> bool {
		self.skip_white();
		let found = self.rest().starts_with(word.as_bytes());
		if found {
			self.skip(word.len());
		}
		found
	}

	/// Takes the end of the line behind the word `stream`, which belongs to no content.
	pub(super) fn skip_line_end(&mut self) {
		if self.peek() == Some(b'\r') {
			self.skip(1);
		}
		if self.peek() == Some(b'\n') {
			self.skip(1);
		}
	}

	/// Takes a whole number that is not negative.
	pub(super) fn count(&mut self) -> Option<usize> {
		self.skip_white();
		let digits = self.take_while(|byte| byte.is_ascii_digit());
		core::str::from_utf8(digits).ok()?.parse().ok()
	}

	/// Takes the head of an object, and returns its number.
	pub(super) fn head(&mut self) -> Option<Number> {
		let number = self.count()?;
		self.count()?;
		if self.accept("obj") {
			Number::try_from(number).ok()
		} else {
			None
		}
	}

	/// Takes a value.
	pub(super) fn object(&mut self) -> Result<Object, Fault> {
		self.nested(0)
	}

	fn nested(&mut self, depth: usize) -> Result<Object, Fault> {
		self.values = match self.values.checked_sub(1) {
			Some(left) if depth < MAX_DEPTH => left,
			_ => return Err(Fault::TooComplex(Kind::Pdf, "values")),
		};
		self.skip_white();
		let rest = self.rest();
		match rest {
			[b'<', b'<', ..] => self.dictionary(depth),
			[b'<', ..] => self.hexadecimal(),
			[b'(', ..] => self.text(),
			[b'[', ..] => self.array(depth),
			[b'/', ..] => self.name().map(Object::Name),
			[b'+' | b'-' | b'.' | b'0'..=b'9', ..] => Ok(self.number()),
			_ => match self.take_while(is_regular) {
				b"null" | b"true" | b"false" => Ok(Object::Other),
				_ => Err(UNREADABLE),
			},
		}
	}

	fn array(&mut self, depth: usize) -> Result<Object, Fault> {
		self.skip(1);
		let mut values = Vec::new();
		while !self.accept("]") {
			values.push(self.nested(depth.saturating_add(1))?);
		}
		Ok(Object::Array(values))
	}

	fn dictionary(&mut self, depth: usize) -> Result<Object, Fault> {
		self.skip(2);
		let mut members = Vec::new();
		while !self.accept(">>") {
			let name = self.name()?;
			members.push((name, self.nested(depth.saturating_add(1))?));
		}
		Ok(Object::Dictionary(Dictionary(members)))
	}

	fn name(&mut self) -> Result<Vec<u8>, Fault> {
		if self.take() != Some(b'/') {
			return Err(UNREADABLE);
		}
		let mut name = Vec::new();
		let mut letters = self.take_while(is_regular);
		while let [letter, rest @ ..] = letters {
			let escaped = match (letter, rest) {
				(b'#', [high, low, ..]) => hex(*high).zip(hex(*low)),
				_ => None,
			};
			match escaped {
				Some((high, low)) => {
					name.push(high << 4 | low);
					letters = rest.get(2..).unwrap_or_default();
				},
				None => {
					name.push(*letter);
					letters = rest;
				},
			}
		}
		Ok(name)
	}

	/// Takes a number, or a reference, which begins with two of them.
	fn number(&mut self) -> Object {
		let word = self.take_while(is_regular);
		let Some(number) = core::str::from_utf8(word).ok().and_then(|word| word.parse().ok())
		else {
			return Object::Other;
		};
		let behind = self.place;
		if self.count().is_some() && self.accept("R") && !self.peek().is_some_and(is_regular) {
			if let Ok(number) = Number::try_from(number) {
				return Object::Reference(number);
			}
		}
		self.place = behind;
		Object::Integer(number)
	}

	fn hexadecimal(&mut self) -> Result<Object, Fault> {
		self.skip(1);
		let mut digits = Vec::new();
		loop {
			match self.take() {
				Some(b'>') => break,
				Some(byte) if is_white(byte) => {},
				Some(byte) => digits.push(hex(byte).ok_or(UNREADABLE)?),
				None => return Err(UNREADABLE),
			}
		}
		let byte = |pair: &[u8]| match pair {
			[high, low] => high << 4 | low,
			// A last digit that is missing is 0.
			[high] => high << 4,
			_ => 0,
		};
		Ok(Object::Text(digits.chunks(2).map(byte).collect()))
	}

	fn text(&mut self) -> Result<Object, Fault> {
		self.skip(1);
		let (mut text, mut open) = (Vec::new(), 1_usize);
		loop {
			match self.take().ok_or(UNREADABLE)? {
				b'(' => {
					open = open.saturating_add(1);
					text.push(b'(');
				},
				b')' if open == 1 => return Ok(Object::Text(text)),
				b')' => {
					open = open.saturating_sub(1);
					text.push(b')');
				},
				b'\\' => text.extend(self.escaped()?),
				byte => text.push(byte),
			}
		}
	}

	/// Takes what stands behind a backslash, and returns the byte for it, if there is any.
	fn escaped(&mut self) -> Result<Option<u8>, Fault> {
		Ok(match self.take().ok_or(UNREADABLE)? {
			b'n' => Some(b'\n'),
			b'r' => Some(b'\r'),
			b't' => Some(b'\t'),
			b'b' => Some(b'\x08'),
			b'f' => Some(b'\x0c'),
			b'\r' => {
				if self.peek() == Some(b'\n') {
					self.skip(1);
				}
				None
			},
			b'\n' => None,
			digit @ b'0'..=b'7' => {
				let mut value = u32::from(digit & 7);
				for _ in 0..2 {
					let Some(next @ b'0'..=b'7') = self.peek() else { break };
					self.skip(1);
					value = value << 3 | u32::from(next & 7);
				}
				u8::try_from(value & 0xff).ok()
			},
			other => Some(other),
		})
	}
}
