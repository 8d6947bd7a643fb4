// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_consortium`, measured and not written by hand:
//! `scripts/bench-weights --steps 20 --repeat 10 pallet_consortium`
//!
//! 2026-11-25, on Intel(R) Xeon(R) Processor, by the SDK's benchmark command 64.0.0: least squares, and
//! no proof recorded while the clock ran. Proof sizes assume maps of 1000000 entries.
//! Reads and writes cost what the runtime's `DbWeight` says.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of the calls, and of the other benchmarks.
pub trait WeightInfo {
	/// `admit_validator`
	fn admit_validator() -> Weight;
	/// `retire_validator`
	fn retire_validator() -> Weight;
	/// `configure`
	fn configure() -> Weight;
	/// `end_session`
	fn end_session() -> Weight;
	/// `authorize_report`, `n` from 2 to 100
	fn authorize_report(n: u32) -> Weight;
	/// `report_equivocation`, `n` from 2 to 100
	fn report_equivocation(n: u32) -> Weight;
	/// `on_offence`
	fn on_offence() -> Weight;
	/// `dispatch_as_root`
	fn dispatch_as_root() -> Weight;
	/// `on_initialize`
	fn on_initialize() -> Weight;
	/// `set_session_keys`
	fn set_session_keys() -> Weight;
	/// `purge_session_keys`
	fn purge_session_keys() -> Weight;
}

/// Measured weights, with the runtime's `DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	// Storage: `Consortium::Leaving` (r:1 w:0)
	// Proof: `Consortium::Leaving` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	// Storage: `Consortium::Validators` (r:1 w:1)
	// Proof: `Consortium::Validators` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	// Storage: `Consortium::Settings` (r:1 w:0)
	// Proof: `Consortium::Settings` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn admit_validator() -> Weight {
		// Least time: 75_304 ns.
		Weight::from_parts(77_276_000, 4_687)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	// Storage: `Consortium::Validators` (r:1 w:1)
	// Proof: `Consortium::Validators` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	// Storage: `Session::NextKeys` (r:100 w:0)
	// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Consortium::Settings` (r:1 w:0)
	// Proof: `Consortium::Settings` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	// Storage: `Consortium::Leaving` (r:1 w:1)
	// Proof: `Consortium::Leaving` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	// Storage: `Consortium::Absences` (r:0 w:1)
	// Proof: `Consortium::Absences` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	fn retire_validator() -> Weight {
		// Least time: 510_272 ns.
		Weight::from_parts(516_138_000, 263_418)
			.saturating_add(T::DbWeight::get().reads(103))
			.saturating_add(T::DbWeight::get().writes(3))
	}

	// Storage: `Consortium::Validators` (r:1 w:0)
	// Proof: `Consortium::Validators` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	// Storage: `Session::NextKeys` (r:100 w:0)
	// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Consortium::Settings` (r:0 w:1)
	// Proof: `Consortium::Settings` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	fn configure() -> Weight {
		// Least time: 482_555 ns.
		Weight::from_parts(494_183_000, 263_391)
			.saturating_add(T::DbWeight::get().reads(101))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Consortium::SessionEndRequested` (r:0 w:1)
	// Proof: `Consortium::SessionEndRequested` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	fn end_session() -> Weight {
		// Least time: 6_827 ns.
		Weight::from_parts(7_994_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Session::CurrentIndex` (r:1 w:0)
	// Proof: `Session::CurrentIndex` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Consortium::RunningKeys` (r:1 w:0)
	// Proof: `Consortium::RunningKeys` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Session::Validators` (r:1 w:0)
	// Proof: `Session::Validators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Consortium::Offenders` (r:1 w:0)
	// Proof: `Consortium::Offenders` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	// Storage: `Offences::Reports` (r:1 w:0)
	// Proof: `Offences::Reports` (`max_values`: None, `max_size`: None, mode: `Measured`)
	fn authorize_report(n: u32) -> Weight {
		// Least time: 335_388 ns.
		Weight::from_parts(335_757_476, 4_687)
			// Standard error: 76_726.
			.saturating_add(Weight::from_parts(14_060_639, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(Weight::from_parts(0, 130).saturating_mul(n.into()))
	}

	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Session::CurrentIndex` (r:1 w:0)
	// Proof: `Session::CurrentIndex` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Consortium::RunningKeys` (r:1 w:0)
	// Proof: `Consortium::RunningKeys` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Session::Validators` (r:1 w:0)
	// Proof: `Session::Validators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Consortium::Offenders` (r:1 w:1)
	// Proof: `Consortium::Offenders` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	// Storage: `Offences::Reports` (r:1 w:1)
	// Proof: `Offences::Reports` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Consortium::KeysSince` (r:1 w:0)
	// Proof: `Consortium::KeysSince` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Offences::ConcurrentReportsIndex` (r:1 w:1)
	// Proof: `Offences::ConcurrentReportsIndex` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Session::DisabledValidators` (r:1 w:1)
	// Proof: `Session::DisabledValidators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Consortium::Validators` (r:1 w:1)
	// Proof: `Consortium::Validators` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	// Storage: `Session::NextKeys` (r:100 w:0)
	// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Consortium::Settings` (r:1 w:0)
	// Proof: `Consortium::Settings` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	// Storage: `Consortium::Leaving` (r:1 w:1)
	// Proof: `Consortium::Leaving` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	// Storage: `Consortium::Absences` (r:0 w:1)
	// Proof: `Consortium::Absences` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	fn report_equivocation(n: u32) -> Weight {
		// Least time: 406_369 ns.
		Weight::from_parts(415_210_813, 4_687)
			// Standard error: 104_933.
			.saturating_add(Weight::from_parts(19_752_654, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(7))
			.saturating_add(Weight::from_parts(0, 2754).saturating_mul(n.into()))
	}

	// Storage: `Session::Validators` (r:1 w:0)
	// Proof: `Session::Validators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Consortium::Offenders` (r:1 w:1)
	// Proof: `Consortium::Offenders` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	// Storage: `Session::DisabledValidators` (r:1 w:1)
	// Proof: `Session::DisabledValidators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Consortium::Validators` (r:1 w:1)
	// Proof: `Consortium::Validators` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	// Storage: `Session::NextKeys` (r:100 w:0)
	// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Consortium::Settings` (r:1 w:0)
	// Proof: `Consortium::Settings` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	// Storage: `Consortium::Leaving` (r:1 w:1)
	// Proof: `Consortium::Leaving` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	// Storage: `Consortium::Absences` (r:0 w:1)
	// Proof: `Consortium::Absences` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	fn on_offence() -> Weight {
		// Least time: 541_521 ns.
		Weight::from_parts(554_256_000, 266_610)
			.saturating_add(T::DbWeight::get().reads(106))
			.saturating_add(T::DbWeight::get().writes(5))
	}

	fn dispatch_as_root() -> Weight {
		// Least time: 9_257 ns.
		Weight::from_parts(10_097_000, 0)
	}

	// Storage: `Consortium::Authored` (r:1 w:1)
	// Proof: `Consortium::Authored` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Consortium::SessionEndRequested` (r:1 w:0)
	// Proof: `Consortium::SessionEndRequested` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Consortium::SessionStart` (r:1 w:0)
	// Proof: `Consortium::SessionStart` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Consortium::Settings` (r:1 w:0)
	// Proof: `Consortium::Settings` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	fn on_initialize() -> Weight {
		// Least time: 9_557 ns.
		Weight::from_parts(9_801_000, 3_509)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Consortium::Validators` (r:1 w:0)
	// Proof: `Consortium::Validators` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	// Storage: `Session::NextKeys` (r:1 w:1)
	// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Session::ExternallySetKeys` (r:1 w:0)
	// Proof: `Session::ExternallySetKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Session::KeyOwner` (r:2 w:4)
	// Proof: `Session::KeyOwner` (`max_values`: None, `max_size`: None, mode: `Measured`)
	fn set_session_keys() -> Weight {
		// Least time: 150_305 ns.
		Weight::from_parts(154_996_000, 6_667)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}

	// Storage: `Consortium::Validators` (r:1 w:0)
	// Proof: `Consortium::Validators` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	// Storage: `Session::NextKeys` (r:1 w:1)
	// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Session::ExternallySetKeys` (r:1 w:0)
	// Proof: `Session::ExternallySetKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `Session::KeyOwner` (r:0 w:2)
	// Proof: `Session::KeyOwner` (`max_values`: None, `max_size`: None, mode: `Measured`)
	fn purge_session_keys() -> Weight {
		// Least time: 31_387 ns.
		Weight::from_parts(32_688_000, 4_687)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
}
