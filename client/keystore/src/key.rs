// SPDX-License-Identifier: Apache-2.0

//! The key of an account.

use crate::{address, fault::Fault, scheme::Scheme};
use ed25519_dalek::{Signer as _, SigningKey};
use schnorrkel::{ExpansionMode, Keypair, MiniSecretKey, SecretKey};
use std::fmt;
use zeroize::Zeroizing;

/// The context in which accounts of Substrate chains sign with sr25519.
const CONTEXT: &[u8] = b"substrate";

/// The key of an account. Its secret is erased when it is dropped.
pub struct Key(Secret);

/// A secret key. It lies on the heap, so that moving it leaves no copy behind.
enum Secret {
	Sr25519(Box<Keypair>),
	Ed25519(Box<SigningKey>),
}

impl Key {
	/// Makes the key of a seed, as polkadot.js does for the same seed in hexadecimal.
	///
	/// The caller draws the seed from a cryptographically secure generator.
	///
	/// # Errors
	///
	/// Returns [`Fault::NotKey`] for a seed that the scheme does not take. Both schemes take any.
	pub fn from_seed(scheme: Scheme, seed: &[u8; 32]) -> Result<Self, Fault> {
		Ok(Self(match scheme {
			Scheme::Sr25519 => {
				let seed = MiniSecretKey::from_bytes(seed).map_err(|_| Fault::NotKey)?;
				Secret::Sr25519(Box::new(seed.expand(ExpansionMode::Ed25519).to_keypair()))
			},
			Scheme::Ed25519 => Secret::Ed25519(Box::new(SigningKey::from_bytes(seed))),
		}))
	}

	/// Takes the 64 bytes that polkadot.js keeps of a secret key: with sr25519 the scalar times 8 and the
	/// nonce, with ed25519 the seed and the public key.
	///
	/// # Errors
	///
	/// Returns [`Fault::NotKey`] for bytes that no key is kept as.
	pub(crate) fn from_kept(scheme: Scheme, kept: &[u8; 64]) -> Result<Self, Fault> {
		let secret = match scheme {
			Scheme::Sr25519 => {
				let secret = SecretKey::from_ed25519_bytes(kept).map_err(|_| Fault::NotKey)?;
				Secret::Sr25519(Box::new(secret.to_keypair()))
			},
			Scheme::Ed25519 => {
				let (seed, _) = kept.split_first_chunk().ok_or(Fault::NotKey)?;
				Secret::Ed25519(Box::new(SigningKey::from_bytes(seed)))
			},
		};
		let key = Self(secret);
		// Bits that the key ignores, and the public key of another, are refused.
		(*key.kept() == *kept).then_some(key).ok_or(Fault::NotKey)
	}

	/// Returns the 64 bytes that polkadot.js keeps of the secret key.
	pub(crate) fn kept(&self) -> Zeroizing<[u8; 64]> {
		Zeroizing::new(match &self.0 {
			Secret::Sr25519(pair) => pair.secret.to_ed25519_bytes(),
			Secret::Ed25519(key) => key.to_keypair_bytes(),
		})
	}

	/// Returns the scheme.
	#[must_use]
	pub const fn scheme(&self) -> Scheme {
		match self.0 {
			Secret::Sr25519(_) => Scheme::Sr25519,
			Secret::Ed25519(_) => Scheme::Ed25519,
		}
	}

	/// Returns the public key, which is also the account.
	#[must_use]
	pub fn public(&self) -> [u8; 32] {
		match &self.0 {
			Secret::Sr25519(pair) => pair.public.to_bytes(),
			Secret::Ed25519(key) => key.verifying_key().to_bytes(),
		}
	}

	/// Signs a message as an account of a Substrate chain does.
	///
	/// # Panics
	///
	/// Panics if the operating system has no random bits for a signature with sr25519.
	#[must_use]
	pub fn sign(&self, message: &[u8]) -> [u8; 64] {
		match &self.0 {
			Secret::Sr25519(pair) => pair.sign_simple(CONTEXT, message).to_bytes(),
			Secret::Ed25519(key) => key.sign(message).to_bytes(),
		}
	}

	/// Returns the 64 bytes by which `schnorrkel` and `sp-core` know a key of sr25519: the scalar and the
	/// nonce.
	#[must_use]
	pub fn sr25519_secret(&self) -> Option<Zeroizing<[u8; 64]>> {
		match &self.0 {
			Secret::Sr25519(pair) => Some(Zeroizing::new(pair.secret.to_bytes())),
			Secret::Ed25519(_) => None,
		}
	}

	/// Returns the seed of a key of ed25519 (RFC 8032, section 5.1.5), which also signs documents.
	#[must_use]
	pub fn ed25519_seed(&self) -> Option<Zeroizing<[u8; 32]>> {
		match &self.0 {
			Secret::Sr25519(_) => None,
			Secret::Ed25519(key) => Some(Zeroizing::new(key.to_bytes())),
		}
	}
}

/// The public key is shown, and the secret key is not.
impl fmt::Debug for Key {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "Key({}, {})", self.scheme(), address::encode(&self.public()))
	}
}
