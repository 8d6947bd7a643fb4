// SPDX-License-Identifier: Apache-2.0

//! Tests that members may submit without a balance, and that strangers may not submit.

use std::slice::from_ref;

use frame_support::{assert_ok, traits::ChangeMembers};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Eve};
use sp_runtime::transaction_validity::InvalidTransaction;
use testamur_runtime::{
	configs::CouncilSeats, Consortium, Council, CouncilMembership, RuntimeOrigin, System,
	TxExtension,
};

use crate::{chain, remark, submit};

/// The refusal of a stranger: `pallet_allowance::Refusal::NotAMember`.
const NOT_A_MEMBER: InvalidTransaction = InvalidTransaction::Custom(1);

#[test]
fn a_council_member_submits_without_a_balance() {
	chain("development").execute_with(|| {
		assert_ok!(submit(Alice, 0, remark()));
	});
}

#[test]
fn a_stranger_is_refused_with_a_code_of_its_own() {
	chain("development").execute_with(|| {
		assert_eq!(submit(Eve, 0, remark()), Err(NOT_A_MEMBER.into()));
		// This error precedes those of the other checks.
		assert_eq!(submit(Eve, 7, remark()), Err(NOT_A_MEMBER.into()));
	});
}

#[test]
fn a_new_member_gets_an_account_and_may_submit() {
	chain("local_testnet").execute_with(|| {
		let eve = Eve.to_account_id();
		assert!(!System::account_exists(&eve));

		let mut seats = CouncilMembership::members().into_inner();
		seats.push(eve.clone());
		seats.sort();
		pallet_membership::Members::<testamur_runtime::Runtime, _>::put(
			frame_support::BoundedVec::try_from(seats.clone()).unwrap(),
		);
		CouncilSeats::change_members_sorted(from_ref(&eve), &[], &seats);

		assert_eq!(System::sufficients(&eve), 1);
		assert!(Council::is_member(&eve));
		assert_ok!(submit(Eve, 0, remark()));
	});
}

#[test]
fn a_seat_adds_no_second_reference() {
	chain("development").execute_with(|| {
		// This is so for a validator too, whose admission gave it an account.
		let alice = Alice.to_account_id();
		let references = || (System::providers(&alice), System::sufficients(&alice));
		assert_eq!(references(), (1, 0));
		CouncilSeats::change_members_sorted(from_ref(&alice), &[], from_ref(&alice));
		assert_eq!(references(), (1, 0));
	});
}

/// Checks the account whose nonce would otherwise start again at 0, so that everything it once
/// signed could be replayed.
#[test]
fn a_former_member_keeps_its_account_but_may_not_submit() {
	chain("local_testnet").execute_with(|| {
		let (bob, eve) = (Bob.to_account_id(), Eve.to_account_id());
		assert_ok!(Consortium::resign(RuntimeOrigin::signed(bob.clone())));
		System::inc_account_nonce(&bob);
		assert_ok!(submit(Bob, 1, remark()));

		// A motion that swaps a seat has the same effect.
		let key = RuntimeOrigin::signed(bob.clone());
		assert_ok!(CouncilMembership::change_key(key, eve.into()));

		assert_eq!(submit(Bob, 1, remark()), Err(NOT_A_MEMBER.into()));
		assert_eq!(System::account_nonce(&bob), 1);
		assert!(System::account_exists(&bob));
		assert_ok!(submit(Eve, 0, remark()));
	});
}

#[test]
fn a_used_nonce_is_refused() {
	chain("local_testnet").execute_with(|| {
		System::inc_account_nonce(Charlie.to_account_id());
		assert_eq!(submit(Charlie, 0, remark()), Err(InvalidTransaction::Stale.into()));
	});
}

#[test]
fn membership_is_checked_where_others_charge_a_fee() {
	use frame_support::sp_runtime::traits::TransactionExtension;
	use testamur_runtime::RuntimeCall;
	let order: Vec<_> = <TxExtension as TransactionExtension<RuntimeCall>>::metadata()
		.into_iter()
		.map(|extension| extension.identifier)
		.collect();
	assert_eq!(
		order,
		[
			"AuthorizeCall",
			"CheckNonZeroSender",
			"CheckSpecVersion",
			"CheckTxVersion",
			"CheckGenesis",
			"CheckMortality",
			"CheckMembership",
			"CheckNonce",
			"CheckWeight",
			"CheckMetadataHash",
			"WeightReclaim",
		]
	);
}
