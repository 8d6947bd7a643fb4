// SPDX-License-Identifier: Apache-2.0

//! Stolen keys of former validators, which is cheat 23: what their thief can show, and what not.

use crate::{
	chain::{put_system, requirements, time_of, trust, Final, Validators, GENESIS, TIME},
	hand_offs::{hand_offs, trust_up_to, validators},
	records::register,
};
use codec::Encode;
use testamur_primitives::{keys, Moment};
use testamur_proof::{
	check, Beginning, Evidence, Forgery, HandOffs, Refusal, Requirements, TrustRoot,
};

/// Returns evidence of a block with a time, signed by set 1.
fn stolen(number: u32, time: Moment) -> Evidence {
	let mut state = register();
	put_system(&mut state, time);
	let evidence = Final::of(validators(1), number, state).evidence(&[], &[]);
	Evidence { authorities: Some(validators(1).authorities()), ..evidence }
}

/// Returns evidence of a block with a time that a block of set 1 remembers.
fn stolen_past(number: u32, time: Moment) -> Evidence {
	let mut state = register();
	put_system(&mut state, time);
	let past = Final::of(validators(1), number, state.clone());
	put_system(&mut state, time_of(30));
	state.put(keys::block_hash(number), past.header.hash());
	let evidence = Final::of(validators(1), 30, state).evidence_of_past(&past, &[]);
	Evidence { authorities: Some(validators(1).authorities()), ..evidence }
}

/// Returns the moment that evidence shows to somebody who takes any age.
fn shown(evidence: &Evidence, trusted: &TrustRoot) -> Result<Moment, Refusal> {
	let any_age = Requirements::new(TIME + 3_600_000_000, None);
	check(&evidence.encode(), trusted, &any_age).map(|shown| shown.as_of().time)
}

const fn before(set: u64, time: Moment) -> Result<Moment, Refusal> {
	Err(Refusal::Forged(Forgery::BeforeSet { time, set }))
}

const fn after(set: u64, time: Moment) -> Result<Moment, Refusal> {
	Err(Refusal::Forged(Forgery::AfterSet { time, set }))
}

#[test]
fn cheat_23_another_history_and_another_set() {
	let root = trust_up_to(3);
	let refusal = check(&stolen(41, TIME).encode(), &root, &requirements());
	assert_eq!(refusal, Err(Forgery::OutsideSet { block: 41, set: 1 }.into()));
	let thief = Validators::new(2, 50..=53);
	let page = HandOffs {
		first_set: 1,
		authorities: Some(validators(1).authorities()),
		hand_offs: [validators(1).hand_off(40, &thief)].into(),
	};
	let mut table = TrustRoot::from_table(GENESIS, root.table().to_vec()).unwrap();
	assert_eq!(table.learn(&page.encode()), Err(Forgery::KnownSet { set: 2 }.into()));
	let mut state = register();
	put_system(&mut state, TIME);
	let mut evidence = Final::of(thief.clone(), 50, state).evidence(&[], &[]);
	evidence.authorities = Some(thief.authorities());
	let refusal = check(&evidence.encode(), &table, &requirements());
	assert_eq!(refusal, Err(Forgery::Authorities { set: 2 }.into()));
}

/// Checks that whoever has the keys of a former set cannot make a block that looks new.
#[test]
fn cheat_23_a_moment_after_the_set() {
	let root = trust_up_to(3);
	let hand_off = hand_offs(2).hand_offs[1].header.slot_end().unwrap();
	assert_eq!(hand_off, time_of(41));
	assert_eq!(shown(&stolen(30, hand_off - 1), &root), Ok(hand_off - 1));
	for time in [hand_off, hand_off + 3_600_000] {
		assert_eq!(shown(&stolen(30, time), &root), after(1, time));
		// Whoever does not know of the hand-off yet takes them for the present validators.
		assert_eq!(shown(&stolen(30, time), &trust_up_to(1)), Ok(time));
	}
	// No table knows of the hand-off, and not when it was.
	let mut rows = root.table().to_vec();
	rows[1].until = None;
	assert!(TrustRoot::from_table(GENESIS, rows).is_err());
}

/// Checks that such a block cannot be of a time before the set was handed over to either.
#[test]
fn cheat_23_a_moment_before_the_set() {
	for root in [trust_up_to(1), trust_up_to(3)] {
		assert_eq!(shown(&stolen(30, time_of(21)), &root), Ok(time_of(21)));
		for time in [1, TIME - 365 * 86_400_000, time_of(21) - 1] {
			assert_eq!(shown(&stolen(30, time), &root), before(1, time));
		}
	}
}

/// Checks blocks that a stolen state remembers: each has a time of the set in whose range its number is.
#[test]
fn cheat_23_a_moment_of_another_set_by_way_of_the_past() {
	let root = trust_up_to(3);
	let past = |number, time| shown(&stolen_past(number, time), &root);
	assert_eq!(past(25, time_of(25)), Ok(time_of(25)));
	assert_eq!(past(25, time_of(20)), before(1, time_of(20)));
	assert_eq!(past(25, time_of(41)), after(1, time_of(41)));
	assert_eq!(past(10, time_of(21)), after(0, time_of(21)));
	// Blocks of the set before can be lied about as well, at a time of that set.
	assert_eq!(past(10, time_of(10)), Ok(time_of(10)));
	// No state remembers itself, or a block that is still to come.
	for number in [30, 31, 50, 70, u32::MAX] {
		let forged = Err(Forgery::Past { block: number }.into());
		assert_eq!(past(number, time_of(50)), forged, "{number}");
	}
}

/// Checks that a state remembers the last blocks before it only, and the first one of all.
#[test]
fn cheat_23_a_block_that_no_state_remembers() {
	let remembering = |number: u32, oldest: u32| {
		let mut state = register();
		put_system(&mut state, time_of(oldest));
		let past = Final::of(validators(0), oldest, state.clone());
		put_system(&mut state, time_of(number));
		state.put(keys::block_hash(oldest), past.header.hash());
		let block = Final::of(validators(0), number, state);
		shown(&block.evidence_of_past(&past, &[]), &trust())
	};
	assert_eq!(remembering(4_196, 100), Ok(time_of(100)));
	assert_eq!(remembering(4_197, 100), Err(Forgery::Past { block: 100 }.into()));
}

/// Checks trust that begins with a later set: blocks from before it are known by their numbers only.
#[test]
fn cheat_23_moments_before_a_pinned_set() {
	let pinned = |since| {
		let beginning = Beginning { first: 21, since, forced_in: None };
		TrustRoot::pinned(GENESIS, validators(1).set(), beginning).unwrap()
	};
	let (since, unknown) = (pinned(Some(time_of(21))), pinned(None));
	assert_eq!(shown(&stolen(30, time_of(21) - 1), &since), before(1, time_of(21) - 1));
	assert_eq!(shown(&stolen(30, time_of(21)), &since), Ok(time_of(21)));
	assert_eq!(shown(&stolen_past(10, time_of(21) - 1), &since), Ok(time_of(21) - 1));
	assert_eq!(shown(&stolen_past(10, time_of(21)), &since), after(0, time_of(21)));
	// Who was not told when the set began cannot tell what is too early.
	assert_eq!(shown(&stolen(30, 1), &unknown), Ok(1));
	// When it ended follows from the hand-off, for the blocks before it as well.
	let mut page = hand_offs(2);
	page.first_set = 1;
	page.hand_offs.remove(0);
	let mut ended = unknown;
	ended.learn(&page.encode()).unwrap();
	assert_eq!(shown(&stolen_past(10, time_of(41) - 1), &ended), Ok(time_of(41) - 1));
	assert_eq!(shown(&stolen_past(10, time_of(41)), &ended), after(0, time_of(41)));
}

/// Checks the times around a set that was replaced before it finalized a block.
#[test]
fn cheat_23_moments_around_a_set_that_finalized_nothing() {
	let mut root = trust_up_to(2);
	let forced = Beginning { first: 41, since: Some(time_of(41)), forced_in: Some(50) };
	root.vouch(validators(3).set(), forced).unwrap();
	assert_eq!(shown(&stolen(40, time_of(41) - 1), &root), Ok(time_of(41) - 1));
	assert_eq!(shown(&stolen(40, time_of(41)), &root), after(1, time_of(41)));
	let by_new = |time| {
		let mut state = register();
		put_system(&mut state, time);
		shown(&Final::of(validators(3), 50, state).evidence(&[], &[]), &root)
	};
	assert_eq!(by_new(time_of(41)), Ok(time_of(41)));
	assert_eq!(by_new(time_of(41) - 1), before(3, time_of(41) - 1));
}

/// Checks the block of genesis, which has no time.
#[test]
fn the_first_block_is_of_no_set() {
	let mut state = register();
	put_system(&mut state, 0);
	state.put(keys::block_hash(0), [0_u8; 0]);
	let first = Final::of(validators(0), 0, state);
	let genesis = first.header.hash();
	let mut state = register();
	put_system(&mut state, time_of(30));
	state.put(keys::block_hash(0), genesis);
	let evidence = Final::of(validators(1), 30, state).evidence_of_past(&first, &[]);
	let rows = trust_up_to(3).table().to_vec();
	let root = TrustRoot::from_table(genesis, rows).unwrap();
	let evidence = Evidence { authorities: Some(validators(1).authorities()), ..evidence };
	assert_eq!(shown(&evidence, &root), Ok(0));
}
