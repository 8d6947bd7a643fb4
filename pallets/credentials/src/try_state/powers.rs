// SPDX-License-Identifier: Apache-2.0

//! The invariants of what bounds the powers of single accounts.

use crate::{
	types::Role, Accounts, Accreditations, Config, FinalChanges, Institutions, Pallet, Relinquished,
};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;
use testamur_primitives::{limits::MAX_FINAL_CHANGES_ALONE, AccreditationState};

impl<T: Config> Pallet<T> {
	/// Checks that the accounts of each institution made few of the final changes that are counted in
	/// a period, which has begun.
	pub(super) fn final_changes_alone_are_few() -> Result<(), TryRuntimeError> {
		for (institution, alone) in FinalChanges::<T>::iter() {
			ensure!(
				Institutions::<T>::contains_key(institution)
					&& alone.since <= Self::now()
					&& (1..=MAX_FINAL_CHANGES_ALONE).contains(&alone.count),
				"final_changes_alone_are_few: no institution, none or too many, or a period to come"
			);
		}
		Ok(())
	}

	/// Checks that every operator has a permission.
	pub(super) fn operators_have_permissions() -> Result<(), TryRuntimeError> {
		let is_idle = |role| matches!(role, Role::Operator(permissions) if permissions.is_empty());
		ensure!(
			!Accounts::<T>::iter_values().any(|account| is_idle(account.role)),
			"operators_have_permissions: an operator may do nothing"
		);
		Ok(())
	}

	/// Checks that grants that their holders gave back were accepted, and are withdrawn for good.
	pub(super) fn relinquished_grants_stay_withdrawn() -> Result<(), TryRuntimeError> {
		for id in Relinquished::<T>::iter_keys() {
			let grant = Accreditations::<T>::get(id)
				.filter(|grant| matches!(grant.state, AccreditationState::Withdrawn { .. }));
			ensure!(
				grant.is_some_and(|grant| grant.accepted_at.is_some()),
				"relinquished_grants_stay_withdrawn: never accepted, or not withdrawn"
			);
		}
		Ok(())
	}
}
