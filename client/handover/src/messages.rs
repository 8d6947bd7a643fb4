// SPDX-License-Identifier: Apache-2.0

//! Messages with the files of a learner, as files that mail programs open and send (RFC 5322).

use mail_builder::{
	headers::{address::Address, content_type::ContentType, date::Date},
	mime::MimePart,
	MessageBuilder,
};
use std::{error::Error, fmt};
use testamur_certificate::{Credential, Design};
use testamur_roster::Kind;

/// The begin of the line with the moment at which a message was written.
const DATE: &[u8] = b"Date: ";

/// The files that a message brings.
#[derive(Clone, Copy, Debug)]
pub struct Files<'a> {
	/// The first part of the names of the files.
	pub name: &'a str,
	/// The certificate.
	pub certificate: &'a [u8],
	/// The bundle, if there is one.
	pub bundle: Option<&'a [u8]>,
}

/// A reason why there is no message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessageFault {
	/// The design has no message.
	NoMessage,
	/// An address of the design or of the list is none.
	Address(String),
	/// The document lacks a value that the message shows.
	NoValue(String),
	/// The message cannot be written.
	Unwritable(String),
}

impl fmt::Display for MessageFault {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::NoMessage => write!(
				f,
				"the design has no message: fill in [message], which stands at the end of the one that \
				 \"testamur design\" writes"
			),
			Self::Address(address) => {
				write!(f, "\"{address}\" is no address of mail: write one such as ana@example.org")
			},
			Self::NoValue(text) => write!(
				f,
				"the message is to say \"{text}\", and the document lacks a value of it: change the message \
				 in the design"
			),
			Self::Unwritable(why) => write!(f, "the message cannot be written: {why}"),
		}
	}
}

impl Error for MessageFault {}

/// Returns the message by which a learner gets her credential, its certificate and its bundle.
///
/// The moment, in seconds since 1970, is stated in one line; all else follows from the other arguments.
///
/// # Errors
///
/// Returns why there is none.
pub fn message(
	design: &Design,
	credential: &Credential,
	email: &str,
	files: Files<'_>,
	now: i64,
) -> Result<Vec<u8>, MessageFault> {
	let filled = design.message(credential).ok_or(MessageFault::NoMessage)?;
	let filled = filled.map_err(MessageFault::NoValue)?;
	for address in [filled.from.as_str(), email] {
		Kind::Email
			.check(address)
			.map_err(|_| MessageFault::Address(address.to_owned()))?;
	}
	let host = filled.from.rsplit_once('@').map_or("", |(_, host)| host);
	let identifier = own_letters(&credential.id);
	let boundary = format!("=_{identifier}");
	let mixed = ContentType::new("multipart/mixed").attribute("boundary", boundary);
	let name = |end: &str| format!("{}.{end}", files.name);
	let mut parts = vec![
		MimePart::new("text/plain", filled.text.as_str()),
		attachment("application/pdf", name("pdf"), files.certificate),
		attachment("application/json", name("json"), credential.bytes()),
	];
	if let Some(bundle) = files.bundle {
		parts.push(attachment("application/octet-stream", name("testamur"), bundle));
	}
	MessageBuilder::new()
		.message_id(format!("{identifier}@{host}"))
		.date(Date::new(now))
		.from(Address::new_address(Some(credential.issuer.as_str()), filled.from.as_str()))
		.to(Address::new_address(credential.learner.as_deref(), email))
		.subject(filled.subject.as_str())
		.body(MimePart::new(mixed, parts))
		.write_to_vec()
		.map_err(|error| MessageFault::Unwritable(error.to_string()))
}

/// Returns a part with a file, whose bytes no program on the way changes.
fn attachment<'x>(kind: &'x str, name: String, bytes: &'x [u8]) -> MimePart<'x> {
	MimePart::new(kind, bytes).attachment(name)
}

/// Returns the letters and digits of an identifier, of which a name of a message may consist.
fn own_letters(id: &str) -> String {
	id.chars().filter(char::is_ascii_alphanumeric).take(60).collect()
}

/// Returns whether two messages are the same but for the moments at which they were written.
#[must_use]
pub fn is_same_message(one: &[u8], other: &[u8]) -> bool {
	let lines = |message| -> Vec<Vec<u8>> {
		let message: &[u8] = message;
		let lines = message.split_inclusive(|byte| *byte == b'\n');
		let mut is_head = true;
		lines
			.filter(|line| {
				is_head &= !matches!(*line, b"\r\n" | b"\n");
				!(is_head && line.starts_with(DATE))
			})
			.map(<[u8]>::to_vec)
			.collect()
	};
	lines(one) == lines(other)
}
