// SPDX-License-Identifier: Apache-2.0

//! Tests of the bound on what an account queues in the pool, by cost and by the accounts of its payer,
//! and of the bonus for what is left of the allowance.

use super::*;
use crate::queue::{DEAR_BONUS, GOVERNOR_BONUS, MEMBER_BONUS};

/// The accounts of a member in the runtime at most: an admin and 64 operators.
const MANY_ACCOUNTS: u32 = 65;

/// Returns the pool's answer to a transaction behind others of its account.
fn queue(who: AccountId, operations: u32, ahead: u32) -> Answer {
	in_turn(who, operations, ahead, External).map(|_| ())
}

/// Returns how many transactions of this cost an account may have in the pool.
fn places(who: AccountId, operations: u32) -> u32 {
	(0..).find(|ahead| queue(who, operations, *ahead).is_err()).unwrap()
}

/// Sets the number of transactions of an account that are in blocks.
fn next_nonce(who: AccountId, nonce: u32) {
	frame_system::Account::<Test>::mutate(who, |account| account.nonce = nonce);
}

/// Checks the bound for payers with different allowances, and that what was accepted stays so while
/// the transactions before it get into blocks.
#[test]
fn an_account_may_queue_what_its_payer_can_pay_in_two_periods() {
	ExtBuilder.build_and_execute(|| {
		for (who, allowance) in [(ALICE, BUDGET), (BERTA, BUDGET), (GOVERNOR, GOVERNORS_BUDGET)] {
			let first_too_far = 2 * allowance;
			for source in [External, Local] {
				assert_ok!(in_turn(who, 1, first_too_far - 1, source));
				for nonce in [first_too_far, first_too_far + 1, u32::MAX] {
					let answer = in_turn(who, 1, nonce, source).map(|_| ());
					assert_eq!(answer, custom(Refusal::TooManyAhead));
				}
			}
			for next in 1..=first_too_far {
				next_nonce(who, next);
				assert_ok!(queue(who, 1, first_too_far));
			}
		}
	});
}

#[test]
fn an_allowance_of_one_operation_lets_two_queue() {
	ExtBuilder.build_and_execute(|| {
		FirstAllowance::set(1);
		for accounts in [1, 2, MANY_ACCOUNTS, u32::MAX] {
			FirstAccounts::set(accounts);
			assert_eq!(places(ALICE, 1), 2);
		}
	});
}

#[test]
fn the_dearer_transactions_are_the_fewer_may_queue() {
	ExtBuilder.build_and_execute(|| {
		for operations in 1..=BUDGET {
			assert_eq!(places(ALICE, operations), 2 * BUDGET / operations, "{operations}");
		}
		assert_eq!(places(GOVERNOR, GOVERNORS_BUDGET), 2);
	});
}

/// Checks the length of a transaction as well as its weight: bytes are what fills a pool.
#[test]
fn long_transactions_are_dear() {
	ExtBuilder.build_and_execute(|| {
		let half = usize::try_from(BUDGET / 2 * 4_096).unwrap();
		let answer = |length, nonce: u32| {
			NonceInTurn::<Test>::from(nonce)
				.validate_only(signed(ALICE), &call(), &info(1), length, External, 0)
				.map(|_| ())
		};
		assert_ok!(answer(half, 3));
		assert_eq!(answer(half, 4), custom(Refusal::TooManyAhead));
		assert_eq!(answer(half + 1, 3), custom(Refusal::TooManyAhead));
	});
}

#[test]
fn the_accounts_of_a_member_share_its_places() {
	ExtBuilder.build_and_execute(|| {
		for accounts in 1..=MANY_ACCOUNTS {
			FirstAccounts::set(accounts);
			for allowance in [1, 7, BUDGET, 10 * BUDGET] {
				FirstAllowance::set(allowance);
				let each = places(ALICE, 1);
				assert_eq!(each, (2 * allowance / accounts).max(2));
				assert_eq!(places(ADAM, 1), each);
				// The member has two places for each account, or as many as if it had one account.
				assert!(each * accounts <= (2 * allowance).max(2 * accounts));
			}
		}
		// This takes nothing from another member or from a governor.
		assert_eq!(places(BERTA, 1), 2 * BUDGET);
		assert_eq!(places(GOVERNING_MEMBER, 1), 2 * GOVERNORS_BUDGET);
	});
}

#[test]
fn the_next_transaction_of_each_account_is_accepted_whatever_it_costs() {
	ExtBuilder.build_and_execute(|| {
		FirstAccounts::set(MANY_ACCOUNTS);
		for who in [ALICE, ADAM] {
			assert_ok!(validate(who, BUDGET, External));
			assert_ok!(queue(who, BUDGET, 0));
			assert_eq!(queue(who, BUDGET, 1), custom(Refusal::TooManyAhead));
			assert_eq!(queue(who, 2, 1), custom(Refusal::TooManyAhead));
			assert_ok!(queue(who, 1, 1));
		}
	});
}

/// Checks that a transaction that was accepted behind others is accepted behind fewer, and that it is
/// refused for more accounts only, or for a smaller allowance.
#[test]
fn what_is_accepted_stays_so_as_it_comes_nearer() {
	ExtBuilder.build_and_execute(|| {
		let mut before = None;
		for accounts in [MANY_ACCOUNTS, 9, 4, 2, 1] {
			FirstAccounts::set(accounts);
			let all = [1, 2, 3, 10, 50, BUDGET].map(|operations| {
				let places = places(ALICE, operations);
				assert!((0..places).all(|ahead| queue(ALICE, operations, ahead).is_ok()));
				assert!((places..3 * BUDGET).all(|ahead| queue(ALICE, operations, ahead).is_err()));
				places
			});
			assert!(all.is_sorted_by(|cheap, dear| cheap >= dear));
			if let Some(fewer) = before.replace(all) {
				assert!(fewer.iter().zip(all).all(|(fewer, more)| *fewer <= more));
			}
		}
	});
}

#[test]
fn the_largest_allowance_and_the_furthest_nonce_do_not_overflow() {
	ExtBuilder.build_and_execute(|| {
		FirstAllowance::set(u32::MAX);
		assert_ok!(queue(ALICE, 1, u32::MAX));
		FirstAccounts::set(0);
		assert_ok!(queue(ALICE, 2, u32::MAX - 1));
		assert_eq!(queue(ALICE, u32::MAX, u32::MAX), custom(Refusal::TooManyAhead));
	});
}

/// Checks that a bonus is given for what the rest of the allowance can pay for, with all that comes
/// first, and to nothing that is further behind or dearer.
#[test]
fn only_what_the_rest_of_the_allowance_pays_for_has_a_bonus() {
	ExtBuilder.build_and_execute(|| {
		let spent = 30;
		for (who, allowance, bonus) in
			[(BERTA, BUDGET, MEMBER_BONUS), (GOVERNOR, GOVERNORS_BUDGET, GOVERNOR_BONUS)]
		{
			assert_ok!(spend(who, spent));
			let left = allowance - spent;
			for operations in 1..=left {
				let within = left / operations;
				for ahead in 0..2 * allowance / operations {
					let bonus = if ahead < within { bonus } else { 0 };
					let rank = IN_TURN - u64::from(ahead) + bonus;
					assert_eq!(priority(who, operations, ahead), rank, "{operations}, {ahead}");
				}
			}
			assert_eq!(priority(who, left + 1, 0), IN_TURN);
		}
	});
}

/// Checks that what all accounts of a member send at the largest bonus costs no more than one
/// allowance, however many there are, and that what is dearer still ranks above all that waits.
#[test]
fn the_accounts_of_a_member_share_the_bonus() {
	ExtBuilder.build_and_execute(|| {
		for accounts in [1, 2, 9, MANY_ACCOUNTS] {
			FirstAccounts::set(accounts);
			let bonus = |operations| priority(ALICE, operations, 0) - IN_TURN;
			let dearest = (1..=BUDGET).rev().find(|it| bonus(*it) == MEMBER_BONUS).unwrap();
			assert_eq!(dearest, (BUDGET / accounts).max(1));
			assert!(dearest * accounts <= BUDGET.max(accounts));
			for operations in dearest + 1..=BUDGET {
				assert_eq!(bonus(operations), DEAR_BONUS);
				assert!(priority(ALICE, operations, 0) < priority(BERTA, 1, BUDGET - 1));
			}
		}
		assert_ok!(spend(ALICE, 1));
		assert_eq!(priority(ALICE, BUDGET, 0), IN_TURN, "it waits");
	});
}

/// Checks that a governor whose key is stolen cannot fill the pool with transactions that nobody can
/// displace: dear ones that have to wait rank below those of any member.
#[test]
fn governors_that_have_to_wait_rank_below_members_that_need_not() {
	ExtBuilder.build_and_execute(|| {
		let furthest = priority(BERTA, 1, BUDGET - 1);
		assert!(priority(GOVERNOR, 1, GOVERNORS_BUDGET - 1) > priority(BERTA, 1, 0));
		assert!(priority(GOVERNOR, GOVERNORS_BUDGET, 0) > priority(BERTA, 1, 0));
		assert!(priority(GOVERNOR, GOVERNORS_BUDGET, 1) < furthest);
		assert!(priority(GOVERNOR, 1, 2 * GOVERNORS_BUDGET - 1) < furthest);
	});
}
