// SPDX-License-Identifier: Apache-2.0

//! The text form of public keys: a Multikey.

use core::fmt;
use serde::{de, Deserialize, Deserializer, Serialize, Serializer};
use testamur_primitives::{public_key::MultikeyFault, PublicKey};

/// A public key that is written and read as a Multikey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Multikey(pub PublicKey);

impl Serialize for Multikey {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.collect_str(&self.0)
	}
}

impl<'de> Deserialize<'de> for Multikey {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Visitor;

		impl de::Visitor<'_> for Visitor {
			type Value = Multikey;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str("a Multikey of an Ed25519 or a P-256 key, such as \"z6Mk…\"")
			}

			fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
				text.parse().map(Multikey).map_err(|fault: MultikeyFault| E::custom(fault))
			}
		}

		deserializer.deserialize_str(Visitor)
	}
}
