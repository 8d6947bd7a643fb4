// SPDX-License-Identifier: Apache-2.0

//! A currency for pallets that require one on a chain that has none.
//!
//! `pallet-session` can hold a deposit for keys. Here every balance is zero, and a hold of any
//! other amount is refused. So a deposit that is configured by mistake fails with an error instead
//! of being silently skipped.

use core::marker::PhantomData;
use frame_support::traits::tokens::{
	fungible::{hold, Dust, Inspect, Mutate, Unbalanced},
	DepositConsequence, Fortitude, Preservation, Provenance, WithdrawConsequence,
};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

/// A currency without tokens. `Reason` is the runtime's type for the reasons of holds.
pub struct NoToken<Reason>(PhantomData<Reason>);

impl<AccountId, Reason> Inspect<AccountId> for NoToken<Reason> {
	type Balance = u32;

	fn total_issuance() -> u32 {
		0
	}

	fn minimum_balance() -> u32 {
		0
	}

	fn total_balance(_: &AccountId) -> u32 {
		0
	}

	fn balance(_: &AccountId) -> u32 {
		0
	}

	fn reducible_balance(_: &AccountId, _: Preservation, _: Fortitude) -> u32 {
		0
	}

	fn can_deposit(_: &AccountId, amount: u32, _: Provenance) -> DepositConsequence {
		if amount == 0 {
			DepositConsequence::Success
		} else {
			DepositConsequence::UnknownAsset
		}
	}

	fn can_withdraw(_: &AccountId, amount: u32) -> WithdrawConsequence<u32> {
		if amount == 0 {
			WithdrawConsequence::Success
		} else {
			WithdrawConsequence::UnknownAsset
		}
	}
}

impl<AccountId, Reason> Unbalanced<AccountId> for NoToken<Reason> {
	fn handle_dust(_: Dust<AccountId, Self>) {}

	fn write_balance(_: &AccountId, amount: u32) -> Result<Option<u32>, DispatchError> {
		ensure_zero(amount).map(|()| None)
	}

	fn set_total_issuance(_: u32) {}
}

impl<AccountId: Eq, Reason> Mutate<AccountId> for NoToken<Reason> {}

impl<AccountId, Reason> hold::Inspect<AccountId> for NoToken<Reason>
where
	Reason: codec::Encode + scale_info::TypeInfo + 'static,
{
	type Reason = Reason;

	fn total_balance_on_hold(_: &AccountId) -> u32 {
		0
	}

	fn balance_on_hold(_: &Reason, _: &AccountId) -> u32 {
		0
	}
}

impl<AccountId, Reason> hold::Unbalanced<AccountId> for NoToken<Reason>
where
	Reason: codec::Encode + scale_info::TypeInfo + 'static,
{
	fn set_balance_on_hold(_: &Reason, _: &AccountId, amount: u32) -> DispatchResult {
		ensure_zero(amount)
	}
}

impl<AccountId, Reason> hold::Mutate<AccountId> for NoToken<Reason> where
	Reason: codec::Encode + scale_info::TypeInfo + 'static
{
}

/// Checks that an amount is zero.
fn ensure_zero(amount: u32) -> DispatchResult {
	if amount == 0 {
		Ok(())
	} else {
		Err(TokenError::UnknownAsset.into())
	}
}
