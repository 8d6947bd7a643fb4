// SPDX-License-Identifier: Apache-2.0

//! A parser of unambiguous JSON (RFC 7493, "I-JSON").
//!
//! A parser that keeps the last of two members of one name, or rounds a number, lets two different
//! files share one digest. The parsers that exist either do so or hide the text of a number, so this
//! one refuses whatever is ambiguous while it reads.

use crate::{
	fault::Fault,
	number,
	value::{is_escaped, Name, Object, Value},
};
use alloc::{string::String, vec::Vec};

/// The maximum depth to which objects and arrays are nested.
const MAX_DEPTH: u8 = 100;
const WHITE_SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// Parses UTF-8 bytes.
pub fn parse(bytes: &[u8]) -> Result<Value, Fault> {
	let rest = core::str::from_utf8(bytes).map_err(|_| Fault::NotUtf8)?;
	let mut reader = Reader { rest, depth: 0 };
	let value = reader.value()?;
	reader.skip_white_space();
	reader.rest.is_empty().then_some(value).ok_or(Fault::NotJson)
}

/// Parses UTF-8 bytes that hold an object.
pub fn parse_object(bytes: &[u8]) -> Result<Object, Fault> {
	match parse(bytes)? {
		Value::Object(object) => Ok(object),
		_ => Err(Fault::NotObject),
	}
}

struct Reader<'a> {
	/// The text that is not read yet.
	rest: &'a str,
	/// The number of objects and arrays around it.
	depth: u8,
}

impl<'a> Reader<'a> {
	fn value(&mut self) -> Result<Value, Fault> {
		self.skip_white_space();
		match self.rest.as_bytes().first() {
			Some(b'{') => self.nested(Self::object).map(Value::Object),
			Some(b'[') => self.nested(Self::array).map(Value::Array),
			Some(b'"') => self.string().map(Value::String),
			Some(b'-' | b'0'..=b'9') => self.number().map(Value::Number),
			_ if self.accept("null") => Ok(Value::Null),
			_ if self.accept("true") => Ok(Value::Bool(true)),
			_ if self.accept("false") => Ok(Value::Bool(false)),
			_ => Err(Fault::NotJson),
		}
	}

	fn nested<T>(&mut self, read: fn(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
		if self.depth >= MAX_DEPTH {
			return Err(Fault::TooDeep);
		}
		self.depth = self.depth.saturating_add(1);
		let value = read(self)?;
		self.depth = self.depth.saturating_sub(1);
		Ok(value)
	}

	fn object(&mut self) -> Result<Object, Fault> {
		let mut object = Object::new();
		self.items("{", "}", |reader| {
			let name = reader.string()?;
			reader.skip_white_space();
			reader.expect(":")?;
			let value = reader.value()?;
			// Names are compared after unescaping: "a" and "\u0061" are one name.
			match object.insert(Name(name), value) {
				None => Ok(()),
				Some(_) => Err(Fault::DuplicateMember),
			}
		})?;
		Ok(object)
	}

	fn array(&mut self) -> Result<Vec<Value>, Fault> {
		let mut array = Vec::new();
		self.items("[", "]", |reader| {
			array.push(reader.value()?);
			Ok(())
		})?;
		Ok(array)
	}

	/// Reads items between brackets, separated by commas.
	fn items(
		&mut self,
		open: &str,
		close: &str,
		mut item: impl FnMut(&mut Self) -> Result<(), Fault>,
	) -> Result<(), Fault> {
		self.expect(open)?;
		self.skip_white_space();
		if self.accept(close) {
			return Ok(());
		}
		loop {
			self.skip_white_space();
			item(self)?;
			self.skip_white_space();
			if self.accept(close) {
				return Ok(());
			}
			self.expect(",")?;
		}
	}

	fn string(&mut self) -> Result<String, Fault> {
		self.expect("\"")?;
		let mut string = String::new();
		loop {
			let mut bytes = self.rest.bytes();
			let end = bytes.position(is_escaped).ok_or(Fault::NotJson)?;
			string.push_str(self.advance(end)?);
			if self.accept("\"") {
				break;
			}
			// The byte is neither a quote nor an escape, so it is a control character.
			self.expect("\\")?;
			string.push(self.escape()?);
		}
		if !string.is_ascii() && string.chars().any(is_noncharacter) {
			return Err(Fault::Noncharacter);
		}
		Ok(string)
	}

	/// Reads what follows a backslash.
	fn escape(&mut self) -> Result<char, Fault> {
		let escaped = match self.rest.as_bytes().first() {
			Some(b'"') => '"',
			Some(b'\\') => '\\',
			Some(b'/') => '/',
			Some(b'b') => '\u{8}',
			Some(b'f') => '\u{c}',
			Some(b'n') => '\n',
			Some(b'r') => '\r',
			Some(b't') => '\t',
			Some(b'u') => {
				self.advance(1)?;
				return self.code_point();
			},
			_ => return Err(Fault::NotJson),
		};
		self.advance(1)?;
		Ok(escaped)
	}

	/// Reads the digits of an escape and, behind the first half of a surrogate pair, a second escape.
	fn code_point(&mut self) -> Result<char, Fault> {
		let first = self.code_unit()?;
		let is_first_half = (0xd800..=0xdbff).contains(&first);
		let second =
			if is_first_half && self.accept("\\u") { Some(self.code_unit()?) } else { None };
		char::decode_utf16([first].into_iter().chain(second))
			.next()
			.and_then(Result::ok)
			.ok_or(Fault::LoneSurrogate)
	}

	fn code_unit(&mut self) -> Result<u16, Fault> {
		let digits = self.advance(4)?;
		if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
			return Err(Fault::NotJson);
		}
		u16::from_str_radix(digits, 16).map_err(|_| Fault::NotJson)
	}

	fn number(&mut self) -> Result<f64, Fault> {
		let is_part = |c: char| matches!(c, '0'..='9' | '+' | '-' | '.' | 'e' | 'E');
		let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
		number::read(self.advance(end)?)
	}

	/// Takes a number of bytes from the text.
	fn advance(&mut self, bytes: usize) -> Result<&'a str, Fault> {
		let (taken, rest) = self.rest.split_at_checked(bytes).ok_or(Fault::NotJson)?;
		self.rest = rest;
		Ok(taken)
	}

	/// Takes `expected` from the text if it comes next, and returns whether it does.
	fn accept(&mut self, expected: &str) -> bool {
		let rest = self.rest.strip_prefix(expected);
		self.rest = rest.unwrap_or(self.rest);
		rest.is_some()
	}

	fn expect(&mut self, expected: &str) -> Result<(), Fault> {
		self.accept(expected).then_some(()).ok_or(Fault::NotJson)
	}

	fn skip_white_space(&mut self) {
		self.rest = self.rest.trim_start_matches(WHITE_SPACE);
	}
}

/// Returns whether a code point will never be a character (RFC 7493, section 2.1).
fn is_noncharacter(c: char) -> bool {
	let code = u32::from(c);
	(0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}
