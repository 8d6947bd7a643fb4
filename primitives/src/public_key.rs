// SPDX-License-Identifier: Apache-2.0

//! Public keys that sign documents, and their text form, which is a Multikey of the W3C's
//! *Controlled Identifiers*: `z`, and in base58btc the code of the algorithm and the key.

use crate::{
	base58,
	curve::{coordinates_of_p256, is_point_of_ed25519, is_point_of_p256},
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::{fmt, str::FromStr};
use scale_info::TypeInfo;

/// The prefix of an Ed25519 key: the code `0xed` of the table of multicodecs, as a varint.
const ED25519: [u8; 2] = [0xed, 0x01];
/// The prefix of a P-256 key: the code `0x1200`, as a varint.
const P256: [u8; 2] = [0x80, 0x24];
/// The code of base58btc in the table of multibase.
const BASE58BTC: char = 'z';
/// The maximum number of digits that are decoded, which is more than any key has.
const MAX_DIGITS: usize = 60;

/// The bytes of the points of Ed25519 of order 1, 2, 4 and 8, without the sign: 0, 1, -1 and the two
/// of order 8, and the forms of 0 and 1 that are not below the prime.
const SMALL_ORDER: [[u8; 32]; 7] = [
	[0; 32],
	small(1),
	near_prime(0xec),
	[
		0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98,
		0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53,
		0xfc, 0x05,
	],
	[
		0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67,
		0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac,
		0x03, 0x7a,
	],
	near_prime(0xed),
	near_prime(0xee),
];

/// Returns the bytes of a number of one byte.
const fn small(number: u8) -> [u8; 32] {
	let mut bytes = [0; 32];
	let [first, ..] = &mut bytes;
	*first = number;
	bytes
}

/// Returns the bytes of 2^255 - 256 and a number of one byte more; the prime ends with `ed`.
const fn near_prime(number: u8) -> [u8; 32] {
	let mut bytes = [0xff; 32];
	let [first, .., last] = &mut bytes;
	(*first, *last) = (number, 0x7f);
	bytes
}

/// A public key that signs documents.
///
/// Whether its bytes are a point of the curve is asked apart ([`PublicKey::is_point`]), and not by
/// the chain: no signature of a key that is none passes the check of a verifier.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub enum PublicKey {
	/// A key of Ed25519 (RFC 8032).
	Ed25519([u8; 32]),
	/// A key of the curve P-256 in compressed form (SEC 1, section 2.3.3).
	P256([u8; 33]),
}

/// The reason why bytes are no public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyFault {
	/// All of them are zeroes, as if none were stated.
	Unstated,
	/// A compressed key of P-256 begins with 2 or 3.
	NotCompressed,
	/// They are a point of Ed25519 of small order, in any form. Anybody can make signatures that some
	/// verifiers accept for such a key.
	SmallOrder,
}

impl PublicKey {
	/// Checks that the bytes can be a key.
	///
	/// # Errors
	///
	/// Returns the first rule that they break.
	pub fn check(&self) -> Result<(), KeyFault> {
		match self {
			Self::Ed25519(key) if key.iter().all(|byte| *byte == 0) => Err(KeyFault::Unstated),
			Self::P256([0, rest @ ..]) if rest.iter().all(|byte| *byte == 0) => {
				Err(KeyFault::Unstated)
			},
			Self::Ed25519(key) if is_of_small_order(*key) => Err(KeyFault::SmallOrder),
			Self::Ed25519(_) | Self::P256([2 | 3, ..]) => Ok(()),
			Self::P256(_) => Err(KeyFault::NotCompressed),
		}
	}

	/// Returns whether the bytes are a point of the curve, in the one form that its standard allows:
	/// RFC 8032, section 5.1.3, or SEC 1, section 2.3.4.
	///
	/// Who publishes or reads keys asks this; it takes about a millisecond.
	pub fn is_point(&self) -> bool {
		match self {
			Self::Ed25519(key) => is_point_of_ed25519(key),
			Self::P256(key) => is_point_of_p256(key),
		}
	}

	/// Returns both coordinates of a key of P-256, or `None` for another key and for bytes that are no point.
	pub fn p256_coordinates(&self) -> Option<([u8; 32], [u8; 32])> {
		match self {
			Self::P256(key) => coordinates_of_p256(key),
			Self::Ed25519(_) => None,
		}
	}

	/// Returns the prefix of the algorithm followed by the key.
	fn prefixed(&self) -> Vec<u8> {
		match self {
			Self::Ed25519(key) => [ED25519.as_slice(), key].concat(),
			Self::P256(key) => [P256.as_slice(), key].concat(),
		}
	}
}

/// Returns whether a key of Ed25519 is a point of small order, whatever its sign.
fn is_of_small_order(mut key: [u8; 32]) -> bool {
	let [.., last] = &mut key;
	*last &= 0x7f;
	SMALL_ORDER.contains(&key)
}

impl fmt::Display for PublicKey {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		use fmt::Write as _;
		f.write_char(BASE58BTC)?;
		f.write_str(&base58::encode(&self.prefixed()))
	}
}

/// The reason why a text is no Multikey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MultikeyFault {
	/// It does not begin with `z`, the code of base58btc.
	NotBase58Btc,
	/// A character after the `z` is no digit of base58btc.
	NotADigit,
	/// It begins with the code of no algorithm that documents are signed with.
	UnknownAlgorithm,
	/// It has fewer or more bytes than a key of its algorithm.
	Length,
	/// Its bytes are no key.
	Key(KeyFault),
}

impl fmt::Display for MultikeyFault {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::NotBase58Btc => "a Multikey begins with `z`, for base58btc",
			Self::NotADigit => "a character is no digit of base58btc",
			Self::UnknownAlgorithm => {
				"the key is neither of Ed25519 (`z6Mk…`) nor of P-256 in compressed form (`zDn…`)"
			},
			Self::Length => "the key has fewer or more bytes than one of its algorithm",
			Self::Key(KeyFault::Unstated) => "the key is all zeroes",
			Self::Key(KeyFault::SmallOrder) => {
				"the key is a point of small order, which signs nothing"
			},
			Self::Key(KeyFault::NotCompressed) => "a compressed key of P-256 begins with 2 or 3",
		})
	}
}

/// Parses a Multikey. There is one text for each key.
impl FromStr for PublicKey {
	type Err = MultikeyFault;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		let digits = text.strip_prefix(BASE58BTC).ok_or(MultikeyFault::NotBase58Btc)?;
		if digits.len() > MAX_DIGITS {
			return Err(MultikeyFault::Length);
		}
		let bytes = base58::decode(digits).ok_or(MultikeyFault::NotADigit)?;
		let (prefix, key) = bytes.split_first_chunk::<2>().ok_or(MultikeyFault::Length)?;
		let key = match *prefix {
			ED25519 => key.try_into().map(Self::Ed25519),
			P256 => key.try_into().map(Self::P256),
			_ => return Err(MultikeyFault::UnknownAlgorithm),
		};
		let key = key.map_err(|_| MultikeyFault::Length)?;
		key.check().map_err(MultikeyFault::Key)?;
		Ok(key)
	}
}
