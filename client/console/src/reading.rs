// SPDX-License-Identifier: Apache-2.0

//! Files, of which no more is read than there may be.

use std::io::{self, Read};

/// Returns all bytes of a source if there are at most `most`. Otherwise it returns the first `most + 1`,
/// by which the caller sees that there are more.
///
/// # Errors
///
/// Returns the error of the source.
pub fn read_bounded(source: impl Read, most: usize) -> io::Result<Vec<u8>> {
	let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
	let mut bytes = Vec::new();
	source.take(limit).read_to_end(&mut bytes)?;
	Ok(bytes)
}

#[cfg(test)]
mod tests {
	use super::read_bounded;
	use std::io;

	#[test]
	fn one_byte_beyond_the_bound_is_read() -> io::Result<()> {
		assert_eq!(read_bounded(&b"abc"[..], 3)?, b"abc");
		assert_eq!(read_bounded(&b"abc"[..], 2)?, b"abc");
		assert_eq!(read_bounded(io::repeat(7), 4)?.len(), 5);
		Ok(())
	}
}
