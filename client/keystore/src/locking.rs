// SPDX-License-Identifier: Apache-2.0

//! New keystores.

use crate::{
	cost::Cost,
	fault::Fault,
	file::File,
	key::Key,
	limits::{MAX_NAME, MIN_PASSWORD},
	password::Password,
	payload,
	random::Random,
	sealed::Sealed,
};
use testamur_primitives::text;

impl Key {
	/// Returns a keystore of the key, which polkadot.js imports. The same arguments give the same text.
	///
	/// # Errors
	///
	/// Refuses a password of fewer than [`MIN_PASSWORD`] characters, and a name that is empty, has more
	/// than [`MAX_NAME`] bytes or cannot be shown.
	pub fn lock(&self, password: &Password, name: &str, random: Random) -> Result<String, Fault> {
		self.lock_at(Cost::NEW, password, name, &random)
	}

	/// Returns a keystore on which each attempt of a password has this cost.
	pub(crate) fn lock_at(
		&self,
		cost: Cost,
		password: &Password,
		name: &str,
		random: &Random,
	) -> Result<String, Fault> {
		if password.length() < MIN_PASSWORD {
			return Err(Fault::ShortPassword);
		}
		if name.len() > MAX_NAME || text::check_name(name.as_bytes()).is_err() {
			return Err(Fault::Name);
		}
		let account = self.public();
		let sealed = Sealed::seal(&payload::write(&self.kept(), &account), password, cost, random)?;
		Ok(File { scheme: self.scheme(), account, name: Some(name.to_owned()), sealed }.write())
	}
}
