// SPDX-License-Identifier: Apache-2.0

//! The reasons why an anchor leads nowhere.

use core::fmt;
use testamur_document::Fault;

macro_rules! faults {
	($($(#[$doc:meta])* $fault:ident, $word:literal, $message:literal;)*) => {
		/// A reason why nothing can be told by the anchor of a document. It says nothing about the
		/// credential.
		#[derive(Clone, Copy, Debug, PartialEq, Eq)]
		pub enum AnchorFault {
			/// The text has no unambiguous meaning, or the document has no leaf, by the leaf rule.
			Document(Fault),
			$($(#[$doc])* $fault,)*
		}

		impl AnchorFault {
			/// All faults but those of the leaf rule.
			pub const OWN: &'static [Self] = &[$(Self::$fault),*];

			/// Returns the word for this fault in the specification and in the vectors.
			pub const fn word(self) -> &'static str {
				match self {
					Self::Document(fault) => fault.code(),
					$(Self::$fault => $word,)*
				}
			}
		}

		impl fmt::Display for AnchorFault {
			fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				match self {
					Self::Document(fault) => fault.fmt(f),
					$(Self::$fault => f.write_str($message),)*
				}
			}
		}
	};
}

faults! {
	/// There is no anchor.
	NoAnchor, "noAnchor", "there is no anchor: ask the issuer or the learner for one";
	/// A proof of this suite lacks a member, or has another value than every anchor has.
	MalformedProof, "malformedProof",
		"an anchor lacks a member, or has another type or purpose than every anchor has";
	/// The value has more letters than that of any anchor.
	TooLarge, "tooLarge", "the `proofValue` of an anchor is longer than any can be";
	/// The value does not decode.
	Malformed, "malformed", "the `proofValue` of an anchor does not decode: fetch the file again";
	/// The value is of a version that this implementation does not know.
	UnknownVersion, "unknownVersion", "the anchor is of a later version: update the verifier";
	/// No tree has such a place, or such a path for it.
	NoSuchPlace, "noSuchPlace", "no batch has a place and a path like those of the anchor";
	/// The verification method is another one than that of the content.
	OtherMethod, "otherMethod",
		"the `verificationMethod` of an anchor names another chain or institution than its `proofValue`";
	/// There are several anchors of one chain.
	SeveralAnchors, "severalAnchors", "there are several anchors of one chain: take out the wrong ones";
	/// The anchor is one of another chain.
	OtherChain, "otherChain", "the anchor is one of another chain than the trusted one";
	/// The anchor is one of another document.
	OtherDocument, "otherDocument",
		"the anchor is not the one of this document. Either the document was changed, or the anchor \
		 belongs to another credential";
}

impl From<Fault> for AnchorFault {
	fn from(fault: Fault) -> Self {
		Self::Document(fault)
	}
}

impl core::error::Error for AnchorFault {}
