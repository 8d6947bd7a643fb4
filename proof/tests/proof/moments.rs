// SPDX-License-Identifier: Apache-2.0

//! Tests of the moments that evidence shows: of which chain, when, and written by which runtime.

use crate::{
	chain::{
		put_system, requirements, system_keys, time_of, trust, Final, Validators, GENESIS, MAX_AGE,
		TIME,
	},
	hand_offs::{hand_offs, trust_up_to, validators},
	records::{batch, keys_for, plain, reference, register, root, set, UNIVERSITY},
	state::State,
};
use codec::{Compact, Encode};
use testamur_primitives::{
	evaluate::MEANING, former, keys, status::StatusChunk, verdict::Reason, RecordId,
	RevocationReason, Status,
};
use testamur_proof::{
	check,
	header::{DigestItem, SLOT_DURATION},
	refusal::{Gap, Part},
	runtimes::{KnownRuntime, KNOWN_RUNTIMES},
	Evidence, Forgery, Hash, Proven, Refusal, Requirements, TrustRoot,
};

fn proven(evidence: &Evidence) -> Result<Proven, Refusal> {
	check(&evidence.encode(), &trust(), &requirements())
}

/// Returns the refusal of a state in which something was changed.
fn refusal_of(change: impl FnOnce(&mut State)) -> Result<u32, Refusal> {
	let mut state = State::default();
	put_system(&mut state, TIME);
	change(&mut state);
	let block = Final::of(Validators::new(0, 1..=4), 50, state);
	proven(&block.evidence(&[], &[])).map(|proven| proven.as_of().runtime)
}

#[test]
fn evidence_shows_the_verdict_of_a_node() {
	for status in
		[None, Some(Status::Suspended), Some(Status::Revoked(RevocationReason::Misconduct))]
	{
		let mut state = register();
		if let Some(status) = status {
			set(&mut state, 437, status);
		}
		let block = Final::new(state);
		let asked = [reference(437), reference(5)];
		let evidence = block.evidence(&keys_for(&block.built, &asked), &[]);
		let proven = proven(&evidence).unwrap();
		let verdicts = proven.verify(&asked).unwrap();
		assert_eq!(verdicts, plain(&block.built.state, &asked, TIME).0.unwrap());
		let expected: &[Reason] = match status {
			None => &[],
			Some(Status::Suspended) => &[Reason::Suspended],
			Some(_) => &[Reason::Revoked],
		};
		assert_eq!(verdicts[0].reasons, expected);
		assert_eq!(verdicts[1].reasons, []);
		let as_of = proven.as_of();
		assert_eq!((as_of.number, as_of.hash), (50, block.header.hash()));
		assert_eq!((as_of.time, as_of.age, as_of.runtime), (TIME, 10_000, 2));
		assert_eq!((as_of.set_id, as_of.finalized), (0, block.header.id()));
		assert_eq!(Evidence::decode(&evidence.encode()), Ok(evidence));
	}
}

#[test]
fn a_moment_of_the_past_is_shown_exactly() {
	let mut before = register();
	put_system(&mut before, time_of(40));
	let validators = Validators::new(0, 1..=4);
	let past = Final::of(validators.clone(), 40, before.clone());
	let mut after = before;
	put_system(&mut after, TIME);
	set(&mut after, 437, Status::Revoked(RevocationReason::Unspecified));
	after.put(keys::block_hash(40), past.header.hash());
	let block = Final::of(validators, 50, after);
	let asked = [reference(437)];
	let keys = keys_for(&past.built, &asked);
	let mut evidence = block.evidence_of_past(&past, &keys);
	let shown = proven(&evidence).unwrap();
	assert_eq!(shown.verify(&asked).unwrap()[0].reasons, []);
	let as_of = shown.as_of();
	assert_eq!((as_of.number, as_of.hash), (40, past.header.hash()));
	assert_eq!((as_of.time, as_of.age), (time_of(40), 40_000));
	assert_eq!(as_of.finalized, block.header.id());
	assert_eq!(Evidence::decode(&evidence.encode()), Ok(evidence.clone()));
	// Another block of that number, and a block that the state does not remember.
	let other = evidence.past.as_mut().unwrap();
	other.header.extrinsics_root = Hash([8; 32]);
	assert_eq!(proven(&evidence), Err(Forgery::Past { block: 40 }.into()));
	evidence.past.as_mut().unwrap().header.number = 41;
	assert_eq!(proven(&evidence), Err(Gap::Key(keys::block_hash(41)).into()));
	evidence.proof = block.built.prove(&[keys::block_hash(0), keys::block_hash(70)], &[]);
	evidence.past.as_mut().unwrap().header.number = 70;
	assert_eq!(proven(&evidence), Err(Gap::BlockHash(70).into()));
	// The state of another block under the header.
	evidence.past = block.evidence_of_past(&past, &[]).past;
	evidence.past.as_mut().unwrap().proof = block.built.prove(&system_keys(), &[]);
	evidence.proof = block.evidence_of_past(&past, &[]).proof;
	assert_eq!(proven(&evidence), Err(Forgery::State.into()));
}

#[test]
fn evidence_of_another_chain_is_refused() {
	let found = Hash([0x77; 32]);
	let other = Refusal::OtherChain { found, trusted: GENESIS };
	assert_eq!(refusal_of(|state| state.put(keys::block_hash(0), found)), Err(other));
	let unknown = Gap::BlockHash(0);
	let forget = |state: &mut State| drop(state.0.remove(&keys::block_hash(0)));
	assert_eq!(refusal_of(forget), Err(unknown.clone().into()));
	let short = |state: &mut State| state.put(keys::block_hash(0), [1_u8; 31]);
	assert_eq!(refusal_of(short), Err(unknown.into()));
	// A proof that leaves it out shows nothing.
	let block = Final::new(State::default());
	let mut evidence = block.evidence(&[], &[]);
	evidence.proof = block.built.prove(&system_keys()[1..], &[]);
	assert_eq!(proven(&evidence), Err(Gap::Key(keys::block_hash(0)).into()));
}

#[test]
fn a_moment_is_neither_older_than_wanted_nor_in_the_future() {
	let evidence = Final::new(State::default()).evidence(&[], &[]).encode();
	let at = |now, max_age| {
		let requirements = Requirements::new(now, max_age);
		check(&evidence, &trust(), &requirements).map(|proven| proven.as_of().age)
	};
	assert_eq!(at(TIME, Some(0)), Ok(0));
	assert_eq!(at(TIME + 1, Some(1)), Ok(1));
	let oldest = TIME + 1;
	assert_eq!(at(TIME + 1, Some(0)), Err(Refusal::TooOld { time: TIME, oldest }));
	assert_eq!(at(TIME + MAX_AGE, Some(MAX_AGE)), Ok(MAX_AGE));
	let now = TIME + MAX_AGE + 1;
	assert_eq!(at(now, Some(MAX_AGE)), Err(Refusal::TooOld { time: TIME, oldest: TIME + 1 }));
	assert_eq!(at(TIME * 2, None), Ok(TIME));
	let ahead = Requirements::MAX_AHEAD;
	assert_eq!(at(TIME - ahead, Some(0)), Ok(0));
	let now = TIME - ahead - 1;
	for max_age in [None, Some(0), Some(u64::MAX)] {
		assert_eq!(at(now, max_age), Err(Refusal::InTheFuture { time: TIME, now }));
	}
	assert_eq!(at(u64::MAX, Some(u64::MAX)), Ok(u64::MAX - TIME));
	// A state without a time is damaged.
	let no_time = |state: &mut State| drop(state.0.remove(&keys::now()));
	assert_eq!(refusal_of(no_time), Err(Refusal::Damaged(RecordId::Time.missing())));
	let zero = |state: &mut State| state.put(keys::now(), 0_u64);
	assert_eq!(refusal_of(zero), Err(Refusal::Damaged(RecordId::Time.missing())));
	let short = |state: &mut State| state.put(keys::now(), 0_u32);
	assert_eq!(refusal_of(short), Err(Refusal::Damaged(RecordId::Time.malformed())));
}

#[test]
fn only_runtimes_that_are_known_are_read() {
	let runtime = |name: &'static str, version: u32, layout: u16| {
		refusal_of(move |state| {
			state.put(keys::last_runtime_upgrade(), (Compact(version), name));
			state.put(keys::storage_version(), layout);
		})
	};
	let unknown = |name: &str, version, layout| {
		Err(Refusal::RuntimeNotUnderstood { name: name.into(), version, layout })
	};
	assert_eq!(runtime("testamur", 2, keys::LAYOUT), Ok(2));
	assert_eq!(runtime("testamur", 3, keys::LAYOUT), unknown("testamur", 3, None));
	assert_eq!(runtime("testamur", 0, keys::LAYOUT), unknown("testamur", 0, None));
	assert_eq!(runtime("another", 2, keys::LAYOUT), unknown("another", 2, None));
	assert_eq!(runtime("testamur", 2, 3), unknown("testamur", 2, Some(3)));
	// The runtime before the first of the specification.
	assert_eq!(runtime("testamur", 1, former::LAYOUT), unknown("testamur", 1, None));
	assert_eq!(runtime("testamur", 1, keys::LAYOUT), unknown("testamur", 1, None));
	// A name that is no text is another name, and no damage.
	let no_text = |state: &mut State| {
		state.put(keys::last_runtime_upgrade(), (Compact(2_u32), &b"testamu\xff"[..]));
	};
	assert_eq!(refusal_of(no_text), unknown("testamu\u{fffd}", 2, None));
	// A state that the present runtime is migrating.
	assert_eq!(runtime("testamur", 2, former::LAYOUT), Err(Refusal::UpgradePending));
	let without = |key: Vec<u8>| refusal_of(move |state| drop(state.0.remove(&key)));
	let upgrade = RecordId::LastRuntimeUpgrade;
	assert_eq!(without(keys::last_runtime_upgrade()), Err(Refusal::Damaged(upgrade.missing())));
	let version = RecordId::StorageVersion;
	assert_eq!(without(keys::storage_version()), Err(Refusal::Damaged(version.missing())));
}

#[test]
fn a_runtime_of_another_meaning_is_not_understood() {
	let evidence = Final::new(State::default()).evidence(&[], &[]).encode();
	let runtimes = [KnownRuntime { meaning: MEANING + 1, ..KNOWN_RUNTIMES[0] }];
	let requirements = Requirements { runtimes: &runtimes, ..requirements() };
	let unknown =
		Refusal::RuntimeNotUnderstood { name: "testamur".into(), version: 2, layout: None };
	assert_eq!(check(&evidence, &trust(), &requirements), Err(unknown));
}

/// Checks that the newest runtime that is known is the one of this repository.
#[test]
fn the_present_runtime_is_known() {
	let source = include_str!("../../../runtime/src/version.rs");
	let newest = KNOWN_RUNTIMES.last().unwrap();
	assert!(source.contains(&format!("spec_version: {},", newest.last)), "add the version");
	assert!(source.contains(&format!("spec_name: Cow::Borrowed(\"{}\")", newest.name)));
	assert_eq!((newest.layout, newest.meaning), (keys::LAYOUT, MEANING));
	let constants = include_str!("../../../runtime/src/constants.rs");
	let length = format!("pub const SLOT_DURATION: u64 = {}_000;", SLOT_DURATION / 1_000);
	assert!(constants.contains(&length), "slots have another length");
}

#[test]
fn a_block_that_replaced_the_runtime_cannot_be_read() {
	let mut block = Final::new(State::default());
	block.header.digest.push(DigestItem::RuntimeEnvironmentUpdated);
	assert_eq!(proven(&block.evidence(&[], &[])), Err(Refusal::UpgradePending));
	// That a later block replaced it does not concern the past.
	let mut state = State::default();
	put_system(&mut state, time_of(40));
	let past = Final::of(Validators::new(0, 1..=4), 40, state.clone());
	put_system(&mut state, TIME);
	state.put(keys::block_hash(40), past.header.hash());
	let mut block = Final::of(Validators::new(0, 1..=4), 50, state);
	block.header.digest.push(DigestItem::RuntimeEnvironmentUpdated);
	assert!(proven(&block.evidence_of_past(&past, &[])).is_ok());
}

#[test]
fn old_evidence_is_verified_with_the_table_alone() {
	let mut state = register();
	put_system(&mut state, time_of(33));
	let block = Final::of(validators(1), 33, state);
	let asked = [reference(3)];
	let mut evidence = block.evidence(&keys_for(&block.built, &asked), &[]);
	let known = trust_up_to(3);
	let table = TrustRoot::from_table(GENESIS, known.table().to_vec()).unwrap();
	let check =
		|evidence: &Evidence, root: &TrustRoot| check(&evidence.encode(), root, &requirements());
	assert!(check(&evidence, &known).is_ok());
	assert_eq!(check(&evidence, &table), Err(Gap::Authorities(1).into()));
	evidence.authorities = Some(validators(1).authorities());
	assert_eq!(check(&evidence, &table).unwrap().verify(&asked).unwrap()[0].reasons, []);
	// Without a row for the set, its authorities are anybody's word.
	assert_eq!(check(&evidence, &trust()), Err(Refusal::UnknownSet { id: 1 }));
	let mut learnt = trust();
	learnt.learn(&hand_offs(1).encode()).unwrap();
	assert!(check(&evidence, &learnt).is_ok());
	// A block that the set did not finalize.
	for number in [20, 41] {
		let mut state = register();
		put_system(&mut state, time_of(number));
		let outside = Final::of(validators(1), number, state).evidence(&[], &[]);
		let forged = Forgery::OutsideSet { block: number, set: 1 };
		assert_eq!(check(&outside, &known), Err(forged.into()));
	}
}

#[test]
fn other_versions_and_cut_off_evidence_are_told_apart() {
	let bytes = Final::new(State::default()).evidence(&[], &[]).encode();
	let refusal = |bytes: &[u8]| check(bytes, &trust(), &requirements()).unwrap_err();
	let mut other = bytes.clone();
	other[0] = 2;
	assert_eq!(refusal(&other), Refusal::UnknownVersion(2));
	for end in 0..bytes.len() {
		assert!(matches!(refusal(&bytes[..end]), Refusal::Malformed(_)), "{end}");
	}
	let longer = [bytes.as_slice(), &[0]].concat();
	assert_eq!(refusal(&longer), Refusal::Malformed(Part::Evidence));
}

/// Checks that a record is damaged, and not absent, where a value of the state does not decode.
#[test]
fn damage_is_not_absence() {
	let mut state = register();
	let chunk = keys::statuses(UNIVERSITY, root(), 437 / 256);
	state.put(chunk.clone(), StatusChunk::default());
	state.0.get_mut(&chunk).unwrap().pop();
	state.put(keys::batch(UNIVERSITY, root()), batch(600, 2));
	let block = Final::new(state);
	let mut keys = keys_for(&block.built, &[reference(437)]);
	keys.push(chunk);
	let shown = proven(&block.evidence(&keys, &[])).unwrap();
	let refusal = shown.verify(&[reference(437)]).unwrap_err();
	assert!(matches!(refusal, Refusal::Damaged(_)), "{refusal:?}");
}
