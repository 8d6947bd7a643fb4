// SPDX-License-Identifier: Apache-2.0

//! Tests of the currency without tokens.

use super::*;
use crate::NoToken;
use frame_support::traits::{
	fungible::{Inspect, InspectHold, Mutate, MutateHold, Unbalanced, UnbalancedHold},
	tokens::{
		DepositConsequence, Fortitude, Precision, Preservation, Provenance, WithdrawConsequence,
	},
};
use sp_runtime::TokenError;

type Nothing = NoToken<RuntimeHoldReason>;
const REASON: RuntimeHoldReason = RuntimeHoldReason::Session(pallet_session::HoldReason::Keys);

fn of<F: Inspect<AccountId, Balance = u32>>() -> [u32; 5] {
	[
		F::total_issuance(),
		F::minimum_balance(),
		F::total_balance(&1),
		F::balance(&1),
		F::reducible_balance(&1, Preservation::Expendable, Fortitude::Force),
	]
}

#[test]
fn every_balance_is_zero() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(of::<Nothing>(), [0; 5]);
		assert_eq!(<Nothing as InspectHold<_>>::total_balance_on_hold(&1), 0);
		assert_eq!(<Nothing as InspectHold<_>>::balance_on_hold(&REASON, &1), 0);
	});
}

#[test]
fn zero_can_be_moved_and_held() {
	ExtBuilder::default().build_and_execute(|| {
		let deposit =
			|amount| <Nothing as Inspect<AccountId>>::can_deposit(&1, amount, Provenance::Minted);
		assert_eq!(deposit(0), DepositConsequence::Success);
		assert_eq!(<Nothing as Inspect<_>>::can_withdraw(&1, 0), WithdrawConsequence::Success);
		assert_eq!(<Nothing as Unbalanced<_>>::write_balance(&1, 0), Ok(None));
		assert_ok!(<Nothing as Mutate<_>>::mint_into(&1, 0));
		assert_ok!(<Nothing as MutateHold<_>>::hold(&REASON, &1, 0));
		let released = <Nothing as MutateHold<_>>::release_all(&REASON, &1, Precision::BestEffort);
		assert_eq!(released, Ok(0));
	});
}

#[test]
fn any_other_amount_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let deposit = <Nothing as Inspect<AccountId>>::can_deposit(&1, 1, Provenance::Minted);
		assert_eq!(deposit, DepositConsequence::UnknownAsset);
		let withdraw = <Nothing as Inspect<_>>::can_withdraw(&1, 1);
		assert_eq!(withdraw, WithdrawConsequence::UnknownAsset);
		let unknown = Err(TokenError::UnknownAsset.into());
		assert_eq!(<Nothing as Unbalanced<_>>::write_balance(&1, 1).map(|_| ()), unknown);
		assert_eq!(<Nothing as UnbalancedHold<_>>::set_balance_on_hold(&REASON, &1, 1), unknown);
		assert!(<Nothing as MutateHold<_>>::hold(&REASON, &1, 1).is_err());
		assert!(<Nothing as Mutate<_>>::mint_into(&1, 1).is_err());
		<Nothing as Unbalanced<AccountId>>::set_total_issuance(5);
		assert_eq!(of::<Nothing>(), [0; 5]);
	});
}
