// SPDX-License-Identifier: Apache-2.0

//! Tests of sets that no hand-off leads to, as after a recovery, and that somebody vouches for.

use crate::{
	chain::{put_system, time_of, trust, Final, GENESIS, TIME},
	hand_offs::{hand_offs, trust_up_to, validators},
	records::register,
};
use codec::Encode;
use testamur_primitives::Moment;
use testamur_proof::{
	check, refusal::Part, Forgery, HandOffs, KnownSet, Refusal, Requirements, TrustRoot,
};

fn vouched(root: &mut TrustRoot, set: u8, first: u32, until: Moment) -> Result<(), Refusal> {
	root.vouch(validators(set).set(), first, until)
}

fn ranges(root: &TrustRoot) -> Vec<(u64, u32, Option<u32>)> {
	root.table().iter().map(|row| (row.id, row.first, row.last)).collect()
}

#[test]
fn one_trust_leads_over_a_recovery() {
	let mut root = trust_up_to(1);
	// Set 1 finalized block 35, and then no other.
	assert_eq!(vouched(&mut root, 2, 36, time_of(36)), Ok(()));
	assert_eq!(ranges(&root), [(0, 1, Some(20)), (1, 21, Some(35)), (2, 36, None)]);
	assert_eq!(root.table()[1].until, Some(time_of(36)));
	assert_eq!(root.set(2), Some(&validators(2).set()));
	// Hand-offs lead on from it.
	let page = HandOffs {
		first_set: 2,
		authorities: None,
		hand_offs: [validators(2).hand_off(60, &validators(3))].into(),
	};
	assert_eq!(root.learn(&page.encode()), Ok(1));
	let shown = |set: u8, number: u32| {
		let mut state = register();
		put_system(&mut state, time_of(number));
		let evidence = Final::of(validators(set), number, state).evidence(&[], &[]);
		check(&evidence.encode(), &root, &Requirements::new(TIME * 2, None))
			.map(|shown| shown.as_of().number)
	};
	// It covers both times, and no block of the replaced set after its last one.
	for (set, number) in [(0, 10), (1, 21), (1, 35), (2, 36), (2, 60), (3, 61)] {
		assert_eq!(shown(set, number), Ok(number));
	}
	for (set, block) in [(1, 36), (2, 35)] {
		let outside = Forgery::OutsideSet { block, set: set.into() };
		assert_eq!(shown(set, block), Err(outside.into()));
	}
	let stored = TrustRoot::decode(&root.encode()).unwrap();
	assert_eq!((stored.table(), stored.set(3)), (root.table(), root.set(3)));
}

#[test]
fn what_is_vouched_for_twice_is_known_once() {
	let mut root = trust_up_to(1);
	vouched(&mut root, 2, 36, time_of(36)).unwrap();
	let known = root.clone();
	assert_eq!(vouched(&mut root, 2, 36, time_of(36)), Ok(()));
	assert_eq!(root, known);
	// Another word about what is known, by whomever.
	let contradiction = Err(Forgery::KnownSet { set: 2 }.into());
	assert_eq!(vouched(&mut root, 2, 37, time_of(37)), contradiction);
	assert_eq!(vouched(&mut root, 2, 36, time_of(37)), contradiction);
	let others = testamur_proof::AuthoritySet::new(2, validators(9).authorities()).unwrap();
	assert_eq!(root.vouch(others, 36, time_of(36)), contradiction);
	let mut page = hand_offs(2);
	let outside = Forgery::OutsideSet { block: 40, set: 1 };
	assert_eq!(root.learn(&page.encode()), Err(outside.into()));
	page.hand_offs.pop();
	assert_eq!(root.learn(&page.encode()), Ok(0));
	assert_eq!(root.table(), known.table());
	// What hand-offs said, somebody may say as well.
	let mut root = trust_up_to(3);
	assert_eq!(vouched(&mut root, 2, 41, time_of(41)), Ok(()));
	assert_eq!(vouched(&mut root, 1, 21, time_of(20)), Err(Forgery::KnownSet { set: 1 }.into()));
	assert_eq!(root.table(), trust_up_to(3).table());
}

#[test]
fn a_vouched_set_follows_the_last_one() {
	let refused = |set, first, until| vouched(&mut trust_up_to(1), set, first, until).unwrap_err();
	// One in between is missing: hand-offs lead to it.
	assert_eq!(refused(3, 41, time_of(41)), Refusal::UnknownSet { id: 2 });
	assert_eq!(refused(0, 41, time_of(41)), Refusal::Malformed(Part::TrustRoot));
	assert_eq!(refused(2, 0, time_of(41)), Refusal::Malformed(Part::TrustRoot));
	// It cannot begin before the one that it replaces.
	assert_eq!(refused(2, 20, time_of(20)), Forgery::OutsideSet { block: 19, set: 1 }.into());
	let before = |time| Refusal::from(Forgery::BeforeSet { time, set: 1 });
	assert_eq!(refused(2, 36, time_of(21)), before(time_of(21)));
	assert_eq!(refused(2, 36, time_of(20)), before(time_of(20)));
	// A set that finalized nothing ends with the one before it.
	assert_eq!(refused(2, 21, time_of(22)), before(time_of(22)));
	assert_eq!(vouched(&mut trust_up_to(1), 2, 21, time_of(21)), Ok(()));
	// Nothing is before the first set of all, nor before one that is pinned.
	let mut pinned = TrustRoot::pinned(GENESIS, validators(2).set(), 41, None).unwrap();
	assert_eq!(vouched(&mut pinned, 2, 41, time_of(41)), Err(Refusal::UnknownSet { id: 1 }));
	assert_eq!(vouched(&mut pinned, 3, 61, time_of(61)), Ok(()));
	// A table whose last set has ended goes on where that ended.
	let mut rows = trust().table().to_vec();
	rows[0] = KnownSet { last: Some(20), until: Some(time_of(21)), ..rows[0] };
	let mut ended = TrustRoot::from_table(GENESIS, rows).unwrap();
	let known = Err(Forgery::KnownSet { set: 1 }.into());
	assert_eq!(vouched(&mut ended, 1, 20, time_of(20)), known);
	assert_eq!(vouched(&mut ended, 1, 21, time_of(22)), known);
	assert_eq!(vouched(&mut ended, 1, 21, time_of(21)), Ok(()));
}

#[test]
fn the_beginning_of_a_pinned_set_survives_its_storage() {
	let since = Some(time_of(21));
	let root = TrustRoot::pinned(GENESIS, validators(1).set(), 21, since).unwrap();
	assert_eq!(TrustRoot::decode(&root.encode()), Ok(root.clone()));
	let unknown = TrustRoot::pinned(GENESIS, validators(1).set(), 21, None).unwrap();
	assert_ne!(root, unknown);
	assert_eq!(TrustRoot::decode(&unknown.encode()), Ok(unknown));
}
