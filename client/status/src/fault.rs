// SPDX-License-Identifier: Apache-2.0

//! The reasons why there is no file to publish, or why a list is not read.

use crate::limits::{MAX_BYTES, MAX_KEYS, MAX_LISTS};
use testamur_documents::Refusal;
use testamur_primitives::{status_bits::MIN_BITS, Damage, InstitutionId};
use testamur_verification::{Because, NoAnswer};
use thiserror::Error;

/// A reason why there is no file to publish, or why a list is not read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Fault {
	/// A node gives no answer, or none that is proven.
	#[error("{}", .0.message)]
	NotProven(Because),
	/// The state of the chain is damaged.
	#[error("the state of the chain is damaged ({0}): ask the council")]
	Damaged(Damage),
	/// The institution is not on record.
	#[error("institution {} is not on record: check its number", .0.0)]
	NoInstitution(InstitutionId),
	/// The institution has no list of a label.
	#[error("the institution has no status list with the label 0x{0}: check the label")]
	NoList(String),
	/// The institution has more lists than are published together.
	#[error(
		"the institution has more than {MAX_LISTS} status lists: name those to publish with --list"
	)]
	TooManyLists,
	/// The institution has more keys on record than are read.
	#[error("the institution has more than {MAX_KEYS} document keys on record, compromised ones included")]
	TooManyKeys,
	/// The key is not on record.
	#[error(
		"the key {0} is not on record for the institution: have its admin add it with the purpose of status \
		 lists"
	)]
	UnknownKey(String),
	/// The key has another purpose.
	#[error(
		"the key {0} is on record for credentials, and status lists are signed with a key of their own, so that \
		 the machine that publishes them cannot sign credentials: have the admin add one with the purpose of \
		 status lists"
	)]
	OtherPurpose(String),
	/// The key is retired or compromised.
	#[error("the key {0} is retired or compromised on record: use the one that took its place")]
	EndedKey(String),
	/// The DID is no `did:web` of the plain form.
	#[error(
		"\"{0}\" is no name of the web: expected did:web: and a host, such as did:web:uni.example or \
		 did:web:uni.example:registry"
	)]
	NotDidWeb(String),
	/// The host of the lists is no address of the plain form.
	#[error(
		"\"{0}\" is no host: expected https:// and a name, such as https://status.uni.example"
	)]
	NotHost(String),
	/// The list is one of another time than it says.
	#[error("a status list is valid for a time between 1 second and 1 year: state another --ttl")]
	Validity,
	/// The list credential cannot be signed.
	#[error("the status list cannot be signed: {0}")]
	NotSigned(Refusal),
	/// A text is no encoded list.
	#[error("the `encodedList` is no base64url behind `u` of a GZIP file: fetch the list again")]
	NotEncoded,
	/// A list has too few bits.
	#[error("the list has fewer than {MIN_BITS} bits, which would tell who is on it")]
	TooFewBits,
	/// A list has more bytes than are read.
	#[error("the list has more than {MAX_BYTES} bytes: it is no list that this program reads")]
	TooLarge,
	/// A text is no list credential.
	#[error("the text is no status list credential: {0}")]
	NotAList(&'static str),
	/// A list has another purpose than revocation or suspension, or several.
	#[error("the list has not one purpose that is `revocation` or `suspension`")]
	Purpose,
}

impl Fault {
	/// Returns whether another node or another time could have an answer.
	#[must_use]
	pub const fn is_unanswered(&self) -> bool {
		matches!(self, Self::NotProven(_) | Self::Damaged(_))
	}
}

impl From<NoAnswer> for Fault {
	fn from(none: NoAnswer) -> Self {
		Self::NotProven(none.because)
	}
}
