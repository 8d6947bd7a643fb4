// SPDX-License-Identifier: Apache-2.0

//! Opens keystores. The password of each comes from a file descriptor or a terminal.

use crate::{files::read, output::say, problem::Problem, words::name};
use std::{
	fs::File,
	io::{self, Read},
	path::Path,
};
use testamur_documents::Signer;
use testamur_keystore::{prompt, Fault, Key, Keystore, Password, PasswordFault, MAX_BYTES};
use testamur_primitives::PublicKey;
use zeroize::Zeroizing;

/// The descriptor of the standard input.
pub(crate) const STANDARD_INPUT: u32 = 0;

/// A key of Ed25519, by its seed.
pub(crate) struct SigningSeed(Zeroizing<[u8; 32]>);

impl SigningSeed {
	/// Returns the public key.
	pub(crate) fn public(&self) -> PublicKey {
		self.signer("").public_key()
	}

	/// Returns what signs documents, by the name of the key.
	pub(crate) fn signer(&self, method: &str) -> Signer {
		Signer::new(&self.0, method)
	}

	/// Returns what signs presentations, by the name that is the key.
	pub(crate) fn holder(&self) -> Signer {
		Signer::of_did_key(&self.0)
	}
}

/// The passwords of a call, of which the one that was read last is kept.
#[derive(Default)]
pub(crate) struct Passwords {
	/// A descriptor with its password. It can be read once, and may be that of several keys.
	read: Option<(u32, Password)>,
}

impl Passwords {
	/// Opens the key in a file. Its address is shown first, since who can write to the file can put
	/// another keystore in its place.
	pub(crate) fn open(
		&mut self,
		path: &Path,
		what: &str,
		descriptor: Option<u32>,
	) -> Result<Key, Problem> {
		let keystore = read_keystore(path)?;
		say(&format!("The {what} in {} is {}.", name(path), keystore.address()));
		self.unlock(&keystore, path, descriptor)
	}

	/// Opens a key of Ed25519, which signs what others verify.
	pub(crate) fn open_ed25519(
		&mut self,
		path: &Path,
		what: &str,
		descriptor: Option<u32>,
	) -> Result<SigningSeed, Problem> {
		seed(self.open(path, what, descriptor)?, path)
	}

	/// Opens the key of a keystore that was read from a file.
	pub(crate) fn unlock(
		&mut self,
		keystore: &Keystore,
		path: &Path,
		descriptor: Option<u32>,
	) -> Result<Key, Problem> {
		let unlock = |password: &Password| keystore.unlock(password);
		let unusable =
			|why: PasswordFault| Problem::Password { path: path.into(), why: why.to_string() };
		let key = match descriptor {
			None => unlock(&prompt::ask("Password: ").map_err(unusable)?),
			Some(number) => unlock(self.password_from(number).map_err(unusable)?),
		};
		key.map_err(|why| match why {
			Fault::WrongPassword => Problem::WrongPassword(path.into()),
			why => fault(path, why),
		})
	}

	/// Returns the password from a descriptor, which is read the first time.
	fn password_from(&mut self, descriptor: u32) -> Result<&Password, PasswordFault> {
		let known = self.read.take().filter(|(number, _)| *number == descriptor);
		let read = match known {
			Some(read) => read,
			None => (descriptor, password_of(descriptor)?),
		};
		Ok(&self.read.insert(read).1)
	}
}

/// Returns the seed of a key, which has to be one of Ed25519.
pub(crate) fn seed(key: Key, path: &Path) -> Result<SigningSeed, Problem> {
	let seed = key.ed25519_seed();
	let other = || fault(path, "documents are signed with a key of ed25519");
	seed.map(SigningSeed).ok_or_else(other)
}

/// Reads a keystore, which is not opened yet.
pub(crate) fn read_keystore(path: &Path) -> Result<Keystore, Problem> {
	Keystore::read(&read(path, MAX_BYTES)?).map_err(|why| fault(path, why))
}

/// Reads a password from a descriptor.
pub(crate) fn password_of(descriptor: u32) -> Result<Password, PasswordFault> {
	let reader = reader_of(descriptor);
	Password::from_reader(reader.map_err(|error| PasswordFault::Unreadable(error.to_string()))?)
}

/// Returns what reads from a descriptor.
pub(crate) fn reader_of(descriptor: u32) -> io::Result<Box<dyn Read>> {
	Ok(match descriptor {
		STANDARD_INPUT => Box::new(io::stdin()),
		_ => Box::new(File::open(format!("/dev/fd/{descriptor}"))?),
	})
}

fn fault(path: &Path, why: impl ToString) -> Problem {
	Problem::Key { path: path.to_path_buf(), why: why.to_string() }
}
