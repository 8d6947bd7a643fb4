// SPDX-License-Identifier: Apache-2.0

//! Tests of the hand-offs from one set of authorities to the next.

use super::{
	mock::Node,
	prove::bytes,
	voters::{trust, Chain, Voters},
};
use serde_json::{json, Value};
use std::sync::atomic::Ordering::SeqCst;
use testamur_proof::{AuthoritySet, Beginning, HandOffs, Hash, TrustRoot};

/// Returns a chain of four sets, which end with blocks 3, 5, 6 and 9.
fn chain() -> Chain {
	let sets = [(1..5, 3), (2..6, 5), (2..7, 6), (3..7, 9)];
	let sets = (0..).zip(sets).map(|(id, (seeds, last))| (Voters::new(id, seeds), last));
	Chain { sets: sets.collect(), ..Chain::default() }
}

async fn page(node: &Node, params: Value) -> Value {
	node.ask("credentials_authoritySets", params).await.unwrap()
}

async fn code(node: &Node, params: Value) -> i64 {
	node.ask("credentials_authoritySets", params).await.unwrap_err().code
}

#[tokio::test]
async fn a_verifier_learns_every_set_from_the_first() {
	let chain = chain();
	let node = chain.node();
	let answer = page(&node, json!([])).await;
	let labels = (&answer["firstSet"], &answer["count"], &answer["next"]);
	assert_eq!(labels, (&json!(0), &json!(3), &Value::Null));
	let mut trusted = trust(&node, &chain.sets[0].0);
	assert_eq!(trusted.learn(&bytes(&answer, "handOffs")), Ok(3));
	let ends: Vec<_> = trusted.table().iter().map(|row| (row.id, row.first, row.last)).collect();
	assert_eq!(ends, [(0, 1, Some(3)), (1, 4, Some(5)), (2, 6, Some(6)), (3, 7, None)]);
	let newest = AuthoritySet::new(3, chain.sets[3].0.authorities()).unwrap();
	assert_eq!(trusted.set(3), Some(&newest));
}

#[tokio::test]
async fn pages_follow_one_another() {
	let chain = chain();
	let node = chain.node();
	let mut trusted = trust(&node, &chain.sets[0].0);
	let mut from = json!(0);
	for expected in [json!(2), Value::Null] {
		let answer = page(&node, json!([from, 2])).await;
		trusted.learn(&bytes(&answer, "handOffs")).unwrap();
		from = answer["next"].clone();
		assert_eq!(from, expected);
	}
	assert_eq!(trusted.table().len(), 4);
	// A verifier that knows no more than the hash of a set begins with the page of that set.
	let rows = trusted.table()[..3].to_vec();
	let mut by_table = TrustRoot::from_table(Hash(node.hashes[0].0), rows).unwrap();
	assert_eq!(by_table.learn(&bytes(&page(&node, json!([2])).await, "handOffs")), Ok(1));
}

#[tokio::test]
async fn a_set_that_has_not_ended_has_an_empty_page() {
	for chain in [chain(), Chain::default()] {
		let newest = chain.sets.len() as u64 - 1;
		let node = chain.node();
		let answer = page(&node, json!([newest])).await;
		assert_eq!((&answer["count"], &answer["next"]), (&json!(0), &Value::Null));
		let page = HandOffs::decode(&bytes(&answer, "handOffs")).unwrap();
		let authorities = chain.sets[newest as usize].0.authorities();
		assert_eq!((page.first_set, page.authorities), (newest, Some(authorities)));
		assert_eq!(code(&node, json!([newest + 1])).await, -32602);
	}
}

/// Checks a node that knows nothing from before a warp sync.
#[tokio::test]
async fn sets_that_the_node_does_not_know_are_an_error() {
	let node = chain().node();
	node.behavior.known.lock().unwrap().ended.drain(..1);
	assert_eq!(code(&node, json!([0])).await, 9009);
	// The authorities of set 1 are in the state of the block in which it handed over.
	assert_eq!(page(&node, json!([1])).await["count"], 2);
	node.behavior.known.lock().unwrap().ended.clear();
	assert_eq!(code(&node, json!([1])).await, 9009);
	assert_eq!(page(&node, json!([3])).await["count"], 0);
	let node = chain().node();
	node.behavior.known.lock().unwrap().first = None;
	assert_eq!(code(&node, json!([0])).await, 9009);
	let pruned = Chain { pruned: 8, ..chain() }.node();
	pruned.behavior.known.lock().unwrap().ended.drain(..1);
	assert_eq!(code(&pruned, json!([1])).await, 9009);
	// One in the middle is missing.
	let node = chain().node();
	node.behavior.known.lock().unwrap().ended.remove(1);
	assert_eq!(code(&node, json!([0])).await, 9009);
}

#[tokio::test]
async fn a_forced_change_ends_what_can_be_handed_over() {
	let mut chain = Chain { forced: Some((2, 7)), ..chain() };
	chain.sets[2].1 = 8;
	let node = chain.node();
	let before = page(&node, json!([])).await;
	assert_eq!((&before["count"], &before["next"]), (&json!(1), &json!(1)));
	ends_by_force(&node, 1, 5).await;
	// Whoever knows the next set from elsewhere goes on from there.
	goes_on(&chain, &node, 2, 6).await;
}

/// Checks the most likely recovery: a set was handed over to that could never vote.
#[tokio::test]
async fn a_set_that_never_voted_is_replaced_by_force() {
	let mut chain = Chain { forced: Some((3, 9)), ..chain() };
	// Set 2 gets its turn in block 5, and finalizes none.
	chain.sets[2].1 = chain.sets[1].1;
	chain.sets[3].1 = 12;
	let node = chain.node();
	let before = page(&node, json!([])).await;
	assert_eq!((&before["count"], &before["next"]), (&json!(2), &json!(2)));
	let mut trusted = trust(&node, &chain.sets[0].0);
	assert_eq!(trusted.learn(&bytes(&before, "handOffs")), Ok(2));
	ends_by_force(&node, 2, 5).await;
	goes_on(&chain, &node, 3, 6).await;

	// The same where the forced set has ended by itself.
	chain.sets.push((Voters::new(4, 40..44), 15));
	let node = chain.node();
	ends_by_force(&node, 2, 5).await;
	goes_on(&chain, &node, 3, 6).await;
}

/// Checks that a node says that a set ended without a hand-off.
async fn ends_by_force(node: &Node, set: u64, block: u32) {
	let refusal = node.ask("credentials_authoritySets", json!([set])).await.unwrap_err();
	assert_eq!(refusal.code, 9010);
	let sentence = format!("block {block} ended set {set}");
	assert!(refusal.message.contains(&sentence), "{refusal:?}");
}

/// Checks that whoever knows a set from elsewhere learns all later ones, and is told the same members.
async fn goes_on(chain: &Chain, node: &Node, set: u64, first: u32) {
	let after = page(node, json!([set])).await;
	let later = chain.sets.len() - 1 - set as usize;
	assert_eq!((&after["count"], &after["next"]), (&json!(later), &Value::Null));
	let members = chain.sets[set as usize].0.authorities();
	let named = HandOffs::decode(&bytes(&after, "handOffs")).unwrap().authorities;
	assert_eq!(named.as_ref(), Some(&members));
	let set = AuthoritySet::new(set, members).unwrap();
	let beginning = Beginning { first, since: None, forced_in: Some(first) };
	let mut trusted = TrustRoot::pinned(Hash(node.hashes[0].0), set, beginning).unwrap();
	assert_eq!(trusted.learn(&bytes(&after, "handOffs")), Ok(later));
}

#[tokio::test]
async fn a_node_that_is_behind_does_not_name_the_newest_set() {
	let node = chain().node();
	node.behavior.syncing.store(true, SeqCst);
	for params in [json!([]), json!([3]), json!([4])] {
		assert_eq!(code(&node, params).await, 9001);
	}
	// The sets that it has do not change.
	assert_eq!(page(&node, json!([0, 2])).await["count"], 2);
}

/// Checks that a page without a hand-off, which no signature of its own shows to be right, is compared
/// with the last votes.
#[tokio::test]
async fn a_newest_set_whose_votes_do_not_pass_is_not_named() {
	let node = chain().node();
	let strangers = Voters::new(3, 30..34);
	node.behavior.known.lock().unwrap().authorities = codec::Encode::encode(&strangers.stored());
	assert_eq!(code(&node, json!([3])).await, 9005);
	// A number that is not the one that they sign, as after a warp sync past a recovery.
	let node = chain().node();
	node.behavior.known.lock().unwrap().current = 4;
	assert_eq!(code(&node, json!([4])).await, 9005);
	// A chain without votes has no sets to hand over.
	let node = chain().node();
	node.behavior.known.lock().unwrap().best = None;
	assert_eq!(code(&node, json!([])).await, 9007);
}

#[tokio::test]
async fn votes_that_do_not_pass_are_not_handed_out() {
	let chain = chain();
	let node = chain.node();
	let strangers = Voters::new(0, 30..34);
	let stored = codec::Encode::encode(&strangers.stored());
	node.behavior.known.lock().unwrap().first = Some(stored);
	let refusal = node.ask("credentials_authoritySets", json!([])).await.unwrap_err();
	assert_eq!(refusal.code, 9005);
	assert!(refusal.message.contains("the votes weigh"), "{refusal:?}");
}
