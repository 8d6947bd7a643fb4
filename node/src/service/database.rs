// SPDX-License-Identifier: Apache-2.0

//! Checks that the database is free, whole, and that of the chain that was asked for.

use std::{io, sync::Arc};

use sc_chain_spec::{BuildGenesisBlock, GenesisBlockBuilder};
use sc_executor::RuntimeVersionOf;
use sc_service::{ChainType, Configuration, Error};
use sp_blockchain::{Error as ClientError, HeaderBackend};
use testamur_runtime::{opaque::Block, Hash};

use crate::components::{FullBackend, FullClient};

/// Explains an error on opening the database, with a way out.
pub(super) fn explain(error: Error, config: &Configuration) -> Error {
	let Some(path) = config.database.path() else { return error };
	let path = path.display();
	let Error::Client(ClientError::Backend(cause) | ClientError::StateDatabase(cause)) = &error
	else {
		return error;
	};
	plain_error(if cause.contains("in use") {
		format!(
			"the database {path} is in use: another node runs on it ({cause}). Nothing was changed. \
			 Stop that node, or give this one a --base-path of its own",
		)
	} else {
		format!(
			"the database {path} cannot be read: {cause}. It is damaged, or was written with other \
			 options or by another version. Nothing was repaired. Keep the folders `keystore` and \
			 `network` beside it, move the database away, and start again: the node fetches the \
			 chain from its peers. Or put a backup in its place",
		)
	})
}

/// Checks that the database begins with the genesis block of the chain specification.
///
/// The SDK does not. It would continue the chain that it finds under the name of the other.
pub(super) fn check_genesis<Executor: RuntimeVersionOf>(
	config: &Configuration,
	client: &FullClient,
	backend: Arc<FullBackend>,
	executor: Executor,
) -> Result<(), Error> {
	let spec = &config.chain_spec;
	let storage = spec.as_storage_builder();
	let builder = GenesisBlockBuilder::<Block, _, _>::new(storage, false, backend, executor)?;
	// The second part would write the block. It is dropped, so the database stays unchanged.
	let (block, _) = builder.build_genesis_block()?;
	let (expected, found) = (block.header.hash(), client.info().genesis_hash);
	if expected == found {
		return Ok(());
	}
	let text = mismatch(config, expected, found);
	// A developer keeps a chain across versions of the runtime, and it has no peers to disagree
	// with.
	if spec.chain_type() == ChainType::Development {
		log::warn!("🧬 {text}.");
		return Ok(());
	}
	Err(plain_error(text))
}

/// Returns an error that is shown as the text alone.
fn plain_error(text: String) -> Error {
	Error::Io(io::Error::other(text))
}

fn mismatch(config: &Configuration, expected: Hash, found: Hash) -> String {
	let path = config
		.database
		.path()
		.map_or_else(String::new, |path| path.display().to_string());
	format!(
		"the database {path} holds another chain than the chain specification of {} describes: it \
		 begins with the block {found:?}, not {expected:?}. Nothing was changed. Use the chain \
		 specification with which the database was made, or another --base-path, or `testamur-node \
		 purge-chain` to begin anew",
		config.chain_spec.name(),
	)
}
