// SPDX-License-Identifier: Apache-2.0

//! Allowances: the accounts that may submit transactions, and how much each payer may spend.

use frame_support::traits::{ConstU32, Contains};

use crate::{
	constants::{ALLOWANCE_PERIOD, GOVERNOR_ALLOWANCE},
	AccountId, Consortium, CouncilMembership, Credentials, Runtime,
};

impl pallet_allowance::Config for Runtime {
	type AllowancePeriod = ConstU32<ALLOWANCE_PERIOD>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = AllSeatsTaken;
	type GovernorAllowance = ConstU32<GOVERNOR_ALLOWANCE>;
	type Governors = Governors;
	type Payers = Credentials;
	type WeightInfo = pallet_allowance::weights::SubstrateWeight<Self>;
}

/// The accounts that may submit without serving an institution: members of the council, and
/// validators, which set their session keys.
pub struct Governors;

impl Contains<AccountId> for Governors {
	fn contains(who: &AccountId) -> bool {
		CouncilMembership::contains(who) || Consortium::is_validator(who)
	}
}

/// A state with the maximum number of council members and of validators, and an institution with
/// the largest record.
#[cfg(feature = "runtime-benchmarks")]
pub struct AllSeatsTaken;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_allowance::BenchmarkHelper<AccountId> for AllSeatsTaken {
	fn member() -> AccountId {
		use crate::{
			configs::{CouncilCollective, TwoThirdsOfCouncil},
			constants::{COUNCIL_MAX_MEMBERS, MAX_AUTHORITIES},
		};
		use alloc::vec;
		use frame_support::{traits::EnsureOrigin, BoundedVec};
		use testamur_primitives::{
			limits::{MAX_NAME, MAX_URI},
			Profile,
		};
		let account = |n: u32, kind: u8| {
			let mut account = [kind; 32];
			account[..4].copy_from_slice(&n.to_be_bytes());
			AccountId::new(account)
		};
		let accounts = |count: u32, kind: u8| (0..count).map(|n| account(n, kind)).collect();
		let origin = TwoThirdsOfCouncil::try_successful_origin().expect("a council decides; qed");
		let profile = Profile {
			name: BoundedVec::truncate_from(vec![b'n'; MAX_NAME as usize]),
			uri: BoundedVec::truncate_from(vec![b'u'; MAX_URI as usize]),
			country: *b"NL",
		};
		let admin = account(0, 3);
		Credentials::register_institution(origin, profile, admin.clone(), u32::MAX)
			.expect("the account is a fresh one; qed");
		let members = BoundedVec::truncate_from(accounts(COUNCIL_MAX_MEMBERS, 1));
		pallet_membership::Members::<Runtime, CouncilCollective>::put(members);
		let validators = BoundedVec::truncate_from(accounts(MAX_AUTHORITIES, 2));
		pallet_consortium::Validators::<Runtime>::put(validators);
		admin
	}
}
