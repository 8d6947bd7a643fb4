// SPDX-License-Identifier: Apache-2.0

//! The cost of trying a password.

use crate::{fault::Fault, password::Password};
use zeroize::Zeroizing;

/// The key that a password becomes.
pub(crate) type SealingKey = Zeroizing<[u8; 32]>;

/// The parameters of scrypt (RFC 7914).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cost {
	log_n: u8,
	r: u32,
	p: u32,
}

impl Cost {
	/// The cost of a new keystore, which polkadot.js chooses too: 128 MiB for each attempt.
	pub(crate) const NEW: Self = Self::new(17, 8, 1);

	/// The costs that polkadot.js lists as allowed. None needs more memory or time than a new one, so a file
	/// cannot exhaust the machine of its reader.
	const ACCEPTED: [Self; 6] = [
		Self::new(13, 8, 10),
		Self::new(14, 8, 5),
		Self::new(15, 8, 3),
		Self::new(15, 8, 1),
		Self::new(16, 8, 2),
		Self::NEW,
	];

	const fn new(log_n: u8, r: u32, p: u32) -> Self {
		Self { log_n, r, p }
	}

	/// Reads the cost that a file states.
	///
	/// # Errors
	///
	/// Refuses every cost but the accepted ones, before any of it is spent.
	pub(crate) fn from_bytes(bytes: &[u8; 12]) -> Result<Self, Fault> {
		let (n, p, r) = Self::numbers(bytes);
		let is_stated = |cost: &Self| (cost.n(), cost.p, cost.r) == (n, p, r);
		Self::ACCEPTED.into_iter().find(is_stated).ok_or(Fault::Cost { n, r, p })
	}

	/// Returns the bytes of a file: N, p and r in this order, in little-endian order each.
	pub(crate) fn to_bytes(self) -> [u8; 12] {
		let [n, p, r] = [self.n(), self.p, self.r].map(u32::to_le_bytes);
		let mut bytes = [0; 12];
		for (place, byte) in bytes.iter_mut().zip([n, p, r].as_flattened()) {
			*place = *byte;
		}
		bytes
	}

	/// Spends the cost, and returns the key that the password becomes.
	pub(crate) fn derive(self, password: &Password, salt: &[u8; 32]) -> Result<SealingKey, Fault> {
		let refused = || Fault::Cost { n: self.n(), r: self.r, p: self.p };
		let mut key = SealingKey::default();
		let parameters =
			scrypt::Params::new(self.log_n, self.r, self.p, key.len()).map_err(|_| refused())?;
		scrypt::scrypt(password.bytes(), salt, &parameters, &mut *key).map_err(|_| refused())?;
		Ok(key)
	}

	const fn n(self) -> u32 {
		1_u32.wrapping_shl(self.log_n as u32)
	}

	fn numbers(bytes: &[u8; 12]) -> (u32, u32, u32) {
		let mut numbers = bytes.as_chunks::<4>().0.iter().copied().map(u32::from_le_bytes);
		let mut next = || numbers.next().unwrap_or_default();
		(next(), next(), next())
	}
}
