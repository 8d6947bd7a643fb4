// SPDX-License-Identifier: Apache-2.0

//! Tests that the priority of a transaction falls with its distance from its account's next nonce, and
//! that the check is the SDK's in all else.

use super::*;
use crate::queue::MEMBER_BONUS;
use codec::Encode;
use frame_system::CheckNonce;
use scale_info::TypeInfo;

type Nonce = <Test as frame_system::Config>::Nonce;

/// Returns the pool's answer to a transaction with this nonce.
fn validate(who: AccountId, nonce: Nonce) -> Result<ValidTransaction, TransactionValidityError> {
	validate_from(External, who, nonce)
}

fn validate_from(
	source: TransactionSource,
	who: AccountId,
	nonce: Nonce,
) -> Result<ValidTransaction, TransactionValidityError> {
	let implication = TxBaseImplication((0, &call()));
	let info = DispatchInfo::default();
	NonceInTurn::<Test>::from(nonce)
		.validate(signed(who), &call(), &info, 100, (), &implication, source)
		.map(|(valid, ..)| valid)
}

fn priority(who: AccountId, nonce: Nonce) -> u64 {
	validate(who, nonce).unwrap().priority
}

/// An account that once belonged to a member, and so exists.
const STRANGER_WITH_NONCE: AccountId = 98;

fn next_nonce(who: AccountId, nonce: Nonce) {
	frame_system::Account::<Test>::mutate(who, |account| account.nonce = nonce);
}

#[test]
fn the_next_nonce_has_the_highest_priority_and_each_after_it_less() {
	ExtBuilder.build_and_execute(|| {
		next_nonce(ALICE, 7);
		let priorities: Vec<_> = (7..20).map(|nonce| priority(ALICE, nonce)).collect();
		assert_eq!(priorities[0], MEMBER_BONUS + IN_TURN);
		assert!(priorities.windows(2).all(|pair| pair[0] == pair[1] + 1));
		// The next nonces of all accounts have the same priority.
		assert_eq!(priority(ADAM, 0), priorities[0]);
	});
}

#[test]
fn the_furthest_nonce_has_no_priority() {
	ExtBuilder.build_and_execute(|| {
		FirstAllowance::set(u32::MAX);
		let usage = Usage { period: 0, operations: u32::MAX };
		Usages::<Test>::insert(Payer::Member(FIRST), usage);
		let furthest = Nonce::from(u32::MAX);
		assert_eq!(priority(ALICE, furthest), 0);
		let before: u64 = IN_TURN - 1;
		assert_eq!(priority(ALICE, before as Nonce), 1);
	});
}

/// Checks that the author of a block reads nothing for the bound: there, the distance is 0 or the
/// transaction is refused for its nonce.
#[test]
fn the_distance_is_not_bounded_in_a_block() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(validate_from(InBlock, ALICE, Nonce::from(2 * BUDGET)));
		System::inc_sufficients(&STRANGER_WITH_NONCE);
		assert_ok!(validate_from(InBlock, STRANGER_WITH_NONCE, 1));
	});
}

#[test]
fn an_account_without_a_payer_cannot_queue() {
	ExtBuilder.build_and_execute(|| {
		System::inc_sufficients(&STRANGER_WITH_NONCE);
		FirstIsSuspended::set(true);
		for nonce in [0, 1] {
			let answer = validate(STRANGER_WITH_NONCE, nonce).map(|_| ());
			assert_eq!(answer, custom(Refusal::NotAMember));
			assert_eq!(validate(ALICE, nonce).map(|_| ()), custom(Refusal::Suspended));
		}
	});
}

#[test]
fn it_refuses_and_counts_like_the_sdks_own_check() {
	ExtBuilder.build_and_execute(|| {
		next_nonce(ALICE, 7);
		assert_eq!(validate(ALICE, 6), Err(InvalidTransaction::Stale.into()));
		let info = DispatchInfo::default();
		let run = |nonce| {
			NonceInTurn::<Test>::from(nonce)
				.validate_and_prepare(signed(ALICE), &call(), &info, 100, 0)
				.map(|_| ())
		};
		assert_eq!(run(6), Err(InvalidTransaction::Stale.into()));
		assert_eq!(run(8), Err(InvalidTransaction::Future.into()));
		assert_eq!(run(7), Ok(()));
		assert_eq!(frame_system::Pallet::<Test>::account_nonce(ALICE), 8);
		// The tags of the pool are those of the SDK.
		let valid = validate(ALICE, 9).unwrap();
		assert_eq!(valid.requires, [(ALICE, Nonce::from(8u32)).encode()]);
		assert_eq!(valid.provides, [(ALICE, Nonce::from(9u32)).encode()]);
	});
}

#[test]
fn clients_see_the_sdks_own_check() {
	type Ours = NonceInTurn<Test>;
	type Theirs = CheckNonce<Test>;
	assert_eq!(
		<Ours as TransactionExtension<RuntimeCall>>::IDENTIFIER,
		<Theirs as TransactionExtension<RuntimeCall>>::IDENTIFIER,
	);
	assert_eq!(Ours::type_info(), Theirs::type_info());
	for nonce in [0, 1, 70, 20_000] {
		assert_eq!(Ours::from(nonce).encode(), Theirs::from(nonce).encode());
	}
	assert_eq!(format!("{:?}", Ours::from(7)), format!("{:?}", Theirs::from(7)));
	assert_eq!(Ours::from(7).weight(&call()), Theirs::from(7).weight(&call()));
}
