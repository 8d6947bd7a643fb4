// SPDX-License-Identifier: Apache-2.0

//! A reader of JSON (RFC 8259) for requests.
//!
//! Requests have whole numbers and no others. A reader that knows fractions, and an error that repeats
//! what it found, would take a fifth of the module.

use alloc::{
	borrow::Cow,
	string::{String, ToString},
	vec::Vec,
};
use core::fmt;
use serde::de::{
	self, DeserializeSeed, Deserializer, Expected, MapAccess, SeqAccess, Unexpected, Visitor,
};

/// The reason why a text is not what was expected.
#[derive(Debug)]
pub(crate) struct Error(pub(crate) String);

impl fmt::Display for Error {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&self.0)
	}
}

impl core::error::Error for Error {}

impl de::Error for Error {
	fn custom<T: fmt::Display>(message: T) -> Self {
		Self(message.to_string())
	}

	fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
		Self::custom(format_args!("expected {expected}"))
	}

	fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
		Self::custom(format_args!("expected {expected}"))
	}
}

impl Error {
	fn expected(what: &str) -> Self {
		de::Error::custom(format_args!("expected {what}"))
	}
}

/// Reads a value from a text that has nothing else.
pub(crate) fn read<'a, T: de::Deserialize<'a>>(text: &'a str) -> Result<T, Error> {
	let mut reader = Reader { text };
	let value = T::deserialize(&mut reader)?;
	match reader.peek() {
		None => Ok(value),
		Some(_) => Err(Error::expected("the end")),
	}
}

/// Reads a value that may be null and must be there.
pub(crate) fn present<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
	D: Deserializer<'de>,
	T: de::Deserialize<'de>,
{
	de::Deserialize::deserialize(deserializer)
}

/// What is left of a text.
struct Reader<'a> {
	text: &'a str,
}

impl<'a> Reader<'a> {
	/// Returns the next byte that is no white space.
	fn peek(&mut self) -> Option<u8> {
		self.text = self.text.trim_start_matches([' ', '\t', '\n', '\r']);
		self.text.bytes().next()
	}

	/// Takes a text if it is next.
	fn takes(&mut self, word: &str) -> bool {
		self.peek();
		let rest = self.text.strip_prefix(word);
		self.text = rest.unwrap_or(self.text);
		rest.is_some()
	}

	/// Takes a text, which must be next.
	fn take(&mut self, word: &str) -> Result<(), Error> {
		match self.takes(word) {
			true => Ok(()),
			false => Err(Error::expected(word)),
		}
	}

	/// Takes so many bytes.
	fn split(&mut self, length: usize) -> Result<&'a str, Error> {
		let (taken, rest) =
			self.text.split_at_checked(length).ok_or_else(|| Error::expected("more"))?;
		self.text = rest;
		Ok(taken)
	}

	/// Takes the first character of a value, which must be next.
	fn begin(&mut self, first: &str, expected: &dyn Expected) -> Result<(), Error> {
		match self.takes(first) {
			true => Ok(()),
			false => Err(de::Error::invalid_type(Unexpected::Unit, expected)),
		}
	}

	/// Reads a whole number.
	fn number(&mut self, expected: &dyn Expected) -> Result<u64, Error> {
		if !matches!(self.peek(), Some(b'0'..=b'9')) {
			return Err(de::Error::invalid_type(Unexpected::Unit, expected));
		}
		let length = self.text.bytes().take_while(u8::is_ascii_digit).count();
		let digits = self.split(length)?;
		let is_whole = !self.text.starts_with(['.', 'e', 'E']);
		let is_plain = digits.len() == 1 || !digits.starts_with('0');
		match digits.parse() {
			Ok(number) if is_whole && is_plain => Ok(number),
			_ => Err(Error::expected("a whole number of 64 bits")),
		}
	}

	/// Reads what follows the first quotation mark of a string.
	fn string(&mut self) -> Result<Cow<'a, str>, Error> {
		let mut read = Cow::Borrowed("");
		loop {
			let plain = |byte: &u8| *byte != b'"' && *byte != b'\\' && *byte >= b' ';
			let length = self.text.bytes().take_while(plain).count();
			match self.split(length)? {
				part if read.is_empty() => read = Cow::Borrowed(part),
				part => read.to_mut().push_str(part),
			}
			match self.split(1)? {
				"\"" => return Ok(read),
				"\\" => read.to_mut().push(self.escaped()?),
				_ => return Err(Error::expected("no control character in a string")),
			}
		}
	}

	/// Reads what follows a backslash.
	fn escaped(&mut self) -> Result<char, Error> {
		Ok(match self.split(1)? {
			"\"" => '"',
			"\\" => '\\',
			"/" => '/',
			"b" => '\u{8}',
			"f" => '\u{c}',
			"n" => '\n',
			"r" => '\r',
			"t" => '\t',
			"u" => self.unicode()?,
			_ => return Err(Error::expected("an escape")),
		})
	}

	/// Reads the digits of an escaped character, which is one of two surrogates or stands alone.
	fn unicode(&mut self) -> Result<char, Error> {
		let mut units = Vec::from([self.unit()?]);
		if matches!(units.first(), Some(0xd800..=0xdbff)) && self.text.starts_with("\\u") {
			self.split(2)?;
			units.push(self.unit()?);
		}
		let mut characters = char::decode_utf16(units);
		match (characters.next(), characters.next()) {
			(Some(Ok(character)), None) => Ok(character),
			_ => Err(Error::expected("a character")),
		}
	}

	/// Reads four hexadecimal digits.
	fn unit(&mut self) -> Result<u16, Error> {
		let digits = self.split(4)?;
		let is_plain = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
		match u16::from_str_radix(digits, 16) {
			Ok(unit) if is_plain => Ok(unit),
			_ => Err(Error::expected("four hexadecimal digits")),
		}
	}
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
	type Error = Error;

	/// Refuses to read whatever is there, which could be nested without end: the type that is read says
	/// what is next, and so how deep it is.
	fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
		Err(de::Error::invalid_type(Unexpected::Unit, &visitor))
	}

	fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
		self.begin("{", &visitor)?;
		let value = visitor.visit_map(Items { reader: self, first: true })?;
		self.take("}")?;
		Ok(value)
	}

	fn deserialize_struct<V: Visitor<'de>>(
		self,
		_: &'static str,
		_: &'static [&'static str],
		visitor: V,
	) -> Result<V::Value, Error> {
		self.deserialize_map(visitor)
	}

	fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
		self.begin("[", &visitor)?;
		let value = visitor.visit_seq(Items { reader: self, first: true })?;
		self.take("]")?;
		Ok(value)
	}

	fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
		self.begin("\"", &visitor)?;
		match self.string()? {
			Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
			Cow::Owned(text) => visitor.visit_string(text),
		}
	}

	fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
		self.deserialize_str(visitor)
	}

	fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
		self.deserialize_str(visitor)
	}

	fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
		let number = self.number(&visitor)?;
		visitor.visit_u64(number)
	}

	fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
		self.deserialize_u64(visitor)
	}

	fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
		match self.takes("null") {
			true => visitor.visit_none(),
			false => visitor.visit_some(self),
		}
	}

	fn deserialize_newtype_struct<V: Visitor<'de>>(
		self,
		_: &'static str,
		visitor: V,
	) -> Result<V::Value, Error> {
		visitor.visit_newtype_struct(self)
	}

	serde::forward_to_deserialize_any! {
		bool i8 i16 i32 i64 i128 u8 u16 u128 f32 f64 char bytes byte_buf unit unit_struct tuple
		tuple_struct enum ignored_any
	}
}

/// The rest of a list or of an object.
struct Items<'r, 'a> {
	reader: &'r mut Reader<'a>,
	first: bool,
}

impl Items<'_, '_> {
	/// Takes what stands before the next item. Returns false at the end.
	fn go_on(&mut self, end: u8) -> Result<bool, Error> {
		if self.reader.peek() == Some(end) {
			return Ok(false);
		}
		if !core::mem::take(&mut self.first) {
			self.reader.take(",")?;
		}
		Ok(true)
	}
}

impl<'a> SeqAccess<'a> for Items<'_, 'a> {
	type Error = Error;

	fn next_element_seed<T: DeserializeSeed<'a>>(
		&mut self,
		seed: T,
	) -> Result<Option<T::Value>, Error> {
		match self.go_on(b']')? {
			true => seed.deserialize(&mut *self.reader).map(Some),
			false => Ok(None),
		}
	}
}

impl<'a> MapAccess<'a> for Items<'_, 'a> {
	type Error = Error;

	fn next_key_seed<K: DeserializeSeed<'a>>(
		&mut self,
		seed: K,
	) -> Result<Option<K::Value>, Error> {
		match self.go_on(b'}')? {
			true if self.reader.peek() == Some(b'"') => {
				seed.deserialize(&mut *self.reader).map(Some)
			},
			true => Err(Error::expected("the name of a member")),
			false => Ok(None),
		}
	}

	fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, Error> {
		self.reader.take(":")?;
		seed.deserialize(&mut *self.reader)
	}
}

#[cfg(test)]
mod tests {
	use super::read;
	use alloc::{
		collections::BTreeMap,
		string::{String, ToString},
		vec::Vec,
	};

	fn same<T: serde::de::DeserializeOwned + PartialEq + core::fmt::Debug>(text: &str) {
		let expected = serde_json::from_str::<T>(text).ok();
		assert_eq!(read::<T>(text).ok(), expected, "{text}");
	}

	#[test]
	fn numbers_and_lists_are_read_and_refused_as_another_reader_does() {
		for text in [
			"[]",
			"[1]",
			" [ 1 , 2 ] ",
			"[1,]",
			"[,1]",
			"[1 2]",
			"[1",
			"1]",
			"[01]",
			"[0]",
			"[-1]",
			"[1.5]",
			"[1e2]",
			"[18446744073709551615]",
			"[18446744073709551616]",
			"[null]",
			"{}",
			"[1]x",
			"",
			"[\u{a0}1]",
			"[+1]",
		] {
			same::<Vec<u64>>(text);
		}
	}

	#[test]
	fn strings_and_objects_are_read_and_refused_as_another_reader_does() {
		for text in [
			r#""""#,
			r#""a""#,
			r#""\n\"\\\/\b\f\r\t""#,
			r#""\u00e9\ud83d\ude00""#,
			r#""\ud83d""#,
			r#""\ud83dx""#,
			r#""\ude00""#,
			r#""\u+123""#,
			r#""\u12""#,
			r#""\x""#,
			r#"""#,
			"\"\n\"",
			"\"é😀\"",
			r#""\"#,
			"'a'",
			r#""\ud83d\u0041""#,
		] {
			same::<String>(text);
		}
		for text in [
			"{}",
			r#"{"a":1}"#,
			r#"{"a":1,"b":null}"#,
			r#"{"a" : 1 ,}"#,
			r#"{a:1}"#,
			r#"{"a"}"#,
			r#"{"a":1 "b":2}"#,
			r#"{1:1}"#,
			r#"{"\u0061":1}"#,
			"[]",
			r#"{"a":1}}"#,
			r#"{,"a":1}"#,
		] {
			same::<BTreeMap<String, Option<u64>>>(text);
		}
	}

	/// Checks that no text is nested deeper than the type that is read, which has an end.
	#[test]
	fn a_value_of_any_kind_is_not_read() {
		let nested = "[".repeat(300_000);
		for text in ["null", "1", "[]", "{}", "\"\"", &nested] {
			assert!(read::<serde::de::IgnoredAny>(text).is_err());
			assert!(read::<serde_json::Value>(text).is_err());
		}
	}

	#[test]
	fn an_error_says_what_was_expected() {
		let error = |text| read::<Vec<u32>>(text).unwrap_err().to_string();
		assert_eq!(error("[1,\"x\"]"), "expected u32");
		assert_eq!(error("[4294967296]"), "expected u32");
		assert_eq!(error("[1.5]"), "expected a whole number of 64 bits");
		assert_eq!(error("[1 2]"), "expected ,");
	}
}
