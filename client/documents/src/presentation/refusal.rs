// SPDX-License-Identifier: Apache-2.0

//! The reasons why a presentation is not made, or does not stand.

use super::{MAX_AUDIENCE, MAX_CREDENTIALS};
use crate::{did_key::DidKeyFault, proofs::Refusal};
use core::fmt;

/// A reason why a presentation is not made, or does not stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PresentationFault {
	/// Its text, its contexts or its proofs are refused, as those of any document.
	Document(Refusal),
	/// It is no presentation by its type.
	OtherType,
	/// It has no credentials.
	NoCredentials,
	/// It has more credentials than are looked at.
	TooManyCredentials,
	/// One of the credentials, whose position from 0 is given, is no object in JSON with the type of
	/// credentials.
	NotACredential(usize),
	/// It does not name who presents it.
	HolderMissing,
	/// The name of who presents it is no key that is known here.
	Holder(DidKeyFault),
	/// The challenge or the domain is empty or too long.
	Audience,
}

impl PresentationFault {
	/// Returns whether the presentation is invalid. If it is not, nobody can tell: it may be good for a
	/// program that knows more.
	pub const fn is_invalid(&self) -> bool {
		match self {
			Self::Document(refusal) => refusal.is_invalid(),
			Self::OtherType | Self::NoCredentials => true,
			Self::TooManyCredentials
			| Self::NotACredential(_)
			| Self::HolderMissing
			| Self::Holder(_)
			| Self::Audience => false,
		}
	}
}

impl From<Refusal> for PresentationFault {
	fn from(refusal: Refusal) -> Self {
		Self::Document(refusal)
	}
}

impl fmt::Display for PresentationFault {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Document(refusal) => write!(f, "{refusal}"),
			Self::OtherType => f.write_str("it is no presentation by its `type`"),
			Self::NoCredentials => f.write_str("there is no credential in the presentation"),
			Self::TooManyCredentials => write!(
				f,
				"there are more than {MAX_CREDENTIALS} credentials in one presentation: make several"
			),
			Self::NotACredential(position) => write!(
				f,
				"credential {} of the presentation is no signed credential in JSON",
				position.saturating_add(1)
			),
			Self::HolderMissing => f.write_str("the presentation does not name its holder"),
			Self::Holder(fault) => write!(
				f,
				"the holder of the presentation has a name by which this program finds no key: {fault}"
			),
			Self::Audience => write!(
				f,
				"a challenge and a domain have at least 1 byte and at most {MAX_AUDIENCE}: state those that \
				 the verifier gave you"
			),
		}
	}
}

impl core::error::Error for PresentationFault {}
