// SPDX-License-Identifier: Apache-2.0

//! The budget of a file, which bounds how long all of its reading takes and how much memory.
//!
//! The parts of a hostile file overlap: many objects end with the same bytes, many numbers lead to one place. So a
//! bound for each part is not one for the whole.

use super::lexer::Lexer;
use crate::{
	fault::Fault,
	kind::Kind,
	limits::{MAX_ALL_VALUES, MAX_DECODED, MAX_LOOKED_AT},
};

/// The rest of what may be read of a file.
pub(super) struct Budget {
	/// The bytes that may be looked at.
	looked_at: usize,
	/// The values that may be read.
	values: usize,
	/// The bytes that may be decompressed.
	decoded: usize,
}

pub(super) const TOO_LARGE: Fault = Fault::TooLarge(Kind::Pdf, "compressed parts", MAX_DECODED);
const TOO_COMPLEX: Fault = Fault::TooComplex(Kind::Pdf, "parts");

impl Budget {
	pub(super) const fn new() -> Self {
		Self { looked_at: MAX_LOOKED_AT, values: MAX_ALL_VALUES, decoded: MAX_DECODED }
	}

	/// Returns what is read from a place of bytes on.
	pub(super) fn read<'a, T>(
		&mut self,
		bytes: &'a [u8],
		place: usize,
		read: impl FnOnce(&mut Lexer<'a>) -> T,
	) -> Result<T, Fault> {
		// An error of one part has told that the budget is used up, and the caller may ask for other parts.
		if self.looked_at == 0 || self.values == 0 {
			return Err(TOO_COMPLEX);
		}
		let mut lexer = Lexer::new(bytes, place);
		let made = read(&mut lexer);
		self.values = self.values.saturating_sub(lexer.values_read());
		self.look_at(lexer.looked_at())?;
		match self.values {
			0 => Err(TOO_COMPLEX),
			_ => Ok(made),
		}
	}

	/// Takes bytes from those that may be looked at.
	pub(super) fn look_at(&mut self, count: usize) -> Result<(), Fault> {
		self.looked_at = self.looked_at.saturating_sub(count);
		match self.looked_at {
			0 => Err(TOO_COMPLEX),
			_ => Ok(()),
		}
	}

	/// Returns how many bytes may be decompressed.
	pub(super) const fn decoded(&self) -> usize {
		self.decoded
	}

	/// Takes bytes from those that may be decompressed.
	pub(super) fn decode(&mut self, count: usize) -> Result<(), Fault> {
		let left = self.decoded.checked_sub(count);
		self.decoded = left.unwrap_or_default();
		left.map(drop).ok_or(TOO_LARGE)
	}
}

#[cfg(test)]
mod tests {
	use super::{Budget, Lexer, TOO_COMPLEX, TOO_LARGE};

	#[test]
	fn bytes_that_are_looked_at_twice_count_twice() {
		// The reader looks for the rest of a reference behind the number, and goes back.
		let bytes = [b"1".as_slice(), &[b' '; 40]].concat();
		let mut budget = Budget { looked_at: 100, ..Budget::new() };
		let mut read = || budget.read(&bytes, 0, Lexer::object).map(drop);
		assert_eq!(
			[read(), read(), read(), read()],
			[Ok(()), Ok(()), Err(TOO_COMPLEX), Err(TOO_COMPLEX)]
		);
	}

	#[test]
	fn values_and_bytes_run_out() {
		let mut budget = Budget { values: 5, ..Budget::new() };
		let mut read = || budget.read(b"[1 2]", 0, Lexer::object).map(drop);
		assert_eq!([read(), read(), read()], [Ok(()), Err(TOO_COMPLEX), Err(TOO_COMPLEX)]);
		let mut budget = Budget { decoded: 5, ..Budget::new() };
		assert_eq!(
			[budget.decode(3), budget.decode(3), budget.decode(1)],
			[Ok(()), Err(TOO_LARGE), Err(TOO_LARGE)]
		);
	}
}
