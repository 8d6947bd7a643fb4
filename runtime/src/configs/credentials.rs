// SPDX-License-Identifier: Apache-2.0

//! Credentials: the origin of the council's decisions, the signatures of consents, the clock, the
//! weights.

use sp_runtime::traits::Verify;

use crate::{configs::TwoThirdsOfCouncil, Runtime, Signature, Timestamp};

impl pallet_credentials::Config for Runtime {
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
	type CouncilOrigin = TwoThirdsOfCouncil;
	type OffchainSignature = Signature;
	type SigningPublicKey = <Signature as Verify>::Signer;
	type Time = Timestamp;
	type WeightInfo = pallet_credentials::weights::SubstrateWeight<Self>;
}
