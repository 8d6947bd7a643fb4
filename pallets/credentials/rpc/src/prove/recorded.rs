// SPDX-License-Identifier: Apache-2.0

//! A state that records which part of it is read.

use pallet_credentials_rpc_api::Error;
use sp_core::Hasher;
use sp_state_machine::{
	backend::AsTrieBackend, TrieBackend, TrieBackendBuilder, TrieBackendStorage,
};
use sp_trie::{cache::LocalTrieCache, recorder::Recorder};
use testamur_proof::evidence::CompactProof;

/// A state whose nodes are recorded when they are read.
pub(super) type Recording<'a, Storage, H> =
	TrieBackend<&'a Storage, H, &'a LocalTrieCache<H>, Recorder<H>>;

/// Runs a function over a state, and returns its result with the proof of all that it read.
pub(super) fn record<S, H, R>(
	state: &S,
	root: H::Out,
	read: impl FnOnce(&Recording<'_, S::TrieBackendStorage, H>) -> Result<R, Error>,
) -> Result<(R, CompactProof), Error>
where
	S: AsTrieBackend<H>,
	S::TrieBackendStorage: TrieBackendStorage<H>,
	H: Hasher + 'static,
	H::Out: codec::Codec + Ord,
{
	let recorder = Recorder::default();
	let recording = TrieBackendBuilder::wrap(state.as_trie_backend())
		.with_recorder(recorder.clone())
		.build();
	let result = read(&recording)?;
	drop(recording);
	let proof = recorder.drain_storage_proof().into_compact_proof::<H>(root);
	let proof = proof.map_err(|error| Error::failed(format_args!("{error:?}")))?;
	Ok((result, proof.encoded_nodes))
}
