// SPDX-License-Identifier: Apache-2.0

//! The reasons why no credential is taken out of a file, or put into it.

use crate::{
	kind::Kind,
	limits::{MAX_CREDENTIAL, MAX_PARTS},
};
use thiserror::Error;

/// A reason why no credential is taken out of a file, or put into it. It says nothing about any credential.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
	/// The bytes are not a file of this kind, or were changed on their way.
	#[error("this is no whole {0}, since {1}: ask for the file once more, as an attachment")]
	Damaged(Kind, &'static str),
	/// There is no credential.
	#[error(
		"no credential is in this {0}, which may have been lost when it was edited or sent through a chat: ask \
		 for the file as it was issued"
	)]
	NoCredential(Kind),
	/// There are several credentials where the standard allows one.
	#[error("this {0} has several credentials where there may be one: ask for each as a file of its own")]
	Several(Kind),
	/// There is a badge of Open Badges 2.0 or older, which has no signature of its own.
	#[error(
		"this {0} is a badge of Open Badges 2.0 or older, which only its issuer's web site confirms: ask for an \
		 Open Badge 3.0"
	)]
	OlderBadge(Kind),
	/// A password is needed.
	#[error("this {0} is encrypted: ask for it without a password")]
	Encrypted(Kind),
	/// Something is larger than any such file may be.
	#[error("this {0} has {1} of more than {2} bytes: ask for a smaller file")]
	TooLarge(Kind, &'static str, usize),
	/// There are more parts than there may be.
	#[error("this {0} has more than {MAX_PARTS} parts: ask for several files")]
	TooMany(Kind),
	/// Something is nested deeper, or has more parts, than any such file needs.
	#[error(
		"this {0} has {1} beyond what such a file needs: ask for the credential as a JSON file"
	)]
	TooComplex(Kind, &'static str),
	/// The file uses something that is not read here.
	#[error("this {0} uses {1}, which is not read: ask for the credential as a JSON file")]
	NotSupported(Kind, &'static str),
	/// A picture of lines could run or fetch something where it is shown.
	#[error(
		"this SVG picture has {0}, which could run or fetch something where it is shown: save it without that, or \
		 take a PNG picture"
	)]
	Active(&'static str),
	/// A picture that is to be baked has a credential already.
	#[error("this {0} has a credential already: take the picture without one")]
	AlreadyBaked(Kind),
	/// The text that is to be baked is no credential.
	#[error(
		"the text is no credential in JSON or in a token of at most {MAX_CREDENTIAL} bytes: state the file that \
		 was issued"
	)]
	NotACredential,
}

impl Fault {
	/// Returns the word for this fault.
	#[must_use]
	pub const fn word(&self) -> &'static str {
		match self {
			Self::Damaged(..) => "damagedFile",
			Self::NoCredential(_) => "noCredential",
			Self::Several(_) => "severalCredentials",
			Self::OlderBadge(_) => "olderBadge",
			Self::Encrypted(_) => "encrypted",
			Self::TooLarge(..) => "tooLarge",
			Self::TooMany(_) => "tooMany",
			Self::TooComplex(..) => "tooComplex",
			Self::NotSupported(..) => "notSupported",
			Self::Active(_) => "activePicture",
			Self::AlreadyBaked(_) => "alreadyBaked",
			Self::NotACredential => "notACredential",
		}
	}
}
