// SPDX-License-Identifier: Apache-2.0

//! Tests of sets that no hand-off leads to, as after a recovery, and that somebody vouches for.

use crate::{
	chain::{
		change_header, descendants, later_vote, put_system, time_of, trust, Final, Validators,
		GENESIS, TIME,
	},
	hand_offs::{hand_offs, trust_up_to, validators},
	records::register,
};
use codec::Encode;
use testamur_primitives::Moment;
use testamur_proof::{
	check, refusal::Part, Beginning, Forgery, HandOff, HandOffs, Justification, KnownSet, Refusal,
	Requirements, TrustRoot,
};

/// Returns the beginning of a set that was forced upon the chain nine blocks after its first one.
const fn forced(first: u32, former_until: Moment) -> Beginning {
	Beginning { first, since: Some(former_until), forced_in: Some(first + 9) }
}

fn vouched(root: &mut TrustRoot, set: u8, first: u32, until: Moment) -> Result<(), Refusal> {
	root.vouch(validators(set).set(), forced(first, until))
}

/// Returns hand-offs of set 2, the first in this block.
fn page_of_set_2(hand_offs: impl Into<Vec<HandOff>>) -> HandOffs {
	HandOffs { first_set: 2, authorities: None, hand_offs: hand_offs.into() }
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
	let page = page_of_set_2([validators(2).hand_off(60, &validators(3))]);
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
	assert_eq!(root.vouch(others, forced(36, time_of(36))), contradiction);
	for forced_in in [None, Some(44), Some(46)] {
		let otherwise = Beginning { forced_in, ..forced(36, time_of(36)) };
		assert_eq!(root.vouch(validators(2).set(), otherwise), contradiction);
	}
	let mut page = hand_offs(2);
	let outside = Forgery::OutsideSet { block: 40, set: 1 };
	assert_eq!(root.learn(&page.encode()), Err(outside.into()));
	page.hand_offs.pop();
	assert_eq!(root.learn(&page.encode()), Ok(0));
	assert_eq!(root.table(), known.table());
	// What hand-offs said, somebody may say as well.
	let mut root = trust_up_to(3);
	let handed = |first, until| Beginning { forced_in: None, ..forced(first, until) };
	let mut vouched = |set, beginning| root.vouch(validators(set).set(), beginning);
	assert_eq!(vouched(2, handed(41, time_of(41))), Ok(()));
	assert_eq!(vouched(1, handed(21, time_of(20))), Err(Forgery::KnownSet { set: 1 }.into()));
	assert_eq!(vouched(2, forced(41, time_of(41))), contradiction);
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
	let beginning = Beginning { first: 41, since: None, forced_in: None };
	let mut pinned = TrustRoot::pinned(GENESIS, validators(2).set(), beginning).unwrap();
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
fn a_vouched_set_states_how_it_began() {
	let refused = |beginning| trust_up_to(1).vouch(validators(2).set(), beginning);
	let recovered = forced(36, time_of(36));
	let malformed = Err(Refusal::Malformed(Part::TrustRoot));
	assert_eq!(refused(Beginning { since: None, ..recovered }), malformed);
	assert_eq!(refused(Beginning { forced_in: Some(35), ..recovered }), malformed);
	assert_eq!(refused(Beginning { forced_in: Some(36), ..recovered }), Ok(()));
	// A set that finalized no block could hand over to none.
	let at_once = Beginning { forced_in: None, ..forced(21, time_of(21)) };
	assert_eq!(refused(at_once), malformed);
	// The first set began with the chain, and was not forced upon it.
	let pinned =
		|set, beginning| TrustRoot::pinned(GENESIS, validators(set).set(), beginning).map(|_| ());
	for beginning in [
		Beginning { first: 2, ..Beginning::OF_CHAIN },
		Beginning { forced_in: Some(1), ..Beginning::OF_CHAIN },
	] {
		assert_eq!(pinned(0, beginning), malformed);
	}
	assert_eq!(pinned(2, Beginning { forced_in: Some(35), ..recovered }), malformed);
	assert_eq!(pinned(2, recovered), Ok(()));
}

/// Returns a block of set 2 that plans for others, presented as final by one dishonest voter, with the
/// votes of honest ones for a later block that came after it.
fn passed_off(block: u32, thieves: &Validators) -> HandOff {
	let voters = validators(2);
	let header = change_header(block, &thieves.authorities(), 0);
	let ancestry = descendants(&header, 5);
	let target = ancestry.last().unwrap();
	let later_votes = [1, 2].map(|voter| later_vote(&voters, voter, target)).into();
	let votes = [voters.vote(0, header.id(), 7)].into();
	HandOff { justification: Justification { round: 7, votes, later_votes, ancestry }, header }
}

#[test]
fn what_was_planned_while_finality_stood_still_is_void() {
	let retired = Validators::new(3, 50..=53);
	let mut forced_in_45 = trust_up_to(1);
	vouched(&mut forced_in_45, 2, 36, time_of(36)).unwrap();
	let beginning = forced(36, time_of(36));
	let pinned = TrustRoot::pinned(GENESIS, validators(2).set(), beginning).unwrap();
	let table = TrustRoot::from_table(GENESIS, forced_in_45.table().to_vec()).unwrap();
	for known in [forced_in_45, pinned, table] {
		let learn = |hand_off: HandOff| {
			let mut root = TrustRoot::decode(&known.encode()).unwrap();
			let authorities = Some(validators(2).authorities());
			root.learn(&HandOffs { authorities, ..page_of_set_2([hand_off]) }.encode())
		};
		for block in [36, 40, 44, 45] {
			let void = Err(Forgery::VoidChange { block, set: 2 }.into());
			assert_eq!(learn(passed_off(block, &retired)), void);
			assert_eq!(learn(validators(2).hand_off(block, &retired)), void);
		}
		// The next block may hand over.
		assert_eq!(learn(passed_off(46, &validators(3))), Ok(1));
	}
}

#[test]
fn the_beginning_of_a_pinned_set_survives_its_storage() {
	let recovered = forced(21, time_of(21));
	let others = [
		Beginning { since: None, ..recovered },
		Beginning { forced_in: None, ..recovered },
		Beginning { forced_in: Some(31), ..recovered },
	];
	let pinned = |beginning| TrustRoot::pinned(GENESIS, validators(1).set(), beginning).unwrap();
	let root = pinned(recovered);
	assert_eq!(TrustRoot::decode(&root.encode()), Ok(root.clone()));
	for other in others.map(pinned) {
		assert_ne!(root, other);
		assert_eq!(TrustRoot::decode(&other.encode()), Ok(other));
	}
}
