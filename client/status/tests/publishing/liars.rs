// SPDX-License-Identifier: Apache-2.0

//! Nodes that keep something to themselves: nothing is taken for absent that is not proven to be.

use crate::{
	records::{root, set, SIZE, UNIVERSITY},
	world::{key, open, put_keys, record, single, world, FakeNode, LABEL, OTHER},
};
use testamur_primitives::{keys, AccreditationId, KeyPurpose, ListPurpose, Status};
use testamur_status::{document_keys, labels, list, Fault};

/// Checks that something is not proven.
fn not_proven<T: std::fmt::Debug>(found: Result<T, Fault>) {
	let fault = found.unwrap_err();
	assert!(matches!(fault, Fault::NotProven(_)), "{fault:?}");
}

#[test]
fn a_list_that_is_left_out_is_noticed() {
	for label in [LABEL, OTHER] {
		let mut node = FakeNode::new(world());
		node.hides = Some(keys::list_end(UNIVERSITY, label));
		not_proven(labels(&mut open(&mut node).unwrap()));
	}
}

#[test]
fn no_part_and_no_status_can_be_kept_back() {
	let mut state = world();
	set(&mut state, 300, Status::Suspended);
	for hidden in [
		keys::list_end(UNIVERSITY, LABEL),
		keys::list_part(UNIVERSITY, LABEL, SIZE),
		keys::batch(UNIVERSITY, single()),
		keys::statuses(UNIVERSITY, root(), 1),
		keys::accreditation(AccreditationId(1)),
	] {
		let mut node = FakeNode::new(state.clone());
		node.hides = Some(hidden);
		not_proven(list(&mut open(&mut node).unwrap(), LABEL));
	}
	// What the node says about parts is a hint only: without it, they are asked for one by one.
	let mut node = FakeNode::new(state);
	node.hides_parts = true;
	let found = list(&mut open(&mut node).unwrap(), LABEL).unwrap();
	assert_eq!(found.count(ListPurpose::Suspension), 1);
}

#[test]
fn no_key_can_be_kept_back() {
	let mut state = world();
	let all = [
		(key(1), record(1, KeyPurpose::Credentials)),
		(key(2), record(2, KeyPurpose::StatusLists)),
	];
	put_keys(&mut state, &all);
	for hidden in [
		keys::document_key_counts(UNIVERSITY),
		keys::document_key_number(UNIVERSITY, 2),
		keys::document_key_number(UNIVERSITY, 3),
		keys::document_key(UNIVERSITY, key(2)),
	] {
		let mut node = FakeNode::new(state.clone());
		node.hides = Some(hidden.clone());
		let found = document_keys(&mut open(&mut node).unwrap());
		// The absence of a number can be proven by what leads to the others.
		match hidden == keys::document_key_number(UNIVERSITY, 3) && found.is_ok() {
			true => assert_eq!(found.unwrap().len(), 2),
			false => not_proven(found),
		}
	}
}

#[test]
fn what_belongs_to_another_state_is_of_no_effect() {
	let mut other = world();
	set(&mut other, 5, Status::Suspended);
	let other = FakeNode::new(other);
	let wanted = keys::statuses(UNIVERSITY, root(), 0);
	let items = other.block.built.nodes(&[wanted], &[]).into_iter_nodes();
	let mut node = FakeNode::new(world());
	node.adds = items.chain([Vec::new(), vec![0xff; 100]]).collect();
	let found = list(&mut open(&mut node).unwrap(), LABEL).unwrap();
	assert_eq!(found.count(ListPurpose::Suspension), 0);
	node.adds = vec![vec![0; 300 << 20]];
	not_proven(list(&mut open(&mut node).unwrap(), LABEL));
	let mut node = FakeNode::new(world());
	node.adds = vec![Vec::new(); 100_001];
	not_proven(list(&mut open(&mut node).unwrap(), LABEL));
}
