// SPDX-License-Identifier: Apache-2.0

//! Base64url without padding (RFC 4648, section 5), one text for one sequence of bytes.

use alloc::{string::String, vec::Vec};

/// Returns the bytes as text.
pub fn encode(bytes: &[u8]) -> String {
	bytes
		.chunks(3)
		.flat_map(|chunk| {
			let [first, second, third] =
				[0, 1, 2].map(|place| chunk.get(place).copied().unwrap_or_default());
			let sextets = [
				first >> 2,
				(first & 0x03) << 4 | second >> 4,
				(second & 0x0f) << 2 | third >> 6,
				third & 0x3f,
			];
			sextets.into_iter().map(letter).take(chunk.len().saturating_add(1))
		})
		.collect()
}

/// Returns the bytes that a text stands for, or `None` if [`encode`] returns this text for no bytes.
///
/// A decoder that ignores padding, white space or left-over bits gives several texts one meaning.
pub fn decode(text: &str) -> Option<Vec<u8>> {
	let mut bytes = Vec::with_capacity(text.len());
	for chunk in text.as_bytes().chunks(4) {
		let mut group = 0u32;
		for place in 0..4 {
			let sextet = chunk.get(place).map_or(Some(0), |letter| sextet(*letter))?;
			group = group << 6 | u32::from(sextet);
		}
		let [_, decoded @ ..] = group.to_be_bytes();
		let (kept, left_over) = decoded.split_at_checked(chunk.len().checked_sub(1)?)?;
		if kept.is_empty() || left_over.iter().any(|byte| *byte != 0) {
			return None;
		}
		bytes.extend_from_slice(kept);
	}
	Some(bytes)
}

/// Returns whether a byte is one of the 64 letters.
pub const fn is_letter(byte: u8) -> bool {
	sextet(byte).is_some()
}

const fn letter(sextet: u8) -> char {
	let letter = match sextet {
		0..=25 => b'A'.saturating_add(sextet),
		26..=51 => b'a'.saturating_add(sextet.saturating_sub(26)),
		52..=61 => b'0'.saturating_add(sextet.saturating_sub(52)),
		62 => b'-',
		_ => b'_',
	};
	letter as char
}

const fn sextet(letter: u8) -> Option<u8> {
	Some(match letter {
		b'A'..=b'Z' => letter.saturating_sub(b'A'),
		b'a'..=b'z' => letter.saturating_sub(b'a').saturating_add(26),
		b'0'..=b'9' => letter.saturating_sub(b'0').saturating_add(52),
		b'-' => 62,
		b'_' => 63,
		_ => return None,
	})
}
