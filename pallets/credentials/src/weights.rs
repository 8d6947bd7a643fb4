// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_credentials`, measured and not written by hand:
//! `scripts/bench-weights --steps 50 --repeat 20 pallet_credentials`
//!
//! 2026-11-26, on Intel(R) Xeon(R) Processor, by the SDK's benchmark command 64.0.0: least squares, and
//! no proof recorded while the clock ran. Proof sizes assume maps of 1000000 entries.
//! Reads and writes cost what the runtime's `DbWeight` says.

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
	/// `set_dual_authorization`
	fn set_dual_authorization() -> Weight;
	/// `rename_institution`
	fn rename_institution() -> Weight;
	/// `hand_over`
	fn hand_over() -> Weight;
	/// `resign`
	fn resign() -> Weight;
	/// `relinquish_accreditation`
	fn relinquish_accreditation() -> Weight;
	/// `reinstate_type`
	fn reinstate_type() -> Weight;
	/// `reinstate_withdrawn`, `e` from 0 to 17
	fn reinstate_withdrawn(e: u32) -> Weight;
}

/// Measured weights, with the runtime's `DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	// Storage: `Credentials::NextInstitutionId` (r:1 w:1)
	// Proof: `Credentials::NextInstitutionId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accounts` (r:1 w:1)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:0 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	fn register_institution() -> Weight {
		// Least time: 29_005 ns.
		Weight::from_parts(30_530_000, 3_529)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	fn set_home_page() -> Weight {
		// Placeholder: not measured yet.
		// Least time: 23_521 ns.
		Weight::from_parts(25_447_000, 3_928)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn suspend_institution() -> Weight {
		// Least time: 15_494 ns.
		Weight::from_parts(16_112_000, 3_928)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	fn reinstate_institution() -> Weight {
		// Least time: 14_083 ns.
		Weight::from_parts(14_839_000, 3_928)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accounts` (r:1 w:2)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn replace_admin() -> Weight {
		// Placeholder: the pending acts are not measured yet.
		// Least time: 37_474 ns.
		Weight::from_parts(39_138_000, 3_928)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(Weight::from_parts(40_000_000, 8_000))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}

	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	fn set_allowance() -> Weight {
		// Least time: 13_640 ns.
		Weight::from_parts(14_715_000, 3_928)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Credentials::Accounts` (r:2 w:1)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn set_operator() -> Weight {
		// Placeholder: not measured yet.
		Weight::from_parts(190_000_000, 6_052)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(Weight::from_parts(40_000_000, 8_000))
			.saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}

	// Storage: `Credentials::Accounts` (r:2 w:1)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	fn remove_operator() -> Weight {
		// Placeholder: the pending acts are not measured yet.
		// Least time: 28_813 ns.
		Weight::from_parts(30_759_000, 6_052)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(Weight::from_parts(40_000_000, 8_000))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	// Storage: `Credentials::NextTypeId` (r:1 w:1)
	// Proof: `Credentials::NextTypeId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Credentials::CredentialTypes` (r:0 w:1)
	// Proof: `Credentials::CredentialTypes` (`max_values`: None, `max_size`: Some(341), added: 2816, mode: `MaxEncodedLen`)
	fn register_type() -> Weight {
		// Least time: 25_094 ns.
		Weight::from_parts(26_557_000, 3_928)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	// Storage: `Credentials::CredentialTypes` (r:1 w:1)
	// Proof: `Credentials::CredentialTypes` (`max_values`: None, `max_size`: Some(341), added: 2816, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn retire_type() -> Weight {
		// Placeholder: the pending acts are not measured yet.
		// Least time: 26_526 ns.
		Weight::from_parts(27_937_000, 3_928)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(Weight::from_parts(40_000_000, 8_000))
			.saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:2 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Credentials::NextTypeId` (r:1 w:0)
	// Proof: `Credentials::NextTypeId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:4 w:1)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	// Storage: `Credentials::NextAccreditationId` (r:1 w:1)
	// Proof: `Credentials::NextAccreditationId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Holdings` (r:0 w:1)
	// Proof: `Credentials::Holdings` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn offer_accreditation(e: u32) -> Weight {
		// Placeholder: not measured yet.
		Weight::from_parts(98_703_000, 12_270)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(5))
			.saturating_add(Weight::from_parts(40_000_000, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(e.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(e.into())))
			.saturating_add(Weight::from_parts(0, 7_842).saturating_mul(e.into()))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:1 w:1)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	fn accept_accreditation() -> Weight {
		// Placeholder: not measured yet.
		Weight::from_parts(53_206_000, 6_432)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:1 w:1)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Holdings` (r:0 w:1)
	// Proof: `Credentials::Holdings` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn decline_accreditation() -> Weight {
		// Placeholder: not measured yet.
		Weight::from_parts(60_065_000, 8_935)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:5 w:1)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn suspend_accreditation() -> Weight {
		// Least time: 73_660 ns.
		Weight::from_parts(77_569_000, 15_090)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:5 w:1)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn reinstate_accreditation() -> Weight {
		// Least time: 74_965 ns.
		Weight::from_parts(77_909_000, 15_090)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:2 w:1)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:5 w:1)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Holdings` (r:0 w:1)
	// Proof: `Credentials::Holdings` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn withdraw_accreditation() -> Weight {
		// Placeholder: not measured yet.
		Weight::from_parts(100_120_000, 20_097)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(5))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:5 w:1)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn renew_accreditation(e: u32) -> Weight {
		// Placeholder: not measured yet.
		Weight::from_parts(132_602_000, 23_035)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(Weight::from_parts(40_000_000, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(e.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(e.into())))
			.saturating_add(Weight::from_parts(0, 7_842).saturating_mul(e.into()))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:5 w:1)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn narrow_accreditation() -> Weight {
		// Placeholder: not measured yet.
		Weight::from_parts(161_902_000, 22_594)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	// Storage: `Credentials::CredentialTypes` (r:1 w:0)
	// Proof: `Credentials::CredentialTypes` (`max_values`: None, `max_size`: Some(341), added: 2816, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:5 w:0)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Batches` (r:1 w:1)
	// Proof: `Credentials::Batches` (`max_values`: None, `max_size`: Some(99), added: 2574, mode: `MaxEncodedLen`)
	fn anchor(p: u32) -> Weight {
		// Least time: 57_143 ns.
		Weight::from_parts(45_506_033, 3_928)
			// Standard error: 87_403.
			.saturating_add(Weight::from_parts(8_357_894, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(Weight::from_parts(0, 2820).saturating_mul(p.into()))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	// Storage: `Credentials::CredentialTypes` (r:1 w:0)
	// Proof: `Credentials::CredentialTypes` (`max_values`: None, `max_size`: Some(341), added: 2816, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Accreditations` (r:5 w:0)
	// Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(345), added: 2820, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Batches` (r:256 w:256)
	// Proof: `Credentials::Batches` (`max_values`: None, `max_size`: Some(99), added: 2574, mode: `MaxEncodedLen`)
	fn anchor_many(n: u32, p: u32) -> Weight {
		// Least time: 80_976 ns.
		Weight::from_parts(73_817_508, 3_928)
			// Standard error: 11_204.
			.saturating_add(Weight::from_parts(9_429_095, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2574).saturating_mul(n.into()))
			.saturating_add(Weight::from_parts(0, 2820).saturating_mul(p.into()))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Batches` (r:1 w:0)
	// Proof: `Credentials::Batches` (`max_values`: None, `max_size`: Some(99), added: 2574, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Statuses` (r:1 w:1)
	// Proof: `Credentials::Statuses` (`max_values`: None, `max_size`: Some(200), added: 2675, mode: `MaxEncodedLen`)
	fn change_statuses(n: u32) -> Weight {
		// Placeholder: not measured yet.
		Weight::from_parts(93_101_846, 11_770)
			.saturating_add(Weight::from_parts(40_000, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Batches` (r:1 w:0)
	// Proof: `Credentials::Batches` (`max_values`: None, `max_size`: Some(99), added: 2574, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Statuses` (r:256 w:256)
	// Proof: `Credentials::Statuses` (`max_values`: None, `max_size`: Some(200), added: 2675, mode: `MaxEncodedLen`)
	fn change_chunks(c: u32) -> Weight {
		// Least time: 49_458 ns.
		Weight::from_parts(31_975_503, 3_928)
			// Standard error: 16_290.
			.saturating_add(Weight::from_parts(13_725_494, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(c.into())))
			.saturating_add(Weight::from_parts(0, 2675).saturating_mul(c.into()))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Batches` (r:257 w:0)
	// Proof: `Credentials::Batches` (`max_values`: None, `max_size`: Some(99), added: 2574, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Statuses` (r:512 w:256)
	// Proof: `Credentials::Statuses` (`max_values`: None, `max_size`: Some(200), added: 2675, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Successors` (r:0 w:256)
	// Proof: `Credentials::Successors` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	fn change_successors(s: u32) -> Weight {
		// Placeholder: not measured yet. The numbers are those without the paths of the successors,
		// and five grants more for each of these.
		Weight::from_parts(3_546_516_614, 685_790)
			.saturating_add(Weight::from_parts(63_231_062, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(260))
			.saturating_add(T::DbWeight::get().reads(7_u64.saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(256))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
			.saturating_add(Weight::from_parts(0, 16775).saturating_mul(s.into()))
	}

	// Storage: `Credentials::Accounts` (r:1 w:0)
	// Proof: `Credentials::Accounts` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Institutions` (r:1 w:0)
	// Proof: `Credentials::Institutions` (`max_values`: None, `max_size`: Some(463), added: 2938, mode: `MaxEncodedLen`)
	// Storage: `Credentials::Batches` (r:1 w:1)
	// Proof: `Credentials::Batches` (`max_values`: None, `max_size`: Some(99), added: 2574, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn revoke_batch() -> Weight {
		// Placeholder: not measured yet.
		Weight::from_parts(100_120_000, 21_603)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(Weight::from_parts(40_000_000, 8_000))
			.saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}

	fn attest_again() -> Weight {
		// Placeholder: not measured yet.
		Weight::from_parts(160_000_000, 38_000)
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	fn set_dual_authorization() -> Weight {
		// Placeholder: not measured yet.
		Weight::from_parts(80_000_000, 12_000)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	fn rename_institution() -> Weight {
		// Placeholder: not measured yet.
		Weight::from_parts(30_530_000, 3_928)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	fn hand_over() -> Weight {
		// Placeholder: not measured yet.
		Weight::from_parts(230_000_000, 14_000)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(5))
	}

	fn resign() -> Weight {
		// Placeholder: not measured yet.
		Weight::from_parts(30_759_000, 6_052)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(Weight::from_parts(40_000_000, 8_000))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}

	fn relinquish_accreditation() -> Weight {
		// Placeholder: not measured yet.
		Weight::from_parts(105_065_000, 19_434)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}

	fn reinstate_type() -> Weight {
		// Placeholder: not measured yet.
		Weight::from_parts(27_937_000, 3_928)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	fn reinstate_withdrawn(e: u32) -> Weight {
		// Placeholder: not measured yet.
		Weight::from_parts(132_602_000, 23_035)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(Weight::from_parts(40_000_000, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(e.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(e.into())))
			.saturating_add(Weight::from_parts(0, 7_842).saturating_mul(e.into()))
	}
}
