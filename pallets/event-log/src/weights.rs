// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_event_log`, measured and not written by hand:
//! `scripts/bench-weights --steps 50 --repeat 20 pallet_event_log`
//!
//! 2026-11-27, on AMD EPYC, by the SDK's benchmark command 64.0.0: least squares, and
//! no proof recorded while the clock ran. Proof sizes assume maps of 1000000 entries.
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
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `EventLog::WholeLog` (r:1 w:1)
	// Proof: `EventLog::WholeLog` (`max_values`: Some(1), `max_size`: Some(2058), added: 2553, mode: `MaxEncodedLen`)
	// Storage: `EventLog::SubjectLogs` (r:1 w:1)
	// Proof: `EventLog::SubjectLogs` (`max_values`: None, `max_size`: Some(2070), added: 4545, mode: `MaxEncodedLen`)
	fn fold_events(e: u32) -> Weight {
		// Least time: 24_046 ns.
		Weight::from_parts(23_586_184, 5_535)
			// Standard error: 847.
			.saturating_add(Weight::from_parts(1_213_683, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `EventLog::WholeLog` (r:1 w:1)
	// Proof: `EventLog::WholeLog` (`max_values`: Some(1), `max_size`: Some(2058), added: 2553, mode: `MaxEncodedLen`)
	// Storage: `EventLog::SubjectLogs` (r:256 w:256)
	// Proof: `EventLog::SubjectLogs` (`max_values`: None, `max_size`: Some(2070), added: 4545, mode: `MaxEncodedLen`)
	fn fold_subjects(s: u32) -> Weight {
		// Least time: 23_505 ns.
		Weight::from_parts(8_540_409, 3_543)
			// Standard error: 10_374.
			.saturating_add(Weight::from_parts(12_028_590, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
			.saturating_add(Weight::from_parts(0, 4545).saturating_mul(s.into()))
	}
}
