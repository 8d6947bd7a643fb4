// SPDX-License-Identifier: Apache-2.0

//! Institutions as the members that `pallet-allowance` charges.
//!
//! The pool asks while the state is being migrated, too, and forgets what it is told is invalid. So
//! the records are read in either layout, and transactions wait until the migration has ended.

use crate::{types::AccountRecord, AccountIdOf, Config, Pallet};
use pallet_allowance::{Payers, Refusal};
use testamur_primitives::{InstitutionId, InstitutionState};

impl<T: Config> Payers<AccountIdOf<T>> for Pallet<T> {
	type Member = InstitutionId;

	fn payer(who: &AccountIdOf<T>) -> Result<(InstitutionId, u32), Refusal> {
		let AccountRecord { institution, .. } =
			Self::account_of_any_layout(who).ok_or(Refusal::NotAMember)?;
		let record = Self::institution_of_any_layout(institution).ok_or(Refusal::NotAMember)?;
		match record.state {
			InstitutionState::Active => Ok((institution, record.allowance)),
			InstitutionState::Suspended { .. } | InstitutionState::Closed { .. } => {
				Err(Refusal::Suspended)
			},
		}
	}

	fn allowance(institution: &InstitutionId) -> Option<u32> {
		Self::institution_of_any_layout(*institution).map(|record| record.allowance)
	}

	/// Returns the number of operators of an institution, and one for its admin.
	fn accounts(institution: &InstitutionId) -> u32 {
		let record = Self::institution_of_any_layout(*institution);
		let operators = record.map_or(0, |record| record.operators);
		operators.saturating_add(1)
	}
}
