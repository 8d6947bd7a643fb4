// SPDX-License-Identifier: Apache-2.0

//! Files: the bundle that a learner keeps beside a credential, and the hand-offs that lead to the set
//! of authorities that signed it (`docs/bundle.md`).
//!
//! A file is a mark and what it marks, in SCALE. Nothing else is in it: no label that could say
//! something other than the content, and no reference, which is made from the document.

use crate::{
	evidence::Evidence,
	hand_offs::HandOffs,
	limits::MAX_BYTES,
	proven::{check, Proven, Requirements},
	refusal::{Part, Refusal},
	trust::TrustRoot,
};
use alloc::{string::String, vec::Vec};
use codec::Encode;
use testamur_primitives::base64url;

/// The number of bytes of a mark.
const MARK_SIZE: usize = 8;
/// Maximum size of a file in bytes.
pub const MAX_FILE: usize = MARK_SIZE + MAX_BYTES;
/// The letter before base64url in the text form of a file, by the rules of Multibase.
const MULTIBASE: char = 'u';
/// Maximum length of the text form of a file.
const MAX_TEXT: usize = 1 + (MAX_FILE * 4).div_ceil(3);

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
	/// The bytes with which such a file begins. No text begins so, and a transfer that takes them for
	/// a text changes them.
	pub mark: [u8; MARK_SIZE],
	/// The media type.
	pub media_type: &'static str,
	/// The extension of the name of a file.
	pub extension: &'static str,
	/// The content.
	pub content: Part,
}

/// A bundle: evidence that is kept beside a credential.
pub const BUNDLE: Format = Format {
	mark: *b"\x89TMRB\r\n\x1a",
	media_type: "application/vnd.testamur.bundle",
	extension: "testamur",
	content: Part::Evidence,
};

/// Hand-offs, which many bundles share.
pub const HAND_OFFS: Format = Format {
	mark: *b"\x89TMRH\r\n\x1a",
	media_type: "application/vnd.testamur.hand-offs",
	extension: "testamur-sets",
	content: Part::HandOffs,
};

impl Format {
	/// Returns the file with a content.
	fn file(&self, content: &impl Encode) -> Vec<u8> {
		(self.mark, content).encode()
	}

	/// Returns the content of a file, of which only the size and the mark are checked.
	pub fn content<'a>(&self, file: &'a [u8]) -> Result<&'a [u8], Refusal> {
		if file.len() > MAX_FILE {
			return Err(Refusal::too_large(Part::File, file.len(), MAX_FILE));
		}
		let found = [BUNDLE, HAND_OFFS].into_iter().find(|format| file.starts_with(&format.mark));
		match file.split_at_checked(MARK_SIZE) {
			Some((_, content)) if found == Some(*self) => Ok(content),
			_ => Err(Refusal::OtherFile {
				wanted: self.content,
				found: found.map(|format| format.content),
			}),
		}
	}

	/// Returns the bytes of a file of which the text form is given. Its content is not checked.
	pub fn read_text(&self, text: &str) -> Result<Vec<u8>, Refusal> {
		if text.len() > MAX_TEXT {
			return Err(Refusal::too_large(Part::File, text.len(), MAX_TEXT));
		}
		let bytes = text.strip_prefix(MULTIBASE).and_then(base64url::decode);
		let file = bytes.ok_or(Refusal::Malformed(Part::File))?;
		self.content(&file)?;
		Ok(file)
	}
}

/// Returns the text form of a file: `u`, and base64url without padding.
pub fn text(file: &[u8]) -> String {
	let mut text = String::from(MULTIBASE);
	text.push_str(&base64url::encode(file));
	text
}

impl Evidence {
	/// Returns the bundle with this evidence.
	pub fn to_bundle(&self) -> Vec<u8> {
		BUNDLE.file(self)
	}

	/// Decodes a bundle. As with [`decode`](Self::decode), nothing of it holds yet.
	pub fn from_bundle(file: &[u8]) -> Result<Self, Refusal> {
		Self::decode(BUNDLE.content(file)?)
	}
}

impl HandOffs {
	/// Returns the file with these hand-offs.
	pub fn to_file(&self) -> Vec<u8> {
		HAND_OFFS.file(self)
	}

	/// Decodes a file of hand-offs. Nothing of it holds until a trust root has followed it.
	pub fn from_file(file: &[u8]) -> Result<Self, Refusal> {
		Self::decode(HAND_OFFS.content(file)?)
	}
}

/// Checks a bundle and returns the state that it proves, as [`check`](crate::check) does.
pub fn check_bundle(
	file: &[u8],
	trusted: &TrustRoot,
	requirements: &Requirements<'_>,
) -> Result<Proven, Refusal> {
	check(BUNDLE.content(file)?, trusted, requirements)
}

impl TrustRoot {
	/// Follows a file of hand-offs, as [`learn`](Self::learn) does.
	pub fn learn_file(&mut self, file: &[u8]) -> Result<usize, Refusal> {
		self.learn(HAND_OFFS.content(file)?)
	}
}
