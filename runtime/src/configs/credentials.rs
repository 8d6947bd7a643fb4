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
