// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_grandpa`, measured and not written by hand:
//! `scripts/bench-weights --steps 50 --repeat 20 pallet_grandpa`
//!
//! 2026-11-25, on Intel(R) Xeon(R) Processor, by the SDK's benchmark command 64.0.0: least squares, and
//! no proof recorded while the clock ran. Proof sizes assume maps of 1000000 entries.
//! Reads and writes cost what the runtime's `DbWeight` says.

#![allow(unused_imports, reason = "not every pallet touches the database")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Measured weights, with the runtime's `DbWeight`.
pub struct Measured<T>(PhantomData<T>);

impl<T: frame_system::Config> Measured<T> {
	// Storage: `Grandpa::Stalled` (r:0 w:1)
	// Proof: `Grandpa::Stalled` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	pub fn note_stalled() -> Weight {
		// Least time: 3_596 ns.
		Weight::from_parts(3_860_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
}
