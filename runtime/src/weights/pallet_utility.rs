// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_utility`, measured and not written by hand:
//! `scripts/bench-weights --steps 50 --repeat 20 pallet_utility`
//!
//! 2026-11-25, on Intel(R) Xeon(R) Processor, by the SDK's benchmark command 64.0.0: least squares, and
//! no proof recorded while the clock ran. Proof sizes assume maps of 1000000 entries.
//! Reads and writes cost what the runtime's `DbWeight` says.

#![allow(unused_imports, reason = "not every pallet touches the database")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Measured weights, with the runtime's `DbWeight`.
pub struct Measured<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_utility::WeightInfo for Measured<T> {
	fn batch(c: u32) -> Weight {
		// Least time: 6_267 ns.
		Weight::from_parts(6_781_000, 0)
			// Standard error: 2_790.
			.saturating_add(Weight::from_parts(4_748_634, 0).saturating_mul(c.into()))
	}

	fn as_derivative() -> Weight {
		// Least time: 7_129 ns.
		Weight::from_parts(7_347_000, 0)
	}

	fn batch_all(c: u32) -> Weight {
		// Least time: 6_355 ns.
		Weight::from_parts(25_020_040, 0)
			// Standard error: 4_382.
			.saturating_add(Weight::from_parts(5_084_069, 0).saturating_mul(c.into()))
	}

	fn dispatch_as() -> Weight {
		// Least time: 9_230 ns.
		Weight::from_parts(9_673_000, 0)
	}

	fn force_batch(c: u32) -> Weight {
		// Least time: 6_316 ns.
		Weight::from_parts(31_082_835, 0)
			// Standard error: 6_641.
			.saturating_add(Weight::from_parts(4_649_086, 0).saturating_mul(c.into()))
	}

	fn dispatch_as_fallible() -> Weight {
		// Least time: 9_160 ns.
		Weight::from_parts(9_615_000, 0)
	}

	fn if_else() -> Weight {
		// Least time: 12_409 ns.
		Weight::from_parts(12_942_000, 0)
	}
}
