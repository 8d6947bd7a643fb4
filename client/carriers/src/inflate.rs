// SPDX-License-Identifier: Apache-2.0

//! Decompression within bounds.

use miniz_oxide::inflate::{
	decompress_to_vec_with_limit, decompress_to_vec_zlib_with_limit, DecompressError, TINFLStatus,
};

/// The wrapping of compressed bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrapping {
	/// None, as in archives.
	Raw,
	/// The form of zlib, which ends with a checksum.
	Zlib,
}

/// A reason why bytes are not decompressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotInflated {
	/// There are more of them than there may be.
	TooLarge,
	/// They are damaged, behind at most so many decompressed bytes.
	Damaged(usize),
}

/// Decompresses bytes, of which there may be at most `most`. No more memory than that is asked for.
pub(crate) fn inflate(
	bytes: &[u8],
	wrapping: Wrapping,
	most: usize,
) -> Result<Vec<u8>, NotInflated> {
	let inflated = match wrapping {
		Wrapping::Raw => decompress_to_vec_with_limit(bytes, most),
		Wrapping::Zlib => decompress_to_vec_zlib_with_limit(bytes, most),
	};
	inflated.map_err(|DecompressError { status, output }| match status {
		TINFLStatus::HasMoreOutput => NotInflated::TooLarge,
		_ => NotInflated::Damaged(output.len()),
	})
}

#[cfg(test)]
mod tests {
	use super::{inflate, NotInflated, Wrapping};
	use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};

	#[test]
	fn no_more_is_decompressed_than_there_may_be() {
		let zeros = vec![0; 1 << 20];
		for (wrapping, bytes) in [
			(Wrapping::Raw, compress_to_vec(&zeros, 6)),
			(Wrapping::Zlib, compress_to_vec_zlib(&zeros, 6)),
		] {
			assert_eq!(inflate(&bytes, wrapping, 1 << 20).unwrap(), zeros);
			assert_eq!(inflate(&bytes, wrapping, (1 << 20) - 1), Err(NotInflated::TooLarge));
			assert_eq!(inflate(&bytes, wrapping, 0), Err(NotInflated::TooLarge));
			let cut = &bytes[..bytes.len() / 2];
			let damaged = inflate(cut, wrapping, 1 << 20).unwrap_err();
			assert!(matches!(damaged, NotInflated::Damaged(count) if count <= 1 << 20));
		}
		let mut changed = compress_to_vec_zlib(b"text", 6);
		*changed.last_mut().unwrap() ^= 1;
		let damaged = inflate(&changed, Wrapping::Zlib, 9).unwrap_err();
		assert!(matches!(damaged, NotInflated::Damaged(count) if count <= 9));
	}
}
