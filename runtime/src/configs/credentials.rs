// SPDX-License-Identifier: Apache-2.0

//! Credentials, and who may submit at all.

use frame_support::traits::{ConstU32, Contains};

use crate::{
	configs::TwoThirdsOfCouncil,
	constants::{ALLOWANCE_PERIOD, GOVERNOR_ALLOWANCE},
	AccountId, CouncilMembership, Runtime, Timestamp,
};

impl pallet_credentials::Config for Runtime {
	type AllowancePeriod = ConstU32<ALLOWANCE_PERIOD>;
	type CouncilOrigin = TwoThirdsOfCouncil;
	type GovernorAllowance = ConstU32<GOVERNOR_ALLOWANCE>;
	type Governors = Governors;
	type Time = Timestamp;
	type WeightInfo = pallet_credentials::weights::SubstrateWeight<Self>;
}

/// Accounts that may submit without serving an institution: the members of the council.
pub struct Governors;

impl Contains<AccountId> for Governors {
	fn contains(who: &AccountId) -> bool {
		CouncilMembership::contains(who)
	}
}
