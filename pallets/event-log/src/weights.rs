// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_event_log`, to be measured by
//! `scripts/bench-weights --steps 50 --repeat 20 pallet_event_log`
//!
//! Reads and writes cost what the runtime's `DbWeight` says.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of the calls, and of the other benchmarks.
pub trait WeightInfo {
	/// `fold_events`, `e` from 1 to 256
	fn fold_events(e: u32) -> Weight;
	/// `fold_subjects`, `s` from 1 to 256
	fn fold_subjects(s: u32) -> Weight;
}

/// Measured weights, with the runtime's `DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	// Placeholder: not measured yet.
	// Storage: `EventLog::WholeLog` (r:1 w:1)
	// Storage: `EventLog::SubjectLogs` (r:1 w:1)
	fn fold_events(e: u32) -> Weight {
		Weight::from_parts(40_000_000, 5_531)
			.saturating_add(Weight::from_parts(2_000_000, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Placeholder: not measured yet.
	// Storage: `EventLog::WholeLog` (r:1 w:1)
	// Storage: `EventLog::SubjectLogs` (r:256 w:256)
	fn fold_subjects(s: u32) -> Weight {
		Weight::from_parts(25_000_000, 3_543)
			.saturating_add(Weight::from_parts(14_000_000, 4_543).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads(s.into()))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(s.into()))
	}
}
