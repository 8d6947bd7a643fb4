// SPDX-License-Identifier: Apache-2.0

//! The account that signs transactions.

use codec::Encode;
use subxt::utils::MultiSignature;

/// A signature of an account. Its variants are in the order in which the chain numbers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode)]
pub enum Signature {
	/// One by Ed25519.
	Ed25519([u8; 64]),
	/// One by Sr25519, in the signing context `substrate`.
	Sr25519([u8; 64]),
}

/// The holder of the secret key of an account.
pub trait Account {
	/// Returns the public key, which is the account.
	fn public(&self) -> [u8; 32];

	/// Signs bytes as they are.
	fn sign(&self, bytes: &[u8]) -> Signature;
}

/// Returns a signature as the library takes it.
pub(crate) const fn multi_signature(signature: Signature) -> MultiSignature {
	match signature {
		Signature::Ed25519(bytes) => MultiSignature::Ed25519(bytes),
		Signature::Sr25519(bytes) => MultiSignature::Sr25519(bytes),
	}
}
