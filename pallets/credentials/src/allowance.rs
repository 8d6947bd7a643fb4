// SPDX-License-Identifier: Apache-2.0

//! Allowances: what takes the place of fees.
//!
//! Every transaction costs *operations*. An institution has so many for a period of blocks,
//! whichever of its accounts signs, so that a stolen key cannot fill the blocks.

use crate::{
	extension::Refusal,
	types::{AccountRecord, Usage},
	AccountIdOf, Accounts, Config, Institutions, Pallet, Payer, Usages,
};
use frame_support::{
	traits::{Contains, Get},
	weights::{constants::WEIGHT_REF_TIME_PER_MILLIS, Weight},
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{
	traits::CheckedDiv, transaction_validity::TransactionPriority, SaturatedConversion,
};
use testamur_primitives::InstitutionState;

/// Block time that one operation stands for: a millisecond.
pub const OPERATION_REF_TIME: u64 = WEIGHT_REF_TIME_PER_MILLIS;
/// Bytes of a block that one operation stands for.
pub const OPERATION_BYTES: u64 = 4 * 1024;

/// What a transaction costs: block time or block space, whichever is more, and never nothing.
pub fn cost(weight: Weight, len: usize) -> u32 {
	let time = weight.ref_time().div_ceil(OPERATION_REF_TIME);
	let space = len.saturated_into::<u64>().div_ceil(OPERATION_BYTES);
	time.max(space).max(1).saturated_into()
}

/// What lifts governors above all that institutions send, wherever in line they stand.
const GOVERNS: TransactionPriority = 1 << 32;

/// Governors go first: whatever institutions send, a motion of the council gets through.
pub(crate) const fn priority<AccountId>(payer: &Payer<AccountId>) -> TransactionPriority {
	match payer {
		Payer::Governor(_) => GOVERNS,
		Payer::Institution(_) => 0,
	}
}

impl<T: Config> Pallet<T> {
	/// Who pays for what an account submits, and how much it may spend in a period.
	///
	/// A governor pays as one even if it serves an institution, so that neither a suspension nor a
	/// used up allowance there keeps it from governing.
	pub(crate) fn payer(who: &AccountIdOf<T>) -> Result<(Payer<AccountIdOf<T>>, u32), Refusal> {
		if T::Governors::contains(who) {
			return Ok((Payer::Governor(who.clone()), T::GovernorAllowance::get()));
		}
		let AccountRecord { institution, .. } =
			Accounts::<T>::get(who).ok_or(Refusal::NotAMember)?;
		let record = Institutions::<T>::get(institution).ok_or(Refusal::NotAMember)?;
		match record.state {
			InstitutionState::Active => Ok((Payer::Institution(institution), record.allowance)),
			InstitutionState::Suspended { .. } => Err(Refusal::InstitutionSuspended),
		}
	}

	/// The usage of a payer after it has spent `cost` more in the present period.
	pub(crate) fn spend(
		payer: &Payer<AccountIdOf<T>>,
		allowance: u32,
		cost: u32,
	) -> Result<Usage<BlockNumberFor<T>>, Refusal> {
		if cost > allowance {
			return Err(Refusal::OverAllowance);
		}
		let period = Self::period();
		let used = Some(Usages::<T>::get(payer)).filter(|usage| usage.period == period);
		let operations = used.unwrap_or_default().operations.saturating_add(cost);
		if operations > allowance {
			return Err(Refusal::AllowanceUsedUp);
		}
		Ok(Usage { period, operations })
	}

	/// The operations that a payer has in a period.
	pub(crate) fn allowance(payer: &Payer<AccountIdOf<T>>) -> u32 {
		match payer {
			Payer::Governor(_) => T::GovernorAllowance::get(),
			Payer::Institution(institution) => {
				Institutions::<T>::get(institution).map_or(0, |record| record.allowance)
			},
		}
	}

	/// The number of the present period.
	pub(crate) fn period() -> BlockNumberFor<T> {
		frame_system::Pallet::<T>::block_number()
			.checked_div(&T::AllowancePeriod::get())
			.unwrap_or_default()
	}
}
