// SPDX-License-Identifier: Apache-2.0

//! The decoding of SCALE from bytes that nobody vouches for.
//!
//! Lists are compared with their bounds before they are read, so that a few bytes cannot make a
//! verifier allocate or compute more than they are worth.

use crate::{
	limits::MAX_BYTES,
	refusal::{Part, Refusal},
};
use alloc::vec::Vec;
use codec::{Compact, Decode};

/// Bytes that are being decoded.
pub(crate) struct Reader<'a> {
	rest: &'a [u8],
}

impl<'a> Reader<'a> {
	/// Creates a reader of all of these bytes.
	pub(crate) const fn new(bytes: &'a [u8]) -> Self {
		Self { rest: bytes }
	}

	/// Creates a reader of what follows the version, which must be the one that is known.
	pub(crate) fn of_version(bytes: &'a [u8], known: u8, part: Part) -> Result<Self, Refusal> {
		if bytes.len() > MAX_BYTES {
			return Err(Refusal::too_large(part, bytes.len(), MAX_BYTES));
		}
		let mut reader = Self::new(bytes);
		match reader.value::<u8>(part)? {
			version if version == known => Ok(reader),
			other => Err(Refusal::UnknownVersion(other)),
		}
	}

	/// Reads a value of a type whose size is fixed or bounded.
	pub(crate) fn value<T: Decode>(&mut self, part: Part) -> Result<T, Refusal> {
		T::decode(&mut self.rest).map_err(|_| Refusal::Malformed(part))
	}

	/// Reads a number of 32 bits in the compact form.
	pub(crate) fn compact_u32(&mut self, part: Part) -> Result<u32, Refusal> {
		self.value(part).map(|Compact::<u32>(number)| number)
	}

	/// Reads a number of 64 bits in the compact form.
	pub(crate) fn compact_u64(&mut self, part: Part) -> Result<u64, Refusal> {
		self.value(part).map(|Compact::<u64>(number)| number)
	}

	/// Reads the length of a list, which is at most `limit`.
	fn length(&mut self, part: Part, limit: u32) -> Result<u32, Refusal> {
		let found = self.compact_u32(part)?;
		if found > limit {
			return Err(Refusal::TooLarge { part, found: found.into(), limit: limit.into() });
		}
		Ok(found)
	}

	/// Reads a list of at most `limit` items.
	pub(crate) fn list<T>(
		&mut self,
		part: Part,
		limit: u32,
		mut item: impl FnMut(&mut Self) -> Result<T, Refusal>,
	) -> Result<Vec<T>, Refusal> {
		let length = self.length(part, limit)?;
		// Each item takes a byte at least. Without that, the list would be longer than its bytes.
		let mut items = Vec::new();
		for _ in 0..length {
			items.push(item(self)?);
		}
		Ok(items)
	}

	/// Reads bytes after their number.
	pub(crate) fn bytes(&mut self, part: Part) -> Result<&'a [u8], Refusal> {
		let length = self.compact_u32(part)?;
		let length = usize::try_from(length).map_err(|_| Refusal::Malformed(part))?;
		let (bytes, rest) = self.rest.split_at_checked(length).ok_or(Refusal::Malformed(part))?;
		self.rest = rest;
		Ok(bytes)
	}

	/// Reads a byte that says whether a value follows, and the value.
	pub(crate) fn option<T>(
		&mut self,
		part: Part,
		value: impl FnOnce(&mut Self) -> Result<T, Refusal>,
	) -> Result<Option<T>, Refusal> {
		match self.value(part)? {
			0_u8 => Ok(None),
			1 => value(self).map(Some),
			_ => Err(Refusal::Malformed(part)),
		}
	}

	/// Checks that nothing is left.
	pub(crate) const fn end(&self, part: Part) -> Result<(), Refusal> {
		if self.rest.is_empty() {
			Ok(())
		} else {
			Err(Refusal::Malformed(part))
		}
	}
}
