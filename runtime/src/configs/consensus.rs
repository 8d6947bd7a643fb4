// SPDX-License-Identifier: Apache-2.0

//! Consensus: Aura writes blocks and GRANDPA finalizes them, over the set of each session.

use frame_support::{
	traits::{ConstBool, ConstU32, ConstU64},
	weights::Weight,
};
use pallet_consortium::{weight_of, KeyOwners, ReportOnce};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;

use crate::{
	constants::{MAX_AUTHORITIES, REPORT_LONGEVITY, SESSIONS_IN_HISTORY, SLOT_DURATION},
	weights, Aura, Offences, Runtime, RuntimeEvent, Session,
};

impl pallet_timestamp::Config for Runtime {
	/// An author may be late by half a slot without blocking the next one.
	type MinimumPeriod = ConstU64<{ SLOT_DURATION / 2 }>;
	type Moment = u64;
	type OnTimestampSet = Aura;
	type WeightInfo = weights::pallet_timestamp::Measured<Self>;
}

impl pallet_aura::Config for Runtime {
	type AllowMultipleBlocksPerSlot = ConstBool<false>;
	type AuthorityId = AuraId;
	type DisabledValidators = Session;
	type MaxAuthorities = ConstU32<MAX_AUTHORITIES>;
	type SlotDuration = ConstU64<SLOT_DURATION>;
}

impl pallet_grandpa::Config for Runtime {
	type EquivocationReportSystem = pallet_grandpa::EquivocationReportSystem<
		Self,
		ReportOnce<Self, Offences>,
		KeyOwners<Self>,
		ConstU64<REPORT_LONGEVITY>,
	>;
	type KeyOwnerProof = sp_session::MembershipProof;
	type MaxAuthorities = ConstU32<MAX_AUTHORITIES>;
	type MaxNominators = ConstU32<0>;
	/// There are never more sets than sessions about which reports are possible.
	type MaxSetIdSessionEntries = ConstU64<{ SESSIONS_IN_HISTORY as u64 }>;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = GrandpaWeight;
}

/// Measured weights of GRANDPA. A report weighs as much as one of an equivocation in Aura: the
/// owner of the key is proved in the same way, once before the report is accepted and once after,
/// and the consequences are the same.
pub struct GrandpaWeight;

impl pallet_grandpa::WeightInfo for GrandpaWeight {
	fn report_equivocation(validators: u32, _nominators: u32) -> Weight {
		weight_of::authorize_report::<Runtime>(validators)
			.saturating_add(weight_of::report_equivocation::<Runtime>(validators))
	}

	fn note_stalled() -> Weight {
		weights::pallet_grandpa::Measured::<Runtime>::note_stalled()
	}
}
