// SPDX-License-Identifier: Apache-2.0

//! Passwords, from where nobody else sees them: a reader or a terminal, and never an argument or a
//! variable of the environment, which other programs of the machine can read.

use crate::limits::MAX_PASSWORD;
use std::{
	fmt,
	io::{self, Read},
	str,
};
use thiserror::Error;
use zeroize::Zeroizing;

/// A password. It is erased when it is dropped.
pub struct Password {
	/// The bytes that are hashed.
	bytes: Zeroizing<Vec<u8>>,
	/// The number of characters that somebody has to guess.
	length: usize,
}

/// A reason why there is no password.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PasswordFault {
	/// There is no character.
	#[error("the password is empty: a keystore always has one")]
	Empty,
	/// There are more bytes than [`MAX_PASSWORD`].
	#[error(
		"the password has more than {MAX_PASSWORD} bytes: check that it is read from the right \
		 place"
	)]
	TooLong,
	/// The bytes are not UTF-8.
	#[error("the password is not UTF-8: save it as UTF-8")]
	NotUtf8,
	/// There are several lines.
	#[error("the password has several lines: write it on one line, with nothing behind it")]
	SeveralLines,
	/// The two passwords for a new keystore differ.
	#[error("the two passwords are not the same: type the new password twice")]
	Different,
	/// The password cannot be read, for the reason that the system gives.
	#[error(
		"the password cannot be read ({0}): name a file descriptor, or call the command on a \
		 terminal"
	)]
	Unreadable(String),
}

impl Password {
	/// Takes a password as polkadot.js would.
	///
	/// polkadot.js hashes a text of an even number of hexadecimal digits behind `0x` as the bytes that they
	/// stand for, so this does too.
	///
	/// # Errors
	///
	/// Refuses an empty text, one of several lines, and one that is too long.
	pub fn new(text: &str) -> Result<Self, PasswordFault> {
		if text.is_empty() {
			return Err(PasswordFault::Empty);
		}
		if text.len() > MAX_PASSWORD {
			return Err(PasswordFault::TooLong);
		}
		if text.contains(['\n', '\r']) {
			return Err(PasswordFault::SeveralLines);
		}
		Ok(match hexadecimal(text) {
			Some(bytes) => Self { length: bytes.len(), bytes },
			None => Self {
				bytes: Zeroizing::new(text.as_bytes().to_vec()),
				length: text.chars().count(),
			},
		})
	}

	/// Reads a password from a file descriptor or the standard input, to the end. One line break at the end
	/// is left out, and every other character counts.
	///
	/// # Errors
	///
	/// Returns an error of the reader, and refuses what [`Password::new`] does.
	pub fn from_reader(reader: impl Read) -> Result<Self, PasswordFault> {
		with_line(reader, Self::new)?
	}

	pub(crate) fn bytes(&self) -> &[u8] {
		&self.bytes
	}

	pub(crate) const fn length(&self) -> usize {
		self.length
	}
}

/// Reads a secret of one line to the end, and returns what a function makes of it. The line is erased then.
///
/// # Errors
///
/// Returns an error of the reader, and refuses a line that is too long or no UTF-8.
pub(crate) fn with_line<T>(
	mut reader: impl Read,
	take: impl FnOnce(&str) -> T,
) -> Result<T, PasswordFault> {
	// The buffer never grows, so no copy of its content is left behind.
	let mut buffer = Zeroizing::new([0; MAX_PASSWORD.saturating_add(3)]);
	let mut length = 0_usize;
	while let Some(free @ [_, ..]) = buffer.get_mut(length..) {
		match reader.read(free) {
			Ok(0) => break,
			Ok(read) => length = length.saturating_add(read),
			Err(error) if error.kind() == io::ErrorKind::Interrupted => {},
			Err(error) => return Err(PasswordFault::Unreadable(error.to_string())),
		}
	}
	let read = buffer.get(..length).ok_or(PasswordFault::TooLong)?;
	let line = read.strip_suffix(b"\n").unwrap_or(read);
	let line =
		if line.len() < read.len() { line.strip_suffix(b"\r").unwrap_or(line) } else { line };
	if line.len() > MAX_PASSWORD {
		return Err(PasswordFault::TooLong);
	}
	str::from_utf8(line).map(take).map_err(|_| PasswordFault::NotUtf8)
}

/// A password is not shown, and neither is its length.
impl fmt::Debug for Password {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("Password(..)")
	}
}

/// Returns the bytes that a text in hexadecimal stands for, and `None` for any other text.
fn hexadecimal(text: &str) -> Option<Zeroizing<Vec<u8>>> {
	let (pairs, []) = text.strip_prefix("0x")?.as_bytes().as_chunks::<2>() else {
		return None;
	};
	let digit =
		|digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
	let mut bytes = Zeroizing::new(Vec::with_capacity(pairs.len()));
	for [high, low] in pairs {
		bytes.push(digit(*high)?.wrapping_shl(4) | digit(*low)?);
	}
	Some(bytes)
}
