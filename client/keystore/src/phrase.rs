// SPDX-License-Identifier: Apache-2.0

//! Recovery phrases: words of which a key follows (BIP-39), as polkadot.js makes and reads them.

use crate::{
	fault::Fault,
	key::Key,
	password::{with_line, PasswordFault},
	scheme::Scheme,
};
use bip39::{Error, Language, Mnemonic};
use std::{fmt, io::Read};
use thiserror::Error;
use zeroize::Zeroizing;

/// The number of random bytes of a new phrase, which has 12 words as those of polkadot.js have.
pub const ENTROPY_BYTES: usize = 16;

/// The words of which a key follows, in English. They are erased when they are dropped, and whoever knows them
/// has the key.
pub struct Phrase(Mnemonic);

/// A reason why there is no recovery phrase.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PhraseFault {
	/// There is another number of words.
	#[error(
		"the recovery phrase has {0} words, and one has 12, 15, 18, 21 or 24: state all of them"
	)]
	Count(usize),
	/// A word, counted from 1, is not in the list. It is not repeated, since it may be a part of a secret.
	#[error(
		"word {0} of the recovery phrase is none of the English list: compare it with what you wrote \
		 down"
	)]
	UnknownWord(usize),
	/// The last word does not fit to the others.
	#[error(
		"the words of the recovery phrase do not belong together: one of them is wrong, or two are \
		 exchanged"
	)]
	Checksum,
	/// There is no line of text.
	#[error(
		"the recovery phrase is no text on one line: state its words, with spaces between them"
	)]
	NotALine,
	/// The phrase cannot be read, for the reason that the system gives.
	#[error(
		"the recovery phrase cannot be read ({0}): name a file descriptor, or call the command on a \
		 terminal"
	)]
	Unreadable(String),
}

impl Phrase {
	/// Draws a phrase of 12 words from the generator of the operating system.
	///
	/// # Errors
	///
	/// Returns [`Fault::NotRandom`] if the operating system has no random bits to give.
	#[cfg(feature = "generator")]
	pub fn draw() -> Result<Self, Fault> {
		let mut entropy = Zeroizing::new([0; ENTROPY_BYTES]);
		getrandom::fill(&mut *entropy).map_err(|_| Fault::NotRandom)?;
		Self::from_entropy(&entropy)
	}

	/// Makes a phrase of 12 words from bytes that were drawn for this phrase only, by a cryptographically secure
	/// generator.
	///
	/// # Errors
	///
	/// Refuses bytes that are all the same, as a buffer has them that nobody filled. No other check is possible.
	pub fn from_entropy(entropy: &[u8; ENTROPY_BYTES]) -> Result<Self, Fault> {
		let first = entropy.first();
		if entropy.iter().all(|byte| Some(byte) == first) {
			return Err(Fault::NotRandom);
		}
		let words = Mnemonic::from_entropy_in(Language::English, entropy);
		words.map(Self).map_err(|_| Fault::NotRandom)
	}

	/// Reads the words of a phrase, in letters of any case and with any white space between them.
	///
	/// # Errors
	///
	/// Refuses words that are none of a phrase, and names the first by its number.
	pub fn new(text: &str) -> Result<Self, PhraseFault> {
		let text = Zeroizing::new(text.to_ascii_lowercase());
		let words = Mnemonic::parse_in_normalized(Language::English, &text);
		words.map(Self).map_err(|error| match error {
			Error::BadWordCount(count) => PhraseFault::Count(count),
			Error::UnknownWord(place) => PhraseFault::UnknownWord(place.saturating_add(1)),
			_ => PhraseFault::Checksum,
		})
	}

	/// Reads a phrase from a file descriptor or the standard input, to the end.
	///
	/// # Errors
	///
	/// Returns an error of the reader, and refuses what [`Phrase::new`] does.
	pub fn from_reader(reader: impl Read) -> Result<Self, PhraseFault> {
		with_line(reader, Self::new).map_err(PhraseFault::from)?
	}

	/// Returns the words with a space between two of them.
	#[must_use]
	pub fn words(&self) -> Zeroizing<String> {
		Zeroizing::new(self.0.to_string())
	}

	/// Returns the key that follows from the phrase, as polkadot.js derives it without a path and without a
	/// password.
	///
	/// # Errors
	///
	/// Returns [`Fault::NotKey`] for a phrase of which no key follows, which is none.
	pub fn key(&self, scheme: Scheme) -> Result<Key, Fault> {
		let (entropy, length) = self.0.to_entropy_array();
		let entropy = Zeroizing::new(entropy);
		let entropy = entropy.get(..length).ok_or(Fault::NotKey)?;
		let seed = substrate_bip39::seed_from_entropy(entropy, "").map_err(|_| Fault::NotKey)?;
		let seed = Zeroizing::new(seed);
		let (seed, _) = seed.split_first_chunk().ok_or(Fault::NotKey)?;
		Key::from_seed(scheme, seed)
	}
}

impl From<PasswordFault> for PhraseFault {
	fn from(fault: PasswordFault) -> Self {
		match fault {
			PasswordFault::Unreadable(why) => Self::Unreadable(why),
			_ => Self::NotALine,
		}
	}
}

/// A phrase is not shown.
impl fmt::Debug for Phrase {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("Phrase(..)")
	}
}
