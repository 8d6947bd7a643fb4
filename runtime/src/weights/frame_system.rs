// SPDX-License-Identifier: Apache-2.0

//! Weights of `frame_system`, measured and not written by hand:
//! `scripts/bench-weights --steps 50 --repeat 20 frame_system`
//!
//! 2026-11-25, on Intel(R) Xeon(R) Processor, by the SDK's benchmark command 64.0.0: least squares, and
//! no proof recorded while the clock ran. Proof sizes assume maps of 1000000 entries.
//! Reads and writes cost what the runtime's `DbWeight` says.

#![allow(unused_imports, reason = "not every pallet touches the database")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Measured weights, with the runtime's `DbWeight`.
pub struct Measured<T>(PhantomData<T>);

impl<T: frame_system::Config> frame_system::WeightInfo for Measured<T> {
	fn remark(b: u32) -> Weight {
		// Least time: 3_237 ns.
		Weight::from_parts(3_313_000, 0)
			// Standard error: 3.
			.saturating_add(Weight::from_parts(417, 0).saturating_mul(b.into()))
	}

	fn remark_with_event(b: u32) -> Weight {
		// Least time: 7_092 ns.
		Weight::from_parts(7_400_000, 0)
			// Standard error: 1.
			.saturating_add(Weight::from_parts(1_583, 0).saturating_mul(b.into()))
	}

	// Storage: UNKNOWN KEY `0x3a686561707061676573` (r:0 w:1)
	// Proof: UNKNOWN KEY `0x3a686561707061676573` (r:0 w:1)
	fn set_heap_pages() -> Weight {
		// Least time: 5_818 ns.
		Weight::from_parts(6_327_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
	// Proof: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
	fn set_code() -> Weight {
		// Least time: 124_590_457 ns.
		Weight::from_parts(125_622_647_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Skipped::Metadata` (r:0 w:0)
	// Proof: `Skipped::Metadata` (`max_values`: None, `max_size`: None, mode: `Measured`)
	fn set_storage(i: u32) -> Weight {
		// Least time: 3_087 ns.
		Weight::from_parts(3_212_000, 0)
			// Standard error: 1_133.
			.saturating_add(Weight::from_parts(1_115_191, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
	}

	// Storage: `Skipped::Metadata` (r:0 w:0)
	// Proof: `Skipped::Metadata` (`max_values`: None, `max_size`: None, mode: `Measured`)
	fn kill_storage(i: u32) -> Weight {
		// Least time: 3_152 ns.
		Weight::from_parts(3_248_000, 0)
			// Standard error: 8_224.
			.saturating_add(Weight::from_parts(1_280_400, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
	}

	// Storage: `Skipped::Metadata` (r:0 w:0)
	// Proof: `Skipped::Metadata` (`max_values`: None, `max_size`: None, mode: `Measured`)
	fn kill_prefix(p: u32) -> Weight {
		// Least time: 8_130 ns.
		Weight::from_parts(224_674_969, 45)
			// Standard error: 34_430.
			.saturating_add(Weight::from_parts(1_588_079, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(p.into())))
			.saturating_add(Weight::from_parts(0, 70).saturating_mul(p.into()))
	}

	// Storage: `System::AuthorizedUpgrade` (r:0 w:1)
	// Proof: `System::AuthorizedUpgrade` (`max_values`: Some(1), `max_size`: Some(33), added: 528, mode: `MaxEncodedLen`)
	fn authorize_upgrade() -> Weight {
		// Least time: 21_007 ns.
		Weight::from_parts(23_772_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `System::AuthorizedUpgrade` (r:1 w:1)
	// Proof: `System::AuthorizedUpgrade` (`max_values`: Some(1), `max_size`: Some(33), added: 528, mode: `MaxEncodedLen`)
	// Storage: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
	// Proof: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
	fn apply_authorized_upgrade() -> Weight {
		// Least time: 130_571_734 ns.
		Weight::from_parts(131_939_155_000, 1_518)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
