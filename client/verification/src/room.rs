// SPDX-License-Identifier: Apache-2.0

//! The room that there is for documents, in a call and in a file.

use crate::{files::Problem, location::Location};

/// The most bytes of all documents of a call, and of what lies beside them.
pub(crate) const MAX_OF_CALL: usize = 128 << 20;
/// The most bytes of all documents in one file, and of what lies beside them.
pub(crate) const MAX_OF_FILE: usize = 32 << 20;
/// The bytes that a document counts at least, so that there are not too many of them.
const MIN_DOCUMENT: usize = 1 << 10;

/// The room for the documents of a call, all of which are kept until a node is asked about them.
#[derive(Debug)]
pub struct Room {
	/// The number of bytes that further documents may have.
	left: usize,
}

impl Default for Room {
	fn default() -> Self {
		Self { left: MAX_OF_CALL }
	}
}

impl Room {
	/// Returns that nothing is left, for a file that is not looked at.
	pub(crate) fn ensure(&self, file: &Location) -> Result<(), Problem> {
		match self.left {
			0 => Err(Problem::NoRoom { file: file.clone(), most: MAX_OF_CALL }),
			_ => Ok(()),
		}
	}
}

/// The room for the documents of one file.
pub(crate) struct RoomOfFile<'r> {
	call: &'r mut Room,
	/// The number of bytes that further documents may have, until there are too many.
	left: Option<usize>,
}

impl<'r> RoomOfFile<'r> {
	/// Returns all the room that there is for a file.
	pub(crate) fn new(call: &'r mut Room) -> Self {
		Self { call, left: Some(MAX_OF_FILE) }
	}

	/// Returns whether there was too much.
	pub(crate) const fn is_full(&self) -> bool {
		self.left.is_none()
	}

	/// Takes room for a document of so many bytes, or returns why there is none: to whoever asks first, since
	/// everything after that is passed over.
	pub(crate) fn take(&mut self, location: &Location, size: usize) -> Option<Result<(), Problem>> {
		let left = self.left?;
		let size = size.max(MIN_DOCUMENT);
		let of_file = left.checked_sub(size);
		let of_call = self.call.left.checked_sub(size);
		let file = location.clone();
		let problem = match (of_file, of_call) {
			(Some(_), Some(left)) => {
				(self.left, self.call.left) = (of_file, left);
				return Some(Ok(()));
			},
			(None, _) => Problem::TooMuch { file, most: MAX_OF_FILE },
			(_, None) => {
				self.call.left = 0;
				Problem::NoRoom { file, most: MAX_OF_CALL }
			},
		};
		self.left = None;
		Some(Err(problem))
	}
}
