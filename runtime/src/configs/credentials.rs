// SPDX-License-Identifier: Apache-2.0

//! Credentials: the origin of the council's decisions, the clock, the weights.

use crate::{configs::TwoThirdsOfCouncil, Runtime, Timestamp};

impl pallet_credentials::Config for Runtime {
	type CouncilOrigin = TwoThirdsOfCouncil;
	type Time = Timestamp;
	type WeightInfo = pallet_credentials::weights::SubstrateWeight<Self>;
}
