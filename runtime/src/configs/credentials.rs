// SPDX-License-Identifier: Apache-2.0

//! Credentials, and who may submit at all.

use frame_support::traits::{ConstU32, Contains};

use crate::{
	configs::TwoThirdsOfCouncil,
	constants::{ALLOWANCE_PERIOD, GOVERNOR_ALLOWANCE},
	AccountId, Consortium, CouncilMembership, Runtime, Timestamp,
};

impl pallet_credentials::Config for Runtime {
	type AllowancePeriod = ConstU32<ALLOWANCE_PERIOD>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = AllSeatsTaken;
	type CouncilOrigin = TwoThirdsOfCouncil;
	type GovernorAllowance = ConstU32<GOVERNOR_ALLOWANCE>;
	type Governors = Governors;
	type Time = Timestamp;
	type WeightInfo = pallet_credentials::weights::SubstrateWeight<Self>;
}

/// Accounts that may submit without serving an institution: members of the council, and validators,
/// who set their session keys.
pub struct Governors;

impl Contains<AccountId> for Governors {
	fn contains(who: &AccountId) -> bool {
		CouncilMembership::contains(who) || Consortium::is_validator(who)
	}
}

/// As many council members and validators as there can be.
#[cfg(feature = "runtime-benchmarks")]
pub struct AllSeatsTaken;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_credentials::BenchmarkHelper for AllSeatsTaken {
	fn fill_governors() {
		use crate::{
			configs::CouncilCollective,
			constants::{COUNCIL_MAX_MEMBERS, MAX_AUTHORITIES},
		};
		use frame_support::BoundedVec;
		let accounts = |count: u32, kind: u8| {
			(0..count)
				.map(|n| {
					let mut account = [kind; 32];
					account[..4].copy_from_slice(&n.to_be_bytes());
					AccountId::new(account)
				})
				.collect()
		};
		let members = BoundedVec::truncate_from(accounts(COUNCIL_MAX_MEMBERS, 1));
		pallet_membership::Members::<Runtime, CouncilCollective>::put(members);
		let validators = BoundedVec::truncate_from(accounts(MAX_AUTHORITIES, 2));
		pallet_consortium::Validators::<Runtime>::put(validators);
	}
}
