// SPDX-License-Identifier: Apache-2.0

//! Who writes blocks and who finalises them: Aura and GRANDPA over one fixed set of authorities.

use frame_support::traits::{ConstBool, ConstU32, ConstU64};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;

use crate::{
	constants::{MAX_AUTHORITIES, SLOT_DURATION},
	Aura, Runtime, RuntimeEvent,
};

impl pallet_timestamp::Config for Runtime {
	/// Half a slot: an author may be late by that much without blocking the next one.
	type MinimumPeriod = ConstU64<{ SLOT_DURATION / 2 }>;
	type Moment = u64;
	type OnTimestampSet = Aura;
	type WeightInfo = pallet_timestamp::weights::SubstrateWeight<Self>;
}

impl pallet_aura::Config for Runtime {
	type AllowMultipleBlocksPerSlot = ConstBool<false>;
	type AuthorityId = AuraId;
	type DisabledValidators = ();
	type MaxAuthorities = ConstU32<MAX_AUTHORITIES>;
	type SlotDuration = ConstU64<SLOT_DURATION>;
}

/// Equivocations are logged by the nodes but not yet acted on: without sessions there is no proof
/// of who held a key.
impl pallet_grandpa::Config for Runtime {
	type EquivocationReportSystem = ();
	type KeyOwnerProof = sp_core::Void;
	type MaxAuthorities = ConstU32<MAX_AUTHORITIES>;
	type MaxNominators = ConstU32<0>;
	type MaxSetIdSessionEntries = ConstU64<0>;
	type RuntimeEvent = RuntimeEvent;
	/// The only weights the pallet ships. They count in RocksDB's higher numbers.
	type WeightInfo = ();
}
