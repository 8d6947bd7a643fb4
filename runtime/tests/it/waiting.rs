// SPDX-License-Identifier: Apache-2.0

//! Tests that what exceeds an allowance waits in the pool, through all extensions of a transaction.

use frame_support::assert_ok;
use pallet_allowance::{Refusal, IN_TURN};
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_runtime::transaction_validity::InvalidTransaction;
use testamur_primitives::{InstitutionId, Profile};
use testamur_runtime::{
	configs::CouncilCollective, constants::ALLOWANCE_PERIOD, AccountId, Credentials, Executive,
	Nonce, Runtime, RuntimeOrigin, System,
};

use crate::{chain, remark, signed, submit};

/// The allowance of the institution, whose admin is Bob. A remark costs one operation.
const ALLOWANCE: Nonce = 3;

/// Runs a test in which the institution has used up its allowance.
fn with_used_up_allowance(test: impl FnOnce()) {
	chain("development").execute_with(|| {
		let profile = Profile {
			name: b"University".to_vec().try_into().unwrap(),
			uri: Default::default(),
			country: *b"NL",
		};
		let council = pallet_collective::RawOrigin::<AccountId, CouncilCollective>::Members(1, 1);
		let (council, admin) = (RuntimeOrigin::from(council), Bob.to_account_id());
		assert_ok!(Credentials::register_institution(council, profile, admin, ALLOWANCE));
		for nonce in 0..ALLOWANCE {
			assert_ok!(Executive::apply_extrinsic(signed(Bob, nonce, remark())));
		}
		test();
	});
}

#[test]
fn a_burst_beyond_the_allowance_gets_in_in_the_next_periods() {
	with_used_up_allowance(|| {
		let early = Err(InvalidTransaction::ExhaustsResources.into());
		let mut nonce = ALLOWANCE;
		for period in 1..4 {
			assert_eq!(Executive::apply_extrinsic(signed(Bob, nonce, remark())), early);
			for waiting in nonce..nonce + 2 * ALLOWANCE {
				assert!(submit(Bob, waiting, remark()).is_ok(), "{waiting} in {period}");
			}
			System::set_block_number(period * ALLOWANCE_PERIOD);
			for _ in 0..ALLOWANCE {
				assert_ok!(Executive::apply_extrinsic(signed(Bob, nonce, remark())));
				nonce += 1;
			}
		}
	});
}

#[test]
fn what_waits_has_a_lower_priority_than_all_that_does_not() {
	with_used_up_allowance(|| {
		let waiting = submit(Bob, ALLOWANCE, remark()).unwrap();
		assert_eq!(waiting.priority, IN_TURN);
		let governor = submit(Alice, 100, remark()).unwrap();
		System::set_block_number(ALLOWANCE_PERIOD);
		let last = submit(Bob, 2 * ALLOWANCE - 1, remark()).unwrap();
		assert!(waiting.priority < last.priority);
		assert!(last.priority < governor.priority);
	});
}

#[test]
fn a_queue_longer_than_two_allowances_is_refused() {
	with_used_up_allowance(|| {
		let refused = InvalidTransaction::Custom(Refusal::TooManyAhead.code()).into();
		assert!(submit(Bob, 3 * ALLOWANCE - 1, remark()).is_ok());
		assert_eq!(submit(Bob, 3 * ALLOWANCE, remark()), Err(refused));
	});
}

/// Checks that the operators of an institution share the places that its admin had alone.
#[test]
fn the_accounts_of_an_institution_share_its_places() {
	with_used_up_allowance(|| {
		let refused = Err(InvalidTransaction::Custom(Refusal::TooManyAhead.code()).into());
		let last = 3 * ALLOWANCE - 1;
		assert!(submit(Bob, last, remark()).is_ok());
		pallet_credentials::Institutions::<Runtime>::mutate(InstitutionId(1), |record| {
			record.as_mut().unwrap().operators = 1;
		});
		assert_eq!(submit(Bob, last, remark()), refused);
		assert!(submit(Bob, 2 * ALLOWANCE - 1, remark()).is_ok());
		assert_eq!(submit(Bob, 2 * ALLOWANCE, remark()), refused);
	});
}
