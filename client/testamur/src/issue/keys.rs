// SPDX-License-Identifier: Apache-2.0

//! The keys: that of the account, and that of the documents. A file holds the 32 secret bytes as `0x` and 64
//! digits, the mini-secret of Sr25519 for an account and the seed of Ed25519 for documents.

use crate::{files::read, problem::Problem};
use std::path::Path;
use subxt_signer::sr25519::Keypair;
use testamur_chain::{Account, Signature};
use testamur_documents::Signer;
use testamur_json::hex;
use testamur_primitives::PublicKey;

/// Maximum size of a file with a key, in bytes.
const MAX_FILE: usize = 4 << 10;

/// The key of an account.
pub(crate) struct AccountKey(Keypair);

impl Account for AccountKey {
	fn public(&self) -> [u8; 32] {
		self.0.public_key().0
	}

	fn sign(&self, bytes: &[u8]) -> Signature {
		Signature::Sr25519(self.0.sign(bytes).0)
	}
}

/// The key of documents.
pub(crate) struct DocumentKey([u8; 32]);

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

/// Reads the key of an account.
pub(crate) fn account(path: &Path) -> Result<AccountKey, Problem> {
	Keypair::from_secret_key(secret(path)?)
		.map(AccountKey)
		.map_err(|error| Problem::Key { path: path.to_path_buf(), why: error.to_string() })
}

/// Reads the key of documents.
pub(crate) fn document_key(path: &Path) -> Result<DocumentKey, Problem> {
	secret(path).map(DocumentKey)
}

/// Reads 32 secret bytes.
fn secret(path: &Path) -> Result<[u8; 32], Problem> {
	let bytes = read(path, MAX_FILE)?;
	let text = std::str::from_utf8(&bytes).ok().map(str::trim);
	text.and_then(hex::decode)
		.and_then(|bytes| bytes.try_into().ok())
		.ok_or_else(|| {
			// Nothing of the file is repeated, since it may be a secret.
			let why = "expected 0x and 64 hexadecimal digits".to_owned();
			Problem::Key { path: path.to_path_buf(), why }
		})
}
