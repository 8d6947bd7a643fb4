// SPDX-License-Identifier: Apache-2.0

//! Tests of the item that names the chain in headers that hand over.

use super::*;
use frame_support::traits::Hooks;
use sp_consensus_grandpa::GRANDPA_ENGINE_ID;
use sp_runtime::{ConsensusEngineId, DigestItem};
use testamur_primitives::keys::CHAIN_ENGINE;

/// Returns what the header of the block says of the chain at its end, with this item in it before.
fn named(item: DigestItem) -> Vec<Vec<u8>> {
	ExtBuilder::default().build().execute_with(|| {
		blocks(1);
		System::deposit_log(item);
		Consortium::on_finalize(System::block_number());
		let of_chain = |item: DigestItem| match item {
			DigestItem::Consensus(CHAIN_ENGINE, bytes) => Some(bytes),
			_ => None,
		};
		System::digest().logs.into_iter().filter_map(of_chain).collect()
	})
}

#[test]
fn a_header_that_hands_over_names_its_chain() {
	let genesis = ExtBuilder::default().build().execute_with(|| {
		blocks(1);
		System::block_hash(0).as_bytes().to_vec()
	});
	assert_eq!(named(DigestItem::Consensus(GRANDPA_ENGINE_ID, vec![1])), [genesis]);
}

#[test]
fn other_headers_do_not() {
	let other: ConsensusEngineId = *b"aura";
	let items = [
		DigestItem::Consensus(other, vec![1]),
		DigestItem::Seal(GRANDPA_ENGINE_ID, vec![1]),
		DigestItem::PreRuntime(GRANDPA_ENGINE_ID, vec![1]),
		DigestItem::Other(GRANDPA_ENGINE_ID.to_vec()),
	];
	for item in items {
		assert!(named(item).is_empty());
	}
}
