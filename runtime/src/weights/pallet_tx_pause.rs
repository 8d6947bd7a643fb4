// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_tx_pause`, measured and not written by hand:
//! `scripts/bench-weights --steps 50 --repeat 20 pallet_tx_pause`
//!
//! 2026-11-25, on Intel(R) Xeon(R) Processor, by the SDK's benchmark command 64.0.0: least squares, and
//! no proof recorded while the clock ran. Proof sizes assume maps of 1000000 entries.
//! Reads and writes cost what the runtime's `DbWeight` says.

#![allow(unused_imports, reason = "not every pallet touches the database")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Measured weights, with the runtime's `DbWeight`.
pub struct Measured<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_tx_pause::WeightInfo for Measured<T> {
	// Storage: `TxPause::PausedCalls` (r:1 w:1)
	// Proof: `TxPause::PausedCalls` (`max_values`: None, `max_size`: Some(148), added: 2623, mode: `MaxEncodedLen`)
	fn pause() -> Weight {
		// Least time: 12_582 ns.
		Weight::from_parts(13_117_000, 3_613)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `TxPause::PausedCalls` (r:1 w:1)
	// Proof: `TxPause::PausedCalls` (`max_values`: None, `max_size`: Some(148), added: 2623, mode: `MaxEncodedLen`)
	fn unpause() -> Weight {
		// Least time: 15_613 ns.
		Weight::from_parts(16_163_000, 3_613)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
