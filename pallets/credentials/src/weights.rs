// SPDX-License-Identifier: Apache-2.0

//! Weights of the calls: **estimates, not measurements**.
//!
//! Until they are measured, each weight is put together from what the worst path of the call does:
//!
//! * database reads and writes, counted by hand from the code, each at the runtime's `DbWeight`;
//! * [`BASE`] of computation for a call, and [`ITEM`] for every further item of a list;
//! * proof size, for every read the largest encoded value of its map plus [`PROOF_PATH`] of trie
//!   nodes.
//!
//! Wherever a grant is checked, a path of the greatest length is counted. `tests/weights.rs` holds
//! the declared proof sizes and writes against what calls really touch.

#![allow(
	clippy::arithmetic_side_effects,
	reason = "constants and saturating sums; an overflow would show at compile time"
)]

use crate::{types::StatusChangeAt, AccountRecord, Config};
use codec::MaxEncodedLen;
use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::WEIGHT_REF_TIME_PER_MICROS, Weight},
};
use testamur_primitives::{
	limits::MAX_PATH, status::StatusChunk, Accreditation, Batch, CredentialPointer, CredentialType,
	Institution,
};

/// Computation of one call: decoding, checks, encoding, an event. Generous for calls whose reference
/// in the SDK (a balance transfer) is measured at about 40 µs.
const BASE: u64 = 60 * WEIGHT_REF_TIME_PER_MICROS;
/// Computation for one further item of a list.
const ITEM: u64 = 15 * WEIGHT_REF_TIME_PER_MICROS;
/// Trie nodes on the way to one value: 16 siblings of 32 bytes on five levels, and some.
const PROOF_PATH: u64 = 3 * 1024;

/// Weights of the calls.
pub trait WeightInfo {
	/// `register_institution`
	fn register_institution() -> Weight;
	/// `update_profile`
	fn update_profile() -> Weight;
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
	/// `offer_accreditation`
	fn offer_accreditation() -> Weight;
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
	/// `renew_accreditation`
	fn renew_accreditation() -> Weight;
	/// `narrow_accreditation`
	fn narrow_accreditation() -> Weight;
	/// `anchor`, whatever the size of the cohort
	fn anchor() -> Weight;
	/// `anchor_many` of `n` batches
	fn anchor_many(n: u32) -> Weight;
	/// `change_statuses` of `n` credentials, each in a chunk of its own and superseded
	fn change_statuses(n: u32) -> Weight;
	/// `revoke_batch`
	fn revoke_batch() -> Weight;
	/// The check of every transaction
	fn check_membership() -> Weight;
}

/// The estimates, priced by the runtime's `DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);

/// What a path through a call reads: how many values, and their bytes in a proof.
#[derive(Clone, Copy)]
struct Reads {
	count: u64,
	proof: u64,
}

impl Reads {
	const NONE: Self = Self { count: 0, proof: 0 };

	fn and<Value: MaxEncodedLen>(self, times: u64) -> Self {
		let size = Value::max_encoded_len() as u64 + PROOF_PATH;
		Self { count: self.count + times, proof: self.proof + times * size }
	}
}

/// A system account: nonce, three reference counts, no data.
type SystemAccount = [u32; 4];
/// A number, the clock, the block number, an entry without a value.
type Small = u64;
/// The events of a block so far are one value that every call appends to.
type EventCount = u32;

impl<T: Config> SubstrateWeight<T> {
	fn weight(compute: u64, reads: Reads, writes: u64) -> Weight {
		Weight::from_parts(compute, reads.proof)
			.saturating_add(T::DbWeight::get().reads_writes(reads.count, writes))
	}

	/// A call of a member: its account, its institution, the clock.
	fn by_member() -> Reads {
		Self::by_council().and::<AccountRecord>(1).and::<Institution<T::AccountId>>(1)
	}

	/// A call of the council, which the collective has paid for already.
	fn by_council() -> Reads {
		Reads::NONE.and::<Small>(1).and::<EventCount>(1)
	}

	/// A call that looks after a grant: the grant, the path above it, and its parent.
	fn by_grantor() -> Reads {
		Self::by_member().and::<Accreditation>(u64::from(MAX_PATH) + 1)
	}

	/// Anchoring: the type and the path of the grant.
	fn by_issuer() -> Reads {
		Self::by_member()
			.and::<CredentialType>(1)
			.and::<Accreditation>(u64::from(MAX_PATH))
	}
}

impl<T: Config> WeightInfo for SubstrateWeight<T> {
	fn register_institution() -> Weight {
		// Number, account, system account; the same and the institution written.
		let reads = Self::by_council()
			.and::<Small>(1)
			.and::<AccountRecord>(1)
			.and::<SystemAccount>(1);
		Self::weight(BASE, reads, 4)
	}

	fn update_profile() -> Weight {
		Self::weight(BASE, Self::by_member(), 1)
	}

	fn suspend_institution() -> Weight {
		Self::weight(BASE, Self::by_council().and::<Institution<T::AccountId>>(1), 1)
	}

	fn reinstate_institution() -> Weight {
		Self::weight(BASE, Self::by_council().and::<Institution<T::AccountId>>(1), 1)
	}

	fn replace_admin() -> Weight {
		let reads = Self::by_council()
			.and::<Institution<T::AccountId>>(1)
			.and::<AccountRecord>(2)
			.and::<SystemAccount>(1);
		Self::weight(BASE, reads, 4)
	}

	fn set_allowance() -> Weight {
		Self::weight(BASE, Self::by_council().and::<Institution<T::AccountId>>(1), 1)
	}

	fn set_operator() -> Weight {
		let reads = Self::by_member().and::<AccountRecord>(1).and::<SystemAccount>(1);
		Self::weight(BASE, reads, 3)
	}

	fn remove_operator() -> Weight {
		Self::weight(BASE, Self::by_member().and::<AccountRecord>(1), 2)
	}

	fn register_type() -> Weight {
		Self::weight(BASE, Self::by_member().and::<Small>(1), 2)
	}

	fn retire_type() -> Weight {
		Self::weight(BASE, Self::by_member().and::<CredentialType>(1), 1)
	}

	fn offer_accreditation() -> Weight {
		// Number of types, number of the grant, path of the parent, holder; number, grant, index
		// and holder written.
		let reads = Self::by_grantor().and::<Small>(2).and::<Institution<T::AccountId>>(1);
		Self::weight(BASE + ITEM * u64::from(MAX_PATH), reads, 4)
	}

	fn accept_accreditation() -> Weight {
		Self::weight(BASE, Self::by_member().and::<Accreditation>(1), 1)
	}

	fn decline_accreditation() -> Weight {
		Self::weight(BASE, Self::by_member().and::<Accreditation>(1).and::<Small>(1), 3)
	}

	fn suspend_accreditation() -> Weight {
		Self::weight(BASE, Self::by_grantor(), 1)
	}

	fn reinstate_accreditation() -> Weight {
		Self::weight(BASE, Self::by_grantor(), 1)
	}

	fn withdraw_accreditation() -> Weight {
		// The grant, the index and the holder's count, whatever hangs below.
		let reads = Self::by_grantor().and::<Small>(1).and::<Institution<T::AccountId>>(1);
		Self::weight(BASE, reads, 3)
	}

	fn renew_accreditation() -> Weight {
		Self::weight(BASE, Self::by_grantor(), 1)
	}

	fn narrow_accreditation() -> Weight {
		Self::weight(BASE, Self::by_grantor(), 1)
	}

	fn anchor() -> Weight {
		Self::anchor_many(1)
	}

	fn anchor_many(n: u32) -> Weight {
		let n = u64::from(n);
		let reads = Self::by_issuer().and::<Batch>(n);
		Self::weight(BASE + ITEM * (n + u64::from(MAX_PATH)), reads, n)
	}

	fn change_statuses(n: u32) -> Weight {
		// Each item: own chunk, successor's batch and chunk, successor entry; chunk and entry
		// written. The event repeats the list.
		let n = u64::from(n);
		let reads = Self::by_member()
			.and::<Batch>(n + 1)
			.and::<StatusChunk>(2 * n)
			.and::<CredentialPointer>(n)
			.and::<StatusChangeAt>(1);
		Self::weight(BASE + ITEM * n, reads, 2 * n)
	}

	fn revoke_batch() -> Weight {
		Self::weight(BASE, Self::by_member().and::<Batch>(1), 1)
	}

	fn check_membership() -> Weight {
		// Account, institution, governors (council and validators, at most a hundred accounts each),
		// usage, block number; usage written.
		let reads = Reads::NONE
			.and::<AccountRecord>(1)
			.and::<Institution<T::AccountId>>(1)
			.and::<[[u8; 32]; 100]>(2)
			.and::<[Small; 2]>(2);
		Self::weight(ITEM, reads, 1)
	}
}
