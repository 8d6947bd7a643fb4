// SPDX-License-Identifier: Apache-2.0

//! # Event Log Pallet
//!
//! Keeps a log of events in the state, which is append-only, complete and provable: a transparency
//! log.
//!
//! ## Pallet API
//!
//! See the [`pallet`] module for storage and configuration. There are no calls: other pallets record
//! their events through [`EventRecorder`].
//!
//! ## Overview
//!
//! Events live for one block. The log keeps their hashes for good: as the leaves of one tree for
//! all of them, the *whole log*, and of one for each *subject* that they concern, such as an
//! institution. The trees are those of RFC 9162, section 2.1. The state holds the size and the
//! frontier of each, so one storage proof of a later block shows
//!
//! * that an event happened, by its entry and its inclusion path;
//! * that a list of events is all that ever concerned a subject, by hashing the list;
//! * that nothing was rewritten since an earlier block, by a consistency proof.
//!
//! The events themselves are in the blocks. `docs/spec/log.md` defines the log to the byte.
//!
//! ## Low Level / Implementation Details
//!
//! ### Once a block
//!
//! A call appends the hash of its event to [`Pending`], which exists within a block only. The end of
//! the block folds the list into the frontiers: one write for each subject that something happened
//! to, and one for the whole log, however many events there were. A call pays for its share of that
//! ([`EventRecorder::weight`]); what does not depend on the calls is reserved at the beginning of
//! the block.
//!
//! In a runtime the pallet comes after all those that record events, at genesis as at the end of a
//! block.
//!
//! ### Invariants
//!
//! Each is a function of the same name in `try_state.rs`.
//!
//! * `frontiers_match_their_sizes`: a log has as many peaks as its size has ones in binary.
//! * `no_empty_log_is_stored`: a subject that nothing happened to has no entry.
//! * `subject_logs_are_parts_of_the_whole`: none has more events than the whole log, and all of them
//!   have no more than so many events can concern.
//! * `nothing_is_pending_between_blocks`: the list of a block is folded at its end.

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

mod folding;
mod recorder;
mod sha256;
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

pub use pallet::*;
pub use recorder::{EventRecorder, PendingEvent, Subjects, MAX_SUBJECTS};
pub use sha256::HostSha256;
pub use weights::WeightInfo;

#[frame_support::pallet]
#[allow(
	missing_docs,
	unused_qualifications,
	clippy::expect_used,
	reason = "what the macro generates has no docs, counts as qualified, and unwraps what it built"
)]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use core::marker::PhantomData;
	use frame_support::{pallet_prelude::*, traits::Time, DefaultNoBound};
	use frame_system::pallet_prelude::*;
	use testamur_primitives::{Frontier, Moment};

	/// Version of the storage layout, which verifiers of storage proofs rely on.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// What an event may concern. Each has a log of its own.
		type Subject: Parameter + MaxEncodedLen + Ord + Copy;

		/// The chain's clock, in milliseconds. It does not change after the first event of a block.
		type Time: Time<Moment = Moment>;

		/// The indices of the pallets whose events are recorded, all of them and in their order. An
		/// auditor learns them from the metadata, so a runtime that records more pallets says so here.
		#[pallet::constant]
		type RecordedPallets: Get<Vec<u8>>;

		/// Weights of the end of a block.
		type WeightInfo: WeightInfo;
	}

	/// The frontier of the log of all events.
	#[pallet::storage]
	pub type WholeLog<T> = StorageValue<_, Frontier, ValueQuery>;

	/// The frontier of the log of the events that concern a subject.
	// Hasher: sequential numbers that no caller chooses.
	#[pallet::storage]
	pub type SubjectLogs<T: Config> =
		StorageMap<_, Twox64Concat, <T as Config>::Subject, Frontier, ValueQuery>;

	/// The events of the block so far. The weights of a block bound their number, and the list is
	/// taken out at its end, so that no state ever holds it.
	#[pallet::storage]
	#[pallet::unbounded]
	#[pallet::whitelist_storage]
	pub type Pending<T: Config> =
		StorageValue<_, Vec<PendingEvent<<T as Config>::Subject>>, ValueQuery>;

	/// Nothing to configure: the log of the first block follows from what other pallets record there.
	#[pallet::genesis_config]
	#[derive(DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		#[serde(skip)]
		#[doc(hidden)]
		pub _runtime: PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::fold();
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			T::WeightInfo::fold_subjects(0)
		}

		fn on_finalize(_: BlockNumberFor<T>) {
			Self::fold();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
