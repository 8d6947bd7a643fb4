// SPDX-License-Identifier: Apache-2.0

//! Cheats 14 and 15: each byte of evidence changed, each node of a proof left out or added.

use crate::{
	chain::{put_system, requirements, system_keys, time_of, trust, Final, Validators, GENESIS},
	hand_offs::{hand_offs, trust_up_to, validators},
	records::{keys_for, reference, register, set},
};
use codec::Encode;
use sp_core::Blake2Hasher;
use sp_trie::StorageProof;
use testamur_primitives::{keys, verdict::Reason, CredentialReference, RevocationReason, Status};
use testamur_proof::{check, refusal::Gap, Beginning, Evidence, KnownSet, Refusal, TrustRoot};

/// Returns references to a revoked, a suspended and an active credential.
fn asked() -> [CredentialReference; 3] {
	[reference(437), reference(300), reference(3)]
}

fn expected() -> [Vec<Reason>; 3] {
	[vec![Reason::Revoked], vec![Reason::Suspended], vec![]]
}

fn block() -> Final {
	let mut state = register();
	set(&mut state, 437, Status::Revoked(RevocationReason::Misconduct));
	set(&mut state, 300, Status::Suspended);
	Final::new(state)
}

/// Returns the reasons of the verdicts of evidence.
fn reasons(evidence: &[u8], root: &TrustRoot) -> Result<Vec<Vec<Reason>>, Refusal> {
	let verdicts = check(evidence, root, &requirements())?.verify(&asked())?;
	Ok(verdicts.into_iter().map(|verdict| verdict.reasons).collect())
}

/// Checks that no change of a byte is accepted, whichever of these bits are changed in it.
fn no_byte_can_be_changed(evidence: &[u8], root: &TrustRoot, changes: &[u8]) {
	assert_eq!(reasons(evidence, root).unwrap(), expected());
	for place in 0..evidence.len() {
		for change in changes {
			let mut bytes = evidence.to_vec();
			bytes[place] ^= change;
			let found = reasons(&bytes, root);
			assert!(found.is_err(), "byte {place} ^ {change:#x}: {found:?}");
		}
	}
}

#[test]
fn no_byte_of_evidence_can_be_changed() {
	let block = block();
	let mut evidence = block.evidence(&keys_for(&block.built, &asked()), &[]);
	no_byte_can_be_changed(&evidence.encode(), &trust(), &[0x01, 0x80, 0xff]);
	evidence.authorities = Some(block.validators.authorities());
	no_byte_can_be_changed(&evidence.encode(), &trust(), &[0x04]);
}

#[test]
fn no_byte_of_evidence_of_the_past_can_be_changed() {
	let past = block();
	let mut state = past.built.state.clone();
	put_system(&mut state, time_of(60));
	state.put(keys::block_hash(50), past.header.hash());
	let last = Final::of(Validators::new(0, 1..=4), 60, state);
	let evidence = last.evidence_of_past(&past, &keys_for(&past.built, &asked()));
	no_byte_can_be_changed(&evidence.encode(), &trust(), &[0x01, 0xff]);
}

#[test]
fn no_byte_of_a_hand_off_can_be_changed() {
	let page = hand_offs(2).encode();
	let known = trust_up_to(2);
	for place in 0..page.len() {
		let mut bytes = page.clone();
		bytes[place] ^= 0x01;
		let mut root = trust();
		let result = root.learn(&bytes);
		assert!(result.is_err(), "byte {place}: {result:?}");
		// Whatever was learnt before the refusal is true.
		let mut learnt = root.table().iter().zip(known.table());
		let open = |row: &KnownSet| KnownSet { last: None, until: None, ..*row };
		let is_true = |(one, other): (&KnownSet, &KnownSet)| *one == *other || *one == open(other);
		assert!(learnt.all(is_true), "byte {place}");
	}
	let pinned = TrustRoot::pinned(GENESIS, validators(0).set(), Beginning::OF_CHAIN).unwrap();
	assert_eq!(pinned, trust());
}

/// Returns evidence with the plain nodes of a proof, made compact anew.
fn with_nodes(block: &Final, evidence: &Evidence, nodes: Vec<Vec<u8>>) -> Option<Evidence> {
	let compact = StorageProof::new(nodes)
		.into_compact_proof::<Blake2Hasher>(block.built.root.0.into())
		.ok()?;
	Some(Evidence { proof: compact.encoded_nodes, ..evidence.clone() })
}

#[test]
fn no_node_can_be_left_out() {
	let block = block();
	let keys = [system_keys(), keys_for(&block.built, &asked())].concat();
	let evidence = block.evidence(&keys, &[]);
	let nodes: Vec<_> = block.built.nodes(&keys, &[]).into_iter_nodes().collect();
	let whole = with_nodes(&block, &evidence, nodes.clone()).unwrap();
	assert_eq!(whole, evidence);
	for place in 0..nodes.len() {
		let mut fewer = nodes.clone();
		fewer.remove(place);
		let Some(evidence) = with_nodes(&block, &evidence, fewer) else { continue };
		let found = reasons(&evidence.encode(), &trust());
		let is_gap = matches!(found, Err(Refusal::Incomplete(Gap::Key(_))));
		assert!(is_gap, "node {place}: {found:?}");
	}
	// An item of the compact form that is left out is found out as well.
	for place in 0..evidence.proof.len() {
		let mut fewer = evidence.clone();
		fewer.proof.remove(place);
		let found = reasons(&fewer.encode(), &trust());
		assert!(found.is_err(), "item {place}: {found:?}");
	}
}

#[test]
fn no_two_nodes_can_be_left_out() {
	let block = block();
	let keys = [system_keys(), keys_for(&block.built, &asked())].concat();
	let evidence = block.evidence(&keys, &[]);
	let nodes: Vec<_> = block.built.nodes(&keys, &[]).into_iter_nodes().collect();
	for one in 0..nodes.len() {
		for other in one + 1..nodes.len() {
			let mut fewer = nodes.clone();
			fewer.remove(other);
			fewer.remove(one);
			let Some(evidence) = with_nodes(&block, &evidence, fewer) else { continue };
			assert!(reasons(&evidence.encode(), &trust()).is_err(), "nodes {one} and {other}");
		}
	}
}

#[test]
fn nodes_that_are_added_change_nothing() {
	let block = block();
	let keys = [system_keys(), keys_for(&block.built, &asked())].concat();
	let evidence = block.evidence(&keys, &[]);
	let needed: Vec<_> = block.built.nodes(&keys, &[]).into_iter_nodes().collect();
	for added in block.built.nodes(&[], &[Vec::new()]).into_iter_nodes() {
		let nodes = needed.iter().cloned().chain([added]).collect();
		let evidence = with_nodes(&block, &evidence, nodes).unwrap();
		assert_eq!(reasons(&evidence.encode(), &trust()).unwrap(), expected());
	}
	// A node of another state is not taken up, and as an item of its own it is refused.
	let other = Final::new(register());
	for added in other.built.nodes(&keys, &[]).into_iter_nodes() {
		let nodes = needed.iter().cloned().chain([added.clone()]).collect();
		let same = with_nodes(&block, &evidence, nodes).unwrap();
		assert_eq!(reasons(&same.encode(), &trust()).unwrap(), expected());
		for place in 0..=evidence.proof.len() {
			let mut more = evidence.clone();
			more.proof.insert(place, added.clone());
			assert!(reasons(&more.encode(), &trust()).is_err(), "{place}");
		}
	}
}
