// SPDX-License-Identifier: Apache-2.0

//! The validators, session by session, and the consequences of offences and absence.

#[cfg(feature = "runtime-benchmarks")]
use alloc::vec::Vec;

use frame_support::{
	traits::{ConstU32, ConstU64, FindAuthor},
	weights::Weight,
};
use pallet_consortium::{
	AdmittedOrLeaving, KeyOwners, NoToken, ReportOnce, UnitIdentification, WeightInfo as _,
};
use pallet_session::{disabling::UpToLimitDisablingStrategy, historical, ShouldEndSession};
use sp_runtime::{traits::OpaqueKeys, ConsensusEngineId};

use crate::{
	configs::{ThreeQuartersOfCouncil, TwoThirdsOfCouncil},
	constants::{MAX_AUTHORITIES, REPORT_LONGEVITY, SESSIONS_IN_HISTORY},
	AccountId, Aura, BlockNumber, Consortium, Grandpa, Offences, Runtime, RuntimeCall,
	RuntimeEvent, RuntimeHoldReason, Session, SessionKeys,
};

impl pallet_authorship::Config for Runtime {
	type EventHandler = Consortium;
	type FindAuthor = AuraAuthor;
}

/// The author of a block: the validator in whose slot it was written.
pub struct AuraAuthor;

impl FindAuthor<AccountId> for AuraAuthor {
	fn find_author<'a, I>(digests: I) -> Option<AccountId>
	where
		I: 'a + IntoIterator<Item = (ConsensusEngineId, &'a [u8])>,
	{
		let index = Aura::find_author(digests)?;
		Session::validators().into_iter().nth(usize::try_from(index).ok()?)
	}
}

impl pallet_consortium::Config for Runtime {
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = MadeUpKeys;
	type CouncilOrigin = TwoThirdsOfCouncil;
	type KeyOwnerProofSystem = KeyOwners<Self>;
	type MaxValidators = ConstU32<MAX_AUTHORITIES>;
	type ReportLongevity = ConstU64<REPORT_LONGEVITY>;
	type ReportOffence = ReportOnce<Self, Offences>;
	type RootOrigin = ThreeQuartersOfCouncil;
	type RuntimeCall = RuntimeCall;
	type SessionsInHistory = ConstU32<SESSIONS_IN_HISTORY>;
	type WeightInfo = pallet_consortium::weights::SubstrateWeight<Self>;
}

/// Session keys for benchmarks, which check the seals of Aura only.
#[cfg(feature = "runtime-benchmarks")]
pub struct MadeUpKeys;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_consortium::BenchmarkHelper<SessionKeys> for MadeUpKeys {
	fn session_keys(aura: sp_consensus_aura::sr25519::AuthorityId, number: u32) -> SessionKeys {
		let mut grandpa = [0; 32];
		grandpa[..4].copy_from_slice(&number.to_le_bytes());
		SessionKeys { aura, grandpa: sp_core::ed25519::Public::from_raw(grandpa).into() }
	}

	fn owned_session_keys(owner: &[u8]) -> (SessionKeys, Vec<u8>) {
		let generated = SessionKeys::generate(owner, None);
		(generated.keys, codec::Encode::encode(&generated.proof))
	}
}

impl pallet_session::Config for Runtime {
	type Currency = NoToken<RuntimeHoldReason>;
	/// Fewer than a third of the set are disabled, since the others must be able to go on.
	type DisablingStrategy = UpToLimitDisablingStrategy;
	type KeyDeposit = ConstU32<0>;
	type Keys = SessionKeys;
	type NextSessionRotation = Consortium;
	type RuntimeEvent = RuntimeEvent;
	type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
	type SessionManager = historical::NoteHistoricalRoot<Self, Consortium>;
	type ShouldEndSession = WhenGrandpaIsReady;
	type ValidatorId = AccountId;
	type ValidatorIdOf = AdmittedOrLeaving<Self>;
	type WeightInfo = SessionWeight;
}

/// Weights of the session pallet, from our own benchmarks: those of the SDK need staking.
pub struct SessionWeight;

impl pallet_session::WeightInfo for SessionWeight {
	fn set_keys() -> Weight {
		<Runtime as pallet_consortium::Config>::WeightInfo::set_session_keys()
	}

	fn purge_keys() -> Weight {
		<Runtime as pallet_consortium::Config>::WeightInfo::purge_session_keys()
	}
}

/// The rule that a session ends when the consortium ends it, but not while GRANDPA waits for a
/// forced change.
///
/// GRANDPA accepts one change at a time and would silently drop that of the session: its voters
/// would stay those of the session before until the set changes for another reason.
pub struct WhenGrandpaIsReady;

impl ShouldEndSession<BlockNumber> for WhenGrandpaIsReady {
	fn should_end_session(now: BlockNumber) -> bool {
		Consortium::should_end_session(now) && Grandpa::pending_change().is_none()
	}
}

impl historical::Config for Runtime {
	type FullIdentification = ();
	type FullIdentificationOf = UnitIdentification;
	type RuntimeEvent = RuntimeEvent;
}

impl pallet_offences::Config for Runtime {
	type IdentificationTuple = historical::IdentificationTuple<Self>;
	type OnOffenceHandler = Consortium;
	type RuntimeEvent = RuntimeEvent;
}
