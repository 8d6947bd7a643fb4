// SPDX-License-Identifier: Apache-2.0

//! Tests of the used allowances, as the runtime API returns them.

use frame_support::{assert_ok, storage::unhashed};
use pallet_allowance::{Usage, Usages};
use pallet_credentials_runtime_api::runtime_decl_for_credentials_api::CredentialsApiV2;
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use testamur_primitives::{
	limits::MAX_PAGE,
	views::{AllowanceUse, AllowanceUses, QueryError},
	InstitutionId, Payer, RecordId,
};
use testamur_runtime::{
	configs::CouncilCollective, constants::GOVERNOR_ALLOWANCE, AccountId, Block, Credentials,
	Runtime, RuntimeOrigin,
};

use crate::chain;

fn page(
	after: Option<Payer<AccountId>>,
	limit: u32,
) -> Result<AllowanceUses<AccountId>, QueryError> {
	<Runtime as CredentialsApiV2<Block, AccountId>>::allowance_uses(after, limit)
}

/// Runs a test in which Alice has used 7 operations as a governor, and an institution 9 of its 100.
fn with_two_payers(test: impl FnOnce()) {
	use pallet_allowance::Payer::{Governor, Member};
	chain("development").execute_with(|| {
		let profile = testamur_primitives::Profile {
			name: b"University".to_vec().try_into().unwrap(),
			uri: Default::default(),
			country: *b"NL",
		};
		let council = pallet_collective::RawOrigin::<AccountId, CouncilCollective>::Members(1, 1);
		let (council, admin) = (RuntimeOrigin::from(council), Bob.to_account_id());
		assert_ok!(Credentials::register_institution(council, profile, admin, 100));
		let usage = |operations| Usage { period: 0, operations };
		Usages::<Runtime>::insert(Governor(Alice.to_account_id()), usage(7));
		Usages::<Runtime>::insert(Member(InstitutionId(1)), usage(9));
		test();
	});
}

#[test]
fn payers_are_institutions_and_governors() {
	with_two_payers(|| {
		let mut found = page(None, MAX_PAGE).unwrap();
		assert_eq!(found.next, None);
		found.uses.sort_by_key(|one| one.used);
		let governor = Payer::Governor(Alice.to_account_id());
		let institution = Payer::Institution(InstitutionId(1));
		assert_eq!(
			found.uses,
			[
				AllowanceUse { payer: governor, used: 7, allowance: GOVERNOR_ALLOWANCE },
				AllowanceUse { payer: institution, used: 9, allowance: 100 },
			]
		);
	});
}

/// Checks that the allowance of an institution whose record is damaged or gone is not taken for 0.
#[test]
fn a_damaged_institution_is_named() {
	with_two_payers(|| {
		let record = RecordId::Institution(InstitutionId(1));
		unhashed::put_raw(&record.key(), &[1]);
		assert_eq!(page(None, MAX_PAGE), Err(record.malformed().into()));
		unhashed::kill(&record.key());
		assert_eq!(page(None, MAX_PAGE), Err(record.missing().into()));
	});
}

#[test]
fn pages_follow_each_other() {
	with_two_payers(|| {
		let all = page(None, MAX_PAGE).unwrap().uses;
		let first = page(None, 1).unwrap();
		let second = page(first.next.clone(), 1).unwrap();
		let last = page(second.next.clone(), 1).unwrap();
		assert_eq!([first.uses, second.uses].concat(), all);
		assert_eq!((last.uses, last.next), (vec![], None));
	});
}

#[test]
fn a_damaged_use_is_named() {
	with_two_payers(|| {
		let payer = pallet_allowance::Payer::Member(InstitutionId(1));
		let key = Usages::<Runtime>::hashed_key_for(payer);
		unhashed::put_raw(&key, &[]);
		let damage = RecordId::AllowanceUses.malformed();
		assert_eq!(page(None, MAX_PAGE), Err(QueryError::DamagedState(damage)));
	});
}

#[test]
fn a_page_of_payers_has_a_limit() {
	with_two_payers(|| {
		assert_eq!(
			page(None, MAX_PAGE + 1),
			Err(QueryError::LimitExceeded { requested: MAX_PAGE + 1, limit: MAX_PAGE }),
		);
	});
}
