// SPDX-License-Identifier: Apache-2.0

//! The encrypted key of a keystore, and the way in and out of it.

use crate::{
	cost::{Cost, SealingKey},
	fault::Fault,
	password::Password,
	payload::{Payload, PAYLOAD_BYTES},
	random::Random,
};
use crypto_secretbox::{AeadInPlace, KeyInit, Nonce, Tag, XSalsa20Poly1305};

/// The associated data, of which secretbox has none.
const NO_DATA: &[u8] = &[];

/// An encrypted key: the salt and the cost of scrypt, the nonce, the tag and the ciphertext of secretbox.
#[derive(Clone)]
pub(crate) struct Sealed {
	salt: [u8; 32],
	cost: Cost,
	nonce: [u8; 24],
	tag: [u8; 16],
	ciphertext: [u8; PAYLOAD_BYTES],
}

impl Sealed {
	/// Takes the bytes of a file apart.
	///
	/// # Errors
	///
	/// Refuses another length, and a cost that is not accepted.
	pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Fault> {
		let (salt, rest) = bytes.split_first_chunk().ok_or(Fault::Length)?;
		let (cost, rest) = rest.split_first_chunk().ok_or(Fault::Length)?;
		let (nonce, rest) = rest.split_first_chunk().ok_or(Fault::Length)?;
		let (tag, rest) = rest.split_first_chunk().ok_or(Fault::Length)?;
		let ciphertext = rest.try_into().map_err(|_| Fault::Length)?;
		let cost = Cost::from_bytes(cost)?;
		Ok(Self { salt: *salt, cost, nonce: *nonce, tag: *tag, ciphertext })
	}

	/// Returns the bytes of a file.
	pub(crate) fn to_bytes(&self) -> Vec<u8> {
		let parts: [&[u8]; 5] =
			[&self.salt, &self.cost.to_bytes(), &self.nonce, &self.tag, &self.ciphertext];
		parts.concat()
	}

	/// Encrypts a text with a password.
	pub(crate) fn seal(
		payload: &Payload,
		password: &Password,
		cost: Cost,
		random: &Random,
	) -> Result<Self, Fault> {
		let key = cost.derive(password, random.salt())?;
		Self::seal_with(payload, &key, cost, random)
	}

	/// Encrypts a text with the key that a password became.
	pub(crate) fn seal_with(
		payload: &Payload,
		key: &SealingKey,
		cost: Cost,
		random: &Random,
	) -> Result<Self, Fault> {
		// The text is encrypted where it is.
		let mut text = payload.clone();
		let cipher = XSalsa20Poly1305::new((&**key).into());
		let tag = cipher
			.encrypt_in_place_detached(Nonce::from_slice(random.nonce()), NO_DATA, &mut *text)
			.map_err(|_| Fault::Length)?;
		Ok(Self {
			salt: *random.salt(),
			cost,
			nonce: *random.nonce(),
			tag: tag.into(),
			ciphertext: *text,
		})
	}

	/// Returns the key that a password becomes, which takes most of a second.
	pub(crate) fn derive(&self, password: &Password) -> Result<SealingKey, Fault> {
		self.cost.derive(password, &self.salt)
	}

	/// Decrypts the text.
	///
	/// # Errors
	///
	/// Returns [`Fault::WrongPassword`] unless the text was encrypted with this key and is unchanged.
	pub(crate) fn open(&self, key: &SealingKey) -> Result<Payload, Fault> {
		let mut text = Payload::new(self.ciphertext);
		let cipher = XSalsa20Poly1305::new((&**key).into());
		let (nonce, tag) = (Nonce::from_slice(&self.nonce), Tag::from_slice(&self.tag));
		cipher
			.decrypt_in_place_detached(nonce, NO_DATA, &mut *text, tag)
			.map_err(|_| Fault::WrongPassword)?;
		Ok(text)
	}
}
