// SPDX-License-Identifier: Apache-2.0

//! Answers how much of their allowances payers have used, in the terms of the runtime API.

use testamur_primitives::{
	limits::MAX_PAGE,
	views::{AllowanceUse, AllowanceUses, QueryError},
	InstitutionId, Payer, RecordId,
};

use crate::{AccountId, Allowance, Credentials};
use pallet_allowance::DamagedUses;

/// Returns one page of the used allowances, with payers as the runtime API names them.
pub(crate) fn allowance_uses(
	after: Option<Payer<AccountId>>,
	limit: u32,
) -> Result<AllowanceUses<AccountId>, QueryError> {
	if limit > MAX_PAGE {
		return Err(QueryError::LimitExceeded { requested: limit, limit: MAX_PAGE });
	}
	Credentials::ensure_readable()?;
	let page = Allowance::allowance_uses(after.map(to_pallet), limit).map_err(damage)?;
	let uses = page.uses.into_iter().map(|one| AllowanceUse {
		payer: to_api(one.payer),
		used: one.used,
		allowance: one.allowance,
	});
	Ok(AllowanceUses { uses: uses.collect(), next: page.next.map(to_api) })
}

/// Returns the error that names what is damaged.
fn damage(fault: DamagedUses<pallet_allowance::Payer<AccountId, InstitutionId>>) -> QueryError {
	match fault {
		DamagedUses::Payer(pallet_allowance::Payer::Member(institution)) => {
			let missing = RecordId::Institution(institution).missing();
			Credentials::institution(institution).err().unwrap_or_else(|| missing.into())
		},
		_ => RecordId::AllowanceUses.malformed().into(),
	}
}

/// Converts a payer of the runtime API to one of the pallet.
fn to_pallet(payer: Payer<AccountId>) -> pallet_allowance::Payer<AccountId, InstitutionId> {
	match payer {
		Payer::Institution(institution) => pallet_allowance::Payer::Member(institution),
		Payer::Governor(account) => pallet_allowance::Payer::Governor(account),
	}
}

/// Converts a payer of the pallet to one of the runtime API.
fn to_api(payer: pallet_allowance::Payer<AccountId, InstitutionId>) -> Payer<AccountId> {
	match payer {
		pallet_allowance::Payer::Member(institution) => Payer::Institution(institution),
		pallet_allowance::Payer::Governor(account) => Payer::Governor(account),
	}
}
