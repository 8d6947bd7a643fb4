// SPDX-License-Identifier: Apache-2.0

//! Allowances: the cost of a transaction, its payer, and the rest of a period's operations.

use crate::{AccountIdOf, Config, Pallet, Payer, PayerOf, Payers, Refusal, Usages};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	traits::{Contains, Get},
	weights::{constants::WEIGHT_REF_TIME_PER_MILLIS, Weight},
};
use frame_system::pallet_prelude::BlockNumberFor;
use scale_info::TypeInfo;
use sp_runtime::{traits::CheckedDiv, SaturatedConversion};

/// Block time of one operation: a millisecond.
pub const OPERATION_REF_TIME: u64 = WEIGHT_REF_TIME_PER_MILLIS;
/// Block space of one operation, in bytes.
pub const OPERATION_BYTES: u64 = 4 * 1024;

/// The use of an allowance in one period.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub struct Usage<BlockNumber> {
	/// The number of the period: the block number divided by the length of a period.
	pub period: BlockNumber,
	/// The operations used in it.
	pub operations: u32,
}

/// Returns the cost of a transaction in operations: block time or block space, whichever is more,
/// and at least one.
///
/// The time is the whole declared weight, that of the call and of the extensions.
pub fn cost(weight: Weight, len: usize) -> u32 {
	let time = weight.ref_time().div_ceil(OPERATION_REF_TIME);
	let space = len.saturated_into::<u64>().div_ceil(OPERATION_BYTES);
	time.max(space).max(1).saturated_into()
}

impl<T: Config> Pallet<T> {
	/// Returns the payer of the transactions of an account, with the payer's allowance.
	///
	/// A governor pays as a governor even if it belongs to a member, so that neither a suspension
	/// nor an allowance that others used up keeps it from governing.
	pub(crate) fn payer(who: &AccountIdOf<T>) -> Result<(PayerOf<T>, u32), Refusal> {
		if T::Governors::contains(who) {
			return Ok((Payer::Governor(who.clone()), T::GovernorAllowance::get()));
		}
		T::Payers::payer(who).map(|(member, allowance)| (Payer::Member(member), allowance))
	}

	/// Returns the allowance of a payer, or `None` if there is no record of it that can be read.
	pub(crate) fn allowance(payer: &PayerOf<T>) -> Option<u32> {
		match payer {
			Payer::Governor(_) => Some(T::GovernorAllowance::get()),
			Payer::Member(member) => T::Payers::allowance(member),
		}
	}

	/// Returns the usage of a payer after it has spent `cost` more in the present period, or `None` if
	/// that exceeds what is left of the allowance in this period.
	pub(crate) fn spend(
		payer: &PayerOf<T>,
		allowance: u32,
		cost: u32,
	) -> Result<Option<Usage<BlockNumberFor<T>>>, Refusal> {
		if cost > allowance {
			return Err(Refusal::OverAllowance);
		}
		let usage = Self::usage(payer);
		let operations = usage.operations.saturating_add(cost);
		Ok((operations <= allowance).then_some(Usage { operations, ..usage }))
	}

	/// Returns what is left of the allowance of a payer in the present period.
	pub(crate) fn left(payer: &PayerOf<T>, allowance: u32) -> u32 {
		allowance.saturating_sub(Self::usage(payer).operations)
	}

	/// Returns the usage of a payer in the present period.
	fn usage(payer: &PayerOf<T>) -> Usage<BlockNumberFor<T>> {
		let period = Self::period();
		Some(Usages::<T>::get(payer))
			.filter(|usage| usage.period == period)
			.unwrap_or(Usage { period, operations: 0 })
	}

	/// Returns the number of the present period.
	pub(crate) fn period() -> BlockNumberFor<T> {
		frame_system::Pallet::<T>::block_number()
			.checked_div(&T::AllowancePeriod::get())
			.unwrap_or_default()
	}
}
