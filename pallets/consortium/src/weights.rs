// SPDX-License-Identifier: Apache-2.0

//! Weights of the calls: **estimates, not measurements**, put together as those of
//! `pallet-credentials` are: database reads and writes counted by hand from the worst path of the
//! code, each at the runtime's `DbWeight`, and some computation.
//!
//! Proof size is left at what the values themselves take up: a chain of its own sends no state proofs
//! with its blocks, and its blocks have no limit for it.

#![allow(
	clippy::arithmetic_side_effects,
	reason = "constants and saturating sums; an overflow would show at compile time"
)]

use crate::{AccountIdOf, Config, MAX_HEADER_LEN};
use codec::MaxEncodedLen;
use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::WEIGHT_REF_TIME_PER_MICROS, Weight},
	BoundedVec,
};

/// Computation of one call: decoding, checks, encoding, an event.
const BASE: u64 = 60 * WEIGHT_REF_TIME_PER_MICROS;
/// Checking one signature, and hashing a header that it is made over.
const SEAL: u64 = 100 * WEIGHT_REF_TIME_PER_MICROS;
/// Entering one validator with its keys into a trie that is made up to check a proof.
const PROVED_VALIDATOR: u64 = 40 * WEIGHT_REF_TIME_PER_MICROS;

/// Weights of the calls.
pub trait WeightInfo {
	/// `admit_validator`
	fn admit_validator() -> Weight;
	/// `retire_validator` and `resign`
	fn retire_validator() -> Weight;
	/// `configure`
	fn configure() -> Weight;
	/// `end_session`
	fn end_session() -> Weight;
	/// Checking a report before it is taken, for a session of `n` validators
	fn authorize_report(n: u32) -> Weight;
	/// `report_double_authoring`, for a session of `n` validators
	fn report_double_authoring(n: u32) -> Weight;
	/// What follows for one offender
	fn on_offence() -> Weight;
	/// `dispatch_as_root`, without what is dispatched
	fn dispatch_as_root() -> Weight;
	/// Noting the author of a block and looking whether the session ends
	fn on_initialize() -> Weight;
}

/// The estimates, priced by the runtime's `DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: Config> SubstrateWeight<T> {
	/// Looks up the session keys of every validator that there can be.
	fn ready() -> Weight {
		Self::database(u64::from(T::MaxValidators::get()), 0)
	}

	fn database(reads: u64, writes: u64) -> Weight {
		T::DbWeight::get().reads_writes(reads, writes)
	}

	fn base() -> Weight {
		let lists = BoundedVec::<AccountIdOf<T>, T::MaxValidators>::max_encoded_len();
		Weight::from_parts(BASE, u64::try_from(lists).unwrap_or(u64::MAX).saturating_mul(2))
	}

	/// Two seals and a proof of ownership. A validator count that is a lie is found out only after
	/// the trie of the running session was made, so it is not less than all there can be.
	fn check_report(n: u32) -> Weight {
		let validators = u64::from(n.max(T::MaxValidators::get()));
		let headers = u64::try_from(MAX_HEADER_LEN).unwrap_or(u64::MAX).saturating_mul(2);
		Weight::from_parts(SEAL * 2, headers)
			.saturating_add(Weight::from_parts(PROVED_VALIDATOR, 0).saturating_mul(validators))
			// Parents, session, roots, running keys, registered keys of each validator, offenders, known
			// offences.
			.saturating_add(Self::database(validators.saturating_add(9), 0))
	}
}

impl<T: Config> WeightInfo for SubstrateWeight<T> {
	fn admit_validator() -> Weight {
		// Leaving, Validators, settings, account; Validators, account.
		Self::base().saturating_add(Self::database(4, 2))
	}

	fn retire_validator() -> Weight {
		// Validators twice, own keys, settings, Leaving; Validators, Leaving, Absences.
		Self::base().saturating_add(Self::ready()).saturating_add(Self::database(5, 3))
	}

	fn configure() -> Weight {
		// Validators twice; settings.
		Self::base().saturating_add(Self::ready()).saturating_add(Self::database(2, 1))
	}

	fn end_session() -> Weight {
		Self::base().saturating_add(Self::database(0, 1))
	}

	fn authorize_report(n: u32) -> Weight {
		Self::base().saturating_add(Self::check_report(n))
	}

	fn report_double_authoring(n: u32) -> Weight {
		// Besides: offenders, since when with these keys; reports by id and by kind, each read and
		// written.
		Self::base()
			.saturating_add(Self::check_report(n))
			.saturating_add(Self::database(4, 2))
			.saturating_add(Self::on_offence())
	}

	fn on_offence() -> Weight {
		// Running set and disabled several times, offenders; disabled, offenders, digest; then the
		// retirement.
		Self::retire_validator().saturating_add(Self::database(8, 3))
	}

	fn dispatch_as_root() -> Weight {
		Self::base()
	}

	fn on_initialize() -> Weight {
		// Author's count; session start, settings, whether an end is asked for.
		Weight::from_parts(BASE / 4, 0).saturating_add(Self::database(4, 1))
	}
}
