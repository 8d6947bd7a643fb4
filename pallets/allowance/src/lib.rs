// SPDX-License-Identifier: Apache-2.0

//! # Allowance Pallet
//!
//! Replaces fees on a chain without a token: only members may submit transactions, each within its
//! allowance.
//!
//! ## Pallet API
//!
//! See the [`pallet`] module for storage and configuration. A runtime puts [`CheckMembership`]
//! where other chains charge a fee, and [`NonceInTurn`] in the place of `CheckNonce`. There are no
//! calls: the pallet reads who its members are, and how much each may spend, from [`Payers`].
//!
//! ## Overview
//!
//! A transaction costs *operations*: one for each started millisecond of block time or each started
//! 4 KiB of block space, whichever is more (see [`allowance::cost`]). Its *payer* has an allowance:
//! the number of operations that it may spend in a period of blocks. A payer is a *member*,
//! whichever of its accounts signed, so that a stolen key cannot fill the blocks; or a *governor*,
//! an account that may submit on its own.
//!
//! The pool refuses strangers, and what can never be paid for, each with a code of its own
//! ([`Refusal`]). A transaction over what is left of the allowance is early and not invalid: it waits
//! in the pool for the next period, behind all others.
//!
//! Calls that carry calls, such as batches, are let in to a bounded depth ([`CarriedCalls`]).
//!
//! ## Low Level / Implementation Details
//!
//! ### The transaction pool
//!
//! Allowances are charged when a transaction is included. A full pool is defended by priority
//! instead, and an account may queue no more than its share of the payer's allowance can pay for in
//! two periods: see [`NonceInTurn`].
//!
//! ### Accounts
//!
//! A runtime that makes an account a member or a governor must let it exist without a balance, and
//! must not let it cease to exist: it would lose its nonce, and everything it once signed could be
//! replayed.
//!
//! ### Invariants
//!
//! Each is a function of the same name in `try_state.rs`.
//!
//! * `usages_are_of_periods_begun`: no usage lies in a future period.
//! * `usages_are_of_something`: a record exists only for payers that have spent something.

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

pub mod allowance;
mod extension;
mod nesting;
mod nonce;
mod payers;
mod queries;
mod queue;
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

pub use allowance::Usage;
pub use extension::{Admission, CheckMembership};
pub use nesting::{is_nested_within, CarriedCalls};
pub use nonce::NonceInTurn;
pub use pallet::*;
pub use payers::{Payer, Payers, Refusal};
pub use queries::{AllowanceUse, AllowanceUses, DamagedUses};
pub use queue::IN_TURN;
pub use weights::WeightInfo;

/// The preparations for benchmarks that depend on the runtime.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper<AccountId> {
	/// Returns an account of a member for which the check of a transaction takes longest.
	///
	/// The number of governors is at its maximum, the account is none of them, and the records that
	/// lead to its member have their largest size. The allowance is at least one operation.
	fn member() -> AccountId;
}

/// Account of a runtime.
pub type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
/// Member of a runtime.
pub type MemberOf<T> = <<T as Config>::Payers as Payers<AccountIdOf<T>>>::Member;
/// Payer of a runtime.
pub type PayerOf<T> = Payer<AccountIdOf<T>, MemberOf<T>>;

#[frame_support::pallet]
#[allow(
	missing_docs,
	unused_qualifications,
	clippy::expect_used,
	reason = "what the macro generates has no docs, counts as qualified, and unwraps what it built"
)]
pub mod pallet {
	use super::*;
	use frame_support::{pallet_prelude::*, traits::Contains};
	use frame_system::pallet_prelude::*;

	/// Version of the storage layout.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// The preparations for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::AccountId>;

		/// The members and their allowances.
		type Payers: Payers<Self::AccountId>;

		/// Accounts that may submit transactions without belonging to a member, such as those who
		/// decide about the chain.
		type Governors: Contains<Self::AccountId>;

		/// The operations that each governor may spend in a period, at least 1.
		#[pallet::constant]
		type GovernorAllowance: Get<u32>;

		/// The calls that carry other calls.
		type CarriedCalls: CarriedCalls<Self::RuntimeCall>;

		/// The depth to which calls may carry other calls: 1 for batches of calls that carry none.
		#[pallet::constant]
		type MaxNesting: Get<u32>;

		/// The length of a period in blocks, at least 1.
		///
		/// It determines the numbers of periods, so an upgrade that changes it must clear
		/// [`Usages`].
		#[pallet::constant]
		type AllowancePeriod: Get<BlockNumberFor<Self>>;

		/// Weight of the check.
		type WeightInfo: WeightInfo;
	}

	/// The part of its allowance that each payer used in the period in which it last submitted.
	// Hasher: callers choose the accounts.
	#[pallet::storage]
	pub type Usages<T: Config> =
		StorageMap<_, Blake2_128Concat, PayerOf<T>, Usage<BlockNumberFor<T>>, ValueQuery>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(
				T::AllowancePeriod::get() > 0u32.into(),
				"AllowancePeriod is 0: a period needs at least one block"
			);
			assert!(
				T::GovernorAllowance::get() > 0,
				"GovernorAllowance is 0: no governor could submit a transaction"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
