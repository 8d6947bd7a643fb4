// SPDX-License-Identifier: Apache-2.0

//! Weights of `frame_system_extensions`, measured and not written by hand:
//! `scripts/bench-weights --steps 50 --repeat 20 frame_system_extensions`
//!
//! 2026-11-25, on Intel(R) Xeon(R) Processor, by the SDK's benchmark command 64.0.0: least squares, and
//! no proof recorded while the clock ran. Proof sizes assume maps of 1000000 entries.
//! Reads and writes cost what the runtime's `DbWeight` says.

#![allow(unused_imports, reason = "not every pallet touches the database")]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Measured weights, with the runtime's `DbWeight`.
pub struct Measured<T>(PhantomData<T>);

impl<T: frame_system::Config> frame_system::ExtensionsWeightInfo for Measured<T> {
	fn check_genesis() -> Weight {
		// Least time: 2_691 ns.
		Weight::from_parts(2_954_000, 0)
	}

	fn check_mortality_mortal_transaction() -> Weight {
		// Least time: 5_625 ns.
		Weight::from_parts(5_807_000, 0)
	}

	fn check_mortality_immortal_transaction() -> Weight {
		// Least time: 5_543 ns.
		Weight::from_parts(5_798_000, 0)
	}

	fn check_non_zero_sender() -> Weight {
		// Least time: 870 ns.
		Weight::from_parts(940_000, 0)
	}

	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn check_nonce() -> Weight {
		// Least time: 9_400 ns.
		Weight::from_parts(9_760_000, 3_529)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	fn check_spec_version() -> Weight {
		// Least time: 649 ns.
		Weight::from_parts(693_000, 0)
	}

	fn check_tx_version() -> Weight {
		// Least time: 637 ns.
		Weight::from_parts(689_000, 0)
	}

	fn check_weight() -> Weight {
		// Least time: 5_679 ns.
		Weight::from_parts(5_952_000, 0)
	}

	fn weight_reclaim() -> Weight {
		// Least time: 3_254 ns.
		Weight::from_parts(3_473_000, 0)
	}
}
