// SPDX-License-Identifier: Apache-2.0

//! The keys: that of the account, and that of the documents.

use crate::{
	arguments::SenderArguments,
	keys::{Passwords, SigningSeed},
	problem::Problem,
};
use std::path::Path;
use testamur_chain::{Account, Signature};
use testamur_keystore::{Key, Scheme};

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

/// The keys that a call names.
#[derive(Default)]
pub(crate) struct Keys {
	passwords: Passwords,
}

impl Keys {
	/// Opens the key of the account.
	pub(crate) fn account(&mut self, sender: &SenderArguments) -> Result<AccountKey, Problem> {
		let opened = self.passwords.open(&sender.account, "account", sender.account_password);
		opened.map(AccountKey)
	}

	/// Opens the key of documents, which is one of Ed25519 as the suite of their signatures wants it.
	pub(crate) fn document_key(
		&mut self,
		path: &Path,
		password: Option<u32>,
	) -> Result<SigningSeed, Problem> {
		self.passwords.open_ed25519(path, "document key", password)
	}
}
