// SPDX-License-Identifier: Apache-2.0

//! Credentials.

use crate::{configs::TwoThirdsOfCouncil, Runtime, Timestamp};

impl pallet_credentials::Config for Runtime {
	type CouncilOrigin = TwoThirdsOfCouncil;
	type Time = Timestamp;
	type WeightInfo = pallet_credentials::weights::SubstrateWeight<Self>;
}
