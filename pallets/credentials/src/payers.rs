// SPDX-License-Identifier: Apache-2.0

//! Institutions as the members that `pallet-allowance` charges.

use crate::{types::AccountRecord, AccountIdOf, Accounts, Config, Institutions, Pallet};
use pallet_allowance::{Payers, Refusal};
use testamur_primitives::{InstitutionId, InstitutionState};

impl<T: Config> Payers<AccountIdOf<T>> for Pallet<T> {
	type Member = InstitutionId;

	fn payer(who: &AccountIdOf<T>) -> Result<(InstitutionId, u32), Refusal> {
		let AccountRecord { institution, .. } =
			Accounts::<T>::get(who).ok_or(Refusal::NotAMember)?;
		let record = Institutions::<T>::get(institution).ok_or(Refusal::NotAMember)?;
		match record.state {
			InstitutionState::Active => Ok((institution, record.allowance)),
			InstitutionState::Suspended { .. } | InstitutionState::Closed { .. } => {
				Err(Refusal::Suspended)
			},
		}
	}

	fn allowance(institution: &InstitutionId) -> Option<u32> {
		Institutions::<T>::get(institution).map(|record| record.allowance)
	}

	/// Returns the number of operators of an institution, and one for its admin.
	fn accounts(institution: &InstitutionId) -> u32 {
		let operators = Institutions::<T>::get(institution).map_or(0, |record| record.operators);
		operators.saturating_add(1)
	}
}
