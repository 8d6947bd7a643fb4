// SPDX-License-Identifier: Apache-2.0

//! Makes the keys of a validator before there is a chain.
//!
//! A running node makes them by `author_rotateKeysWithOwner`, with a proof that it has them. Before
//! the first block no node runs and nobody asks for a proof. So the keys go where the node will
//! look for them, and its owner sees to it that the public ones arrive in the file as they were
//! printed.

use std::path::{Path, PathBuf};

use clap::Args;
use sc_cli::{Error, KeystoreParams, Result};
use sc_network::config::{NodeKeyConfig, Secret};
use sc_service::{config::KeystoreConfig, BasePath, KeystoreContainer};
use sp_core::crypto::{key_types, Ss58Codec};
use sp_keystore::KeystorePtr;

use super::check::valid_id;
use crate::output::print;

/// Options of `genesis keys`.
#[derive(Debug, Args)]
pub(crate) struct KeysCmd {
	/// The id of the chain, as the file of the consortium will name it.
	#[arg(long, value_name = "ID")]
	id: String,

	/// The folder that the node will keep its data in, as in its own --base-path.
	#[arg(long, short = 'd', value_name = "DIR")]
	base_path: Option<PathBuf>,

	#[command(flatten)]
	keystore: KeystoreParams,
}

/// The public session keys of a validator, as addresses.
#[derive(Debug, PartialEq, Eq)]
struct SessionKeys {
	aura: String,
	grandpa: String,
}

impl KeysCmd {
	/// Makes the keys, or prints those that exist already.
	///
	/// Without `--base-path` they go to the default folder of a node whose binary is `executable`.
	pub(crate) fn run(&self, executable: &str) -> Result<()> {
		valid_id(&self.id).map_err(|problem| Error::Input(format!("--id: {problem}")))?;
		let base_path = match &self.base_path {
			Some(path) => BasePath::new(path),
			None => BasePath::from_project("", "", executable),
		};
		let folder = base_path.config_dir(&self.id);
		let config = self.keystore.keystore_config(&folder)?;
		let keystore = KeystoreContainer::new(&config)?.keystore();
		let (keys, new) = session_keys(&keystore)?;
		let peer_id = peer_id(&folder)?;
		if let KeystoreConfig::Path { path, .. } = config {
			let made = if new { "Made" } else { "Found" };
			eprintln!("{made} the keys in {}. The secret ones stay there.", path.display());
			eprintln!("For your [[validator]] in the file of the consortium:\n");
		}
		print(format_args!(
			"aura = \"{}\"\ngrandpa = \"{}\"\n\
			 # For boot_nodes: \"/dns/YOUR.NAME/tcp/30333/p2p/{peer_id}\"\n",
			keys.aura, keys.grandpa,
		))?;
		Ok(())
	}
}

/// Returns the peer id of the node that keeps its data in this folder.
fn peer_id(folder: &Path) -> Result<String> {
	// The node looks here. One that is to validate stops when it finds none.
	let file = folder.join("network").join("secret_ed25519");
	let pair = NodeKeyConfig::Ed25519(Secret::File(file.clone()))
		.into_keypair()
		.map_err(|error| Error::Input(format!("cannot use the node key {file:?}: {error}")))?;
	Ok(pair.public().to_peer_id().to_string())
}

/// Returns the keys in the keystore, or new ones if there are none, and whether they are new.
fn session_keys(keystore: &KeystorePtr) -> Result<(SessionKeys, bool)> {
	let aura = keystore.sr25519_public_keys(key_types::AURA);
	let grandpa = keystore.ed25519_public_keys(key_types::GRANDPA);
	let fail = |error: sp_keystore::Error| Error::Application(error.into());
	match (aura.as_slice(), grandpa.as_slice()) {
		([], []) => {
			let aura = keystore.sr25519_generate_new(key_types::AURA, None).map_err(fail)?;
			let grandpa = keystore.ed25519_generate_new(key_types::GRANDPA, None).map_err(fail)?;
			let keys = SessionKeys { aura: aura.to_ss58check(), grandpa: grandpa.to_ss58check() };
			Ok((keys, true))
		},
		([aura], [grandpa]) => {
			let keys = SessionKeys { aura: aura.to_ss58check(), grandpa: grandpa.to_ss58check() };
			Ok((keys, false))
		},
		_ => Err(Error::Input(format!(
			"the keystore holds {} aura and {} grandpa keys, and it takes one of each to tell which \
			 are meant. Name another --base-path, or move the wrong ones out of the way",
			aura.len(),
			grandpa.len(),
		))),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_keystore::{testing::MemoryKeystore, Keystore};
	use std::sync::Arc;

	fn keystore() -> KeystorePtr {
		Arc::new(MemoryKeystore::new())
	}

	#[test]
	fn keys_are_made_once_and_told_again() {
		let keystore = keystore();
		let (made, new) = session_keys(&keystore).unwrap();
		assert!(new);
		assert_eq!(session_keys(&keystore).unwrap(), (made, false));
	}

	#[test]
	fn no_two_keystores_get_the_same_keys() {
		let (one, _) = session_keys(&keystore()).unwrap();
		let (other, _) = session_keys(&keystore()).unwrap();
		assert_ne!(one.aura, other.aura);
		assert_ne!(one.grandpa, other.grandpa);
	}

	#[test]
	fn the_node_keeps_its_name() {
		let folder = tempfile::tempdir().unwrap();
		let name = peer_id(folder.path()).unwrap();
		assert!(name.starts_with("12D3KooW"), "{name}");
		assert_eq!(peer_id(folder.path()).unwrap(), name);
		assert_ne!(peer_id(&folder.path().join("other")).unwrap(), name);

		std::fs::write(folder.path().join("network/secret_ed25519"), "scribble").unwrap();
		let error = peer_id(folder.path()).unwrap_err().to_string();
		assert!(error.contains("secret_ed25519"), "{error}");
	}

	#[test]
	fn a_choice_is_left_to_people() {
		let two: KeystorePtr = keystore();
		two.sr25519_generate_new(key_types::AURA, None).unwrap();
		let error = session_keys(&two).unwrap_err().to_string();
		assert!(error.contains("1 aura and 0 grandpa"), "{error}");
	}
}
