// SPDX-License-Identifier: Apache-2.0

//! Passwords that are typed on a terminal, without being shown there.

use crate::{
	password::{Password, PasswordFault},
	phrase::{Phrase, PhraseFault},
};
use std::io;
use zeroize::Zeroizing;

/// Asks for a password on the terminal of the process, wherever its input and output lead.
///
/// # Errors
///
/// Returns [`PasswordFault::Unreadable`] without a terminal, and refuses what [`Password::new`] does.
pub fn ask(question: &str) -> Result<Password, PasswordFault> {
	ask_by(question, rpassword::prompt_password)
}

/// Asks for a new password, and asks again so that a slip of the fingers is noticed.
///
/// # Errors
///
/// Returns [`PasswordFault::Different`] unless both answers are the same, and the errors of [`ask`].
pub fn ask_new(question: &str, again: &str) -> Result<Password, PasswordFault> {
	ask_new_by(question, again, rpassword::prompt_password)
}

/// Asks for a recovery phrase on the terminal of the process.
///
/// # Errors
///
/// Returns [`PhraseFault::Unreadable`] without a terminal, and refuses what [`Phrase::new`] does.
pub fn ask_phrase(question: &str) -> Result<Phrase, PhraseFault> {
	let answered = rpassword::prompt_password(question).map(Zeroizing::new);
	Phrase::new(&answered.map_err(|error| PhraseFault::Unreadable(error.to_string()))?)
}

pub(crate) fn ask_by(
	question: &str,
	answer: impl FnOnce(String) -> io::Result<String>,
) -> Result<Password, PasswordFault> {
	let answered = answer(question.to_owned()).map(Zeroizing::new);
	Password::new(&answered.map_err(|error| PasswordFault::Unreadable(error.to_string()))?)
}

pub(crate) fn ask_new_by(
	question: &str,
	again: &str,
	mut answer: impl FnMut(String) -> io::Result<String>,
) -> Result<Password, PasswordFault> {
	let first = ask_by(question, &mut answer)?;
	let second = ask_by(again, &mut answer)?;
	if first.bytes() == second.bytes() {
		Ok(first)
	} else {
		Err(PasswordFault::Different)
	}
}
