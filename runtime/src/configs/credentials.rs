// SPDX-License-Identifier: Apache-2.0

//! Credentials: the origin of the council's decisions, the log of events, the signatures of consents,
//! the clock, the weights. The log has one tree for each institution.

use alloc::vec::Vec;
use frame_support::{parameter_types, traits::PalletInfoAccess};
use sp_runtime::traits::Verify;

use testamur_primitives::InstitutionId;

use crate::{configs::TwoThirdsOfCouncil, Credentials, EventLog, Runtime, Signature, Timestamp};

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

parameter_types! {
	pub RecordedPallets: Vec<u8> = [Credentials::index()]
		.into_iter()
		.filter_map(|index| index.try_into().ok())
		.collect();
}

impl pallet_event_log::Config for Runtime {
	type RecordedPallets = RecordedPallets;
	type Subject = InstitutionId;
	type Time = Timestamp;
	type WeightInfo = pallet_event_log::weights::SubstrateWeight<Self>;
}
