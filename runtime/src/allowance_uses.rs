// SPDX-License-Identifier: Apache-2.0

//! Answers readers who ask what payers have used of their allowances, in the terms of the contract.

use testamur_primitives::{
	limits::MAX_PAGE,
	views::{AllowanceUse, AllowanceUses, QueryError},
	InstitutionId, Payer,
};

use crate::{AccountId, Allowance};

/// Returns one page of what payers have used of their allowances, as readers know them.
pub(crate) fn allowance_uses(
	after: Option<Payer<AccountId>>,
	limit: u32,
) -> Result<AllowanceUses<AccountId>, QueryError> {
	if limit > MAX_PAGE {
		return Err(QueryError::LimitExceeded { requested: limit, limit: MAX_PAGE });
	}
	let page = Allowance::allowance_uses(after.map(charged), limit);
	let uses = page.uses.into_iter().map(|one| AllowanceUse {
		payer: named(one.payer),
		used: one.used,
		allowance: one.allowance,
	});
	Ok(AllowanceUses { uses: uses.collect(), next: page.next.map(named) })
}

/// Converts a payer as readers name it into the one that is charged.
fn charged(payer: Payer<AccountId>) -> pallet_allowance::Payer<AccountId, InstitutionId> {
	match payer {
		Payer::Institution(institution) => pallet_allowance::Payer::Member(institution),
		Payer::Governor(account) => pallet_allowance::Payer::Governor(account),
	}
}

/// Converts a payer that is charged into the one that readers name.
fn named(payer: pallet_allowance::Payer<AccountId, InstitutionId>) -> Payer<AccountId> {
	match payer {
		pallet_allowance::Payer::Member(institution) => Payer::Institution(institution),
		pallet_allowance::Payer::Governor(account) => Payer::Governor(account),
	}
}
