// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_allowance`, measured and not written by hand:
//! `scripts/bench-weights --steps 50 --repeat 20 pallet_allowance`
//!
//! 2026-11-27, on AMD EPYC, by the SDK's benchmark command 64.0.0: least squares, and
//! no proof recorded while the clock ran. Proof sizes assume maps of 1000000 entries.
//! Reads and writes cost what the runtime's `DbWeight` says.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of the calls, and of the other benchmarks.
pub trait WeightInfo {
	/// `check_membership`
	fn check_membership() -> Weight;
}

/// Measured weights, with the runtime's `DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	// Storage: `CouncilMembership::Members` (r:1 w:0)
	// Proof: `CouncilMembership::Members` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	// Storage: `Consortium::Validators` (r:1 w:0)
	// Proof: `Consortium::Validators` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(464), added: 2939, mode: `MaxEncodedLen`)
	// Storage: `Allowance::Usages` (r:1 w:1)
	// Proof: `Allowance::Usages` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	fn check_membership() -> Weight {
		// Least time: 21_492 ns.
		Weight::from_parts(22_154_000, 4_687)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
