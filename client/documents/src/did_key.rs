// SPDX-License-Identifier: Apache-2.0

//! The method `did:key`: the name of somebody is a public key, so that nobody has to be asked which key it is.
//!
//! The form is that of *The did:key Method* of the W3C's Credentials Community Group, for the keys that sign
//! documents.

use alloc::{format, string::String};
use core::fmt;
use testamur_primitives::{public_key::MultikeyFault, PublicKey};

/// The beginning of every such name.
const PREFIX: &str = "did:key:";

/// The reason why a name is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DidKeyFault {
	/// It is a name of another method.
	OtherMethod,
	/// What stands behind the method is no key.
	Key(MultikeyFault),
}

impl fmt::Display for DidKeyFault {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::OtherMethod => write!(f, "it does not begin with `{PREFIX}`"),
			Self::Key(fault) => write!(f, "{fault}"),
		}
	}
}

impl core::error::Error for DidKeyFault {}

/// Returns the name of whoever has a key.
#[must_use]
pub fn did_key(key: &PublicKey) -> String {
	format!("{PREFIX}{key}")
}

/// Returns the name of the only key that whoever has such a name signs with.
#[must_use]
pub fn method(key: &PublicKey) -> String {
	format!("{PREFIX}{key}#{key}")
}

/// Returns the key that a name is. There is one name for each key.
///
/// # Errors
///
/// Refuses names of other methods, and keys that sign no documents.
pub fn key_of(name: &str) -> Result<PublicKey, DidKeyFault> {
	let key = name.strip_prefix(PREFIX).ok_or(DidKeyFault::OtherMethod)?;
	key.parse().map_err(DidKeyFault::Key)
}

#[cfg(test)]
mod tests {
	use super::{did_key, key_of, method, DidKeyFault};
	use std::format;
	use testamur_primitives::public_key::MultikeyFault;

	/// An example of the specification.
	const NAME: &str = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

	#[test]
	fn a_name_is_its_key_in_one_way() {
		let key = key_of(NAME).unwrap();
		assert_eq!(did_key(&key), NAME);
		assert_eq!(method(&key), format!("{NAME}#{}", &NAME["did:key:".len()..]));
		let other = |name: &str, fault| assert_eq!(key_of(name), Err(fault), "{name}");
		other("did:web:example.org", DidKeyFault::OtherMethod);
		other("did:key", DidKeyFault::OtherMethod);
		other("DID:KEY:z6Mk", DidKeyFault::OtherMethod);
		other("did:key:", DidKeyFault::Key(MultikeyFault::NotBase58Btc));
		other("did:key:z6Mk", DidKeyFault::Key(MultikeyFault::UnknownAlgorithm));
		other(&method(&key), DidKeyFault::Key(MultikeyFault::Length));
		other(&format!("{NAME}?x"), DidKeyFault::Key(MultikeyFault::NotADigit));
		// A key of secp256k1, of the specification.
		let other_curve = "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme";
		other(other_curve, DidKeyFault::Key(MultikeyFault::UnknownAlgorithm));
	}
}
