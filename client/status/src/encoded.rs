// SPDX-License-Identifier: Apache-2.0

//! The bits of a list as text: `u`, and the base64url form of a GZIP file. What a file of a few bytes becomes is
//! bounded, since it may become anything.

use crate::{fault::Fault, limits::MAX_BYTES};
use flate2::{bufread::GzDecoder, write::GzEncoder, Compression};
use std::io::{Read, Write};
use testamur_primitives::{base64url, status_bits::MIN_BITS};

/// The letter before base64url, by the rules of Multibase.
const MULTIBASE: char = 'u';
/// The most letters of a list: bits that do not become fewer, with what GZIP adds.
const MAX_LETTERS: usize = 2 * MAX_BYTES;

/// Returns bits as text.
#[must_use]
pub fn encode(bits: &[u8]) -> String {
	let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
	// A list in memory is always written.
	let _ = encoder.write_all(bits);
	let bytes = encoder.finish().unwrap_or_default();
	format!("{MULTIBASE}{}", base64url::encode(&bytes))
}

/// Returns the bits that a text stands for.
///
/// # Errors
///
/// Refuses another text, fewer bits than a list has, and more than are read.
pub fn decode(text: &str) -> Result<Vec<u8>, Fault> {
	if text.len() > MAX_LETTERS {
		return Err(Fault::TooLarge);
	}
	let bytes = text
		.strip_prefix(MULTIBASE)
		.and_then(base64url::decode)
		.ok_or(Fault::NotEncoded)?;
	let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
	let mut bits = Vec::new();
	let mut decoder = GzDecoder::new(bytes.as_slice()).take(limit);
	decoder.read_to_end(&mut bits).map_err(|_| Fault::NotEncoded)?;
	let left = decoder.into_inner().into_inner();
	match u32::try_from(bits.len()).map(|length| length.saturating_mul(8)) {
		_ if bits.len() > MAX_BYTES => Err(Fault::TooLarge),
		Ok(length) if length < MIN_BITS => Err(Fault::TooFewBits),
		_ if !left.is_empty() => Err(Fault::NotEncoded),
		_ => Ok(bits),
	}
}
