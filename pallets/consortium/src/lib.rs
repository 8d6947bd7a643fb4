// SPDX-License-Identifier: Apache-2.0

//! # Consortium Pallet
//!
//! Manages the validators of a consortium: its council admits and retires them, their absence is
//! noticed, and offenders are expelled.
//!
//! ## Pallet API
//!
//! See the [`pallet`] module for calls, storage, events, errors and configuration.
//!
//! ## Overview
//!
//! There is no stake. The council admits a validator by motion; the validator sets its session
//! keys, and takes part two session changes later at the latest. It is retired by motion, at its
//! own wish, after an offence, or after a number of sessions without a block. Nothing retires a
//! validator if fewer than the floor that the council has set would be left.
//!
//! Two more calls are for the consortium as a whole: one ends a session early, the other acts as
//! root, which is how the runtime is upgraded.
//!
//! A header that announces other voters on finality also has an item of the engine `TSTM`, the hash
//! of block 0, so that hand-offs are of one chain (`docs/bundle.md`).
//!
//! ## Low Level / Implementation Details
//!
//! ### From a decision to a set
//!
//! [`Validators`] holds the decision. At each change of sessions those of them that have session
//! keys are planned for the session after the next one, and `None` is returned when they and their
//! keys are the same as before (see `sessions.rs`). A retired validator is on the list [`Leaving`]
//! until it has left the running set. Then its keys are removed, so that it cannot return with keys
//! that may be stolen.
//!
//! ### Invariants
//!
//! Each is a function of the same name in `try_state.rs`.
//!
//! * `settings_are_consistent`: see [`Settings::are_consistent`].
//! * `validators_are_in_bounds`: validators are sorted, none is listed twice, there are no more
//!   than the ceiling and no fewer with session keys than the floor.
//! * `leaving_are_no_validators`: no account is in both `Validators` and `Leaving`; every leaving
//!   validator still has session keys.
//! * `running_have_keys`: every validator of the running and of the planned set has session keys.
//! * `offenders_run`: every recorded offender is in the running set.
//! * `running_keys_are_of_the_set`: the keys stored for proofs are those of the running set.
//! * `absences_are_of_validators`: absences are counted only for current validators.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(
	not(any(test, feature = "runtime-benchmarks")),
	deny(
		clippy::arithmetic_side_effects,
		clippy::expect_used,
		clippy::indexing_slicing,
		clippy::panic,
		clippy::unwrap_used
	)
)]

extern crate alloc;

mod attendance;
mod chain;
mod equivocation;
mod key_owners;
mod no_token;
mod offences;
mod sessions;
mod types;
mod validators;
pub mod weight_of;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
#[allow(unreachable_pub, reason = "shared with the tests and the benchmarks only")]
mod mock;
#[cfg(test)]
mod tests;
#[cfg(any(test, feature = "try-runtime"))]
mod try_state;

pub use equivocation::{Equivocation, Rejection, MAX_HEADER_LEN};
pub use key_owners::KeyOwners;
pub use no_token::NoToken;
pub use offences::ReportOnce;
pub use pallet::*;
pub use types::{
	Retirement, Settings, MAX_SESSION_LENGTH, MIN_SESSION_LENGTH, NEVER_ABSENT, TURNS_IN_SESSION,
};
pub use validators::{AdmittedOrLeaving, UnitIdentification};
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
use alloc::vec::Vec;
use frame_system::pallet_prelude::HeaderFor;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_slots::EquivocationProof;

/// Account of a runtime.
pub type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
/// Two headers of one author for one slot.
pub type AuraProof<T> = EquivocationProof<HeaderFor<T>, AuraId>;

/// The preparations for benchmarks that depend on the runtime.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper<Keys> {
	/// Returns session keys with this key for Aura. The other keys follow from the number.
	fn session_keys(aura: AuraId, number: u32) -> Keys;

	/// Returns session keys that are in the keystore, and the proof that this owner has them.
	fn owned_session_keys(owner: &[u8]) -> (Keys, Vec<u8>);
}

#[frame_support::pallet]
#[allow(
	missing_docs,
	unused_qualifications,
	clippy::expect_used,
	reason = "what the macro generates has no docs, counts as qualified, and unwraps what it built"
)]
pub mod pallet {
	use super::*;
	use alloc::{boxed::Box, vec::Vec};
	use frame_support::{
		dispatch::GetDispatchInfo,
		pallet_prelude::*,
		traits::{EnsureOrigin, KeyOwnerProofSystem, UnfilteredDispatchable},
	};
	use frame_system::{ensure_authorized, pallet_prelude::*, RawOrigin};
	use pallet_session::historical::{self, IdentificationTuple};
	use sp_runtime::KeyTypeId;
	use sp_session::MembershipProof;
	use sp_staking::{offence::ReportOffence, SessionIndex};

	/// Version of the storage layout.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config:
		frame_system::Config<RuntimeEvent: From<Event<Self>>>
		+ pallet_session::Config<ValidatorId = AccountIdOf<Self>>
		+ historical::Config<FullIdentification = ()>
		+ pallet_authorship::Config
	{
		/// The preparations for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<<Self as pallet_session::Config>::Keys>;

		/// The consortium's decision, such as a motion with a majority of two thirds.
		type CouncilOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The consortium's decision on what can change every rule, such as a motion with a
		/// majority of three quarters.
		type RootOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The calls of the runtime.
		type RuntimeCall: Parameter
			+ UnfilteredDispatchable<RuntimeOrigin = Self::RuntimeOrigin>
			+ GetDispatchInfo
			+ From<Call<Self>>;

		/// The maximum number of validators.
		#[pallet::constant]
		type MaxValidators: Get<u32>;

		/// The number of ended sessions about which reports are possible.
		#[pallet::constant]
		type SessionsInHistory: Get<u32>;

		/// The proofs of key ownership: [`KeyOwners`].
		type KeyOwnerProofSystem: KeyOwnerProofSystem<
			(KeyTypeId, AuraId),
			Proof = MembershipProof,
			IdentificationTuple = IdentificationTuple<Self>,
		>;

		/// The receiver of offences, which acts on each once: [`ReportOnce`].
		type ReportOffence: ReportOffence<
			Self::AccountId,
			IdentificationTuple<Self>,
			Equivocation<IdentificationTuple<Self>>,
		>;

		/// The number of blocks for which a report may wait in the pool.
		#[pallet::constant]
		type ReportLongevity: Get<u64>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// The settings of the set.
	#[pallet::storage]
	#[pallet::storage_prefix = "Settings"]
	pub type CurrentSettings<T: Config> = StorageValue<_, Settings, ValueQuery>;

	/// The validators that the council has decided on, in the order of their accounts.
	///
	/// `pallet-session` has the set of those that take part at present.
	#[pallet::storage]
	pub type Validators<T: Config> =
		StorageValue<_, BoundedVec<AccountIdOf<T>, T::MaxValidators>, ValueQuery>;

	/// Validators that were retired and have not left the running set yet.
	#[pallet::storage]
	pub type Leaving<T: Config> =
		StorageValue<_, BoundedVec<AccountIdOf<T>, T::MaxValidators>, ValueQuery>;

	/// Validators of the running set whose offence was proved. They write no blocks until they have
	/// left the set.
	#[pallet::storage]
	pub type Offenders<T: Config> =
		StorageValue<_, BoundedVec<AccountIdOf<T>, T::MaxValidators>, ValueQuery>;

	/// The session keys of the running set, in its order. Other keys may be registered already.
	#[pallet::storage]
	#[pallet::unbounded]
	pub type RunningKeys<T: Config> =
		StorageValue<_, Vec<(AccountIdOf<T>, <T as pallet_session::Config>::Keys)>, ValueQuery>;

	/// The session since which each validator of the running set has run with its present keys.
	// Hasher: the council decides on the accounts.
	#[pallet::storage]
	pub type KeysSince<T: Config> =
		StorageMap<_, Twox64Concat, AccountIdOf<T>, SessionIndex, OptionQuery>;

	/// The number of blocks that a validator wrote in the running session.
	// Hasher: the council decides on the accounts.
	#[pallet::storage]
	pub type Authored<T: Config> = StorageMap<_, Twox64Concat, AccountIdOf<T>, u32, ValueQuery>;

	/// The number of sessions in a row in which a validator was in turn and wrote no block.
	// Hasher: the council decides on the accounts.
	#[pallet::storage]
	pub type Absences<T: Config> = StorageMap<_, Twox64Concat, AccountIdOf<T>, u32, ValueQuery>;

	/// The block with which the running session began.
	#[pallet::storage]
	pub type SessionStart<T: Config> = StorageValue<_, BlockNumberFor<T>, ValueQuery>;

	/// True if the running session ends with the next block, as the council requested.
	#[pallet::storage]
	pub type SessionEndRequested<T: Config> = StorageValue<_, bool, ValueQuery>;

	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The settings of the set.
		pub settings: Settings,
		/// The validators of the first session. Their session keys are in the genesis of
		/// `pallet-session`.
		pub validators: Vec<AccountIdOf<T>>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			validators::genesis::<T>(self.settings, &self.validators);
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// The council has admitted a validator. It takes part once its session keys are set.
		ValidatorAdmitted {
			/// Its account.
			validator: T::AccountId,
		},
		/// A validator is retired, and leaves with the session after the next change.
		ValidatorRetired {
			/// Its account.
			validator: T::AccountId,
			/// The reason.
			reason: Retirement,
		},
		/// A validator should be retired, but too few would be left. The council should act.
		RetirementHeldBack {
			/// Its account.
			validator: T::AccountId,
			/// The reason why it should be retired.
			reason: Retirement,
		},
		/// A validator wrote no block in the session that ended.
		ValidatorAbsent {
			/// Its account.
			validator: T::AccountId,
			/// The session.
			session: SessionIndex,
			/// The number of sessions in a row so far.
			in_a_row: u32,
		},
		/// More validators were absent than the network can do without. No absence is counted.
		TooManyAbsent {
			/// The session.
			session: SessionIndex,
			/// The number of absent validators.
			absent: u32,
		},
		/// A validator's offence was proved: it is disabled and, if enough others are left,
		/// retired.
		OffenceActedOn {
			/// Its account.
			validator: T::AccountId,
			/// The session in which it happened.
			session: SessionIndex,
		},
		/// The council has changed the settings of the set.
		SettingsChanged {
			/// The new settings.
			settings: Settings,
		},
		/// The council has ended the running session: the next block begins the next one.
		SessionEndAsked,
		/// The consortium has acted as root.
		DispatchedAsRoot {
			/// The result of the call.
			result: DispatchResult,
		},
	}

	#[pallet::error]
	#[derive(PartialEq)]
	pub enum Error<T> {
		/// This account is a validator already.
		AlreadyValidator,
		/// This account is not a validator.
		NotValidator,
		/// There would be more validators than the ceiling. Retire one, or raise the ceiling with
		/// `configure`.
		AboveCeiling,
		/// There would be fewer validators with session keys than the floor. Admit another first
		/// and wait for its keys, or lower the floor with `configure`.
		BelowFloor,
		/// This validator was retired and has not left yet. Admit it after the next change of
		/// sessions but one; it will need new session keys.
		StillLeaving,
		/// As many validators are leaving as there may be. Wait for the next change of sessions.
		TooManyLeaving,
		/// The settings do not fit together. They need 1 ≤ floor ≤ ceiling ≤ `MaxValidators`,
		/// sessions of at least 10 blocks, at least 2 blocks for each validator of the ceiling, and
		/// at most a week, and at least 1 absent session (4,294,967,295 for never).
		BadSettings,
		/// This member has as many open motions as it may have. Have one closed or decided first.
		/// The call that proposes a motion returns this error.
		TooManyOpenMotions,
		/// The two headers do not prove an equivocation on this chain.
		InvalidEquivocationProof,
		/// The key did not belong to a validator in that session.
		NotAValidatorsKey,
		/// The report names a session before the last one. Older keys may have leaked since, so
		/// they prove nothing against their former owners.
		SessionTooLongAgo,
		/// This offence is known already.
		OffenceKnown,
		/// The account is all zeroes, as if none were stated. State the account.
		AccountUnstated,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Returns the weight of the calls that other pallets make here at the beginning of each
		/// block: they note its author and ask whether the session ends. `pallet-session` declares
		/// the block that ends a session full. At the end of a block, the hash of block 0 may be read.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			let at_the_end = T::DbWeight::get().reads(1);
			<T as Config>::WeightInfo::on_initialize().saturating_add(at_the_end)
		}

		/// Names the chain in a header that announces other voters, after GRANDPA has announced them.
		fn on_finalize(_: BlockNumberFor<T>) {
			Self::name_chain();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Admits a validator.
		///
		/// The account may submit transactions from then on. Once it has set its session keys, it
		/// takes part after one to two changes of sessions.
		///
		/// Origin: [`Config::CouncilOrigin`].
		#[pallet::call_index(0)]
		#[pallet::weight((<T as Config>::WeightInfo::admit_validator(), DispatchClass::Operational))]
		pub fn admit_validator(origin: OriginFor<T>, validator: T::AccountId) -> DispatchResult {
			T::CouncilOrigin::ensure_origin(origin)?;
			Self::admit(&validator)
		}

		/// Retires a validator. It leaves after one to two changes of sessions, and its session
		/// keys are removed then. The call changes nothing if the account is no validator.
		///
		/// Origin: [`Config::CouncilOrigin`].
		#[pallet::call_index(1)]
		#[pallet::weight((<T as Config>::WeightInfo::retire_validator(), DispatchClass::Operational))]
		pub fn retire_validator(origin: OriginFor<T>, validator: T::AccountId) -> DispatchResult {
			T::CouncilOrigin::ensure_origin(origin)?;
			Self::retire_by_motion(&validator)
		}

		/// Retires the signer.
		///
		/// Origin: signed by the validator.
		#[pallet::call_index(2)]
		#[pallet::weight((<T as Config>::WeightInfo::retire_validator(), DispatchClass::Operational))]
		pub fn resign(origin: OriginFor<T>) -> DispatchResult {
			let validator = ensure_signed(origin)?;
			Self::retire(&validator, Retirement::Resigned)
		}

		/// Changes the settings of the set.
		///
		/// Origin: [`Config::CouncilOrigin`].
		#[pallet::call_index(3)]
		#[pallet::weight((<T as Config>::WeightInfo::configure(), DispatchClass::Operational))]
		pub fn configure(origin: OriginFor<T>, settings: Settings) -> DispatchResult {
			T::CouncilOrigin::ensure_origin(origin)?;
			Self::change_settings(settings)
		}

		/// Ends the running session with the next block, so that decisions take effect sooner.
		///
		/// Origin: [`Config::CouncilOrigin`].
		#[pallet::call_index(4)]
		#[pallet::weight((<T as Config>::WeightInfo::end_session(), DispatchClass::Operational))]
		pub fn end_session(origin: OriginFor<T>) -> DispatchResult {
			T::CouncilOrigin::ensure_origin(origin)?;
			SessionEndRequested::<T>::put(true);
			Self::deposit_event(Event::SessionEndAsked);
			Ok(())
		}

		/// Reports a validator that wrote two blocks for one slot.
		///
		/// The nodes that see the blocks submit the report without a signature, and do not
		/// propagate it.
		///
		/// Origin: authorized by the proof itself.
		#[pallet::call_index(5)]
		#[pallet::weight((
			weight_of::report_equivocation::<T>(key_owner_proof.validator_count),
			DispatchClass::Operational,
		))]
		#[pallet::authorize(|source, proof, key_owner_proof| {
			Self::authorize_report(source, proof, key_owner_proof)
		})]
		#[pallet::weight_of_authorize(
			weight_of::authorize_report::<T>(key_owner_proof.validator_count)
		)]
		pub fn report_equivocation(
			origin: OriginFor<T>,
			equivocation_proof: Box<AuraProof<T>>,
			key_owner_proof: MembershipProof,
		) -> DispatchResult {
			ensure_authorized(origin)?;
			let offence = Self::check_report(&equivocation_proof, key_owner_proof)
				.map_err(Error::<T>::from)?;
			let nobody_to_reward = Vec::new();
			T::ReportOffence::report_offence(nobody_to_reward, offence)
				.map_err(|_| Error::<T>::OffenceKnown.into())
		}

		/// Dispatches a call as root, such as one that authorizes a new runtime, or one that brings
		/// finality back after a stall.
		///
		/// If the call fails, the motion is not undone. The event reports the result.
		///
		/// Origin: [`Config::RootOrigin`].
		#[pallet::call_index(6)]
		#[pallet::weight({
			let info = call.get_dispatch_info();
			(<T as Config>::WeightInfo::dispatch_as_root().saturating_add(info.call_weight), info.class)
		})]
		pub fn dispatch_as_root(
			origin: OriginFor<T>,
			call: Box<<T as Config>::RuntimeCall>,
		) -> DispatchResult {
			T::RootOrigin::ensure_origin(origin)?;
			let outcome = call.dispatch_bypass_filter(RawOrigin::Root.into());
			let result = outcome.map(|_| ()).map_err(|failed| failed.error);
			Self::deposit_event(Event::DispatchedAsRoot { result });
			Ok(())
		}
	}

	impl<T> From<Rejection> for Error<T> {
		fn from(rejection: Rejection) -> Self {
			match rejection {
				Rejection::InvalidEquivocationProof => Self::InvalidEquivocationProof,
				Rejection::NotAValidatorsKey => Self::NotAValidatorsKey,
				Rejection::TooOld => Self::SessionTooLongAgo,
				Rejection::Known => Self::OffenceKnown,
			}
		}
	}
}
