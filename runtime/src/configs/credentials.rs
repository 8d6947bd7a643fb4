// SPDX-License-Identifier: Apache-2.0

//! Credentials: the origin of the council's decisions, the log of events, the signatures of consents,
//! the clock, the weights. The log has one tree for each institution.

use sp_runtime::traits::Verify;

use testamur_primitives::InstitutionId;

use crate::{configs::TwoThirdsOfCouncil, EventLog, Runtime, Signature, Timestamp};

impl pallet_credentials::Config for Runtime {
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
	type CouncilOrigin = TwoThirdsOfCouncil;
	type EventLog = EventLog;
	type OffchainSignature = Signature;
	type SigningPublicKey = <Signature as Verify>::Signer;
	type Time = Timestamp;
	type WeightInfo = pallet_credentials::weights::SubstrateWeight<Self>;
}

impl pallet_event_log::Config for Runtime {
	type Subject = InstitutionId;
	type Time = Timestamp;
	type WeightInfo = pallet_event_log::weights::SubstrateWeight<Self>;
}
