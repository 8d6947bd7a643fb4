// SPDX-License-Identifier: Apache-2.0

//! The text form of bytes: `0x` and hexadecimal digits.

use alloc::{string::String, vec::Vec};
use core::fmt;
use serde::{de, Deserialize, Deserializer, Serialize, Serializer};
#[cfg(feature = "sp-core")]
use sp_core::H256;
use testamur_primitives::{Leaf, ListLabel, Root};

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// 32 bytes that are written as `0x` and 64 lower-case digits, and read in either case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hash(pub [u8; 32]);

impl Hash {
	/// Parses `0x` and 64 digits.
	pub fn parse(text: &str) -> Option<Self> {
		bytes(text).map(Self)
	}
}

/// The label of a status list: 16 bytes that are written as `0x` and 32 lower-case digits, and read
/// in either case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Label(pub [u8; 16]);

impl Label {
	/// Parses `0x` and 32 digits.
	pub fn parse(text: &str) -> Option<Self> {
		bytes(text).map(Self)
	}
}

impl From<ListLabel> for Label {
	fn from(label: ListLabel) -> Self {
		Self(label.0)
	}
}

impl Serialize for Label {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.serialize_str(&encode(&self.0))
	}
}

impl<'de> Deserialize<'de> for Label {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Visitor;

		impl de::Visitor<'_> for Visitor {
			type Value = Label;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str("16 bytes as \"0x\" and 32 hexadecimal digits")
			}

			fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
				Label::parse(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
			}
		}

		deserializer.deserialize_str(Visitor)
	}
}

/// Parses `0x` and two digits for each of `N` bytes.
fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
	let (pairs, rest) = text.strip_prefix("0x")?.as_bytes().as_chunks::<2>();
	if pairs.len() != N || !rest.is_empty() {
		return None;
	}
	let mut bytes = [0; N];
	let mut seen = 0;
	for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
		let (high, low) = (VALUES[*high as usize], VALUES[*low as usize]);
		seen |= high | low;
		*byte = (high << 4) | low;
	}
	// A question holds thousands of digits, so what is no digit is noticed once for all of them.
	(seen != NO_DIGIT).then_some(bytes)
}

/// The value of what is no digit.
const NO_DIGIT: u8 = 0xff;

/// The value of each byte as a digit.
const VALUES: [u8; 256] = {
	let mut values = [NO_DIGIT; 256];
	let mut value = 0;
	while value < 16 {
		let digit = DIGITS[value as usize];
		values[digit as usize] = value;
		values[digit.to_ascii_uppercase() as usize] = value;
		value += 1;
	}
	values
};

/// Returns the value of a digit.
const fn value(digit: u8) -> Option<u8> {
	match VALUES[digit as usize] {
		NO_DIGIT => None,
		value => Some(value),
	}
}

/// Returns the two digits of a byte.
const fn digits(byte: u8) -> [u8; 2] {
	[DIGITS[(byte >> 4) as usize], DIGITS[(byte & 0x0f) as usize]]
}

/// Reads any number of bytes from hexadecimal digits of either case after `0x`.
pub fn decode(text: &str) -> Option<Vec<u8>> {
	let digits = text.strip_prefix("0x")?.as_bytes();
	let byte = |pair: &[u8]| match pair {
		[high, low] => value(*high)?.checked_mul(16)?.checked_add(value(*low)?),
		_ => None,
	};
	digits.chunks(2).map(byte).collect()
}

/// Encodes bytes as `0x` and two digits for each.
pub fn encode<'a>(bytes: impl IntoIterator<Item = &'a u8>) -> String {
	let mut text = String::from("0x");
	text.extend(bytes.into_iter().flat_map(|byte| digits(*byte)).map(char::from));
	text
}

impl fmt::Display for Hash {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&encode(&self.0))
	}
}

impl From<Leaf> for Hash {
	fn from(leaf: Leaf) -> Self {
		Self(leaf.0)
	}
}

impl From<Root> for Hash {
	fn from(root: Root) -> Self {
		Self(root.0)
	}
}

#[cfg(feature = "sp-core")]
impl From<H256> for Hash {
	fn from(hash: H256) -> Self {
		Self(hash.0)
	}
}

impl Serialize for Hash {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		let mut text = [b'0'; 66];
		text[1] = b'x';
		for (pair, byte) in text[2..].as_chunks_mut().0.iter_mut().zip(&self.0) {
			*pair = digits(*byte);
		}
		serializer.serialize_str(core::str::from_utf8(&text).unwrap_or_default())
	}
}

impl<'de> Deserialize<'de> for Hash {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Visitor;

		impl de::Visitor<'_> for Visitor {
			type Value = Hash;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str("32 bytes as \"0x\" and 64 hexadecimal digits")
			}

			fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
				Hash::parse(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
			}
		}

		deserializer.deserialize_str(Visitor)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;
	use sp_core::H256;

	#[test]
	fn text_that_is_not_a_hash_is_refused() {
		let digits = "ab".repeat(32);
		let cases = [
			String::new(),
			"0x".into(),
			digits.clone(),
			format!("0X{digits}"),
			format!("0x{digits}0"),
			format!("0x{digits}00"),
			format!("0x{}", &digits[1..]),
			format!("0x{}g", &digits[1..]),
			format!(" 0x{digits}"),
			format!("0x+{}", &digits[1..]),
			format!("0x{}ä", &digits[2..]),
		];
		for text in cases {
			assert_eq!(Hash::parse(&text), None, "{text}");
		}
	}

	#[test]
	fn text_that_is_not_a_label_is_refused() {
		let digits = "ab".repeat(16);
		let label = format!("0x{digits}");
		assert_eq!(Label::parse(&label), Some(Label([0xab; 16])));
		assert_eq!(serde_json::to_string(&Label([0xab; 16])).unwrap(), format!("{label:?}"));
		assert_eq!(
			serde_json::from_str::<Label>(&format!("{label:?}")).unwrap(),
			Label([0xab; 16])
		);
		let cases =
			[digits.clone(), format!("0x{digits}00"), format!("0x{}", &digits[2..]), "0x".into()];
		for text in cases {
			assert_eq!(Label::parse(&text), None, "{text}");
		}
		assert_eq!(Label::parse(&format!("0x{}g", &digits[1..])), None);
		assert_eq!(
			Label::parse(&label.to_uppercase().replace("0X", "0x")),
			Some(Label([0xab; 16]))
		);
	}

	proptest! {
		#[test]
		fn written_bytes_are_read_back(bytes: Vec<u8>) {
			let text = encode(&bytes);
			prop_assert_eq!(decode(&text.to_uppercase().replace("0X", "0x")), Some(bytes));
			prop_assert_eq!(decode(&text[..text.len() - 1]), None);
			prop_assert_eq!(decode(&text[1..]), None);
		}

		#[test]
		fn a_written_hash_is_read_back(bytes: [u8; 32]) {
			let text = encode(&bytes);
			prop_assert_eq!(serde_json::to_string(&Hash(bytes)).unwrap(), format!("{text:?}"));
			prop_assert_eq!(Hash::parse(&text), Some(Hash(bytes)));
			prop_assert_eq!(Hash(bytes).to_string(), format!("{:?}", H256(bytes)));
			let upper = text.to_uppercase().replace("0X", "0x");
			prop_assert_eq!(Hash::parse(&upper), Some(Hash(bytes)));
		}
	}
}
