// SPDX-License-Identifier: Apache-2.0

//! Allowances: what takes the place of fees.
//!
//! Every transaction costs *operations*. An institution has so many for a period of blocks,
//! whichever of its accounts signs, so that a stolen key cannot fill the blocks.

use crate::{
	extension::Refusal,
	types::{AccountRecord, Payer, Usage},
	AccountIdOf, Accounts, Config, Institutions, Pallet, Usages,
};
use frame_support::{
	traits::{Contains, Get},
	weights::{constants::WEIGHT_REF_TIME_PER_MILLIS, Weight},
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{traits::CheckedDiv, SaturatedConversion};
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

impl<T: Config> Pallet<T> {
	/// Who pays for what an account submits, and how much it may spend in a period.
	pub(crate) fn payer(
		who: &AccountIdOf<T>,
	) -> Result<(Payer<AccountIdOf<T>>, u32), Refusal> {
		if let Some(AccountRecord { institution, .. }) = Accounts::<T>::get(who) {
			let record = Institutions::<T>::get(institution).ok_or(Refusal::NotAMember)?;
			return match record.state {
				InstitutionState::Active => Ok((Payer::Institution(institution), record.allowance)),
				InstitutionState::Suspended { .. } if T::Governors::contains(who) =>
					Ok((Payer::Governor(who.clone()), T::GovernorAllowance::get())),
				InstitutionState::Suspended { .. } => Err(Refusal::InstitutionSuspended),
			};
		}
		if T::Governors::contains(who) {
			return Ok((Payer::Governor(who.clone()), T::GovernorAllowance::get()));
		}
		Err(Refusal::NotAMember)
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

	/// The number of the present period.
	fn period() -> BlockNumberFor<T> {
		frame_system::Pallet::<T>::block_number()
			.checked_div(&T::AllowancePeriod::get())
			.unwrap_or_default()
	}
}
