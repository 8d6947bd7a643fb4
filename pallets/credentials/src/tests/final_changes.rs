// SPDX-License-Identifier: Apache-2.0

//! Tests of the final changes that the accounts of an institution make alone, where it demands dual
//! authorization and where it does not, and of what a thief does with one key.

use super::*;
use crate::{Acts, FinalChanges, FinalChangesAlone, GraveAct, Permissions};
use codec::Encode;
use frame_support::{assert_noop, assert_ok};
use proptest::{
	prelude::*,
	test_runner::{Config, TestRunner},
};
use testamur_primitives::{
	limits::{AUTHORIZATION_WINDOW, FINAL_CHANGES_PERIOD, MAX_FINAL_CHANGES_ALONE},
	Moment, RevocationReason, Status,
	StatusChange::{NameSuccessor, Reinstate, Revoke, Supersede, Suspend},
};

/// The number of credentials in the batch.
const SIZE: u32 = 5_000;
/// Two operators that may change statuses and do grave acts. The two clerks only do the former.
const REVIEWER: AccountId = 26;
const SECOND_REVIEWER: AccountId = 27;
const SECOND_CLERK: AccountId = 28;
const REVOKE: StatusChange = Revoke(RevocationReason::Misconduct);

/// Runs a test in which one account of the university suffices.
fn with_one_needed(test: impl FnOnce()) {
	let batches = [anchor(1, SIZE), anchor(2, SIZE)];
	ExtBuilder::default().with_batches(&batches).build_and_execute(|| {
		let review = Permissions { change_status: true, grave: true, ..Default::default() };
		for reviewer in [REVIEWER, SECOND_REVIEWER] {
			enlist(UNIVERSITY_ADMIN, reviewer, review);
		}
		enlist(UNIVERSITY_ADMIN, SECOND_CLERK, Permissions { grave: false, ..review });
		test();
	});
}

/// Runs a test in which the university demands dual authorization.
fn with_two_needed(test: impl FnOnce()) {
	with_one_needed(|| {
		assert_ok!(Credentials::set_dual_authorization(council(), UNIVERSITY, true));
		test();
	});
}

/// Runs a test for both kinds of institutions: what holds for clerks does not depend on it.
fn in_both(test: impl Fn()) {
	with_one_needed(&test);
	with_two_needed(&test);
}

/// Returns the same change of `count` credentials from `first` on.
fn change(first: u32, count: u32, change: StatusChange) -> Call {
	let list: Vec<_> = (first..first + count).map(|index| (index, change)).collect();
	Call::change_statuses { root: root(1), changes: changes(&list) }
}

fn revoke(first: u32, count: u32) -> Call {
	change(first, count, REVOKE)
}

/// Returns the number of credentials that are active.
fn active() -> u32 {
	let is_active =
		|index: &u32| Credentials::status_of(&credential(1, *index)).unwrap() == Status::Active;
	(0..SIZE).filter(is_active).count() as u32
}

fn alone() -> Option<FinalChangesAlone> {
	FinalChanges::<Test>::get(UNIVERSITY)
}

fn assert_too_many(call: Call, by: AccountId) {
	assert_noop!(dispatch(call, signed(by)), Error::<Test>::TooManyFinalChanges);
}

/// Checks that whoever may do grave acts alone is not limited, and uses up none of the others'
/// number.
#[test]
fn without_dual_authorization_accounts_with_the_permission_for_grave_acts_are_not_counted() {
	with_one_needed(|| {
		for (first, by) in [(0, REVIEWER), (256, UNIVERSITY_ADMIN), (512, REVIEWER)] {
			assert_ok!(dispatch(revoke(first, 256), signed(by)));
		}
		assert_eq!((active(), alone()), (SIZE - 768, None));
		assert_ok!(dispatch(revoke(768, 16), signed(STATUS_CLERK)));
		let full = alone();
		assert_eq!(full.map(|it| it.count), Some(MAX_FINAL_CHANGES_ALONE));
		assert_too_many(revoke(784, 1), STATUS_CLERK);
		assert_ok!(dispatch(revoke(784, 256), signed(REVIEWER)));
		assert_eq!((active(), alone()), (SIZE - 1_040, full));
	});
}

#[test]
fn accounts_without_the_permission_for_grave_acts_share_the_number() {
	in_both(|| {
		assert_ok!(dispatch(revoke(0, 10), signed(STATUS_CLERK)));
		assert_too_many(revoke(10, 7), SECOND_CLERK);
		assert_ok!(dispatch(revoke(10, 6), signed(SECOND_CLERK)));
		for clerk in [STATUS_CLERK, SECOND_CLERK] {
			assert_too_many(revoke(16, 1), clerk);
		}
		// A replacement account does not start a new count.
		assert_ok!(Credentials::remove_operator(
			signed(UNIVERSITY_ADMIN),
			UNIVERSITY,
			STATUS_CLERK
		));
		let permissions = Permissions { change_status: true, ..Default::default() };
		enlist(UNIVERSITY_ADMIN, STRANGER, permissions);
		assert_too_many(revoke(16, 1), STRANGER);
	});
}

/// Checks that a demand for two accounts neither begins a new number nor ends the present one.
#[test]
fn the_number_stays_when_dual_authorization_is_set() {
	let set = |required| {
		assert_ok!(Credentials::set_dual_authorization(council(), UNIVERSITY, required));
	};
	with_one_needed(|| {
		assert_ok!(dispatch(revoke(0, 10), signed(STATUS_CLERK)));
		assert_ok!(dispatch(revoke(10, 100), signed(REVIEWER)));
		set(true);
		assert_ok!(dispatch(revoke(110, 7), signed(REVIEWER)));
		assert_eq!(active(), SIZE - 110, "it waits for a second account");
		assert_ok!(dispatch(revoke(110, 6), signed(REVIEWER)));
		assert_eq!(active(), SIZE - 116);
		set(false);
		assert_too_many(revoke(116, 1), STATUS_CLERK);
		assert_ok!(dispatch(revoke(116, 7), signed(REVIEWER)));
		assert_eq!(active(), SIZE - 123);
	});
}

/// Checks that a clerk who is given the permission for grave acts goes on at once.
#[test]
fn the_permission_for_grave_acts_ends_the_limit() {
	with_one_needed(|| {
		assert_too_many(revoke(0, 17), STATUS_CLERK);
		let permissions = Permissions { change_status: true, grave: true, ..Default::default() };
		let by = signed(UNIVERSITY_ADMIN);
		assert_ok!(Credentials::set_operator(by, STATUS_CLERK, permissions, None));
		assert_ok!(dispatch(revoke(0, 17), signed(STATUS_CLERK)));
	});
}

#[test]
fn one_account_makes_few_final_changes_in_a_day() {
	in_both(|| {
		let successor = credential(2, 0).into();
		assert_ok!(dispatch(revoke(0, 10), signed(STATUS_CLERK)));
		set_time(START + DAY / 2);
		assert_ok!(dispatch(change(10, 6, Supersede(successor)), signed(STATUS_CLERK)));
		let count = MAX_FINAL_CHANGES_ALONE;
		assert_eq!(alone(), Some(FinalChangesAlone { since: START, count }));
		for more in [revoke(16, 1), change(16, 1, Supersede(successor)), revoke(16, 256)] {
			assert_too_many(more, STATUS_CLERK);
		}
		// What does not end a credential is not counted.
		for other in [
			change(16, 100, Suspend),
			change(16, 100, Reinstate),
			change(0, 16, NameSuccessor(credential(2, 1).into())),
		] {
			assert_ok!(dispatch(other, signed(STATUS_CLERK)));
		}
		set_time(START + FINAL_CHANGES_PERIOD - 1);
		assert_too_many(revoke(16, 1), STATUS_CLERK);
		set_time(START + FINAL_CHANGES_PERIOD);
		assert_too_many(revoke(16, 17), STATUS_CLERK);
		assert_ok!(dispatch(revoke(16, 16), signed(STATUS_CLERK)));
		let since = START + FINAL_CHANGES_PERIOD;
		assert_eq!(alone(), Some(FinalChangesAlone { since, count }));
		assert_eq!(active(), SIZE - 32);
	});
}

#[test]
fn other_changes_leave_no_record() {
	in_both(|| {
		assert_ok!(dispatch(change(0, 256, Suspend), signed(STATUS_CLERK)));
		assert_eq!(alone(), None);
	});
}

/// Checks that a thief of several keys, or an admin's, gains nothing where two accounts are needed.
#[test]
fn with_dual_authorization_all_accounts_share_the_number() {
	with_two_needed(|| {
		for (first, by) in [(0, STATUS_CLERK), (5, REVIEWER), (10, UNIVERSITY_ADMIN)] {
			assert_ok!(dispatch(revoke(first, 5), signed(by)));
		}
		assert_too_many(revoke(15, 2), STATUS_CLERK);
		assert_ok!(dispatch(revoke(15, 1), signed(STATUS_CLERK)));
		assert_too_many(revoke(16, 1), STATUS_CLERK);
	});
}

#[test]
fn a_call_that_fails_is_not_counted() {
	in_both(|| {
		let beyond = revoke(SIZE - 15, 16);
		let position = 15;
		let refused = dispatch(beyond, signed(STATUS_CLERK));
		assert_noop!(refused, Error::<Test>::IndexOutOfRange { position });
		assert_ok!(dispatch(revoke(0, 16), signed(STATUS_CLERK)));
	});
}

#[test]
fn more_final_changes_take_two_accounts_with_the_permission_for_grave_acts() {
	with_two_needed(|| {
		let call = || revoke(0, 256);
		assert_ok!(dispatch(call(), signed(REVIEWER)));
		let Call::change_statuses { changes, .. } = call() else { unreachable!() };
		let act = GraveAct::ChangeStatuses {
			root: root(1),
			changes: sp_io::hashing::blake2_256(&changes.encode()),
		};
		let until = START + AUTHORIZATION_WINDOW;
		let event = Event::ActProposed { institution: UNIVERSITY, act, by: REVIEWER, until };
		assert_eq!(last_event(), event);
		assert_eq!(active(), SIZE);
		// Neither the same account, nor one without the permission, nor other changes.
		assert_ok!(dispatch(call(), signed(REVIEWER)));
		assert_too_many(call(), STATUS_CLERK);
		let others = [
			revoke(1, 256),
			revoke(0, 255),
			change(0, 256, Revoke(RevocationReason::IssuedInError)),
		];
		for other in others {
			assert_ok!(dispatch(other, signed(SECOND_REVIEWER)));
		}
		assert_eq!((active(), alone()), (SIZE, None));
		assert_ok!(dispatch(call(), signed(SECOND_REVIEWER)));
		// It is not counted, and the day's number is left to others.
		assert_eq!((active(), alone()), (SIZE - 256, None));
		assert_ok!(dispatch(revoke(256, 16), signed(STATUS_CLERK)));
	});
}

#[test]
fn what_waits_for_a_second_account_is_made_alone_once_a_new_day_allows_it() {
	with_two_needed(|| {
		assert_ok!(dispatch(revoke(0, 16), signed(STATUS_CLERK)));
		assert_ok!(dispatch(revoke(16, 1), signed(REVIEWER)));
		assert_eq!(active(), SIZE - 16);
		set_time(START + FINAL_CHANGES_PERIOD);
		assert_ok!(dispatch(revoke(16, 1), signed(STATUS_CLERK)));
		assert_eq!((active(), alone().map(|it| it.count)), (SIZE - 17, Some(1)));
		// What the other account proposed lapses.
		assert_eq!(Acts::<Test>::get(UNIVERSITY).len(), 1);
	});
}

/// A thief with the key of the clerk ends 16 credentials a day, and not 256 in each call. Whoever
/// loses one is given another, which the record of the old one names.
#[test]
fn a_thief_of_one_key_ends_sixteen_credentials_a_day() {
	const THIEF: AccountId = STATUS_CLERK;
	in_both(|| {
		let successor = credential(2, 0).into();
		let mut next = 0;
		for day in 0..3 {
			set_time(START + day * DAY);
			for batch in [
				Call::change_statuses { root: root(1), changes: all_revoked(next) },
				change(next, 256, Supersede(successor)),
			] {
				assert_too_many(batch, THIEF);
			}
			while dispatch(revoke(next, 1), signed(THIEF)).is_ok() {
				next += 1;
			}
			assert_eq!(next, MAX_FINAL_CHANGES_ALONE * (day as u32 + 1));
		}
		let refused = Error::<Test>::PermissionDenied;
		let whole = Call::revoke_batch {
			root: root(1),
			reason: RevocationReason::Misconduct,
			successor: None,
		};
		assert_noop!(dispatch(whole, signed(THIEF)), refused);
		// It may suspend as many as it likes, which is undone.
		assert_ok!(dispatch(change(1_000, 256, Suspend), signed(THIEF)));
		assert_ok!(Credentials::remove_operator(signed(UNIVERSITY_ADMIN), UNIVERSITY, THIEF));
		assert_ok!(dispatch(change(1_000, 256, Reinstate), signed(UNIVERSITY_ADMIN)));
		assert_eq!(active(), SIZE - 48);
		let replaced: Vec<_> = (0..next)
			.map(|index| (index, NameSuccessor(credential(2, index).into())))
			.collect();
		let call = Call::change_statuses { root: root(1), changes: changes(&replaced) };
		assert_ok!(dispatch(call, signed(UNIVERSITY_ADMIN)));
	});
}

fn all_revoked(first: u32) -> StatusChanges {
	changes(&(first..first + 256).map(|index| (index, REVOKE)).collect::<Vec<_>>())
}

/// What a random sequence has done so far, in the plainest words.
#[derive(Default)]
struct Model {
	now: Moment,
	/// True if the institution demands two accounts.
	dual: bool,
	/// The number of credentials that are revoked, which are the first ones.
	revoked: u32,
	/// The moment and the number of the changes that one account made alone and that count, in
	/// order.
	alone: Vec<(Moment, u32)>,
	/// The beginning of the present period.
	since: Moment,
	/// The calls that wait: account, first credential, number, end.
	pending: Vec<(AccountId, u32, u32, Moment)>,
}

impl Model {
	/// Returns whether the next `count` credentials may be revoked by an account, and notes it.
	fn revoke(&mut self, who: AccountId, count: u32) -> bool {
		let now = self.now;
		if !self.dual && who != STATUS_CLERK {
			self.revoked += count;
			return true;
		}
		let is_over = self.alone.is_empty() || now >= self.since + DAY;
		let since = if is_over { now } else { self.since };
		let of_period = self.alone.iter().filter(|(at, _)| *at >= since);
		let used: u32 = of_period.map(|(_, count)| count).sum();
		if used + count <= 16 {
			self.since = since;
			self.alone.push((now, count));
			self.revoked += count;
			return true;
		}
		let first = self.revoked;
		self.pending.retain(|(.., until)| now < *until);
		let same = |(by, at, of, _): &(AccountId, u32, u32, Moment)| {
			(*at, *of) == (first, count) && *by != who
		};
		if who == STATUS_CLERK {
			return false;
		}
		match self.pending.iter().position(same) {
			Some(place) => {
				self.pending.remove(place);
				self.revoked += count;
			},
			None => {
				self.pending.retain(|(by, ..)| *by != who);
				self.pending.push((who, first, count, now + 3 * DAY));
			},
		}
		true
	}

	/// Returns the most changes that were counted within any day.
	fn most_in_a_day(&self) -> u32 {
		let in_day = |from: Moment| {
			let day = self.alone.iter().filter(|(at, _)| (from..from + DAY).contains(at));
			day.map(|(_, count)| count).sum()
		};
		self.alone.iter().map(|(at, _)| in_day(*at)).max().unwrap_or_default()
	}
}

#[test]
fn random_revocations_agree_with_a_list_of_them() {
	let accounts = [STATUS_CLERK, REVIEWER, SECOND_REVIEWER];
	let step = (0..12u64, 0..accounts.len(), prop::sample::select(vec![1, 1, 1, 3, 16, 17, 100]));
	let config = Config { cases: 80, failure_persistence: None, ..Default::default() };
	TestRunner::new(config)
		.run(&(prop::bool::ANY, prop::collection::vec(step, 40)), |(dual, steps)| {
			with_one_needed(|| {
				assert_ok!(Credentials::set_dual_authorization(council(), UNIVERSITY, dual));
				let mut model = Model { now: START, dual, ..Default::default() };
				for (wait, account, count) in steps {
					// Time often does not pass at all, and sometimes more than a period passes.
					model.now += wait.saturating_sub(6) * 5 * 60 * 60 * 1_000;
					set_time(model.now);
					let (who, call) = (accounts[account], revoke(model.revoked, count));
					let result = dispatch(call, signed(who));
					assert_eq!(result.is_ok(), model.revoke(who, count), "{result:?}");
					assert_ok!(Credentials::do_try_state());
				}
				assert_eq!(active(), SIZE - model.revoked);
				assert!(model.most_in_a_day() < 2 * MAX_FINAL_CHANGES_ALONE);
			});
			Ok(())
		})
		.unwrap();
}
