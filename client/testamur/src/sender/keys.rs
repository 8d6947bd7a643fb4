// SPDX-License-Identifier: Apache-2.0

//! The keys: that of the account, and that of the documents. Each is in a keystore, whose password comes from
//! a file descriptor or a terminal.

use crate::{arguments::SenderArguments, files::read, output::say, problem::Problem, words::name};
use std::{fs::File, io, path::Path};
use testamur_chain::{Account, Signature};
use testamur_documents::Signer;
use testamur_keystore::{prompt, Fault, Key, Keystore, Password, PasswordFault, Scheme, MAX_BYTES};
use testamur_primitives::PublicKey;
use zeroize::Zeroizing;

/// The descriptor of the standard input.
const STANDARD_INPUT: u32 = 0;

/// Returns whether one of these passwords is to be read from the standard input.
pub(crate) fn is_on_standard_input(descriptors: &[Option<u32>]) -> bool {
	descriptors.contains(&Some(STANDARD_INPUT))
}

/// The key of an account.
pub(crate) struct AccountKey(Key);

impl Account for AccountKey {
	fn public(&self) -> [u8; 32] {
		self.0.public()
	}

	fn sign(&self, bytes: &[u8]) -> Signature {
		let signature = self.0.sign(bytes);
		match self.0.scheme() {
			Scheme::Sr25519 => Signature::Sr25519(signature),
			Scheme::Ed25519 => Signature::Ed25519(signature),
		}
	}
}

/// The key of documents, by its seed.
pub(crate) struct DocumentKey(Zeroizing<[u8; 32]>);

impl DocumentKey {
	/// Returns the public key.
	pub(crate) fn public(&self) -> PublicKey {
		self.signer("").public_key()
	}

	/// Returns what signs documents, by the name of the key.
	pub(crate) fn signer(&self, method: &str) -> Signer {
		Signer::new(&self.0, method)
	}
}

/// The keys that a call names, and the password that was read last.
#[derive(Default)]
pub(crate) struct Keys {
	/// A descriptor with its password. It can be read once, and may be that of both keys.
	read: Option<(u32, Password)>,
}

impl Keys {
	/// Opens the key of the account.
	pub(crate) fn account(&mut self, sender: &SenderArguments) -> Result<AccountKey, Problem> {
		self.open(&sender.account, "account", sender.account_password).map(AccountKey)
	}

	/// Opens the key of documents, which is one of Ed25519 as the suite of their signatures wants it.
	pub(crate) fn document_key(
		&mut self,
		path: &Path,
		password: Option<u32>,
	) -> Result<DocumentKey, Problem> {
		let key = self.open(path, "document key", password)?;
		let seed = key.ed25519_seed();
		let other = || fault(path, "documents are signed with a key of ed25519");
		seed.map(DocumentKey).ok_or_else(other)
	}

	/// Opens the key in a file. Its address is shown first, since who can write to the file can put
	/// another keystore in its place.
	fn open(&mut self, path: &Path, what: &str, descriptor: Option<u32>) -> Result<Key, Problem> {
		let keystore = Keystore::read(&read(path, MAX_BYTES)?).map_err(|why| fault(path, why))?;
		say(&format!("The {what} in {} is {}.", name(path), keystore.address()));
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

/// Reads a password from a descriptor.
fn password_of(descriptor: u32) -> Result<Password, PasswordFault> {
	if descriptor == STANDARD_INPUT {
		return Password::from_reader(io::stdin());
	}
	let file = File::open(format!("/dev/fd/{descriptor}"));
	Password::from_reader(file.map_err(|error| PasswordFault::Unreadable(error.to_string()))?)
}

fn fault(path: &Path, why: impl ToString) -> Problem {
	Problem::Key { path: path.to_path_buf(), why: why.to_string() }
}
