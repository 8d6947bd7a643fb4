// SPDX-License-Identifier: Apache-2.0

//! Tests of random sequences of steps: the invariants hold, some validator can always write blocks,
//! and decisions take effect.

use super::*;
use crate::{CurrentSettings, Equivocation};
use frame_support::hypothetically;
use proptest::prelude::*;
use sp_staking::offence::ReportOffence;
use std::collections::BTreeSet;

/// A step of a sequence.
#[derive(Clone, Debug)]
enum Step {
	Admit(AccountId),
	Retire(AccountId),
	Resign(AccountId),
	SetKeys(AccountId, u8),
	Configure(Settings),
	EndSession,
	Offend(AccountId),
	Blocks(u64, Vec<AccountId>),
	Session(Vec<AccountId>),
}

fn account() -> impl Strategy<Value = AccountId> {
	1..=12_u64
}

fn step() -> impl Strategy<Value = Step> {
	let missing = || prop::collection::vec(account(), 0..3);
	let settings = (5..40_u32, 0..6_u32, 0..12_u32, 0..3_u32).prop_map(
		|(session_length, floor, ceiling, absent_sessions)| Settings {
			session_length,
			floor,
			ceiling,
			absent_sessions,
		},
	);
	prop_oneof![
		3 => account().prop_map(Step::Admit),
		2 => account().prop_map(Step::Retire),
		1 => account().prop_map(Step::Resign),
		4 => (account(), 0..3_u8).prop_map(|(who, generation)| Step::SetKeys(who, generation)),
		1 => settings.prop_map(Step::Configure),
		2 => Just(Step::EndSession),
		1 => account().prop_map(Step::Offend),
		2 => (1..12_u64, missing()).prop_map(|(count, missing)| Step::Blocks(count, missing)),
		4 => missing().prop_map(Step::Session),
	]
}

/// Writes blocks without the missing validators, or with all if no other can write.
fn write(count: u64, missing: &[AccountId]) {
	for _ in 0..count {
		let present = |who: &AccountId| !missing.contains(who) && !is_disabled(*who);
		if running().iter().any(present) {
			block_without(missing);
		} else {
			block_without(&[]);
		}
	}
}

fn until_next_session(missing: &[AccountId]) {
	let session = Session::current_index();
	while Session::current_index() == session {
		write(1, missing);
	}
}

fn take(step: Step) {
	// A refused call must change nothing. Other tests check that it is refused rightly.
	let refused_changes_nothing = |call: crate::Call<Test>, origin| {
		let before = storage();
		if dispatch(call, origin).is_err() {
			assert_eq!(storage(), before);
		}
	};
	match step {
		Step::Admit(validator) => {
			let call = crate::Call::admit_validator { validator };
			refused_changes_nothing(call, council());
		},
		Step::Retire(validator) => {
			let call = crate::Call::retire_validator { validator };
			refused_changes_nothing(call, council());
		},
		Step::Resign(who) => refused_changes_nothing(crate::Call::resign {}, signed(who)),
		Step::SetKeys(who, generation) => {
			let knows = Consortium::is_validator(&who) || leaving().contains(&who);
			assert_eq!(set_keys(who, generation).is_ok(), knows);
		},
		Step::Configure(settings) => {
			refused_changes_nothing(crate::Call::configure { settings }, council());
		},
		Step::EndSession => {
			assert_ok!(Consortium::end_session(council()));
			until_next_session(&[]);
		},
		Step::Offend(who) => {
			let offence = Equivocation {
				slot: slot().into(),
				session: Session::current_index(),
				validator_count: running().len() as u32,
				offender: (who, ()),
			};
			let _ = Offences::report_offence(vec![], offence);
		},
		Step::Blocks(count, missing) => write(count, &missing),
		Step::Session(missing) => until_next_session(&missing),
	}
}

fn with_keys(accounts: Vec<AccountId>) -> Vec<AccountId> {
	accounts.into_iter().filter(|who| Session::load_keys(who).is_some()).collect()
}

fn assert_sound() {
	assert_ok!(Consortium::do_try_state());
	let running = running();
	assert!(!running.is_empty());
	// Aura has exactly one key for each validator, and no key twice.
	let keys: BTreeSet<_> = authorities().into_iter().collect();
	assert_eq!((keys.len(), authorities().len()), (running.len(), running.len()));
	// Fewer than a third are disabled.
	assert!(Session::disabled_validators().len() * 3 < running.len().max(2));
}

/// Checks that the running set becomes the decided one, with its last keys, if there are no further
/// decisions and all validators write blocks.
///
/// A validator that wrote no block before may still be retired for it when the running session
/// ends.
fn assert_takes_effect() {
	let mut wanted = with_keys(decided());
	System::reset_events();
	until_next_session(&[]);
	let retired = |validator: &AccountId| {
		let (validator, reason) = (*validator, Retirement::Absence);
		events().contains(&Event::ValidatorRetired { validator, reason })
	};
	wanted.retain(|who| !retired(who));
	assert_eq!(with_keys(decided()), wanted);
	let keys: Vec<_> = wanted.iter().map(|who| Session::load_keys(who).unwrap().aura).collect();
	until_next_session(&[]);
	assert_eq!(running(), wanted);
	assert_eq!(authorities(), keys);
	assert!(running().len() as u32 >= CurrentSettings::<Test>::get().floor);
	assert!(leaving().is_empty());
}

/// Checks a sequence that the random test found: the session ends before the missing validator is
/// in turn again.
#[test]
fn a_shorter_session_may_end_with_a_validator_missing() {
	ExtBuilder::default().build().execute_with(|| {
		take(Step::Blocks(9, vec![3]));
		let session_length = 12;
		let settings = Settings { session_length, floor: 1, ceiling: 4, absent_sessions: 1 };
		take(Step::Configure(settings));
		assert_sound();
		assert_takes_effect();
		assert_eq!(running(), [1, 2, 4]);
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(96))]

	#[test]
	fn the_set_is_always_sound_and_follows_what_is_decided(
		steps in prop::collection::vec(step(), 1..40),
	) {
		ExtBuilder::default().build().execute_with(|| {
			for step in steps {
				take(step);
				assert_sound();
				hypothetically!(assert_takes_effect());
			}
		});
	}
}
