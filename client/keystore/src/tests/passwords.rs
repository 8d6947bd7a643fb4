// SPDX-License-Identifier: Apache-2.0

//! Passwords.

use crate::{Password, PasswordFault, MAX_PASSWORD};
use std::io::{self, Read};

fn bytes(read: &[u8]) -> Result<Vec<u8>, PasswordFault> {
	Password::from_reader(read).map(|password| password.bytes().to_vec())
}

#[test]
fn one_line_break_at_the_end_is_left_out() {
	for (read, expected) in [
		("a b", "a b"),
		("a b\n", "a b"),
		("a b\r\n", "a b"),
		(" a b \n", " a b "),
		("\tü水🎓\0\n", "\tü水🎓\0"),
	] {
		assert_eq!(bytes(read.as_bytes()).unwrap(), expected.as_bytes());
	}
	for several in ["a\nb", "a\n\n", "a\r", "a\n\r\n", "\na", "a\r\r\n"] {
		assert_eq!(bytes(several.as_bytes()), Err(PasswordFault::SeveralLines), "{several:?}");
	}
	for empty in ["", "\n", "\r\n"] {
		assert_eq!(bytes(empty.as_bytes()), Err(PasswordFault::Empty), "{empty:?}");
	}
}

#[test]
fn hexadecimal_digits_stand_for_bytes_as_in_polkadot_js() {
	for (text, expected) in [
		("0x00fF", &[0x00, 0xff][..]),
		("0x", &[]),
		("0x0", b"0x0"),
		("0xfg", b"0xfg"),
		("0Xff", b"0Xff"),
		(" 0xff", b" 0xff"),
		("0x+f", b"0x+f"),
		("0xé", "0xé".as_bytes()),
	] {
		assert_eq!(Password::new(text).unwrap().bytes(), expected, "{text}");
	}
	assert_eq!(Password::new("0xffffffffff").unwrap().length(), 5);
	assert_eq!(Password::new("水水水").unwrap().length(), 3);
}

#[test]
fn no_more_is_read_than_a_password_may_have() {
	let most = vec![b'a'; MAX_PASSWORD];
	for end in ["", "\n", "\r\n"] {
		assert_eq!(bytes(&[&most, end.as_bytes()].concat()).unwrap(), most);
	}
	for more in ["a", "a\n", "\n\n\n"] {
		assert_eq!(bytes(&[&most, more.as_bytes()].concat()), Err(PasswordFault::TooLong));
	}
	// A device that never ends.
	let endless = Password::from_reader(io::repeat(b'a')).unwrap_err();
	assert_eq!(endless, PasswordFault::TooLong);
	let text = "a".repeat(MAX_PASSWORD + 1);
	assert_eq!(Password::new(&text).unwrap_err(), PasswordFault::TooLong);
}

/// A reader that gives one byte at a time, is interrupted before each, and fails at the end.
struct Slow<'a>(&'a [u8], bool, Option<io::ErrorKind>);

impl Read for Slow<'_> {
	fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
		self.1 = !self.1;
		if self.1 {
			return Err(io::ErrorKind::Interrupted.into());
		}
		match (self.0.split_first(), self.2) {
			(Some((first, rest)), _) => {
				buffer[0] = *first;
				self.0 = rest;
				Ok(1)
			},
			(None, Some(kind)) => Err(kind.into()),
			(None, None) => Ok(0),
		}
	}
}

#[test]
fn a_slow_reader_is_read_to_its_end_and_a_broken_one_is_reported() {
	let read = Password::from_reader(Slow(b"slow\n", false, None)).unwrap();
	assert_eq!(read.bytes(), b"slow");
	let broken = Password::from_reader(Slow(b"slow", false, Some(io::ErrorKind::BrokenPipe)));
	assert_eq!(broken.unwrap_err(), PasswordFault::Unreadable("broken pipe".to_owned()));
	assert_eq!(bytes(b"\xff\xfe\n"), Err(PasswordFault::NotUtf8));
}

#[test]
fn a_password_is_never_shown() {
	assert_eq!(format!("{:?}", Password::new("secret").unwrap()), "Password(..)");
}

#[cfg(feature = "prompt")]
#[test]
fn a_new_password_is_asked_for_twice() {
	use crate::prompt::{ask_by, ask_new_by};

	let answering = |first: &'static str, second: &'static str| {
		let mut answers = [("New password: ", first), ("Again: ", second)].into_iter();
		let asked = ask_new_by("New password: ", "Again: ", |question| {
			let (expected, answer) = answers.next().unwrap();
			assert_eq!(question, expected);
			Ok(answer.to_owned())
		});
		asked.map(|password| password.bytes().to_vec())
	};
	assert_eq!(answering("one", "one"), Ok(b"one".to_vec()));
	assert_eq!(answering("one", "two"), Err(PasswordFault::Different));
	assert_eq!(answering("", ""), Err(PasswordFault::Empty));
	let without_terminal = ask_by("", |_| Err(io::ErrorKind::NotFound.into()));
	let fault = PasswordFault::Unreadable("entity not found".to_owned());
	assert_eq!(without_terminal.unwrap_err(), fault);
}
