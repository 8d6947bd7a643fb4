// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_credentials`, measured and not written by hand:
//! `scripts/bench-weights --steps 50 --repeat 20 pallet_credentials`
//!
//! 2026-11-27, on AMD EPYC, by the SDK's benchmark command 64.0.0: least squares, and
//! no proof recorded while the clock ran. Proof sizes assume maps of 1000000 entries.
//! Reads and writes cost what the runtime's `DbWeight` says.
//!
//! The reads and writes of all were counted in this run, which took place on a machine about half as
//! fast as that of the run before, of the same day and the same processor. The times of these are from
//! this run, since the calls are new or have changed: `reinstate_institution`, `reinstate_document_key`,
//! `lift_void`, `close_institution`, `appoint_custodian` and `dismiss_custodian`. `change_statuses_for` and
//! `reissue` have changed since, and were measured on 2026-11-28 on Intel Xeon, which took 1.7 times the
//! declared time for `anchor` with two grants in the same minute. Those of all others are from the run
//! before.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of the calls, and of the other benchmarks.
pub trait WeightInfo {
	/// `register_institution`
	fn register_institution() -> Weight;
	/// `set_home_page`
	fn set_home_page() -> Weight;
	/// `suspend_institution`
	fn suspend_institution() -> Weight;
	/// `reinstate_institution`
	fn reinstate_institution() -> Weight;
	/// `replace_admin`
	fn replace_admin() -> Weight;
	/// `set_allowance`
	fn set_allowance() -> Weight;
	/// `set_operator`
	fn set_operator() -> Weight;
	/// `remove_operator`
	fn remove_operator() -> Weight;
	/// `register_type`
	fn register_type() -> Weight;
	/// `retire_type`
	fn retire_type() -> Weight;
	/// `offer_accreditation`, `e` from 0 to 17
	fn offer_accreditation(e: u32) -> Weight;
	/// `accept_accreditation`
	fn accept_accreditation() -> Weight;
	/// `decline_accreditation`
	fn decline_accreditation() -> Weight;
	/// `suspend_accreditation`
	fn suspend_accreditation() -> Weight;
	/// `reinstate_accreditation`
	fn reinstate_accreditation() -> Weight;
	/// `withdraw_accreditation`
	fn withdraw_accreditation() -> Weight;
	/// `renew_accreditation`, `e` from 0 to 17
	fn renew_accreditation(e: u32) -> Weight;
	/// `narrow_accreditation`
	fn narrow_accreditation() -> Weight;
	/// `anchor`, `p` from 2 to 5
	fn anchor(p: u32) -> Weight;
	/// `anchor_many`, `n` from 1 to 256, `p` from 2 to 5
	fn anchor_many(n: u32, p: u32) -> Weight;
	/// `change_statuses`, `n` from 1 to 256
	fn change_statuses(n: u32) -> Weight;
	/// `change_chunks`, `c` from 1 to 256
	fn change_chunks(c: u32) -> Weight;
	/// `change_successors`, `s` from 0 to 256
	fn change_successors(s: u32) -> Weight;
	/// `revoke_batch`
	fn revoke_batch() -> Weight;
	/// `attest_again`
	fn attest_again() -> Weight;
	/// `relinquish_accreditation`
	fn relinquish_accreditation() -> Weight;
	/// `rename_institution`
	fn rename_institution() -> Weight;
	/// `set_dual_authorization`
	fn set_dual_authorization() -> Weight;
	/// `hand_over`
	fn hand_over() -> Weight;
	/// `resign`
	fn resign() -> Weight;
	/// `reinstate_type`
	fn reinstate_type() -> Weight;
	/// `reinstate_withdrawn`, `e` from 0 to 17
	fn reinstate_withdrawn(e: u32) -> Weight;
	/// `add_document_key`
	fn add_document_key() -> Weight;
	/// `retire_document_key`
	fn retire_document_key() -> Weight;
	/// `declare_compromised`
	fn declare_compromised() -> Weight;
	/// `lift_compromise`
	fn lift_compromise() -> Weight;
	/// `reinstate_document_key`
	fn reinstate_document_key() -> Weight;
	/// `list_batches`, `n` from 1 to 256
	fn list_batches(n: u32) -> Weight;
	/// `lift_void`
	fn lift_void() -> Weight;
	/// `close_institution`
	fn close_institution() -> Weight;
	/// `appoint_custodian`
	fn appoint_custodian() -> Weight;
	/// `dismiss_custodian`
	fn dismiss_custodian() -> Weight;
	/// `change_statuses_for`, `n` from 1 to 256
	fn change_statuses_for(n: u32) -> Weight;
	/// `reissue`, `n` from 1 to 64
	fn reissue(n: u32) -> Weight;
}

/// Measured weights, with the runtime's `DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	// Storage: `Credentials::NextInstitutionId` (r:1 w:1)
	// Proof: `Credentials::NextInstitutionId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accounts` (r:1 w:1)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:0 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	fn register_institution() -> Weight {
		// Least time: 28_312 ns.
		Weight::from_parts(28_923_000, 3_529)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	fn set_home_page() -> Weight {
		// Least time: 18_498 ns.
		Weight::from_parts(18_938_000, 3_958)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	fn suspend_institution() -> Weight {
		// Least time: 12_609 ns.
		Weight::from_parts(12_979_000, 3_958)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	fn reinstate_institution() -> Weight {
		// Least time: 39_253 ns.
		Weight::from_parts(42_429_000, 3_958)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accounts` (r:1 w:2)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Acts` (r:1 w:1)
	// Proof: `Credentials::Acts` (`max_values`: None, `max_size`: Some(4694), added: 7169, mode: `MaxEncodedLen`)
	fn replace_admin() -> Weight {
		// Least time: 44_577 ns.
		Weight::from_parts(46_009_000, 8_159)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(5))
	}

	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	fn set_allowance() -> Weight {
		// Least time: 11_557 ns.
		Weight::from_parts(11_898_000, 3_958)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Credentials::Accounts` (r:3 w:1)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Acts` (r:1 w:1)
	// Proof: `Credentials::Acts` (`max_values`: None, `max_size`: Some(4694), added: 7169, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn set_operator() -> Weight {
		// Least time: 138_348 ns.
		Weight::from_parts(143_015_000, 8_586)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	// Storage: `Credentials::Accounts` (r:2 w:1)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Acts` (r:1 w:1)
	// Proof: `Credentials::Acts` (`max_values`: None, `max_size`: Some(4694), added: 7169, mode: `MaxEncodedLen`)
	fn remove_operator() -> Weight {
		// Least time: 35_894 ns.
		Weight::from_parts(36_445_000, 8_159)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::NextTypeId` (r:1 w:1)
	// Proof: `Credentials::NextTypeId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Credentials::CredentialTypes` (r:0 w:1)
	// Proof: `Credentials::CredentialTypes` (`max_values`: None, `max_size`: Some(341), added: 2816, mode: `MaxEncodedLen`)
	fn register_type() -> Weight {
		// Least time: 20_080 ns.
		Weight::from_parts(20_701_000, 3_958)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	// Storage: `Credentials::Accounts` (r:2 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Acts` (r:1 w:1)
	// Proof: `Credentials::Acts` (`max_values`: None, `max_size`: Some(4694), added: 7169, mode: `MaxEncodedLen`)
	// Storage: `Credentials::CredentialTypes` (r:1 w:1)
	// Proof: `Credentials::CredentialTypes` (`max_values`: None, `max_size`: Some(341), added: 2816, mode: `MaxEncodedLen`)
	fn retire_type() -> Weight {
		// Least time: 42_584 ns.
		Weight::from_parts(43_545_000, 8_159)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:2 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::NextTypeId` (r:1 w:0)
	// Proof: `Credentials::NextTypeId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:21 w:1)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	// Storage: `Credentials::NextAccreditationId` (r:1 w:1)
	// Proof: `Credentials::NextAccreditationId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Holdings` (r:17 w:18)
	// Proof: `Credentials::Holdings` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	// Storage: `Credentials::OpenOffers` (r:18 w:18)
	// Proof: `Credentials::OpenOffers` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	fn offer_accreditation(e: u32) -> Weight {
		// Least time: 69_584 ns.
		Weight::from_parts(74_551_669, 12_270)
			// Standard error: 41_887.
			.saturating_add(Weight::from_parts(16_108_383, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(e.into())))
			.saturating_add(T::DbWeight::get().writes(5))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(e.into())))
			.saturating_add(Weight::from_parts(0, 2820).saturating_mul(e.into()))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:1 w:1)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	// Storage: `Credentials::OpenOffers` (r:1 w:1)
	// Proof: `Credentials::OpenOffers` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	fn accept_accreditation() -> Weight {
		// Least time: 33_250 ns.
		Weight::from_parts(34_402_000, 3_958)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:1 w:1)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Holdings` (r:1 w:1)
	// Proof: `Credentials::Holdings` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	// Storage: `Credentials::OpenOffers` (r:1 w:1)
	// Proof: `Credentials::OpenOffers` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	fn decline_accreditation() -> Weight {
		// Least time: 41_853 ns.
		Weight::from_parts(42_764_000, 3_958)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:5 w:1)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	fn suspend_accreditation() -> Weight {
		// Least time: 56_304 ns.
		Weight::from_parts(57_205_000, 15_090)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:5 w:1)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	fn reinstate_accreditation() -> Weight {
		// Least time: 56_314 ns.
		Weight::from_parts(57_096_000, 15_090)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Credentials::Accreditations` (r:5 w:1)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accounts` (r:2 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:2 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Acts` (r:1 w:1)
	// Proof: `Credentials::Acts` (`max_values`: None, `max_size`: Some(4694), added: 7169, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Holdings` (r:1 w:1)
	// Proof: `Credentials::Holdings` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	// Storage: `Credentials::OpenOffers` (r:1 w:1)
	// Proof: `Credentials::OpenOffers` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	fn withdraw_accreditation() -> Weight {
		// Least time: 95_283 ns.
		Weight::from_parts(97_066_000, 15_090)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(5))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:2 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:22 w:1)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Holdings` (r:18 w:18)
	// Proof: `Credentials::Holdings` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	// Storage: `Credentials::OpenOffers` (r:18 w:18)
	// Proof: `Credentials::OpenOffers` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	fn renew_accreditation(e: u32) -> Weight {
		// Least time: 92_028 ns.
		Weight::from_parts(101_752_525, 15_090)
			// Standard error: 35_657.
			.saturating_add(Weight::from_parts(16_026_471, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(e.into())))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(e.into())))
			.saturating_add(Weight::from_parts(0, 2820).saturating_mul(e.into()))
	}

	// Storage: `Credentials::Accounts` (r:2 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Acts` (r:1 w:1)
	// Proof: `Credentials::Acts` (`max_values`: None, `max_size`: Some(4694), added: 7169, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:5 w:1)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	// Storage: `Credentials::NextTypeId` (r:1 w:0)
	// Proof: `Credentials::NextTypeId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Holdings` (r:1 w:2)
	// Proof: `Credentials::Holdings` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	// Storage: `Credentials::OpenOffers` (r:1 w:1)
	// Proof: `Credentials::OpenOffers` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	fn narrow_accreditation() -> Weight {
		// Least time: 121_933 ns.
		Weight::from_parts(124_877_000, 15_090)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(5))
	}

	// Storage: `Credentials::CredentialTypes` (r:1 w:0)
	// Proof: `Credentials::CredentialTypes` (`max_values`: None, `max_size`: Some(341), added: 2816, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:5 w:0)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Batches` (r:1 w:1)
	// Proof: `Credentials::Batches` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	fn anchor(p: u32) -> Weight {
		// Least time: 42_624 ns.
		Weight::from_parts(33_284_876, 3_806)
			// Standard error: 22_637.
			.saturating_add(Weight::from_parts(5_645_233, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(Weight::from_parts(0, 2820).saturating_mul(p.into()))
	}

	// Storage: `Credentials::CredentialTypes` (r:1 w:0)
	// Proof: `Credentials::CredentialTypes` (`max_values`: None, `max_size`: Some(341), added: 2816, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:5 w:0)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Batches` (r:256 w:256)
	// Proof: `Credentials::Batches` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	fn anchor_many(n: u32, p: u32) -> Weight {
		// Least time: 60_671 ns.
		Weight::from_parts(41_142_658, 3_806)
			// Standard error: 17_512.
			.saturating_add(Weight::from_parts(8_486_207, 0).saturating_mul(n.into()))
			// Standard error: 1_253_001.
			.saturating_add(Weight::from_parts(4_229_465, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2625).saturating_mul(n.into()))
			.saturating_add(Weight::from_parts(0, 2820).saturating_mul(p.into()))
	}

	// Storage: `Credentials::Accounts` (r:2 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::FinalChanges` (r:1 w:0)
	// Proof: `Credentials::FinalChanges` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Acts` (r:1 w:1)
	// Proof: `Credentials::Acts` (`max_values`: None, `max_size`: Some(4694), added: 7169, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Batches` (r:1 w:0)
	// Proof: `Credentials::Batches` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Statuses` (r:1 w:1)
	// Proof: `Credentials::Statuses` (`max_values`: None, `max_size`: Some(200), added: 2675, mode: `MaxEncodedLen`)
	fn change_statuses(n: u32) -> Weight {
		// Least time: 70_235 ns.
		Weight::from_parts(74_910_344, 8_159)
			// Standard error: 3_347.
			.saturating_add(Weight::from_parts(70_800, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Batches` (r:1 w:0)
	// Proof: `Credentials::Batches` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Statuses` (r:256 w:256)
	// Proof: `Credentials::Statuses` (`max_values`: None, `max_size`: Some(200), added: 2675, mode: `MaxEncodedLen`)
	fn change_chunks(c: u32) -> Weight {
		// Least time: 42_253 ns.
		Weight::from_parts(32_141_856, 3_958)
			// Standard error: 26_285.
			.saturating_add(Weight::from_parts(10_255_928, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(c.into())))
			.saturating_add(Weight::from_parts(0, 2675).saturating_mul(c.into()))
	}

	// Storage: `Credentials::Accounts` (r:2 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::FinalChanges` (r:1 w:0)
	// Proof: `Credentials::FinalChanges` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Acts` (r:1 w:1)
	// Proof: `Credentials::Acts` (`max_values`: None, `max_size`: Some(4694), added: 7169, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Batches` (r:257 w:0)
	// Proof: `Credentials::Batches` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Statuses` (r:512 w:256)
	// Proof: `Credentials::Statuses` (`max_values`: None, `max_size`: Some(200), added: 2675, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:1280 w:0)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Successors` (r:0 w:256)
	// Proof: `Credentials::Successors` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	fn change_successors(s: u32) -> Weight {
		// Least time: 2_500_883 ns.
		Weight::from_parts(2_461_574_799, 685_790)
			// Standard error: 229_094.
			.saturating_add(Weight::from_parts(48_234_432, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(262))
			.saturating_add(T::DbWeight::get().reads(7_u64.saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(257))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
			.saturating_add(Weight::from_parts(0, 14100).saturating_mul(s.into()))
	}

	// Storage: `Credentials::Accounts` (r:2 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Acts` (r:1 w:1)
	// Proof: `Credentials::Acts` (`max_values`: None, `max_size`: Some(4694), added: 7169, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Batches` (r:2 w:1)
	// Proof: `Credentials::Batches` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Statuses` (r:1 w:0)
	// Proof: `Credentials::Statuses` (`max_values`: None, `max_size`: Some(200), added: 2675, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:5 w:0)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	fn revoke_batch() -> Weight {
		// Least time: 93_721 ns.
		Weight::from_parts(97_316_000, 15_090)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	// Storage: `Credentials::Accounts` (r:2 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Acts` (r:1 w:1)
	// Proof: `Credentials::Acts` (`max_values`: None, `max_size`: Some(4694), added: 7169, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Batches` (r:1 w:1)
	// Proof: `Credentials::Batches` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:10 w:0)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	fn attest_again() -> Weight {
		// Least time: 108_232 ns.
		Weight::from_parts(110_716_000, 29_190)
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	// Storage: `Credentials::Accounts` (r:2 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Acts` (r:1 w:1)
	// Proof: `Credentials::Acts` (`max_values`: None, `max_size`: Some(4694), added: 7169, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:1 w:1)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Holdings` (r:1 w:1)
	// Proof: `Credentials::Holdings` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Relinquished` (r:0 w:1)
	// Proof: `Credentials::Relinquished` (`max_values`: None, `max_size`: Some(12), added: 2487, mode: `MaxEncodedLen`)
	fn relinquish_accreditation() -> Weight {
		// Least time: 65_178 ns.
		Weight::from_parts(66_480_000, 8_159)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}

	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	fn rename_institution() -> Weight {
		// Least time: 17_256 ns.
		Weight::from_parts(17_606_000, 3_958)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Credentials::Accounts` (r:2 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Acts` (r:1 w:1)
	// Proof: `Credentials::Acts` (`max_values`: None, `max_size`: Some(4694), added: 7169, mode: `MaxEncodedLen`)
	fn set_dual_authorization() -> Weight {
		// Least time: 37_877 ns.
		Weight::from_parts(38_858_000, 8_159)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	// Storage: `Credentials::Accounts` (r:3 w:2)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Acts` (r:1 w:1)
	// Proof: `Credentials::Acts` (`max_values`: None, `max_size`: Some(4694), added: 7169, mode: `MaxEncodedLen`)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn hand_over() -> Weight {
		// Least time: 142_073 ns.
		Weight::from_parts(145_528_000, 8_586)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}

	// Storage: `Credentials::Accounts` (r:1 w:1)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Acts` (r:1 w:1)
	// Proof: `Credentials::Acts` (`max_values`: None, `max_size`: Some(4694), added: 7169, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	fn resign() -> Weight {
		// Least time: 30_716 ns.
		Weight::from_parts(31_257_000, 8_159)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}

	// Storage: `Credentials::CredentialTypes` (r:1 w:1)
	// Proof: `Credentials::CredentialTypes` (`max_values`: None, `max_size`: Some(341), added: 2816, mode: `MaxEncodedLen`)
	fn reinstate_type() -> Weight {
		// Least time: 12_198 ns.
		Weight::from_parts(12_518_000, 3_806)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Credentials::Accreditations` (r:18 w:1)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Relinquished` (r:1 w:0)
	// Proof: `Credentials::Relinquished` (`max_values`: None, `max_size`: Some(12), added: 2487, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Holdings` (r:17 w:18)
	// Proof: `Credentials::Holdings` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	// Storage: `Credentials::OpenOffers` (r:17 w:17)
	// Proof: `Credentials::OpenOffers` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	fn reinstate_withdrawn(e: u32) -> Weight {
		// Least time: 33_631 ns.
		Weight::from_parts(37_415_085, 3_958)
			// Standard error: 27_548.
			.saturating_add(Weight::from_parts(15_941_095, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(e.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(e.into())))
			.saturating_add(Weight::from_parts(0, 2820).saturating_mul(e.into()))
	}

	// Storage: `Credentials::Accounts` (r:2 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Acts` (r:1 w:1)
	// Proof: `Credentials::Acts` (`max_values`: None, `max_size`: Some(4694), added: 7169, mode: `MaxEncodedLen`)
	// Storage: `Credentials::DocumentKeys` (r:1 w:1)
	// Proof: `Credentials::DocumentKeys` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
	// Storage: `Credentials::DocumentKeyCounts` (r:1 w:1)
	// Proof: `Credentials::DocumentKeyCounts` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	// Storage: `Credentials::DocumentKeyNumbers` (r:0 w:1)
	// Proof: `Credentials::DocumentKeyNumbers` (`max_values`: None, `max_size`: Some(58), added: 2533, mode: `MaxEncodedLen`)
	fn add_document_key() -> Weight {
		// Least time: 51_798 ns.
		Weight::from_parts(53_620_000, 8_159)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::DocumentKeys` (r:1 w:1)
	// Proof: `Credentials::DocumentKeys` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
	// Storage: `Credentials::DocumentKeyCounts` (r:1 w:1)
	// Proof: `Credentials::DocumentKeyCounts` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn retire_document_key() -> Weight {
		// Least time: 27_331 ns.
		Weight::from_parts(29_344_000, 3_958)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	// Storage: `Credentials::Accounts` (r:2 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Acts` (r:1 w:1)
	// Proof: `Credentials::Acts` (`max_values`: None, `max_size`: Some(4694), added: 7169, mode: `MaxEncodedLen`)
	// Storage: `Credentials::DocumentKeys` (r:1 w:1)
	// Proof: `Credentials::DocumentKeys` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
	// Storage: `Credentials::DocumentKeyCounts` (r:1 w:1)
	// Proof: `Credentials::DocumentKeyCounts` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn declare_compromised() -> Weight {
		// Least time: 51_927 ns.
		Weight::from_parts(53_110_000, 8_159)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}

	// Storage: `Credentials::DocumentKeys` (r:1 w:1)
	// Proof: `Credentials::DocumentKeys` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
	// Storage: `Credentials::DocumentKeyCounts` (r:1 w:1)
	// Proof: `Credentials::DocumentKeyCounts` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn lift_compromise() -> Weight {
		// Least time: 18_107 ns.
		Weight::from_parts(18_638_000, 3_558)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	// Storage: `Credentials::DocumentKeys` (r:1 w:1)
	// Proof: `Credentials::DocumentKeys` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
	// Storage: `Credentials::DocumentKeyCounts` (r:1 w:1)
	// Proof: `Credentials::DocumentKeyCounts` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn reinstate_document_key() -> Weight {
		// Least time: 39_143 ns.
		Weight::from_parts(42_829_000, 3_558)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::ListEnds` (r:1 w:1)
	// Proof: `Credentials::ListEnds` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Batches` (r:256 w:0)
	// Proof: `Credentials::Batches` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	// Storage: `Credentials::ListParts` (r:0 w:256)
	// Proof: `Credentials::ListParts` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	fn list_batches(n: u32) -> Weight {
		// Least time: 33_520 ns.
		Weight::from_parts(24_868_877, 3_958)
			// Standard error: 9_444.
			.saturating_add(Weight::from_parts(8_114_170, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2625).saturating_mul(n.into()))
	}

	// Storage: `Credentials::Accreditations` (r:1 w:1)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	fn lift_void() -> Weight {
		// Least time: 38_292 ns.
		Weight::from_parts(44_864_000, 3_810)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	fn close_institution() -> Weight {
		// Least time: 34_243 ns.
		Weight::from_parts(39_704_000, 3_958)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Credentials::Institutions` (r:2 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	fn appoint_custodian() -> Weight {
		// Least time: 45_004 ns.
		Weight::from_parts(47_638_000, 6_926)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	fn dismiss_custodian() -> Weight {
		// Least time: 52_989 ns.
		Weight::from_parts(60_572_000, 3_958)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Credentials::Accounts` (r:2 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:2 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::FinalChanges` (r:1 w:0)
	// Proof: `Credentials::FinalChanges` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Acts` (r:1 w:1)
	// Proof: `Credentials::Acts` (`max_values`: None, `max_size`: Some(4694), added: 7169, mode: `MaxEncodedLen`)
	// Storage: `Credentials::CustodialChanges` (r:256 w:256)
	// Proof: `Credentials::CustodialChanges` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Statuses` (r:1 w:1)
	// Proof: `Credentials::Statuses` (`max_values`: None, `max_size`: Some(200), added: 2675, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Batches` (r:1 w:0)
	// Proof: `Credentials::Batches` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	fn change_statuses_for(n: u32) -> Weight {
		// Least time: 161_957 ns.
		Weight::from_parts(171_431_164, 8_159)
			// Standard error: 116_910.
			.saturating_add(Weight::from_parts(25_182_142, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2560).saturating_mul(n.into()))
	}

	// Storage: `Credentials::Accounts` (r:2 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:2 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(493), added: 2968, mode: `MaxEncodedLen`)
	// Storage: `Credentials::FinalChanges` (r:1 w:0)
	// Proof: `Credentials::FinalChanges` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Acts` (r:1 w:1)
	// Proof: `Credentials::Acts` (`max_values`: None, `max_size`: Some(4694), added: 7169, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Batches` (r:128 w:64)
	// Proof: `Credentials::Batches` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:320 w:0)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Statuses` (r:128 w:64)
	// Proof: `Credentials::Statuses` (`max_values`: None, `max_size`: Some(200), added: 2675, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Reissues` (r:64 w:64)
	// Proof: `Credentials::Reissues` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
	// Storage: `Credentials::CustodialChanges` (r:128 w:64)
	// Proof: `Credentials::CustodialChanges` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Successors` (r:128 w:64)
	// Proof: `Credentials::Successors` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	fn reissue(n: u32) -> Weight {
		// Least time: 279_384 ns.
		Weight::from_parts(286_242_000, 8_159)
			// Standard error: 1_954_219.
			.saturating_add(Weight::from_parts(197_849_209, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads(14_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes(5_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 14100).saturating_mul(n.into()))
	}
}
