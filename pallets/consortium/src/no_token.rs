// SPDX-License-Identifier: Apache-2.0

//! A currency for pallets that demand one on a chain that has none.
//!
//! `pallet-session` wants to hold a deposit for keys. Everybody owns nothing, nothing can be held but
//! nothing, and whoever asks for more is refused. So a deposit that somebody configures by mistake
//! fails loudly instead of being promised and not taken.

use core::marker::PhantomData;
use frame_support::traits::tokens::{
	fungible::{hold, Dust, Inspect, Mutate, Unbalanced},
	DepositConsequence, Fortitude, Preservation, Provenance, WithdrawConsequence,
};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

/// No token at all; `Reason` is what the runtime names holds by.
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
		only_nothing(amount).map(|()| None)
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
		only_nothing(amount)
	}
}

impl<AccountId, Reason> hold::Mutate<AccountId> for NoToken<Reason> where
	Reason: codec::Encode + scale_info::TypeInfo + 'static
{
}

fn only_nothing(amount: u32) -> DispatchResult {
	if amount == 0 {
		Ok(())
	} else {
		Err(TokenError::UnknownAsset.into())
	}
}
