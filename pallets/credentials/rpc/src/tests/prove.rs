// SPDX-License-Identifier: Apache-2.0

//! Tests of evidence of verdicts: that a verifier accepts it, and when there is none.

use super::{
	mock::{Node, Refusal, State, NEWEST},
	native::{former_state, GRANT, LEAF, UNIVERSITY},
	samples::{reference, time},
	voters::{any_age, register, trust, Chain, Voters},
};
use codec::Encode;
use pallet_credentials_rpc_api::json;
use pallet_credentials_runtime_api::COMPATIBLE_SINCE;
use serde_json::{json, Value};
use sp_core::H256;
use sp_runtime::traits::BlakeTwo256;
use sp_state_machine::read_proof_check;
use sp_trie::CompactProof;
use std::sync::atomic::Ordering::SeqCst;
use testamur_primitives::{
	evaluate::MEANING, hash::Root, keys, status::StatusChunk, views::Contract, CredentialReference,
	Leaf, RevocationReason, Status,
};
use testamur_proof::{check, Beginning, Evidence, Refusal as Refused};

/// Returns the reference of a single credential of the university.
fn reference_of(leaf: Leaf) -> CredentialReference {
	CredentialReference {
		institution: UNIVERSITY,
		leaf,
		index: 0,
		size: 1,
		path: vec![].try_into().unwrap(),
		signed_by: None,
	}
}

fn asked(leaf: Leaf) -> Value {
	let leaf = H256(leaf.0);
	json!([{ "institution": UNIVERSITY.0, "leaf": leaf, "index": 0, "size": 1, "path": [] }])
}

/// Returns the bytes of an answer.
pub(super) fn bytes(answer: &Value, member: &str) -> Vec<u8> {
	sp_core::bytes::from_hex(answer[member].as_str().unwrap()).unwrap()
}

async fn refusal(node: &Node, params: Value) -> Refusal {
	node.ask("credentials_prove", params).await.unwrap_err()
}

/// Asks for evidence of a verdict and for the verdict, and checks that they say the same of the same
/// block. Returns the evidence.
async fn same(chain: &Chain, node: &Node, leaf: Leaf, at: Value) -> Evidence {
	let params = json!([asked(leaf), at]);
	let answer = node.ask("credentials_prove", params.clone()).await.unwrap();
	let said = node.ask("credentials_verify", params).await.unwrap();
	assert_eq!(answer["asOf"], said[0]["asOf"]);
	let bytes = bytes(&answer, "evidence");
	let evidence = Evidence::decode(&bytes).unwrap();
	assert_eq!(answer["setId"], evidence.set_id);
	assert_eq!(answer["finalized"]["blockNumber"], evidence.header.number);
	let hash = H256(evidence.header.hash().0);
	assert_eq!(answer["finalized"]["blockHash"], json!(hash));
	let set = &chain.sets.iter().find(|(voters, _)| voters.set == evidence.set_id).unwrap().0;
	let trusted = match set.set {
		0 => trust(node, set),
		// As if it had followed the hand-offs.
		_ => {
			let set = testamur_proof::AuthoritySet::new(set.set, set.authorities()).unwrap();
			let genesis = testamur_proof::Hash(node.hashes[0].0);
			testamur_proof::TrustRoot::pinned(genesis, set, Beginning::OF_CHAIN).unwrap()
		},
	};
	let proven = check(&bytes, &trusted, &any_age()).unwrap();
	let verdicts = proven.verify(&[reference_of(leaf)]).unwrap();
	let mut verdict = json!(json::Verdict::from(verdicts[0].clone()));
	verdict["asOf"] = said[0]["asOf"].clone();
	assert_eq!(verdict, said[0]);
	assert_eq!(answer["asOf"]["blockHash"], json!(H256(proven.as_of().hash.0)));
	evidence
}

#[tokio::test]
async fn evidence_says_what_the_node_says() {
	let chain = Chain::default();
	let node = chain.node();
	for leaf in [LEAF, Leaf([1; 32])] {
		let evidence = same(&chain, &node, leaf, Value::Null).await;
		assert_eq!((evidence.header.number, evidence.past), (9, None));
		assert_eq!(evidence.authorities, Some(chain.sets[0].0.authorities()));
		assert_eq!(evidence.justification.votes.len(), 3, "as many as decide");
	}
	assert_eq!(same(&chain, &node, LEAF, node.hash(9)).await.past, None);
}

#[tokio::test]
async fn evidence_of_a_past_block_is_of_exactly_that_block() {
	fn revoked_since_5(number: u32) -> State {
		let mut state = register();
		let mut chunk = StatusChunk::default();
		chunk.set(0, Status::Revoked(RevocationReason::Misconduct));
		if number >= 5 {
			state.insert(keys::statuses(UNIVERSITY, Root(LEAF.0), 0), chunk.encode());
		}
		state
	}
	let chain = Chain { values: revoked_since_5, unfinished: 1, ..Chain::default() };
	let node = chain.node();
	for number in 0..9 {
		let evidence = same(&chain, &node, LEAF, node.hash(number)).await;
		assert_eq!(evidence.past.unwrap().header.number, number);
		assert_eq!(evidence.header.number, 9);
	}
	let at = json!({ "time": json!(pallet_credentials_rpc_api::time::Time(time(4) + 1)) });
	assert_eq!(same(&chain, &node, LEAF, at).await.past.unwrap().header.number, 4);
}

#[tokio::test]
async fn an_older_block_is_shown_by_the_next_one_with_votes() {
	let remembered = keys::REMEMBERED_BLOCKS;
	let (first, second) = (Voters::new(0, 1..5), Voters::new(1, 5..8));
	let last = remembered + 1_600;
	let sets = vec![(first, 700), (second, last)];
	// Within reach of the last one, of a hand-off, and of a block with votes, which is itself one, too.
	let cases = [
		(last - remembered, last),
		(last - remembered - 1, 3_000),
		(1_500, 1_500),
		(1_499, 1_500),
		(701, 1_500),
		(700, 700),
		(1, 700),
	];
	let asked = cases.iter().map(|(number, _)| *number).collect();
	let chain = Chain { sets, period: 1_500, asked, ..Chain::default() };
	let node = chain.node();
	for (number, by) in cases {
		let evidence = same(&chain, &node, LEAF, node.hash(number)).await;
		assert_eq!(evidence.header.number, by, "block {number}");
		let shown = evidence.past.map_or(by, |past| past.header.number);
		assert_eq!(shown, number);
		assert_eq!(evidence.set_id, u64::from(by > 700), "a hand-off is of the set before");
	}
}

/// Checks the blocks after a recovery: for some time, the states still name the set that was replaced.
#[tokio::test]
async fn what_a_forced_set_made_final_is_proven_by_that_set() {
	let sets = |last| {
		let forced = (Voters::new(1, 5..9), last);
		vec![(Voters::new(0, 1..5), 4), forced]
	};
	let forced = Some((1, 8));
	for last in [6, 9] {
		let chain = Chain { sets: sets(last), forced, ..Chain::default() };
		let node = chain.node();
		let evidence = same(&chain, &node, LEAF, Value::Null).await;
		assert_eq!((evidence.set_id, evidence.header.number), (1, last), "before and after");
	}

	// Archives keep the votes of one of those blocks, and show older ones by it.
	let last = keys::REMEMBERED_BLOCKS + 60;
	let asked = vec![3, 20];
	let chain =
		Chain { sets: sets(last), period: 25, forced: Some((1, 40)), asked, ..Chain::default() };
	let node = chain.node();
	for number in [3, 20] {
		let evidence = same(&chain, &node, LEAF, node.hash(number)).await;
		assert_eq!((evidence.set_id, evidence.header.number), (1, 25), "block {number}");
	}
	// Votes that a verifier would refuse are passed over.
	node.behavior.known.lock().unwrap().ended = vec![(0, 30)];
	let evidence = same(&chain, &node, LEAF, node.hash(20)).await;
	assert_eq!((evidence.set_id, evidence.header.number), (1, 50));
}

#[tokio::test]
async fn authorities_that_the_asker_knows_are_left_out() {
	let chain = Chain::default();
	let node = chain.node();
	for (known, carried) in [(json!(0), false), (json!(1), true), (Value::Null, true)] {
		let answer =
			node.ask("credentials_prove", json!([asked(LEAF), null, known])).await.unwrap();
		let evidence = Evidence::decode(&bytes(&answer, "evidence")).unwrap();
		assert_eq!(evidence.authorities.is_some(), carried, "{known}");
	}
}

#[tokio::test]
async fn what_cannot_be_proven_has_its_own_error() {
	let chain = Chain { unfinished: 2, pruned: 3, ..Chain::default() };
	let node = chain.node();
	for (at, code) in [
		(node.hash(10), 9008),
		(json!(node.fork), 9008),
		(json!(H256::repeat_byte(9)), 9002),
		(node.hash(3), 9003),
		(json!({ "time": "2020-01-01T00:00:00Z" }), 9003),
	] {
		assert_eq!(refusal(&node, json!([asked(LEAF), at])).await.code, code, "{at}");
	}
	node.behavior.syncing.store(true, SeqCst);
	assert_eq!(refusal(&node, json!([asked(LEAF)])).await.code, 9001);
	assert!(node.ask("credentials_prove", json!([asked(LEAF), node.hash(5)])).await.is_ok());
	node.behavior.syncing.store(false, SeqCst);
	node.behavior.known.lock().unwrap().best = None;
	for at in [Value::Null, node.hash(5)] {
		let refusal = refusal(&node, json!([asked(LEAF), at])).await;
		assert_eq!(refusal.code, 9007);
		assert!(refusal.message.contains("a chain that seals instantly"), "{refusal:?}");
	}
	node.behavior.traps.store(true, SeqCst);
	assert_eq!(refusal(&node, json!([asked(LEAF)])).await.code, 9005);
}

/// Checks that blocks that became final by other means than votes are not proven by older votes.
#[tokio::test]
async fn a_final_block_after_the_last_votes_waits_for_votes() {
	let chain = Chain::default();
	let node = chain.node();
	let votes = chain.voters(7).votes(7, node.hashes[7]);
	node.behavior.known.lock().unwrap().best = Some(votes);
	assert_eq!(refusal(&node, json!([asked(LEAF), node.hash(8)])).await.code, 9007);
	let evidence = node.ask("credentials_prove", json!([asked(LEAF)])).await.unwrap();
	assert_eq!(evidence["asOf"], node.as_of(7), "the last block with votes");
}

#[tokio::test]
async fn evidence_that_a_verifier_would_refuse_is_not_sent() {
	let chain = Chain::default();
	let node = chain.node();
	let (hash, strangers) = (node.hashes[9], Voters::new(0, 20..24));
	let replayed = Voters::new(1, 1..5).votes(9, hash);
	let too_few = chain.voters(9).votes_of(2, 9, hash);
	for (votes, reason) in [
		(too_few, "the votes weigh 2, and 3 are needed"),
		(strangers.votes(9, hash), "the votes weigh 0"),
		(replayed, "is not over this block, round and set"),
	] {
		node.behavior.known.lock().unwrap().best = Some(votes);
		let refusal = refusal(&node, json!([asked(LEAF)])).await;
		assert_eq!(refusal.code, 9005);
		assert!(refusal.message.contains(reason), "{refusal:?}");
	}
	node.behavior.known.lock().unwrap().best = Some(vec![1, 2, 3]);
	assert_eq!(refusal(&node, json!([asked(LEAF)])).await.code, 9005);
}

#[tokio::test]
async fn damage_is_an_error_and_no_evidence_of_absence() {
	fn damaged(_: u32) -> State {
		let mut state = register();
		state.remove(&keys::accreditation(GRANT));
		state
	}
	let node = Chain { values: damaged, ..Chain::default() }.node();
	let refusal = refusal(&node, json!([asked(LEAF)])).await;
	assert_eq!(refusal.code, 9005);
	assert!(refusal.message.contains("accreditation 3 is missing"), "{refusal:?}");
}

/// Checks that a node which cannot evaluate the records itself, or converts them, says what it may.
#[tokio::test]
async fn records_of_other_runtimes_are_proven_where_their_meaning_is_known() {
	let node = Chain::default().node();
	node.behavior.version.store(NEWEST + 1, SeqCst);
	let contract = Contract { meaning: MEANING + 1, compatible_since: NEWEST };
	*node.behavior.contract.lock().unwrap() = contract;
	let unknown = refusal(&node, json!([asked(LEAF)])).await;
	assert_eq!(unknown.code, 9005);
	assert!(unknown.message.contains("mean what this node does not know"), "{unknown:?}");

	// The mocked runtime is of version 2, and the one of the former layout was of version 1.
	let chain = Chain { values: |_| former_state(), ..Chain::default() };
	let node = chain.node();
	node.behavior.version.store(COMPATIBLE_SINCE - 1, SeqCst);
	let refused = refusal(&node, json!([asked(LEAF)])).await;
	assert_eq!(refused.code, 9005, "a verifier takes it for a state that is being migrated");
	let node = chain.node();
	node.behavior.version.store(COMPATIBLE_SINCE - 1, SeqCst);
	let refusal = node
		.ask("credentials_proveRecords", json!([[{ "type": 4 }]]))
		.await
		.unwrap_err();
	assert!(refusal.message.contains("an archive node of that time"), "{refusal:?}");
}

#[tokio::test]
async fn a_call_has_a_limit() {
	let node = Chain::default().node();
	let many = vec![reference(); 256];
	assert!(node.ask("credentials_prove", json!([many])).await.is_ok());
	let over = refusal(&node, json!([vec![reference(); 257]])).await;
	assert_eq!((over.code, over.field.as_deref()), (9006, Some("references")));
	let empty = node.ask("credentials_prove", json!([[]])).await.unwrap();
	let proven =
		check(&bytes(&empty, "evidence"), &trust(&node, &Voters::new(0, 1..5)), &any_age());
	let uncovered = proven.unwrap().verify(&[reference_of(LEAF)]);
	assert!(matches!(uncovered, Err(Refused::Incomplete(_))), "{uncovered:?}");
}

/// Checks the proof of a state with the function by which nodes check one.
#[tokio::test]
async fn the_proof_is_one_that_a_node_accepts() {
	let chain = Chain::default();
	let node = chain.node();
	let evidence = same(&chain, &node, LEAF, Value::Null).await;
	let root = H256(evidence.header.state_root.0);
	let proof = CompactProof { encoded_nodes: evidence.proof };
	let (proof, found) = proof.to_storage_proof::<BlakeTwo256>(&root).unwrap();
	assert_eq!(found, root);
	let state = (chain.values)(9);
	let keys: Vec<_> = [keys::batch(UNIVERSITY, Root(LEAF.0)), keys::accreditation(GRANT)].into();
	let read = read_proof_check::<BlakeTwo256, _>(root, proof, &keys).unwrap();
	for key in keys {
		assert_eq!(read[&key], state.get(&key).cloned());
	}
}
