// SPDX-License-Identifier: Apache-2.0

//! A keystore, and the way to its key.

use crate::{
	address, cost::SealingKey, fault::Fault, file::File, key::Key, password::Password, payload,
	scheme::Scheme,
};
use std::fmt;

/// A keystore of one account, whose key is encrypted.
///
/// The address and the name are what the file says. Only [`Keystore::unlock`] shows whether the key is
/// that of the address; nothing protects the name.
pub struct Keystore {
	file: File,
}

impl Keystore {
	/// Reads a keystore that polkadot.js exported, or that [`Key::lock`] wrote.
	///
	/// # Errors
	///
	/// Refuses a file that holds no encrypted key of sr25519 or ed25519, and says what it is instead.
	pub fn read(bytes: &[u8]) -> Result<Self, Fault> {
		Ok(Self { file: File::read(bytes)? })
	}

	/// Returns the account that the file states.
	#[must_use]
	pub const fn account(&self) -> &[u8; 32] {
		&self.file.account
	}

	/// Returns the address of that account on this chain, whichever prefix the file has.
	#[must_use]
	pub fn address(&self) -> String {
		address::encode(&self.file.account)
	}

	/// Returns the name of the account as it stands in the file. A command that shows it has to keep it on
	/// its line, because it is text of strangers.
	#[must_use]
	pub fn name(&self) -> Option<&str> {
		self.file.name.as_deref()
	}

	/// Returns the scheme of the key.
	#[must_use]
	pub const fn scheme(&self) -> Scheme {
		self.file.scheme
	}

	/// Decrypts the key, which takes 128 MiB of memory and most of a second.
	///
	/// # Errors
	///
	/// Returns [`Fault::WrongPassword`] if the password does not open the ciphertext, be it the wrong one
	/// or the ciphertext a changed one: no check can tell. Refuses what is in it unless it is the key of
	/// the address.
	pub fn unlock(&self, password: &Password) -> Result<Key, Fault> {
		self.unlock_with(&self.file.sealed.derive(password)?)
	}

	/// Decrypts the key with the key that a password becomes.
	pub(crate) fn unlock_with(&self, sealing: &SealingKey) -> Result<Key, Fault> {
		let (secret, public) = payload::read(&self.file.sealed.open(sealing)?)?;
		let key = Key::from_kept(self.file.scheme, &secret)?;
		if key.public() != public {
			return Err(Fault::NotKey);
		}
		if public != self.file.account {
			let (stated, held) = (self.address(), address::encode(&public));
			return Err(Fault::OtherAccount { stated, held });
		}
		Ok(key)
	}

	#[cfg(test)]
	pub(crate) const fn sealed(&self) -> &crate::sealed::Sealed {
		&self.file.sealed
	}

	#[cfg(test)]
	pub(crate) fn derive(&self, password: &Password) -> Result<SealingKey, Fault> {
		self.file.sealed.derive(password)
	}
}

/// The ciphertext is not shown: a log must not hold what passwords can be tried on.
impl fmt::Debug for Keystore {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "Keystore({}, {})", self.scheme(), self.address())
	}
}
