// SPDX-License-Identifier: Apache-2.0

//! Tests of the walk through a status list, and of every damage that it must not take for the end.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use codec::Encode;
use proptest::prelude::*;
use std::{cell::Cell, collections::BTreeMap, convert::Infallible};
use testamur_primitives::{
	keys,
	limits::MAX_LIST,
	state::{CannotTell, StateReader},
	AccreditationId, Batch, Damage, InstitutionId, ListLabel, ListPart, RecordId, Root, StatusList,
	TypeId,
};

const UNIVERSITY: InstitutionId = InstitutionId(7);
const LABEL: ListLabel = ListLabel([0xcd; 16]);

/// A state in memory that counts what is read.
#[derive(Default)]
struct Memory {
	values: BTreeMap<Vec<u8>, Vec<u8>>,
	reads: Cell<u32>,
}

impl StateReader for Memory {
	type Error = Infallible;

	fn value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		self.reads.set(self.reads.get() + 1);
		Ok(self.values.get(key).cloned())
	}
}

fn root(n: u32) -> Root {
	let mut root = Root([0xaa; 32]);
	root.0[..4].copy_from_slice(&n.to_le_bytes());
	root
}

fn batch(size: u32) -> Batch {
	Batch {
		accreditation: AccreditationId(1),
		type_id: TypeId(1),
		size,
		issued_at: 1,
		valid_until: None,
		revoked: None,
		attested_again: None,
	}
}

fn end_id() -> RecordId {
	RecordId::StatusListEnd { institution: UNIVERSITY, label: LABEL }
}

fn part_id(start: u32) -> RecordId {
	RecordId::StatusListPart { institution: UNIVERSITY, label: LABEL, start }
}

fn batch_id(n: u32) -> RecordId {
	RecordId::Batch { institution: UNIVERSITY, root: root(n) }
}

impl Memory {
	fn put(&mut self, id: RecordId, value: impl Encode) {
		self.values.insert(id.key(), value.encode());
	}

	fn remove(&mut self, id: RecordId) {
		self.values.remove(&id.key());
	}

	/// Walks through the list from a place, up to the first damage.
	fn walk(&self, from: u32) -> Result<Option<Vec<ListPart>>, Damage> {
		let damage = |error| match error {
			CannotTell::Damaged(damage) => damage,
			other => panic!("{other:?}"),
		};
		let list = StatusList::open(self, UNIVERSITY, LABEL).map_err(damage)?;
		let parts = list.map(|list| list.parts(from).collect::<Result<_, _>>());
		parts.transpose().map_err(damage)
	}
}

/// Returns a state with a list of batches of these sizes, and its parts.
fn listed(sizes: &[u32]) -> (Memory, Vec<ListPart>) {
	let mut state = Memory::default();
	let mut parts = Vec::new();
	let mut start = 0;
	for (n, size) in (0..).zip(sizes) {
		state.put(batch_id(n), batch(*size));
		state.put(part_id(start), root(n));
		parts.push(ListPart { start, root: root(n), size: *size });
		start += size;
	}
	state.put(end_id(), start);
	(state, parts)
}

#[test]
fn a_list_that_is_not_there_is_none() {
	assert_eq!(Memory::default().walk(0), Ok(None));
	let (state, _) = listed(&[3]);
	for (institution, label) in [
		(InstitutionId(8), LABEL),
		(UNIVERSITY, ListLabel([0xce; 16])),
		(UNIVERSITY, ListLabel([0; 16])),
	] {
		assert!(matches!(StatusList::open(&state, institution, label), Ok(None)));
	}
}

#[test]
fn a_missing_part_is_damage_and_no_shorter_list() {
	for (lost, start) in [(0, 0), (1, 3), (2, 4)] {
		let (mut state, parts) = listed(&[3, 1, 600]);
		state.remove(part_id(start));
		assert_eq!(state.walk(0), Err(part_id(start).missing()));
		state.put(part_id(start), root(lost));
		assert_eq!(state.walk(0), Ok(Some(parts)));
		state.remove(batch_id(lost));
		assert_eq!(state.walk(0), Err(batch_id(lost).missing()));
	}
}

#[test]
fn an_end_that_no_call_writes_is_damage() {
	let (mut state, _) = listed(&[3, 4]);
	for end in [0, MAX_LIST + 1, u32::MAX] {
		state.put(end_id(), end);
		assert_eq!(state.walk(0), Err(end_id().malformed()), "{end}");
	}
	state.put(end_id(), [7_u8; 3]);
	assert_eq!(state.walk(0), Err(end_id().malformed()));
	state.remove(end_id());
	assert_eq!(state.walk(0), Err(end_id().missing()), "a part without an end");
	// Too near an end cuts through a part, and too far a one lets the walk find nothing.
	state.put(end_id(), 6_u32);
	assert_eq!(state.walk(0), Err(part_id(3).malformed()));
	state.put(end_id(), 8_u32);
	assert_eq!(state.walk(0), Err(part_id(7).missing()));
}

#[test]
fn a_batch_of_no_credentials_does_not_stop_the_walk_from_ending() {
	for size in [0, 5, u32::MAX] {
		let (mut state, _) = listed(&[3, 4]);
		state.put(batch_id(1), batch(size));
		let expected = if size == 0 { batch_id(1).malformed() } else { part_id(3).malformed() };
		assert_eq!(state.walk(0), Err(expected));
	}
	let (mut state, _) = listed(&[3, 4]);
	state.put(part_id(3), [1_u8; 31]);
	assert_eq!(state.walk(0), Err(part_id(3).malformed()));
	state.put(batch_id(0), [1_u8; 5]);
	assert_eq!(state.walk(0), Err(batch_id(0).malformed()));
}

#[test]
fn nothing_follows_a_damaged_part() {
	let (mut state, parts) = listed(&[3, 4, 5]);
	state.remove(part_id(3));
	let list = StatusList::open(&state, UNIVERSITY, LABEL).unwrap().unwrap();
	let mut walk = list.parts(0);
	assert_eq!(walk.next(), Some(Ok(parts[0])));
	assert_eq!(walk.next(), Some(Err(part_id(3).missing().into())));
	assert_eq!(walk.next(), None);
}

#[test]
fn a_walk_begins_where_a_part_does() {
	let (state, parts) = listed(&[3, 4, 5]);
	let list = StatusList::open(&state, UNIVERSITY, LABEL).unwrap().unwrap();
	assert_eq!(list.end(), 12);
	let begins: Vec<_> = (0..20).filter(|place| list.may_begin_at(*place).unwrap()).collect();
	assert_eq!(begins, [0, 3, 7, 12]);
	assert_eq!(state.walk(3), Ok(Some(parts[1..].to_vec())));
	assert_eq!(state.walk(12), Ok(Some(vec![])));
	assert!(!list.may_begin_at(u32::MAX).unwrap());
}

#[test]
fn a_part_takes_two_reads_and_a_list_one_more() {
	let (state, parts) = listed(&[1; 50]);
	assert_eq!(state.walk(0), Ok(Some(parts)));
	assert_eq!(state.reads.get(), 1 + 2 * 50);
}

/// Checks the example of `docs/spec/status-list.md`.
#[test]
fn the_keys_have_the_bytes_of_the_specification() {
	let specification = include_str!("../../docs/spec/status-list.md");
	let (institution, label) = (InstitutionId(2), ListLabel([0x5a; 16]));
	let keys = [
		("ListEnds ", keys::list_end(institution, label)),
		("ListParts", keys::list_part(institution, label, 300)),
	];
	for (map, key) in keys {
		let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
		assert!(specification.contains(&format!("\n{map}  0x{hex}\n")), "{map} {hex}");
	}
}

proptest! {
	#[test]
	fn a_walk_meets_every_part_once_and_in_order(sizes in prop::collection::vec(1_u32..2_000, 1..60)) {
		let (state, parts) = listed(&sizes);
		prop_assert_eq!(state.walk(0), Ok(Some(parts.clone())));
		let mut next = 0;
		for part in &parts {
			prop_assert_eq!(part.start, next);
			next = part.end();
		}
		let (place, rest) = (parts[parts.len() / 2].start, parts[parts.len() / 2..].to_vec());
		prop_assert_eq!(state.walk(place), Ok(Some(rest)));
	}

	#[test]
	fn whatever_the_state_holds_a_walk_ends_in_a_whole_list_or_in_damage(
		sizes in prop::collection::vec(1_u32..9, 1..9),
		end in 0_u32..100,
		lost in 0_u32..80,
	) {
		let (mut state, parts) = listed(&sizes);
		let true_end = parts.last().unwrap().end();
		state.put(end_id(), end);
		state.remove(part_id(lost));
		match state.walk(0) {
			Ok(Some(walked)) => {
				prop_assert_eq!(walked.last().unwrap().end(), end);
				prop_assert!(end <= true_end);
				prop_assert_eq!(&parts[..walked.len()], &walked[..]);
			},
			Ok(None) => prop_assert!(false, "an end is stored"),
			Err(_) => (),
		}
	}
}
