// SPDX-License-Identifier: Apache-2.0

//! Compiles the next runtime while the transaction that brings it is still waiting.
//!
//! The block after an upgrade is the first that the new runtime executes. Without this every node
//! would begin to compile it then, which takes longer than a slot on a slow machine.
//!
//! The executor of the client holds a lock while it compiles, for which all other work would wait. So
//! another executor compiles, into the folder from which the client's then loads the result.
//!
//! Only the code that the council has authorized is compiled, so nobody else can keep a node busy. Code
//! that comes another way, such as inside a motion, is compiled when it is first executed.

use std::time::Instant;

use codec::{Decode, Encode};
use futures::StreamExt;
use sc_client_api::{HeaderBackend, StorageKey, StorageProvider};
use sc_executor::RuntimeVersionOf;
use sc_service::config::ExecutorConfiguration;
use sc_transaction_pool_api::{InPoolTransaction, TransactionPool};
use sp_core::{
	traits::{RuntimeCode, WrappedRuntimeCode},
	H256,
};
use sp_io::hashing::{blake2_256, twox_128};
use sp_state_machine::BasicExternalities;
use testamur_runtime::{RuntimeCall, UncheckedExtrinsic};

use crate::{
	components::{Components, FullClient},
	module_cache::{self, Executor, ModuleCache},
};

/// No runtime is smaller than this, in bytes. Transactions that are need not be decoded.
const MIN_CODE: usize = 50_000;

/// Starts to look at each transaction that becomes ready.
pub(super) fn start(components: &Components, config: ExecutorConfiguration, cache: ModuleCache) {
	let (client, pool) = (components.client.clone(), components.pool.clone());
	let mut arrivals = pool.import_notification_stream();
	let task = async move {
		while let Some(hash) = arrivals.next().await {
			let Some(transaction) = pool.ready_transaction(&hash) else { continue };
			let bytes = transaction.data().encode();
			if let Some(code) = code_in(&bytes).filter(|code| is_authorized(&client, code)) {
				compile(&module_cache::executor(&config, Some(&cache)), &code);
				cache.seal();
			}
		}
	};
	components.spawner.spawn_blocking("next-runtime", None, task);
}

/// Returns the runtime that a transaction applies.
fn code_in(transaction: &[u8]) -> Option<Vec<u8>> {
	if transaction.len() < MIN_CODE {
		return None;
	}
	match UncheckedExtrinsic::decode(&mut &*transaction).ok()?.function {
		RuntimeCall::System(frame_system::Call::apply_authorized_upgrade { code }) => Some(code),
		_ => None,
	}
}

/// Returns whether an upgrade to this runtime is authorized in the state of the best block.
fn is_authorized(client: &FullClient, code: &[u8]) -> bool {
	let key = [twox_128(b"System"), twox_128(b"AuthorizedUpgrade")].concat();
	let authorized = client.storage(client.info().best_hash, &StorageKey(key)).ok().flatten();
	// The record begins with the hash of the code.
	let hash = authorized.and_then(|record| H256::decode(&mut &record.0[..]).ok());
	hash == Some(blake2_256(code).into())
}

/// Compiles a runtime, which the executor keeps on disk.
fn compile(executor: &Executor, code: &[u8]) {
	let begin = Instant::now();
	let code = RuntimeCode {
		code_fetcher: &WrappedRuntimeCode(code.into()),
		heap_pages: None,
		hash: blake2_256(code).to_vec(),
	};
	match executor.runtime_version(&mut BasicExternalities::new_empty(), &code) {
		Ok(version) => log::info!(
			"🧰 Compiled the next runtime, {version}, in {} ms, before it is applied.",
			begin.elapsed().as_millis(),
		),
		Err(error) => log::warn!("🧰 The next runtime does not compile: {error}"),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn transaction(call: impl Into<RuntimeCall>) -> Vec<u8> {
		UncheckedExtrinsic::new_bare(call.into()).encode()
	}

	#[test]
	fn the_runtime_is_found_in_the_call_that_applies_it() {
		let code = vec![7; MIN_CODE];
		let apply = frame_system::Call::apply_authorized_upgrade { code: code.clone() };
		assert_eq!(code_in(&transaction(apply)), Some(code));
	}

	#[test]
	fn other_calls_and_what_is_no_transaction_hold_none() {
		let bytes = vec![7; MIN_CODE];
		assert_eq!(
			code_in(&transaction(frame_system::Call::remark { remark: bytes.clone() })),
			None
		);
		assert_eq!(code_in(&bytes), None);
		assert_eq!(code_in(&[]), None);
		let small = frame_system::Call::apply_authorized_upgrade { code: vec![7; 100] };
		assert_eq!(code_in(&transaction(small)), None);
	}
}
